import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connectTo, launchTerreau, shops, startPortal, storeProcesses, temporaryFolder, terreau, territories } from './terreau.ts';

const add = (slug: string, code = '74999') => [
  'territory',
  'add',
  '--slug',
  slug,
  '--name',
  `Commune de ${slug}`,
  '--country',
  'FR',
  '--kind',
  'commune',
  '--code',
  code,
];

const subcommands = ['start', 'migrate', 'demo', 'territory add', 'territory set', 'territory list', 'import', 'export', 'doctor'];

describe('help', () => {
  test('is printed on stdout for each command, touches no data folder and succeeds', async () => {
    const DATA_DIR = join(temporaryFolder(), 'never');
    for (const parameters of [
      ['--help'],
      ['-h'],
      ['help'],
      ['territory', '--help'],
      ...subcommands.map((name) => [...name.split(' '), '--help']),
    ]) {
      const { code, stdout, stderr } = await terreau(parameters, { DATA_DIR });
      expect([parameters, code, stderr]).toEqual([parameters, 0, '']);
      expect(stdout).toContain('Emploi');
    }
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  test('of the whole names every command and variable', async () => {
    const { stdout } = await terreau(['--help']);
    for (const name of [...subcommands, 'DATABASE_URL', 'DATABASE_MIGRATE_URL', 'SECRET', 'PORT']) expect(stdout).toContain(name);
  });

  test('of a command works among its other options, and with a configuration that is wrong', async () => {
    expect((await terreau(['import', 'geojson', '--territory', 'x', '--help'], { PORT: 'http' })).code).toBe(0);
  });

  test('the version is one line', async () => {
    expect(await terreau(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
  });
});

describe('a mistake in the command', () => {
  test.each([
    ['nothing at all', []],
    ['an unknown command', ['plant']],
    ['half a command', ['territory']],
    ['an unknown second word', ['territory', 'plant']],
    ['an unknown option', ['start', '--fast']],
    ['an option that takes no value', ['start', '--no-demo=yes']],
    ['too much', ['doctor', 'now']],
    ['a missing option', ['territory', 'add', '--slug', 'x']],
    ['nothing to change', ['territory', 'set', 'x']],
    ['an operator of no address', ['user', 'remove-operator', '--territory', 'x']],
    ['an import without format', ['import']],
    ['an import of an unknown format', ['import', 'shapefile', 'x', '--territory', 'y']],
    ['an import without file', ['import', 'geojson', '--territory', 'y']],
    ['an import without territory', ['import', 'geojson', 'x.geojson']],
    ['a country that is neither', [...add('x').map((word) => (word === 'FR' ? 'BE' : word))]],
  ])('%s: 2, in words on stderr, nothing on stdout, no data folder', async (_, parameters) => {
    const DATA_DIR = join(temporaryFolder(), 'never');
    const { code, stdout, stderr } = await terreau(parameters, { DATA_DIR });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/\p{L}{3}/u);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(DATA_DIR)).toBe(false);
  });
});

test('every mistake of the configuration is told at once, one a line: 1', async () => {
  const wrong = { PORT: 'http', LOG_LEVEL: 'bavard', SECRET: 'court', DATA_DIR: join(temporaryFolder(), 'never') };
  for (const parameters of [['start'], ['migrate'], ['demo'], ['territory', 'list'], add('x')]) {
    const { code, stdout, stderr } = await terreau(parameters, wrong);
    expect([parameters, code, stdout]).toEqual([parameters, 1, '']);
    expect(stderr.match(/^ {2}- \w+/gm)).toEqual(['  - PORT', '  - SECRET', '  - LOG_LEVEL']);
  }
  const doctor = await terreau(['doctor'], wrong);
  expect(doctor.code).toBe(1);
  expect(doctor.stdout.match(/^✗/gm)).toHaveLength(3);
});

test('production with the secret of trials does not start', async () => {
  const DATA_DIR = join(temporaryFolder(), 'never');
  const { code, stderr } = await terreau(['start'], { DATA_DIR, NODE_ENV: 'production' });
  expect(code).toBe(1);
  expect(stderr).toContain('SECRET');
  expect(existsSync(DATA_DIR)).toBe(false);
});

test('a database that does not answer is told in words: 1', async () => {
  // It takes the connection and hangs up.
  const server = createServer().on('connection', (socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    for (const DATABASE_URL of [
      `postgres://a:b@127.0.0.1:${port}/x`,
      'postgres://a:b@127.0.0.1:1/x',
      'postgres://a:hunter2@nulle-part.invalid/x',
    ]) {
      for (const parameters of [['start'], ['territory', 'list'], ['doctor']]) {
        const { code, stdout, stderr } = await terreau(parameters, { DATABASE_URL });
        expect([parameters, code]).toEqual([parameters, 1]);
        expect(stdout + stderr).toContain('ne répond pas');
        expect(stdout + stderr).not.toMatch(/\n\s+at |hunter2/);
      }
    }
  } finally {
    server.close();
  }
});

test('the life of an installation, command by command', async () => {
  const DATA_DIR = temporaryFolder();
  const run = (...parameters: string[]) => terreau(parameters, { DATA_DIR });

  const before = await run('doctor');
  expect(before.code).toBe(0);
  expect(before.stdout).toContain('pas encore créée');
  expect(existsSync(join(DATA_DIR, 'store'))).toBe(false);

  const migrated = await run('migrate');
  expect(migrated.code).toBe(0);
  expect(migrated.stdout.trim().split('\n')).toEqual(expect.arrayContaining([expect.stringMatching(/^territories\/0001-/)]));
  expect(await run('migrate')).toMatchObject({ code: 0, stdout: '' });

  const empty = await run('territory', 'list');
  expect([empty.code, empty.stdout]).toEqual([0, '']);

  const added = await run(...add('vernolle-essai'));
  expect(added.code).toBe(0);
  expect(JSON.parse(added.stdout)).toMatchObject({ slug: 'vernolle-essai', name: 'Commune de vernolle-essai' });
  const again = await run(...add('vernolle-essai'));
  expect([again.code, again.stdout]).toEqual([1, '']);
  expect(again.stderr).toContain('déjà pris');

  expect(await run('territory', 'set', 'vernolle-essai', '--accent', '#2f6b3c', '--host', 'vernolle.example')).toMatchObject({
    code: 0,
    stdout: '',
  });
  expect((await run('territory', 'set', 'vernolle-essai', '--accent', 'vert')).code).toBe(1);
  expect((await run('territory', 'set', 'atlantis', '--accent', '#2f6b3c')).code).toBe(1);
  expect((await run('territory', 'set', 'vernolle-essai', '--centre', 'ici')).code).toBe(2);

  const listed = await run('territory', 'list', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject([{ slug: 'vernolle-essai', hosts: ['vernolle.example'] }]);
  expect((await run('territory', 'list')).stdout).toMatch(/^vernolle-essai\tcommune\tFR\t/);

  const demo = await run('demo');
  expect([demo.code, demo.stdout]).toEqual([1, '']);
  expect(demo.stderr).toContain('déjà des territoires');

  const after = await run('doctor');
  expect([after.code, after.stdout.match(/^✗.*/gm)]).toEqual([0, null]);
  expect(after.stdout).toMatch(/PostgreSQL \d+.*embarqué/);
  expect(after.stdout).toContain('rien de plus');

  expect(storeProcesses(DATA_DIR)).toEqual([]);
  // What holds passwords and personal data is its owner's alone.
  for (const path of ['store/credentials.json', 'store/cluster']) expect(statSync(join(DATA_DIR, path)).mode & 0o077).toBe(0);
});

test('demo fills an empty installation', async () => {
  const DATA_DIR = temporaryFolder();
  expect(await terreau(['demo'], { DATA_DIR })).toMatchObject({ code: 0, stdout: '' });
  expect(JSON.parse((await terreau(['territory', 'list', '--json'], { DATA_DIR })).stdout)).toHaveLength(5);

  const operator = 'exploitation@demo.terreau.example';
  const remove = (...options: string[]) =>
    terreau(['user', 'remove-operator', '--email', operator, '--territory', 'montbrillet', ...options], { DATA_DIR });
  expect((await terreau(['user', 'list-operators'], { DATA_DIR })).stdout).toMatch(
    new RegExp(`^${operator}\t.+\tsimple\t\\d{4}-.+Z\tsystem\n$`),
  );
  const invite = (role: string) => terreau(['user', 'add', '--email', 'a@exemple.fr', '--role', role], { DATA_DIR });
  expect((await invite('operator')).stdout).toMatch(/^http.+\/invitation\/[\w-]{20,}\n$/);
  const several = await invite('administrator');
  expect([several.code, several.stdout, several.stderr]).toEqual([2, '', expect.stringContaining('les-clavettes, montbrillet')]);
  const refused = await remove();
  expect([refused.code, refused.stdout, refused.stderr]).toEqual([1, '', expect.stringContaining('le dernier compte d’exploitation')]);
  expect((await remove('--force')).code).toBe(0);
  expect(await terreau(['user', 'list-operators'], { DATA_DIR })).toMatchObject({ code: 0, stdout: '' });
});

test('import: 0 with rejected rows, 3 when nothing is accepted, 1 on failure, its summary the last line of stdout', async () => {
  const DATA_DIR = temporaryFolder();
  const folder = temporaryFolder('import');
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const run = (...parameters: string[]) => terreau(['import', 'geojson', ...parameters], { DATA_DIR });
  const feature = (properties: object, id: string) => ({
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [6, 46] },
    properties,
  });
  const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
  const summary = ({ stdout }: { stdout: string }) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>;
  await terreau(add('essai'), { DATA_DIR });

  const mixed = file(
    'mixed.geojson',
    collection(feature({ name: 'Le Fournil', shop: 'bakery' }, 'node/1'), feature({ highway: 'bus_stop' }, 'node/2')),
  );
  const tried = await run(mixed, '--territory', 'essai', '--dry-run');
  expect([tried.code, summary(tried)]).toEqual([0, expect.objectContaining({ read: 2, created: 1, rejected: 1 })]);
  const done = await run(mixed, '--territory', 'essai', '--report', join(folder, 'report.csv'));
  expect([done.code, summary(done)]).toEqual([0, expect.objectContaining({ read: 2, created: 1, rejected: 1 })]);
  expect(done.stderr).toContain('rejeté');
  expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toContain('Le Fournil');
  const same = await run(mixed, '--territory', 'essai');
  expect([same.code, summary(same)]).toEqual([0, expect.objectContaining({ created: 0, unchanged: 1, rejected: 1 })]);

  // Announcements, by the same command: the report says them in words, and the same file changes nothing.
  const posting = {
    ...{
      '@type': 'JobPosting',
      identifier: '1',
      title: 'Caissier / Caissière',
      description: 'Pour la boutique.',
      employmentType: 'FULL_TIME',
    },
    ...{ hiringOrganization: { name: 'La Ruche' }, url: 'https://ruche.example/1', validThrough: '2099-12-20' },
  };
  const jobs = file('jobs.json', JSON.stringify([posting, { ...posting, identifier: '2', title: '' }]));
  const load = () => terreau(['import', 'announcements', jobs, '--territory', 'essai', '--report', join(folder, 'jobs.csv')], { DATA_DIR });
  const loaded = await load();
  expect([loaded.code, summary(loaded)]).toEqual([0, expect.objectContaining({ read: 2, created: 1, rejected: 1 })]);
  expect(readFileSync(join(folder, 'jobs.csv'), 'utf8')).toMatch(/Caissière;created;.*;Créée\./);
  expect(summary(await load())).toMatchObject({ created: 0, unchanged: 1, rejected: 1 });

  const nothing = await run(file('nothing.geojson', collection(feature({ highway: 'bus_stop' }, 'node/3'))), '--territory', 'essai');
  expect([nothing.code, summary(nothing)]).toEqual([3, expect.objectContaining({ read: 1, rejected: 1 })]);
  expect((await run(file('empty.geojson', collection()), '--territory', 'essai')).code).toBe(3);

  for (const [parameters, words] of [
    [[join(folder, 'absent.geojson'), '--territory', 'essai'], 'n’existe pas'],
    [[folder, '--territory', 'essai'], 'dossier'],
    [[file('broken.geojson', collection(feature({}, 'node/4')).slice(0, -3)), '--territory', 'essai'], 'broken.geojson'],
    [[file('text.geojson', 'bonjour'), '--territory', 'essai'], 'JSON'],
    [[mixed, '--territory', 'atlantis'], 'atlantis'],
    [[mixed, '--territory', 'essai', '--report', join(folder, 'no/where.csv')], 'rapport'],
  ] as const) {
    const failed = await run(...parameters);
    expect([parameters, failed.code]).toEqual([parameters, 1]);
    expect(failed.stderr).toContain(words);
    expect(failed.stderr).not.toMatch(/\n\s+at /);
  }
});

describe('beside a running portal, on the same data folder', () => {
  test('commands work, what they change shows at once, and the portal goes on', async () => {
    const DATA_DIR = temporaryFolder();
    const portal = await startPortal({ DATA_DIR });
    expect(await territories(portal.address)).toEqual([]);
    const file = join(DATA_DIR, 'shops.geojson');
    writeFileSync(file, shops(300));
    // At the same time, as two people would.
    const [first, second] = await Promise.all([terreau(add('premiere'), { DATA_DIR }), terreau(add('seconde'), { DATA_DIR })]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect((await territories(portal.address)).sort()).toEqual(['premiere', 'seconde']);
    const [imported, listed, doctor] = await Promise.all([
      terreau(['import', 'geojson', file, '--territory', 'premiere'], { DATA_DIR }),
      terreau(['territory', 'list'], { DATA_DIR }),
      terreau(['doctor'], { DATA_DIR }),
    ]);
    expect([imported.code, listed.code, doctor.code]).toEqual([0, 0, 0]);
    const places = (await (await fetch(`${portal.address}/api/v1/places?territory=premiere&limit=1`)).json()) as { items: unknown[] };
    expect(places.items).toHaveLength(1);
    portal.kill('SIGTERM');
    expect((await portal.ended).code).toBe(0);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
  });

  test('the first starts PostgreSQL, the last one stops it, whoever that is', async () => {
    const DATA_DIR = temporaryFolder();
    const first = await startPortal({ DATA_DIR });
    const second = await startPortal({ DATA_DIR });
    first.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    expect(storeProcesses(DATA_DIR)).not.toEqual([]);
    expect((await terreau(add('apres'), { DATA_DIR })).code).toBe(0);
    expect(await territories(second.address)).toEqual(['apres']);
    expect((await fetch(`${second.address}/`)).status).toBe(200);
    second.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
    expect(existsSync(join(DATA_DIR, 'store/cluster/postmaster.pid'))).toBe(false);
    expect(readdirSync(join(DATA_DIR, 'store/users'))).toEqual([]);
  });

  test('several first starts at once make one store', async () => {
    const DATA_DIR = temporaryFolder();
    const results = await Promise.all([
      terreau(add('une'), { DATA_DIR }),
      terreau(add('deux'), { DATA_DIR }),
      terreau(add('trois'), { DATA_DIR }),
    ]);
    expect(results.map(({ code, stderr }) => (code === 0 ? '' : stderr))).toEqual(['', '', '']);
    const { stdout } = await terreau(['territory', 'list', '--json'], { DATA_DIR });
    expect((JSON.parse(stdout) as { slug: string }[]).map(({ slug }) => slug).sort()).toEqual(['deux', 'trois', 'une']);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
  });
});

test('a port that is taken is told in words: 1, and nothing is left running', async () => {
  const DATA_DIR = temporaryFolder();
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    const { code, stdout, stderr } = await terreau(['start', '--no-demo'], { DATA_DIR, PORT: String(port) });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`Le port ${port} est déjà pris`);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
  } finally {
    server.close();
  }
});

test('results go to stdout, all else to stderr: only the address is on stdout', async () => {
  const DATA_DIR = temporaryFolder();
  const portal = await startPortal({ DATA_DIR, LOG_LEVEL: 'info' }, []);
  expect((await fetch(`${portal.address}/`)).status).toBe(200);
  portal.kill('SIGINT');
  const { code, stdout, stderr } = await portal.ended;
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('démonstration');
  // Logs are one JSON object a line, among the words for the operator.
  const logs = stderr.split('\n').filter((line) => line.startsWith('{'));
  expect(logs.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({ method: 'GET', route: '/', status: 200 }),
  );
});

test('a data folder that cannot be written is told in words: 1', async () => {
  const folder = temporaryFolder();
  // A file where the folder should be: it holds for root too.
  writeFileSync(join(folder, 'data'), '');
  const { code, stderr } = await terreau(['start'], { DATA_DIR: join(folder, 'data') });
  expect(code).toBe(1);
  expect(stderr).toContain(join(folder, 'data'));
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('a store that stopped in the middle of its making is made anew', async () => {
  const DATA_DIR = temporaryFolder();
  mkdirSync(join(DATA_DIR, 'store/cluster.draft/base'), { recursive: true });
  writeFileSync(join(DATA_DIR, 'store/cluster.draft/PG_VERSION'), '18\n');
  expect((await terreau(add('essai'), { DATA_DIR })).code).toBe(0);
});

test('a store whose passwords are gone is not made anew: its data may be all there is', async () => {
  const DATA_DIR = temporaryFolder();
  expect((await terreau(add('essai'), { DATA_DIR })).code).toBe(0);
  const credentials = join(DATA_DIR, 'store/credentials.json');
  const kept = readFileSync(credentials);
  rmSync(credentials);
  const refused = await terreau(['territory', 'list'], { DATA_DIR });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('credentials.json');
  writeFileSync(credentials, kept, { mode: 0o600 });
  expect((await terreau(['territory', 'list'], { DATA_DIR })).stdout).toContain('essai');
});

test('the store answers to nobody without its password', async () => {
  const DATA_DIR = temporaryFolder();
  const portal = await startPortal({ DATA_DIR });
  const client = await connectTo(DATA_DIR);
  await expect(client.query('create table territories.more (id int)')).rejects.toThrow(/permission denied/);
  const { default: pg } = await import('pg');
  const { port } = (await import('./terreau.ts')).postmasterOf(DATA_DIR);
  for (const user of ['postgres', 'terreau_owner', 'terreau_app']) {
    const stranger = new pg.Client({ host: '127.0.0.1', port, database: 'terreau', user, password: 'guess' });
    await expect(stranger.connect()).rejects.toThrow(/password authentication failed/);
  }
  portal.kill('SIGTERM');
  await portal.ended;
});

test('an interrupted command leaves nothing running', async () => {
  const DATA_DIR = temporaryFolder();
  const command = launchTerreau(['demo'], { DATA_DIR });
  await command.said(/Création de la base/);
  command.killGroup('SIGINT');
  await command.ended;
  // Whatever it left, the next one works, and stops what it found.
  expect((await terreau(['territory', 'list'], { DATA_DIR })).code).toBe(0);
  expect(storeProcesses(DATA_DIR)).toEqual([]);
});
