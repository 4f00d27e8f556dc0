import type { PersonalData } from '../../kernel/privacy/personal-data.ts';

/** What the queue holds about people. */
export const moderationData: readonly PersonalData[] = [
  {
    // What somebody asked for was decided, and stays; who they are does not.
    kind: 'moderation.data.item',
    basis: 'public-task',
    tables: {
      item: {
        of: { author: 'actor', author_account: 'account', author_email: 'email' },
        erasure: { blank: { author: 'visitor', author_account: null, author_name: null, author_email: null, note: null } },
        withheld: ['assigned_to', 'words', 'once_key', 'on_behalf_of'],
      },
      decision: {
        of: { author_account: 'account' },
        erasure: { blank: { author_account: null, message: null } },
        withheld: ['assigned_to', 'actor'],
      },
    },
    fate: 'delete',
  },
  {
    // What an agent sent for somebody: the agent's own name is the administration's, and stays.
    kind: 'moderation.data.sent-for',
    basis: 'public-task',
    tables: {
      item: {
        of: { on_behalf_of: 'actor' },
        erasure: { blank: { on_behalf_of: null, note: null } },
        withheld: ['assigned_to', 'words', 'once_key', 'author', 'author_account', 'author_name', 'author_email'],
      },
    },
    fate: 'delete',
  },
  {
    // Who decided: a decision of the administration names its author (CRPA, art. L. 212-1).
    kind: 'moderation.data.decision',
    basis: 'obligation',
    tables: {
      decision: { of: { actor: 'actor' }, erasure: { keep: 'moderation.data.decision.kept' }, withheld: ['assigned_to', 'author_account'] },
    },
    fate: 'delete',
  },
];
