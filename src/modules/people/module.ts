import type { Module } from '../../kernel/module.ts';
import { accountPages } from './accounts/routes.tsx';
import { invitationPages } from './invitations/routes.tsx';
import { peopleMessages } from './messages.ts';

export const people: Module = {
  name: 'people',
  requires: ['territories'],
  tables: {
    account: { distribution: 'global' },
    credential: { distribution: 'local' },
    session: { distribution: 'local' },
    verification: { distribution: 'local' },
    second_factor: { distribution: 'local' },
    passkey: { distribution: 'local' },
    team: { distribution: 'global' },
    role: { distribution: 'global' },
    delegation: { distribution: 'territorial' },
    policy: { distribution: 'territorial' },
    invitation: { distribution: 'territorial' },
    person: { distribution: 'territorial', confidential: true },
    action: { distribution: 'territorial' },
    reading: { distribution: 'territorial', confidential: true },
  },
  messages: peopleMessages,
  pages: [...accountPages, ...invitationPages],
};
