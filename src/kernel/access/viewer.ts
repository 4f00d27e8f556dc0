import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../i18n/locales.ts';

/** What somebody may be in a territory, beside a resident. */
export const territoryRoles = ['administrator', 'moderator', 'agent', 'elected', 'data-protection-officer', 'archivist'] as const;
export type TerritoryRole = (typeof territoryRoles)[number];

/** What somebody may be for a structure: an owner also says who else keeps it. */
export const structureRoles = ['owner', 'editor'] as const;
export type StructureRole = (typeof structureRoles)[number];

/** What a mandate is for. In its own words, which who gives it signs: `other`. Said by `mandateMessages`. */
export const purposes = ['structure', 'suggest', 'announce', 'answer', 'request', 'other'] as const;
export type Purpose = (typeof purposes)[number];

/** What is done for somebody, as the purpose of a mandate for it says. */
export type Deed = Exclude<Purpose, 'other'>;

/** Whether a mandate is for one of these. What `other` is for stands in its words alone, hence it is for each. */
export function isFor(purpose: Purpose, ...deeds: readonly Deed[]): boolean {
  return purpose === 'other' || deeds.includes(purpose);
}

/** Who is signed in, with what they may do on the portal that they visit. */
export interface Viewer {
  accountId: string;
  sessionId: string;
  /** What is dangerous asks for a sign-in a few minutes old. */
  signedInAt: Temporal.Instant;
  name: string;
  email: string;
  locale: Locale;
  /** Has a passkey or a one-time code beside the password. */
  hasSecondFactor: boolean;
  /** This session was opened with one of them. */
  isStrong: boolean;
  /** The territory wants a second factor of its staff, or the installation of who runs it, and this session was opened without one. */
  lacksSecondFactor: boolean;
  isOperator: boolean;
  /** Roles in the visited territory; those held in one of its groupings count where the commune agreed. */
  roles: readonly TerritoryRole[];
  /** Teams of the visited territory that they work in: whose confidential rows they may read. */
  teams: readonly { id: string; name: string }[];
  /** Structures that they keep, in any territory. */
  structures: readonly { territoryId: string; id: string; role: StructureRole }[];
  /** For whom they act just now, under a mandate; null: for themselves. */
  actingFor: { personId: string; name: string; purpose: Purpose } | null;
}

/**
 * Whether somebody works in one of these roles just now, on pages that are for everybody too: who has not given the second factor
 * that the territory wants works nowhere yet.
 */
export function worksAs(viewer: Viewer | null, ...roles: readonly TerritoryRole[]): boolean {
  return viewer !== null && !viewer.lacksSecondFactor && viewer.roles.some((role) => roles.includes(role));
}

/** Whether somebody may do one of these just now: for themselves, or for whom they act, under a mandate for it. */
export function mayActFor(viewer: Viewer | null, ...deeds: readonly Deed[]): boolean {
  return !viewer?.actingFor || isFor(viewer.actingFor.purpose, ...deeds);
}

/** As history rows say who did something. */
export function actorOf(viewer: Viewer | null): `account:${string}` | 'visitor' {
  return viewer ? `account:${viewer.accountId}` : 'visitor';
}

/** Who does something, and for whom: an agent who acts under a mandate says so in all that is written. */
export function authorOf(viewer: Viewer | null): { actor: `account:${string}` | 'visitor'; onBehalfOf: `person:${string}` | null } {
  return { actor: actorOf(viewer), onBehalfOf: viewer?.actingFor ? `person:${viewer.actingFor.personId}` : null };
}
