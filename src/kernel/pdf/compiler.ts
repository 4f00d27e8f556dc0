/**
 * A program of its own, which `render.ts` runs: reads a document as JSON on its input, writes the PDF on its output. What a
 * document takes of memory goes with it, one that takes too long can be stopped, and no page waits meanwhile.
 */
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PdfJob } from './render.ts';

const { source, inputs } = (await json(process.stdin)) as PdfJob;
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: [join(import.meta.dirname, 'fonts')] }],
});
const document = { mainFileContent: source, inputs: { data: inputs } };

/** PDF/UA-1; where a character has no shape in any font, the standard is not kept, though all is tagged as well. */
function pdf(): Buffer {
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1' });
  } catch (error) {
    if (!String((error as { code?: string }).code).includes('could not be displayed with font')) throw error;
    return compiler.pdf(document, { pdfTags: true });
  }
}

process.stdout.write(pdf());
