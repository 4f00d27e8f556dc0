import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, plainText } from '../../../../../test/support/directory.ts';
import { type Somebody, somebody } from '../../../../../test/support/people.ts';
import { readList } from '../../../../../test/support/workbook.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { addressDigest } from '../../../../kernel/mail/address.ts';
import { markDeadAddress } from '../../../../kernel/mail/dead-address.ts';
import { subjectHistory } from '../../queries/history.ts';
import { sendReminders } from '../../reminders/jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

const LIST = '/gestion/a-confirmer';

/** Days on which the reminders of what was confirmed on 24 November 2026 leave, and the one when nobody has answered the last. */
const DAYS = ['2027-06-24', '2027-07-24', '2027-08-23', '2027-09-22'];

async function days(territory: TerritoryContext, count: number): Promise<void> {
  for (const day of DAYS.slice(0, count)) {
    app.clock.set(`${day}T08:00:00Z`);
    await sendReminders(app.kernel, territory);
  }
}

const kill = (email: string) =>
  app.kernel.database.unit(() => markDeadAddress(app.kernel, addressDigest(app.kernel.config.secret, email), '5.1.1'));

const agent = (territory: TerritoryContext) => somebody(app, territory, { role: 'agent' });
const read = async (reader: Somebody, path = LIST) => plainText((await reader.get(path)).body);

describe('the list of agents', () => {
  it('has who did not answer three reminders, thirty days after the last one, with all their numbers', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id, slug } = await addTestOrganisation(app, territory, {
      name: 'L’Épicerie',
      email: 'a@lavoir.example',
      phone: '+33474100001',
    });
    await addTestPlaces(app, territory, { name: 'La Halle', organisationId: id, phone: '+33474100002' });
    await days(territory, 3);
    expect(await read(await agent(territory))).toContain('Personne à appeler');
    await days(territory, 4);
    const reader = await agent(territory);
    const page = await read(reader);
    for (const words of [
      '1 structure à appeler',
      'tel:+33474100001',
      'tel:+33474100002',
      'À relire : La Halle',
      'Sans réponse',
      '3 rappels',
    ])
      expect(page).toContain(words);
    expect(page).toContain(`/annuaire/${slug}/corriger?quoi=closed`);
    expect(await read(reader, `/annuaire/${slug}/corriger?quoi=closed`)).toMatch(/value="closed"[^>]*checked|checked[^>]*value="closed"/);
    expect(await read(reader, '/gestion')).toContain('1 structure à appeler pour confirmer sa page');
  });

  it('has at once whom no letter reaches, and says why', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestOrganisation(app, territory, { name: 'Sans adresse' });
    await addTestOrganisation(app, territory, { name: 'Adresse morte', email: 'mort@lavoir.example' });
    await addTestOrganisation(app, territory, { name: 'Joignable', email: 'b@lavoir.example' });
    await kill('mort@lavoir.example');
    await days(territory, 1);
    const page = await read(await agent(territory));
    for (const words of ['2 structures à appeler', 'Sans adresse', 'Personne à qui écrire', 'Son adresse ne reçoit plus'])
      expect(page).toContain(words);
    expect(page).not.toContain('Joignable');
  });

  it('is done with by a call: all pages are confirmed, and their history says by whom and how', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addTestOrganisation(app, territory, { name: 'L’Épicerie' });
    await addTestPlaces(app, territory, { name: 'La Halle', organisationId: id });
    await days(territory, 1);
    const reader = await agent(territory);
    expect((await reader.post(LIST, { holder: id })).location).toBe(`${LIST}?fait=1`);
    expect(await read(reader, `${LIST}?fait=1`)).toContain('C’est noté');
    expect(await read(reader)).toContain('Personne à appeler');
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id }, null);
    expect(entries[0]).toMatchObject({ what: 'confirmed', actor: `account:${reader.accountId}`, reason: 'Confirmé par téléphone' });
    expect((await reader.post(LIST, { holder: id }, { submission: reader.submission() })).status).toBe(303);
  });

  it('is confirmed once by two agents at the same moment', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addTestOrganisation(app, territory, { name: 'L’Épicerie' });
    await days(territory, 1);
    const agents = [await agent(territory), await agent(territory), await agent(territory)];
    await Promise.all(agents.map((one) => one.post(LIST, { holder: id })));
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id }, null);
    expect(entries.filter(({ what }) => what === 'confirmed')).toHaveLength(1);
  });

  it('knows nothing of another territory, and takes no id that is none', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addTestOrganisation(app, await freshTerritory(app.kernel), { name: 'Ailleurs' });
    const reader = await agent(territory);
    expect((await reader.post(LIST, { holder: id })).status).toBe(404);
    expect((await reader.post(LIST, { holder: 'x' })).status).toBe(422);
  });

  it('is narrowed by theme and district, and a workbook of what is narrowed', async () => {
    const territory = await freshTerritory(app.kernel, { districts: [{ name: 'Le Vieux-Port', latitude: 46.2, longitude: 6.14 }] });
    const there = await addTestOrganisation(app, territory, { name: '=SUM(A1)', phone: '+33474100001', themes: ['food'] });
    await addTestPlaces(app, territory, {
      name: 'La Halle',
      organisationId: there.id,
      position: { latitude: 46.201, longitude: 6.141 },
    });
    await addTestOrganisation(app, territory, { name: 'La Fanfare', themes: ['leisure'] });
    await days(territory, 1);
    const reader = await agent(territory);
    expect(await read(reader)).toContain('2 structures à appeler');
    const near = await read(reader, `${LIST}?quartier=le-vieux-port`);
    expect([near.includes('=SUM(A1)'), near.includes('La Fanfare')]).toEqual([true, false]);
    expect(await read(reader, `${LIST}?theme=leisure`)).toContain('La Fanfare');
    expect(await read(reader, `${LIST}?theme=leisure&quartier=le-vieux-port`)).toContain('Personne à appeler dans ce choix');
    expect(await read(reader, `${LIST}?theme=rien`)).toContain('2 structures à appeler');
    const [head, ...rows] = await readList(app, reader, territory, `${LIST}.xlsx?quartier=le-vieux-port`);
    expect(head?.slice(0, 3)).toEqual(['Structure', 'Téléphone', 'Adresse e-mail']);
    expect(rows.map((row) => [row[0], plainText(String(row[1])), row[3], row[4], row[5]])).toEqual([
      ['=SUM(A1)', '04 74 10 00 01', '=SUM(A1), La Halle', new Date('2026-11-24'), 'Personne à qui écrire'],
    ]);
  });

  it('goes on page by page, each structure once', async () => {
    const territory = await freshTerritory(app.kernel);
    for (let n = 0; n < 53; n += 1) await addTestOrganisation(app, territory, { name: `Atelier ${String(n).padStart(2, '0')}` });
    await days(territory, 1);
    const reader = await agent(territory);
    const first = await read(reader);
    const [, next = ''] = /href="([^"]*suite=[^"]+)"/.exec(first) ?? [];
    const second = await read(reader, next);
    const names = [first, second].flatMap((page) => page.match(/(?<=>)Atelier \d\d(?=<)/g) ?? []);
    expect([names.length, new Set(names).size]).toEqual([53, 53]);
    expect(await readList(app, reader, territory, `${LIST}.xlsx`)).toHaveLength(54);
    expect((await reader.get(`${LIST}?suite=x`)).status).toBe(400);
  });
});

describe('addresses that receive no more', () => {
  it('are those of pages, of keepers and of colleagues of this territory, and no others', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addTestOrganisation(app, territory, { name: 'L’Épicerie', email: 'mort-1@lavoir.example' });
    await addTestPlaces(app, territory, { name: 'La Halle', email: 'vivant@lavoir.example' });
    const keeper = await somebody(app, territory, { role: 'owner', structureId: id });
    const colleague = await somebody(app, territory, { role: 'moderator' });
    const elsewhere = await somebody(app, await freshTerritory(app.kernel), { role: 'moderator' });
    for (const email of ['mort-1@lavoir.example', keeper.email, colleague.email, elsewhere.email]) await kill(email);
    const reader = await agent(territory);
    const page = await read(reader, `${LIST}/adresses`);
    for (const words of [
      '3 adresses',
      'Adresse publique de L’Épicerie',
      keeper.email,
      'qui tient la page de L’Épicerie',
      colleague.email,
      'qui travaille sur le portail',
    ])
      expect(page).toContain(words);
    const [, ...rows] = await readList(app, reader, territory, `${LIST}/adresses.xlsx`);
    expect(rows.map(([email]) => email).sort()).toEqual(['mort-1@lavoir.example', keeper.email, colleague.email].sort());
    for (const words of ['vivant@lavoir.example', elsewhere.email]) expect(page).not.toContain(words);
    expect(await read(keeper, '/mon-espace')).toContain('/mon-espace/avis');
  });
});
