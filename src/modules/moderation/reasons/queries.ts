import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewKind } from '../../../kernel/review.ts';
import type { DB } from '../tables.generated.ts';

/** Why things of these kinds may be refused, by kind, in the order of the list. */
export async function reasonsOf(
  kernel: Kernel,
  { territory, locale }: Pick<Visit, 'territory' | 'locale'>,
  kinds: readonly ReviewKind[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('moderation.reason')
    .select(['kind', 'text'])
    .where('territory_id', '=', territory.id)
    .orderBy('kind')
    .orderBy('position')
    .execute();
  return new Map(
    kinds.map((kind) => {
      const own = rows.filter((row) => row.kind === kind.kind).map(({ text }) => text);
      return [kind.kind, own.length > 0 ? own : kind.reasons(locale)];
    }),
  );
}
