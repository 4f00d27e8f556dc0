import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import { writeViews } from './commands.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

it('counts what visitors read and looked for: in batches, of nobody, searches after five separate days', async () => {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'L’Épicerie du Lavoir' });
  const owner = await somebody(app, territory, { role: 'owner', structureId: id });
  const reader = visitor(app, territory);
  reader.name(BROWSER);
  const from = (q: string) => ({ referer: `http://${territory.slug}.localhost/annuaire?q=${encodeURIComponent(q)}` });
  const statements = app.kernel.database.statements();
  await reader.get(`/annuaire/${slug}`);
  const first = app.kernel.database.statements() - statements;
  for (const day of [20, 21, 22, 23, 24]) {
    app.clock.set(`2026-11-${day}T09:30:00Z`);
    await reader.get(`/annuaire/${slug}`, from('je cherche du pain bio'));
  }
  await reader.get(`/annuaire/${slug}`, from('une seule fois'));
  const before = app.kernel.database.statements();
  await reader.get(`/annuaire/${slug}`);
  // Nothing is written while a page is read.
  expect(app.kernel.database.statements() - before).toBe(first);
  const robot = visitor(app, territory);
  robot.name('Googlebot/2.1');
  await robot.get(`/annuaire/${slug}`);
  await writeViews(app.kernel);
  await writeViews(app.kernel);
  const browser = visitor(app, territory);
  await browser.post('/connexion', { email: owner.email, password: PASSWORD });
  const page = plainText((await browser.get(`/mon-espace/structures/${id}/chiffres`)).body);
  expect(page).toContain('8 lectures');
  expect(page).toContain('bio pain');
  expect(page).not.toContain('seule');
});
