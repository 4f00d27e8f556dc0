import { describe, expect, it } from 'vitest';
import { kinds } from './index.ts';

describe('model texts', () => {
  it('are there for every kind, with something to say in brackets, as French is printed', () => {
    for (const { code, model } of kinds) {
      for (const { title, body } of Object.values(model)) {
        expect(title, code).toMatch(/\[[^\]]+\]/);
        expect(body, code).toMatch(/\[[^\]]+\]/);
        // A form takes no more.
        expect([title.length <= 120, body.length <= 5_000], code).toEqual([true, true]);
      }
      const { title, body } = model.fr;
      expect(`${title} ${body}`, code).not.toMatch(/['"]|\.\.\.|[^\u202f!?][;:!?»]|«(?!\u202f)/);
    }
  });
});
