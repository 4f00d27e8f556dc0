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
    },
    fate: 'delete',
  },
  {
    kind: 'directory.data.draft',
    basis: 'interest',
    tables: { draft: { of: { author: 'actor' }, erasure: 'delete' } },
    // Nobody goes on with a draft that has lain for a year.
    retention: [{ table: 'draft', column: 'saved_at', days: 365 }],
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
  {
    kind: 'directory.data.claim',
    basis: 'public-task',
    tables: {
      // Of who claims: neither of the mailbox that got the code, nor of who decided.
      claim: { of: { account_id: 'account' }, erasure: 'delete', withheld: ['code_digest'] },
    },
    // A year after its end, no dispute over it is to be settled any more: the roles say who keeps what.
    retention: [{ table: 'claim', column: 'changed_at', days: 365 }],
    fate: 'delete',
  },
  {
    kind: 'directory.data.message',
    basis: 'public-task',
    tables: {
      conversation: { of: { account_id: 'account', on_behalf_of: 'actor', writer_email: 'email' }, erasure: 'delete' },
      // What they wrote goes with their conversations, above. What is left they answered for a structure, whose words these are.
      conversation_message: {
        of: { account_id: 'account', actor: 'actor', on_behalf_of: 'actor' },
        erasure: { blank: { actor: 'mailbox', on_behalf_of: null } },
      },
    },
    // Twelve months without a word: the matter is closed, and who writes again begins another one.
    retention: [{ table: 'conversation', column: 'last_at', days: 365 }],
    fate: 'delete',
  },
];
