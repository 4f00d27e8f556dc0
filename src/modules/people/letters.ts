import type { Visit } from '../../kernel/http/visit.ts';
import type { Letter } from '../../kernel/mail/letter.ts';

/** In whose name a letter is written. */
export function lettersTerritory({ territory, origin }: Pick<Visit, 'territory' | 'origin'>): Letter['territory'] {
  return { name: territory.name, accent: territory.accent, origin, contact: territory.contact };
}
