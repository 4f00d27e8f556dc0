import type { InjectOptions } from 'fastify';
import { newSubmission } from '../../src/kernel/http/submission.ts';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { addAccount, hashPassword } from '../../src/modules/people/accounts/commands/account.ts';
import { type Grant, grantRole } from '../../src/modules/people/index.ts';
import { delegate } from '../../src/modules/people/staff/commands.ts';
import type { TestApplication } from './application.ts';

/** Long enough for the rules, and the same for everybody in tests. */
export const PASSWORD = 'quatre mots sans rapport';

type Role = Grant extends infer One
  ? One extends { territoryId: string; accountId: string }
    ? Omit<One, 'territoryId' | 'accountId'>
    : never
  : never;

/** Somebody with a browser on a territory's portal: keeps its cookies, sends forms as its pages would. */
export interface Somebody {
  accountId: string;
  email: string;
  get(path: string, headers?: InjectOptions['headers']): Promise<Reply>;
  /** Of a form that was opened a minute ago. */
  submission(): string;
  /** Sends a form; a submission id of its own unless one is given. */
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>, options?: { submission?: string }): Promise<Reply>;
  /** Sends a form with files, as it is: with its `envoi`. */
  upload(path: string, form: FormData): Promise<Reply>;
  /** What the browser would send as cookies. */
  cookie(): string;
  /** What the browser calls itself. */
  name(userAgent: string): void;
  /** As somebody does who got hold of another's cookies. */
  use(cookie: string): void;
}

export interface Reply {
  status: number;
  location: string | null;
  body: string;
  cookies: string[];
}

let places = 0;

/** Each somewhere of their own, so that what is throttled by address is theirs alone. */
function elsewhere(): string {
  places += 1;
  return `10.${places >> 16}.${(places >> 8) & 255}.${places & 255}`;
}

/** Somebody who is not signed in. @param address where on the network they are. */
export function visitor(
  app: TestApplication,
  territory: Pick<TerritoryContext, 'slug'>,
  address = elsewhere(),
): Omit<Somebody, 'accountId' | 'email'> {
  const jar = new Map<string, string>();
  let userAgent = '';
  const host = `${territory.slug}.localhost`;
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (options: InjectOptions): Promise<Reply> => {
    const reply = await app.server.inject({
      remoteAddress: address,
      ...options,
      headers: {
        host,
        'sec-fetch-site': 'same-origin',
        ...(userAgent && { 'user-agent': userAgent }),
        ...(jar.size > 0 && { cookie: cookie() }),
        ...options.headers,
      },
    });
    const cookies = [reply.headers['set-cookie'] ?? []].flat();
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return { status: reply.statusCode, location: (reply.headers.location as string | undefined) ?? null, body: reply.body, cookies };
  };
  const submission = () => newSubmission(app.kernel.config.secret, app.clock.now().subtract({ seconds: 60 }));
  return {
    cookie,
    name(given) {
      userAgent = given;
    },
    use(given) {
      jar.clear();
      for (const pair of given.split('; ')) jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    },
    submission,
    async upload(path, form) {
      const request = new Request('http://upload', { method: 'POST', body: form });
      const payload = Buffer.from(await request.arrayBuffer());
      return send({ method: 'POST', url: path, payload, headers: { 'content-type': request.headers.get('content-type') ?? '' } });
    },
    get: (path, headers) => send({ method: 'GET', url: path, ...(headers && { headers }) }),
    post(path, fields = {}, { submission: given = submission() } = {}) {
      const body = new URLSearchParams();
      body.append('envoi', given);
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, String(one));
      return send({
        method: 'POST',
        url: path,
        payload: body.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    },
  };
}

let number = 0;
/** Made once: each takes a tenth of a second. */
let passwordHash: string | undefined;

/** Somebody with an account and these roles in the territory, signed in. */
export async function somebody(app: TestApplication, territory: TerritoryContext, ...roles: readonly Role[]): Promise<Somebody> {
  number += 1;
  const email = `personne-${number}-${territory.slug}@exemple.fr`;
  passwordHash ??= await hashPassword(app.kernel, PASSWORD);
  const hash = passwordHash;
  const accountId = await app.kernel.database.unit(async () => {
    const id = await addAccount(app.kernel, { email, name: `Personne ${number}`, passwordHash: hash, locale: 'fr' });
    if (!id) throw new Error(`${email} has an account.`);
    for (const role of roles) await grantRole(app.kernel, { territoryId: territory.id, accountId: id, ...role } as Grant, 'system');
    return id;
  });
  const browser = visitor(app, territory);
  const reply = await browser.post('/connexion', { email, password: PASSWORD });
  if (reply.status !== 303) throw new Error(`${email} could not sign in: ${reply.status}.`);
  return { accountId, email, ...browser };
}

/** A commune agrees that the staff of these groupings act for it. */
export async function letAct(
  { kernel }: TestApplication,
  commune: Pick<TerritoryContext, 'id'>,
  ...groupings: readonly Pick<TerritoryContext, 'id'>[]
): Promise<void> {
  await kernel.database.unit(async () => {
    for (const { id } of groupings) await delegate(kernel, commune.id, id, true, 'system');
  });
}
