import type { Kernel } from './kernel.ts';
import { openMail } from './mail/mail.ts';

/** The same ground some hours ago: what is done with it, letters included, is dated then. A demonstration gets its past so. */
export function earlier(kernel: Kernel, hours: number): Kernel {
  const { config, database, events, mail } = kernel;
  const clock = { now: () => kernel.clock.now().subtract({ minutes: Math.round(hours * 60) }) };
  return { ...kernel, clock, mail: openMail({ config, clock, database, events }, mail.carriers) };
}
