import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { webhookHandlers } from './jobs/handlers.ts';
import { webhookMessages } from './messages.ts';
import { switchedOff } from './notice-kind.ts';
import { webhooksPath } from './paths.ts';
import { webhookData } from './personal-data.ts';
import { webhookAccess, webhookPages } from './routes.tsx';

export const webhooks: Module = {
  name: 'webhooks',
  requires: ['territories', 'people'],
  tables: {
    endpoint: { distribution: 'territorial' },
    delivery: { distribution: 'territorial' },
  },
  messages: webhookMessages,
  personalData: webhookData,
  pages: webhookPages,
  handlers: webhookHandlers,
  contributes: {
    notices: [switchedOff],
    manage: {
      entries: [
        {
          path: webhooksPath,
          section: 'webhooks',
          access: webhookAccess,
          label: (locale) => translator(webhookMessages, locale)('webhooks.title'),
        },
      ],
    },
  },
};
