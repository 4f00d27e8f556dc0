import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { deliverWaiting, sampleLetter, startSmtp, type TestSmtp } from '../../../test/support/mail.ts';
import { startJobs } from '../../main.ts';
import type { Letter } from './letter.ts';
import { type OutboxItem, outboxPage, sendAgain } from './outbox.ts';

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
  smtp.refusals.clear();
  smtp.dataReply = null;
});
afterEach(() => app.clock.set(NOW));

const send = (letter: Letter) => app.kernel.database.unit(() => app.kernel.mail.send(letter));
const deliver = () => deliverWaiting(app.kernel);
/** The last message to an address, as the operator sees it. */
const written = async (to: string) => (await outboxPage(app.kernel, null)).items.find(({ recipient }) => recipient === to) as OutboxItem;
/** Sends it, and gives it as it arrived. */
async function arrived(letter: Letter) {
  await send(letter);
  expect(await deliver()).toEqual([]);
  const [mail, ...others] = smtp.received;
  if (!mail || others.length > 0) throw new Error(`${smtp.received.length} messages arrived.`);
  return mail;
}

describe('a letter', () => {
  test('belongs to a unit of work', async () => {
    const letter = sampleLetter();
    await expect(app.kernel.mail.send(letter)).rejects.toThrow(/unit of work/);
    expect(await written(letter.to)).toBeUndefined();
  });

  test('that its unit of work does not commit never was', async () => {
    const letter = sampleLetter();
    const undone = app.kernel.database.unit(async () => {
      await app.kernel.mail.send(letter);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await deliver();
    expect(await written(letter.to)).toBeUndefined();
    expect(smtp.received).toEqual([]);
    // Nor is its key taken.
    await arrived(letter);
  });

  test('asked for twenty times at once leaves once', async () => {
    const letter = sampleLetter();
    await Promise.all(Array.from({ length: 20 }, () => send(letter)));
    await deliver();
    await send(letter);
    await deliver();
    expect(smtp.received.map(({ envelope }) => envelope.to)).toEqual([[letter.to]]);
  });

  test.each([
    ['to two addresses', { to: 'a@exemple.fr,b@exemple.fr' }],
    ['to an address with a header in it', { to: 'a@exemple.fr\r\nBcc: b@exemple.fr' }],
    ['to answer at no address', { replyTo: 'nobody' }],
    ['with an action that is no web address', { action: { label: 'Ouvrir', url: 'javascript:alert(1)' } }],
    ['that is no duty, without a way to unsubscribe', { isDuty: false }],
  ])('%s is refused', async (_what, changes) => {
    await expect(send(sampleLetter(changes))).rejects.toThrow(/^shop\.order:\d+: /);
  });
});

describe('on its way', () => {
  test('has the same words in plain text and in HTML, accents and long lines whole', async () => {
    const long = `${'Où l’été s’achève, l’œuvre «\u202fÀ l’épicerie\u202f» dure… '.repeat(40)}fin.`;
    const url = `https://saint-amour.example/confirmer?jeton=${'a1-'.repeat(200)}`;
    const mail = await arrived(sampleLetter({ paragraphs: [long], action: { label: 'Confirmer', url } }));
    expect(mail.text?.replace(/\n/g, ' ')).toContain(long);
    expect(mail.text).toContain(`\n${url}\n`);
    expect(mail.html).toContain(long);
    expect(mail.html).toContain(`href="${url}"`);
    expect(mail.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
    // Plain text comes first: the last that a program understands is the one it shows.
    expect(mail.source.indexOf('text/plain')).toBeLessThan(mail.source.indexOf('text/html'));
    // RFC 5321, 4.5.3.1.6.
    expect(Math.max(...mail.source.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998);
  });

  test('says who writes, and that a machine does', async () => {
    const letter = sampleLetter({ subject: 'Votre panier est prêt\u202f: à l’épicerie, dès 8\u00a0h', locale: 'en' });
    const mail = await arrived(letter);
    expect(mail.from?.value).toEqual([{ name: 'Saint-Amour', address: 'portail@saint-amour.example' }]);
    expect([mail.to].flat().flatMap((one) => one?.value)).toEqual([{ name: '', address: letter.to }]);
    expect(mail.subject).toBe(letter.subject);
    expect(mail.date?.toISOString()).toBe('2026-11-24T09:30:00.000Z');
    expect(mail.envelope).toEqual({ from: 'portail@saint-amour.example', to: [letter.to] });
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('content-language')).toBe('en');
    expect(mail.messageId).toBe(`<${(await written(letter.to)).id}@saint-amour.example>`);
    expect(mail.headers.has('list-unsubscribe')).toBe(false);
    expect(mail.replyTo).toBeUndefined();
  });

  test('can be unsubscribed from with one press, where it is no duty (RFC 8058)', async () => {
    const unsubscribeUrl = `https://saint-amour.example/avis/arreter?jeton=${'b'.repeat(300)}`;
    const mail = await arrived(sampleLetter({ isDuty: false, unsubscribeUrl, replyTo: 'relais@saint-amour.example' }));
    // As a program reads it: unfolded.
    const headers = mail.source.slice(0, mail.source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
    expect(headers).toContain(`\r\nList-Unsubscribe: <${unsubscribeUrl}>`);
    expect(headers).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(mail.text).toContain(unsubscribeUrl);
    expect(mail.html).toContain(unsubscribeUrl);
    expect(mail.replyTo?.value).toEqual([{ name: '', address: 'relais@saint-amour.example' }]);
  });

  test('carries no header of somebody else’s, in a name or in a subject', async () => {
    const hostile = 'Bonjour\r\nBcc: victime@exemple.fr\r\n\r\n<h1>Faux</h1>\u2028X-Faux: 1\u0000';
    const letter = sampleLetter({
      subject: hostile,
      territory: { name: `"Mairie" <faux@exemple.fr>, ${hostile}`, accent: null, origin: 'https://saint-amour.example', contact: null },
      paragraphs: [hostile],
      quote: '.\r\nMAIL FROM:<faux@exemple.fr>',
    });
    const mail = await arrived(letter);
    expect([...mail.headers.keys()].sort()).toEqual(
      [
        'auto-submitted',
        'content-language',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
        'x-auto-response-suppress',
      ].sort(),
    );
    expect(mail.envelope).toEqual({ from: 'portail@saint-amour.example', to: [letter.to] });
    expect(mail.from?.value.map(({ address }) => address)).toEqual(['portail@saint-amour.example']);
    expect(mail.bcc).toBeUndefined();
    expect(mail.text).toContain('> .\n> MAIL FROM:<faux@exemple.fr>');
  });
});

describe('a server that refuses', () => {
  test('for now is asked again; its words are kept without the address, which logs must not hold either', async () => {
    const letter = sampleLetter();
    smtp.refusals.set(letter.to, `451 4.7.1 <${letter.to.toUpperCase()}> Greylisted`);
    await send(letter);
    const [thrown] = await deliver();
    expect(thrown).toMatch(/to be tried again/);
    expect(thrown?.toLowerCase()).not.toContain(letter.to);
    expect(await written(letter.to)).toMatchObject({ state: 'waiting', attempts: 1, lastFailure: expect.stringMatching(/^451 .*<…>/) });
    smtp.refusals.clear();
    expect(await deliver()).toEqual([]);
    expect(await written(letter.to)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(smtp.received).toHaveLength(1);
  });

  test('for now during two days is given up', async () => {
    const letter = sampleLetter();
    smtp.refusals.set(letter.to, '451 4.7.1 Come back later');
    await send(letter);
    app.clock.set('2026-11-26T09:29:00Z');
    expect(await deliver()).toHaveLength(1);
    app.clock.set('2026-11-26T09:30:00Z');
    expect(await deliver()).toEqual([]);
    expect(await written(letter.to)).toMatchObject({ state: 'failed', attempts: 2, lastFailure: expect.stringMatching(/^451 /) });
  });

  test('because nobody has this address is never asked again, for any letter', async () => {
    const letter = sampleLetter();
    smtp.refusals.set(letter.to, '550 5.1.1 No such user');
    await send(letter);
    expect(await deliver()).toEqual([]);
    expect(await written(letter.to)).toMatchObject({ state: 'failed', attempts: 1, lastFailure: '550 5.1.1 No such user' });
    smtp.refusals.clear();
    const next = sampleLetter({ to: letter.to.toUpperCase() });
    await send(next);
    expect(await deliver()).toEqual([]);
    expect(await written(next.to)).toMatchObject({ state: 'failed', lastFailure: '5.1.1' });
    expect(smtp.received).toEqual([]);
  });

  test('because of us stops this letter alone', async () => {
    const letter = sampleLetter();
    smtp.refusals.set(letter.to, '554 5.7.1 Your network is on a blocklist');
    await send(letter);
    expect(await deliver()).toEqual([]);
    expect(await written(letter.to)).toMatchObject({ state: 'failed' });
    smtp.refusals.clear();
    await arrived(sampleLetter({ to: letter.to }));
  });

  test('once it has read the message is understood as well', async () => {
    const letter = sampleLetter();
    smtp.dataReply = '452 4.3.1 Disk full';
    await send(letter);
    expect(await deliver()).toHaveLength(1);
    smtp.dataReply = '554 5.6.0 Not this content';
    expect(await deliver()).toEqual([]);
    expect(await written(letter.to)).toMatchObject({ state: 'failed', attempts: 2, lastFailure: expect.stringMatching(/^554 /) });
  });

  test('what failed can be sent again, once however often it is asked', async () => {
    const letter = sampleLetter();
    smtp.refusals.set(letter.to, '554 5.7.1 Relaying denied');
    await send(letter);
    await deliver();
    smtp.refusals.clear();
    const { id } = await written(letter.to);
    const asked = await Promise.all(Array.from({ length: 5 }, () => sendAgain(app.kernel, id)));
    expect(asked.filter((isSent) => isSent)).toHaveLength(1);
    expect(await deliver()).toEqual([]);
    expect(smtp.received).toHaveLength(1);
    expect(await sendAgain(app.kernel, id)).toBe(false);
  });
});

test('connections that the server breaks off are opened anew', async () => {
  const first = sampleLetter();
  await send(first);
  await deliver();
  smtp.drop();
  const others = Array.from({ length: 12 }, () => sampleLetter());
  for (const letter of others) await send(letter);
  // One that was on its way when the connection broke may have to be tried again.
  while ((await deliver()).length > 0);
  expect(smtp.received.map(({ envelope }) => envelope.to[0]).sort()).toEqual([first, ...others].map(({ to }) => to).sort());
});

test('a letter whose server took it while the process ended leaves again, recognisable by its id', async () => {
  const letter = sampleLetter();
  await arrived(letter);
  // As if the process had ended before noting it.
  const owner = app.kernel.database.kysely<{ 'kernel.message': { id: string; state: string; settled_at: null } }>();
  const { id } = await written(letter.to);
  await owner.updateTable('kernel.message').set({ state: 'waiting', settled_at: null }).where('id', '=', id).execute();
  await deliver();
  expect(smtp.received.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${id}@saint-amour.example>`));
});

describe('by the queue', () => {
  test('letters leave once they are committed, many at a time; one that is put off keeps nobody waiting', async () => {
    const slow = sampleLetter();
    smtp.refusals.set(slow.to, '451 4.7.1 Greylisted');
    const letters = Array.from({ length: 45 }, () => sampleLetter());
    await app.kernel.database.unit(async () => {
      for (const letter of [slow, ...letters]) await app.kernel.mail.send(letter);
    });
    await startJobs(app.application);
    await vi.waitFor(() => expect(smtp.received).toHaveLength(letters.length), { timeout: 20_000 });
    expect(new Set(smtp.received.map(({ envelope }) => envelope.to[0]))).toEqual(new Set(letters.map(({ to }) => to)));
    const job = app.kernel.database.kysely<{ 'job.job': { name: string; state: string; start_after: Date; retry_limit: number } }>();
    const waiting = () =>
      job
        .selectFrom('job.job')
        .select(['state', 'retry_limit'])
        .where('name', '=', 'kernel.deliver-message')
        .where('state', '<>', 'completed')
        .execute();
    await vi.waitFor(async () => expect(await waiting()).toEqual([{ state: 'retry', retry_limit: 60 }]), { timeout: 10_000 });
    smtp.refusals.clear();
    // The wait before the second try is brought forward.
    await job
      .updateTable('job.job')
      .set({ start_after: new Date(0) })
      .where('state', '=', 'retry')
      .execute();
    await vi.waitFor(() => expect(smtp.received).toHaveLength(letters.length + 1), { timeout: 10_000 });
    await vi.waitFor(async () => expect((await written(slow.to)).state).toBe('sent'), { timeout: 5_000 });
  });
});
