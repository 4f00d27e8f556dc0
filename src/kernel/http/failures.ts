import type { FastifyInstance, FastifyReply } from 'fastify';
import { Overloaded } from '../errors.ts';
import type { Kernel } from '../kernel.ts';
import { isApi } from './cross-origin.ts';
import type { PageReplies } from './page-reply.ts';
import { type Problem, ProblemError, problemType } from './problem.ts';
import type { Shell } from './shell.ts';
import type { Visits } from './visits.ts';

interface Words {
  log: Kernel['log'];
  shell: Shell;
  visits: Visits;
  send: PageReplies['send'];
}

/** What is not there and what went wrong: a page for people, a problem for programs. */
export function answerFailures(server: FastifyInstance, { log, shell, visits, send }: Words): void {
  server.setNotFoundHandler(async (request, reply) => {
    if (isApi(request)) throw new ProblemError({ status: 404, title: 'Not found' });
    return send(reply, shell.error(404, await visits.of(request)), 404);
  });

  server.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = statusOf(error);
    const route = request.routeOptions.url ?? null;
    // Under load there are many: one line each, without a stack.
    if (status === 503) log.warn({ route, status, code: error.code ?? null, reason: error.message }, 'request refused');
    else if (status >= 500) log.error({ err: error, route, status }, 'request failed');
    if (status === 503) reply.header('retry-after', String(error instanceof Overloaded ? error.retryAfter : 10));
    if (isApi(request)) {
      return sendProblem(reply, error instanceof ProblemError ? error.problem : { status, title: titles[status] ?? 'Error' });
    }
    return send(reply, shell.error(status, visits.known(request)), status);
  });
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  500: 'Internal error',
  503: 'Unavailable',
};

function statusOf(error: Error & { statusCode?: number; code?: string }): number {
  if (error instanceof ProblemError) return error.problem.status;
  if (isDatabaseUnreachable(error)) return 503;
  // A NUL in an address, which PostgreSQL's texts cannot hold: nothing is called so.
  if (error.code === '22021') return 404;
  return error.statusCode ?? 500;
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).header('access-control-allow-origin', '*').type(problemType).send(JSON.stringify(problem));
}

const unreachableCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // Shutting down, crashed, starting up; too many connections; connection lost; read only, as a standby is before its promotion.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  '25006',
  // Given up: too slow, or behind a lock.
  '57014',
  '55P03',
]);

/** The pool found no connection, or lost it: the store is down, restarting or failing over. */
function isDatabaseUnreachable(error: Error & { code?: string }): boolean {
  return (
    unreachableCodes.has(error.code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/i.test(error.message)
  );
}
