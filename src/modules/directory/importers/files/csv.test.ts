import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guessSeparator, openCsv, type Separator } from './csv.ts';
import type { TableRow } from './table.ts';

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-csv-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array, options: { separator?: Separator } = {}) {
  number += 1;
  const file = join(folder, `${number}.csv`);
  await writeFile(file, content);
  const table = await openCsv(file, options);
  const rows: TableRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  return { ...table, rows };
}

const cells = (rows: readonly TableRow[]) => rows.map(({ record }) => Object.values(record));
const lines = (rows: readonly TableRow[]) => rows.map(({ line }) => line);
const problems = (rows: readonly TableRow[]) => rows.map(({ problem }) => problem);

describe('the separator is that of the header', () => {
  it.each([
    ['nom;adresse;ville', ';'],
    ['nom,adresse,ville', ','],
    ['nom\tadresse\tville', '\t'],
    ['nom|adresse|ville', '|'],
    ['"nom, prénom";"adresse, ville"', ';'],
    ['nom, prénom;adresse;ville', ';'],
    ['nom', ';'],
  ])('« %s »', (header, separator) => {
    expect(guessSeparator([header])).toBe(separator);
  });

  it('unless Excel says it, or somebody does', async () => {
    expect((await read('sep=|\na;b|c\n1|2\n')).columns).toEqual(['a;b', 'c']);
    expect((await read('a;b|c;d\n1|2\n', { separator: '|' })).columns).toEqual(['a;b', 'c;d']);
  });
});

describe('the columns', () => {
  it('are trimmed, without the mark, and each has a name of its own', async () => {
    const { columns } = await read('\ufeff Nom ;"Ville";;Ville;\n1;2;3;4;\n');
    expect(columns).toEqual(['Nom', 'Ville', 'colonne 3', 'Ville (2)']);
  });

  it('stand below a title', async () => {
    const { columns, rows } = await read('Associations de la commune;;\n;;\nNom;Rue;Ville\nA;B;C\n');
    expect(columns).toEqual(['Nom', 'Rue', 'Ville']);
    expect(rows).toEqual([{ line: 4, sheet: null, record: { Nom: 'A', Rue: 'B', Ville: 'C' }, problem: null }]);
  });

  it('may have a name that objects have too', async () => {
    const { rows } = await read('__proto__;constructor\nx;y\n');
    expect(Object.entries(rows[0]?.record ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('are one in a list', async () => {
    expect(cells((await read('nom\nA\nB\n')).rows)).toEqual([['A'], ['B']]);
  });
});

describe('rows', () => {
  it('are given with the line where they begin, whatever ends the lines', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { rows } = await read(['a;b', '1;"x', 'y"', '', '2;z'].join(end));
      expect(cells(rows)).toEqual([
        ['1', 'x\ny'],
        ['2', 'z'],
      ]);
      expect(lines(rows)).toEqual([2, 5]);
    }
  });

  it('may have more or fewer fields: they are given, and told', async () => {
    const { rows } = await read('a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n1;2;3\n');
    expect(problems(rows)).toEqual(['ragged-row', 'ragged-row', null, null]);
    expect(cells(rows)[0]).toEqual(['1', '2', '']);
  });

  it('may hold quotes that are text', async () => {
    const { rows } = await read('a;b\nTuyau 12" fer;x\n"L""Épicerie";"le "bon" pain"\n');
    expect(cells(rows)).toEqual([
      ['Tuyau 12" fer', 'x'],
      ['L"Épicerie', '"le "bon" pain"'],
    ]);
    expect(problems(rows)).toEqual([null, null]);
  });

  it('in Windows-1252 are read', async () => {
    const { rows, encoding } = await read(Uint8Array.from([...Buffer.from('a;b\ncaf'), 0xe9, ...Buffer.from(';x\n')]));
    expect(encoding).toBe('windows-1252');
    expect(cells(rows)).toEqual([['café', 'x']]);
  });

  it('are read back as csv-stringify wrote them', async () => {
    // What a cell of one line or several may hold; a row of nothing is no row.
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ';', ',', '"', '\n', ' ', '|', '0') }).map((text) => `x${text}x`);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Separator>(';', ',', '\t', '|'),
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }),
        async (separator, wanted) => {
          const { rows } = await read(stringify([['a', 'b', 'c'], ...wanted], { delimiter: separator }), { separator });
          expect(cells(rows)).toEqual(wanted);
          expect(problems(rows).every((problem) => problem === null)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a quote that nothing closes', () => {
  it('spoils its own row only', async () => {
    const { rows } = await read(`a;b\n1;x\n2;"never closed\n${Array.from({ length: 50 }, (_, index) => `${index + 3};y`).join('\n')}\n`);
    expect(rows).toHaveLength(52);
    expect(problems(rows).filter(Boolean)).toEqual(['broken-quote']);
    expect(rows[1]).toMatchObject({ line: 3, record: { a: '2', b: 'never closed' }, problem: 'broken-quote' });
    expect(rows[51]).toMatchObject({ line: 53, record: { a: '52', b: 'y' } });
  });

  it('does so too where a quote of another row would close it', async () => {
    const { rows } = await read('a;b;c\n1;"Café;x\n2;y;z\n3;"Bar";t\n4;u;v\n');
    expect(cells(rows).map(([first]) => first)).toEqual(['1', '2', '3', '4']);
    expect(problems(rows)).toEqual(['broken-quote', null, null, null]);
  });

  it('many times, takes no time', async () => {
    const broken = Array.from({ length: 2_000 }, (_, index) => `${index};"open`).join('\n');
    const startedAt = performance.now();
    const { rows } = await read(`a;b\n${broken}\n`);
    expect(rows).toHaveLength(2_000);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('what is no table is refused', () => {
  it.each([
    ['nothing', '', 'vide'],
    ['blank lines', '\n \n', 'vide'],
    ['one endless line', 'x'.repeat(1_200_000), 'n’a pas de fin'],
  ])('%s', async (_name, content, words) => {
    await expect(read(content)).rejects.toThrow(words);
  });
});

describe('memory', () => {
  it('stays flat over 100,000 rows', async () => {
    const script = `
      import { createWriteStream } from 'node:fs';
      import { once } from 'node:events';
      import { openCsv } from ${JSON.stringify(new URL('./csv.ts', import.meta.url).href)};
      const file = ${JSON.stringify(join(folder, 'large.csv'))};
      const out = createWriteStream(file);
      out.write('id;nom;texte\\n');
      const text = 'é'.repeat(300);
      for (let row = 0; row < 100_000; row += 1) if (!out.write(row + ';"Lieu ' + row + '";' + text + '\\n')) await once(out, 'drain');
      out.end();
      await once(out, 'close');
      globalThis.gc();
      const before = process.memoryUsage().heapUsed;
      let most = 0, read = 0;
      for await (const row of (await openCsv(file)).rows()) {
        read += 1;
        if (read % 10_000 === 0) { globalThis.gc(); most = Math.max(most, process.memoryUsage().heapUsed - before); }
      }
      process.stdout.write(JSON.stringify({ read, most }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
      timeout: 100_000,
    });
    const { read: count, most } = JSON.parse(stdout) as Record<string, number>;
    expect(count).toBe(100_000);
    // The file has 63 MB.
    expect(most).toBeLessThan(12e6);
  }, 120_000);
});
