import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
  await freshTerritory(app.kernel);
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

const ask = (remoteAddress: string, url = '/api/v1/openapi.json') => app.server.inject({ url, remoteAddress });

async function statuses(times: number, address: string): Promise<Record<number, number>> {
  const count: Record<number, number> = {};
  for (let time = 0; time < times; time += 1) {
    const { statusCode } = await ask(address);
    count[statusCode] = (count[statusCode] ?? 0) + 1;
  }
  return count;
}

it('the API is held to a pace, by subscriber, and says when to come back', async () => {
  expect(await statuses(601, '192.0.2.1')).toEqual({ 200: 600, 429: 1 });
  const refused = await ask('192.0.2.1');
  expect(refused.headers).toMatchObject({ 'retry-after': '1', 'access-control-allow-origin': '*' });
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(refused.json()).toMatchObject({ status: 429, title: 'Too many requests' });
  expect((await ask('192.0.2.2')).statusCode).toBe(200);
  expect((await ask('192.0.2.1', '/annuaire')).statusCode).not.toBe(429);
  app.clock.set('2026-11-24T09:30:01Z');
  expect(await statuses(11, '192.0.2.1')).toEqual({ 200: 10, 429: 1 });
});

it('an IPv6 subscriber is a network, and this machine is no subscriber', async () => {
  expect(await statuses(600, '2001:db8::1')).toEqual({ 200: 600 });
  expect((await ask('2001:db8::ffff')).statusCode).toBe(429);
  expect((await ask('2001:db8:0:1::1')).statusCode).toBe(200);
  expect(await statuses(650, '127.0.0.1')).toEqual({ 200: 650 });
});
