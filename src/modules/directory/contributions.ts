import { staff } from '../../kernel/access/access.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { claimsToHandle } from './claims/queries.ts';
import { directoryMessages } from './messages.ts';

type Frames = Required<Pick<NonNullable<Module['contributes']>, 'manage'>>;

/** What the directory puts into the menus and first pages of those who work here, and of one's own space. */
export const directoryFrames: Frames = {
  manage: {
    entries: [
      {
        path: '/gestion/revendications',
        section: 'claims',
        access: staff('moderator', 'administrator'),
        label: (locale) => translator(directoryMessages, locale)('directory.claim.manage.title'),
      },
    ],
    async tasks(kernel, { territory, viewer, locale }) {
      if (!viewer?.roles.some((role) => role === 'moderator' || role === 'administrator')) return [];
      const count = await claimsToHandle(kernel, territory.id);
      return [
        {
          count,
          label: translator(directoryMessages, locale)('directory.claim.manage.task', { n: count }),
          path: '/gestion/revendications',
        },
      ];
    },
  },
};
