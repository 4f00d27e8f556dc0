import type { Temporal } from 'temporal-polyfill';
import type { EventPayload, EventType } from './events/events.ts';
import type { TerritoryContext } from './http/visit.ts';
import type { Locale } from './i18n/locales.ts';
import type { Kernel } from './kernel.ts';

/** Something that happened in a territory; `changeId` tells this time from all others. */
export type Happening = EventPayload & { readonly territoryId: string; readonly changeId: string };

/** A portal, and where it answers. */
export interface WebhookPortal {
  territory: TerritoryContext;
  origin: string;
}

/** What another site is told. */
export interface WebhookContent {
  /** When it happened. */
  at: Temporal.Instant;
  /** Public: what the API would give to anybody. */
  data: object;
}

/** A kind of event that a module tells other sites of (`contributes.webhooks`). */
export interface WebhookEvent<What extends Happening = Happening> {
  /** « announcement.published »: `type` of what is sent. Receivers go by it: it does not change. */
  type: string;
  /** « Une annonce est publiée » */
  label(locale: Locale): string;
  event: EventType<What>;
  /** Reads again what there is to tell from one portal; null where that portal does not show it, or no longer. */
  content(kernel: Kernel, portal: WebhookPortal, what: What): Promise<WebhookContent | null>;
}

/** Ties the payload's type to the event's. */
export function webhookEvent<What extends Happening>(event: WebhookEvent<What>): WebhookEvent {
  return event as unknown as WebhookEvent;
}
