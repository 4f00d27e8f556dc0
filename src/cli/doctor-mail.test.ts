import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSmtp, type TestSmtp } from '../../test/support/mail.ts';
import { readConfig } from '../kernel/config.ts';
import { examineMail } from './doctor-mail.ts';

let smtp: TestSmtp;
beforeAll(async () => {
  smtp = await startSmtp({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === 'portail' && password === 'mot/passe') done(null, { user: username });
      else done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }));
    },
  });
});
afterAll(() => smtp.close());

const goodDomain = {
  'exemple.fr': ['google-site-verification=x', 'v=spf1 include:_spf.fournisseur.example -all'],
  'cle2026._domainkey.exemple.fr': ['v=DKIM1; k=rsa; p=MIIBIjANBg'],
  '_dmarc.exemple.fr': ['v=DMARC1; p=quarantine; rua=mailto:dmarc@exemple.fr'],
};

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** What the doctor finds, `sign subject: words` a line; a text is answered in two pieces, as long ones are. */
async function found(
  env: Readonly<Record<string, string>>,
  zone: Readonly<Record<string, readonly string[] | Error>> = goodDomain,
): Promise<string[]> {
  const config = readConfig({ MAIL_FROM: 'portail@exemple.fr', DKIM_SELECTOR: 'cle2026', ...env });
  const lines: string[] = [];
  for await (const { verdict, subject, words } of examineMail(config, async (name) => {
    const texts = zone[name];
    if (texts instanceof Error) throw texts;
    if (!texts) throw failure('ENOTFOUND');
    return texts.map((text) => [text.slice(0, 5), text.slice(5)]);
  }))
    lines.push(`${verdict} ${subject}: ${words}`);
  return lines;
}

const withServer = (user = 'portail:mot%2Fpasse') => ({ SMTP_URL: smtp.url.replace('//', `//${user}@`) });
const about = async (subject: string, zone: Parameters<typeof found>[1], env: Readonly<Record<string, string>> = {}) =>
  (await found({ ...withServer(), ...env }, zone)).filter((line) => line.includes(` ${subject}: `));

describe('the server', () => {
  test('that answers, over a domain that says all it has to, is well', async () => {
    const lines = await found({ ...withServer(), SMS_URL: 'https://a:b@sms.example/x' });
    expect(lines.map((line) => line.split(':')[0])).toEqual(['ok Courrier', 'ok SMS_URL', 'ok MAIL_FROM', 'ok SPF', 'ok DKIM', 'ok DMARC']);
    expect(lines.join('\n')).not.toContain('passe');
  });

  test('that is not there is a remark, and nobody asks the DNS', async () => {
    expect(await found({}, { 'exemple.fr': failure('ESERVFAIL') })).toEqual([
      'remark Courrier: SMTP_URL absente : aucun courrier ne partira, ils restent dans la boîte d’envoi.',
      'remark SMS_URL: absente : aucun SMS ne partira, ils restent dans la boîte d’envoi.',
    ]);
  });

  test('that refuses the password, or does not answer, is told apart', async () => {
    const [refused] = await found(withServer('portail:faux'));
    expect(refused).toMatch(/^wrong Courrier: 127\.0\.0\.1 refuse : .*535.*mot de passe de SMTP_URL\.$/);
    const closed = await startSmtp();
    await closed.close();
    const [silent] = await found({ SMTP_URL: closed.url });
    expect(silent).toMatch(/^wrong Courrier: 127\.0\.0\.1 ne répond pas : .*ECONNREFUSED.*réseau\.$/);
  });

  test('needs an address of a domain to write from', async () => {
    const lines = await found({ ...withServer(), MAIL_FROM: '', PUBLIC_URL: '' });
    expect(lines.at(-1)).toMatch(/^wrong MAIL_FROM: portail@localhost /);
  });
});

describe('SPF', () => {
  test.each([
    ['v=spf1 mx -all', 'ok'],
    ['v=spf1 ip4:192.0.2.1 ~all', 'ok'],
    ['v=spf1 redirect=_spf.fournisseur.example', 'ok'],
    ['V=SPF1 A -ALL', 'ok'],
    ['v=spf1 mx', 'wrong'],
    ['v=spf1 mx ?all', 'wrong'],
    ['v=spf1 mx +all', 'wrong'],
    ['v=spf1 all', 'wrong'],
    ['v=spf10 -all', 'wrong'],
  ])('« %s » is %s', async (record, verdict) => {
    expect(await about('SPF', { 'exemple.fr': [record] })).toEqual([expect.stringMatching(new RegExp(`^${verdict} `))]);
  });

  test('missing or twice is told with what to do', async () => {
    expect(await about('SPF', {})).toEqual([expect.stringMatching(/^wrong .*ajoutez à son DNS le TXT/)]);
    expect(await about('SPF', { 'exemple.fr': ['v=spf1 a -all', 'v=spf1 mx -all'] })).toEqual([
      expect.stringMatching(/^wrong .* 2 enregistrements SPF.*un seul/),
    ]);
  });
});

describe('DKIM', () => {
  test.each([
    [['v=DKIM1; p=MIIB'], 'ok'],
    [['k=ed25519; p=11qY'], 'ok'],
    [['v=DKIM1; p='], 'wrong'],
    [['something else'], 'wrong'],
  ])('%j is %s', async (records, verdict) => {
    expect(await about('DKIM', { 'cle2026._domainkey.exemple.fr': records })).toEqual([
      expect.stringMatching(new RegExp(`^${verdict} .*cle2026\\._domainkey\\.exemple\\.fr`)),
    ]);
  });

  test('without a name of key cannot be looked at', async () => {
    expect(await about('DKIM', goodDomain, { DKIM_SELECTOR: '' })).toEqual([expect.stringMatching(/^remark .*DKIM_SELECTOR/)]);
  });
});

describe('DMARC', () => {
  test.each([
    ['v=DMARC1; p=reject', 'ok'],
    ['v=DMARC1; p=QUARANTINE', 'ok'],
    ['v=DMARC1; p=none', 'remark'],
    ['v=DMARC1; rua=mailto:a@exemple.fr', 'wrong'],
    ['dmarc', 'wrong'],
  ])('« %s » is %s', async (record, verdict) => {
    expect(await about('DMARC', { '_dmarc.exemple.fr': [record] })).toEqual([expect.stringMatching(new RegExp(`^${verdict} `))]);
  });

  test('of the domain above holds for the ones below, in the way it says', async () => {
    const env = { MAIL_FROM: 'portail@portail.mairie.exemple.fr' };
    expect(await about('DMARC', { '_dmarc.exemple.fr': ['v=DMARC1; p=reject'] }, env)).toEqual([expect.stringMatching(/^ok /)]);
    expect(await about('DMARC', { '_dmarc.exemple.fr': ['v=DMARC1; p=reject; sp=none'] }, env)).toEqual([
      expect.stringMatching(/^remark /),
    ]);
    expect(await about('DMARC', { '_dmarc.fr': ['v=DMARC1; p=reject'] }, env)).toEqual([expect.stringMatching(/^wrong /)]);
  });

  test('twice is none', async () => {
    expect(await about('DMARC', { '_dmarc.exemple.fr': ['v=DMARC1; p=reject', 'v=DMARC1; p=none'] })).toEqual([
      expect.stringMatching(/^wrong .*plusieurs/),
    ]);
  });
});

test('a DNS that does not answer is no verdict on the domain', async () => {
  const zone = { ...goodDomain, 'exemple.fr': failure('ESERVFAIL'), '_dmarc.exemple.fr': failure('ETIMEOUT') };
  const lines = (await found(withServer(), zone)).slice(3);
  expect(lines).toEqual([
    expect.stringMatching(/^remark DNS: .*ESERVFAIL/),
    expect.stringMatching(/^ok DKIM: /),
    expect.stringMatching(/^remark DNS: .*ETIMEOUT/),
  ]);
});
