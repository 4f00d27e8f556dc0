import { staff } from '../../kernel/access/access.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { deskMessages } from './messages.ts';
import { demonstrationReports } from './report/demonstration.ts';
import { reportSchedule } from './report/jobs.ts';
import { reportMessages } from './report/messages.ts';
import { reportPages, reportReaders } from './report/routes.tsx';
import { settingsMessages } from './settings/messages.ts';
import { settingsPages } from './settings/routes.tsx';

export const desk: Module = {
  name: 'desk',
  requires: ['territories', 'people', 'moderation', 'directory'],
  tables: { report: { distribution: 'territorial' } },
  messages: deskMessages,
  pages: (modules) => [...settingsPages(modules), ...reportPages],
  schedule: reportSchedule,
  contributes: {
    demonstration: demonstrationReports,
    manage: {
      // Who sees figures alone has nothing else to do here.
      async tasks(_kernel, { viewer, locale }) {
        if (!viewer?.roles.includes('elected')) return [];
        return [{ count: 1, label: translator(reportMessages, locale)('desk.report.task'), path: '/gestion/rapport' }];
      },
      entries: [
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
