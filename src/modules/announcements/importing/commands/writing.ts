import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { isId } from '../../../../kernel/ids.ts';
import { beginBatch, fold, type ImportRun, type Outcome, structuresTold } from '../../../directory/index.ts';
import { raiseItems } from '../../../moderation/index.ts';
import { seatsOf } from '../../answers/rules.ts';
import { itemAbout, type Question } from '../../commands/asking.ts';
import { changeState, notePublishedChange, prolong, publishAnnouncement } from '../../commands/life.ts';
import { beginAnnouncement, rewriteAnnouncement, type Writer } from '../../commands/writing.ts';
import { kindOf } from '../../kinds/index.ts';
import { firstDay, isOver } from '../../lifetime-rules.ts';
import type { Announcement } from '../../models.ts';
import { announcementPath } from '../../paths.ts';
import { announcementsById, hasAnswers, isTrusted, standsRefused } from '../../queries/announcements.ts';
import type { AnnouncementState } from '../../states.ts';
import type { DB } from '../../tables.generated.ts';
import { type ImportedRow, isRejected, type PostingRow, type SettledRow } from '../row.ts';
import { type SettledPosting, settle } from '../settling.ts';
import { knownRecords, noteTold, recordKey, type SourceRecord, writeRecord } from './records.ts';
import { trustedSources } from './sources.ts';

type Result = Pick<Outcome, 'outcome' | 'reason' | 'warnings'> & { announcement: Announcement | null };

/** Where somebody here ended it, it stays so. */
const ended: ReadonlySet<AnnouncementState> = new Set(['refused', 'filled', 'withdrawn']);

/** Writes the rows of a batch, in the current unit of work. */
export async function writePostings(run: ImportRun & { isWithin: boolean }, rows: readonly ImportedRow[]): Promise<Outcome[]> {
  const { kernel, territory } = run;
  await beginBatch(kernel, territory.id);
  await noteTold(run, rows);
  const postings = rows.filter((row): row is PostingRow => !isRejected(row));
  const structures = await structuresTold(
    kernel,
    territory.id,
    postings.map(({ publisher }) => publisher),
  );
  const structureOf = new Map(postings.map((row, index) => [row, structures[index] ?? null]));
  const known = await knownRecords(kernel, territory.id, postings);
  const kept = await announcementsById(kernel, territory.id, [
    ...[...known.values()].map(({ announcementId }) => announcementId),
    ...postings.map(({ externalId }) => externalId).filter(isId),
  ]);
  const trusted = await trustedSources(kernel, territory.id);
  const outcomes: Outcome[] = [];
  const met = new Set<string>();
  for (const row of rows) {
    const { line, externalId, title } = row;
    const told = { line, externalId, name: title };
    if (isRejected(row)) {
      outcomes.push({ ...told, outcome: 'rejected', reason: row.rejected, warnings: [], path: null });
      continue;
    }
    const key = recordKey(row);
    const record = known.get(key) ?? null;
    const result = met.has(key)
      ? refusal('repeated-id')
      : await writeOne(
          run,
          { ...row, structure: structureOf.get(row) ?? null },
          {
            record,
            announcement: kept.get(record?.announcementId ?? row.externalId) ?? null,
            isTrusted: trusted.has(row.source),
          },
        );
    met.add(key);
    const { announcement, ...said } = result;
    const path = announcement?.publishedAt ? announcementPath({ slug: announcement.slug, commune: null }) : null;
    outcomes.push({ ...told, ...said, path });
  }
  return outcomes;
}

function refusal(reason: string): Result {
  return { outcome: 'rejected', reason, warnings: [], announcement: null };
}

/** All that it says: another digest is another text. */
function digestOf({ title, kind, sent, publisher, position, shownUntil }: SettledRow): string {
  return createHash('sha256')
    .update(JSON.stringify([title, kind, sent, publisher, position, shownUntil]))
    .digest('base64url');
}

/** Somewhere in the territory, as far as its address tells. */
function isHere({ isRemote, postcode, locality }: SettledPosting['text'], { territory }: ImportRun): boolean {
  if (isRemote || (postcode === null && locality === null)) return true;
  if (postcode !== null && territory.postcodes.includes(postcode)) return true;
  const names = [territory, ...territory.members, ...territory.districts].map(({ name }) => fold(name));
  return locality !== null && names.includes(fold(locality));
}

interface Before {
  record: SourceRecord | null;
  /** What the record is of; without one, what has the row's identifier here. */
  announcement: Announcement | null;
  isTrusted: boolean;
}

async function writeOne(run: ImportRun & { isWithin: boolean }, row: SettledRow, before: Before): Promise<Result> {
  const { kernel, territory } = run;
  const { record, announcement } = before;
  // A file that was made of what is here.
  if (record === null && announcement !== null) return { outcome: 'duplicate', reason: 'already-here', warnings: [], announcement };
  const digest = digestOf(row);
  const isBack = record?.missingSince != null && announcement?.state === 'withdrawn';
  if (record && announcement && record.digest === digest && !isBack) {
    if (record.missingSince !== null) await writeRecord(run, record);
    return { outcome: 'unchanged', reason: null, warnings: [], announcement };
  }
  const settled = settle(row, { territory, now: kernel.clock.now() });
  if ('rejected' in settled) return refusal(settled.rejected);
  if (run.isWithin && !isHere(settled.text, run)) return refusal('elsewhere');
  const today = Temporal.PlainDate.from(run.today);
  if (isOver(kindOf(settled.kind), settled.text.facts, today) || (row.shownUntil !== null && row.shownUntil < run.today))
    return refusal('over');
  if (!record || !announcement) return create(run, row, settled, digest, before.isTrusted);
  if (announcement.kind !== settled.kind) return refusal('other-kind');
  // What people wrote, ended or are reading stays as it is.
  const why =
    announcement.revision !== record.revision
      ? 'edited-here'
      : ended.has(announcement.state) && !isBack
        ? 'ended-here'
        : announcement.state === 'submitted'
          ? 'being-read'
          : null;
  if (why !== null) {
    if (record.missingSince !== null) await writeRecord(run, record);
    return { outcome: 'unchanged', reason: null, warnings: [why], announcement };
  }
  return rewrite(run, row, settled, digest, { ...before, record, announcement });
}

async function create(run: ImportRun, row: SettledRow, settled: SettledPosting, digest: string, isSourceTrusted: boolean): Promise<Result> {
  const { kernel, territory } = run;
  const id = await beginAnnouncement(kernel, territory, settled, writerOf(row));
  await limit(run, id, row);
  await writeRecord(run, { source: row.source, externalId: row.externalId, announcementId: id, digest, revision: 1 });
  return { outcome: 'created', reason: null, warnings: settled.warnings, announcement: await show(run, row, settled, id, isSourceTrusted) };
}

/** What its source tells, apart from seats that are given, and from whom people answered. */
async function withKept({ kernel, territory }: ImportRun, announcement: Announcement, told: SettledPosting): Promise<SettledPosting> {
  const seats = seatsOf(told.text);
  const isShort = seats !== null && seats < announcement.seatsTaken;
  const { organisationId } = announcement.publisher;
  const isAnswered = told.publisher.organisationId !== organisationId && (await hasAnswers(kernel, territory.id, announcement.id));
  return {
    ...told,
    text: isShort ? { ...told.text, facts: { ...told.text.facts, seats: announcement.seatsTaken } } : told.text,
    publisher: isAnswered ? announcement.publisher : told.publisher,
    warnings: [...told.warnings, ...(isShort ? ['seats-taken'] : []), ...(isAnswered ? ['publisher-answered'] : [])],
  };
}

async function rewrite(
  run: ImportRun,
  row: SettledRow,
  told: SettledPosting,
  digest: string,
  { record, announcement, isTrusted: isSourceTrusted }: Before & { record: SourceRecord; announcement: Announcement },
): Promise<Result> {
  const { kernel, territory } = run;
  const { id, state, revision } = announcement;
  const settled = await withKept(run, announcement, told);
  if (!(await rewriteAnnouncement(kernel, territory, { id, state, revision, ...settled }, writerOf(row)))) {
    await writeRecord(run, record);
    return { outcome: 'unchanged', reason: null, warnings: ['edited-here'], announcement };
  }
  await limit(run, id, row);
  await writeRecord(run, { ...record, digest, revision: revision + 1 });
  const isTrustedHere = isSourceTrusted || (await isTrusted(kernel, territory.id, settled.publisher.organisationId));
  const today = Temporal.PlainDate.from(run.today);
  const isHeld = !firstDay(kindOf(settled.kind), settled.text, { territory, today }).equals(today);
  if (announcement.state === 'published' && isHeld) {
    await changeState(kernel, territory, announcement, 'withdraw', writerOf(row));
    await show(run, row, settled, id, isSourceTrusted);
  } else if (announcement.state === 'published') {
    await prolong(kernel, territory, { id, kind: settled.kind, facts: settled.text.facts });
    const isWithdrawnAround = announcement.audience === 'groupings' && settled.text.audience === 'own';
    await notePublishedChange(kernel, territory.id, { id, event: 'edit', isWithdrawnAround }, writerOf(row));
    if (!isTrustedHere)
      await ask(
        run,
        row,
        { ...announcement, ...settled.text, publisher: settled.publisher, revision: revision + 1 },
        'announcement-change',
      );
  } else await show(run, row, settled, id, isSourceTrusted);
  return { outcome: 'updated', reason: null, warnings: settled.warnings, announcement };
}

function writerOf({ source }: SettledRow): Writer {
  return { actor: `source:${source}`, onBehalfOf: null, accountId: null };
}

async function limit({ kernel, territory }: ImportRun, id: string, { shownUntil }: SettledRow): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('announcements.announcement')
    .set({ shown_until: shownUntil === null ? null : Temporal.PlainDate.from(shownUntil) })
    .where('territory_id', '=', territory.id)
    .where('id', '=', id)
    .execute();
}

/** Publishes it as far as its source or its structure is trusted, else asks the moderators. @returns how it stands then. */
async function show(
  run: ImportRun,
  row: SettledRow,
  { isToRead }: SettledPosting,
  id: string,
  isSourceTrusted: boolean,
): Promise<Announcement | null> {
  const { kernel, territory } = run;
  const by = writerOf(row);
  const found = async () => (await announcementsById(kernel, territory.id, [id])).get(id) ?? null;
  const announcement = await found();
  if (!announcement) return null;
  const { organisationId } = announcement.publisher;
  const isTrustedHere = isSourceTrusted || (await isTrusted(kernel, territory.id, organisationId));
  if (!isToRead && isTrustedHere && !(await standsRefused(kernel, territory.id, id)))
    await publishAnnouncement(kernel, territory, announcement, by);
  else if ((await changeState(kernel, territory, announcement, 'submit', by)) !== null) await ask(run, row, announcement, 'announcement');
  return found();
}

/** Puts it into the moderators' queue: once for each reading that changes it. */
async function ask(run: ImportRun, row: SettledRow, announcement: Announcement, question: Question): Promise<void> {
  const { kernel, territory } = run;
  const item = await itemAbout(kernel, territory.id, announcement, question, row.source);
  const onceKey = `${question}:${announcement.id}:${digestOf(row)}:${run.runId}`;
  await raiseItems(kernel, territory.id, `source:${row.source}`, [{ ...item, onceKey }]);
}
