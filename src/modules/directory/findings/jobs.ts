import type { Kernel } from '../../../kernel/module.ts';
import { raiseItems, supersedeRaised } from '../../moderation/index.ts';
import { findAsides, findConflicts, findTwins, onceKeyOf } from './queries.ts';

/** Items in one statement. */
const BATCH = 200;

/**
 * Puts what imports left open, and pages that may be one, into the queue: each once. What no longer stands leaves it.
 * Idempotent; one unit of work for each part.
 */
export async function raiseFindings(kernel: Kernel, territoryId: string): Promise<void> {
  const conflicts = (await findConflicts(kernel, territoryId)).map(({ subject, subject_id: id, source, title, digest }) => ({
    kind: 'conflict',
    about: { subject, id },
    title,
    words: [source],
    payload: { source },
    onceKey: onceKeyOf('conflict', id, source, digest),
    author: `source:${source}` as const,
  }));
  const asides = (await findAsides(kernel, territoryId)).map((aside) => ({
    kind: 'set-aside',
    about: { subject: aside.subject, id: aside.subject_id },
    title: aside.title,
    words: [aside.source, aside.external_id],
    payload: { source: aside.source, externalId: aside.external_id, row: aside.row, reason: aside.reason },
    onceKey: onceKeyOf('set-aside', aside.row, aside.source, aside.external_id, aside.subject_id),
    author: `source:${aside.source}` as const,
  }));
  const twins = (await findTwins(kernel, territoryId)).map(({ subject, id, other_id: otherId, title }) => ({
    kind: 'duplicate',
    about: { subject, id },
    title,
    payload: { otherId },
    onceKey: onceKeyOf('duplicate', id, otherId),
    author: 'system' as const,
  }));
  const found = [...conflicts, ...asides, ...twins];
  await supersedeRaised(kernel, territoryId, ['conflict', 'set-aside', 'duplicate'], new Set(found.map(({ onceKey }) => onceKey)));
  for (const author of new Set(found.map((item) => item.author))) {
    const own = found.filter((item) => item.author === author);
    for (let at = 0; at < own.length; at += BATCH) await raiseItems(kernel, territoryId, author, own.slice(at, at + BATCH));
  }
}
