import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import {
  childrenOf,
  connectTo,
  isRunning,
  launchTerreau,
  type Portal,
  postmasterOf,
  shops,
  startPortal,
  storeProcesses,
  temporaryFolder,
  terreau,
  territories,
} from './terreau.ts';

/** Writes one territory after another until it cannot; what it holds was acknowledged by a commit. */
function writer(client: pg.Client): {
  acknowledged: string[];
  reached(count: number): Promise<void>;
  stopped: Promise<void>;
  stop(): void;
} {
  const acknowledged: string[] = [];
  let isStopping = false;
  let onWritten = () => {};
  const stopped = (async () => {
    for (let index = 1; !isStopping; index += 1) {
      const slug = `ecrit-${index}`;
      try {
        await client.query(
          `insert into territories.territory (id, slug, name, country, kind, code, time_zone, currency, created_at, updated_at)
           values ($1, $2, $2, 'FR', 'commune', '74999', 'Europe/Paris', 'EUR', now(), now())`,
          [newId(), slug],
        );
      } catch {
        return;
      }
      acknowledged.push(slug);
      onWritten();
    }
  })();
  return {
    acknowledged,
    reached: (count) =>
      new Promise((done) => {
        onWritten = () => {
          if (acknowledged.length >= count) done();
        };
        onWritten();
      }),
    stopped,
    stop() {
      isStopping = true;
    },
  };
}

function end(pid: number): void {
  process.kill(pid, 'SIGKILL');
}

async function gone(pids: readonly number[]): Promise<void> {
  await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 60_000 });
}

/** The server itself, behind its launcher. */
function serverOf(portal: Portal): number {
  const [pid, ...others] = childrenOf(portal.child.pid ?? 0);
  if (pid === undefined || others.length > 0) throw new Error('Expected one process behind the launcher.');
  return pid;
}

describe('killed in the middle of writing, the next start answers with what was acknowledged:', () => {
  const victims: readonly [string, (portal: Portal, dataDir: string) => void][] = [
    ['the launcher and the server', (portal) => portal.killGroup('SIGKILL')],
    ['the server alone', (portal) => end(serverOf(portal))],
    ['PostgreSQL', (_, dataDir) => end(postmasterOf(dataDir).pid)],
    [
      'everything, as when the machine stops',
      (portal, dataDir) => {
        portal.killGroup('SIGKILL');
        for (const pid of storeProcesses(dataDir)) end(pid);
      },
    ],
  ];

  test.each(victims)('%s', async (_, strike) => {
    const DATA_DIR = temporaryFolder();
    const portal = await startPortal({ DATA_DIR });
    const server = serverOf(portal);
    const written = writer(await connectTo(DATA_DIR));
    await written.reached(50);
    strike(portal, DATA_DIR);
    // A server that lost its database still stops in order.
    portal.kill('SIGTERM');
    await portal.ended;
    await gone([server]);
    written.stop();

    const next = await startPortal({ DATA_DIR });
    await written.stopped;
    const known = new Set(await territories(next.address));
    expect(written.acknowledged.length).toBeGreaterThanOrEqual(50);
    expect(written.acknowledged.filter((slug) => !known.has(slug))).toEqual([]);
    next.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
  });

  test('an import: its batches are there, and running it again completes it', async () => {
    const DATA_DIR = temporaryFolder();
    const file = join(temporaryFolder('import'), 'shops.geojson');
    writeFileSync(file, shops(2_000));
    const parameters = ['import', 'geojson', file, '--territory', 'essai'];
    await terreau(['territory', 'add', '--slug', 'essai', '--name', 'Essai', '--country', 'FR', '--kind', 'commune', '--code', '74999'], {
      DATA_DIR,
    });

    const portal = await startPortal({ DATA_DIR });
    const importer = launchTerreau(parameters, { DATA_DIR });
    await importer.said(/(\d+) lignes lues/);
    importer.killGroup('SIGKILL');
    const { stderr } = await importer.ended;
    const acknowledged = Number([...stderr.matchAll(/(\d+) lignes lues/g)].at(-1)?.[1]);
    portal.killGroup('SIGKILL');
    await portal.ended;

    const next = await startPortal({ DATA_DIR });
    const client = await connectTo(DATA_DIR);
    const { rows } = await client.query<{ places: number }>('select count(*)::int as places from directory.place');
    expect(rows[0]?.places).toBeGreaterThanOrEqual(acknowledged);

    const again = await terreau(parameters, { DATA_DIR });
    expect(again.code).toBe(0);
    const counts = JSON.parse(again.stdout.trim()) as Record<string, number>;
    expect(counts).toMatchObject({ read: 2_000, unchanged: rows[0]?.places, created: 2_000 - (rows[0]?.places ?? 0), rejected: 0 });
    next.kill('SIGTERM');
    await next.ended;
  });

  test('a start that was loading the demonstration', async () => {
    const DATA_DIR = temporaryFolder();
    const first = launchTerreau(['start'], { DATA_DIR });
    await first.said(/Chargement de la démonstration/);
    first.killGroup('SIGKILL');
    await first.ended;
    const next = await startPortal({ DATA_DIR }, []);
    expect((await fetch(`${next.address}/`)).status).toBe(200);
    // All of it: half a demonstration would be taken for somebody’s installation, and stay so.
    expect(await territories(next.address)).toHaveLength(5);
    const { items } = (await (await fetch(`${next.address}/api/v1/organisations`)).json()) as { items: unknown[] };
    expect(items.length).toBeGreaterThan(0);
    next.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
  });
});

test('the launcher alone is killed: the server behind it stops by itself, and lets go of the store and the port', async () => {
  const DATA_DIR = temporaryFolder();
  const portal = await startPortal({ DATA_DIR });
  const server = serverOf(portal);
  portal.kill('SIGKILL');
  await gone([server]);
  expect(storeProcesses(DATA_DIR)).toEqual([]);
  const again = await startPortal({ DATA_DIR, PORT: new URL(portal.address).port });
  expect(again.address).toBe(portal.address);
  again.kill('SIGTERM');
  await again.ended;
});

test('a backend that outlives its killed postmaster writes no more once the next one runs', async () => {
  const DATA_DIR = temporaryFolder();
  const portal = await startPortal({ DATA_DIR });
  const client = await connectTo(DATA_DIR);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const backend = rows[0]?.pid ?? 0;
  // Busy for far longer than this test, and deaf to the death of its postmaster until it ends.
  const busy = client.query('select count(*) from generate_series(1, 100000000000) as n where n % 7 = 8').catch(() => {});
  const other = await connectTo(DATA_DIR);
  await vi.waitFor(async () => {
    const active = await other.query("select 1 from pg_stat_activity where pid = $1 and state = 'active'", [backend]);
    expect(active.rowCount).toBe(1);
  });
  end(postmasterOf(DATA_DIR).pid);
  portal.killGroup('SIGKILL');
  await portal.ended;
  expect(isRunning(backend)).toBe(true);

  const next = await startPortal({ DATA_DIR });
  expect(isRunning(backend)).toBe(false);
  await busy;
  next.kill('SIGTERM');
  expect((await next.ended).code).toBe(0);
});

describe('SIGTERM', () => {
  /** Holds every read of the directory, so that a page stays in the making for as long as the test wants. */
  async function hold(DATA_DIR: string): Promise<{ isAwaited(): Promise<void>; release(): Promise<void> }> {
    const lock = await connectTo(DATA_DIR, 'owner');
    await lock.query('begin; lock table directory.listing in access exclusive mode');
    const observer = await connectTo(DATA_DIR, 'superuser');
    return {
      isAwaited: () =>
        vi.waitFor(
          async () => {
            const waiting = await observer.query(
              "select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'terreau' and query ~ 'listing'",
            );
            expect(waiting.rowCount).toBeGreaterThan(0);
          },
          { timeout: 60_000 },
        ),
      async release() {
        await lock.query('commit');
      },
    };
  }

  test('finishes the request at hand, takes no other, and ends with 0', async () => {
    const DATA_DIR = temporaryFolder();
    const portal = await startPortal({ DATA_DIR }, []);
    const held = await hold(DATA_DIR);
    const page = fetch(`${portal.address}/annuaire`);
    await held.isAwaited();
    portal.kill('SIGTERM');
    await portal.said(/Arrêt/);
    await vi.waitFor(async () => {
      const another = await fetch(`${portal.address}/healthz`).then(
        (reply) => reply.status,
        () => 'refused',
      );
      expect(another).toBe('refused');
    });
    await held.release();
    const reply = await page;
    expect(reply.status).toBe(200);
    // Else the stop would wait for the next request on this connection.
    expect(reply.headers.get('connection')).toBe('close');
    expect(await reply.text()).toContain('</html>');
    expect(await portal.ended).toMatchObject({ code: 0 });
    expect(storeProcesses(DATA_DIR)).toEqual([]);
  });

  test('again a while later is impatience: it leaves at once, and the next start is none the worse', async () => {
    const DATA_DIR = temporaryFolder();
    const portal = await startPortal({ DATA_DIR }, []);
    const held = await hold(DATA_DIR);
    const page = fetch(`${portal.address}/annuaire`).catch(() => null);
    await held.isAwaited();
    portal.kill('SIGTERM');
    await portal.said(/Arrêt/);
    await vi.waitFor(
      () => {
        portal.kill('SIGTERM');
        expect(childrenOf(portal.child.pid ?? 0)).toEqual([]);
      },
      { timeout: 60_000, interval: 100 },
    );
    expect((await portal.ended).code).not.toBe(0);
    expect(await page).toBeNull();
    const next = await startPortal({ DATA_DIR });
    await held.release();
    expect((await fetch(`${next.address}/annuaire`)).status).toBe(200);
    next.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
  });
});

test('Ctrl-C, which reaches the launcher and the server and is passed on, is one request to stop', async () => {
  const DATA_DIR = temporaryFolder();
  const portal = await startPortal({ DATA_DIR });
  portal.killGroup('SIGINT');
  expect((await portal.ended).code).toBe(0);
  expect(storeProcesses(DATA_DIR)).toEqual([]);
});

describe('what dead processes left in the data folder', () => {
  test.each([
    ['a lock and a user whose process is gone', '4194303-1'],
    // Numbers are used again: only the time of its start tells one process from another.
    ['a lock and a user whose number is another process’s by now', `${process.pid}-1`],
    ['a lock that was never written to its end', ''],
  ])('%s is overtaken', async (_, holder) => {
    const DATA_DIR = temporaryFolder();
    expect((await terreau(['migrate'], { DATA_DIR })).code).toBe(0);
    writeFileSync(join(DATA_DIR, 'store/lock'), holder);
    if (holder) writeFileSync(join(DATA_DIR, 'store/users', `${holder}-abcdef01`), '');
    const results = await Promise.all([terreau(['territory', 'list'], { DATA_DIR }), terreau(['territory', 'list'], { DATA_DIR })]);
    expect(results.map(({ code, stderr }) => (code === 0 ? '' : stderr))).toEqual(['', '']);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
    expect(readdirSync(join(DATA_DIR, 'store/users'))).toEqual([]);
    expect(readdirSync(join(DATA_DIR, 'store')).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  test('a postmaster’s number that is another program’s by now does not keep PostgreSQL from starting', async () => {
    const DATA_DIR = temporaryFolder();
    expect((await terreau(['migrate'], { DATA_DIR })).code).toBe(0);
    const file = join(DATA_DIR, 'store/cluster/postmaster.pid');
    writeFileSync(file, `${process.pid}\n/proc/self/cwd\n1\n1\n\n127.0.0.1\n0 0\nready\n`);
    expect((await terreau(['territory', 'list'], { DATA_DIR })).code).toBe(0);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
  });

  test('of a portal that was killed, PostgreSQL is adopted as it runs', async () => {
    const DATA_DIR = temporaryFolder();
    const portal = await startPortal({ DATA_DIR });
    const { pid } = postmasterOf(DATA_DIR);
    portal.killGroup('SIGKILL');
    await portal.ended;
    expect(isRunning(pid)).toBe(true);
    const next = await startPortal({ DATA_DIR });
    expect(postmasterOf(DATA_DIR).pid).toBe(pid);
    next.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
    expect(storeProcesses(DATA_DIR)).toEqual([]);
    expect(readFileSync(join(DATA_DIR, 'store/postgresql.log'), 'utf8')).not.toMatch(/insert into|values \(/i);
  });
});
