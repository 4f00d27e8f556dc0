import type { PersonalData } from '../../kernel/privacy/personal-data.ts';

/** What the directory holds about people. */
export const directoryData: readonly PersonalData[] = [
  {
    kind: 'directory.data.contact',
    basis: 'public-task',
    tables: { contact: { of: { email: 'email' }, erasure: 'delete' } },
    fate: 'delete',
  },
  {
    // Who changed a public page: the history of what was published, without the name once the account is gone.
    kind: 'directory.data.history',
    basis: 'interest',
    tables: {
      state_change: { of: { actor: 'actor', on_behalf_of: 'actor' }, erasure: { keep: 'directory.data.history.kept' } },
      revision: { of: { actor: 'actor', on_behalf_of: 'actor' }, erasure: { keep: 'directory.data.history.kept' } },
      merger: { of: { actor: 'actor', on_behalf_of: 'actor' }, erasure: { keep: 'directory.data.history.kept' } },
      draft: { of: { author: 'actor' }, erasure: 'delete' },
    },
    fate: 'delete',
  },
];
