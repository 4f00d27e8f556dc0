import type { Module } from '../../kernel/module.ts';
import type { WebhookEvent } from '../../kernel/webhooks.ts';

/** Everything that modules tell other sites of, in the order of the catalogue. */
export function webhookEvents(modules: readonly Module[]): readonly WebhookEvent[] {
  return modules.flatMap(({ contributes }) => contributes?.webhooks ?? []);
}
