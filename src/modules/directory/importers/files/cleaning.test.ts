import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../../test/support/processor.ts';
import { line, paragraphs, saysNothing, withoutEscapes, withoutHtml } from './cleaning.ts';

it('paragraphs with a long run of blanks are read in a moment', () => {
  const taken = processorTime(() => {
    for (const blank of [' ', '\u00a0']) expect(paragraphs(`début${blank.repeat(190_000)}fin`)).toMatch(/^début/);
  });
  expect(taken).toBeLessThan(1_000);
});

describe('a cell that says nothing is nothing', () => {
  it.each([null, undefined, '', '   ', 'null', 'NULL', 'None', 'nan', 'N/A', '#N/A', '-', '--', '…', '?', 'Non renseigné', {}, [], true])(
    '%j',
    (value) => {
      expect(line(value)).toBeNull();
      expect(paragraphs(value)).toBeNull();
    },
  );

  it.each(['NR', 'Na', 'Nul', '0', 'Néant & Cie'])('but « %s » may be a name', (text) => {
    expect(saysNothing(text)).toBe(false);
    expect(line(text)).toBe(text);
  });

  it('and a number is its digits', () => {
    expect(line(344613658)).toBe('344613658');
    expect(line(Number.NaN)).toBeNull();
  });
});

describe('HTML becomes plain text', () => {
  it.each([
    ['entities', 'Escale &amp; CO (L&#39;) &#xe9;t&eacute;', "Escale & CO (L') été"],
    ['entities escaped twice', 'caf&amp;eacute;', 'café'],
    ['paragraphs', '<p>Un &amp; deux.</p><p>Trois.</p>', 'Un & deux.\n\nTrois.'],
    ['lists', 'Avant<ul><li>un</li><li>deux</li></ul>', 'Avant\n- un\n- deux'],
    ['lines', 'Un<br>deux<br/>trois', 'Un\ndeux\ntrois'],
    ['titles', '<h2>Accueil</h2><p>Tous les jours</p>', 'Accueil\n\nTous les jours'],
    ['links, whose words stay', 'Voir <a href="https://example.org">le site</a>', 'Voir le site'],
    ['bold in text with lines', 'Un <b>gros</b> pain\nbien cuit', 'Un gros pain\nbien cuit'],
    ['scripts, of which nothing stays', '<p>Bonjour</p><script>alert(1)</script><style>p{}</style>', 'Bonjour'],
    ['tags that were escaped', '&lt;p&gt;Bonjour&lt;/p&gt;', 'Bonjour'],
    ['hard spaces between nothing', '<p>A</p><p>&nbsp;</p><p>B</p>', 'A\n\nB'],
  ])('%s', (_what, html, text) => {
    expect(paragraphs(html)).toBe(text);
  });

  it.each([
    'Pour les <18 ans et les >65 ans',
    'a < b et b > c',
    'Tarif <10 €',
    '# Titre\n\n- un\n- **deux**\n\n[lien](https://example.org)',
    'R&D, Q&R ; AT&T',
    '<3 le vélo',
    'M <contact@example.org>',
  ])('text that only looks like it stays: %s', (text) => {
    expect(paragraphs(text)).toBe(text);
  });

  it('whatever it is, in a time that does not run away', () => {
    for (const text of [
      '<p '.repeat(20_000),
      '<div>'.repeat(20_000),
      '&amp;'.repeat(30_000),
      '<'.repeat(100_000),
      '\\u00'.repeat(30_000),
    ]) {
      expect(processorTime(() => paragraphs(text))).toBeLessThan(2_000);
    }
  });
});

describe('escapes of JSON that was encoded twice are decoded', () => {
  it.each([
    ['\\u00c9cole Montessori', 'École Montessori'],
    ['http:\\/\\/www.biocoop.net\\/', 'http://www.biocoop.net/'],
    ['9h\\/16h30', '9h/16h30'],
    ['un\\/deux\\ntrois \\"quatre\\"', 'un/deux\ntrois "quatre"'],
    ['\\ud83e\\udd56 \\/', '🥖 /'],
  ])('%s', (escaped, text) => {
    expect(withoutEscapes(escaped)).toBe(text);
  });

  it.each(['C:\\nouveau\\temps', 'un\\deux', '\\o/'])('and nothing else: %s', (text) => {
    expect(withoutEscapes(text)).toBe(text);
  });
});

describe('a line', () => {
  it('has no line end nor control character, and ends where it must, between characters', () => {
    expect(line(' Un\tdeux\r\n trois\u0000\u0007 ')).toBe('Un deux trois');
    expect(line(`${'x'.repeat(9)}🥖`, 10)).toBe('xxxxxxxxx');
    expect(line('\ud83e seul')).toBe('seul');
  });

  it('of any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (text, max) => {
        const read = line(text, max);
        if (read === null) return;
        expect(read).toBe(read.trim());
        expect(read.length).toBeLessThanOrEqual(max);
        expect(read).not.toMatch(/[\p{Cc}\p{Cs}\n]/u);
      }),
    );
  });

  it('that is clean stays as it is', () => {
    const words = fc
      .array(fc.stringMatching(/^[a-zàéèœ’'(),.:;!?0-9-]{1,12}$/), { minLength: 1, maxLength: 12 })
      .map((list) => list.join(' '));
    fc.assert(
      fc.property(
        words.filter((text) => !saysNothing(text)),
        (text) => {
          expect(line(text, 1_000)).toBe(text.normalize('NFC'));
        },
      ),
    );
  });
});

describe('paragraphs', () => {
  it('keep their lines, without the space around them', () => {
    expect(paragraphs('Un  \r\ndeux\r\n\r\n\r\n\r\ntrois\u2028quatre')).toBe('Un\ndeux\n\ntrois\nquatre');
  });

  it('of any text hold no control character but line ends, and no tag', () => {
    const html = fc
      .array(fc.constantFrom('<p>', '</p>', '<b>', '<script>', '&lt;', '&amp;', 'é', ' ', '\n', '<', '>', 'x', '\u0007', '\\u00e9'), {
        maxLength: 40,
      })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(html, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        const read = paragraphs(text);
        if (read === null) return;
        expect(read).not.toMatch(/[^\P{Cc}\n]/u);
        expect(read.length).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});

it('HTML is known by its tags alone', () => {
  expect(withoutHtml('x <y> z')).toBe('x <y> z');
});
