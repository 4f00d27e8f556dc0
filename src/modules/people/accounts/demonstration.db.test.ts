import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { visitor } from '../../../../test/support/people.ts';
import { catalogue } from '../../../catalogue.ts';
import { addTerritory, setTerritory } from '../../territories/index.ts';
import { demonstrationPeople } from '../demonstration/index.ts';
import { provePassword } from './commands/account.ts';
import { demonstrationAccount, demonstrationAccounts } from './demonstration.ts';
import { DEMONSTRATION_PASSWORD } from './demonstration-rules.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
  await addTerritory(app.kernel, { slug: 'essai', name: 'Essai', country: 'FR', kind: 'commune', code: '00001' });
  await setTerritory(app.kernel, 'essai', { isDefault: true });
  await app.kernel.database.unit(() => demonstrationPeople(app.kernel, catalogue));
});
afterAll(() => app.close());

describe('the people of the demonstration', () => {
  it('are told on the sign-in page, and enter where their role works', async () => {
    const page = plainText((await visitor(app, { slug: 'essai' }).get('/connexion')).body);
    expect(page).toContain(DEMONSTRATION_PASSWORD);
    const accounts = await demonstrationAccounts(app.kernel);
    expect(accounts).toHaveLength(14);
    for (const { email } of accounts) {
      expect(page).toContain(email);
      const browser = visitor(app, { slug: 'essai' });
      expect((await browser.post('/connexion', { email, password: DEMONSTRATION_PASSWORD })).status, email).toBe(303);
      const isStaff = !/^(structure|equipe|habitant|exploitation|intercommunalite)@/.test(email);
      expect((await browser.get('/gestion')).status, email).toBe(isStaff ? 200 : 404);
      if (email.startsWith('exploitation@')) expect((await browser.get('/exploitation')).status).toBe(200);
    }
  });

  it('open nothing in production, and are not told there', async () => {
    const kernel = { ...app.kernel, config: { ...app.kernel.config, production: true } };
    expect(await demonstrationAccounts(kernel)).toEqual([]);
    const accountId = await demonstrationAccount(app.kernel, 'owner');
    expect(await provePassword(kernel, { accountId }, DEMONSTRATION_PASSWORD)).toBeNull();
    expect(await provePassword(app.kernel, { accountId }, DEMONSTRATION_PASSWORD)).toBe(accountId);
  });
});
