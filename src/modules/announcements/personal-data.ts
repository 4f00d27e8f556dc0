import type { PersonalData } from '../../kernel/privacy/personal-data.ts';

/** What announcements hold about people. */
export const announcementData: readonly PersonalData[] = [
  {
    kind: 'announcements.data.published',
    basis: 'public-task',
    // Those of a structure have no account: they are the structure's.
    tables: { announcement: { of: { author_account: 'account', on_behalf_of: 'actor' }, erasure: 'delete' } },
    retention: [{ table: 'announcement', column: 'ended_at', days: 365 }],
    fate: 'delete',
  },
  {
    kind: 'announcements.data.history',
    basis: 'interest',
    tables: {
      state_change: { of: { actor: 'actor', on_behalf_of: 'actor' }, erasure: { keep: 'announcements.data.history.kept' } },
      trust: { of: { granted_by: 'actor' }, erasure: { keep: 'announcements.data.history.kept' } },
    },
    fate: 'delete',
  },
];
