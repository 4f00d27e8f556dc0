/** `npm run bench -- announcements`: lists, pages and searches of announcements, publishing, and matching alerts. */
import { type LoadPlan, measureSubject, type Verdict } from './measurement.ts';
import type { StorePlan } from './stores.ts';

export interface AnnouncementsPlan extends LoadPlan {
  /** Published, in all towns together. */
  announcements: number;
  /** Searches that are kept, in one town. */
  alerts: number;
  territories: number;
  /** Announcements of a second store; null: none. */
  compare: number | null;
}

export const announcementGroups = new Map<string, number | null>([
  ['list', 0.5],
  ['page', 0.5],
  ['search', null],
]);

/** @param found takes what is measured while the store is made ready, before any load. */
function storeOf(announcements: number, alerts: number, territories: number, found: (verdicts: readonly Verdict[]) => void): StorePlan {
  return {
    size: `${announcements} announcements and ${alerts} alerts in ${territories}`,
    title: `${announcements} announcements`,
    fill: async (kernel, progress) =>
      (await import('./announcements-fill.ts')).fillAnnouncements(kernel, { announcements, alerts, territories }, progress),
    sizeOf: async (kernel) => (await import('./announcements-fill.ts')).sizeOfAnnouncements(kernel),
    async groups(kernel, server, store) {
      const { measureMatching, measurePublication } = await import('./announcements-work.ts');
      found([...(await measurePublication(kernel, store.appUrl)), ...(await measureMatching(kernel))]);
      return (await import('./announcements-cases.ts')).makeAnnouncementGroups(kernel, server, territories);
    },
  };
}

export function benchAnnouncements(
  root: string,
  { announcements, alerts, territories, compare, ...plan }: AnnouncementsPlan,
  progress: (message: string) => void,
): Promise<boolean> {
  const verdicts: Verdict[] = [];
  const stores = (compare === null ? [announcements] : [announcements, compare]).map((size) =>
    storeOf(size, alerts, territories, (found) =>
      verdicts.push(...found.map((one) => ({ ...one, text: `${size} announcements, ${one.text}` }))),
    ),
  );
  const subject = { stores, groups: announcementGroups, growth: { group: 'search', most: 1.5 } };
  return measureSubject(root, subject, plan, progress, async () => verdicts);
}
