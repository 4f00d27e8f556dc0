import { expect, test, vi } from 'vitest';
import { connectTo, type Portal, shops, startPortal, temporaryFolder, terreau } from './terreau.ts';

const ROWS = 6_000;

/** Somebody with a browser without scripts, on a portal that may be another process the next time. */
class Visitor {
  private cookies = new Map<string, string>();

  async get(portal: Portal, path: string): Promise<string> {
    const reply = await fetch(`${portal.address}${path}`, { headers: this.headers() });
    this.keep(reply);
    return reply.text();
  }

  /** Sends the form of a page, with the hidden field that it has. @returns where that leads. */
  async send(portal: Portal, page: string, path: string, fields: Readonly<Record<string, string | Blob>>): Promise<string> {
    const html = await this.get(portal, page);
    const form = new FormData();
    form.append('envoi', /name="envoi" value="([^"]+)"/.exec(html)?.[1] ?? '');
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const reply = await fetch(`${portal.address}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...this.headers(), 'sec-fetch-site': 'same-origin' },
      body: form,
    });
    this.keep(reply);
    if (reply.status !== 303) throw new Error(`${reply.status}: ${await reply.text()}`);
    return reply.headers.get('location') ?? '';
  }

  private headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  private keep(reply: Response): void {
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
  }
}

/** Somebody who administers a portal, and the run of a file that they asked for. */
async function askRun(portal: Portal, settings: Readonly<Record<string, string>>): Promise<{ visitor: Visitor; run: string }> {
  const added = await terreau(['user', 'add', '--email', 'mairie@exemple.fr', '--role', 'administrator', '--territory', 'essai'], settings);
  const invitation = new URL(added.stdout.trim()).pathname;
  const visitor = new Visitor();
  await visitor.send(portal, invitation, invitation, { name: 'Camille Roux', password: 'quatre mots sans rapport' });
  const list = '/gestion/chargements';
  const upload = await visitor.send(portal, list, list, { file: new File([shops(ROWS)], 'boutiques.geojson') });
  const preview = await visitor.send(portal, upload, upload, { source: '' });
  await vi.waitFor(async () => expect(await visitor.get(portal, preview)).toContain(`${preview}/charger`), {
    timeout: 120_000,
    interval: 500,
  });
  return { visitor, run: await visitor.send(portal, preview, `${preview}/charger`, {}) };
}

/** What people read of a run: counts, and whether it is over. */
async function readRun(visitor: Visitor, portal: Portal, run: string): Promise<{ read: number; isOver: boolean }> {
  const html = await visitor.get(portal, run);
  const [, read = '0'] = />([\d\s\u202f]+) lignes? lues?/.exec(html) ?? [];
  return { read: Number(read.replace(/\s/g, '')), isOver: html.includes('rapport.csv') };
}

test.each([
  ['killed', 'SIGKILL'],
  ['stopped', 'SIGTERM'],
] as const)('a run whose server is %s is taken up by the next one: all is there once, and reported', async (_what, signal) => {
  const settings = { DATA_DIR: temporaryFolder() };
  await terreau(
    ['territory', 'add', '--slug', 'essai', '--name', 'Essai', '--country', 'FR', '--kind', 'commune', '--code', '74999'],
    settings,
  );
  const portal = await startPortal(settings);
  const { visitor, run } = await askRun(portal, settings);
  await vi.waitFor(async () => expect((await readRun(visitor, portal, run)).read).toBeGreaterThan(0), { timeout: 60_000, interval: 200 });
  if (signal === 'SIGKILL') portal.killGroup(signal);
  else portal.kill(signal);
  await portal.ended;

  const next = await startPortal(settings);
  const client = await connectTo(settings.DATA_DIR);
  const places = async () => (await client.query<{ n: number }>('select count(*)::int as n from directory.place')).rows[0]?.n ?? 0;
  const kept = await places();
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(ROWS);
  await vi.waitFor(async () => expect((await readRun(visitor, next, run)).isOver).toBe(true), { timeout: 300_000, interval: 1_000 });
  expect(await places()).toBe(ROWS);
  const report = (await visitor.get(next, `${run}/rapport.csv`)).trimEnd().split('\n');
  expect(report).toHaveLength(ROWS + 1);
  expect(report.filter((line) => line.includes(';Rien de nouveau;'))).toHaveLength(kept);
  next.kill('SIGTERM');
  expect((await next.ended).code).toBe(0);
});
