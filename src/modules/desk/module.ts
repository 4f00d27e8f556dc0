import { staff } from '../../kernel/access/access.ts';
import { onEvent } from '../../kernel/events/events.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { demonstrationLetter } from './letters/demonstration.ts';
import { letterSent } from './letters/events.ts';
import { writeToRecipients } from './letters/jobs.ts';
import { letterMessages } from './letters/messages.ts';
import { deskLetter } from './letters/notice-kind.ts';
import { lettersPath } from './letters/paths.ts';
import { letterPages, lettersAccess } from './letters/routes.tsx';
import { deskMessages } from './messages.ts';
import { deskData } from './personal-data.ts';
import { demonstrationReports } from './report/demonstration.ts';
import { reportSchedule } from './report/jobs.ts';
import { reportMessages } from './report/messages.ts';
import { reportPages, reportReaders } from './report/routes.tsx';
import { settingsMessages } from './settings/messages.ts';
import { settingsPages } from './settings/routes.tsx';

export const desk: Module = {
  name: 'desk',
  requires: ['territories', 'people', 'moderation', 'directory'],
  tables: {
    report: { distribution: 'territorial' },
    letter: { distribution: 'territorial' },
    letter_recipient: { distribution: 'territorial' },
  },
  personalData: deskData,
  handlers: [onEvent(letterSent, 'write-letter', writeToRecipients, { isLong: true })],
  messages: deskMessages,
  pages: (modules) => [...settingsPages(modules), ...reportPages, ...letterPages],
  schedule: reportSchedule,
  contributes: {
    async demonstration(kernel) {
      await demonstrationReports(kernel);
      await demonstrationLetter(kernel);
    },
    notices: [deskLetter],
    manage: {
      // Who sees figures alone has nothing else to do here.
      async tasks(_kernel, { viewer, locale }) {
        if (!viewer?.roles.includes('elected')) return [];
        return [{ count: 1, label: translator(reportMessages, locale)('desk.report.task'), path: '/gestion/rapport' }];
      },
      entries: [
        {
          path: lettersPath,
          section: 'letters',
          access: lettersAccess,
          label: (locale) => translator(letterMessages, locale)('desk.letter.title'),
        },
        {
          path: '/gestion/reglages',
          section: 'settings',
          access: staff('administrator'),
          label: (locale) => translator(settingsMessages, locale)('desk.settings.title'),
        },
        {
          path: '/gestion/rapport',
          section: 'report',
          access: reportReaders,
          label: (locale) => translator(reportMessages, locale)('desk.report.title'),
        },
      ],
    },
  },
};
