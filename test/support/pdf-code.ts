import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** Enough for each module of a code to be some pixels. */
const DOTS_PER_INCH = 150;

/** How pdf.js writes the pieces of a path, by their number: the letter of SVG, and how many figures follow. */
const pieces = [
  ['M', 2],
  ['L', 2],
  ['C', 6],
  ['Q', 4],
  ['Z', 0],
] as const;

/**
 * What the QR code says that is drawn on a page, read by a scanner that is not ours from all that the page draws besides text.
 *
 * @throws Error where no code is found, or none can be read.
 */
export async function readCode(file: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(file), { verbosity: 0 });
  try {
    const page = await document.getPage(1);
    const [, , width = 0, height = 0] = page.view;
    const { fnArray, argsArray } = await page.getOperatorList();
    const { OPS } = await getResolvedPDFJS();
    const painted = new Map([
      [OPS.stroke, 'fill="none"'],
      [OPS.fill, 'stroke="none"'],
      [OPS.fillStroke, ''],
    ]);
    let drawing = '';
    /** Groups that each saved state has opened. */
    const opened = [0];
    const open = (attribute: string, value: unknown) => {
      drawing += `<g ${attribute}="${value}">`;
      opened.push((opened.pop() ?? 0) + 1);
    };
    for (const [index, operator] of fnArray.entries()) {
      const values: unknown[] = argsArray[index] ?? [];
      if (operator === OPS.save) opened.push(0);
      else if (operator === OPS.restore) drawing += '</g>'.repeat(opened.pop() ?? 0);
      else if (operator === OPS.transform) open('transform', `matrix(${values.join(' ')})`);
      else if (operator === OPS.setFillRGBColor) open('fill', values[0]);
      else if (operator === OPS.setStrokeRGBColor) open('stroke', values[0]);
      else if (operator === OPS.setLineWidth) open('stroke-width', values[0]);
      else if (operator === OPS.constructPath) {
        const [how, [path]] = values as [number, [ArrayLike<number>]];
        const paint = painted.get(how);
        if (paint !== undefined) drawing += `<path d="${outline(path)}" ${paint}/>`;
      }
    }
    drawing += '</g>'.repeat(opened.pop() ?? 0);
    // PDF counts from the bottom.
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<g stroke="#000" transform="matrix(1 0 0 -1 0 ${height})">${drawing}</g></svg>`;
    const { data, info } = await sharp(Buffer.from(svg), { density: DOTS_PER_INCH })
      .flatten({ background: '#fff' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return decodeQR({ data, width: info.width, height: info.height });
  } finally {
    await document.loadingTask.destroy();
  }
}

function outline(path: ArrayLike<number>): string {
  let text = '';
  for (let at = 0; at < path.length; ) {
    const [letter, figures] = pieces[path[at] ?? 0] ?? ['Z', 0];
    text += `${letter}${Array.from({ length: figures }, (_, n) => path[at + 1 + n]).join(' ')}`;
    at += figures + 1;
  }
  return text;
}
