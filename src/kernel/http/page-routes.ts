import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Access, isAllowed, isPublic } from '../access/access.ts';
import { actorOf, mayActFor, worksAs } from '../access/viewer.ts';
import type { UnitSettings } from '../db/database.ts';
import type { Kernel } from '../kernel.ts';
import { noteSecurity } from '../security-log.ts';
import type { EndpointRoute, FormRoute, FormState, Mistake } from './form.ts';
import { readBody } from './form-body.ts';
import { isSameOrigin } from './origin.ts';
import { outsideMandate } from './outside-mandate.ts';
import { Repeats } from './repeats.ts';
import type { PageReply, PageRequest, PageRoute } from './route.ts';
import { claimSubmission, readSubmission, SUBMISSION_FIELD, type Submission, settleSubmission, TRAP_FIELD } from './submission.ts';
import type { Visit } from './visit.ts';

export type AnyRoute = PageRoute | FormRoute | EndpointRoute;

/** What the server gives to its pages: who visits, and how what they answer is sent. */
export interface PageGround {
  kernel: Kernel;
  /** Null where no territory answers at the host, or the language is not one of it. */
  visitOf(request: FastifyRequest): Promise<Visit | null>;
  /** For a host without a territory. */
  nowhere(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
  notFound(reply: FastifyReply, visit: Visit): FastifyReply;
  answer(reply: FastifyReply, visit: Visit, result: PageReply): FastifyReply;
  /** A form that came from elsewhere, or from nobody knows where. */
  refuse(reply: FastifyReply, visit: Visit): FastifyReply;
  /** The session ended while the form was being filled in: what was typed comes back, to be sent again. */
  askToSignIn(reply: FastifyReply, visit: Visit, form: FormState): FastifyReply;
  hostOf(request: FastifyRequest): string;
}

/** Where one signs in, and is led from a page that is not for everybody. `vers`: where to go then. */
export const SIGN_IN = '/connexion';
/** Where staff add a second factor before anything else. */
const SECURITY = '/mon-compte/securite';

/** Seconds that a person needs at the very least. */
const FASTEST = 2;
/** Hours after which a form is to be read again before it is sent. */
const OLDEST = 24;

export function registerPages(server: FastifyInstance, routes: readonly (AnyRoute & { service?: string })[], ground: PageGround): void {
  const { kernel } = ground;
  const repeats = new Repeats();

  /** Whom the route is for, in the order that tells least; a reply where it is not for this one. */
  function refusal(access: Access, visit: Visit, params: Readonly<Record<string, string>>, request: FastifyRequest, reply: FastifyReply) {
    if (!isAllowed(access, visit.viewer, params, kernel.config)) {
      if (visit.viewer)
        noteSecurity(kernel, 'access.refused', { account: visit.viewer.accountId, route: request.routeOptions.url ?? null });
      if (visit.viewer || isPublic(access)) return ground.notFound(reply, visit);
      const back = request.method === 'GET' ? `?vers=${encodeURIComponent(visit.href(request.url))}` : '';
      return ground.answer(reply, visit, { redirect: `${visit.href(SIGN_IN)}${back}` });
    }
    if ((access.audience === 'staff' || access.audience === 'operator') && visit.viewer?.lacksSecondFactor)
      return ground.answer(reply, visit, { redirect: visit.href(`${SECURITY}?raison=equipe`) });
    return null;
  }

  function foreign({ path }: AnyRoute, reply: FastifyReply, visit: Visit) {
    noteSecurity(kernel, 'form.foreign', { account: visit.viewer?.accountId ?? null, route: path });
    return ground.refuse(reply, visit);
  }

  for (const route of routes) {
    const method = 'method' in route ? route.method : 'GET';
    const options = { config: { access: route.access }, ...('files' in route && { bodyLimit: bodyLimitOf(route) }) };
    server.route({
      method,
      url: route.path,
      ...options,
      async handler(request, reply) {
        const params = request.params as Record<string, string>;
        const visit = await ground.visitOf(request);
        if (!visit) return ground.nowhere(request, reply);
        if (route.service && !visit.territory.services.includes(route.service)) return ground.notFound(reply, visit);
        const asked = { kernel, visit, params, client: { headers: headersOf(request), address: request.ip } };
        if ('fields' in route) return receive(route, asked, request, reply);
        const refused = refusal(route.access, visit, params, request, reply);
        if (refused) return refused;
        if ('endpoint' in route) {
          if (method !== 'GET' && !isSameOrigin(request.headers, ground.hostOf(request))) return foreign(route, reply, visit);
          return sendResponse(reply, await route.endpoint({ ...asked, request: requestOf(request, visit) }));
        }
        const handle = () => route.handle(asked);
        return ground.answer(reply, visit, await (isPublic(route.access) ? handle() : kernel.database.unit(handle, settingsOf(visit))));
      },
    });
  }

  async function receive(
    route: FormRoute,
    asked: PageRequest<Readonly<Record<string, string>>>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { visit, params, client } = asked;
    if (!route.isCrossOrigin && !isSameOrigin(request.headers, ground.hostOf(request))) return foreign(route, reply, visit);
    const body = await readBody(request, route.files ?? {});
    // Not `isPublic`: who signed out meanwhile gets back what was typed.
    if (!visit.viewer && !isPublic(route.access)) return ground.askToSignIn(reply, visit, { values: body.values, mistakes: [] });
    const refused = refusal(route.access, visit, params, request, reply);
    if (refused) return refused;

    const again = async (mistakes: readonly Mistake[]) => {
      const work = () => route.again(asked, { values: body.values, mistakes });
      const result = await (isPublic(route.access) ? work() : kernel.database.unit(work, settingsOf(visit)));
      // Sent too often is not the form's mistake, but is said in its page all the same.
      return ground.answer(reply, visit, 'page' in result ? { ...result, status: 422 } : result);
    };

    const deeds = deedsOf(route);
    const outside = deeds && outsideMandate(visit, ...deeds);
    if (outside) return again([outside]);

    for (const limit of route.limits ?? []) {
      for (const key of [...(visit.viewer ? [visit.viewer.accountId] : []), client.address]) {
        const taken = await kernel.throttle.take(limit, key);
        if (!taken.allowed) {
          noteSecurity(kernel, 'too-often', { account: visit.viewer?.accountId ?? null, rule: limit.name });
          reply.header('retry-after', String(taken.retryAfter));
          return again([{ field: '', key: 'form.too-often', values: { minutes: Math.ceil(taken.retryAfter / 60) } }]);
        }
      }
    }
    const submission = readSubmission(kernel.config.secrets, body.values[SUBMISSION_FIELD] as string | undefined);
    if (!route.isCrossOrigin) {
      const age = submission ? visit.now.since(submission.madeAt).total('seconds') : Number.POSITIVE_INFINITY;
      if (!submission || age > OLDEST * 3_600) return again([{ field: '', key: 'form.stale' }]);
      const isTrapped = Boolean(route.isGuarded && body.values[TRAP_FIELD]);
      if (isTrapped || (route.isGuarded && !visit.viewer && age < FASTEST)) {
        noteSecurity(kernel, 'form.robot', { route: route.path });
        return again([{ field: '', key: isTrapped ? 'form.trap' : 'form.too-fast' }]);
      }
    }
    const read = route.fields.safeParse(body.values);
    const mistakes = [...body.mistakes, ...(read.success ? [] : mistakesOf(read.error.issues))];
    if (mistakes.length > 0 || !read.success) return again(mistakes);

    const work = () => route.handle({ ...asked, files: body.files, input: read.data as never });
    const sender = actorOf(visit.viewer);
    const inUnit = (submission: Submission) =>
      kernel.database.unit(async () => {
        const earlier = await claimSubmission(kernel.database, submission, sender, visit.now);
        if (earlier) return { redirect: earlier.location };
        const reply = await work();
        await settleSubmission(kernel.database, submission, sender, 'redirect' in reply ? reply.redirect : null);
        return reply;
      }, settingsOf(visit));
    const result = submission
      ? await repeats.once(digestOf([visit.territory.id, request.url, sender, body.values]), () =>
          route.isOutsideUnit ? work() : inUnit(submission),
        )
      : await work();
    return 'mistakes' in result ? again(result.mistakes) : ground.answer(reply, visit, result);
  }
}

function deedsOf({ deeds, access }: FormRoute): FormRoute['deeds'] {
  return deeds ?? (access.audience === 'structure' ? ['structure'] : undefined);
}

/** What was typed may be a password: it is not kept. */
function digestOf(sent: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(sent)).digest('base64url');
}

/** What row-level security knows of who asks, in the literal form that it reads. */
export function settingsOf({ territory, viewer }: Visit): UnitSettings {
  return {
    territory: territory.id,
    ...(viewer && {
      account: viewer.accountId,
      structures: viewer.structures.map(({ id }) => id),
      // Who has not given the second factor that the territory wants works nowhere yet, also on pages that are for everybody.
      teams: viewer.lacksSecondFactor ? [] : viewer.teams.map(({ id }) => id),
      ...(worksAs(viewer, 'moderator') && { moderator: territory.id }),
      ...(viewer.actingFor && !viewer.lacksSecondFactor && mayActFor(viewer, 'announce') && { announcer: viewer.actingFor.personId }),
    }),
  };
}

function mistakesOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Mistake[] {
  const said = new Set<string>();
  return issues.flatMap(({ path, message }) => {
    const field = String(path[0] ?? '');
    if (said.has(field)) return [];
    said.add(field);
    // A key of ours, or what zod says of something that no page of ours sends.
    return [{ field, key: /^[a-z][\w-]*(\.[\w-]+)+$/.test(message) ? message : 'form.required' }];
  });
}

/** Room for the fields beside the files. */
function bodyLimitOf({ files = {} }: Pick<FormRoute, 'files'>): number {
  return 1_048_576 + Object.values(files).reduce((sum, most) => sum + most, 0);
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, [value].flat().join(', '));
  }
  return headers;
}

function requestOf(request: FastifyRequest, visit: Visit): Request {
  const body = request.body === undefined || request.body === null ? '' : JSON.stringify(request.body);
  const headers = headersOf(request);
  headers.delete('content-length');
  return new Request(`${visit.origin}${request.url}`, {
    method: request.method,
    headers,
    ...(body && { body }),
  });
}

async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  return reply
    .code(response.status)
    .header('cache-control', 'no-store')
    .send(Buffer.from(await response.arrayBuffer()));
}
