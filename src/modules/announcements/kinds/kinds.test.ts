import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factMessages } from '../fact-messages.ts';
import { kinds } from './index.ts';

describe('kinds', () => {
  it('are the folders, each of them', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(kinds.map(({ code }) => code).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });

  it('have words for each fact, choice and figure, in each language', () => {
    const needed = kinds.flatMap(({ fields }) =>
      fields.flatMap((field) => [
        `announcements.field.${field.name}`,
        ...('values' in field ? field.values.map((value) => `announcements.option.${field.name}.${value}`) : []),
        ...('says' in field ? [`announcements.say.${field.says}`] : []),
      ]),
    );
    for (const texts of Object.values(factMessages)) expect(needed.filter((key) => !Object.hasOwn(texts, key))).toEqual([]);
  });

  it('say nothing of their own that another says too: of one key, one text would be lost', () => {
    const own = kinds.flatMap(({ messages }) => Object.keys(messages.fr));
    expect(own.filter((key, index) => own.indexOf(key) !== index)).toEqual([]);
    for (const { messages } of kinds)
      for (const [key, text] of Object.entries(messages.fr)) expect((factMessages.fr as Record<string, string>)[key], key).toBe(text);
  });
});

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
