import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import { mandateMessages } from '../../src/kernel/access/mandate-messages.ts';
import { type Deed, type Purpose, purposes } from '../../src/kernel/access/viewer.ts';
import type { FormRoute } from '../../src/kernel/http/form.ts';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { newId } from '../../src/kernel/ids.ts';
import { pagesOf } from '../../src/kernel/module.ts';
import { shellPages } from '../../src/web/routes.tsx';
import { type AccessFixtures, accessFixtures } from '../support/access-fixtures.ts';
import { begin, publishTestAnnouncement } from '../support/announcements.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../support/application.ts';
import { plainText } from '../support/directory.ts';
import { type Somebody, somebody } from '../support/people.ts';

let app: TestApplication;
let territory: TerritoryContext;
let fixtures: AccessFixtures;
let agent: Somebody;
let record: string;
/** What is there beside, by the beginning of a path. */
let params: [string, Readonly<Record<string, string>>][];
const mandates = new Map<Purpose, string>();

beforeAll(async () => {
  app = await openTestApplication();
  const { kernel, clock } = app;
  territory = await freshTerritory(kernel, { services: catalogue.filter(({ isService }) => isService).map(({ name }) => name) });
  fixtures = await accessFixtures(app, territory);
  const { teamId, structureId } = fixtures;
  // Keeps the structure as well: what a space refuses is then the mandate's doing.
  agent = await somebody(app, territory, { role: 'agent' }, { role: 'member', teamId }, { role: 'owner', structureId });
  const facts = { givenName: 'Moussa', familyName: 'Traoré', locale: 'fr', channel: 'desk', teamId };
  record = (await agent.post('/gestion/personnes/ajout', facts)).location ?? '';
  const slug = fixtures.params['/annuaire/:slug/revendiquer']?.['slug'] ?? '';
  await publishTestAnnouncement(app, territory, { title: 'Une fête' });
  params = [
    ['/annuaire/:slug/', { slug }],
    ['/annonces/:slug/', { slug: 'une-fete' }],
    ['/mon-espace/annonces/nouvelle/:kind', { kind: 'benevolat' }],
  ];
  const today = clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate();
  const db = kernel.database.kysely<never>();
  await kernel.database.unit(
    async () => {
      for (const purpose of purposes) {
        const id = newId();
        mandates.set(purpose, id);
        await sql`insert into people.mandate (territory_id, id, person_id, team_id, purpose, starts_on, ends_on, state, signature, signed_on,
            signed_words, prepared_by, prepared_at)
          values (${territory.id}, ${id}, ${record.split('/').at(-1)}, ${teamId}, ${purpose}, ${today}, ${today}, 'active', 'paper', ${today},
            'Classeur', 'system', ${clock.now()})`.execute(db);
      }
    },
    { keeper: territory.id },
  );
  // The person's, whatever the mandate.
  await actUnder('announce');
  params.push(['/mon-espace/annonces/:id/', { id: await begin(agent) }]);
}, 120_000);
afterAll(() => app.close());

async function actUnder(purpose: Purpose): Promise<void> {
  expect((await agent.post(`${record}/mandats/${mandates.get(purpose)}/agir`)).status).toBe(303);
}

/** Forms of who has an account or of everybody: staff's are the work of who sends them. */
function forms(): FormRoute[] {
  return [...shellPages(catalogue), ...catalogue.flatMap((module) => pagesOf(module, catalogue))].filter(
    (route): route is FormRoute => 'fields' in route && ['public', 'signed-in', 'structure'].includes(route.access.audience),
  );
}

function deedsOf({ deeds, access }: FormRoute): readonly Deed[] {
  return deeds ?? (access.audience === 'structure' ? ['structure'] : []);
}

/** What is nobody's doing but the sender's, also while they act for somebody. */
const own = [
  // Ways in and out, and what is the account's.
  /^\/(connexion|inscription|deconnexion|invitation|prendre-la-main|mon-compte)\b/,
  /^\/mon-espace\/(avis|alertes|envois)\b/,
  // Whoever holds the link of a letter, whoever they are.
  /^\/(confirmer|messages|prolonger|reponses|suivi|desinscription|alertes|alertes\/confirmer)\/:/,
  // Another one's mailbox confirms it.
  /^\/alertes\/nouvelle$/,
  // Keeps nothing.
  /^\/proposer\/modifier$/,
  // Refused while they act, whatever the mandate.
  /^\/annuaire\/:slug\/revendiquer\b/,
];

/** Nothing is at these here, hence no page that would say it: the same forms as an organisation's, answers, claims and drafts. */
const absent =
  /^\/(lieux|services)\/:slug\/|^\/mon-espace\/(mes-reponses|structures\/:structureId\/(equipe\/demandes|pages\/:pageId\/(publier|conflit)))\b/;

function addressOf({ path }: FormRoute): string {
  const named = fixtures.params[path] ?? params.find(([from]) => path.startsWith(from))?.[1] ?? {};
  return path.replace(/:(\w+)/g, (_, name: string) => named[name] ?? (name === 'structureId' ? fixtures.structureId : newId()));
}

/** What a browser sends of a form in any case, where a page of several knows by it in which to say mistakes. */
function distinctive({ path }: FormRoute): Readonly<Record<string, string>> {
  if (!path.startsWith('/mon-espace/annonces/:id/reponses/')) return {};
  return path.endsWith('/decision') ? { event: 'accept' } : { body: '' };
}

describe('a form that does something for somebody', () => {
  it('says what: all others are known to be the sender’s own', () => {
    const unsaid = forms().filter((route) => deedsOf(route).length === 0 && !own.some((pattern) => pattern.test(route.path)));
    expect(unsaid.map(({ path }) => path)).toEqual([]);
    expect(forms().filter((route) => deedsOf(route).length > 0).length).toBeGreaterThan(35);
  });

  it('goes no further under a mandate for something else, and says which one it takes', async () => {
    const mistakes: string[] = [];
    for (const purpose of purposes) {
      await actUnder(purpose);
      for (const route of forms()) {
        const deeds = deedsOf(route);
        const [needed] = deeds;
        if (!needed) continue;
        // Nothing is filled in: what goes further does nothing.
        const { status, body, location } = await agent.post(addressOf(route), distinctive(route), { submission: '' });
        const isLetIn = purpose === 'other' || deeds.some((deed) => deed === purpose);
        const label = mandateMessages.fr[`mandate.purpose.${needed}`];
        const isRefused = plainText(body).includes(`Il faut un mandat « ${label} »`) && body.includes(`href="${record}"`);
        const isElsewhere = absent.test(route.path) && (status === 404 || location !== null);
        if (status >= 500 || (isLetIn ? isRefused : !isRefused && !isElsewhere))
          mistakes.push(`${route.path} under ${purpose}: ${status}, ${isRefused ? 'refused' : 'let in'}`);
      }
    }
    expect(mistakes).toEqual([]);
  }, 120_000);
});
