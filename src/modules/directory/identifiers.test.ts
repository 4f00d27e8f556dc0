import { array, assert, constantFrom, integer, pre, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIdentifier, type IdentifierScheme, identifierSchemes, readIdentifier } from './identifiers.ts';

const schemes = identifierSchemes.map(({ code }) => code);
const digits = (length: number) => array(integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

/** The digit that completes `body`, found by trying: nothing here knows how it is worked out. */
function completed(scheme: IdentifierScheme, body: string, endings: string): string | undefined {
  return [...endings].map((ending) => body + ending).find((value) => readIdentifier(scheme, value).isValid);
}

const validSiren = digits(8).map((body) => completed('siren', body, '0123456789'));
const validSiret = tuple(validSiren, digits(4)).map(([siren, body]) => siren && completed('siret', siren + body, '0123456789'));

describe('a valid number', () => {
  it.each<[string, IdentifierScheme, string, string]>([
    ['a SIRET in groups', 'siret', '356 000 000 00048', '35600000000048'],
    ['a SIRET in groups that do not break', 'siret', '356\u202f000\u202f000\u202f00048', '35600000000048'],
    ['a SIREN that a spreadsheet took for a number', 'siren', '344613658.0', '344613658'],
    ['a SIREN that a French spreadsheet took for a number', 'siren', '344613658,00', '344613658'],
    ['a SIREN with dots', 'siren', ' 344.613.658 ', '344613658'],
    ['an association', 'rna', 'w751515517', 'W751515517'],
    ['an association of Corsica', 'rna', 'W2A1000123', 'W2A1000123'],
    ['a Swiss enterprise', 'uid', 'CHE-123.456.788', 'CHE123456788'],
    ['a Swiss enterprise with its tax suffix', 'uid', 'che 123 456 788 tva', 'CHE123456788'],
    ['a school', 'uai', '0750655e', '0750655E'],
    ['a hospital', 'finess', '750 712 184', '750712184'],
    ['a hospital of Corsica', 'finess', '2A0000014', '2A0000014'],
  ])('%s', (_, scheme, text, value) => {
    expect(readIdentifier(scheme, text)).toEqual({ scheme, value, isValid: true });
  });

  it('ends with one digit and no other, for any beginning of a SIREN or a SIRET', () => {
    assert(
      property(constantFrom<IdentifierScheme>('siren', 'finess'), digits(8), (scheme, body) => {
        pre(Number(body) > 0);
        expect([...'0123456789'].filter((digit) => readIdentifier(scheme, body + digit).isValid)).toHaveLength(1);
      }),
    );
    assert(
      property(validSiren, digits(4), (siren, body) => {
        pre(siren !== undefined && siren !== '356000000');
        expect([...'0123456789'].filter((digit) => readIdentifier('siret', siren + body + digit).isValid)).toHaveLength(1);
      }),
    );
  });

  it('fails as soon as one digit is another', () => {
    assert(
      property(
        constantFrom<IdentifierScheme>('siren', 'siret'),
        validSiren,
        validSiret,
        integer(),
        integer({ min: 1, max: 9 }),
        (...drawn) => {
          const [scheme, siren, siret, place, difference] = drawn;
          const value = scheme === 'siren' ? siren : siret;
          pre(value !== undefined);
          const at = Math.abs(place) % (value ?? '').length;
          const wrong = [...(value ?? '')]
            .map((digit, index) => (index === at ? String((Number(digit) + difference) % 10) : digit))
            .join('');
          pre(!wrong.startsWith('356000000') && !value?.startsWith('356000000'));
          expect(readIdentifier(scheme, wrong)).toEqual({ scheme, value: wrong, isValid: false });
        },
      ),
    );
  });

  it('has at most one check digit as a Swiss enterprise, and one letter as a school', () => {
    assert(
      property(digits(8), digits(7), (enterprise, school) => {
        pre(Number(enterprise) > 0 && Number(school) > 0);
        expect([...'0123456789'].filter((digit) => readIdentifier('uid', `CHE${enterprise}${digit}`).isValid).length).toBeLessThanOrEqual(
          1,
        );
        expect([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => readIdentifier('uai', school + letter).isValid)).toHaveLength(1);
      }),
    );
  });
});

describe('the offices of La Poste', () => {
  it('have numbers whose digits add up to a multiple of five', () => {
    expect(readIdentifier('siret', '35600000049837').isValid).toBe(true);
    expect(readIdentifier('siret', '35600000049838').isValid).toBe(false);
  });

  it('are alone to have them', () => {
    assert(
      property(validSiren, digits(4), (siren, body) => {
        pre(siren !== undefined && siren !== '356000000');
        const valid = completed('siret', siren + body, '0123456789');
        for (const digit of '0123456789') {
          if (siren + body + digit !== valid) expect(readIdentifier('siret', siren + body + digit).isValid).toBe(false);
        }
      }),
    );
  });
});

describe('what fails its check', () => {
  it.each<[string, IdentifierScheme, string]>([
    ['one digit too few', 'siret', '3560000000004'],
    ['a SIRET whose SIREN is nobody’s', 'siret', '12345678900004'],
    ['nothing but zeros', 'siret', '00000000000000'],
    ['nothing but zeros', 'siren', '000000000'],
    ['nothing but zeros', 'uid', 'CHE-000.000.000'],
    ['nothing but zeros', 'rna', 'W000000000'],
    ['nothing but zeros', 'uai', '0000000A'],
    ['nothing but zeros', 'finess', '000000000'],
    ['what a spreadsheet made of a long number', 'siret', '3.56E+13'],
    ['a wrong check digit', 'uid', 'CHE-123.456.789'],
    ['a wrong letter', 'uai', '0750655F'],
    ['another country’s', 'uid', 'DE-123.456.788'],
    ['nothing', 'siret', ''],
    ['words', 'siret', ' en cours '],
  ])('is kept as it was written: %s (%s)', (_, scheme, text) => {
    expect(readIdentifier(scheme, text)).toEqual({ scheme, value: text, isValid: false });
  });
});

it('reads any text, and its own result again to the same', () => {
  assert(
    property(constantFrom(...schemes), string(), (scheme, text) => {
      const once = readIdentifier(scheme, text);
      expect(readIdentifier(scheme, once.value)).toEqual(once);
    }),
  );
});

describe('on the screen', () => {
  it.each<[IdentifierScheme, string, string]>([
    ['siret', '35600000000048', '356\u202f000\u202f000\u202f00048'],
    ['siren', '356000000', '356\u202f000\u202f000'],
    ['uid', 'CHE123456788', 'CHE-123.456.788'],
    ['rna', 'W751515517', 'W751515517'],
    ['uai', '0750655E', '0750655E'],
    ['finess', '750712184', '75\u202f071\u202f218\u202f4'],
  ])('a %s has the groups of its register, and is read again from them', (scheme, value, shown) => {
    expect(formatIdentifier({ scheme, value, isValid: true })).toBe(shown);
    expect(readIdentifier(scheme, shown)).toEqual({ scheme, value, isValid: true });
  });

  it('what failed is shown as it was written', () => {
    expect(formatIdentifier(readIdentifier('siret', '12345678900005'))).toBe('12345678900005');
  });
});
