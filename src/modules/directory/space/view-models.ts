import type { Temporal } from 'temporal-polyfill';
import type { StructureRole } from '../../../kernel/access/viewer.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Keeper, PendingInvitation } from '../../people/index.ts';
import type { ClaimToDecide } from '../claims/view-models.ts';
import type { SubjectName } from '../facts.ts';
import type { FormValues } from '../facts-input.ts';
import type { Freshness } from '../freshness-rules.ts';

/** A page that a structure keeps: its own, one of its places or services. */
export interface KeptPage {
  subject: SubjectName;
  id: string;
  slug: string;
  name: string;
  state: 'published' | 'closed' | 'moved';
  revision: number;
  confirmedOn: Temporal.PlainDate;
  freshness: Freshness;
}

/** A structure as who keeps it sees it, from whichever portal. */
export interface Space {
  /** The structure's own, which may not be the portal's. */
  territory: TerritoryContext;
  role: StructureRole;
  /** The structure's own page first, then its places, then its services. */
  pages: readonly [KeptPage, ...KeptPage[]];
}

/** One of the structures that somebody keeps, as their first page lists it. */
export interface OwnStructure {
  territoryId: string;
  id: string;
  name: string;
  territoryName: string;
  role: StructureRole;
  /** Messages that wait for an answer. */
  messages: number;
  /** People who ask to join; for owners. */
  claims: number;
}

/** Who keeps a structure, who is invited to, and who asks to. */
export interface Team {
  keepers: readonly Keeper[];
  invitations: readonly PendingInvitation[];
  claims: readonly ClaimToDecide[];
}

/** What somebody edits: a page that is here, their draft of it, or one that is to be. */
export interface Editing {
  /** In the address: the page's id, that of a draft of a new one, or `nouveau-lieu`, `nouveau-service`. */
  key: string;
  subject: SubjectName;
  /** Empty for what has no name yet. */
  name: string;
  /** The draft's id, and when it was saved; null where there is none. */
  draftId: string | null;
  savedAt: Temporal.Instant | null;
  /** Of the page, as the author has it before their eyes. */
  revision: number;
  values: FormValues;
}
