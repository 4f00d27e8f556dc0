import { formatHex, wcagContrast } from 'culori';
import { describe, expect, test } from 'vitest';
import { sampleLetter } from '../../../test/support/mail.ts';
import { readTokens } from '../../ui/read-tokens.testing.ts';
import { letterColours, letterHtml } from './letter-html.tsx';
import { letterText } from './letter-text.ts';

const contact = {
  name: 'Mairie de Saint-Amour',
  phone: '+33384000000',
  email: 'mairie@saint-amour.example',
  street: null,
  postcode: null,
  locality: null,
  openingHours: null,
};
const url = `https://saint-amour.example/confirmer?jeton=${'x'.repeat(120)}`;
const full = sampleLetter({
  territory: { name: 'Saint-Amour', accent: '#7a2f1d', origin: 'https://saint-amour.example', contact },
  subject: 'Une question sur votre page',
  greeting: 'Bonjour Élise,',
  paragraphs: [
    'Quelqu’un vous écrit par votre page. Son adresse et la vôtre restent cachées\u202f: votre réponse passera par le portail, qui la lui remettra.',
  ],
  facts: [
    { term: 'Structure', value: 'Épicerie du Pont' },
    { term: 'Reçu', value: 'mardi 24 novembre 2026, à 10\u00a0h\u00a030' },
  ],
  quote: 'Bonjour,\nêtes-vous ouverts le <dimanche>\u202f?',
  action: { label: 'Répondre', url },
  afterword: ['Ce lien fonctionne pendant quatorze jours.'],
  isDuty: false,
  unsubscribeUrl: 'https://saint-amour.example/avis/arreter?jeton=abc',
});

describe('the text of a letter', () => {
  test('reads well on its own', () => {
    expect(letterText(full)).toBe(
      `Bonjour Élise,

Quelqu’un vous écrit par votre page. Son adresse et la vôtre restent
cachées\u202f: votre réponse passera par le portail, qui la lui remettra.

Structure\u202f: Épicerie du Pont
Reçu\u202f: mardi 24 novembre 2026, à 10\u00a0h\u00a030

> Bonjour,
> êtes-vous ouverts le <dimanche>\u202f?

Répondre\u202f:
${url}

Ce lien fonctionne pendant quatorze jours.

--${' '}
Ce message vient du portail «\u202fSaint-Amour\u202f».
https://saint-amour.example
Une question\u202f? Mairie de Saint-Amour, +33 3 84 00 00 00,
mairie@saint-amour.example

Ne plus recevoir ces messages\u202f:
https://saint-amour.example/avis/arreter?jeton=abc`,
    );
  });

  test('has no line over 76 signs but addresses, and breaks none at a space that holds words together', () => {
    const text = letterText({ ...full, paragraphs: ['à 10\u00a0h '.repeat(60).trim()] });
    expect(text.split('\n').filter((line) => line.length > 76)).toEqual([url]);
    expect(text).not.toMatch(/^h\s/m);
  });

  test('is in the language of its reader around its own words too', () => {
    expect(letterText({ ...full, locale: 'en' })).toContain('Stop these messages:\n');
  });
});

describe('the HTML of a letter', () => {
  const html = letterHtml(full);

  test('says all that the text says, and what people typed as they typed it', () => {
    for (const words of ['Bonjour Élise,', 'Épicerie du Pont', 'êtes-vous ouverts le &lt;dimanche>', 'quatorze jours', '+33 3 84 00 00 00'])
      expect(html).toContain(words);
    expect(html).toContain('Bonjour,<br/>');
    expect(html).toContain('<html lang="fr">');
    expect(html.match(/href="[^"]*"/g)?.filter((href) => href.includes('jeton=xxx'))).toHaveLength(2);
  });

  test('carries no markup of somebody else’s', () => {
    const hostile = '</style></title><img src=x onerror=alert(1)><script>';
    const page = letterHtml({
      ...full,
      territory: { ...full.territory, name: hostile, accent: 'red;}*{display:none' },
      subject: hostile,
      greeting: hostile,
      paragraphs: [hostile],
      facts: [{ term: hostile, value: hostile }],
      quote: hostile,
      action: { label: hostile, url: 'https://saint-amour.example/?a=%22%3E' },
      afterword: [hostile],
    });
    expect(page).not.toMatch(/<(img|script)/i);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).not.toContain('display:none');
  });

  test('fetches nothing: neither a picture nor a font, nor anything that tells that it was opened', () => {
    expect(html).not.toMatch(/<(img|link|iframe|object|video|audio|script|form)\b|\bsrc=|url\(|@import|@font-face/i);
  });

  test('has the colours of the pages, and the territory’s where it can be read', () => {
    const tokens = readTokens();
    const names = { paper: 'paper', surface: 'surface', ink: 'ink', soft: 'ink-soft', line: 'line', accent: 'accent' } as const;
    for (const mode of ['light', 'dark'] as const)
      for (const [own, token] of Object.entries(names))
        expect([mode, own, letterColours[mode][own as keyof typeof names]]).toEqual([mode, own, formatHex(tokens[mode].get(token) ?? '')]);
    expect(html).toContain('background:#7a2f1d');
    expect(letterHtml({ ...full, territory: { ...full.territory, accent: '#ffee00' } })).not.toContain('background:#ffee00;');
  });

  test.each([null, '#7a2f1d', '#ffee00', '#0000ff', '#777777'])('is read at 7:1 by day and by night, with %s', (accent) => {
    const page = letterHtml({ ...full, territory: { ...full.territory, accent } });
    const band = /class="band" style="[^"]*background:(#\w{6});color:(#\w{6})/.exec(page) ?? [];
    const night = /\.band,\.action\{background:(#\w{6})!important;color:(#\w{6})!important/.exec(page) ?? [];
    const { light, dark } = letterColours;
    for (const [ink = '', ground = ''] of [
      [band[2], band[1]],
      [night[2], night[1]],
      [band[1], light.surface],
      [band[1], light.paper],
      [night[1], dark.surface],
      [night[1], dark.paper],
      [light.ink, light.surface],
      [light.soft, light.paper],
      [dark.ink, dark.surface],
      [dark.soft, dark.paper],
    ])
      expect(wcagContrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
  });
});
