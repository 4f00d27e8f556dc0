import { z } from 'zod';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewCard, ReviewItem, ReviewKind } from '../../../kernel/review.ts';
import { type FieldGroups, isAddressSecret, type SubjectName } from '../facts.ts';
import { pairConflicts } from '../merge-rules.ts';
import { directoryMessages } from '../messages.ts';
import { sourceOf } from '../sources.ts';
import { mergeSubjects } from '../subjects/merging/merge.ts';
import { subjectNamed } from '../subjects/named.ts';
import type { Kept } from '../subjects/subject.ts';
import { type AnyFacts, fieldsOf, plainValues } from '../suggestions/plain-fields.ts';
import { subjectsById } from '../suggestions/queries/subjects.ts';
import { pathOf, subjectsOf } from '../suggestions/review-kinds.tsx';
import { subjectPath } from '../views.tsx';
import { attachAside, publishAside, settleConflicts } from './commands.ts';
import { findingMessages } from './messages.ts';
import { asidePayload, conflictPayload, duplicatePayload } from './payloads.ts';
import { asidesOf, type Conflict, conflictsOf } from './queries.ts';
import { type Question, Questions } from './views.tsx';
import { factWords, fieldLabel } from './words.ts';

const wordsOf = (locale: Locale) => translator(findingMessages, locale);

const gone = { mistakes: [{ field: '', key: 'directory.finding.gone' }] };
const unanswered = (field: string) => ({ mistakes: [{ field, key: 'directory.finding.choice' }] });

/** What was answered to a question. */
function answerTo(input: unknown, name: string): string {
  const value = (input as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}

/** The facts of one field of a subject, as conflicts have them. */
function ours(subject: SubjectName, facts: AnyFacts, field: string): unknown {
  const keys: readonly string[] = (subjectNamed(subject).fields as Readonly<Record<string, readonly string[]>>)[field] ?? [];
  const all = facts as unknown as Readonly<Record<string, unknown>>;
  const [only] = keys;
  return keys.length === 1 && only !== undefined ? all[only] : Object.fromEntries(keys.map((key) => [key, all[key]]));
}

/** What the source of an item says otherwise, field by field. */
function toldIn(conflicts: ReadonlyMap<string, readonly Conflict[]>, item: ReviewItem): readonly Conflict[] {
  const { source } = conflictPayload.parse(item.payload);
  return conflicts.get(item.subjectId ?? '')?.filter((one) => one.source === source) ?? [];
}

async function toldOf(kernel: Kernel, visit: Visit, item: ReviewItem): Promise<readonly Conflict[]> {
  return toldIn(await conflictsOf(kernel, visit.territory.id, item.subjectId === null ? [] : [item.subjectId]), item);
}

const conflict: ReviewKind = {
  kind: 'conflict',
  label: (locale) => wordsOf(locale)('directory.conflict.kind'),
  thanks: (locale) => wordsOf(locale)('directory.finding.thanks'),
  reasons: (locale) => [wordsOf(locale)('directory.conflict.reason'), wordsOf(locale)('directory.conflict.reason.unverified')],
  isByFormOnly: true,
  async present(kernel, visit, items) {
    const t = wordsOf(visit.locale);
    const subjects = await subjectsOf(kernel, visit, items);
    const conflicts = await conflictsOf(kernel, visit.territory.id, [...subjects.keys()]);
    const cards = new Map<string, ReviewCard>();
    for (const item of items) {
      const kept = subjects.get(item.subjectId ?? '');
      const { source } = conflictPayload.parse(item.payload);
      const told = toldIn(conflicts, item);
      if (!kept || told.length === 0) continue;
      cards.set(item.id, {
        path: pathOf(item, kept),
        summary: t('directory.conflict.summary', {
          source: sourceOf(source).name,
          fields: told.map(({ field }) => fieldLabel(field, visit)).join(', '),
        }),
        facts: told.map(({ field, theirs }) => ({
          label: fieldLabel(field, visit),
          from: factWords(field, ours(item.subject as SubjectName, kept.facts, field), visit),
          to: factWords(field, theirs, visit),
        })),
        sides: { from: t('directory.finding.here'), to: sourceOf(source).name },
        similar: [],
      });
    }
    return cards;
  },
  form: {
    path: 'comparer',
    label: (locale) => wordsOf(locale)('directory.conflict.decide'),
    // A question for each field that is told otherwise.
    fields: z.looseObject({}),
    messages: directoryMessages,
    async controls(kernel, visit, item, form, wrong) {
      const t = wordsOf(visit.locale);
      const kept = (await subjectsOf(kernel, visit, [item])).get(item.subjectId ?? '');
      if (!kept) return null;
      const told = await toldOf(kernel, visit, item);
      if (told.length === 0) return null;
      const nothing = t('directory.finding.nothing');
      const questions = told.map(({ field, theirs }) => ({
        name: `fact-${field}`,
        label: fieldLabel(field, visit),
        answers: [
          {
            value: 'ours',
            label: t('directory.finding.keep'),
            hint: factWords(field, ours(item.subject as SubjectName, kept.facts, field), visit) ?? nothing,
          },
          { value: 'theirs', label: t('directory.finding.take'), hint: factWords(field, theirs, visit) ?? nothing },
        ],
      }));
      return <Questions questions={questions} form={form} wrong={wrong} />;
    },
  },
  async approve(kernel, visit, item, { actor }, input) {
    const { source } = conflictPayload.parse(item.payload);
    const told = await toldOf(kernel, visit, item);
    const kept = (await subjectsOf(kernel, visit, [item])).get(item.subjectId ?? '');
    if (!kept || told.length === 0) return gone;
    for (const { field } of told) if (!['ours', 'theirs'].includes(answerTo(input, `fact-${field}`))) return unanswered(`fact-${field}`);
    const taken = told.filter(({ field }) => answerTo(input, `fact-${field}`) === 'theirs');
    await settleConflicts(kernel, visit.territory, { subject: item.subject as SubjectName, id: kept.id }, source, taken, { actor });
    return { path: pathOf(item, kept) };
  },
};

/** The place of a row, or else its structure: what one compares with the page. */
function rowFacts(row: SubjectName, facts: unknown): AnyFacts | null {
  if (row !== 'organisation') return facts as AnyFacts;
  const { place, organisation } = facts as { place: AnyFacts | null; organisation: AnyFacts | null };
  return place ?? organisation;
}

const setAside: ReviewKind = {
  kind: 'set-aside',
  label: (locale) => wordsOf(locale)('directory.aside.kind'),
  thanks: (locale) => wordsOf(locale)('directory.finding.thanks'),
  reasons: (locale) => [wordsOf(locale)('directory.aside.reason')],
  isByFormOnly: true,
  async present(kernel, visit, items) {
    const t = wordsOf(visit.locale);
    const subjects = await subjectsOf(kernel, visit, items);
    const payloads = items.map(({ payload }) => asidePayload.parse(payload));
    const asides = await asidesOf(kernel, visit.territory.id, payloads);
    const cards = new Map<string, ReviewCard>();
    for (const [index, item] of items.entries()) {
      const kept = subjects.get(item.subjectId ?? '');
      const [payload, aside] = [payloads[index], asides[index]];
      const told = payload && aside && rowFacts(payload.row, aside.facts);
      if (!kept || !payload || !told) continue;
      const subject = item.subject as SubjectName;
      const now = plainValues(subject, kept.facts, visit.territory.country);
      const theirs = plainValues(subject, told, visit.territory.country);
      cards.set(item.id, {
        path: pathOf(item, kept),
        summary: t('directory.aside.summary', { source: sourceOf(payload.source).name }),
        facts: fieldsOf(subject, kept.facts)
          .filter((field) => now[field] || theirs[field])
          .map((field) => ({
            label: translator(directoryMessages, visit.locale)(`directory.suggest.${field}`, { country: visit.territory.country }),
            from: now[field] ?? null,
            to: theirs[field] ?? null,
          })),
        sides: { from: t('directory.finding.here'), to: sourceOf(payload.source).name },
        similar: [],
      });
    }
    return cards;
  },
  form: {
    path: 'reconnaitre',
    label: (locale) => wordsOf(locale)('directory.aside.decide'),
    fields: z.looseObject({}),
    messages: directoryMessages,
    async controls(kernel, visit, item, form, wrong) {
      const t = wordsOf(visit.locale);
      const payload = asidePayload.parse(item.payload);
      const [aside] = await asidesOf(kernel, visit.territory.id, [payload]);
      if (!aside) return null;
      const same = { value: 'same', label: t('directory.aside.same'), hint: t('directory.aside.same.hint') };
      const other = { value: 'other', label: t('directory.aside.other'), hint: t('directory.aside.other.hint') };
      // A service needs its structure, which the row does not bring: it stays aside.
      const answers = payload.row === 'service' ? [same] : [same, other];
      return <Questions questions={[{ name: 'answer', label: t('directory.aside.question'), answers }]} form={form} wrong={wrong} />;
    },
  },
  async approve(kernel, visit, item, { actor }, input) {
    const payload = asidePayload.parse(item.payload);
    const [aside] = await asidesOf(kernel, visit.territory.id, [payload]);
    const kept = (await subjectsOf(kernel, visit, [item])).get(item.subjectId ?? '');
    if (!aside || !kept) return gone;
    const answer = answerTo(input, 'answer');
    const row = { ...aside, ...payload };
    if (answer === 'same') {
      await attachAside(kernel, visit.territory, row, {
        organisationId: item.subject === 'organisation' ? kept.id : null,
        placeId: item.subject === 'place' ? kept.id : null,
        serviceId: item.subject === 'service' ? kept.id : null,
      });
      return { path: pathOf(item, kept) };
    }
    if (answer !== 'other' || payload.row === 'service') return unanswered('answer');
    const published = await publishAside(kernel, visit.territory, row, { actor });
    return { path: subjectPath({ ...published, commune: null }) };
  },
};

type Pair = [Kept<AnyFacts>, Kept<AnyFacts>];

/** Both pages of each pair, by the ids of items; a pair of which one is not there any more is missing. */
async function pairsOf(kernel: Kernel, visit: Visit, items: readonly ReviewItem[]): Promise<Map<string, Pair>> {
  const pairs = new Map<string, Pair>();
  for (const [subject, own] of Map.groupBy(items, (item) => item.subject as SubjectName)) {
    const ids = own.map((item) => [item.subjectId ?? '', duplicatePayload.parse(item.payload).otherId] as const);
    const found = await subjectsById(kernel, visit.territory.id, subject, ids.flat());
    for (const [index, item] of own.entries()) {
      const [one, other] = (ids[index] ?? []).map((id) => found.get(id));
      if (one && other) pairs.set(item.id, [one, other]);
    }
  }
  return pairs;
}

const duplicate: ReviewKind = {
  kind: 'duplicate',
  label: (locale) => wordsOf(locale)('directory.duplicate.kind'),
  thanks: (locale) => wordsOf(locale)('directory.finding.thanks'),
  reasons: (locale) => [wordsOf(locale)('directory.duplicate.reason')],
  isByFormOnly: true,
  async present(kernel, visit, items) {
    const pairs = await pairsOf(kernel, visit, items);
    const cards = new Map<string, ReviewCard>();
    for (const item of items) {
      const pair = pairs.get(item.id);
      if (!pair) continue;
      const [one, other] = pair;
      const subject = item.subject as SubjectName;
      const [now, theirs] = [one, other].map(({ facts }) => plainValues(subject, facts, visit.territory.country));
      cards.set(item.id, {
        path: pathOf(item, one),
        summary: wordsOf(visit.locale)('directory.duplicate.summary', { name: other.facts.name }),
        facts: fieldsOf(subject, one.facts)
          .filter((field) => now?.[field] || theirs?.[field])
          .map((field) => ({
            label: translator(directoryMessages, visit.locale)(`directory.suggest.${field}`, { country: visit.territory.country }),
            from: now?.[field] ?? null,
            to: theirs?.[field] ?? null,
          })),
        sides: { from: one.slug, to: other.slug },
        similar: [{ title: other.facts.name, path: pathOf(item, other), summary: null }],
      });
    }
    return cards;
  },
  form: {
    path: 'fusionner',
    label: (locale) => wordsOf(locale)('directory.duplicate.decide'),
    fields: z.looseObject({}),
    messages: directoryMessages,
    async controls(kernel, visit, item, form, wrong) {
      const t = wordsOf(visit.locale);
      const pair = (await pairsOf(kernel, visit, [item])).get(item.id);
      if (!pair) return null;
      const [one, other] = pair;
      const subject = item.subject as SubjectName;
      const sides = pair.map((kept) => ({ kept, value: kept.id, label: kept.facts.name, hint: pathOf(item, kept) }));
      const questions: Question[] = [
        {
          name: 'keep',
          label: t('directory.duplicate.question'),
          hint: t('directory.duplicate.question.hint'),
          answers: sides.map(({ value, label, hint }) => ({ value, label, hint })),
        },
        ...pairConflicts(subjectNamed(subject).fields as FieldGroups<AnyFacts>, one.facts, other.facts).map(({ field, kept, merged }) => ({
          name: `fact-${field}`,
          label: fieldLabel(field, visit),
          hint: t('directory.duplicate.fact.hint'),
          answers: sides.map(({ value, kept: side }) => ({
            value,
            label: factWords(field, side.id === one.id ? kept : merged, visit) ?? t('directory.finding.nothing'),
            hint: pathOf(item, side),
          })),
        })),
        ...(isAddressSecret(one.facts) === isAddressSecret(other.facts)
          ? []
          : [
              { name: 'hide', label: t('directory.duplicate.hide'), answers: [{ value: 'yes', label: t('directory.duplicate.hide.yes') }] },
            ]),
      ];
      return <Questions questions={questions} form={form} wrong={wrong} />;
    },
  },
  async approve(kernel, visit, item, { actor }, input) {
    const pair = (await pairsOf(kernel, visit, [item])).get(item.id);
    if (!pair) return gone;
    const kept = pair.find(({ id }) => id === answerTo(input, 'keep'));
    const other = pair.find(({ id }) => id !== kept?.id);
    if (!kept || !other) return unanswered('keep');
    const subject = item.subject as SubjectName;
    const fields = Object.fromEntries(
      pairConflicts(subjectNamed(subject).fields as FieldGroups<AnyFacts>, kept.facts, other.facts).map(({ field }) => [
        field,
        answerTo(input, `fact-${field}`) === other.id ? ('merged' as const) : ('kept' as const),
      ]),
    );
    const order = { subject, keepId: kept.id, mergedId: other.id, fields, hidesAddress: answerTo(input, 'hide') === 'yes' };
    const merger = await mergeSubjects(kernel, visit.territory, order, { actor });
    if (merger.outcome === 'already-merged') return gone;
    if (merger.outcome === 'refused')
      return merger.reason === 'confidential'
        ? { mistakes: [{ field: 'hide', key: 'directory.duplicate.refused.confidential' }] }
        : merger.reason === 'two-organisations'
          ? { mistakes: [{ field: 'keep', key: 'directory.duplicate.refused.two-organisations' }] }
          : gone;
    return { path: subjectPath({ subject, slug: merger.slug, commune: null }) };
  },
};

export const findingKinds: readonly ReviewKind[] = [duplicate, setAside, conflict];
