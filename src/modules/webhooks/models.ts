import type { Temporal } from 'temporal-polyfill';

export type EndpointState = 'on' | 'paused' | 'failing' | 'gone';
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'dropped';

/** Another site that is told, as its page shows it. */
export interface Endpoint {
  id: string;
  url: string;
  events: readonly string[];
  state: EndpointState;
  failingSince: Temporal.Instant | null;
  /** Until when the secret before this one signs as well. */
  previousUntil: Temporal.Instant | null;
  createdAt: Temporal.Instant;
  createdBy: string;
}

/** The last thing that was sent. */
export interface LastDelivery {
  state: DeliveryState;
  at: Temporal.Instant;
}

export interface EndpointLine extends Endpoint {
  last: LastDelivery | null;
}

/** Something sent, or on its way. */
export interface Delivery {
  id: string;
  type: string;
  state: DeliveryState;
  attempts: number;
  createdAt: Temporal.Instant;
  attemptedAt: Temporal.Instant | null;
  status: number | null;
  /** What went wrong where nothing was answered: a code of `OutgoingFault`, or `secret`. */
  fault: string | null;
}

export interface WholeDelivery extends Delivery {
  messageId: string;
  body: string;
  answer: string | null;
}
