import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { projectRoot } from '../project.ts';
import { turns } from '../turns.ts';

/** A PDF before it is made: a document in Typst, and its data as JSON text. */
export interface PdfJob {
  source: string;
  inputs: string;
}

/** Of either, at worst, some five seconds and 350 MB: a table of 3,000 rows, or long letters. */
const MOST_TEXTS = 12_500;
const MOST_CHARACTERS = 300_000;
const MILLISECONDS = 30_000;

/** One at a time: each takes the memory of a small server, and half a second. */
const inTurn = turns(1, 12);

/**
 * A document in Typst, which reads its data as `json(bytes(sys.inputs.data))`. What people wrote goes there, never into the
 * source: as data, it is text whatever it looks like. It has to set its title and language.
 *
 * @throws Error where it holds too much.
 */
export function pdfJob(source: string, data: object): PdfJob {
  let texts = 0;
  const inputs = JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value === 'object') return value;
    texts += 1;
    return typeof value === 'string' ? shown(value) : value;
  });
  if (texts > MOST_TEXTS || inputs.length > MOST_CHARACTERS)
    throw new Error(
      `A PDF of ${texts} texts, ${inputs.length} characters in all, is too large: ${MOST_TEXTS}, ${MOST_CHARACTERS} at most.`,
    );
  // Typst would fetch them.
  if (/["']@\w+\//.test(source)) throw new Error('A PDF takes no package from the network.');
  return { source, inputs };
}

/**
 * Makes a PDF, tagged (PDF/UA-1), in a process of its own without shell, environment or packages from the network.
 *
 * @throws Overloaded where a dozen wait for theirs already.
 * @throws Error where the document is not well written, or takes too long.
 */
export function renderPdf(job: PdfJob): Promise<Buffer> {
  return inTurn(() => run(job));
}

async function run(job: PdfJob): Promise<Buffer> {
  const program = join(projectRoot, 'src/kernel/pdf/compiler.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: MILLISECONDS,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  // A program that ends before it has read all says why by itself.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(job));
  const [content, complaint, status] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  if (status !== 0) throw new Error(`The PDF was not made (${status === null ? 'too long' : complaint.trim()}).`);
  return content;
}

/** A drawn sign, of which no font here has the shape, with what colours it and joins it to the next. */
const SIGN = '(?![©®™])[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\p{Emoji_Modifier}][\\ufe0f\\u200d]*';
/** With the spaces that would be left of it. */
const EMOJI = new RegExp(`^(?:${SIGN} *)+| *${SIGN}`, 'gmu');

/** Without what has no shape: emoji, control characters, what is not assigned, the marks of beginnings of files and of nothing. */
function shown(value: string): string {
  return value
    .toWellFormed()
    .replace(EMOJI, '')
    .replace(/[^\P{C}\n\t\u00ad\u200c\u200d]/gu, '');
}
