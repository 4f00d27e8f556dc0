import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewCard, ReviewDecision, ReviewFact, ReviewForm, ReviewItem, ReviewKind, ReviewOutcome } from '../../../kernel/review.ts';
import type { SubjectName } from '../facts.ts';
import { areHoursReadable } from '../hours.ts';
import { directoryMessages } from '../messages.ts';
import type { Kept } from '../subjects/subject.ts';
import { usualHours } from '../views/usual-hours.ts';
import { directoryWords } from '../views/words.ts';
import { subjectPath } from '../views.tsx';
import { applyCorrection, publishSuggestion } from './commands/applying.ts';
import { type Review, reviewFields } from './forms.ts';
import { suggestionMessages } from './messages.ts';
import { correctionPayload, reportPayload, suggestionPayload } from './payloads.ts';
import { type AnyFacts, changedValues, fieldsOf, type PlainField, type PlainValues, plainValues } from './plain-fields.ts';
import { similarSubjects, subjectsById } from './queries/subjects.ts';
import { ReviewControls } from './views.tsx';
import { fieldWords, suggestionWords } from './words.ts';

/** What items are about, by their ids. */
export async function subjectsOf(kernel: Kernel, { territory }: Visit, items: readonly ReviewItem[]): Promise<Map<string, Kept<AnyFacts>>> {
  const found = new Map<string, Kept<AnyFacts>>();
  for (const subject of ['organisation', 'place', 'service'] as const) {
    const ids = items.filter((item) => item.subject === subject).flatMap(({ subjectId }) => subjectId ?? []);
    for (const [id, kept] of await subjectsById(kernel, territory.id, subject, ids)) found.set(id, kept);
  }
  return found;
}

export function pathOf(item: ReviewItem, { slug }: { slug: string }): string {
  return subjectPath({ subject: item.subject as SubjectName, slug, commune: null });
}

/** Cards of items about subjects that are still here. */
async function presentSubjects(
  kernel: Kernel,
  visit: Visit,
  items: readonly ReviewItem[],
  card: (item: ReviewItem, kept: Kept<AnyFacts>) => Pick<ReviewCard, 'summary' | 'facts'>,
): Promise<Map<string, ReviewCard>> {
  const subjects = await subjectsOf(kernel, visit, items);
  return new Map(
    items.flatMap((item) => {
      const kept = subjects.get(item.subjectId ?? '');
      return kept ? [[item.id, { path: pathOf(item, kept), similar: [], ...card(item, kept) }] as const] : [];
    }),
  );
}

/** Hours as people say them. */
function hoursIn({ openingHours }: PlainValues, { territory, locale }: Visit): string | null {
  return openingHours ? usualHours(openingHours, territory, locale) : null;
}

function factsIn(values: PlainValues, now: PlainValues, visit: Visit): ReviewFact[] {
  const t = suggestionWords(visit);
  const shown = (from: PlainValues, field: PlainField) => (field === 'openingHours' ? hoursIn(from, visit) : (from[field] ?? null));
  return (Object.keys(values) as PlainField[]).map((field) => ({
    label: t(`directory.suggest.${field}`),
    from: shown(now, field),
    to: shown(values, field),
  }));
}

/** What a moderator typed, as facts; hours that cannot be read are a mistake. */
function reviewed(
  visit: Visit,
  fields: readonly PlainField[],
  input: Review,
): { values: PlainValues } | Extract<ReviewOutcome, { mistakes: unknown }> {
  if (input.openingHours !== null && !areHoursReadable(input.openingHours, visit.territory))
    return { mistakes: [{ field: 'openingHours', key: 'directory.suggest.openingHours.wrong' }] };
  return { values: Object.fromEntries(fields.map((field) => [field, input[field]])) };
}

const formOnly = { mistakes: [{ field: '', key: 'moderation.decide.form-only' }] };

const reviewForm = {
  path: 'corriger',
  label: (locale) => translator(suggestionMessages, locale)('directory.correct.review'),
  fields: reviewFields,
  messages: directoryMessages,
} satisfies Partial<ReviewForm>;

const suggestion: ReviewKind = {
  kind: 'suggestion',
  label: (locale) => translator(suggestionMessages, locale)('directory.suggest.kind.name'),
  thanks: (locale) => translator(suggestionMessages, locale)('directory.suggest.thanks'),
  reasons: (locale) =>
    (['here', 'unverified', 'elsewhere', 'unsuitable'] as const).map((reason) =>
      translator(suggestionMessages, locale)(`directory.reason.${reason}`),
    ),
  async present(kernel, visit, items) {
    const t = suggestionWords(visit);
    const cards = new Map<string, ReviewCard>();
    for (const item of items) {
      const { subject, theme, values, hours } = suggestionPayload.parse(item.payload);
      const told = { name: values.name ?? '', phone: values.phone ?? null, email: values.email ?? null, website: values.website ?? null };
      // A list shows a line of each: only who decides looks for what is like it.
      const similar = items.length === 1 ? await similarSubjects(kernel, visit.territory.id, told) : [];
      cards.set(item.id, {
        path: null,
        summary: t(`directory.suggest.summary.${subject}`, { theme: directoryWords(visit)(`theme.${theme}` as never) }),
        facts: [
          ...factsIn(values, {}, visit).filter(({ to }) => to !== null),
          ...(hours === null ? [] : [{ label: t('directory.correct.hours.said'), from: null, to: hours }]),
        ],
        similar: similar.map(({ subject: of, slug, name, detail }) => ({
          title: name,
          path: subjectPath({ subject: of, slug, commune: null }),
          summary: detail || null,
        })),
      });
    }
    return cards;
  },
  form: {
    ...reviewForm,
    path: 'completer',
    async controls(_kernel, visit, item, form, wrong) {
      const { subject, values, hours } = suggestionPayload.parse(item.payload);
      return (
        <ReviewControls visit={visit} form={form} wrong={wrong} fields={fieldsOf(subject, null)} values={values} hours={hours} hasKind />
      );
    },
  },
  async approve(kernel, visit, item, { actor }, input) {
    const payload = suggestionPayload.parse(item.payload);
    const given = input === null ? null : reviewed(visit, fieldsOf(payload.subject, null), input as Review);
    // Words are no hours yet: somebody writes them as hours.
    if (given === null && payload.hours !== null) return formOnly;
    if (given !== null && 'mistakes' in given) return given;
    const kind = input === null ? null : (input as Review).kind;
    const published = await publishSuggestion(kernel, visit.territory, { ...payload, values: given?.values ?? payload.values }, kind, {
      actor,
    });
    return { path: subjectPath({ subject: payload.subject, slug: published.slug, commune: null }) };
  },
};

const correction: ReviewKind = {
  kind: 'correction',
  label: (locale) => translator(suggestionMessages, locale)('directory.correct.kind'),
  thanks: (locale) => translator(suggestionMessages, locale)('directory.correct.thanks'),
  reasons: (locale) =>
    (['unverified', 'right', 'keeper', 'unsuitable'] as const).map((reason) =>
      translator(suggestionMessages, locale)(`directory.reason.${reason}`),
    ),
  present: (kernel, visit, items) =>
    presentSubjects(kernel, visit, items, (item, kept) => {
      const t = suggestionWords(visit);
      const { what, values, hours } = correctionPayload.parse(item.payload);
      if (what !== 'facts')
        return {
          summary: t(`directory.correct.summary.${what}`),
          facts: [
            {
              label: t('directory.correct.state'),
              from: t(`directory.correct.state.${kept.state as 'published' | 'closed' | 'moved'}`),
              to: t(`directory.correct.state.${what}`),
            },
          ],
        };
      const now = plainValues(item.subject as SubjectName, kept.facts, visit.territory.country);
      return {
        summary: t('directory.correct.summary.facts', { fields: fieldWords(values, hours, t) }),
        facts: [
          ...factsIn(values, now, visit),
          ...(hours === null ? [] : [{ label: t('directory.suggest.hours'), from: hoursIn(now, visit), to: hours }]),
        ],
      };
    }),
  form: {
    ...reviewForm,
    isFor: (item) => correctionPayload.parse(item.payload).what === 'facts',
    async controls(kernel, visit, item, form, wrong) {
      const { what, values, hours } = correctionPayload.parse(item.payload);
      const kept = (await subjectsOf(kernel, visit, [item])).get(item.subjectId ?? '');
      if (!kept || what !== 'facts') return null;
      const subject = item.subject as SubjectName;
      const now = plainValues(subject, kept.facts, visit.territory.country);
      return (
        <ReviewControls
          visit={visit}
          form={form}
          wrong={wrong}
          fields={fieldsOf(subject, kept.facts)}
          values={{ ...now, ...values }}
          hours={hours}
        />
      );
    },
  },
  async approve(kernel, visit, item, { actor }, input) {
    const { what, values, hours } = correctionPayload.parse(item.payload);
    const kept = (await subjectsOf(kernel, visit, [item])).get(item.subjectId ?? '');
    if (!kept) return { mistakes: [{ field: '', key: 'moderation.item.gone' }] };
    if (input === null && hours !== null) return formOnly;
    let changes: PlainValues = values;
    if (input !== null) {
      const subject = item.subject as SubjectName;
      const given = reviewed(visit, fieldsOf(subject, kept.facts), input as Review);
      if ('mistakes' in given) return given;
      changes = changedValues(plainValues(subject, kept.facts, visit.territory.country), given.values);
    }
    await applyCorrection(
      kernel,
      visit.territory,
      { subject: item.subject as SubjectName, id: kept.id },
      { what, values: changes },
      { actor },
    );
    return { path: pathOf(item, kept) };
  },
};

const report: ReviewKind = {
  kind: 'report',
  label: (locale) => translator(suggestionMessages, locale)('directory.report.kind'),
  thanks: (locale) => translator(suggestionMessages, locale)('directory.report.thanks'),
  reasons: (locale) =>
    (['no-abuse', 'unverified'] as const).map((reason) => translator(suggestionMessages, locale)(`directory.reason.${reason}`)),
  present: (kernel, visit, items) =>
    presentSubjects(kernel, visit, items, (item) => ({
      summary: suggestionWords(visit)(`directory.report.why.${reportPayload.parse(item.payload).why}`),
      facts: [],
    })),
  // What is to be done is done on the page itself: the sender is told that somebody looked.
  approve: async (_kernel: Kernel, _visit: Visit, _item: ReviewItem, _decision: ReviewDecision) => ({ path: null }),
};

export const suggestionKinds: readonly ReviewKind[] = [suggestion, correction, report];
