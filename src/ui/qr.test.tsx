import { renderToString } from 'preact-render-to-string';
import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { qrPath } from '../kernel/html/qr-path.ts';
import { QrCode } from './qr.tsx';

const url = 'https://portail.valombre.example/lieux/l-epicerie-du-lavoir';

/** The drawing as the eye sees it: dark or not, row by row. */
function seen(path: string, side: number): boolean[][] {
  const rows = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  let [x, y] = [0, 0];
  for (const [, letter, first = '0', second = '0'] of path.matchAll(/([Mmh])(\d+)(?: (\d+)(?:\.5)?)?/g)) {
    if (letter === 'M') [x, y] = [Number(first), Number(second)];
    else if (letter === 'm') x += Number(first);
    else for (let end = x + Number(first); x < end; x += 1) (rows[y] ?? [])[x] = true;
  }
  return rows;
}

test.each([url, 'Œufs à 2 €', `${url}?${'x'.repeat(300)}`])('%s is drawn module by module, with white around', (text) => {
  const { modules } = create([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'M', maskPattern: 2 });
  const { size, path } = qrPath(text);
  expect(size).toBe(modules.size);
  seen(path, size + 8).forEach((row, y) => {
    const expected = row.map((_, x) => x >= 4 && y >= 4 && x < size + 4 && y < size + 4 && modules.get(y - 4, x - 4) === 1);
    expect(row).toEqual(expected);
  });
});

test('says in words where it leads, and holds nothing that the content policy refuses', () => {
  const html = renderToString(<QrCode text={url} title="Code à scanner : L’Épicerie <du> Lavoir" />);
  expect(html).toContain('role="img"');
  expect(html).toContain('<title>Code à scanner : L’Épicerie &lt;du> Lavoir</title>');
  expect(html).not.toMatch(/style=|href=/);
  expect(html).toContain('fill="#fff"');
  expect(html.length).toBeLessThan(4_500);
});

test('what no code can hold is not drawn', () => {
  expect(() => qrPath('x'.repeat(3_000))).toThrow();
});
