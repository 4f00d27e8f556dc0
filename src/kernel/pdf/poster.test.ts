import { expect, test } from 'vitest';
import { readPdf } from '../../../test/support/pdf.ts';
import { type Poster, posterJob } from './poster.ts';
import { renderPdf } from './render.ts';

const mission: Poster = {
  locale: 'fr',
  territory: 'Ville de Valombre',
  accent: '#2f5d43',
  kind: 'Bénévolat',
  title: 'Aide aux devoirs le mardi soir',
  publisher: 'Maison des Quais',
  facts: [
    { label: 'Jours', value: 'mardi, jeudi' },
    { label: 'Où', value: '12 rue du Lavoir' },
  ],
  body: 'Pour des enfants de 8 à 11 ans.\n\nPas besoin d’être professeur\u202f: il faut aimer écouter.',
  answer: {
    title: 'Pour répondre',
    ways: [{ label: 'Appelez', value: '04\u00a050\u00a012\u00a034\u00a056', isLarge: true }],
  },
  code: { url: 'https://valombre.example/annonces/aide-aux-devoirs', alt: 'Code à scanner', label: 'Lire en entier\u202f:' },
  until: 'Affiche à retirer après le 31 janvier 2027.',
};

async function made(poster: Partial<Poster>) {
  const file = await renderPdf(await posterJob({ ...mission, ...poster }));
  const pdf = await readPdf(file);
  return { ...pdf, text: pdf.pages.join('\n').replace(/\s+/g, ' '), hasBitmap: file.includes('/Subtype /Image') };
}

test('a poster says on one page what it is, the facts, whom to call and where to read it', async () => {
  const poster = await made({});
  expect(poster.pages).toHaveLength(1);
  for (const text of [
    'Ville de Valombre',
    'Bénévolat',
    'Maison des Quais',
    '12 rue du Lavoir',
    'il faut aimer écouter.',
    '04 50 12 34 56',
    '31 janvier 2027',
  ])
    expect(poster.text).toContain(text);
  expect(poster.text.replace(/ /g, '')).toContain('Lireenentier:valombre.example/annonces/aide-aux-devoirs');
  expect(poster).toMatchObject({ title: mission.title, language: 'fr', isUniversal: true, elements: { H1: 1, H2: 1, Figure: 1 } });
  expect(poster.alternatives).toEqual(['Code à scanner']);
  // The code is drawn, and sharp at any size.
  expect(poster.hasBitmap).toBe(false);
});

test('however much was written, it is one page, and says that there is more', async () => {
  const body = Array.from({ length: 40 }, (_, line) => `Ligne ${line} de ce qui est à faire, à apporter et à savoir.`).join('\n');
  const poster = await made({
    title: 'Recherchons '.repeat(12).trim(),
    body,
    facts: Array(30).fill({ label: 'Fait', value: 'dit '.repeat(5) }),
  });
  expect(poster.pages).toHaveLength(1);
  expect(poster.text).toContain('Ligne 0 de ce qui');
  expect(poster.text).not.toContain('Ligne 39');
  expect(poster.text.match(/Fait/g)).toHaveLength(8);
  expect(poster.text).toMatch(/\S… Pour répondre/);
});

test('a word that no line holds stays on the page, and nobody to call is nobody', async () => {
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau';
  const poster = await made({ title: word, facts: [], body: '', answer: { title: 'Pour répondre', ways: [] } });
  expect(poster.text.replace(/\s/g, '')).toContain(word);
  expect(Math.max(...(poster.pages[0]?.split('\n') ?? []).map((line) => line.length))).toBeLessThan(50);
  expect(poster.text).toContain('Lire en entier');
});

test('what people write is text, whatever it looks like', async () => {
  for (const text of [
    '#panic("stop")',
    '#read("/etc/passwd")',
    ']#panic()[ \\u{41} // /*',
    '= *bold* $x$ `raw` <label> @ref',
    "'/><script>",
  ]) {
    const poster = await made({
      territory: text,
      kind: text,
      title: text,
      publisher: text,
      facts: [{ label: text, value: text }],
      body: text,
      answer: { title: text, ways: [{ label: text, value: text, isLarge: true }] },
      code: { url: 'https://valombre.example', alt: text, label: text },
      until: text,
    });
    expect(poster.text.replace(/\s/g, '').split(text.replace(/\s/g, ''))).toHaveLength(13);
    expect(poster.elements).toMatchObject({ H1: 1, H2: 1 });
  }
});
