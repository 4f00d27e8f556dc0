import { z } from 'zod';
import { signedIn } from '../../../kernel/access/access.ts';
import { isFor } from '../../../kernel/access/viewer.ts';
import { emptyForm, type FormState, formRoute, typed } from '../../../kernel/http/form.ts';
import { listFile } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Kernel, Module } from '../../../kernel/module.ts';
import { noticeText } from '../notices/words.ts';
import { teamsOf } from '../staff/queries.ts';
import { addPerson, beginActing, editPerson, endActing, endMandate, giveCode, prepareMandate, signMandate, takeOver } from './commands.ts';
import { mandateFields, personFields, readPersonInput, signatureFields, signatureMistake, takeoverFields } from './forms.ts';
import { personMessages } from './messages.ts';
import { markSaid } from './notices/commands.ts';
import { noticesToPerson, personsToTell } from './notices/queries.ts';
import { type Asked, agents, asked, page, personPath, today } from './pages.ts';
import {
  doneFor,
  findPersons,
  hasKeeper,
  mandatesOf,
  noteShown,
  ownMandates,
  readingsOfPerson,
  readPersons,
  similarPersons,
} from './queries.ts';
import { isOfUnknownAge, lacksGuardian, mandateMistake, needsGuardian, printCode } from './rules.ts';
import type { Mandate } from './view-models.ts';
import { PersonFormView } from './views/form.tsx';
import { PersonsView, personColumns } from './views/list.tsx';
import { MandateFormView } from './views/mandate-form.tsx';
import { OwnMandatesView } from './views/own-mandates.tsx';
import { PersonView } from './views/person.tsx';
import { CodeView, type MandateSheet, MandateSheetView } from './views/sheets.tsx';
import { SignView } from './views/sign.tsx';
import { TakeoverView } from './views/takeover.tsx';

const nothing = z.object({});
const withoutGuardian = { mistakes: [{ field: '', key: 'people.mandate.sign.guardian' }] };

async function list({ kernel, visit }: Asked): Promise<PageReply> {
  const words = visit.query['q'] ?? '';
  const isInTeam = (visit.viewer?.teams.length ?? 0) > 0;
  const persons = isInTeam ? await findPersons(kernel, visit, words) : [];
  const toTell = isInTeam && words === '' ? await personsToTell(kernel, visit.territory.id) : [];
  await noteShown(kernel, visit, [...persons, ...toTell]);
  return page(
    visit,
    'people.persons.title',
    <PersonsView
      visit={visit}
      words={words}
      isInTeam={isInTeam}
      persons={persons}
      isErased={visit.query['efface'] === '1'}
      toTell={toTell}
    />,
  );
}

async function newPerson(request: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { kernel, visit } = request;
  if (!visit.viewer?.teams.length) return list(request);
  const read = personFields.safeParse(form.values);
  const facts = read.success ? readPersonInput(read.data, visit.territory.country, today(visit)) : null;
  // Looked for once the form is right: then a similar person is the one thing left to say.
  const similar = facts && 'facts' in facts ? await similarPersons(kernel, visit, facts.facts) : [];
  await noteShown(kernel, visit, similar);
  return page(visit, 'people.person.new.title', <PersonFormView visit={visit} form={form} person={null} similar={similar} />);
}

async function editedPerson(request: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const found = await asked(request);
  if (!found) return notFound;
  return page(
    request.visit,
    'people.person.edit.title',
    <PersonFormView visit={request.visit} form={form} person={found.person} similar={[]} />,
  );
}

/** What other services let agents do for a person, where the territory has opened them. */
function actionsFor({ territory, locale }: Visit, modules: readonly Module[]): { page: string; label: string }[] {
  return modules
    .filter(({ name, isService }) => !isService || territory.services.includes(name))
    .flatMap(({ contributes }) => contributes?.persons ?? [])
    .map(({ page, label }) => ({ page, label: label(locale) }));
}

async function personPage(modules: readonly Module[], request: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const found = await asked(request);
  if (!found) return notFound;
  const { kernel, visit, params } = request;
  const territoryId = visit.territory.id;
  const notices = await noticesToPerson(kernel, territoryId, found.person.id);
  const model = {
    person: found.person,
    told: notices.map((notice) => ({ ...notice, text: noticeText(modules, visit.locale, notice) })),
    mandates: await mandatesOf(kernel, territoryId, found.person.id),
    deeds: await doneFor(kernel, territoryId, found.person.id),
    readings: await readingsOfPerson(kernel, visit.territory, found.person.id),
    actions: actionsFor(visit, modules),
    today: today(visit),
  };
  return page(visit, 'people.persons.title', <PersonView visit={visit} model={model} form={form} concerns={params['mandateId'] ?? null} />);
}

/** A mandate of the person whom the path names, with the team that holds it. */
async function askedSheet(request: Asked): Promise<MandateSheet | null> {
  const found = await asked(request);
  if (!found) return null;
  const { kernel, visit, params } = request;
  const { person } = found;
  const mandate = (await mandatesOf(kernel, visit.territory.id, person.id)).find(({ id }) => id === params['mandateId']);
  const team = (await teamsOf(kernel, visit.territory.id)).find(({ id }) => id === person.teamId);
  return mandate && team ? { person, mandate, team } : null;
}

async function signPage(request: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const sheet = await askedSheet(request);
  if (!sheet) return notFound;
  const { visit } = request;
  if (sheet.mandate.state !== 'prepared' && form === emptyForm) return { redirect: visit.href(personPath(sheet.person.id)) };
  return page(visit, 'people.sign.title', <SignView visit={visit} sheet={sheet} form={form} />);
}

async function mandateForm(request: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const found = await asked(request);
  if (!found) return notFound;
  const { visit } = request;
  const isMinor = needsGuardian(found.person.birthDate, today(visit), visit.territory.country);
  return page(
    visit,
    'people.mandate.new.title',
    <MandateFormView
      visit={visit}
      form={form}
      person={found.person}
      isMinor={isMinor}
      isOfUnknownAge={isOfUnknownAge(found.person.birthDate, visit.territory.country)}
      today={today(visit)}
    />,
  );
}

const takeover = async ({ visit }: Asked, form: FormState = emptyForm): Promise<PageReply> => ({
  page: {
    title: translator(personMessages, visit.locale)('people.takeover.title'),
    body: <TakeoverView visit={visit} form={form} />,
    noindex: true,
    frame: 'space',
    section: 'takeover',
  },
});

const mine = async ({ kernel, visit }: Asked): Promise<PageReply> => {
  if (!visit.viewer) return notFound;
  const mandates = await ownMandates(kernel, visit.territory.id, visit.viewer.accountId);
  return {
    page: {
      title: translator(personMessages, visit.locale)('people.own-mandates.title'),
      body: <OwnMandatesView visit={visit} mandates={mandates} today={today(visit)} />,
      noindex: true,
      frame: 'space',
      section: 'mandates',
    },
  };
};

/**
 * The assisted channel.
 *
 * @param modules one of which knows the structures that a mandate may name; others do something for a person, and all word notices.
 */
export function personPages(modules: readonly Module[]): readonly AnyRoute[] {
  const onePerson = (request: Asked, form?: FormState) => personPage(modules, request, form);
  const findStructure = async (kernel: Kernel, territoryId: string, slug: string) => {
    for (const { contributes } of modules) {
      const found = await contributes?.findStructure?.(kernel, territoryId, slug);
      if (found) return found;
    }
    return null;
  };
  return [
    pageRoute({ path: '/gestion/personnes', access: agents, handle: list }),
    pageRoute({
      path: '/gestion/personnes.xlsx',
      access: agents,
      async handle({ kernel, visit }) {
        const { viewer } = visit;
        if (!viewer) return notFound;
        return listFile(
          { kernel, visit },
          {
            file: 'personnes',
            name: translator(personMessages, visit.locale)('people.persons.title'),
            columns: personColumns(visit),
            page: async () => ({ rows: await readPersons(kernel, visit, viewer, visit.query['q'] ?? ''), next: null }),
          },
        );
      },
    }),
    pageRoute({ path: '/gestion/personnes/ajout', access: agents, handle: (request) => newPerson(request) }),
    formRoute({
      path: '/gestion/personnes/ajout',
      access: agents,
      fields: personFields,
      limits: [{ name: 'people.person-added', limit: 100, seconds: 3_600 }],
      again: newPerson,
      async handle({ kernel, visit, input }) {
        const read = readPersonInput(input, visit.territory.country, today(visit));
        if ('mistakes' in read) return read;
        const teams = visit.viewer?.teams ?? [];
        const team = teams.find(({ id }) => id === input.teamId) ?? (teams.length === 1 ? teams[0] : undefined);
        if (!team) return { mistakes: [{ field: 'teamId', key: 'form.choice' }] };
        if (!input.isOther && (await similarPersons(kernel, visit, read.facts)).length > 0)
          return { mistakes: [{ field: 'isOther', key: 'people.person.similar' }] };
        const id = await addPerson(kernel, visit, team.id, read.facts);
        return id === null ? { mistakes: [{ field: '', key: 'people.person.team.closed' }] } : { redirect: visit.href(personPath(id)) };
      },
    }),
    pageRoute({ path: '/gestion/personnes/:personId', access: agents, handle: (request) => onePerson(request) }),
    pageRoute({ path: '/gestion/personnes/:personId/modifier', access: agents, handle: (request) => editedPerson(request) }),
    formRoute({
      path: '/gestion/personnes/:personId/modifier',
      access: agents,
      fields: personFields,
      again: editedPerson,
      async handle(request) {
        const { kernel, visit, input } = request;
        const found = await asked(request);
        if (!found) return notFound;
        const read = readPersonInput(input, visit.territory.country, today(visit));
        if ('mistakes' in read) return read;
        await editPerson(kernel, visit, found.person.id, read.facts);
        return { redirect: visit.href(personPath(found.person.id)) };
      },
    }),
    formRoute({
      path: '/gestion/personnes/:personId/avis/:noticeId',
      access: agents,
      fields: nothing,
      again: onePerson,
      async handle(request) {
        const { kernel, visit, params } = request;
        const found = await asked(request);
        const id = params['noticeId'] ?? '';
        if (!found || !isId(id)) return notFound;
        await markSaid(kernel, visit, found.person.id, id);
        return { redirect: visit.href(personPath(found.person.id)) };
      },
    }),
    pageRoute({ path: '/gestion/personnes/:personId/mandats', access: agents, handle: (request) => mandateForm(request) }),
    formRoute({
      path: '/gestion/personnes/:personId/mandats',
      access: agents,
      fields: mandateFields,
      again: mandateForm,
      async handle(request) {
        const { kernel, visit, input } = request;
        const found = await asked(request);
        if (!found) return notFound;
        const { person } = found;
        const wrongEnd = mandateMistake(input);
        const structure = input.structure === null ? null : await findStructure(kernel, visit.territory.id, input.structure);
        const isMinor = needsGuardian(person.birthDate, today(visit), visit.territory.country);
        const guardianName = input.guardianName ?? person.guardianName;
        const mistakes = [
          ...(wrongEnd ? [{ field: 'endsOn', key: wrongEnd }] : []),
          ...(input.purpose === 'other' && input.words === null ? [{ field: 'words', key: 'people.mandate.words.required' }] : []),
          ...((input.purpose === 'structure' || input.structure !== null) && !structure
            ? [{ field: 'structure', key: 'people.mandate.structure.wrong' }]
            : []),
          ...(structure && (await hasKeeper(kernel, visit.territory.id, structure.id))
            ? [{ field: 'structure', key: 'people.mandate.structure.kept' }]
            : []),
          ...(isMinor && guardianName === null ? [{ field: 'guardianName', key: 'people.person.guardian.required.fr' }] : []),
          ...(isOfUnknownAge(person.birthDate, visit.territory.country) && !input.isOldEnough && input.guardianName === null
            ? [{ field: 'isOldEnough', key: 'people.mandate.age.required' }]
            : []),
        ];
        if (mistakes.length > 0) return { mistakes };
        await prepareMandate(kernel, visit, person, {
          purpose: input.purpose,
          purposeWords: input.words ?? structure?.name ?? null,
          structureId: structure?.id ?? null,
          startsOn: input.startsOn,
          endsOn: input.endsOn,
          guardianName: isMinor ? guardianName : input.guardianName,
        });
        return { redirect: visit.href(personPath(person.id)) };
      },
    }),
    pageRoute({
      path: '/gestion/personnes/:personId/mandats/:mandateId',
      access: agents,
      async handle(request) {
        const { visit } = request;
        const sheet = await askedSheet(request);
        return sheet ? page(visit, 'people.sheet.title', <MandateSheetView visit={visit} sheet={sheet} />) : notFound;
      },
    }),
    pageRoute({
      path: '/gestion/personnes/:personId/mandats/:mandateId/signature',
      access: agents,
      handle: (request) => signPage(request),
    }),
    formRoute({
      path: '/gestion/personnes/:personId/mandats/:mandateId/signature',
      access: agents,
      fields: signatureFields,
      again: (request, form) => (typed(form, 'how') === 'screen' ? signPage : onePerson)(request, form),
      async handle(request) {
        const { kernel, visit, params, input } = request;
        const found = await asked(request);
        const id = params['mandateId'] ?? '';
        if (!found || !isId(id)) return notFound;
        const wrong = signatureMistake(input);
        if (wrong) return { mistakes: [wrong] };
        // Their birth date may have been written down since the mandate was prepared.
        const mandate = (await mandatesOf(kernel, visit.territory.id, found.person.id)).find((one) => one.id === id);
        if (mandate && lacksGuardian(found.person, mandate, today(visit), visit.territory.country)) return withoutGuardian;
        const { how, words } = input;
        const drawing = how === 'screen' ? input.drawing : null;
        const signed = await signMandate(kernel, visit, found.person.id, id, { how, on: today(visit), words, drawing });
        return signed
          ? { redirect: visit.href(personPath(found.person.id)) }
          : { mistakes: [{ field: '', key: 'people.mandate.sign.late' }] };
      },
    }),
    formRoute({
      path: '/gestion/personnes/:personId/mandats/:mandateId/fin',
      access: agents,
      fields: nothing,
      again: onePerson,
      async handle(request) {
        const { kernel, visit, params } = request;
        const found = await asked(request);
        const id = params['mandateId'] ?? '';
        if (!found || !isId(id)) return notFound;
        await endMandate(kernel, visit, id);
        return { redirect: visit.href(personPath(found.person.id)) };
      },
    }),
    formRoute({
      path: '/gestion/personnes/:personId/mandats/:mandateId/agir',
      access: agents,
      fields: nothing,
      again: onePerson,
      async handle(request) {
        const { kernel, visit, params } = request;
        const found = await asked(request);
        if (!found) return notFound;
        const mandate = (await mandatesOf(kernel, visit.territory.id, found.person.id)).find(({ id }) => id === params['mandateId']);
        if (!mandate) return notFound;
        if (lacksGuardian(found.person, mandate, today(visit), visit.territory.country)) return withoutGuardian;
        const begun = await beginActing(kernel, visit, found.viewer, found.person, mandate);
        return begun ? { redirect: visit.href(actingPath(mandate)) } : { mistakes: [{ field: '', key: 'people.mandate.act.not' }] };
      },
    }),
    formRoute({
      path: '/gestion/agir/fin',
      access: agents,
      fields: nothing,
      again: list,
      async handle({ kernel, visit }) {
        if (!visit.viewer) return notFound;
        const { actingFor } = visit.viewer;
        await endActing(kernel, visit, visit.viewer);
        return { redirect: visit.href(actingFor ? personPath(actingFor.personId) : '/gestion/personnes') };
      },
    }),
    formRoute({
      path: '/gestion/personnes/:personId/code',
      access: agents,
      fields: nothing,
      limits: [{ name: 'people.takeover-given', limit: 30, seconds: 3_600 }],
      again: onePerson,
      async handle(request) {
        const found = await asked(request);
        if (!found) return notFound;
        const { kernel, visit } = request;
        const code = printCode(await giveCode(kernel, visit, found.person));
        return page(visit, 'people.code.title', <CodeView visit={visit} person={found.person} code={code} />);
      },
    }),
    pageRoute({ path: '/prendre-la-main', access: signedIn, handle: (request) => takeover(request) }),
    formRoute({
      path: '/prendre-la-main',
      access: signedIn,
      fields: takeoverFields,
      limits: [{ name: 'people.takeover', limit: 10, seconds: 3_600 }],
      again: takeover,
      async handle({ kernel, visit, input }) {
        if (!visit.viewer) return notFound;
        const taken = await takeOver(kernel, visit, visit.viewer, input, async (takeover) => {
          for (const { contributes } of modules) await contributes?.takenOver?.(kernel, takeover);
        });
        return taken === 'taken'
          ? { redirect: visit.href('/mon-compte/mandats') }
          : { mistakes: [{ field: 'code', key: `people.takeover.${taken}` }] };
      },
    }),
    pageRoute({ path: '/mon-compte/mandats', access: signedIn, handle: mine }),
    formRoute({
      path: '/mon-compte/mandats/:mandateId/fin',
      access: signedIn,
      fields: nothing,
      again: mine,
      async handle({ kernel, visit, params }) {
        const id = params['mandateId'] ?? '';
        if (!visit.viewer || !isId(id)) return notFound;
        const isOwn = (await ownMandates(kernel, visit.territory.id, visit.viewer.accountId)).some((mandate) => mandate.id === id);
        if (!isOwn) return notFound;
        await endMandate(kernel, visit, id);
        return { redirect: visit.href('/mon-compte/mandats') };
      },
    }),
  ];
}

/** Where one begins to act: the space of the structure, or the portal. */
function actingPath({ purpose, structureId }: Mandate): string {
  return structureId === null || !isFor(purpose, 'structure') ? '/' : `/mon-espace/structures/${structureId}`;
}
