import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectRef } from '../history-models.ts';
import type { DB } from '../tables.generated.ts';
import { today } from './editing.ts';
import { subjectNamed } from './named.ts';
import { type Authorship, recordRevisions } from './revision.ts';
import { lockSubject } from './subject.ts';

/**
 * Somebody says that all is still so: in one click, and once a day however often they click. One unit of work.
 *
 * @returns false where there is no such subject.
 */
export function confirmSubject(kernel: Kernel, territory: TerritoryContext, { subject, id }: SubjectRef, by: Authorship): Promise<boolean> {
  return kernel.database.unit(async () => {
    const db = kernel.database.kysely<DB>();
    if (!(await lockSubject(kernel, territory.id, subjectNamed(subject), id))) return false;
    const { rows } = await sql<{ revision: number }>`
      update ${sql.table(`directory.${subject}`)} set confirmed_on = ${today(kernel, territory)}, revision = revision + 1
      where territory_id = ${territory.id} and id = ${id} and not exists (
        select from directory.revision r where r.territory_id = ${territory.id} and r.subject_id = ${id} and r.what = 'confirmed'
          and r.at >= ${startOfDay(kernel, territory)})
      returning revision`.execute(db);
    await recordRevisions(
      kernel,
      territory.id,
      rows.map(({ revision }) => ({ subject, subjectId: id, number: revision, what: 'confirmed', by, changes: {} })),
    );
    return true;
  });
}

function startOfDay(kernel: Kernel, { timeZone }: TerritoryContext) {
  return kernel.clock.now().toZonedDateTimeISO(timeZone).startOfDay().toInstant();
}
