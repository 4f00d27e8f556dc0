import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { protect } from '../../../../test/support/codes.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { PASSWORD, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import { endOperator, inviteByLink, operatorsOf } from '../index.ts';
import { openInvitation } from '../invitations/commands.ts';

let app: TestApplication;
let territory: TerritoryContext;
beforeAll(async () => {
  app = await openTestApplication({ OPERATOR_SECOND_FACTOR: 'yes' });
  territory = await freshTerritory(app.kernel);
});
afterAll(() => app.close());

const link = (email: string) => inviteByLink(app.kernel, territory, '', { email, role: 'operator', invitedBy: 'system' });

/** Somebody whom the command line has made an operator, signed in by its link. */
async function operator() {
  const email = `exploitation-${newId()}@exemple.fr`;
  const browser = visitor(app, territory);
  const entered = await browser.post(await link(email), { name: 'Gwen', password: PASSWORD });
  return { ...browser, email, accountId: '', entered };
}

describe('an operator', () => {
  it('is told with who made them one, and when', async () => {
    const gwen = await operator();
    const grant = async () => (await operatorsOf(app.kernel)).find(({ email }) => email === gwen.email);
    expect(await grant()).toMatchObject({ grantedBy: 'system', grantedAt: app.clock.now() });
    await endOperator(app.kernel, territory.id, gwen.email, { isForced: true });
    expect(await grant()).toBeUndefined();
  });

  it('is led to a second factor at the first sign-in, where the installation wants one and the territory none', async () => {
    const gwen = await operator();
    expect(gwen.entered).toMatchObject({ status: 303, location: '/exploitation' });
    for (const path of ['/exploitation', '/exploitation/comptes'])
      expect((await gwen.get(path)).location).toBe('/mon-compte/securite?raison=equipe');
    expect((await gwen.post('/exploitation/comptes/secours', { email: gwen.email, checked: '1' })).location).toMatch(/securite/);
    expect(plainText((await gwen.get('/mon-compte/securite?raison=equipe')).body)).toContain('demande une deuxième preuve');
    await protect(gwen);
    expect((await gwen.get('/exploitation')).status).toBe(200);
  });

  it('is one no more: signed out, told in the journal, with no link left that would let them back', async () => {
    const [gone, left] = [await operator(), await operator()];
    await protect(gone);
    const again = await link(gone.email);
    expect(await openInvitation(app.kernel, territory.id, again.split('/').at(-1) ?? '')).not.toBeNull();
    expect(await endOperator(app.kernel, territory.id, gone.email)).toBe('ended');
    expect(await endOperator(app.kernel, territory.id, gone.email)).toBe('absent');
    expect((await gone.get('/exploitation')).location).toMatch(/^\/connexion/);
    expect(await openInvitation(app.kernel, territory.id, again.split('/').at(-1) ?? '')).toBeNull();
    const emails = (await operatorsOf(app.kernel)).map(({ email }) => email);
    expect([emails.includes(gone.email), emails.includes(left.email)]).toEqual([false, true]);
    const { rows } = await sql<{ detail: object; actor: string }>`
      select c.detail, c.actor from people.action c join people.account a on a.id = c.subject_id
      where c.territory_id = ${territory.id} and c.what = 'role.ended' and a.email = ${gone.email}`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect(rows).toEqual([{ detail: { role: 'operator' }, actor: 'system' }]);
  });

  it('stays where it is the last one, also of two who go at once, unless it is forced', async () => {
    const end = (email: string, isForced = false) => endOperator(app.kernel, territory.id, email, { isForced });
    const [one, two] = [await operator(), await operator()];
    for (const { email } of await operatorsOf(app.kernel)) if (![one.email, two.email].includes(email)) await end(email);
    expect((await Promise.all([end(one.email), end(two.email)])).toSorted()).toEqual(['ended', 'last']);
    const [last] = await operatorsOf(app.kernel);
    expect(await end(last?.email ?? '', true)).toBe('ended');
    expect(await operatorsOf(app.kernel)).toEqual([]);
  });
});
