import type { Temporal } from 'temporal-polyfill';
import type { Announcement } from '../models.ts';

/** An announcement in whatever state, with who told of it by a file; null: it was written here. */
export interface ManagedAnnouncement {
  announcement: Announcement;
  source: string | null;
}

/** Who told of announcements here, by files. */
export interface AnnouncementSource {
  source: string;
  /** What it told of that is published now. */
  published: number;
  /** All that it told of. */
  told: number;
  /** What it tells is published without waiting for a moderator. */
  isTrusted: boolean;
}

/** A structure whose announcements wait for no moderator. */
export interface TrustedStructure {
  id: string;
  /** Null: it is in the directory no more. */
  name: string | null;
  since: Temporal.Instant;
  /** Who trusted it; null: somebody whose name is gone. */
  by: string | null;
}
