import type { InjectOptions } from 'fastify';
import { newSubmission } from '../../src/kernel/http/submission.ts';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { addAccount } from '../../src/modules/people/accounts/commands.ts';
import { type Grant, grantRole } from '../../src/modules/people/index.ts';
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
  /** Sends a form; a submission id of its own unless one is given. */
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>, options?: { submission?: string }): Promise<Reply>;
}

export interface Reply {
  status: number;
  location: string | null;
  body: string;
  cookies: string[];
}

let browsers = 0;

/** Somebody who is not signed in. */
export function visitor(app: TestApplication, territory: Pick<TerritoryContext, 'slug'>): Omit<Somebody, 'accountId' | 'email'> {
  const jar = new Map<string, string>();
  const host = `${territory.slug}.localhost`;
  browsers += 1;
  // Everybody at an address of their own: nobody is counted with the others.
  const remoteAddress = `10.${(browsers >> 16) & 255}.${(browsers >> 8) & 255}.${browsers & 255}`;
  const send = async (options: InjectOptions): Promise<Reply> => {
    const reply = await app.server.inject({
      ...options,
      remoteAddress,
      headers: {
        host,
        'sec-fetch-site': 'same-origin',
        ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
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
  return {
    get: (path, headers) => send({ method: 'GET', url: path, ...(headers && { headers }) }),
    post(path, fields = {}, { submission } = {}) {
      const body = new URLSearchParams();
      // As a page that was opened a minute ago.
      body.append('envoi', submission ?? newSubmission(app.kernel.config.secret, app.clock.now().subtract({ seconds: 60 })));
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

/** Somebody with an account and these roles in the territory, signed in. */
export async function somebody(app: TestApplication, territory: TerritoryContext, ...roles: readonly Role[]): Promise<Somebody> {
  number += 1;
  const email = `personne-${number}-${territory.slug}@exemple.fr`;
  const origin = `http://${territory.slug}.localhost`;
  const accountId = await app.kernel.database.unit(async () => {
    const id = await addAccount(app.kernel, origin, { email, name: `Personne ${number}`, password: PASSWORD, locale: 'fr' });
    if (!id) throw new Error(`${email} has an account.`);
    for (const role of roles) await grantRole(app.kernel, { territoryId: territory.id, accountId: id, ...role } as Grant, 'system');
    return id;
  });
  const browser = visitor(app, territory);
  const reply = await browser.post('/connexion', { email, password: PASSWORD });
  if (reply.status !== 303) throw new Error(`${email} could not sign in: ${reply.status}.`);
  return { accountId, email, ...browser };
}
