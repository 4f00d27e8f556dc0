import { signedIn, staff } from '../../kernel/access/access.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { lettersToPrint } from './claims/queries.ts';
import { importsPath } from './gestion/imports/paths.ts';
import { importAccess } from './gestion/imports/routes.tsx';
import { pagesPath } from './gestion/pages/filter.ts';
import { pagesAccess } from './gestion/pages/routes.tsx';
import { toConfirmPath } from './gestion/to-confirm/filter.ts';
import { countToCall } from './gestion/to-confirm/queries/call-list.ts';
import { toConfirmAccess } from './gestion/to-confirm/routes.tsx';
import { wordsPath } from './gestion/words/paths.ts';
import { wordsAccess } from './gestion/words/routes.tsx';
import { directoryMessages } from './messages.ts';
import { spacePath } from './space/paths.ts';
import { ownStructures } from './space/queries.ts';

type Frames = Required<Pick<NonNullable<Module['contributes']>, 'manage' | 'space'>>;

/** What the directory puts into the menus and first pages of those who work here, and of one's own space. */
export const directoryFrames: Frames = {
  manage: {
    entries: [
      {
        path: pagesPath,
        section: 'pages',
        access: pagesAccess,
        label: (locale) => translator(directoryMessages, locale)('directory.pages.title'),
      },
      {
        path: '/gestion/revendications',
        section: 'claims',
        access: staff('moderator'),
        label: (locale) => translator(directoryMessages, locale)('directory.claim.manage.title'),
      },
      {
        path: toConfirmPath,
        section: 'to-confirm',
        access: toConfirmAccess,
        label: (locale) => translator(directoryMessages, locale)('directory.call.title'),
      },
      {
        path: importsPath,
        section: 'imports',
        access: importAccess,
        label: (locale) => translator(directoryMessages, locale)('directory.imports.title'),
      },
      {
        path: wordsPath,
        section: 'words',
        access: wordsAccess,
        label: (locale) => translator(directoryMessages, locale)('directory.words.title'),
      },
    ],
    async tasks(kernel, { territory, viewer, locale }) {
      const t = translator(directoryMessages, locale);
      const isModerator = viewer?.roles.includes('moderator') ?? false;
      const letters = isModerator ? await lettersToPrint(kernel, territory.id) : 0;
      const calls = isModerator || viewer?.roles.includes('agent') ? await countToCall(kernel, territory) : 0;
      return [
        { count: letters, label: t('directory.claim.manage.task', { n: letters }), path: '/gestion/revendications' },
        { count: calls, label: t('directory.call.task', { n: calls }), path: toConfirmPath },
      ];
    },
  },
  space: {
    entries: [
      {
        path: '/mon-espace/structures',
        section: 'structures',
        access: signedIn,
        label: (locale) => translator(directoryMessages, locale)('directory.space.structures'),
      },
    ],
    async tasks(kernel, visit) {
      const t = translator(directoryMessages, visit.locale);
      return (await ownStructures(kernel, visit)).flatMap(({ id, name, role, messages, claims }) => [
        { count: messages, label: t('directory.space.task.messages', { name, n: messages }), path: spacePath(id, '/messages') },
        ...(role === 'owner'
          ? [{ count: claims, label: t('directory.space.task.claims', { name, n: claims }), path: spacePath(id, '/equipe') }]
          : []),
        { count: 1, label: t('directory.space.task', { name }), path: spacePath(id) },
      ]);
    },
  },
};
