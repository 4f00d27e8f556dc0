import { earlier } from '../../../kernel/earlier.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { countView, writeViews } from '../figures/commands.ts';
import { countedPhrase } from '../figures/rules.ts';
import { keptPages } from '../space/queries.ts';
import { KEPT, sampleStructure } from './keepers.ts';

const DAY = 24;
const DAYS = 45;

/** What leads to the pages, and every how many days. */
const searches = [
  ['manger pas cher', 1],
  ['épicerie solidaire', 2],
  ['aide alimentaire', 3],
  ['atelier cuisine', 5],
] as const;

/** Readings of the pages of the structure that is kept, over some weeks, in two statements. */
export async function demonstrationFigures(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const { id } = await sampleStructure(kernel, territory, KEPT);
  const pages = await keptPages(kernel, territory, id);
  for (let daysAgo = DAYS; daysAgo > 0; daysAgo -= 1) {
    const then = earlier(kernel, daysAgo * DAY);
    const { dayOfWeek } = then.clock.now().toZonedDateTimeISO(territory.timeZone);
    // Busier towards the end, on the days when it is open, and calm on Sundays.
    const busy = dayOfWeek === 7 ? 1 : [2, 4, 6].includes(dayOfWeek) ? 6 : 3;
    for (const [rank, { subject, id: pageId }] of pages.entries()) {
      const times = Math.max(1, Math.round((busy + ((daysAgo * 7) % 3) + (DAYS - daysAgo) / 15) / (rank + 1)));
      for (let time = 0; time < times; time += 1) {
        const [words] = searches.find(([, every], index) => (daysAgo + index) % every === 0 && time === index) ?? [null];
        countView(then, territory, {
          subject,
          id: pageId,
          territoryId: territory.id,
          phrase: words === null ? null : countedPhrase(words),
        });
      }
    }
  }
  await writeViews(kernel);
}
