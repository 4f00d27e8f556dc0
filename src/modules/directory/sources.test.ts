import { expect, it } from 'vitest';
import { sourceOf } from './sources.ts';

it('a source is named as it wants to be; one that nobody knows by its code, whatever that is', () => {
  expect(sourceOf('openstreetmap')).toMatchObject({ licence: 'ODbL' });
  for (const code of ['dora', 'constructor', '__proto__', 'toString'])
    expect(sourceOf(code)).toEqual({ code, name: code, url: null, licence: null });
});
