import { z } from 'zod';
import { anyone } from '../../../kernel/access/access.ts';
import { authorOf, type Viewer, worksAs } from '../../../kernel/access/viewer.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { sentPath, submitItem } from '../../moderation/index.ts';
import { territoryBySlug } from '../../territories/index.ts';
import type { SubjectName } from '../facts.ts';
import { areHoursReadable } from '../hours.ts';
import { subjectPath } from '../views.tsx';
import { applyCorrection, publishSuggestion } from './commands/applying.ts';
import { type Correction, correctionFields, type Proposal, proposalFields, reportFields } from './forms.ts';
import { readingLimit, sendingLimit } from './limits.ts';
import type { CorrectionPayload, ReportPayload, SuggestionPayload } from './payloads.ts';
import { changedValues, fieldsOf, type PlainValues, plainValues } from './plain-fields.ts';
import { type AboutSubject, similarSubjects, subjectBySlug, subjectNamedBy } from './queries/subjects.ts';
import { CorrectionView, ProposalReviewView, ProposalView, PublishedView, ReportView } from './views.tsx';
import { suggestionWords } from './words.ts';

type Request = PageRequest<Readonly<Record<string, string>>>;

const section = 'directory';

/** Who moderates here publishes at once, and who runs the territory. */
function publishesAtOnce(viewer: Viewer | null): boolean {
  return worksAs(viewer, 'moderator', 'administrator');
}

/** And so does who keeps the structure. */
function isTrusted({ viewer, territory }: Visit, organisationId: string | null): boolean {
  return (
    publishesAtOnce(viewer) ||
    (viewer?.structures.some(({ id, territoryId }) => territoryId === territory.id && id === organisationId) ?? false)
  );
}

function proposal({ visit }: Pick<Request, 'visit'>, form: FormState = emptyForm): PageReply {
  const path = visit.query['publie'];
  const title = suggestionWords(visit)('directory.suggest.title');
  const isPublished = path !== undefined && /^\/(lieux|annuaire)\/[a-z0-9-]+$/.test(path);
  return {
    page: { title, body: isPublished ? <PublishedView visit={visit} path={path} /> : <ProposalView visit={visit} form={form} />, section },
  };
}

const proposalPages: readonly AnyRoute[] = [
  pageRoute({ path: '/proposer', access: anyone, handle: async (request) => proposal(request) }),
  formRoute({
    path: '/proposer/relire',
    access: anyone,
    fields: proposalFields,
    limits: [readingLimit],
    isGuarded: true,
    deeds: ['suggest'],
    again: async (request, form) => proposal(request, form),
    async handle({ kernel, visit, input }) {
      const similar = await similarSubjects(kernel, visit.territory.id, input);
      const t = suggestionWords(visit);
      const body = (
        <ProposalReviewView visit={visit} form={emptyForm} proposal={input} similar={similar} isTrusted={publishesAtOnce(visit.viewer)} />
      );
      return { page: { title: t('directory.suggest.review.title'), body, noindex: true, section } };
    },
  }),
  formRoute({
    // Back to the form, with all that was typed.
    path: '/proposer/modifier',
    access: anyone,
    fields: z.object(Object.fromEntries(Object.keys(proposalFields.shape).map((name) => [name, z.string().optional()]))),
    limits: [readingLimit],
    again: async (request, form) => proposal(request, form),
    async handle({ visit, input }) {
      const values = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, value ?? '']));
      return proposal({ visit }, { values, mistakes: [] });
    },
  }),
  formRoute({
    path: '/proposer',
    access: anyone,
    fields: proposalFields,
    limits: [sendingLimit],
    isGuarded: true,
    deeds: ['suggest'],
    again: async (request, form) => proposal(request, form),
    handle: (request) => sendProposal(request, request.input),
  }),
];

async function sendProposal({ kernel, visit }: Pick<Request, 'kernel' | 'visit'>, input: Proposal): Promise<FormReply> {
  const { name, description, street, postcode, locality, phone, email, website, hours, subject, theme } = input;
  const place = subject === 'place' ? { street, postcode, locality } : {};
  const payload: SuggestionPayload = { subject, theme, values: { name, description, ...place, phone, email, website }, hours };
  if (publishesAtOnce(visit.viewer) && hours === null) {
    const published = await publishSuggestion(kernel, visit.territory, payload, null, authorOf(visit.viewer));
    const path = subjectPath({ subject, slug: published.slug, commune: null });
    return { redirect: `${visit.href('/proposer')}?publie=${encodeURIComponent(path)}` };
  }
  const item = { kind: 'suggestion', title: name, words: [description, street, locality, phone, email], payload };
  const id = await submitItem(kernel, visit, item, { name: input.sender_name, email: input.sender_email, note: input.note });
  return { redirect: sentPath({ kernel, visit }, id) };
}

/** The portal where a page of another territory is corrected: its own. Null where this one is. */
async function elsewhere({ kernel, visit }: Pick<Request, 'kernel' | 'visit'>, path: string): Promise<PageReply | null> {
  const { commune } = visit.query;
  if (commune === undefined) return null;
  const home = await territoryBySlug(kernel.database, kernel.clock, commune);
  if (!home || home.id === visit.territory.id) return home ? null : notFound;
  const here = new URL(visit.origin);
  // Without a domain of its own, it answers beside this one.
  const origin =
    home.origin ??
    (here.hostname.endsWith('.localhost') ? `${here.protocol}//${home.slug}.localhost${here.port && `:${here.port}`}` : null);
  return origin === null ? notFound : { redirect: `${origin}${visit.href(path)}` };
}

/** The pages of one kind of subject. @param folder of its public pages. */
function subjectPages(subject: SubjectName, folder: string): readonly AnyRoute[] {
  const about = ({ kernel, visit, params }: Request) => subjectBySlug(kernel, visit.territory.id, subject, params['slug'] ?? '');
  const pathOf = ({ params }: Request) => `${folder}/${params['slug'] ?? ''}`;

  const correct = async (request: Request, form: FormState = emptyForm): Promise<PageReply> => {
    const { visit } = request;
    const away = await elsewhere(request, `${pathOf(request)}/corriger`);
    if (away) return away;
    const found = await about(request);
    if (!found) return notFound;
    const { kept, organisationId } = found;
    const { name } = kept.facts;
    const title = suggestionWords(visit)('directory.correct.title', { name });
    // Whoever comes to say that it is closed finds it chosen.
    const shown = form === emptyForm && visit.query['quoi'] === 'closed' ? { values: { what: 'closed' }, mistakes: [] } : form;
    const body =
      visit.query['publie'] === undefined ? (
        <CorrectionView
          visit={visit}
          form={shown}
          subject={subject}
          slug={kept.slug}
          name={name}
          fields={fieldsOf(subject, kept.facts)}
          values={plainValues(subject, kept.facts, visit.territory.country)}
          isTrusted={isTrusted(visit, organisationId)}
        />
      ) : (
        <PublishedView visit={visit} path={pathOf(request)} />
      );
    return { page: { title, body, noindex: true, section } };
  };

  const report = async (request: Request, form: FormState = emptyForm): Promise<PageReply> => {
    const away = await elsewhere(request, `${pathOf(request)}/signaler`);
    if (away) return away;
    const found = await about(request);
    if (!found) return notFound;
    const { visit } = request;
    const { name } = found.kept.facts;
    return {
      page: {
        title: suggestionWords(visit)('directory.report.title', { name }),
        body: <ReportView visit={visit} form={form} path={pathOf(request)} name={name} />,
        noindex: true,
        section,
      },
    };
  };

  return [
    pageRoute({ path: `${folder}/:slug/corriger`, access: anyone, handle: (request) => correct(request) }),
    formRoute({
      path: `${folder}/:slug/corriger`,
      access: anyone,
      fields: correctionFields,
      limits: [sendingLimit],
      isGuarded: true,
      deeds: ['suggest'],
      again: correct,
      async handle(request) {
        const found = await about(request);
        return found ? sendCorrection(request, found, request.input, pathOf(request)) : notFound;
      },
    }),
    pageRoute({ path: `${folder}/:slug/signaler`, access: anyone, handle: (request) => report(request) }),
    formRoute({
      path: `${folder}/:slug/signaler`,
      access: anyone,
      fields: reportFields,
      limits: [sendingLimit],
      isGuarded: true,
      deeds: ['suggest'],
      again: report,
      async handle(request) {
        const found = await about(request);
        if (!found) return notFound;
        const { kernel, visit, input } = request;
        const payload: ReportPayload = { why: input.why };
        const { name } = found.kept.facts;
        const item = { kind: 'report', about: { subject, id: found.kept.id }, title: name, payload, isUrgent: true };
        const id = await submitItem(kernel, visit, item, { name: input.sender_name, email: input.sender_email, note: input.note });
        return { redirect: sentPath({ kernel, visit }, id) };
      },
    }),
  ];
}

async function sendCorrection(
  { kernel, visit }: Pick<Request, 'kernel' | 'visit'>,
  { subject, kept, organisationId }: AboutSubject,
  input: Correction,
  path: string,
): Promise<FormReply> {
  const { id } = kept;
  const { what } = input;
  const sender = { name: input.sender_name, email: input.sender_email, note: input.note };
  const { name } = kept.facts;
  const about = { subject, id };
  if (what === 'duplicate') {
    const other = await subjectNamedBy(kernel, visit.territory.id, subject, input.twin ?? '');
    if (other === null) return { mistakes: [{ field: 'twin', key: 'directory.correct.twin.unknown' }] };
    if (other === id) return { mistakes: [{ field: 'twin', key: 'directory.correct.twin.same' }] };
    const item = { kind: 'duplicate', about, title: name, payload: { otherId: other } };
    return { redirect: sentPath({ kernel, visit }, await submitItem(kernel, visit, item, sender)) };
  }
  if (what === 'moved' && subject === 'service') return { mistakes: [{ field: 'what', key: 'form.choice' }] };
  const now = plainValues(subject, kept.facts, visit.territory.country);
  const typed: PlainValues = Object.fromEntries(
    fieldsOf(subject, kept.facts).flatMap((field) => (field === 'openingHours' ? [] : [[field, input[field] ?? null]])),
  );
  const values = what === 'facts' ? changedValues(now, typed) : {};
  // Whoever writes hours as the directory does needs nobody to write them again.
  const areRead = input.hours !== null && areHoursReadable(input.hours, visit.territory) && /\d\d:\d\d/.test(input.hours);
  const hours = what === 'facts' && !areRead ? input.hours : null;
  const all: PlainValues = what === 'facts' && areRead ? { ...values, openingHours: input.hours } : values;
  if (what === 'facts' && Object.keys(all).length === 0 && hours === null && sender.note === null)
    return { mistakes: [{ field: '', key: 'directory.correct.nothing' }] };
  if (isTrusted(visit, organisationId) && hours === null) {
    await applyCorrection(kernel, visit.territory, about, { what, values: all }, { ...authorOf(visit.viewer), reason: sender.note });
    return { redirect: `${visit.href(`${path}/corriger`)}?publie=1` };
  }
  const payload: CorrectionPayload = {
    what,
    from: Object.fromEntries(Object.keys(all).map((field) => [field, now[field as keyof PlainValues] ?? null])),
    values: all,
    hours,
  };
  const item = { kind: 'correction', about, title: name, words: [sender.note, ...Object.values(all)], payload };
  return { redirect: sentPath({ kernel, visit }, await submitItem(kernel, visit, item, sender)) };
}

export const suggestionPages: readonly AnyRoute[] = [
  ...proposalPages,
  ...subjectPages('organisation', '/annuaire'),
  ...subjectPages('place', '/lieux'),
  ...subjectPages('service', '/services'),
];
