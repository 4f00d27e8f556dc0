import { earlier } from '../../kernel/earlier.ts';
import { settingsOf } from '../../kernel/http/page-routes.ts';
import type { TerritoryContext, Visit } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import type { ReviewKind } from '../../kernel/review.ts';
import { demonstrationVisit } from '../people/index.ts';
import { assignItem, type Choice, decide, replyToItem } from './items/commands/deciding.ts';
import { type NewItem, submitItem } from './items/commands/sending.ts';

const DAY = 24;

/** Something that somebody sent, in a demonstration. */
export interface SampleItem extends NewItem {
  hoursAgo: number;
  /** `resident`: the one who has a trial account; null: nobody known. */
  sender: { name: string; email: string } | 'resident' | null;
  note?: string;
  /** Of the moderator; without an answer, it is waited for. */
  question?: string;
  answer?: string;
  /** The moderator took it. */
  isTaken?: boolean;
  refused?: { reason: string; message: string | null };
  /** As it was sent. */
  isApproved?: boolean;
}

/**
 * Fills a territory's queue with samples, each sent and decided as it would be on a page, in the current unit of work.
 *
 * @param reviewKinds of those that are approved.
 */
export async function fillQueue(
  kernel: Kernel,
  territory: TerritoryContext,
  samples: readonly SampleItem[],
  reviewKinds: readonly ReviewKind[] = [],
): Promise<void> {
  const moderator = await demonstrationVisit(kernel, territory, 'moderator');
  const resident = await demonstrationVisit(kernel, territory, 'resident');
  const visitor = await demonstrationVisit(kernel, territory, null);
  const kinds = new Map(reviewKinds.map((kind) => [kind.kind, kind]));
  const steps = samples.flatMap((sample) =>
    stepsOf(territory, sample, { moderator, sender: sample.sender === 'resident' ? resident : visitor, kinds }),
  );
  // In the order of time over all of them: queues, histories and notices go by the order of writing.
  for (const { hoursAgo, by, take } of steps.toSorted((one, other) => other.hoursAgo - one.hoursAgo))
    await kernel.database.unit(() => take(earlier(kernel, hoursAgo)), settingsOf(by));
}

interface Step {
  hoursAgo: number;
  by: Visit;
  take(kernel: Kernel): Promise<unknown>;
}

/** What happened to an item, one thing after another. */
function stepsOf(
  territory: TerritoryContext,
  sample: SampleItem,
  { moderator, sender, kinds }: { moderator: Visit; sender: Visit; kinds: ReadonlyMap<string, ReviewKind> },
): Step[] {
  const { question, answer, refused, note = null } = sample;
  const accountId = moderator.viewer?.accountId ?? '';
  const known = typeof sample.sender === 'object' && sample.sender !== null ? sample.sender : { name: null, email: null };
  let id = '';
  // At the hour of the day at which it was sent: nobody decides in the middle of the night.
  const after = (share: number) => sample.hoursAgo - Math.floor((sample.hoursAgo * share) / DAY) * DAY;
  const decision = (share: number, choice: Choice): Step => ({
    hoursAgo: after(share),
    by: moderator,
    async take(then) {
      const outcome = await decide(then, moderator, kinds, id, choice);
      if (!('done' in outcome)) throw new Error(`${sample.title} cannot be decided as its sample says.`);
    },
  });
  return [
    {
      hoursAgo: sample.hoursAgo,
      by: sender,
      async take(then) {
        id = await submitItem(then, sender, sample, { ...known, note });
      },
    },
    ...(sample.isTaken
      ? [
          {
            hoursAgo: after(0.2),
            by: moderator,
            take: (then: Kernel) => assignItem(then, territory.id, id, accountId, `account:${accountId}`),
          },
        ]
      : []),
    ...(question === undefined ? [] : [decision(0.4, { event: 'ask', message: question })]),
    ...(answer === undefined
      ? []
      : [
          {
            hoursAgo: after(0.6),
            by: sender,
            take: (then: Kernel) => replyToItem(then, territory.id, id, { event: 'answer', message: answer }),
          },
        ]),
    ...(refused ? [decision(0.8, { event: 'refuse', ...refused })] : []),
    ...(sample.isApproved ? [decision(0.8, { event: 'approve', input: null, message: null })] : []),
  ];
}
