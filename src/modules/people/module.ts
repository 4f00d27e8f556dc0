import { operators, signedIn, staff } from '../../kernel/access/access.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { ownMessages } from './accounts/account-messages.ts';
import { accountPages } from './accounts/routes.ts';
import { demonstrationPeople } from './demonstration/index.ts';
import { invitationPages } from './invitations/routes.tsx';
import { peopleSchedule } from './jobs.ts';
import { peopleMessages } from './messages.ts';
import { noticeTasks } from './notices/contributions.ts';
import { teamJoined } from './notices/kinds.ts';
import { noticeMessages } from './notices/messages.ts';
import { noticePages } from './notices/routes.tsx';
import { operationMessages } from './operation/messages.ts';
import { operationPages } from './operation/routes.tsx';
import { peopleData } from './personal-data.ts';
import { personDataPages } from './persons/data-routes.tsx';
import { personMessages } from './persons/messages.ts';
import { personTasks } from './persons/notices/queries.ts';
import { personPages } from './persons/routes.tsx';
import { privacyMessages } from './privacy/messages.ts';
import { privacyPages } from './privacy/routes.tsx';
import { retentionMessages } from './retention/messages.ts';
import { eliminationTasks } from './retention/queries.ts';
import { retentionPages } from './retention/routes.tsx';
import { staffAccessPages } from './staff/access-routes.tsx';
import { staffMessages } from './staff/messages.ts';
import { staffPages } from './staff/routes.tsx';

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
    token: { distribution: 'local' },
    presence: { distribution: 'local' },
    team: { distribution: 'global' },
    role: { distribution: 'global' },
    delegation: { distribution: 'territorial' },
    policy: { distribution: 'territorial' },
    invitation: { distribution: 'territorial' },
    person: { distribution: 'territorial', confidential: true },
    action: { distribution: 'territorial' },
    reading: { distribution: 'territorial', confidential: true },
    elimination: { distribution: 'territorial' },
    mandate: { distribution: 'territorial', confidential: true },
    takeover: { distribution: 'territorial', confidential: true },
    acting: { distribution: 'territorial', confidential: true },
    notice: { distribution: 'territorial', confidential: true },
    notice_choice: { distribution: 'territorial' },
    person_notice: { distribution: 'territorial', confidential: true },
  },
  messages: peopleMessages,
  personalData: peopleData,
  pages: (modules) => [
    ...accountPages,
    ...invitationPages,
    ...operationPages,
    ...staffPages,
    ...staffAccessPages,
    ...privacyPages(modules),
    ...retentionPages(modules),
    ...personPages(modules),
    ...personDataPages(modules),
    ...noticePages(modules),
  ],
  schedule: (modules) => peopleSchedule(modules),
  contributes: {
    notices: [teamJoined],
    space: {
      tasks: noticeTasks,
      entries: [
        {
          path: '/mon-compte',
          section: 'profile',
          access: signedIn,
          label: (locale) => translator(ownMessages, locale)('people.own.profile'),
        },
        {
          path: '/mon-compte/securite',
          section: 'security',
          access: signedIn,
          label: (locale) => translator(ownMessages, locale)('people.security.title'),
        },
        {
          path: '/mon-compte/appareils',
          section: 'sessions',
          access: signedIn,
          label: (locale) => translator(ownMessages, locale)('people.sessions.title'),
        },
        {
          path: '/mon-espace/avis',
          section: 'notices',
          access: signedIn,
          label: (locale) => translator(noticeMessages, locale)('people.notice.title'),
        },
        {
          path: '/mon-compte/avis',
          section: 'notice-choices',
          access: signedIn,
          label: (locale) => translator(noticeMessages, locale)('people.notice.settings.title'),
        },
        {
          path: '/mon-compte/donnees',
          section: 'data',
          access: signedIn,
          label: (locale) => translator(privacyMessages, locale)('people.privacy.title'),
        },
        {
          path: '/mon-compte/mandats',
          section: 'mandates',
          access: signedIn,
          label: (locale) => translator(personMessages, locale)('people.own-mandates.title'),
        },
        {
          path: '/prendre-la-main',
          section: 'takeover',
          access: signedIn,
          label: (locale) => translator(personMessages, locale)('people.takeover.title'),
        },
      ],
    },
    demonstration: (kernel) => demonstrationPeople(kernel, [people]),
    manage: {
      tasks: async (kernel, visit) => [...(await eliminationTasks(kernel, visit)), ...(await personTasks(kernel, visit))],
      entries: [
        {
          path: '/gestion/personnes',
          section: 'persons',
          access: staff('agent'),
          label: (locale) => translator(personMessages, locale)('people.persons.title'),
        },
        {
          path: '/gestion/agents',
          section: 'staff',
          access: staff('administrator'),
          label: (locale) => translator(staffMessages, locale)('people.staff.title'),
        },
        {
          path: '/gestion/equipes',
          section: 'team',
          access: staff('administrator'),
          label: (locale) => translator(staffMessages, locale)('people.team.title'),
        },
        {
          path: '/gestion/journal',
          section: 'journal',
          access: staff('administrator', 'data-protection-officer'),
          label: (locale) => translator(staffMessages, locale)('people.journal.title'),
        },
        {
          path: '/gestion/lectures',
          section: 'readings',
          access: staff('data-protection-officer'),
          label: (locale) => translator(retentionMessages, locale)('people.readings.title'),
        },
        {
          path: '/gestion/eliminations',
          section: 'eliminations',
          access: staff('archivist'),
          label: (locale) => translator(retentionMessages, locale)('people.eliminations.title'),
        },
        {
          path: '/exploitation',
          section: 'outbox',
          access: operators,
          label: (locale) => translator(operationMessages, locale)('people.outbox.title'),
        },
        {
          path: '/exploitation/comptes',
          section: 'operators',
          access: operators,
          label: (locale) => translator(operationMessages, locale)('people.operators.title'),
        },
      ],
    },
  },
};
