import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import { readList } from '../../../../test/support/workbook.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { markDeadAddress } from '../../../kernel/mail/dead-address.ts';
import { writeToRecipients } from './jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const never = new AbortController().signal;

async function town() {
  const territory = await freshTerritory(app.kernel, { services: ['directory'] });
  const { slug } = territory;
  await addTestOrganisation(app, territory, { name: 'Épicerie', themes: ['food'], email: `epicerie@${slug}.example` });
  await addTestOrganisation(app, territory, { name: 'Cantine', themes: ['food'], email: `Epicerie@${slug}.example` });
  await addTestOrganisation(app, territory, { name: 'Garage', themes: ['mobility'], email: `garage@${slug}.example` });
  await addTestOrganisation(app, territory, { name: 'Sans adresse', themes: ['food'] });
  return { territory, agent: await somebody(app, territory, { role: 'agent' }) };
}

const text = { audience: 'structures', subject: 'Réunion', body: 'Bonjour.\n\nVenez <b>tous</b>.', theme: '', district: '' };

async function write(agent: Somebody, more: Record<string, string> = {}): Promise<string> {
  const { status, location } = await agent.post('/gestion/lettre/ecrire', { ...text, ...more });
  expect(status).toBe(303);
  return location ?? '';
}

/** Letters that are on their way, by whom they are for; trials apart. */
async function letters(path: string): Promise<{ recipient: string; unsubscribe: string; body: string }[]> {
  const id = path.split('/').at(-1);
  const { rows } = await sql<{ recipient: string; unsubscribe: string; body: string }>`
    select recipient, unsubscribe_url as unsubscribe, body from kernel.message where key like ${`desk.letter:${id}:%`} order by recipient`.execute(
    app.kernel.database.kysely<never>(),
  );
  return rows;
}

async function work(territory: TerritoryContext, path: string): Promise<void> {
  await writeToRecipients(app.kernel, { territoryId: territory.id, letterId: path.split('/').at(-1) ?? '' }, never);
}

describe('a letter to a list', () => {
  it('goes to its writer first, then once to each mailbox of the list, with a way out', async () => {
    const { territory, agent } = await town();
    const path = await write(agent, { theme: 'food' });
    expect(plainText((await agent.get(path)).body)).toContain('1 destinataire');
    expect((await agent.post(`${path}/envoi`, { sure: '1' })).status).toBe(422);
    expect(await letters(path)).toEqual([]);
    await agent.post(`${path}/essai`);
    expect((await agent.post(`${path}/envoi`)).status).toBe(422);
    expect((await agent.post(`${path}/envoi`, { sure: '1' })).status).toBe(303);
    await work(territory, path);
    const [letter, ...others] = await letters(path);
    expect(others).toEqual([]);
    expect(letter?.recipient).toBe(`epicerie@${territory.slug}.example`);
    expect(letter?.body).toContain('Venez <b>tous</b>.');
    expect(letter?.unsubscribe).toMatch(/\/desinscription\//);
    expect(plainText((await agent.get(path)).body)).toContain('Envoyée');
  });

  it('is sent once, though two click, two servers work, and one of them stops in the middle', async () => {
    const { territory, agent } = await town();
    const other = await somebody(app, territory, { role: 'administrator' });
    const path = await write(agent);
    await agent.post(`${path}/essai`);
    const replies = await Promise.all([agent, other, agent].map((one) => one.post(`${path}/envoi`, { sure: '1' })));
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
    const stopped = new AbortController();
    stopped.abort();
    await expect(
      writeToRecipients(app.kernel, { territoryId: territory.id, letterId: path.split('/').at(-1) ?? '' }, stopped.signal),
    ).rejects.toThrow();
    await Promise.all([work(territory, path), work(territory, path)]);
    await work(territory, path);
    expect((await letters(path)).map(({ recipient }) => recipient)).toEqual([
      `epicerie@${territory.slug}.example`,
      `garage@${territory.slug}.example`,
    ]);
    expect((await readList(app, agent, territory, '/gestion/lettre.xlsx'))[1]?.at(-1)).toBe(2);
  });

  it('leaves out who unsubscribed and what no longer answers, and says so', async () => {
    const { territory, agent } = await town();
    const first = await write(agent);
    await agent.post(`${first}/essai`);
    await agent.post(`${first}/envoi`, { sure: '1' });
    await work(territory, first);
    const out = (await letters(first)).find(({ recipient }) => recipient.startsWith('garage'))?.unsubscribe ?? '';
    await visitor(app, territory).post(new URL(out).pathname, { 'List-Unsubscribe': 'One-Click' });
    await markDeadAddress(app.kernel, addressDigest(app.kernel.config.secret, `epicerie@${territory.slug}.example`), '5.1.1');
    const second = await write(agent);
    await agent.post(`${second}/essai`);
    await agent.post(`${second}/envoi`, { sure: '1' });
    await work(territory, second);
    expect(await letters(second)).toEqual([]);
    const page = plainText((await agent.get(second)).body);
    expect(page).toContain('Ne veulent pas de ces lettres');
    expect(page).toContain('Leur adresse ne reçoit plus');
  });

  it('to those who keep structures is a notice too, once for each', async () => {
    const { territory, agent } = await town();
    const one = await addTestOrganisation(app, territory, { name: 'Une', themes: ['work'] });
    const two = await addTestOrganisation(app, territory, { name: 'Deux', themes: ['work'] });
    const keeper = await somebody(app, territory, { role: 'owner', structureId: one.id }, { role: 'editor', structureId: two.id });
    const path = await write(agent, { audience: 'keepers', theme: 'work' });
    await agent.post(`${path}/essai`);
    await agent.post(`${path}/envoi`, { sure: '1' });
    await work(territory, path);
    expect((await letters(path)).map(({ recipient }) => recipient)).toEqual([keeper.email]);
    expect((await keeper.get('/mon-espace/avis')).body).toContain('Réunion');
  });

  it('is tried again once it was changed, and no longer changes once it is sent', async () => {
    const { agent } = await town();
    const path = await write(agent);
    await agent.post(`${path}/essai`);
    await agent.post(`${path}/modifier`, { ...text, subject: 'Autre' });
    expect((await agent.post(`${path}/envoi`, { sure: '1' })).status).toBe(422);
    await agent.post(`${path}/essai`);
    await agent.post(`${path}/envoi`, { sure: '1' });
    expect((await agent.post(`${path}/modifier`, { ...text, subject: 'Trop tard' })).status).not.toBe(200);
    await agent.post(`${path}/jeter`);
    expect(plainText((await agent.get(path)).body)).toContain('Autre');
  });

  it('is shown as mail programs show it, and refuses an address that is no web address', async () => {
    const { agent } = await town();
    const path = await write(agent, { linkLabel: 'S’inscrire', linkUrl: 'https://ville.example/reunion' });
    const { body } = await agent.get(`${path}/apercu`);
    expect(body).toContain('https://ville.example/reunion');
    expect(body).toContain('Venez &lt;b>tous');
    const wrong = await agent.post('/gestion/lettre/ecrire', { ...text, linkLabel: 'Voir', linkUrl: 'javascript:alert(1)' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('javascript:alert(1)');
  });

  it('is not of another territory', async () => {
    const path = await write((await town()).agent);
    const { agent } = await town();
    for (const step of ['', '/modifier', '/apercu']) expect((await agent.get(`${path}${step}`)).status).toBe(404);
    for (const step of ['/essai', '/envoi']) expect((await agent.post(`${path}${step}`, { sure: '1' })).status).toBe(404);
  });
});
