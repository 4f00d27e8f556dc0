import { staff } from '../../kernel/access/access.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { deskMessages } from './messages.ts';
import { settingsMessages } from './settings/messages.ts';
import { settingsPages } from './settings/routes.tsx';

export const desk: Module = {
  name: 'desk',
  requires: ['territories', 'people', 'directory'],
  tables: {},
  messages: deskMessages,
  pages: settingsPages,
  contributes: {
    manage: {
      entries: [
        {
          path: '/gestion/reglages',
          section: 'settings',
          access: staff('administrator'),
          label: (locale) => translator(settingsMessages, locale)('desk.settings.title'),
        },
      ],
    },
  },
};
