import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../test/support/application.ts';
import { UsageError, UserError } from '../kernel/errors.ts';
import { withTerritory } from './territory.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

it('a command works in the only territory unless another one is named; of several it names them, of none it says how to add one', async () => {
  const slugOf = (slug?: string) => withTerritory(app, slug, async (_, territory) => territory.slug);
  await expect(slugOf()).rejects.toThrow(UserError);
  const one = await freshTerritory(app.kernel);
  expect(await slugOf()).toBe(one.slug);
  const two = await freshTerritory(app.kernel);
  expect(await slugOf(two.slug)).toBe(two.slug);
  await expect(slugOf()).rejects.toThrow(UsageError);
  await expect(slugOf()).rejects.toThrow(`${one.slug}, ${two.slug}`);
});
