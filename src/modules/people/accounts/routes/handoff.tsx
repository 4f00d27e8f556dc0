import { anyone, signedIn } from '../../../../kernel/access/access.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { safePath } from '../../../../kernel/http/redirect.ts';
import { notFound, pageRoute } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { territoryByHost } from '../../../territories/index.ts';
import { ownMessages } from '../account-messages.ts';
import { isSameBrowser, markBrowser, unmarkBrowser } from '../commands/browser-proof.ts';
import { noteRefusal, openSession } from '../commands/sessions.ts';
import { giveToken, takeToken } from '../commands/tokens.ts';
import { ContinueView } from '../views/security.tsx';
import { entered, homeOf, ownPage, proveFirst, remembered } from './pages.tsx';
import { viewerOf } from './profile.tsx';

/** Minutes within which somebody comes back from the host where they sign in. */
const AWAY_MINUTES = 15;
const DEPARTURE = '/connexion/relais/depart';

interface Journey {
  /** Origin of the portal that asked. */
  to: string;
  /** Digest of what only the browser that asked there has. */
  proof: string;
  /** Where one was going; null: nowhere. */
  path: string | null;
}

/** The portal that asked, where it is one of ours: nobody is handed over to anywhere else. */
async function journeyOf(kernel: Kernel, { query, origin }: Visit): Promise<Journey | null> {
  const { pour: to = '', preuve: proof = '', vers } = query;
  if (!URL.canParse(to) || !/^[\w-]{43}$/.test(proof)) return null;
  const { hostname, protocol, origin: exact } = new URL(to);
  if (exact !== to || (protocol !== 'https:' && new URL(origin).protocol === 'https:')) return null;
  const territory = await territoryByHost(kernel.database, kernel.clock, hostname);
  const isTrial = !kernel.config.production && hostname.endsWith('.localhost');
  if (!territory || !(territory.hosts.includes(hostname) || isTrial)) return null;
  return { to, proof, path: vers === undefined ? null : safePath(vers) };
}

function queryOf({ to, proof, path }: Journey): URLSearchParams {
  return new URLSearchParams({ pour: to, preuve: proof, ...(path !== null && { vers: path }) });
}

/**
 * Passkeys and identity providers belong to one host, `PUBLIC_URL`. A territory with a host of its own sends people there,
 * and gets them back with a ticket: used once, within a minute, at that host, by the browser that asked.
 */
export const handoffPages: readonly AnyRoute[] = [
  pageRoute({
    path: '/connexion/ailleurs',
    access: anyone,
    async handle({ kernel, visit, client }) {
      const home = homeOf(kernel, visit);
      if (home === null) return { redirect: visit.href(`/connexion${remembered(visit)}`) };
      const { proof, cookie } = markBrowser(visit, client, 'handoff', AWAY_MINUTES);
      const { vers } = visit.query;
      const journey = queryOf({ to: visit.origin, proof, path: vers === undefined ? null : safePath(vers, visit.href('/')) });
      return {
        redirect: `${home}/connexion?${new URLSearchParams({ vers: `${DEPARTURE}?${journey}` })}`,
        cookies: [cookie],
      };
    },
  }),
  // A page with a link: our policy lets no form lead to another host, and the code is one.
  pageRoute({
    path: DEPARTURE,
    access: signedIn,
    async handle({ kernel, visit }) {
      const journey = await journeyOf(kernel, visit);
      if (!journey) return notFound;
      const query = queryOf(journey);
      const unproved = proveFirst(visit, `${DEPARTURE}?${query}`);
      if (unproved) return unproved;
      const t = translator(ownMessages, visit.locale);
      const title = t('people.handoff.title');
      const host = new URL(journey.to).host;
      const view = (
        <ContinueView
          title={title}
          lead={t('people.handoff.lead', { host })}
          label={t('people.handoff.continue', { host })}
          href={visit.href(`/connexion/relais/aller?${query}`)}
        />
      );
      return ownPage('security', title, view);
    },
  }),
  pageRoute({
    path: '/connexion/relais/aller',
    access: signedIn,
    async handle({ kernel, visit }) {
      const journey = await journeyOf(kernel, visit);
      if (!journey || proveFirst(visit, DEPARTURE)) return notFound;
      const { accountId, isStrong } = viewerOf(visit);
      const { to, proof, path } = journey;
      const detail = { to, proof, isStrong, ...(path !== null && { path }) };
      const ticket = await giveToken(kernel, 'handoff', { accountId, email: null, detail });
      return { redirect: `${to}/connexion/relais?${new URLSearchParams({ billet: ticket })}` };
    },
  }),
  pageRoute({
    path: '/connexion/relais',
    access: anyone,
    async handle({ kernel, visit, client }) {
      const ticket = await takeToken(kernel, 'handoff', visit.query['billet'] ?? '');
      const holds = ticket?.detail['to'] === visit.origin && isSameBrowser(visit, client, 'handoff', ticket.detail['proof']);
      if (!ticket?.accountId || !holds) {
        noteRefusal(kernel, 'handoff', ticket?.accountId);
        return { redirect: visit.href('/connexion?dit=expired') };
      }
      const hasSecondFactor = ticket.detail['isStrong'] === true;
      const opened = await openSession(kernel, visit, client, { accountId: ticket.accountId, way: 'handoff', hasSecondFactor });
      const { path } = ticket.detail;
      const query = typeof path === 'string' ? { vers: safePath(path) } : {};
      return entered(kernel, { ...visit, query }, { ...opened, cookies: [...opened.cookies, unmarkBrowser(visit, 'handoff')] });
    },
  }),
];
