import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { appeal } from './appeal/kind.ts';
import { apprenticeship } from './apprenticeship/kind.ts';
import { information } from './information/kind.ts';
import { internship } from './internship/kind.ts';
import { job } from './job/kind.ts';
import type { AnnouncementKind } from './kind.ts';
import { materials } from './materials/kind.ts';
import { premises } from './premises/kind.ts';
import { seasonalJob } from './seasonal-job/kind.ts';
import { serviceCivique } from './service-civique/kind.ts';
import { volunteering } from './volunteering/kind.ts';

/** Every kind, in the order in which they are offered. */
export const kinds: readonly AnnouncementKind[] = [
  volunteering,
  job,
  internship,
  apprenticeship,
  seasonalJob,
  serviceCivique,
  premises,
  materials,
  appeal,
  information,
];

const byCode = new Map(kinds.map((kind) => [kind.code, kind]));

/** The kind of a row. @throws where its code is none of ours: rows are written with a kind in hand. */
export function kindOf(code: string): AnnouncementKind {
  const kind = byCode.get(code);
  if (!kind) throw new Error(`« ${code} » is no kind of announcement.`);
  return kind;
}

/** By its slug in page addresses; null where there is none, or not in this country. */
export function kindBySlug(slug: string, { country }: Pick<TerritoryContext, 'country'>): AnnouncementKind | null {
  return kindsIn({ country }).find((kind) => kind.slug === slug) ?? null;
}

/** Those that this country knows. */
export function kindsIn({ country }: Pick<TerritoryContext, 'country'>): readonly AnnouncementKind[] {
  return kinds.filter((kind) => kind.country === undefined || kind.country === country);
}
