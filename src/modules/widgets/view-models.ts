import type { Temporal } from 'temporal-polyfill';
import type { EmbeddedItem } from '../../kernel/embed.ts';
import type { MapDrawing } from './map-rules.ts';

export interface AllowedSite {
  id: string;
  origin: string;
  addedAt: Temporal.Instant;
}

/** What is shown in another site's page. */
export interface Embedded {
  /** « Annonces » */
  label: string;
  items: readonly EmbeddedItem[];
  /** Where they are; null: a list alone. */
  drawing: MapDrawing | null;
  /** The list on the portal, without the language. */
  path: string;
  /** What the address that asks for it gets wrong, in words: for who writes the page. */
  mistakes: readonly string[];
}
