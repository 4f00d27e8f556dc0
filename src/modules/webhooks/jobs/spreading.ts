import { Temporal } from 'temporal-polyfill';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Happening, WebhookEvent } from '../../../kernel/webhooks.ts';
import { portalOf } from '../../people/index.ts';
import { neighboursOf, territoryById } from '../../territories/index.ts';
import { bodyOf, writeDelivery } from '../commands/deliveries.ts';
import { endpointsToldOf } from '../queries/endpoints.ts';

/**
 * Writes down what each site is to be told of something that happened: sites of its territory, and of those around whose
 * portals show it. Again, it writes nothing twice.
 */
export async function spread(kernel: Kernel, event: WebhookEvent, what: Happening): Promise<void> {
  const around = await neighboursOf(kernel.database, kernel.clock, what.territoryId);
  const endpoints = await endpointsToldOf(kernel, [what.territoryId, ...around.map(({ id }) => id)], event.type);
  for (const territoryId of new Set(endpoints.map((endpoint) => endpoint.territoryId))) {
    const territory = await territoryById(kernel.database, kernel.clock, territoryId);
    const content = territory && (await event.content(kernel, portalOf(kernel.config, territory), what));
    if (!content) continue;
    const message = {
      type: event.type,
      body: bodyOf(territory, event.type, content.at.toString(), content.data),
      changeId: what.changeId,
      askedBy: null,
    };
    // What had happened before a site was added is no news to it.
    const own = endpoints.filter(
      (endpoint) => endpoint.territoryId === territoryId && Temporal.Instant.compare(endpoint.since, content.at) <= 0,
    );
    await kernel.database.unit(async () => {
      for (const { id } of own) await writeDelivery(kernel, territoryId, { ...message, endpointId: id, messageId: newId() });
    });
  }
}
