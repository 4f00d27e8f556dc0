import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { choices, optionalText, requiredText, secretText, ticked, tickedBox } from './fields.ts';

describe('a field that a form did not send', () => {
  it('is empty: browsers leave unticked boxes out', () => {
    const fields = z.object({ box: tickedBox, ids: ticked(), some: choices(['a', 'b']), text: optionalText() });
    expect(fields.parse({})).toEqual({ box: false, ids: [], some: [], text: null });
  });

  it('is missing where it must be there', () => {
    const read = z.object({ name: requiredText('form.required'), code: secretText('form.required') }).safeParse({});
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['name', 'form.required'],
      ['code', 'form.required'],
    ]);
  });
});
