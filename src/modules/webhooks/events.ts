import { eventType } from '../../kernel/events/events.ts';

/** Something is to be sent to another site. */
export const deliveryWritten = eventType<{ territoryId: string; deliveryId: string }>('webhooks.deliveryWritten');
