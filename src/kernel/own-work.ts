import type { EventHandler } from './events/events.ts';
import type { ScheduledJob } from './jobs/queue.ts';
import type { Kernel } from './kernel.ts';
import { deliveryHandler } from './mail/delivery.ts';
import { blankMessages } from './mail/retention.ts';
import { retainOwn } from './privacy/retention.ts';
import { forgetDrainedThrottles } from './throttle/throttle.ts';

/** What the kernel does by itself, as a module's manifest says it of a module. */
export const ownWork: { name: string; handlers: readonly EventHandler<Kernel>[]; schedule: readonly ScheduledJob<Kernel>[] } = {
  name: 'kernel',
  handlers: [deliveryHandler],
  schedule: [
    {
      name: 'forget',
      cron: '20 1 * * *',
      atStart: true,
      async run(kernel) {
        await blankMessages(kernel);
        await retainOwn(kernel.database, kernel.clock.now());
        await forgetDrainedThrottles(kernel);
      },
    },
  ],
};
