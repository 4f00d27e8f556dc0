import { Temporal } from 'temporal-polyfill';
import { afterEach, expect, test } from 'vitest';
import { startSmtp, type TestSmtp } from '../../../test/support/mail.ts';
import type { Carrier, OutgoingMessage } from './carrier.ts';
import { openSmtp, smtpOptions } from './smtp.ts';

const id = '01930000-0000-7000-8000-00000000abcd';
const message: OutgoingMessage = {
  id,
  recipient: 'tri+ess@exemple.fr',
  locale: 'fr',
  createdAt: Temporal.Instant.from('2026-11-24T09:30:00Z'),
  senderName: 'Saint-Amour',
  replyTo: null,
  subject: 'Bonjour',
  body: 'Bonjour',
  html: null,
  unsubscribeUrl: null,
};

const opened: (Carrier | TestSmtp)[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

function carrierTo(url: string): Carrier {
  const carrier = openSmtp(url, 'portail@saint-amour.example');
  opened.push(carrier);
  return carrier;
}

test('a server that can is told to name the message where it fails, and to send its head alone back', async () => {
  const told: object[] = [];
  const smtp = await startSmtp({
    hideDSN: false,
    onRcptTo({ dsn }, session, done) {
      told.push({ ...session.envelope.dsn, ...dsn });
      done(null);
    },
  });
  opened.push(smtp);
  expect(await carrierTo(smtp.url).carry(message)).toEqual({ outcome: 'accepted' });
  expect(told).toEqual([{ ret: 'HDRS', envid: id, notify: ['FAILURE'], orcpt: 'rfc822;tri+ess@exemple.fr' }]);
});

test('a password goes through TLS alone, on another machine, unless the address says otherwise', async () => {
  const requires = (url: string) => smtpOptions(url).requireTLS;
  expect(requires('smtp://nom:mot@mail.example:587')).toBe(true);
  expect([requires('smtp://nom:mot@127.0.0.1'), requires('smtp://mail.example'), requires('smtps://nom:mot@mail.example')]).toEqual([
    false,
    false,
    false,
  ]);
  // What the address says wins, either way.
  const smtp = await startSmtp({ onAuth: (_auth, _session, done) => done(null, { user: 'nom' }), allowInsecureAuth: true });
  opened.push(smtp);
  const withPassword = smtp.url.replace('//', '//nom:mot@');
  expect(await carrierTo(withPassword).carry(message)).toEqual({ outcome: 'accepted' });
  expect(await carrierTo(`${withPassword}?requireTLS=true`).carry(message)).toMatchObject({ outcome: 'later' });
});

test('a server that is not there, or says nothing, is asked again later', async () => {
  const smtp = await startSmtp();
  await smtp.close();
  expect(await carrierTo(smtp.url).carry(message)).toEqual({ outcome: 'later', words: expect.stringContaining('ECONNREFUSED') });
  const silent = await startSmtp({ onConnect: () => {} });
  opened.push(silent);
  expect(await carrierTo(`${silent.url}?greetingTimeout=200`).carry(message)).toMatchObject({ outcome: 'later' });
});
