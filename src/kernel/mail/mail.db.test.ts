import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { deliverWaiting, sampleLetter, startSmtp, type TestSmtp } from '../../../test/support/mail.ts';
import { startJobs } from '../../main.ts';
import type { Letter } from './letter.ts';
import { outboxPage } from './outbox.ts';

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
/** The one message to an address, as the operator sees it. */
const written = async (to: string) => (await outboxPage(app.kernel, null)).items.find(({ recipient }) => recipient === to);

describe('a letter', () => {
  test('belongs to a unit of work', async () => {
    await expect(app.kernel.mail.send(sampleLetter())).rejects.toThrow(/unit of work/);
  });

  test('that its unit of work does not commit never was', async () => {
    const letter = sampleLetter();
    const undone = app.kernel.database.unit(async () => {
      await app.kernel.mail.send(letter);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await deliverWaiting(app.kernel);
    expect(await written(letter.to)).toBeUndefined();
    expect(smtp.received).toEqual([]);
    // Nor is its key taken.
    await send(letter);
    await deliverWaiting(app.kernel);
    expect(smtp.received).toHaveLength(1);
  });

  test('asked for twenty times at once leaves once', async () => {
    const letter = sampleLetter();
    await Promise.all(Array.from({ length: 20 }, () => send(letter)));
    await deliverWaiting(app.kernel);
    await send(letter);
    await deliverWaiting(app.kernel);
    expect(smtp.received.map(({ envelope }) => envelope.to)).toEqual([[letter.to]]);
  });

  test('arrives by the queue, once it is committed', async () => {
    const letter = sampleLetter();
    await startJobs(app.application);
    await send(letter);
    await vi.waitFor(() => expect(smtp.received.map(({ envelope }) => envelope.to)).toEqual([[letter.to]]), { timeout: 15_000 });
    await vi.waitFor(async () => expect((await written(letter.to))?.state).toBe('sent'), { timeout: 5_000 });
  });
});
