import type { PersonalData } from '../../kernel/privacy/personal-data.ts';

/** What webhooks hold about people: who wanted something sent. What is sent is public. */
export const webhookData: readonly PersonalData[] = [
  {
    kind: 'webhooks.data',
    basis: 'public-task',
    tables: {
      endpoint: { of: { created_by: 'actor' }, erasure: { blank: { created_by: 'system' } }, withheld: ['secret', 'previous_secret'] },
      delivery: { of: { asked_by: 'actor' }, erasure: { blank: { asked_by: null } } },
    },
    retention: [{ table: 'delivery', column: 'created_at', days: 30 }],
    fate: 'delete',
  },
];
