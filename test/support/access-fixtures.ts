import { sql } from 'kysely';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { newId } from '../../src/kernel/ids.ts';
import { outboxPage } from '../../src/kernel/mail/outbox.ts';
import { sendAnswer } from '../../src/modules/announcements/answers/commands/sending.ts';
import { changeState } from '../../src/modules/announcements/commands/life.ts';
import { beginAnnouncement } from '../../src/modules/announcements/commands/writing.ts';
import { announcementsById } from '../../src/modules/announcements/queries/announcements.ts';
import { importers } from '../../src/modules/directory/importers/index.ts';
import { readUpload } from '../../src/modules/directory/importers/uploads/reading.ts';
import { requestPreview, requestRun } from '../../src/modules/directory/importers/uploads/requests.ts';
import { storeUpload } from '../../src/modules/directory/importers/uploads/upload.ts';
import { setSynonym } from '../../src/modules/directory/queries/synonyms.ts';
import { startConversation } from '../../src/modules/directory/relay/commands.ts';
import { editOrganisation } from '../../src/modules/directory/subjects/organisation.ts';
import { addPicture } from '../../src/modules/directory/subjects/picture.ts';
import { raiseItems } from '../../src/modules/moderation/index.ts';
import { tryEndpoint } from '../../src/modules/webhooks/commands/deliveries.ts';
import { addEndpoint } from '../../src/modules/webhooks/commands/endpoints.ts';
import { deliveriesOf } from '../../src/modules/webhooks/queries/deliveries.ts';
import { allowSite } from '../../src/modules/widgets/commands.ts';
import { pdf } from './answers.ts';
import type { TestApplication } from './application.ts';
import { addTestOrganisation } from './directory.ts';
import { type Somebody, somebody } from './people.ts';

/**
 * Things that are there, for routes whose path names one: without it, « forbidden » and « not there » are the same answer, as
 * they should be, and nothing could be told from it. By route path, the values of its parameters.
 */
export interface AccessFixtures {
  /** The structure whose keepers are among the personas. */
  structureId: string;
  /** The team whose confidential rows are among the things. */
  teamId: string;
  otherTeamId: string;
  /** Routes that are for those of the team alone, whatever their role. */
  ofTheTeam: RegExp;
  /** Who answered an announcement of the structure. */
  answerer: Somebody;
  /** Routes of that answer that are for who gave it alone, and those for who keeps the structure alone. */
  ofAnAnswer: Readonly<Record<'answerer' | 'keeper', RegExp>>;
  params: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export async function accessFixtures(app: TestApplication, territory: TerritoryContext): Promise<AccessFixtures> {
  const { id: structureId, slug } = await addTestOrganisation(app, territory, { name: 'La Structure' });
  const claimed = { slug };
  // Edited once: there is a version to go back to.
  await editOrganisation(app.kernel, territory, structureId, { actor: 'system' }, (facts) => ({ ...facts, email: 'a@essai.example' }));
  const target = { territoryId: territory.id, id: structureId, slug, commune: null, name: 'La Structure', email: null };
  const message = {
    name: 'Camille',
    email: 'b@essai.example',
    phone: null,
    accountId: null,
    onBehalfOf: null,
    locale: 'fr',
    body: 'Bonjour',
  };
  const conversation = { structureId, conversationId: (await startConversation(app.kernel, target, message)) ?? '' };
  const page = { structureId, pageId: structureId, number: '0' };
  const picture = { content: Buffer.from('picture'), width: 4, height: 3, digest: 'ab'.repeat(32) };
  const ref = { subject: 'organisation', id: structureId } as const;
  const pictured = await addPicture(app.kernel, territory, ref, picture, { alternative: 'La cour', credit: null }, { actor: 'system' });
  const pictureId = 'id' in pictured ? pictured.id : '';
  const space = '/mon-espace/structures/:structureId';
  const items = await queued(app, territory, structureId);
  const item = { id: items['correction'] ?? '' };
  const { answerer, ...answer } = await addAnswer(app, territory, structureId);
  const { teamId, otherTeamId, ...person } = await addPersonOfTeam(app, territory);
  const personPaths = ['', '/modifier', '/mandats', '/code', '/annonces', '/donnees', '/donnees.zip', '/effacement'].map(
    (path) => `/gestion/personnes/:personId${path}`,
  );
  const mandatePaths = ['', '/signature', '/fin', '/agir'].map((path) => `/gestion/personnes/:personId/mandats/:mandateId${path}`);
  return {
    structureId,
    teamId,
    otherTeamId,
    ofTheTeam: /^\/gestion\/personnes\/:personId/,
    answerer,
    ofAnAnswer: { answerer: /^\/mon-espace\/mes-reponses\/:answerId/, keeper: /^\/mon-espace\/annonces\/:id\/reponses/ },
    params: {
      ...(await letterParams(app, territory)),
      ...Object.fromEntries(['', '/fichier', '/retirer', '/autres'].map((one) => [`/mon-espace/mes-reponses/:answerId${one}`, answer])),
      ...Object.fromEntries(
        ['', '/:answerId', '/:answerId/fichier', '/:answerId/decision'].map((one) => [`/mon-espace/annonces/:id/reponses${one}`, answer]),
      ),
      '/gestion/agents/:accountId/secours': await colleague(app, territory),
      ...Object.fromEntries([...personPaths, ...mandatePaths, '/gestion/personnes/:personId/avis/:noticeId'].map((path) => [path, person])),
      '/annuaire/:slug/revendiquer': claimed,
      '/annuaire/:slug/revendiquer/code': claimed,
      '/annuaire/:slug/revendiquer/retirer': claimed,
      [`${space}/messages/:conversationId`]: conversation,
      [`${space}/messages/:conversationId/bloquer`]: conversation,
      ...Object.fromEntries(
        ['', '/abandonner', '/apercu', '/conflit', '/photos', '/photos/ordre', '/photos/retirer', '/publier'].map((one) => [
          `${space}/pages/:pageId${one}`,
          page,
        ]),
      ),
      [`${space}/pages/:pageId/photos/:pictureId`]: { ...page, pictureId },
      [`${space}/pages/:pageId/etat`]: page,
      [`${space}/pages/:pageId/historique`]: page,
      [`${space}/pages/:pageId/historique/:number`]: page,
      '/gestion/annuaire/:pageId/historique': { pageId: structureId },
      ...Object.fromEntries(
        ['', '/pause', '/reprise'].map((one) => [`/gestion/annonces/:organisationId${one}`, { organisationId: structureId }]),
      ),
      '/gestion/mots/:synonymId/retrait': { synonymId: await addTestSynonym(app, territory) },
      ...(await deskLetterParams(app, territory)),
      '/gestion/sites/:siteId/retrait': {
        siteId: (await allowSite(app.kernel, territory.id, 'https://commune.example', app.clock.now())) ?? '',
      },
      '/gestion/rapport/:quarter/pdf': { quarter: '2026-4' },
      '/gestion/rapport/:quarter/xlsx': { quarter: '2026-4' },
      '/gestion/moderation/:id': item,
      '/gestion/moderation/:id/attribution': item,
      '/gestion/moderation/:id/corriger': item,
      '/gestion/moderation/:id/comparer': { id: items['conflict'] ?? '' },
      '/gestion/moderation/:id/reconnaitre': { id: items['set-aside'] ?? '' },
      '/gestion/moderation/:id/fusionner': { id: items['duplicate'] ?? '' },
      '/gestion/moderation/:id/confier': { id: items['claim'] ?? '' },
      '/gestion/moderation/:id/completer': { id: items['suggestion'] ?? '' },
      '/gestion/moderation/:id/publier': { id: items['announcement'] ?? '' },
      ...(await importParams(app, territory)),
      ...(await webhookParams(app, territory)),
    },
  };
}

/** A letter of the desk, not sent yet. */
async function deskLetterParams({ kernel }: TestApplication, territory: TerritoryContext) {
  const letterId = newId();
  await sql`insert into desk.letter (territory_id, id, audience, subject, body, written_by, written_at)
    values (${territory.id}, ${letterId}, 'keepers', 'Réunion', 'Bonjour.', 'system', ${kernel.clock.now()})`.execute(
    kernel.database.kysely<never>(),
  );
  const steps = ['', '/modifier', '/apercu', '/essai', '/envoi', '/jeter'];
  return Object.fromEntries(steps.map((step) => [`/gestion/lettre/:letterId${step}`, { letterId }]));
}

async function addTestSynonym({ kernel }: TestApplication, territory: TerritoryContext): Promise<string> {
  await setSynonym(kernel, territory, 'essai', ['pain']);
  const { rows } = await sql<{ id: string }>`select id from directory.synonym where territory_id = ${territory.id}`.execute(
    kernel.database.kysely<never>(),
  );
  return rows[0]?.id ?? '';
}

/** An item of each kind in the queue, by its kind. */
async function queued({ kernel }: TestApplication, territory: TerritoryContext, structureId: string): Promise<Record<string, string>> {
  const about = { subject: 'organisation', id: structureId };
  const payloads = {
    suggestion: { subject: 'place', theme: 'food', values: { name: 'Un lieu' }, hours: null },
    correction: { what: 'facts', from: {}, values: { phone: '04 76 00 00 00' }, hours: null },
    conflict: { source: 'test' },
    'set-aside': { source: 'test', externalId: '1', row: 'place', reason: 'twin' },
    duplicate: { otherId: structureId },
    claim: { claimId: structureId },
  };
  const items = [
    ...Object.entries(payloads).map(([kind, payload]) => ({ kind, about, title: kind, payload, onceKey: kind })),
    await submittedAnnouncement(kernel, territory, structureId),
  ];
  await raiseItems(kernel, territory.id, 'system', items);
  return kernel.database.unit(
    async () => {
      const rows = await kernel.database
        .kysely<{ 'moderation.item': { territory_id: string; id: string; kind: string } }>()
        .selectFrom('moderation.item')
        .select(['id', 'kind'])
        .where('territory_id', '=', territory.id)
        .execute();
      return Object.fromEntries(rows.map(({ kind, id }) => [kind, id]));
    },
    { keeper: territory.id },
  );
}

/** An announcement of a structure, after this step. @returns its id. */
async function addAnnouncement(
  kernel: TestApplication['kernel'],
  territory: TerritoryContext,
  organisationId: string,
  step: 'submit' | 'publish',
): Promise<string> {
  const text = {
    title: 'Une mission',
    body: 'Des bras.',
    facts: { cause: 'sport', rhythm: 'flexible' },
    audience: 'own',
    street: null,
    postcode: null,
    locality: null,
    position: null,
    isRemote: false,
    phone: null,
    onTheSpot: null,
    link: null,
    publishOn: null,
  } as const;
  const by = { actor: 'system', accountId: newId(), onBehalfOf: null };
  return kernel.database.unit(async () => {
    const begun = await beginAnnouncement(
      kernel,
      territory,
      { kind: 'volunteering', text, publisher: { organisationId, name: 'La Structure' } },
      by,
    );
    await changeState(kernel, territory, { id: begun, kind: 'volunteering', state: 'draft', facts: text.facts }, step, by);
    return begun;
  });
}

/** An announcement of a structure that waits for a moderator. */
async function submittedAnnouncement(kernel: TestApplication['kernel'], territory: TerritoryContext, organisationId: string) {
  const id = await addAnnouncement(kernel, territory, organisationId, 'submit');
  return { kind: 'announcement', about: { subject: 'announcement', id }, title: 'Une mission', payload: { organisationId }, onceKey: id };
}

/** An answer to a structure's announcement, from somebody with an account. */
async function addAnswer(
  app: TestApplication,
  territory: TerritoryContext,
  structureId: string,
): Promise<{ answerer: Somebody; id: string; answerId: string }> {
  const { kernel } = app;
  const answerer = await somebody(app, territory);
  const id = await addAnnouncement(kernel, territory, structureId, 'publish');
  const announcement = (await announcementsById(kernel, territory.id, [id])).get(id);
  if (!announcement) throw new Error('The announcement is not there.');
  const given = { name: 'Camille', email: null, phone: null, accountId: answerer.accountId, personId: null, locale: 'fr' } as const;
  const by = { actor: `account:${answerer.accountId}`, onBehalfOf: null };
  const document = { content: pdf, mediaType: 'application/pdf', digest: 'ab'.repeat(32) } as const;
  const answerId = await sendAnswer(kernel, announcement, { ...given, body: 'Je suis libre le samedi.', document }, by);
  return { answerer, id, answerId: answerId ?? '' };
}

/** A site that is told, and a trial of it. */
async function webhookParams({ kernel }: TestApplication, territory: TerritoryContext): Promise<AccessFixtures['params']> {
  const added = await addEndpoint(kernel, territory.id, { url: 'https://site.example/hook', events: ['announcement.ended'] }, 'system');
  if (typeof added === 'string') throw new Error(added);
  const endpointId = added.id;
  await tryEndpoint(kernel, territory, endpointId, 'system');
  const deliveryId = (await deliveriesOf(kernel, territory.id, endpointId, null)).deliveries[0]?.id ?? '';
  const one = '/gestion/webhooks/:endpointId';
  const steps = ['', '/modifier', '/essai', '/secret', '/pause', '/reprise', '/suppression', '/envois', '/envois.xlsx'];
  return {
    ...Object.fromEntries(steps.map((step) => [`${one}${step}`, { endpointId }])),
    [`${one}/envois/:deliveryId`]: { endpointId, deliveryId },
    [`${one}/envois/:deliveryId/renvoi`]: { endpointId, deliveryId },
  };
}

/** A file that was sent, and what it would give. */
async function importParams(app: TestApplication, territory: TerritoryContext): Promise<AccessFixtures['params']> {
  const bytes = Buffer.from('Nom;Commune\nLa Fanfare;Valombre\n');
  const stored = await storeUpload(app.kernel, territory, importers, { name: 'a.csv', bytes, actor: 'system' });
  if (stored.outcome !== 'stored') throw new Error(stored.reason);
  const ask = { uploadId: stored.id, source: 'commune', mapping: null, isWithin: false, actor: 'system' };
  const work = async (asked: { outcome: string; id?: string }) => {
    const requestId = asked.id ?? '';
    await readUpload(app.kernel, importers, { territoryId: territory.id, requestId }, new AbortController().signal);
    return requestId;
  };
  const previewId = await work(await requestPreview(app.kernel, territory, ask));
  const requestId = await work(await requestRun(app.kernel, territory, { previewId, actor: 'system' }));
  const upload = { uploadId: stored.id };
  return {
    '/gestion/chargements/fichiers/:uploadId': upload,
    '/gestion/chargements/fichiers/:uploadId/feuille': upload,
    '/gestion/chargements/:requestId': { requestId },
    '/gestion/chargements/:requestId/charger': { requestId },
    '/gestion/chargements/:requestId/arret': { requestId },
    '/gestion/chargements/:requestId/rapport.csv': { requestId },
    '/gestion/chargements/:requestId/rapport.xlsx': { requestId },
  };
}

/** Somebody whom a team follows, with a mandate and something to be told, and another team that does not. */
async function addPersonOfTeam(
  { kernel, clock }: TestApplication,
  territory: TerritoryContext,
): Promise<{ teamId: string; otherTeamId: string; personId: string; mandateId: string; noticeId: string }> {
  const [teamId, otherTeamId, personId, mandateId, noticeId] = [newId(), newId(), newId(), newId(), newId()];
  const db = kernel.database.kysely<never>();
  const now = clock.now();
  await kernel.database.unit(
    async () => {
      for (const [id, name] of [
        [teamId, 'Jeunesse'],
        [otherTeamId, 'Action sociale'],
      ])
        await sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
          values (${id}, ${territory.id}, ${name}, 'social', 'La commune', ${now})`.execute(db);
      await sql`insert into people.person (territory_id, id, team_id, given_name, family_name, created_by, created_at, updated_at)
        values (${territory.id}, ${personId}, ${teamId}, 'Fatou', 'Diallo', 'system', ${now}, ${now})`.execute(db);
      await sql`insert into people.mandate (territory_id, id, person_id, team_id, purpose, starts_on, ends_on, state, prepared_by, prepared_at)
        values (${territory.id}, ${mandateId}, ${personId}, ${teamId}, 'suggest', '2026-11-24', '2026-12-24', 'prepared', 'system', ${now})`.execute(
        db,
      );
      await sql`insert into people.person_notice (territory_id, id, person_id, team_id, kind, key, words, word_values, way, at)
        values (${territory.id}, ${noticeId}, ${personId}, ${teamId}, 'moderation.decided', 'x', 'x', '{}', 'hand', ${now})`.execute(db);
    },
    { keeper: territory.id },
  );
  return { teamId, otherTeamId, personId, mandateId, noticeId };
}

/** Somebody of the staff who could have lost their second factor. */
async function colleague(app: TestApplication, territory: TerritoryContext): Promise<{ accountId: string }> {
  const { accountId } = await somebody(app, territory, { role: 'agent' });
  await sql`update people.account set has_one_time_codes = true where id = ${accountId}`.execute(app.kernel.database.kysely<never>());
  return { accountId };
}

/** A letter in the operator's outbox. */
async function letterParams({ kernel }: TestApplication, territory: TerritoryContext): Promise<AccessFixtures['params']> {
  const { name, accent, contact } = territory;
  await kernel.database.unit(() =>
    kernel.mail.send({
      key: 'access-fixture',
      to: 'quelqu-un@exemple.fr',
      locale: 'fr',
      territory: { name, accent, origin: `http://${territory.slug}.localhost`, contact },
      subject: 'Une lettre',
      paragraphs: ['Bonjour.'],
      isDuty: true,
    }),
  );
  const { items } = await outboxPage(kernel, null);
  const letter = { id: items[0]?.id ?? '' };
  return Object.fromEntries(['', '/page', '/renvoyer'].map((path) => [`/exploitation/messages/:id${path}`, letter]));
}
