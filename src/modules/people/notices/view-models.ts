import type { Temporal } from 'temporal-polyfill';

/** What somebody was told, a page of it. */
export interface NoticeList {
  notices: readonly { id: string; text: string; path: string | null; at: Temporal.Instant; isRead: boolean }[];
  nextCursor: string | null;
  isFirst: boolean;
  /** Of all pages. */
  unread: number;
  /** The viewer's address, where it no longer answers. */
  deadAddress: string | null;
}
