import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '../ids.ts';
import {
  choice,
  choices,
  optionalEmail,
  optionalText,
  requiredBox,
  requiredEmail,
  requiredId,
  requiredText,
  secretText,
  ticked,
  tickedBox,
} from './fields.ts';

function read(schema: z.ZodType, value?: unknown): unknown {
  const result = z.object({ field: schema }).safeParse(value === undefined ? {} : { field: value });
  return result.success ? result.data.field : result.error.issues.map(({ message }) => message);
}

describe('a field of a form', () => {
  it('that was not sent is an empty one', () => {
    expect(read(optionalText())).toBeNull();
    expect(read(optionalEmail())).toBeNull();
    expect(read(tickedBox)).toBe(false);
    expect(read(choices(['a', 'b']))).toEqual([]);
    expect(read(ticked())).toEqual([]);
    expect(read(requiredText('shop.name.required'))).toEqual(['shop.name.required']);
    expect(read(secretText('shop.secret.required'))).toEqual(['shop.secret.required']);
    expect(read(requiredBox('shop.sure'))).toEqual(['shop.sure']);
    expect(read(requiredEmail())).toEqual(['form.email']);
    expect(read(choice(['a']))).toEqual(['form.choice']);
    expect(read(requiredId())).toEqual(['form.choice']);
  });

  it('is trimmed, in one form of each letter, without control signs', () => {
    expect(read(requiredText('k.k'), '  Cafe\u0301\u0000\r\nbar ')).toBe('Café\nbar');
    expect(read(requiredText('k.k'), ' \u0007 ')).toEqual(['k.k']);
    expect(read(optionalText(3), 'abcd')).toEqual(['form.too-long']);
    expect(read(secretText('k.k'), '  deux espaces  ')).toBe('  deux espaces  ');
  });

  it('takes the first of what was sent twice', () => {
    expect(read(requiredText('k.k'), ['one', 'two'])).toBe('one');
  });

  it.each(['nom@exemple.fr', 'Prenom.Nom+liste@sous.domaine.example'])('takes %s for an address', (value) => {
    expect(read(requiredEmail(), value)).toBe(value.toLowerCase());
  });

  it.each([
    'nom',
    'nom@',
    'nom@local',
    '@exemple.fr',
    'a b@exemple.fr',
    'nom@exemple.fr, autre@exemple.fr',
    `${'a'.repeat(65)}@exemple.fr`,
  ])('does not take %s for an address', (value) => {
    expect(read(requiredEmail(), value)).toEqual(['form.email']);
  });

  it('keeps of a choice what was offered, in its own order', () => {
    expect(read(choices(['a', 'b', 'c']), ['c', 'a', 'x', 'a'])).toEqual(['a', 'c']);
    expect(read(choices(['a', 'b']), 'b')).toEqual(['b']);
    expect(read(choice(['a', 'b']), 'constructor')).toEqual(['form.choice']);
  });

  it('keeps of ticked rows the ids, each once, and not too many', () => {
    const id = newId();
    expect(read(ticked(), [id, id, 'x'])).toEqual([id]);
    expect(read(ticked(1), [id, newId()])).toEqual(['form.too-many']);
  });
});
