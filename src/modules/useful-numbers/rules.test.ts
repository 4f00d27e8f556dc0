import { describe, expect, it } from 'vitest';
import { usefulNumbersMessages } from './messages.ts';
import { numberHref, usefulNumbers } from './rules.ts';

const france = usefulNumbers({ country: 'FR', currency: 'EUR' });
const switzerland = usefulNumbers({ country: 'CH', currency: 'CHF' });
const digits = (numbers: typeof france, need: 'danger' | 'help') => numbers.filter((n) => n.need === need).map((n) => n.digits);

describe('the useful numbers', () => {
  it('are those of the country', () => {
    expect(digits(france, 'danger')).toEqual(['112', '15', '17', '18', '114', '196']);
    expect(digits(france, 'help')).toEqual(['3114', '3919', '119', '115']);
    expect(digits(switzerland, 'danger')).toEqual(['112', '144', '117', '118', '145', '1414']);
    expect(digits(switzerland, 'help')).toEqual(['143', '147']);
  });

  it('begin with the one that answers for everything, and danger comes before help', () => {
    for (const numbers of [france, switzerland]) {
      expect(numbers[0]?.digits).toBe('112');
      expect(numbers.map((n) => n.need).join()).toMatch(/^(danger,)+(help,?)+$/);
    }
  });

  it('stay silent where the national list does not apply', () => {
    expect(usefulNumbers({ country: 'FR', currency: 'XPF' })).toEqual([]);
  });

  it('promise no free call where one may be charged', () => {
    expect(switzerland.filter((n) => !n.isFree).map((n) => n.digits)).toEqual(['1414', '143']);
  });

  it('never call by voice the number that takes none', () => {
    expect(france.map(numberHref)).toContain('sms:114');
    expect(france.map(numberHref)).not.toContain('tel:114');
  });

  it.each(['fr', 'en'] as const)('each say in one sentence when to call, in %s', (locale) => {
    for (const { text } of [...france, ...switzerland]) {
      expect(usefulNumbersMessages[locale][`useful-numbers.${text}.when`]).toMatch(/^\p{Lu}[^.]+\.$/u);
    }
  });
});
