import type { ComponentChildren } from 'preact';
import { anyone, signedIn } from '../../kernel/access/access.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../kernel/http/form.ts';
import type { AnyRoute } from '../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { isId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/module.ts';
import { distances, listPlace, readListQuery } from '../announcements/index.ts';
import { addOwnAlert, askForAlert, MOST_ALERTS } from './commands/asking.ts';
import { confirmAlert, keepAlerts, setRhythm, stopAlerts } from './commands/keeping.ts';
import { askFields, type KeepInput, keepFields, nothing } from './forms.ts';
import { readConfirmToken, readerOf, readerPath, readReaderToken } from './links.ts';
import type { AskedPlace, Near } from './models.ts';
import { alertOf, alertsOf } from './queries/alerts.ts';
import { rhythms } from './rhythm-rules.ts';
import { nearbyPlaces, readSearch } from './saved-search.ts';
import { ActingView, AlertsView } from './views/alerts.tsx';
import { AskedView, AskView, ConfirmView, OverView } from './views/asking.tsx';
import { alertWords } from './words.ts';

type Request = PageRequest<Readonly<Record<string, string>>>;

const OWN = '/mon-espace/alertes';
const DONE = 'fait';

function page(title: string, body: ComponentChildren, status = 200): PageReply {
  return { page: { title, body, noindex: true, dense: true, section: 'announcements' }, status };
}

/** Where the list that somebody comes from is near of; a position has the name of where they were. */
async function placeOf({ kernel, visit }: Pick<Request, 'kernel' | 'visit'>): Promise<AskedPlace | null> {
  const place = await listPlace(kernel, visit);
  return place && { ...place, name: place.name ?? alertWords(visit)('alerts.near.there') };
}

const ask = async ({ kernel, visit }: Request, form: FormState = emptyForm): Promise<PageReply> => {
  if (!visit.territory.services.includes('announcements')) return notFound;
  const [list, place] = [readListQuery(visit), await placeOf({ kernel, visit })];
  const body = <AskView search={readSearch(visit)} list={list} place={place} form={form} visit={visit} />;
  return page(alertWords(visit)('alerts.new.title'), body);
};

function nearOf(visit: Visit, asked: AskedPlace | null, name: string | null, within: string | null): Near | null {
  const place = nearbyPlaces(visit.territory, asked).find((one) => one.name === name);
  const km = distances.find((one) => String(one) === within);
  return place && km !== undefined ? { ...place, within: km } : null;
}

/** The page behind a link that we sent, with the alert that it confirms. */
async function toConfirm({ kernel, visit, params }: Request) {
  const read = readConfirmToken(kernel.config.secrets, visit.territory.id, params['token'] ?? '');
  return read && { ...read, alert: await alertOf(kernel, visit.territory, read.readerId, read.alertId) };
}

function over(visit: Visit): PageReply {
  return page(alertWords(visit)('alerts.over.title'), <OverView visit={visit} />, 404);
}

const confirm = async (request: Request, form: FormState = emptyForm): Promise<PageReply> => {
  const { kernel, visit } = request;
  const found = await toConfirm(request);
  if (!found?.alert) return over(visit);
  const { alert, readerId } = found;
  if (alert.isConfirmed) return { redirect: visit.href(readerPath(kernel.config.secret, visit.territory.id, readerId)) };
  return page(alertWords(visit)('alerts.confirm.title'), <ConfirmView alert={alert} form={form} visit={visit} />);
};

/** Whose alerts the address names; null where it is no link of ours. */
function readerIn({ kernel, visit, params }: Request): string | null {
  return readReaderToken(kernel.config.secrets, visit.territory.id, params['token'] ?? '');
}

const byLink = async (request: Request): Promise<PageReply> => {
  const { kernel, visit } = request;
  const readerId = readerIn(request);
  if (readerId === null) return over(visit);
  const alerts = await alertsOf(kernel, visit.territory, readerId);
  const done = visit.query[DONE];
  return page(alertWords(visit)('alerts.own.title'), <AlertsView alerts={alerts} path={visit.path} done={done} visit={visit} />);
};

const own = async ({ kernel, visit }: Request): Promise<PageReply> => {
  const { viewer, territory } = visit;
  if (!viewer) return notFound;
  const title = alertWords(visit)('alerts.own.title');
  if (viewer.actingFor)
    return {
      page: { title, body: <ActingView name={viewer.actingFor.name} visit={visit} />, noindex: true, frame: 'space', section: 'alerts' },
    };
  const alerts = await alertsOf(kernel, territory, readerOf(territory.id, viewer.email));
  const body = <AlertsView alerts={alerts} path={OWN} done={visit.query[DONE]} isInSpace visit={visit} />;
  return { page: { title, body, noindex: true, frame: 'space', section: 'alerts' } };
};

/** Does what a reader wants with their alerts. @param path of the page that shows them. */
async function keep(kernel: Kernel, visit: Visit, readerId: string, path: string, input: KeepInput): Promise<FormReply> {
  const reader = { territory: visit.territory, readerId };
  const { alert, event, rhythm } = input;
  const back = (done: string): PageReply => ({ redirect: visit.href(`${path}?${DONE}=${done}`) });
  // A mail service is not sent on (RFC 8058, 3.1).
  if (input['List-Unsubscribe'] !== null) {
    await stopAlerts(kernel, reader, null);
    return { content: '', type: 'text/plain; charset=utf-8' };
  }
  if (event === 'stop-all') {
    await stopAlerts(kernel, reader, null);
    return back('arret');
  }
  if (event === 'keep') {
    await keepAlerts(kernel, reader);
    return back('rythme');
  }
  if (alert === null || !isId(alert)) return back('rien');
  if (event === 'stop') {
    await stopAlerts(kernel, reader, alert);
    return back('arret');
  }
  const chosen = [...rhythms, 'paused' as const].find((one) => one === rhythm);
  if (event !== 'rhythm' || chosen === undefined) return back('rien');
  await setRhythm(kernel, reader, alert, chosen);
  return back('rythme');
}

export const alertPages: readonly AnyRoute[] = [
  pageRoute({ path: '/alertes/nouvelle', access: anyone, handle: (request) => ask(request) }),
  formRoute({
    path: '/alertes/nouvelle',
    access: anyone,
    fields: askFields,
    limits: [{ name: 'alerts.ask', limit: 10, seconds: 3_600 }],
    isGuarded: true,
    again: ask,
    async handle({ kernel, visit, input: { email, rhythm, near, within } }) {
      if (!visit.territory.services.includes('announcements')) return notFound;
      const search = readSearch(visit, nearOf(visit, await placeOf({ kernel, visit }), near, within));
      const actingFor = visit.viewer?.actingFor ?? null;
      if (visit.viewer && !actingFor) {
        const isAdded = await addOwnAlert(kernel, visit, { email: visit.viewer.email, search, rhythm });
        if (!isAdded) return { mistakes: [{ field: '', key: 'alerts.new.full', values: { n: MOST_ALERTS } }] };
        return { redirect: visit.href(`${OWN}?${DONE}=confirmee`) };
      }
      if (email === null) return { mistakes: [{ field: 'email', key: 'form.email' }] };
      if (actingFor && email === visit.viewer?.email)
        return { mistakes: [{ field: 'email', key: 'alerts.new.email.own', values: { name: actingFor.name } }] };
      // Who asks learns nothing of the address: neither that it has alerts, nor that it was written to too often.
      const taken = await kernel.throttle.take({ name: 'alerts.address', limit: 5, seconds: 86_400 }, email);
      if (taken.allowed) await askForAlert(kernel, visit, { email, search, rhythm });
      return { redirect: visit.href('/alertes/demandee') };
    },
  }),
  pageRoute({
    path: '/alertes/demandee',
    access: anyone,
    async handle({ visit }) {
      return page(alertWords(visit)('alerts.asked.title'), <AskedView visit={visit} />);
    },
  }),
  pageRoute({ path: '/alertes/confirmer/:token', access: anyone, handle: (request) => confirm(request) }),
  formRoute({
    // By a button: programs follow the links of letters.
    path: '/alertes/confirmer/:token',
    access: anyone,
    fields: nothing,
    limits: [{ name: 'alerts.confirm', limit: 60, seconds: 3_600 }],
    again: confirm,
    async handle(request) {
      const { kernel, visit } = request;
      const found = await toConfirm(request);
      if (!found?.alert) return over(visit);
      const { readerId, alertId } = found;
      await confirmAlert(kernel, { territory: visit.territory, readerId }, alertId);
      return { redirect: visit.href(`${readerPath(kernel.config.secret, visit.territory.id, readerId)}?${DONE}=confirmee`) };
    },
  }),
  pageRoute({ path: '/alertes/:token', access: anyone, handle: byLink }),
  formRoute({
    path: '/alertes/:token',
    access: anyone,
    fields: keepFields,
    // The address itself is the proof, for mail services too, which have no form of ours to send.
    isCrossOrigin: true,
    isOutsideUnit: true,
    again: byLink,
    async handle(request) {
      const { kernel, visit, input } = request;
      const readerId = readerIn(request);
      return readerId === null ? over(visit) : keep(kernel, visit, readerId, visit.path, input);
    },
  }),
  pageRoute({ path: OWN, access: signedIn, handle: own }),
  formRoute({
    path: OWN,
    access: signedIn,
    fields: keepFields,
    again: own,
    async handle({ kernel, visit, input }) {
      const { viewer, territory } = visit;
      return viewer && !viewer.actingFor ? keep(kernel, visit, readerOf(territory.id, viewer.email), OWN, input) : notFound;
    },
  }),
];
