import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { demonstrationSite } from './demonstration.ts';
import { widgetMessages } from './messages.ts';
import { sitesPath } from './paths.ts';
import { sitesAccess, widgetPages } from './routes.tsx';

export const widgets: Module = {
  name: 'widgets',
  requires: ['territories', 'people'],
  tables: { allowed_site: { distribution: 'territorial' } },
  messages: widgetMessages,
  pages: widgetPages,
  contributes: {
    manage: {
      entries: [
        {
          path: sitesPath,
          section: 'sites',
          access: sitesAccess,
          label: (locale) => translator(widgetMessages, locale)('widgets.sites.title'),
        },
      ],
    },
    demonstration: demonstrationSite,
  },
};
