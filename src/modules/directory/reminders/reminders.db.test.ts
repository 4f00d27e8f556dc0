import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService, plainText } from '../../../../test/support/directory.ts';
import { deliverWaiting, type ReceivedMail, startSmtp, type TestSmtp } from '../../../../test/support/mail.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { markDeadAddress } from '../../../kernel/mail/dead-address.ts';
import { setTerritory, territoryBySlug } from '../../territories/index.ts';
import { subjectHistory } from '../queries/history.ts';
import { editOrganisation } from '../subjects/organisation.ts';
import { sendReminders } from './jobs.ts';
import { confirmPath } from './token.ts';

let smtp: TestSmtp;
let app: TestApplication;
beforeAll(async () => {
  smtp = await startSmtp();
  app = await openTestApplication({ SMTP_URL: smtp.url, MAIL_FROM: 'portail@saint-amour.example' });
});
afterAll(async () => {
  await app.close();
  await smtp.close();
});
beforeEach(() => {
  smtp.received.length = 0;
});
afterEach(() => app.clock.set(NOW));

/** Seven months after all that is here was last confirmed. */
const LATER = '2027-06-24T08:00:00Z';

let number = 0;

async function structure(email: string | null = `bonjour-${++number}@lavoir.example`) {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'L’Épicerie du Lavoir', email, phone: '+33474100001' });
  await addTestPlaces(app, territory, {
    name: 'La Halle',
    organisationId: id,
    street: '2 place du Marché',
    openingHours: 'Mo-Fr 09:00-12:00',
  });
  return { territory, id, slug, email: email ?? '' };
}

/** The day's job, and what arrived by it. */
async function remind(territory: TerritoryContext): Promise<ReceivedMail[]> {
  smtp.received.length = 0;
  await sendReminders(app.kernel, territory);
  expect(await deliverWaiting(app.kernel)).toEqual([]);
  return [...smtp.received];
}

const to = (mails: readonly ReceivedMail[]) => mails.flatMap(({ envelope }) => envelope.to);

function linkIn(mail: ReceivedMail | undefined): string {
  const [, path = ''] = /^https?:\/\/[^/\s]+(\/confirmer\/\S+)$/m.exec(mail?.text ?? '') ?? [];
  return path;
}

const rowOf = async (territory: TerritoryContext, id: string) =>
  (
    await sql<{ sent: number; reached: string }>`
      select sent, reached from directory.reminder where territory_id = ${territory.id} and id = ${id}`.execute(
      app.kernel.database.kysely(),
    )
  ).rows[0] ?? null;

describe('a reminder', () => {
  it('goes to the structure’s own mailbox where nobody keeps it, and says in short what the page says and lacks', async () => {
    const { territory, id, email } = await structure();
    await addTestService(app, territory, { name: 'Atelier cuisine', organisationId: id });
    expect(await remind(territory)).toEqual([]);
    app.clock.set(LATER);
    const [mail, ...others] = await remind(territory);
    expect([to([mail as ReceivedMail]), others]).toEqual([[email], []]);
    expect(plainText(mail?.subject ?? '')).toBe('L’Épicerie du Lavoir : est-ce toujours juste ?');
    const text = plainText(mail?.text ?? '').replace(/\n(?=\S)/g, ' ');
    for (const words of [
      'confirmée pour la dernière fois le 24 novembre 2026',
      '2 place du Marché · lundi à vendredi 9 h – 12 h',
      'Il manque : ',
      'jusqu’au 22 octobre 2027',
    ])
      expect(text).toContain(words);
    expect(mail?.source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(await rowOf(territory, id)).toEqual({ sent: 1, reached: 'written' });
  });

  it('goes to all who keep it, owners and editors, and not to the mailbox; each link is theirs', async () => {
    const { territory, id } = await structure();
    const owner = await somebody(app, territory, { role: 'owner', structureId: id });
    const editor = await somebody(app, territory, { role: 'editor', structureId: id });
    app.clock.set(LATER);
    const mails = await remind(territory);
    expect(to(mails).sort()).toEqual([owner.email, editor.email].sort());
    expect(new Set(mails.map(linkIn)).size).toBe(2);
  });

  it('is written three times, thirty days of the territory’s own calendar apart over a change of its clocks, and no more', async () => {
    const { territory } = await structure();
    const written: string[] = [];
    for (const moment of [
      // Ten past midnight in Paris, on 10 October.
      '2027-10-09T22:10:00Z',
      // Thirty times twenty-four hours later it is still the twenty-ninth day: the clocks went back.
      '2027-11-08T22:10:00Z',
      '2027-11-08T23:10:00Z',
      '2027-11-09T08:00:00Z',
      '2027-12-09T08:00:00Z',
      '2028-01-09T08:00:00Z',
      '2028-04-09T08:00:00Z',
    ]) {
      app.clock.set(moment);
      if ((await remind(territory)).length > 0) written.push(moment);
    }
    expect(written).toEqual(['2027-10-09T22:10:00Z', '2027-11-08T23:10:00Z', '2027-12-09T08:00:00Z']);
  });

  it('is written once, by however many jobs at the same moment', async () => {
    const { territory, id, email } = await structure();
    app.clock.set(LATER);
    await Promise.all(Array.from({ length: 8 }, () => sendReminders(app.kernel, territory)));
    expect(to(await remind(territory))).toEqual([email]);
    expect(await rowOf(territory, id)).toEqual({ sent: 1, reached: 'written' });
  });

  it('is not written for a directory that is not open', async () => {
    const { territory } = await structure();
    await setTerritory(app.kernel, territory.slug, { services: [] });
    app.clock.set(LATER);
    const closed = await territoryBySlug(app.kernel.database, app.kernel.clock, territory.slug);
    expect(await remind(closed as TerritoryContext)).toEqual([]);
  });

  it('goes to no dead address, nor to a mailbox that wants none; the keeper of a dead one reads it on their notices', async () => {
    const dead = await structure();
    await app.kernel.database.unit(() => markDeadAddress(app.kernel, addressDigest(app.kernel.config.secret, dead.email), '5.1.1'));
    const nobody = await structure(null);
    const refusing = await structure();
    const kept = await structure(null);
    app.clock.set(LATER);
    const keeper = await somebody(app, kept.territory, { role: 'owner', structureId: kept.id });
    await app.kernel.database.unit(() => markDeadAddress(app.kernel, addressDigest(app.kernel.config.secret, keeper.email), '5.1.1'));
    for (const { territory } of [dead, nobody, kept]) expect(await remind(territory)).toEqual([]);
    expect(await rowOf(dead.territory, dead.id)).toEqual({ sent: 0, reached: 'dead' });
    expect(await rowOf(nobody.territory, nobody.id)).toEqual({ sent: 0, reached: 'nobody' });
    expect(await rowOf(kept.territory, kept.id)).toEqual({ sent: 0, reached: 'dead' });
    expect(plainText((await keeper.get('/mon-espace/avis')).body)).toContain('est-ce toujours juste');

    const [mail] = await remind(refusing.territory);
    const stop = /^List-Unsubscribe:\s*<https?:\/\/[^/]+([^>]+)>/im.exec(mail?.source ?? '')?.[1] ?? '';
    const once = await app.server.inject({
      method: 'POST',
      url: stop,
      headers: { host: `${refusing.territory.slug}.localhost`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(once.statusCode).toBeLessThan(400);
    app.clock.set('2027-08-24T08:00:00Z');
    expect(await remind(refusing.territory)).toEqual([]);
    expect(await rowOf(refusing.territory, refusing.id)).toEqual({ sent: 1, reached: 'refused' });
  });
});

describe('the link of a reminder', () => {
  it('changes nothing where a program follows it, and confirms with its button; asked again half a year later', async () => {
    const { territory, id, slug } = await structure();
    app.clock.set(LATER);
    const path = linkIn((await remind(territory))[0]);
    const scanner = visitor(app, territory);
    for (let n = 0; n < 3; n += 1) expect((await scanner.get(path, { 'user-agent': 'SafeLinks/1.0' })).status).toBe(200);
    await app.server.inject({ method: 'HEAD', url: path, headers: { host: `${territory.slug}.localhost` } });
    expect(await rowOf(territory, id)).toEqual({ sent: 1, reached: 'written' });

    const reader = visitor(app, territory);
    const page = plainText((await reader.get(path)).body);
    expect(page).toContain('Tout est juste');
    expect(page).toContain('lundi à vendredi 9 h – 12 h');
    expect(page).toContain(`href="/annuaire/${slug}/corriger"`);
    expect((await reader.post(path)).location).toBe(path);
    expect(plainText((await reader.get(path)).body)).toContain('Merci, c’est confirmé');
    expect(await rowOf(territory, id)).toBeNull();
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id }, null);
    expect(entries[0]).toMatchObject({
      what: 'confirmed',
      actor: 'visitor',
      reason: 'Par le lien envoyé à l’adresse de la structure',
    });
    expect(await remind(territory)).toEqual([]);
    app.clock.set('2027-12-24T08:00:00Z');
    expect(await remind(territory)).toHaveLength(1);
    expect(await rowOf(territory, id)).toEqual({ sent: 1, reached: 'written' });
  });

  it('confirms once, however many times its button is pressed at the same moment', async () => {
    const { territory, id } = await structure();
    app.clock.set(LATER);
    const path = linkIn((await remind(territory))[0]);
    const reader = visitor(app, territory);
    const replies = await Promise.all(Array.from({ length: 6 }, () => reader.post(path)));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(303));
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id }, null);
    expect(entries.filter(({ what }) => what === 'confirmed')).toHaveLength(1);
  });

  it('of a keeper says in the history who confirmed, leads to the space, and is worth nothing once they keep it no more', async () => {
    const { territory, id } = await structure();
    const owner = await somebody(app, territory, { role: 'owner', structureId: id });
    app.clock.set(LATER);
    const path = linkIn((await remind(territory))[0]);
    const reader = visitor(app, territory);
    expect((await reader.get(path)).body).toContain(`href="/mon-espace/structures/${id}"`);
    await reader.post(path);
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id }, null);
    expect(entries[0]).toMatchObject({ what: 'confirmed', actor: `account:${owner.accountId}` });
    await sql`update people.role set ended_at = ${app.clock.now()}, ended_by = 'system' where account_id = ${owner.accountId}`.execute(
      app.kernel.database.kysely(),
    );
    expect((await reader.get(path)).status).toBe(404);
    expect((await reader.post(path)).status).toBe(404);
  });

  it('is ours or not there: neither forged, nor of another territory, nor to a mailbox that the structure has no more', async () => {
    const { territory, id } = await structure();
    app.clock.set(LATER);
    const path = linkIn((await remind(territory))[0]);
    const other = await structure();
    expect((await visitor(app, other.territory).get(path)).status).toBe(404);
    const reader = visitor(app, territory);
    for (const forged of [
      path.slice(0, -1),
      `${path.slice(0, -1)}${path.endsWith('a') ? 'b' : 'a'}`,
      '/confirmer/x',
      path.replace('.m.', `.${id}.`),
    ])
      expect((await reader.get(forged)).status, forged).toBe(404);
    await editOrganisation(app.kernel, territory, id, { actor: 'system' }, (facts) => ({ ...facts, email: 'autre@lavoir.example' }));
    expect((await reader.get(path)).status).toBe(404);
    expect((await reader.post(path)).status).toBe(404);
  });

  it('that is too old says so, and confirms nothing', async () => {
    const { territory, id, email } = await structure();
    app.clock.set('2028-06-24T08:00:00Z');
    const writtenOn = app.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().subtract({ days: 121 });
    const path = confirmPath(app.kernel.config.secret, territory.id, { holderId: id, accountId: null, writtenOn }, email);
    const reader = visitor(app, territory);
    expect(plainText((await reader.get(path)).body)).toContain('Ce lien ne fonctionne plus');
    await reader.post(path);
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id }, null);
    expect(entries.filter(({ what }) => what === 'confirmed')).toEqual([]);
  });

  it('shows nothing of an address that is confidential', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addTestOrganisation(app, territory, { name: 'Le Refuge', email: 'refuge@lavoir.example' });
    await addTestPlaces(app, territory, { name: 'La Maison', organisationId: id, isAddressConfidential: true, street: null });
    app.clock.set(LATER);
    const [mail] = await remind(territory);
    expect(plainText(mail?.text ?? '')).toContain('La Maison : seulement son nom');
    expect(plainText((await visitor(app, territory).get(linkIn(mail))).body)).toContain('La Maison');
  });
});

describe('a place that nobody is known to run', () => {
  it('is asked about by its own mailbox, as a structure is', async () => {
    const territory = await freshTerritory(app.kernel);
    const [slug] = await addTestPlaces(app, territory, { name: 'La Fontaine', email: 'fontaine@lavoir.example' });
    app.clock.set(LATER);
    const [mail] = await remind(territory);
    expect(to([mail as ReceivedMail])).toEqual(['fontaine@lavoir.example']);
    const reader = visitor(app, territory);
    const path = linkIn(mail);
    expect((await reader.get(path)).body).toContain(`href="/lieux/${slug}/corriger"`);
    await reader.post(path);
    expect(await remind(territory)).toEqual([]);
  });
});
