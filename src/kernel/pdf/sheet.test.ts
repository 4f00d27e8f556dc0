import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../test/support/pdf.ts';
import { pdfJob, renderPdf } from './render.ts';
import { renderSheet, type Sheet } from './sheet.ts';

const report: Sheet = {
  locale: 'fr',
  territory: 'Ville de Valombre',
  accent: '#2f5d43',
  title: 'Rapport du 3e trimestre 2026',
  subtitle: 'de juillet à septembre',
  blocks: [],
};

const read = async (sheet: Partial<Sheet>) => readPdf(await renderSheet({ ...report, ...sheet }));

describe('a sheet', () => {
  it('says whose it is, its title and the number of each page, and names the columns again on each', async () => {
    const columns = [{ label: 'Structure', share: 2 }, { label: 'Quartier' }, { label: 'Consultations', isFigure: true }];
    const rows = Array.from({ length: 90 }, (_, index) => [`Structure no ${index + 1}`, 'Les Rives', String(index * 37)]);
    const pdf = await read({
      blocks: [
        { kind: 'heading', text: 'Par quartier' },
        { kind: 'table', columns, rows },
      ],
    });
    expect(pdf.pages).toHaveLength(3);
    for (const [index, page] of pdf.pages.entries()) {
      for (const text of ['Ville de Valombre', report.title, 'Structure Quartier Consultations\n', `page ${index + 1} sur 3`])
        expect(page).toContain(text);
    }
    expect(pdf.pages[2]).toContain(`Structure no 90 Les Rives ${89 * 37}\n`);
  });

  it('is for screen readers too: tagged, in its language, with its title', async () => {
    const pdf = await read({
      locale: 'en',
      title: 'Report',
      blocks: [
        { kind: 'heading', text: 'By district' },
        { kind: 'paragraph', text: 'A paragraph.' },
        { kind: 'facts', facts: [{ label: 'Period', value: 'July to September' }] },
        { kind: 'table', columns: [{ label: 'District' }, { label: 'Views', isFigure: true }], rows: [['Les Rives', '12']] },
      ],
    });
    expect(pdf).toMatchObject({ title: 'Report', language: 'en', isUniversal: true });
    expect(pdf.elements).toMatchObject({ Document: 1, H1: 1, H2: 1, L: 1, LI: 1, Table: 1, TH: 2, TD: 2 });
    expect(pdf.pages[0]).toContain('page 1 of 1');
    expect(pdf.fonts.toSorted()).toEqual(['AtkinsonHyperlegibleNext-Bold', 'AtkinsonHyperlegibleNext-Regular']);
  });

  it('keeps French as it is typed', async () => {
    const text = 'Voilà\u202f: «\u202fl’œuvre d’un été\u202f», 12\u202f%, 34\u00a0€ – c’est tout… Łódź, Čapek.';
    const pdf = await read({ blocks: [{ kind: 'paragraph', text }] });
    // A space that does not break is one glyph with the one that does: a reader copies either.
    expect(pdf.pages[0]?.replace(/\s/g, ' ')).toContain(text.replace(/\s/g, ' '));
    expect(pdf.isUniversal).toBe(true);
  });
});

describe('what people write', () => {
  const hostile = [
    '#panic("stop")',
    '#read("/etc/passwd")',
    '#import "@preview/x:0.0.1"',
    '#eval("1 + 1")',
    '*bold* _it_ $x^2$ `raw` <label> @ref',
    ']#panic()[ "#panic() \\u{41} // no comment /* nor this */',
    '= no heading',
    '- no list',
  ];

  it('is text in every place of a sheet, whatever it looks like', async () => {
    for (const text of hostile) {
      const pdf = await read({
        territory: text,
        title: text,
        subtitle: text,
        blocks: [
          { kind: 'heading', text },
          { kind: 'paragraph', text },
          { kind: 'facts', facts: [{ label: text, value: text }] },
          { kind: 'table', columns: [{ label: text }], rows: [[text]] },
        ],
      });
      expect(pdf.pages.join('\n').replace(/\s/g, '').split(text.replace(/\s/g, ''))).toHaveLength(10);
      expect(pdf.elements).toMatchObject({ H1: 1, H2: 1, L: 1 });
    }
  });

  it('keeps its line ends', async () => {
    const [page] = (await read({ blocks: [{ kind: 'paragraph', text: '12 rue du Lac\n74000 Annecy' }] })).pages;
    expect(page).toContain('12 rue du Lac\n74000 Annecy\n');
  });

  it('loses what has no shape', async () => {
    const pdf = await read({ blocks: [{ kind: 'paragraph', text: 'a\u0000b\u0007c\ufeffd\u200be\ud800f\ufffeg' }] });
    expect(pdf.pages[0]).toMatch(/abcde\n?\ufffd\n?fg\n/);
  });

  it('loses its drawings, of which there are no shapes, and keeps signs that are letters', async () => {
    const pdf = await read({
      title: 'Vide-grenier \u{1f389}',
      blocks: [{ kind: 'paragraph', text: '\u{1f44b} \u{1f3e1} a\u2764\ufe0f\u{1f468}\u{1f3fd}\u200d\u{1f33e}\u{1f1eb}\u{1f1f7}b © → 1' }],
    });
    expect(pdf.pages[0]?.replace(/\n/g, '')).toMatch(/^Ville de ValombreVide-grenier.*ab © → 1/);
    expect(pdf.isUniversal).toBe(true);
  });

  it('is shown as far as there are letters for it, and the rest is no reason to give nothing', async () => {
    const pdf = await read({
      blocks: [
        { kind: 'paragraph', text: 'Ελένη Петрова' },
        { kind: 'paragraph', text: 'end \u{1f9ff}\u5f20\ud807\udfff' },
      ],
    });
    expect(pdf.pages[0]?.replace(/\s+/g, ' ')).toContain('Ελένη Петрова');
    expect(pdf).toMatchObject({ language: 'fr', isUniversal: false, elements: { H1: 1 } });
  });

  it('that has no spaces stays on the page', async () => {
    const address = 'prenom.nom.compose@association.des.amis.du.lac.et.de.la.montagne.example/une/adresse/qui/ne/finit/pas';
    const pdf = await read({
      blocks: [
        { kind: 'table', columns: [{ label: 'A' }, { label: 'B' }, { label: 'C' }, { label: 'D' }], rows: [[address, 'b', 'c', 'd']] },
      ],
    });
    const lines = pdf.pages[0]?.split('\n') ?? [];
    expect(lines.join('').replace(/ /g, '')).toContain(address);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(40);
  });
});

describe('a document in Typst', () => {
  const source = '#set document(title: "T")\n#set text(lang: "fr")\n';

  it('reads no file of the server and fetches nothing', async () => {
    for (const code of [
      '#read("/etc/hostname")',
      '#read("../../../package.json")',
      '#import "@preview/cetz:0.2.2"',
      '#image("../../ui/favicon.svg")',
    ])
      await expect((async () => renderPdf(pdfJob(source + code, {})))()).rejects.toThrow(/was not made|no package/);
  });

  it('that is not well written says where', async () => {
    await expect(renderPdf(pdfJob(`${source}#nothing`, {}))).rejects.toThrow('unknown variable: nothing');
  });

  it('that holds too much is refused before it takes memory', async () => {
    expect(() => pdfJob(source, { text: 'x'.repeat(300_001) })).toThrow('too large');
    expect(() => pdfJob(source, { rows: Array(12_501).fill('x') })).toThrow('too large');
  });
});
