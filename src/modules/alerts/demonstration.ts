import type { Visit } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { accountsById, demonstrationAccount } from '../people/index.ts';
import { territoryBySlug } from '../territories/index.ts';
import { addOwnAlert } from './commands/asking.ts';
import { setRhythm } from './commands/keeping.ts';
import { readerOf } from './links.ts';
import { alertsOf } from './queries/alerts.ts';
import type { Rhythm } from './rhythm-rules.ts';
import { nearbyPlaces, readSearch } from './saved-search.ts';

const samples: readonly { territory: string; query: Visit['query']; rhythm: Rhythm; isPaused?: true; within?: number }[] = [
  { territory: 'montbrillet', query: { quoi: 'benevolat' }, rhythm: 'weekly', within: 5 },
  { territory: 'montbrillet', query: { quoi: 'emploi', q: 'cuisine' }, rhythm: 'at-once' },
  { territory: 'montbrillet', query: { liste: 'jeunes', age: '17' }, rhythm: 'daily', isPaused: true },
];

/** The alerts of the demonstration's resident. */
export async function demonstrationAlerts(kernel: Kernel): Promise<void> {
  const accountId = await demonstrationAccount(kernel, 'resident');
  const email = (await accountsById(kernel, [accountId])).get(accountId)?.email;
  if (email === undefined) throw new Error('The demonstration’s resident has no account.');
  for (const { territory: slug, query, rhythm, isPaused, within } of samples) {
    const territory = await territoryBySlug(kernel.database, kernel.clock, slug);
    if (!territory) throw new Error(`The demonstration has no territory ${slug}.`);
    const [place] = nearbyPlaces(territory);
    const search = readSearch({ query, territory }, place && within !== undefined ? { ...place, within } : null);
    await addOwnAlert(kernel, { territory, locale: 'fr', now: kernel.clock.now() }, { email, search, rhythm });
    if (!isPaused) continue;
    const readerId = readerOf(territory.id, email);
    const last = (await alertsOf(kernel, territory, readerId)).at(-1);
    if (last) await setRhythm(kernel, { territory, readerId }, last.id, 'paused');
  }
}
