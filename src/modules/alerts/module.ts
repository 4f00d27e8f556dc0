import { signedIn } from '../../kernel/access/access.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { demonstrationAlerts } from './demonstration.ts';
import { alertHandlers, alertSchedule } from './jobs.ts';
import { alertMessages } from './messages.ts';
import { alertData } from './personal-data.ts';
import { alertPages } from './routes.tsx';

export const alerts: Module = {
  name: 'alerts',
  requires: ['territories', 'people', 'directory', 'announcements'],
  opensWith: 'announcements',
  tables: {
    alert: { distribution: 'territorial', confidential: true },
    news: { distribution: 'territorial' },
    told: { distribution: 'territorial', confidential: true },
  },
  messages: alertMessages,
  personalData: alertData,
  pages: alertPages,
  handlers: alertHandlers,
  schedule: alertSchedule,
  contributes: {
    space: {
      entries: [
        {
          path: '/mon-espace/alertes',
          section: 'alerts',
          access: signedIn,
          label: (locale) => translator(alertMessages, locale)('alerts.own.title'),
        },
      ],
    },
    demonstration: demonstrationAlerts,
  },
};
