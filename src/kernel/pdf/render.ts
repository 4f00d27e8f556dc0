import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { projectRoot } from '../project.ts';
import { turns } from '../turns.ts';

/** What the program takes: a document in Typst, and its data as JSON text. */
export interface PdfJob {
  source: string;
  inputs: string;
}

/** Of either, at worst, some five seconds and 350 MB: a table of 3,000 rows, or long letters. */
const MOST_TEXTS = 12_500;
const MOST_CHARACTERS = 300_000;
const MILLISECONDS = 30_000;

/** One at a time: each takes the memory of a small server. */
const inTurn = turns(1);

/**
 * Makes a PDF of a document in Typst, which reads its data as `json(bytes(sys.inputs.data))`. What people wrote goes there,
 * never into the source: as data, it is text whatever it looks like. Tagged (PDF/UA-1), in a process of its own without
 * shell, environment or packages from the network. It has to set its title and language.
 *
 * @throws Error where the document is not well written, holds too much, or takes too long.
 */
export async function renderPdf(source: string, data: object): Promise<Buffer> {
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
  return inTurn(() => run({ source, inputs }));
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

/** Without what has no shape: control characters, what is not assigned, the marks of beginnings of files and of nothing. */
function shown(value: string): string {
  return value.toWellFormed().replace(/[^\P{C}\n\t\u00ad\u200c\u200d]/gu, '');
}
