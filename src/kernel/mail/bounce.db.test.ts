import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { bounceOf } from '../../../test/support/bounces.ts';
import { deliverWaiting, sampleLetter, startSmtp, type TestSmtp } from '../../../test/support/mail.ts';
import { newId } from '../ids.ts';
import { noteBounce } from './bounce.ts';
import { reviveAddress } from './dead-address.ts';
import { outboxMessage, outboxPage } from './outbox.ts';

let smtp: TestSmtp;
let app: TestApplication;
let letter: ReturnType<typeof sampleLetter>;
let id: string;
beforeAll(async () => {
  smtp = await startSmtp();
  app = await openTestApplication({ SMTP_URL: smtp.url, MAIL_FROM: 'portail@saint-amour.example' });
});
afterAll(async () => {
  await app.close();
  await smtp.close();
});
beforeEach(async () => {
  letter = sampleLetter();
  ({ id } = await send(letter.to));
});

/** Sends a letter there, and gives it as it is noted afterwards. */
async function send(to: string) {
  await app.kernel.database.unit(() => app.kernel.mail.send(sampleLetter({ to })));
  await deliverWaiting(app.kernel);
  const { items } = await outboxPage(app.kernel, null);
  const [message] = items;
  if (!message) throw new Error('Nothing was written.');
  return message;
}
const isStopped = async (to: string) => (await send(to)).state === 'failed';
const note = (source: string) => noteBounce(app.kernel, Buffer.from(source));

describe('a permanent failure of a message of ours', () => {
  test('stops its address', async () => {
    expect(await note(bounceOf({ id, to: letter.to }))).toBe('stopped');
    expect(await outboxMessage(app.kernel, id)).toMatchObject({
      state: 'bounced',
      isDeadAddress: true,
      lastFailure: '5.1.1 550 5.1.1 <…>: Recipient address rejected: User unknown',
    });
    expect(await isStopped(letter.to.toUpperCase())).toBe(true);
  });

  test.each([
    ['by its envelope, without the head of the message', { returned: 'nothing', envelopeId: true }],
    ['with the whole message', { returned: 'message' }],
    ['with the recipient as it was known in the end', { finalRecipient: 'boite-42@interne.exemple' }],
    ['with line feeds alone', { eol: '\n' }],
    ['of an international server', { isGlobal: true }],
  ] as const)('%s', async (_what, options) => {
    expect(await note(bounceOf({ id, to: letter.to, ...options }))).toBe('stopped');
    expect(await isStopped(letter.to)).toBe(true);
  });

  test('told of a tagged address, as servers write « + »', async () => {
    const to = `tri+ess-${id.slice(-4)}@exemple.fr`;
    const tagged = await send(to);
    expect(await note(bounceOf({ id: tagged.id, to, originalRecipient: to.replace('+', '+2B') }))).toBe('stopped');
  });

  test('tells nothing of the address where the reason is ours', async () => {
    expect(await note(bounceOf({ id, to: letter.to, status: '5.7.1', diagnostic: '550 5.7.1 Message rejected by policy' }))).toBe('noted');
    expect(await outboxMessage(app.kernel, id)).toMatchObject({ state: 'bounced', isDeadAddress: false });
    expect(await isStopped(letter.to)).toBe(false);
  });

  test('is looked for in the words of the server where the status says nothing', async () => {
    expect(await note(bounceOf({ id, to: letter.to, status: '5.0.0', diagnostic: '554 5.7.1 Blocked' }))).toBe('noted');
    const next = await send(letter.to);
    expect(await note(bounceOf({ id: next.id, to: letter.to, status: '5.0.0', diagnostic: '550 No such user' }))).toBe('stopped');
  });

  test('counts once, told twenty times at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => note(bounceOf({ id, to: letter.to }))));
    expect(outcomes.filter((outcome) => outcome === 'stopped')).toHaveLength(1);
  });

  test('is taken back where the person says that the mailbox works', async () => {
    await note(bounceOf({ id, to: letter.to }));
    expect(await reviveAddress(app.kernel, ` ${letter.to.toUpperCase()} `)).toBe(true);
    expect(await reviveAddress(app.kernel, letter.to)).toBe(false);
    expect(await isStopped(letter.to)).toBe(false);
  });
});

describe('nothing changes', () => {
  test.each([
    ['for a delay', () => bounceOf({ id, to: letter.to, action: 'delayed', status: '4.4.1' })],
    ['for a failure that may pass', () => bounceOf({ id, to: letter.to, status: '4.2.2' })],
    ['for a good delivery', () => bounceOf({ id, to: letter.to, action: 'delivered', status: '2.0.0' })],
    ['for a message that is none of ours', () => bounceOf({ id: newId(), to: letter.to })],
    ['for an address that this message never went to', () => bounceOf({ id, to: 'victime@exemple.fr' })],
    [
      'for an id that stands in the text alone',
      () => bounceOf({ id: newId(), to: letter.to, text: `Message-ID: <${id}@saint-amour.example>` }),
    ],
    [
      'for an id that stands in the body of what is returned',
      () =>
        bounceOf({ id: newId(), to: letter.to, returned: 'message', body: `Message-ID: <${id}@saint-amour.example>` }).replace(
          /^Message-ID: .*\r\n/m,
          '',
        ),
    ],
    ['for a report without a recipient', () => bounceOf({ id, to: letter.to }).replace(/^(Final|Original)-Recipient: .*\r\n/gm, '')],
    [
      'for an answer by a person',
      () => `From: ${letter.to}\r\nIn-Reply-To: <${id}@saint-amour.example>\r\nSubject: Re: 5.1.1\r\n\r\nMerci\u202f!`,
    ],
    ['for an empty message', () => ''],
    ['for what is no message', () => '\u0000\u0001\u0002'.repeat(1_000)],
    ['for a message that is cut', () => bounceOf({ id, to: letter.to }).slice(0, 500)],
  ])('%s', async (_what, source) => {
    expect(await note(source())).toBe('unrelated');
    expect(await outboxMessage(app.kernel, id)).toMatchObject({ state: 'sent', isDeadAddress: false });
    expect(await isStopped('victime@exemple.fr')).toBe(false);
    expect(await isStopped(letter.to)).toBe(false);
  });
});
