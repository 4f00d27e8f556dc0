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
  {
    kind: 'directory.data.import',
    basis: 'public-task',
    tables: {
      // Who sent it; what is in the file is about others.
      import_upload: {
        of: { uploaded_by: 'actor' },
        erasure: { keep: 'directory.data.import.kept' },
        withheld: ['outline', 'sha256'],
      },
      import_request: {
        of: { requested_by: 'actor', cancelled_by: 'actor' },
        erasure: { keep: 'directory.data.import.kept' },
        withheld: ['mapping', 'summary'],
      },
      source_mapping: { of: { saved_by: 'actor' }, erasure: { keep: 'directory.data.import.kept' }, withheld: ['mapping'] },
    },
    fate: 'delete',
  },
];
