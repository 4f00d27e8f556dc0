import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { fieldsOf } from '../facts-input.ts';
import { announcementFields } from '../forms.ts';
import { kindsIn } from '../kinds/index.ts';
import type { AnnouncementText, Publisher } from '../models.ts';
import { readAnnouncement } from '../text-input.ts';
import type { SettledRow } from './row.ts';

/** Each try leaves out one thing that cannot be used. */
const TRIES = 12;

export interface SettledPosting {
  kind: string;
  text: AnnouncementText;
  publisher: Publisher;
  warnings: string[];
  /** A moderator reads it before it is published, however much its source is trusted. */
  isToRead: boolean;
}

/**
 * What a row says, read as its form is: what cannot be used of it is left out and told, as far as its kind does not need it.
 *
 * @returns why it cannot be taken, as a code, where it needs it.
 */
export function settle(
  row: SettledRow,
  { territory, now }: { territory: TerritoryContext; now: Temporal.Instant },
): SettledPosting | { rejected: string } {
  const kind = kindsIn(territory).find(({ code }) => code === row.kind);
  if (!kind) return { rejected: 'unknown-posting-kind' };
  const sent: Record<string, string | readonly string[]> = {
    ...row.sent,
    ...(row.structure ? { publisher: row.structure.id } : { publisher_name: row.publisher.name }),
  };
  const warnings = [...row.warnings];
  // Formats of others do not say whether job centres hear of a Swiss post first. A day when they did says so; else somebody has to
  // ask: taken for a no, it would publish what the law holds back.
  const asksDuty = fieldsOf(kind, territory).some(({ name }) => name === 'duty');
  const isToRead = asksDuty && sent['duty'] === undefined && sent['reportedOn'] === undefined;
  if (isToRead) warnings.push('unsaid:duty');
  if (asksDuty) sent['duty'] ??= isToRead ? 'no' : 'yes';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const input = announcementFields.safeParse(sent);
    const structures = row.structure ? [row.structure] : [];
    const read = input.success ? readAnnouncement(kind, input.data, structures, { territory, now }) : null;
    if (read && 'text' in read) {
      const { duty, ...others } = read.text.facts;
      const text = { ...read.text, position: row.position ?? read.text.position, facts: isToRead ? others : read.text.facts };
      return { kind: kind.code, publisher: read.publisher, text, warnings, isToRead };
    }
    // Dropped, it would let the post appear before job centres have heard of it.
    if (read?.mistakes.some(({ key }) => key === 'announcements.wrong.reported-later')) return { rejected: 'reported-later' };
    const wrong = read ? read.mistakes.map(({ field }) => field) : (input.error?.issues.map(({ path }) => String(path[0])) ?? []);
    for (const field of wrong) {
      const isNeeded = fieldsOf(kind, territory).some(({ name, isRequired }) => name === field && isRequired);
      if (isNeeded || sent[field] === undefined)
        return {
          rejected: field === 'phone' || field === 'link' ? 'no-way' : `required:${field === 'publisher_name' ? 'publisher' : field}`,
        };
      delete sent[field];
      warnings.push(`unusable:${field}`);
    }
  }
  return { rejected: 'not-storable' };
}
