import { type EventHandler, onEvent } from '../../../kernel/events/events.ts';
import type { Kernel, Module } from '../../../kernel/module.ts';
import type { Happening } from '../../../kernel/webhooks.ts';
import { deliveryWritten } from '../events.ts';
import { webhookEvents } from '../registry.ts';
import { deliver } from './delivery.ts';
import { spread } from './spreading.ts';

/** One handler for each event that modules tell other sites of, and the one that sends. */
export function webhookHandlers(modules: readonly Module[]): EventHandler<Kernel>[] {
  return [
    ...webhookEvents(modules).map((event) =>
      onEvent<Kernel, Happening>(event.event, `spread-${event.type}`, (kernel, what) => spread(kernel, event, what)),
    ),
    onEvent(deliveryWritten, 'deliver', deliver, { isPatient: true }),
  ];
}
