import type { Module } from '../../kernel/module.ts';

export const moderation: Module = {
  name: 'moderation',
  requires: ['territories', 'people'],
  tables: {
    item: { distribution: 'territorial', confidential: true },
    decision: { distribution: 'territorial', confidential: true },
    reason: { distribution: 'territorial' },
  },
};
