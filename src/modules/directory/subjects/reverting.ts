import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { beforeChanges } from '../changes.ts';
import type { SubjectRef } from '../history-models.ts';
import { type Edited, writeFacts } from './editing.ts';
import { subjectNamed } from './named.ts';
import { type Authorship, changesSince } from './revision.ts';
import { lockSubject } from './subject.ts';

/**
 * Gives a subject the facts that it had after a revision (0: before all of them), as a new revision. Pictures, its page's
 * address and its state stay as they are; so does the address where it was confidential at any time since. One unit of work.
 *
 * @returns null where there is no such subject or revision.
 */
export function revertTo(
  kernel: Kernel,
  territory: TerritoryContext,
  { subject: name, id }: SubjectRef,
  number: number,
  by: Authorship,
): Promise<Edited | null> {
  const subject = subjectNamed(name);
  return kernel.database.unit(async () => {
    const kept = await lockSubject(kernel, territory.id, subject, id);
    if (!kept || number < 0 || number > kept.revision) return null;
    const facts = beforeChanges(subject.fields, kept.facts, await changesSince(kernel, territory.id, id, number));
    return writeFacts(kernel, territory, subject, kept, facts, by, { what: 'reverted', to: number });
  });
}
