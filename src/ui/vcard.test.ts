import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type VCardFacts, vcard } from './vcard.ts';

const full: VCardFacts = {
  name: 'L’Épicerie du Lavoir; bio, local',
  organisation: 'Association « Le Lavoir »',
  phone: '+33 4 50 00 00 00',
  email: 'bonjour@lavoir.example',
  website: 'https://lavoir.example/?a=1,2;b',
  street: '12, rue de l’Église',
  postcode: '74100',
  locality: 'Valombre',
  country: 'FR',
  position: { latitude: 46.2, longitude: -6.1 },
  note: 'Lundi : 9 h – 12 h\nMardi : fermé',
  page: 'https://valombre.example/lieux/l-epicerie-du-lavoir',
  updated: '2026-11-24T09:30:00Z',
};

interface Property {
  name: string;
  parameters: string;
  /** Components, unescaped. */
  values: string[];
}

/** A reader after RFC 2425 and 2426, apart from what writes: unfolds, splits at the first colon, unescapes. */
function read(text: string): Property[] {
  return text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((each) => each !== '')
    .map((each) => {
      const [, head = '', value = ''] = /^([^:]*):([\s\S]*)$/.exec(each) ?? [];
      const [name = '', ...parameters] = head.split(';');
      const values: string[] = [];
      let current = '';
      for (const [part] of value.matchAll(/\\[\s\S]|[\s\S]/gu)) {
        if (part === ';' && ['N', 'ADR', 'ORG', 'GEO'].includes(name)) {
          values.push(current);
          current = '';
        } else if (/^\\n/i.test(part)) current += '\n';
        else current += part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
      }
      values.push(current);
      return { name, parameters: parameters.join(';'), values };
    });
}

const values = (text: string, name: string) =>
  read(text)
    .filter((property) => property.name === name)
    .map((property) => property.values);

test('is read back as it was said', () => {
  const card = vcard(full);
  expect(
    read(card)
      .map(({ name }) => name)
      .slice(0, 2),
  ).toEqual(['BEGIN', 'VERSION']);
  expect(read(card).at(-1)).toEqual({ name: 'END', parameters: '', values: ['VCARD'] });
  expect(values(card, 'VERSION')).toEqual([['3.0']]);
  expect(values(card, 'FN')).toEqual([['L’Épicerie du Lavoir; bio, local']]);
  expect(values(card, 'N')).toEqual([['', '', '', '', '']]);
  expect(values(card, 'ORG')).toEqual([['Association « Le Lavoir »']]);
  expect(values(card, 'TEL')).toEqual([['+33 4 50 00 00 00']]);
  expect(values(card, 'EMAIL')).toEqual([['bonjour@lavoir.example']]);
  expect(values(card, 'URL')).toEqual([['https://lavoir.example/?a=1,2;b'], [full.page]]);
  expect(values(card, 'ADR')).toEqual([['', '', '12, rue de l’Église', 'Valombre', '', '74100', 'France']]);
  expect(values(card, 'GEO')).toEqual([['46.2', '-6.1']]);
  expect(values(card, 'NOTE')).toEqual([['Lundi : 9 h – 12 h\nMardi : fermé']]);
  expect(values(card, 'UID')).toEqual([[full.page]]);
  expect(values(card, 'REV')).toEqual([['2026-11-24T09:30:00.000Z']]);
});

test('says only what is known', () => {
  const card = vcard({
    ...full,
    ...{ organisation: null, phone: null, email: null, website: null, street: null, postcode: null, locality: null },
    ...{ position: null, note: null, country: 'CH' },
  });
  for (const name of ['TEL', 'EMAIL', 'ADR', 'GEO', 'NOTE']) expect([name, values(card, name)]).toEqual([name, []]);
  expect(values(card, 'ORG')).toEqual([[full.name]]);
  expect(values(card, 'URL')).toEqual([[full.page]]);
});

test('whatever the facts hold, the card has no other property, line end or long line', () => {
  const names = read(vcard(full)).map(({ name }) => name);
  const text = fc.string({
    unit: fc.constantFrom('a', 'é', '😀', '\n', '\r', '\\', ';', ',', ':', ' ', '\t', '\u0000', '\u2028', 'BEGIN:VCARD'),
    minLength: 1,
  });
  fc.assert(
    fc.property(
      fc.record({ name: text, organisation: text, phone: text, email: text, website: text, street: text, locality: text, note: text }),
      (facts) => {
        const card = vcard({ ...full, ...facts });
        expect(read(card).map(({ name }) => name)).toEqual(names);
        expect(card.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of card.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const [[name = ''] = []] = values(card, 'FN');
        expect(name).toBe(facts.name.replace(/\p{Cc}+/gu, ' ').trim());
      },
    ),
  );
});
