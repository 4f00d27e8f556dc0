/** `npm run bench -- announcements`: lists, pages and searches of announcements, publishing, and matching alerts. */
import { judgeCosts, type LoadPlan, measureSubject, type Verdict } from './measurement.ts';
import { asOwner, type StorePlan } from './stores.ts';

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
  ['publication', 0.5],
]);

/** What is measured of a store while it is made ready, before any load. */
interface Found {
  verdicts: Verdict[];
  /** Buffers of matching, as people search. */
  matching: number;
}

/** How many times the buffers of the small store the same new announcements may touch in one with more that is published. */
const GROWTH_MOST = 1.2;

function storeOf(announcements: number, { alerts, territories, accept }: Omit<AnnouncementsPlan, 'compare'>, found: Found[]): StorePlan {
  const size = `${announcements} announcements and ${alerts} alerts in ${territories}`;
  const title = `${announcements} announcements`;
  return {
    size,
    title,
    fill: async (kernel, progress) =>
      (await import('./announcements-fill.ts')).fillAnnouncements(kernel, { announcements, alerts, territories }, progress),
    sizeOf: async (kernel) => (await import('./announcements-fill.ts')).sizeOfAnnouncements(kernel),
    async groups(kernel, server, store) {
      const { appUrl } = store;
      const { measureMatching } = await import('./announcements-work.ts');
      const works = {
        matching: await measureMatching(kernel, appUrl, 0, 'matching, as people search'),
        'matching broadly': await measureMatching(kernel, appUrl, 1, 'matching, where each wants whole kinds from everywhere'),
      };
      const verdicts = Object.entries(works).flatMap(([name, { said, costs }]) => {
        const [ceilings, ...breaches] = judgeCosts({ size, title }, name, costs, accept);
        return [
          ...said.map(({ text, isGood }) => ({ text: `${title}, ${text}`, isGood })),
          { ...ceilings, text: `  ${ceilings.text}` },
          ...breaches,
        ];
      });
      found.push({ verdicts, matching: works.matching.costs.buffers.median });
      const { makePublicationGroup } = await import('./announcements-publication.ts');
      return [
        ...(await (await import('./announcements-cases.ts')).makeAnnouncementGroups(kernel, server, territories)),
        await asOwner(store, (owner) => makePublicationGroup(kernel, server, owner)),
      ];
    },
  };
}

/** Whether matching grows with what is new alone. */
function growthOf(large: Found, small: Found): Verdict {
  const times = large.matching / small.matching;
  const isGood = times <= GROWTH_MOST;
  const text =
    `matching, as people search: ${large.matching} buffers, ${small.matching} in the small store: ${times.toFixed(2)} times,` +
    ` ${isGood ? 'at most' : 'ABOVE'} ${GROWTH_MOST}`;
  return { text, isGood };
}

export function benchAnnouncements(
  root: string,
  { compare, ...plan }: AnnouncementsPlan,
  progress: (message: string) => void,
): Promise<boolean> {
  const found: Found[] = [];
  const stores = [plan.announcements, ...(compare === null ? [] : [compare])].map((announcements) => storeOf(announcements, plan, found));
  return measureSubject(root, { stores, groups: announcementGroups, growth: null }, plan, progress, async () => {
    const [large, small] = found;
    return [...found.flatMap(({ verdicts }) => verdicts), ...(large && small ? [growthOf(large, small)] : [])];
  });
}
