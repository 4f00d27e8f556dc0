import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configMistakes, DEFAULT_SECRET, readConfig } from './config.ts';
import { UserError } from './errors.ts';

const secret = 'x'.repeat(40);
const former = 'y'.repeat(40);

describe('without any variable', () => {
  test('the portal listens on this machine alone, on the embedded store', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('data'),
      publicUrl: null,
      databaseUrl: null,
      databaseMigrateUrl: null,
      secret: DEFAULT_SECRET,
      secrets: [DEFAULT_SECRET],
      trustProxy: false,
      smtpUrl: null,
      mailFrom: 'portail@localhost',
      dkimSelector: null,
      smsUrl: null,
      tilesUrl: null,
      tilesAttribution: null,
      geocoderUrls: [],
      sourceHosts: null,
      webhookHosts: [],
      operatorSecondFactor: false,
      logLevel: 'info',
      production: false,
      provider: null,
    });
  });

  test('an empty variable, as unit files leave them, is one that is not set', () => {
    const empty = {
      HOST: '',
      PORT: ' ',
      DATA_DIR: '',
      PUBLIC_URL: '',
      DATABASE_URL: '',
      SECRET: '',
      TRUST_PROXY: '',
      SMTP_URL: '',
      LOG_LEVEL: '',
    };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });
});

test.each([
  ['PORT', '8080', 'port', 8080],
  ['PORT', '0', 'port', 0],
  ['HOST', '0.0.0.0', 'host', '0.0.0.0'],
  ['DATA_DIR', '/var/lib/terreau', 'dataDir', '/var/lib/terreau'],
  ['PUBLIC_URL', 'https://portail.example/', 'publicUrl', 'https://portail.example'],
  ['PUBLIC_URL', 'http://portail.example:8080', 'publicUrl', 'http://portail.example:8080'],
  ['DATABASE_URL', 'postgres://a:b@db/terreau', 'databaseUrl', 'postgres://a:b@db/terreau'],
  ['DATABASE_URL', 'postgresql://a:b@db/terreau?sslmode=require', 'databaseUrl', 'postgresql://a:b@db/terreau?sslmode=require'],
  ['TRUST_PROXY', 'true', 'trustProxy', true],
  ['TRUST_PROXY', 'false', 'trustProxy', false],
  ['TRUST_PROXY', '2', 'trustProxy', 2],
  ['TRUST_PROXY', '10.0.0.0/8, 127.0.0.1', 'trustProxy', '10.0.0.0/8, 127.0.0.1'],
  ['SMTP_URL', 'smtps://user:pass@mail.example:465', 'smtpUrl', 'smtps://user:pass@mail.example:465'],
  ['MAIL_FROM', 'bonjour@mairie.example', 'mailFrom', 'bonjour@mairie.example'],
  ['PUBLIC_URL', 'https://portail.example:8443', 'mailFrom', 'portail@portail.example'],
  ['PUBLIC_URL', 'http://192.0.2.7', 'mailFrom', 'portail@localhost'],
  ['DKIM_SELECTOR', 'portail2026', 'dkimSelector', 'portail2026'],
  ['SMS_URL', 'https://Mairie:jeton@sms.example/send', 'smsUrl', 'https://Mairie:jeton@sms.example/send'],
  ['TILES_URL', 'https://tiles.example/{z}/{x}/{y}.png', 'tilesUrl', 'https://tiles.example/{z}/{x}/{y}.png'],
  ['GEOCODER_URL', 'https://geo.example/search', 'geocoderUrls', ['https://geo.example/search']],
  [
    'GEOCODER_URL',
    ' https://geo.example/search  http://ch.example/rest/services/ech/SearchServer ',
    'geocoderUrls',
    ['https://geo.example/search', 'http://ch.example/rest/services/ech/SearchServer'],
  ],
  ['SOURCE_HOSTS', 'www.data.gouv.fr Data.example', 'sourceHosts', ['www.data.gouv.fr', 'data.example']],
  ['WEBHOOK_HOSTS', 'Intranet.example 10.0.0.7', 'webhookHosts', ['intranet.example', '10.0.0.7']],
  ['SECRET', `${secret} ${former}`, 'secrets', [secret, former]],
  ['SECRET', `${secret} ${former}`, 'secret', secret],
  ['SECRET', 'un deux trois quatre cinq six sept huit', 'secrets', ['un deux trois quatre cinq six sept huit']],
  ['TILES_ATTRIBUTION', '© Les géomètres', 'tilesAttribution', '© Les géomètres'],
  ['LOG_LEVEL', 'debug', 'logLevel', 'debug'],
] as const)('%s=%s is understood', (name, value, field, expected) => {
  expect(readConfig({ [name]: value })[field]).toEqual(expected);
});

test('migrations run with the account that serves, unless they have their own', () => {
  const url = 'postgres://app@db/terreau';
  expect(readConfig({ DATABASE_URL: url }).databaseMigrateUrl).toBe(url);
  expect(readConfig({ DATABASE_URL: url, DATABASE_MIGRATE_URL: 'postgres://owner@db/terreau' }).databaseMigrateUrl).toBe(
    'postgres://owner@db/terreau',
  );
});

test.each([
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PUBLIC_URL', 'portail.example'],
  ['PUBLIC_URL', 'https://portail.example/chemin'],
  ['PUBLIC_URL', 'ftp://portail.example'],
  ['DATABASE_URL', 'mysql://a@db/terreau'],
  ['DATABASE_URL', 'localhost:5432'],
  ['DATABASE_MIGRATE_URL', 'postgres://a@db/terreau'],
  ['SECRET', 'court'],
  ['TRUST_PROXY', 'peut-être'],
  ['SMTP_URL', 'https://mail.example'],
  ['MAIL_FROM', 'Mairie <mairie@exemple.fr>'],
  ['MAIL_FROM', 'a@exemple.fr, b@exemple.fr'],
  ['DKIM_SELECTOR', 'deux mots'],
  ['SMS_URL', 'sms.example'],
  ['TILES_URL', 'https://tiles.example/'],
  ['GEOCODER_URL', 'geo.example'],
  ['GEOCODER_URL', 'https://geo.example/search geo.example'],
  ['GEOCODER_URL', 'https://geo.example/search https://other.example/search'],
  ['SOURCE_HOSTS', 'https://data.example/'],
  ['WEBHOOK_HOSTS', 'https://site.example/'],
  ['LOG_LEVEL', 'bavard'],
])('%s=%s is a mistake, told in one sentence that names the variable', (name, value) => {
  const mistakes = configMistakes({ [name]: value });
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatch(new RegExp(`^${name}[  ]: il faut .+\\.$`));
  expect(() => readConfig({ [name]: value })).toThrow(UserError);
});

test('every mistake is told at once, one a line, also those that involve two variables', () => {
  const env = { NODE_ENV: 'production', PORT: 'http', LOG_LEVEL: 'bavard', DATABASE_MIGRATE_URL: 'postgres://a@db/terreau' };
  const mistakes = configMistakes(env);
  expect(mistakes.map((mistake) => /^\w+/.exec(mistake)?.[0]).sort()).toEqual([
    'DATABASE_MIGRATE_URL',
    'LOG_LEVEL',
    'PORT',
    'PUBLIC_URL',
    'SECRET',
  ]);
  const message = (() => {
    try {
      readConfig(env);
      return '';
    } catch (error) {
      return (error as UserError).message;
    }
  })();
  expect(message.split('\n')).toHaveLength(1 + mistakes.length);
});

test('a mistake never repeats what was given: it may be a password', () => {
  const env = { DATABASE_URL: 'mysql://user:hunter2@db', SMTP_URL: 'user:hunter2@mail', SECRET: 'hunter2', GEOCODER_URL: 'hunter2' };
  expect(configMistakes(env)).toHaveLength(4);
  expect(configMistakes(env).join('\n')).not.toContain('hunter2');
});

describe('in production', () => {
  test.each([undefined, '', DEFAULT_SECRET])('the secret of trials is refused (%s)', (value) => {
    const env = { NODE_ENV: 'production', SECRET: value, PUBLIC_URL: 'https://portail.example.fr' };
    expect(configMistakes(env)).toEqual([expect.stringMatching(/^SECRET/)]);
  });

  test('the portal knows its address: no letter leads to a host that somebody made up', () => {
    expect(configMistakes({ NODE_ENV: 'production', SECRET: secret })).toEqual([expect.stringMatching(/^PUBLIC_URL/)]);
  });

  test('the secret of trials is refused behind another one too', () => {
    const env = { NODE_ENV: 'production', SECRET: `${secret} ${DEFAULT_SECRET}`, PUBLIC_URL: 'https://portail.example.fr' };
    expect(configMistakes(env)).toEqual([expect.stringMatching(/^SECRET/)]);
  });

  test('a secret and an address of one’s own are enough', () => {
    const env = { NODE_ENV: 'production', SECRET: secret, PUBLIC_URL: 'https://portail.example.fr' };
    expect(readConfig(env)).toMatchObject({ production: true, secret, publicUrl: 'https://portail.example.fr' });
  });

  test('who runs the installation gives a second factor, unless the operator says no; elsewhere, if they say yes', () => {
    const env = { NODE_ENV: 'production', SECRET: secret, PUBLIC_URL: 'https://portail.example.fr' };
    expect(readConfig(env).operatorSecondFactor).toBe(true);
    expect(readConfig({ ...env, OPERATOR_SECOND_FACTOR: 'no' }).operatorSecondFactor).toBe(false);
    expect(readConfig({ OPERATOR_SECOND_FACTOR: 'yes' }).operatorSecondFactor).toBe(true);
    expect(configMistakes({ OPERATOR_SECOND_FACTOR: 'peut-être' })).toEqual(['OPERATOR_SECOND_FACTOR : il faut yes ou no.']);
  });
});

describe('a secret in a file', () => {
  test('is read from there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'terreau-config-'));
    try {
      const file = join(folder, 'secret');
      writeFileSync(file, `${secret}\n${former}\n`);
      expect(readConfig({ SECRET_FILE: file, SECRET: '' }).secrets).toEqual([secret, former]);
      expect(configMistakes({ SECRET_FILE: file, SECRET: secret })).toEqual([expect.stringMatching(/^SECRET_FILE/)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('that cannot be read is a mistake', () => {
    expect(configMistakes({ DATABASE_URL_FILE: '/nulle/part' })).toEqual([expect.stringMatching(/^DATABASE_URL_FILE.+ENOENT/)]);
  });
});
