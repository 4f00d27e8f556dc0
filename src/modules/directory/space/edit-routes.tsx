import { z } from 'zod';
import { emptyForm, type FormReply, type FormState, formRoute, typed } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/ids.ts';
import type { DraftChoices } from '../draft-rules.ts';
import { type FactsOf, noPlaceFacts, noServiceFacts, type SubjectName } from '../facts.ts';
import { factsFields, factsValues, readFacts } from '../facts-input.ts';
import { draftById, draftOf } from '../queries/drafts.ts';
import { organisationPage, placePage } from '../queries/pages.ts';
import { servicePage } from '../queries/service-page.ts';
import { discardDraft, type Publication, publishDraft, saveDraft } from '../subjects/draft.ts';
import { subjectNamed } from '../subjects/named.ts';
import { keptSubjects } from '../subjects/subject.ts';
import { OrganisationView, PlaceView, ServiceView } from '../views.tsx';
import { editFieldNames } from './edit-fields.ts';
import { spacePath } from './paths.ts';
import { inSpace, type SpaceRequest } from './queries.ts';
import { keeps, spaceBase, spaceReply, writerOf } from './request.ts';
import type { Editing, Space } from './view-models.ts';
import { ConflictView, EditView, editPath, editTitle, editWords, PreviewBar } from './views/edit.tsx';

const path = `${spaceBase}/pages/:pageId`;
const newOnes: Readonly<Record<string, 'place' | 'service'>> = { 'nouveau-lieu': 'place', 'nouveau-service': 'service' };

interface Edited extends Editing {
  /** What a form is read into: the draft's facts where there is one. */
  facts: FactsOf[SubjectName];
}

/** What the path names, as this author has it; null where it is nothing of this structure. */
async function editingOf({ kernel, visit, params }: SpaceRequest, space: Space): Promise<Edited | null> {
  const key = params['pageId'] ?? '';
  const { territory } = space;
  const { actor } = writerOf(visit.viewer);
  const edited = (
    subject: SubjectName,
    facts: FactsOf[SubjectName],
    more: Pick<Editing, 'draftId' | 'savedAt' | 'revision' | 'name'>,
  ): Edited => ({ key, subject, facts, values: factsValues(subject, facts as never, territory), ...more });
  const begun = newOnes[key];
  if (begun) {
    const facts = begun === 'place' ? { ...noPlaceFacts, name: '' } : { ...noServiceFacts, name: '', description: '' };
    return edited(begun, facts, { draftId: null, savedAt: null, revision: 0, name: '' });
  }
  const page = space.pages.find(({ id }) => id === key);
  if (page) {
    const draft = await draftOf(kernel, territory.id, page, actor);
    if (draft)
      return edited(page.subject, draft.facts, { draftId: draft.id, savedAt: draft.savedAt, revision: draft.revision, name: page.name });
    const kept = (await keptSubjects(kernel, territory.id, subjectNamed(page.subject), [page.id])).get(page.id);
    return kept
      ? edited(page.subject, kept.facts as FactsOf[SubjectName], { draftId: null, savedAt: null, revision: kept.revision, name: page.name })
      : null;
  }
  const draft = /^[0-9a-f-]{36}$/.test(key) ? await draftById(kernel, territory.id, key, actor) : null;
  if (!draft || draft.subjectId !== null || draft.organisationId !== space.pages[0].id) return null;
  return edited(draft.subject, draft.facts, { draftId: draft.id, savedAt: draft.savedAt, revision: 0, name: draft.facts.name });
}

async function onEditing(request: SpaceRequest, work: (space: Space, editing: Edited) => Promise<FormReply>): Promise<FormReply> {
  const reply = await inSpace(request, async (space): Promise<FormReply> => {
    const editing = await editingOf(request, space);
    return editing ? work(space, editing) : notFound;
  });
  return reply ?? notFound;
}

/** For pages, whose work finds no mistakes. */
async function onEditingPage(request: SpaceRequest, work: (space: Space, editing: Edited) => Promise<PageReply>): Promise<PageReply> {
  const reply = await onEditing(request, work);
  return 'mistakes' in reply ? notFound : reply;
}

const edit = (request: SpaceRequest, form: FormState = emptyForm) =>
  onEditingPage(request, async (space, editing) =>
    spaceReply(editTitle(editing, request.visit), <EditView space={space} editing={editing} form={form} visit={request.visit} />),
  );

function publish(
  { kernel, visit }: SpaceRequest,
  space: Space,
  { subject, draftId }: Edited,
  choices?: { revision: number; fields: DraftChoices },
): Promise<Publication> {
  return publishDraft(kernel, space.territory, { subject, id: draftId ?? '' }, writerOf(visit.viewer), choices);
}

/** Where a publication leads. */
function after({ visit }: SpaceRequest, space: Space, editing: Edited, publication: Publication): PageReply {
  return publication.outcome === 'conflict'
    ? { redirect: visit.href(`${editPath(space, editing.key)}/conflit`) }
    : { redirect: visit.href(spacePath(space.pages[0].id)) };
}

/** Carries what it gives out of a unit that is taken back. */
class TakenBack extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('Taken back: it was a trial.');
    this.result = result;
  }
}

/** Publishes for a look, and takes it back: the page is the very one that would be shown, made by the same statements. */
async function tried<Result>(
  request: SpaceRequest,
  space: Space,
  editing: Edited,
  look: (publication: Publication) => Promise<Result>,
): Promise<Result> {
  const { database } = request.kernel;
  try {
    return await database.apart(() =>
      database.unit(
        async (): Promise<Result> => {
          throw new TakenBack(await look(await publish(request, space, editing)));
        },
        { territory: space.territory.id },
      ),
    );
  } catch (error) {
    if (error instanceof TakenBack) return error.result as Result;
    throw error;
  }
}

const preview = (request: SpaceRequest) =>
  onEditingPage(request, async (space, editing) => {
    const { kernel, visit } = request;
    const back = { redirect: visit.href(editPath(space, editing.key)) };
    if (editing.draftId === null) return back;
    return tried(request, space, editing, async (publication): Promise<PageReply> => {
      if (publication.outcome !== 'published') return publication.outcome === 'gone' ? back : after(request, space, editing, publication);
      const there = { ...visit, territory: space.territory, query: {} };
      const bar = <PreviewBar space={space} editing={editing} visit={visit} />;
      const { slug } = publication;
      const views = {
        organisation: async () => {
          const organisation = await organisationPage(kernel, there, slug);
          return organisation && <OrganisationView organisation={organisation} visit={there} />;
        },
        place: async () => {
          const place = await placePage(kernel, there, slug);
          return place && <PlaceView place={place} visit={there} />;
        },
        service: async () => {
          const service = await servicePage(kernel, there, slug);
          return service && <ServiceView service={service} visit={there} />;
        },
      };
      const body = await views[editing.subject]();
      if (!body) return back;
      return {
        page: {
          title: editWords(visit)('directory.edit.preview'),
          body: (
            <>
              {bar}
              {body}
            </>
          ),
          noindex: true,
          dense: true,
          section: 'directory',
        },
      };
    });
  });

const conflict = (request: SpaceRequest, form: FormState = emptyForm) =>
  onEditingPage(request, async (space, editing) => {
    const { visit } = request;
    if (editing.draftId === null) return { redirect: visit.href(editPath(space, editing.key)) };
    const publication = await tried(request, space, editing, async (one) => one);
    if (publication.outcome !== 'conflict') return { redirect: visit.href(`${editPath(space, editing.key)}/apercu`) };
    const { revision, conflicts } = publication;
    return spaceReply(
      editWords(visit)('directory.edit.conflict.title', { name: editing.name }),
      <ConflictView space={space} editing={editing} revision={revision} conflicts={conflicts} form={form} visit={visit} />,
    );
  });

function choicesOf(input: Readonly<Record<string, unknown>>): DraftChoices {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      name.startsWith('choice.') && (value === 'mine' || value === 'theirs') ? [[name.slice('choice.'.length), value] as const] : [],
    ),
  );
}

export const editPages: readonly AnyRoute[] = [
  pageRoute({ path, access: keeps, handle: (request) => edit(request) }),
  formRoute({
    path,
    access: keeps,
    fields: factsFields,
    again: edit,
    handle: (request) =>
      onEditing(request, async (space, editing) => {
        const { kernel, visit, input } = request;
        const sent = input as Readonly<Record<string, string | readonly string[]>>;
        const read = readFacts(editing.subject, sent, editing.facts as never, space.territory, editFieldNames(editing.subject));
        if (read.facts === null) return { mistakes: read.mistakes };
        const shown = Number(typed({ values: sent, mistakes: [] }, 'revision'));
        const isHere = space.pages.some(({ id }) => id === editing.key);
        const target = isHere
          ? { id: editing.key, revision: Number.isInteger(shown) && shown >= 0 && shown <= editing.revision ? shown : editing.revision }
          : { newId: editing.draftId ?? newId(), owner: { organisationId: space.pages[0].id, placeId: null } };
        const draftId = await saveDraft(
          kernel,
          space.territory,
          { subject: editing.subject, target, facts: read.facts },
          writerOf(visit.viewer).actor,
        );
        if (draftId === null) return notFound;
        const saved: Edited = { ...editing, draftId, key: isHere ? editing.key : draftId };
        if (sent['step'] === 'publier') return after(request, space, saved, await publish(request, space, saved));
        return { redirect: visit.href(editPath(space, saved.key, sent['step'] === 'apercu' ? '/apercu' : '')) };
      }),
  }),
  pageRoute({ path: `${path}/apercu`, access: keeps, handle: preview }),
  formRoute({
    path: `${path}/publier`,
    access: keeps,
    fields: z.object({}),
    again: preview,
    handle: (request) =>
      onEditing(request, async (space, editing) => after(request, space, editing, await publish(request, space, editing))),
  }),
  pageRoute({ path: `${path}/conflit`, access: keeps, handle: (request) => conflict(request) }),
  formRoute({
    path: `${path}/conflit`,
    access: keeps,
    fields: factsFields,
    again: conflict,
    handle: (request) =>
      onEditing(request, async (space, editing) => {
        const input = request.input as Readonly<Record<string, unknown>>;
        const publication = await publish(request, space, editing, { revision: Number(input['revision']), fields: choicesOf(input) });
        if (publication.outcome !== 'conflict') return after(request, space, editing, publication);
        return {
          mistakes: publication.conflicts.map(({ field }) => ({ field: `choice.${field}`, key: 'directory.edit.conflict.required' })),
        };
      }),
  }),
  formRoute({
    path: `${path}/abandonner`,
    access: keeps,
    fields: z.object({}),
    again: edit,
    handle: (request) =>
      onEditing(request, async (space, { draftId }) => {
        const { kernel, visit } = request;
        if (draftId !== null) await discardDraft(kernel, space.territory.id, draftId, writerOf(visit.viewer).actor);
        return { redirect: visit.href(spacePath(space.pages[0].id)) };
      }),
  }),
];
