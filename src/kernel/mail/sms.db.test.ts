import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { deliverWaiting } from '../../../test/support/mail.ts';
import type { Sms } from './letter.ts';
import { outboxPage } from './outbox.ts';

let gateway: Server;
let status = 200;
const received: { url: string | undefined; headers: IncomingHttpHeaders; content: unknown }[] = [];
let app: TestApplication;
beforeAll(async () => {
  gateway = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ url: request.url, headers: request.headers, content: JSON.parse(`${Buffer.concat(parts)}`) });
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const { port } = gateway.address() as AddressInfo;
  app = await openTestApplication({ SMS_URL: `http://Saint%20Amour:jeton%2F1@127.0.0.1:${port}/v1/messages?test=1` });
});
afterAll(async () => {
  await app.close();
  gateway.closeAllConnections();
  await new Promise((resolve) => gateway.close(resolve));
});
beforeEach(() => {
  status = 200;
  received.length = 0;
});

let number = 0;
function sample(changes: Partial<Sms> = {}): Sms {
  number += 1;
  return { key: `shop.ready:${number}`, to: `+336123456${String(number).padStart(2, '0')}`, locale: 'fr', text: 'C’est prêt.', ...changes };
}
const send = ({ kernel }: TestApplication, sms: Sms) => kernel.database.unit(() => kernel.mail.sendSms(sms));
const last = async ({ kernel }: TestApplication) => (await outboxPage(kernel, null)).items[0];

describe('a text message', () => {
  test('goes to the gateway as JSON, the token of its address as a bearer', async () => {
    const sms = sample({ url: 'https://saint-amour.example/c/abc' });
    await send(app, sms);
    await send(app, sms);
    expect(await deliverWaiting(app.kernel)).toEqual([]);
    const message = await last(app);
    expect(message).toMatchObject({ channel: 'sms', state: 'sent', recipient: sms.to, subject: null });
    expect(received).toEqual([
      {
        url: '/v1/messages?test=1',
        headers: expect.objectContaining({ authorization: 'Bearer jeton/1', 'idempotency-key': message?.id }),
        content: { to: sms.to, text: "C'est pret. https://saint-amour.example/c/abc", from: 'Saint Amour' },
      },
    ]);
  });

  test.each([429, 500, 503, 401])('that the gateway cannot take now (%i) is tried again', async (refusal) => {
    status = refusal;
    await send(app, sample());
    expect(await deliverWaiting(app.kernel)).toHaveLength(1);
    expect(await last(app)).toMatchObject({ state: 'waiting', attempts: 1 });
    status = 201;
    expect(await deliverWaiting(app.kernel)).toEqual([]);
    expect(await last(app)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('that the gateway refuses has failed, and the next one to that number leaves all the same', async () => {
    status = 422;
    const refused = sample();
    await send(app, refused);
    expect(await deliverWaiting(app.kernel)).toEqual([]);
    expect(await last(app)).toMatchObject({ state: 'failed', attempts: 1, lastFailure: expect.stringContaining('422') });
    status = 200;
    await send(app, sample({ to: refused.to }));
    await deliverWaiting(app.kernel);
    expect(await last(app)).toMatchObject({ state: 'sent' });
  });

  test.each(['0612345678', '+33 6 12 34 56 78', '+33612345678,+33612345679', ''])('to « %s » is refused', async (to) => {
    await expect(send(app, sample({ to }))).rejects.toThrow(/telephone number/);
  });

  test('without a gateway stays in the outbox', async () => {
    const other = await openTestApplication();
    try {
      await send(other, sample());
      await deliverWaiting(other.kernel);
      expect(await last(other)).toMatchObject({ channel: 'sms', state: 'kept' });
    } finally {
      await other.close();
    }
    expect(received).toEqual([]);
  });
});
