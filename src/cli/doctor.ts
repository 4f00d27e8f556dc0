import { Resolver } from 'node:dns/promises';
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { catalogue, migrationSources } from '../catalogue.ts';
import { type Config, configMistakes, countryOfGeocoder, DEFAULT_SECRET, readConfig } from '../kernel/config.ts';
import { pendingMigrations } from '../kernel/db/migrate.ts';
import { roleMistakes } from '../kernel/db/roles.ts';
import { openStore, type Store } from '../kernel/db/store.ts';
import { type Command, exitCodes, parseOptions, print, progress } from './command.ts';
import { examineMail } from './doctor-mail.ts';
import type { Finding, Verdict } from './finding.ts';

const signs: Readonly<Record<Verdict, string>> = { ok: '✓', remark: '–', wrong: '✗' };
const LITTLE_SPACE = 1_000_000_000;
const REQUIRED_EXTENSIONS = ['pg_trgm', 'unaccent', 'btree_gin'];

export const doctor: Command = {
  name: 'doctor',
  summary: 'vérifie l’installation et dit quoi faire',
  help: `Emploi : terreau doctor

Vérifie la configuration, le disque, la base de données (version, comptes, extensions, migrations) et le courrier : le
serveur, et ce que le DNS dit de l’expéditeur (SPF, DKIM, DMARC). Chaque ligne dit ce qui va (✓), ce qui est à savoir (–)
ou ce qui ne va pas et quoi faire (✗). Sort en 1 s’il y a un ✗.`,
  async run(argv) {
    parseOptions(argv, {});
    let wrong = 0;
    for await (const { verdict, subject, words } of examine()) {
      if (verdict === 'wrong') wrong += 1;
      print(`${signs[verdict]} ${subject} : ${words}`);
    }
    return wrong > 0 ? exitCodes.failure : exitCodes.done;
  },
};

async function* examine(): AsyncGenerator<Finding> {
  const mistakes = configMistakes(process.env);
  for (const words of mistakes) yield { verdict: 'wrong', subject: 'Configuration', words };
  if (mistakes.length > 0) return;
  const config = readConfig(process.env);
  yield { verdict: 'ok', subject: 'Configuration', words: `écoute sur ${config.host}:${config.port}, données dans ${config.dataDir}.` };
  if (config.secret === DEFAULT_SECRET) {
    yield {
      verdict: 'remark',
      subject: 'SECRET',
      words: 'celui des essais. Avant d’ouvrir au public : NODE_ENV=production et un SECRET à vous (openssl rand -base64 48).',
    };
  }
  if (config.publicUrl === null)
    yield { verdict: 'remark', subject: 'PUBLIC_URL', words: 'absente ; en ligne, donnez l’adresse publique du portail, en https.' };
  yield { verdict: 'ok', subject: 'Node', words: process.versions.node };
  yield* disk(config);
  yield* database(config);
  const resolver = new Resolver({ timeout: 5_000, tries: 2 });
  yield* examineMail(config, (name) => resolver.resolveTxt(name));
  yield config.tilesUrl === null
    ? { verdict: 'remark', subject: 'TILES_URL', words: 'absente : pas de fond de carte.' }
    : { verdict: 'ok', subject: 'TILES_URL', words: new URL(config.tilesUrl.replace(/[{}]/g, '')).host };
  yield config.geocoderUrls.length === 0
    ? {
        verdict: 'remark',
        subject: 'GEOCODER_URL',
        words: 'absente : « près de » connaît les quartiers, les rues et les lieux de l’annuaire.',
      }
    : { verdict: 'ok', subject: 'GEOCODER_URL', words: config.geocoderUrls.map(geocoderInWords).join(', ') };
}

function geocoderInWords(url: string): string {
  return `${new URL(url).host} (${countryOfGeocoder(url) === 'CH' ? 'Suisse' : 'France'})`;
}

function* disk(config: Config): Generator<Finding> {
  let folder = config.dataDir;
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    yield { verdict: 'wrong', subject: 'Disque', words: `${folder} n’est pas accessible en écriture : changez ses droits, ou DATA_DIR.` };
    return;
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const words = `${(free / 1e9).toFixed(1).replace('.', ',')} Go libres dans ${folder}.`;
  yield free < LITTLE_SPACE
    ? { verdict: 'wrong', subject: 'Disque', words: `seulement ${words} Faites de la place : la base en a besoin pour écrire.` }
    : { verdict: 'ok', subject: 'Disque', words };
}

async function* database(config: Config): AsyncGenerator<Finding> {
  const subject = 'Base de données';
  if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'store/cluster'))) {
    yield { verdict: 'remark', subject, words: 'pas encore créée ; « terreau start » le fera.' };
    return;
  }
  let store: Store;
  try {
    store = await openStore(config, progress);
  } catch (error) {
    yield {
      verdict: 'wrong',
      subject,
      words: `ne répond pas : ${(error as Error).message || (error as NodeJS.ErrnoException).code}. Vérifiez DATABASE_URL, le réseau et le mot de passe.`,
    };
    return;
  }
  try {
    yield* storeFindings(store);
  } finally {
    await store.release();
  }
}

async function* storeFindings(store: Store): AsyncGenerator<Finding> {
  const client = new pg.Client({ connectionString: store.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; number: number }>(
      "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
    );
    const { version = '', number = 0 } = rows[0] ?? {};
    yield number >= 150_000
      ? { verdict: 'ok', subject: 'Base de données', words: `PostgreSQL ${version}${store.isEmbedded ? ', embarqué' : ''}.` }
      : {
          verdict: 'wrong',
          subject: 'Base de données',
          words: `PostgreSQL ${version} est trop ancien : il faut la version 15 ou plus récente.`,
        };
    const extensions = await client.query<{ name: string; installed: boolean }>(
      'select name, installed_version is not null as installed from pg_available_extensions where name = any($1)',
      [REQUIRED_EXTENSIONS],
    );
    for (const name of REQUIRED_EXTENSIONS) {
      const known = extensions.rows.find((row) => row.name === name);
      if (!known)
        yield {
          verdict: 'wrong',
          subject: 'Extension',
          words: `${name} manque au serveur : installez le paquet « contrib » de PostgreSQL.`,
        };
      else if (!known.installed) yield { verdict: 'remark', subject: 'Extension', words: `${name} sera activée par « terreau migrate ».` };
    }
    if (extensions.rows.filter((row) => row.installed).length === REQUIRED_EXTENSIONS.length)
      yield { verdict: 'ok', subject: 'Extensions', words: `${REQUIRED_EXTENSIONS.join(', ')}.` };
    const pending = await pendingMigrations(client, migrationSources);
    yield pending.length === 0
      ? { verdict: 'ok', subject: 'Migrations', words: 'à jour.' }
      : { verdict: 'wrong', subject: 'Migrations', words: `il en manque ${pending.length} : lancez « terreau migrate ».` };
    if (pending.length === 0) {
      const demonstration = await client.query('select from people.account where is_demonstration');
      if (demonstration.rows.length > 0)
        yield {
          verdict: 'remark',
          subject: 'Démonstration',
          words: `${demonstration.rows.length} comptes d’essai au mot de passe connu de tous. Ne mettez rien de vrai ici : ouvrez une installation neuve.`,
        };
    }
  } finally {
    await client.end();
  }
  const mistakes = await roleMistakes(
    store.appUrl,
    migrationSources.map(({ module }) => module),
  );
  const isConfidential = catalogue.some((module) => Object.values(module.tables).some((table) => table.confidential));
  for (const mistake of mistakes) yield { verdict: isConfidential ? 'wrong' : 'remark', subject: 'Compte qui sert', words: mistake };
  if (mistakes.length === 0) yield { verdict: 'ok', subject: 'Compte qui sert', words: 'lit et écrit des lignes, rien de plus.' };
}
