import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { deliverWaiting, type ReceivedMail, startSmtp, type TestSmtp } from '../../../../test/support/mail.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';
import { catalogue } from '../../../catalogue.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { defineMessages } from '../../../kernel/i18n/messages.ts';
import { newId } from '../../../kernel/ids.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { deadAddressReason, markDeadAddress } from '../../../kernel/mail/dead-address.ts';
import { outboxPage } from '../../../kernel/mail/outbox.ts';
import type { Module } from '../../../kernel/module.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { portalOf } from '../letters.ts';
import { staffMessages } from '../staff/messages.ts';
import { tell } from './commands.ts';
import { sendDigests } from './jobs.ts';
import { unreadNotices } from './queries.ts';
import type { Telling } from './telling.ts';

let smtp: TestSmtp;
let app: TestApplication;
beforeAll(async () => {
  smtp = await startSmtp();
  app = await openTestApplication({ SMTP_URL: smtp.url, MAIL_FROM: 'portail@saint-amour.example', SMS_URL: 'https://jeton@sms.invalid/' });
});
afterAll(async () => {
  await app.close();
  await smtp.close();
});
afterEach(() => app.clock.set(NOW));

const messages = defineMessages({
  fr: { 'shop.ready': 'Le panier {n} est prêt' },
  en: { 'shop.ready': 'Basket {n} is ready' },
});
const news: NoticeKind = { name: 'shop.news', isDuty: false, label: () => 'les paniers prêts' };
const duty: NoticeKind = { name: 'shop.duty', isDuty: true, label: () => 'les paniers refusés' };
const shop: Module = { name: 'shop', requires: [], tables: {}, messages, contributes: { notices: [news, duty] } };
const modules = [...catalogue, shop];

let baskets = 0;

function telling(to: Telling['to'], changes: Partial<Telling> = {}): Telling {
  baskets += 1;
  return {
    to,
    kind: news,
    key: `shop.basket:${baskets}`,
    words: { key: 'shop.ready', values: { n: baskets } },
    messages,
    path: '/paniers',
    letter: ({ href }) => ({ paragraphs: ['Il vous attend.'], action: { label: 'Voir', url: href('/paniers') } }),
    ...changes,
  };
}

const say = (territory: TerritoryContext, what: Telling) => tell(app.kernel, portalOf(app.kernel.config, territory), what);
const digest = (territory: TerritoryContext) => sendDigests(app.kernel, modules, territory);

/** Where one click unsubscribes, of a letter as it arrived. */
function unsubscribeUrl(mail: ReceivedMail | undefined): string {
  return /^List-Unsubscribe:\s*<([^>]+)>/im.exec(mail?.source ?? '')?.[1] ?? '';
}

/** What left or would leave for an address or number, the newest first. */
async function lettersTo(address: string) {
  const { items } = await outboxPage(app.kernel, null);
  return items.filter(({ recipient }) => recipient === address);
}

describe('an account', () => {
  it('is told once, by a notice and a letter, however often and however parallel', async () => {
    const territory = await freshTerritory(app.kernel);
    const reader = await somebody(app, territory);
    const what = telling({ accountId: reader.accountId });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => say(territory, what)));
    expect(outcomes.filter((outcome) => outcome === 'told')).toHaveLength(1);
    expect(await lettersTo(reader.email)).toHaveLength(1);
    expect(plainText((await reader.get('/mon-espace')).body)).toContain('Un avis non lu');
  });

  it('gets what is a duty, whatever it chose; else nothing once it said « never »', async () => {
    const territory = await freshTerritory(app.kernel);
    const reader = await somebody(app, territory);
    expect((await reader.post('/mon-compte/avis', { rhythm: 'never' })).location).toBe('/mon-compte/avis?fait=1');
    await say(territory, telling({ accountId: reader.accountId }));
    expect(await lettersTo(reader.email)).toEqual([]);
    await say(territory, telling({ accountId: reader.accountId }, { kind: duty }));
    expect(await lettersTo(reader.email)).toHaveLength(1);
    expect(plainText((await reader.get('/mon-espace')).body)).toContain('2 avis non lus');
  });

  it('that is gone is nobody, and nothing is written for it', async () => {
    const territory = await freshTerritory(app.kernel);
    expect(await say(territory, telling({ accountId: newId() }))).toBe('nobody');
  });

  it('reads its notices in the language of its page, follows them, and marks them read', async () => {
    const territory = await freshTerritory(app.kernel);
    const reader = await somebody(app, territory);
    const other = await somebody(app, territory);
    for (let n = 0; n < 35; n += 1)
      await say(
        territory,
        telling(
          { accountId: reader.accountId },
          { words: { key: 'people.team.letter.subject', values: { team: `Équipe ${n}.` } }, messages: staffMessages },
        ),
      );
    const first = plainText((await reader.get('/mon-espace/avis')).body);
    expect(first).toContain('Équipe 34.');
    expect(first).not.toContain('Équipe 4.');
    const [, next = ''] = /href="(\/mon-espace\/avis\?suite=[\w-]+)"/.exec(first) ?? [];
    expect(plainText((await reader.get(next)).body)).toContain('Équipe 0.');
    const [, one = ''] = /href="(\/mon-espace\/avis\/[0-9a-f-]{36})"/.exec(first) ?? [];
    // Somebody else's leads nowhere, and stays unread.
    expect((await other.get(one)).location).toBe('/mon-espace/avis');
    expect(first).toContain('35 avis non lus');
    expect((await reader.get(one)).location).toBe('/paniers');
    expect(plainText((await reader.get('/mon-espace/avis')).body)).toContain('34 avis non lus');
    expect((await reader.post('/mon-espace/avis/lus')).location).toBe('/mon-espace/avis');
    expect(plainText((await reader.get('/mon-espace/avis')).body)).toContain('Vous avez tout lu.');
    expect(plainText((await other.get('/mon-espace/avis')).body)).toContain('Aucun avis');
  });

  it('is told that its address no longer answers, and says when it does again', async () => {
    const territory = await freshTerritory(app.kernel);
    const reader = await somebody(app, territory);
    const digestOf = addressDigest(app.kernel.config.secret, reader.email);
    await markDeadAddress(app.kernel, digestOf, '5.1.1');
    expect(plainText((await reader.get('/mon-espace')).body)).toContain('Votre adresse e-mail ne répond plus');
    expect(plainText((await reader.get('/mon-espace/avis')).body)).toContain(`L’adresse ${reader.email} ne répond plus`);
    await reader.post('/mon-espace/avis/adresse');
    expect(await deadAddressReason(app.kernel, digestOf)).toBe(null);
    expect(plainText((await reader.get('/mon-espace/avis')).body)).not.toContain('ne répond plus');
  });
});

describe('a mailbox or a telephone without an account', () => {
  it('is written to, until it unsubscribes from this kind', async () => {
    const territory = await freshTerritory(app.kernel);
    const to = { email: `accueil-${territory.slug}@exemple.fr`, name: null, locale: 'fr' as const };
    expect(await say(territory, telling(to))).toBe('told');
    await deliverWaiting(app.kernel);
    const mail = smtp.received.find(({ envelope }) => envelope.to.includes(to.email));
    const url = unsubscribeUrl(mail);
    const { pathname } = new URL(url);
    const anyone = visitor(app, territory);
    const page = plainText((await anyone.get(pathname)).body);
    expect(page).toContain('Ne plus recevoir ces e-mails');
    // Looking at the page, as mail scanners do, changes nothing.
    expect(await say(territory, telling(to))).toBe('told');
    // As mail services do it: from elsewhere, without a form of ours, and they follow nothing (RFC 8058).
    const reply = await app.server.inject({
      method: 'POST',
      url: pathname,
      payload: 'List-Unsubscribe=One-Click',
      headers: { host: `${territory.slug}.localhost`, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
    });
    expect([reply.statusCode, reply.body]).toEqual([200, '']);
    expect(await say(territory, telling(to))).toBe('refused');
    expect(await say(territory, telling(to, { kind: duty }))).toBe('told');
    expect((await anyone.post(pathname, { again: '1' })).location).toBe(pathname);
    expect(await say(territory, telling(to))).toBe('told');
    // Its territory's alone, and whole.
    const elsewhere = await freshTerritory(app.kernel);
    expect((await visitor(app, elsewhere).get(pathname)).status).toBe(404);
    expect((await anyone.post(`${pathname}A`)).status).toBe(404);
  });

  it('gets a short text where it is a mobile telephone, and nothing where it is another one', async () => {
    const territory = await freshTerritory(app.kernel);
    expect(await say(territory, telling({ phone: '+33450000000', locale: 'fr' }))).toBe('nobody');
    expect(await say(territory, telling({ phone: '+33612345678', locale: 'fr' }, { words: { key: 'shop.ready', values: { n: 7 } } }))).toBe(
      'told',
    );
    const [sms] = await lettersTo('+33612345678');
    expect(sms?.channel).toBe('sms');
  });
});

describe('the SMS of an account', () => {
  it('leaves for kinds that it chose, where its telephone is known', async () => {
    const territory = await freshTerritory(app.kernel);
    const reader = await somebody(app, territory);
    expect((await reader.get('/mon-compte/avis')).body).not.toContain('name="sms"');
    await app.kernel.database.unit(
      async () => {
        await app.kernel.database
          .kysely<Record<'people.person', Record<string, unknown>>>()
          .insertInto('people.person')
          .values({
            territory_id: territory.id,
            id: newId(),
            account_id: reader.accountId,
            given_name: 'A',
            family_name: 'B',
            phone: '+33698765432',
            created_by: 'system',
            created_at: app.clock.now(),
            updated_at: app.clock.now(),
          })
          .execute();
      },
      { keeper: territory.id },
    );
    expect((await reader.get('/mon-compte/avis')).body).toContain('name="sms"');
    await say(territory, telling({ accountId: reader.accountId }, { kind: { ...news, name: 'moderation.decided' } }));
    expect(await lettersTo('+33698765432')).toEqual([]);
    await reader.post('/mon-compte/avis', { rhythm: 'at-once', sms: 'moderation.decided' });
    await say(territory, telling({ accountId: reader.accountId }, { kind: { ...news, name: 'moderation.decided' } }));
    expect(await lettersTo('+33698765432')).toHaveLength(1);
  });
});

describe('the letter of the day', () => {
  it('holds what was told since the last one and was not read, leaves at seven over a change of clocks, and once', async () => {
    const territory = await freshTerritory(app.kernel);
    const reader = await somebody(app, territory);
    await reader.post('/mon-compte/avis', { rhythm: 'daily', letters: 'shop.news' });
    const arrived = () => smtp.received.filter(({ envelope }) => envelope.to.includes(reader.email));
    const run = async (now: string) => {
      app.clock.set(now);
      await Promise.all([digest(territory), digest(territory)]);
      await deliverWaiting(app.kernel);
      return arrived().length;
    };
    app.clock.set('2027-03-27T17:00:00Z');
    await say(territory, telling({ accountId: reader.accountId }, { words: { key: 'shop.ready', values: { n: 1 } } }));
    await say(territory, telling({ accountId: reader.accountId }, { words: { key: 'shop.ready', values: { n: 2 } } }));
    expect(await run('2027-03-27T23:30:00Z')).toBe(0);
    // Sunday 28 March 2027: summer time begins, seven is at five.
    expect(await run('2027-03-28T04:59:00Z')).toBe(0);
    expect(await run('2027-03-28T05:03:00Z')).toBe(1);
    expect(await run('2027-03-28T06:03:00Z')).toBe(1);
    const [mail] = arrived();
    expect(mail?.subject).toBe(`2 avis du portail «\u202f${territory.name}\u202f»`);
    const text = plainText(mail?.text ?? '');
    expect(text).toContain('samedi 27 mars, 18 h : Le panier 1 est prêt');
    expect(text).toContain('Le panier 2 est prêt');
    expect(mail?.html).toContain('Le panier 2 est prêt');
    // Told after seven: for the next morning; read before: not at all.
    app.clock.set('2027-03-28T08:00:00Z');
    await say(territory, telling({ accountId: reader.accountId }, { words: { key: 'shop.ready', values: { n: 3 } } }));
    expect(await run('2027-03-28T20:00:00Z')).toBe(1);
    await app.kernel.database.unit(
      async () => {
        await app.kernel.database
          .kysely<Record<'people.notice', { account_id: string; read_at: unknown }>>()
          .updateTable('people.notice')
          .set({ read_at: app.clock.now() })
          .where('account_id', '=', reader.accountId)
          .execute();
      },
      { keeper: territory.id },
    );
    expect(await run('2027-03-29T05:03:00Z')).toBe(1);
    // Unsubscribed from by its own link: no more of them.
    const url = unsubscribeUrl(mail);
    await visitor(app, territory).post(new URL(url).pathname);
    app.clock.set('2027-03-29T08:00:00Z');
    await say(territory, telling({ accountId: reader.accountId }));
    expect(await run('2027-03-30T05:03:00Z')).toBe(1);
    await expect(unread(territory, reader.accountId)).resolves.toBe(1);
  });
});

const unread = (territory: TerritoryContext, accountId: string) =>
  app.kernel.database.unit(() => unreadNotices(app.kernel, territory.id, accountId), { territory: territory.id, account: accountId });

describe('row-level security', () => {
  it('shows a notice to its account alone, on a connection that somebody else used before', async () => {
    const territory = await freshTerritory(app.kernel);
    const [mine, other] = [await somebody(app, territory), await somebody(app, territory)];
    await say(territory, telling({ accountId: mine.accountId }));
    const count = (settings: Record<string, string>) =>
      app.kernel.database.unit(async () => {
        const { rows } = await app.kernel.database
          .kysely<Record<'people.notice', { id: string }>>()
          .selectFrom('people.notice')
          .select('id')
          .execute()
          .then((found) => ({ rows: found }));
        return rows.length;
      }, settings);
    expect(await count({ territory: territory.id, account: mine.accountId })).toBe(1);
    expect(await count({ territory: territory.id, account: other.accountId })).toBe(0);
    expect(await count({ territory: territory.id })).toBe(0);
    expect(await count({ territory: territory.id, moderator: territory.id })).toBe(0);
    expect(await count({})).toBe(0);
    const elsewhere = await freshTerritory(app.kernel);
    expect(await count({ territory: elsewhere.id, account: mine.accountId })).toBe(0);
  });
});
