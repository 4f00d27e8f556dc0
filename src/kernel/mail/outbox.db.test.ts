import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { deliverWaiting, sampleLetter, startSmtp, type TestSmtp } from '../../../test/support/mail.ts';
import { newId } from '../ids.ts';
import { ownWork } from '../own-work.ts';
import { type DataSubject, eraseRows, exportRows } from '../privacy/rows.ts';
import { addressDigest } from './address.ts';
import type { Letter } from './letter.ts';
import { outboxMessage, outboxPage, sendAgain } from './outbox.ts';
import type { MailTables } from './table.ts';

let smtp: TestSmtp;
/** Without a server, then with one. */
let app: TestApplication;
let served: TestApplication;
beforeAll(async () => {
  smtp = await startSmtp();
  app = await openTestApplication();
  served = await openTestApplication({ SMTP_URL: smtp.url });
});
afterAll(async () => {
  await app.close();
  await served.close();
  await smtp.close();
});
afterEach(() => {
  app.clock.set(NOW);
  served.clock.set(NOW);
});

async function send({ kernel }: TestApplication, letter: Letter): Promise<string> {
  await kernel.database.unit(() => kernel.mail.send(letter));
  await deliverWaiting(kernel);
  const { items } = await outboxPage(kernel, null);
  return items[0]?.id ?? '';
}

async function contentOf(id: string) {
  const db = served.kernel.database.kysely<MailTables>();
  return db.selectFrom('kernel.message').select(['body', 'html']).where('id', '=', id).executeTakeFirst();
}

async function forget({ kernel }: TestApplication): Promise<void> {
  for (const job of ownWork.schedule) await job.run(kernel, new AbortController().signal);
}

describe('without a server', () => {
  test('what was written stays, whole, for the operator', async () => {
    const letter = sampleLetter({ action: { label: 'Entrer', url: 'https://saint-amour.example/entrer' } });
    const id = await send(app, letter);
    expect(await outboxMessage(app.kernel, id)).toMatchObject({
      id,
      channel: 'mail',
      state: 'kept',
      recipient: letter.to,
      subject: letter.subject,
      senderName: 'Saint-Amour',
      attempts: 0,
      lastFailure: null,
      isDeadAddress: false,
      body: expect.stringContaining('\nhttps://saint-amour.example/entrer\n'),
      html: expect.stringContaining('href="https://saint-amour.example/entrer"'),
    });
    // It can be sent once there is one.
    expect(await sendAgain(app.kernel, id)).toBe(true);
    expect(await outboxMessage(app.kernel, id)).toMatchObject({ state: 'waiting', settledAt: null });
  });

  test('nothing answers to what is no id of a message', async () => {
    expect(await outboxMessage(app.kernel, 'x')).toBeNull();
    expect(await outboxMessage(app.kernel, newId())).toBeNull();
    expect(await sendAgain(app.kernel, 'x')).toBe(false);
  });

  test('the list goes from the newest to the oldest, page by page, while others arrive', async () => {
    const letters = Array.from({ length: 60 }, () => sampleLetter());
    for (const letter of letters) await app.kernel.database.unit(() => app.kernel.mail.send(letter));
    const first = await outboxPage(app.kernel, null, ['waiting']);
    expect(first.items).toHaveLength(50);
    await app.kernel.database.unit(() => app.kernel.mail.send(sampleLetter()));
    const second = await outboxPage(app.kernel, first.nextCursor, ['waiting']);
    expect([...first.items, ...second.items].slice(0, 60).map(({ recipient }) => recipient)).toEqual(letters.map(({ to }) => to).reverse());
    expect(second.nextCursor).toBeNull();
    expect((await outboxPage(app.kernel, null, ['sent'])).items).toEqual([]);
    await deliverWaiting(app.kernel);
  });
});

describe('what was written to people', () => {
  test('is blanked three days after it left, and its key still holds', async () => {
    const letter = sampleLetter();
    const id = await send(served, letter);
    served.clock.set('2026-11-27T09:30:00Z');
    await forget(served);
    // What left is in its recipient's hands: nobody reads it here any more.
    expect(await outboxMessage(served.kernel, id)).toMatchObject({ state: 'sent', recipient: letter.to, body: null, html: null });
    expect(await contentOf(id)).toEqual({ body: expect.stringContaining(letter.paragraphs[0] ?? ''), html: expect.any(String) });
    served.clock.set('2026-11-27T09:31:00Z');
    await forget(served);
    expect(await outboxMessage(served.kernel, id)).toMatchObject({
      state: 'sent',
      recipient: null,
      subject: null,
      senderName: null,
      replyTo: null,
    });
    expect(await contentOf(id)).toEqual({ body: null, html: null });
    const before = smtp.received.length;
    await send(served, letter);
    expect(smtp.received).toHaveLength(before);
    // Thirteen months later, it is forgotten altogether.
    served.clock.set('2027-12-30T09:30:00Z');
    await forget(served);
    expect(await outboxMessage(served.kernel, id)).toBeNull();
  });

  test('without a server stays for a month', async () => {
    const id = await send(app, sampleLetter());
    app.clock.set('2026-12-24T09:30:00Z');
    await forget(app);
    expect(await outboxMessage(app.kernel, id)).toMatchObject({ state: 'kept', recipient: expect.any(String) });
    app.clock.set('2026-12-24T09:31:00Z');
    await forget(app);
    expect(await outboxMessage(app.kernel, id)).toMatchObject({ state: 'failed', recipient: null, body: null });
    expect(await sendAgain(app.kernel, id)).toBe(false);
  });

  test('can be given to them, and erased with them, by their address alone', async () => {
    const mine = sampleLetter();
    const other = sampleLetter();
    const [id, otherId] = [await send(served, mine), await send(served, other)];
    const { database, config } = served.kernel;
    const subject: DataSubject = {
      accountId: null,
      email: null,
      addressDigests: [addressDigest(config.secret, mine.to.toUpperCase())],
      letterKeys: [],
      persons: [],
      territoryIds: [],
    };
    const [{ rows: kept } = { rows: [] }] = await exportRows(database, [], subject);
    expect(kept).toEqual([expect.objectContaining({ id, subject: mine.subject, body: expect.stringContaining('panier') })]);
    expect(kept[0]).not.toHaveProperty('recipient_digest');
    const last = sampleLetter({ to: mine.to, subject: 'Vos données sont effacées' });
    await database.unit(async () => {
      await served.kernel.mail.send(last);
      await eraseRows(database, [], subject);
    });
    expect(await outboxMessage(served.kernel, id)).toMatchObject({ recipient: null, body: null });
    expect(await outboxMessage(served.kernel, otherId)).toMatchObject({ recipient: other.to });
    // What tells of it leaves.
    await deliverWaiting(served.kernel);
    expect(smtp.received.at(-1)?.subject).toBe(last.subject);
  });
});
