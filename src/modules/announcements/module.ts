import { signedIn } from '../../kernel/access/access.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { answerMessages } from './answers/messages.ts';
import { followed, paused, received, sent, waiting } from './answers/notice-kinds.ts';
import { answeredPath } from './answers/paths.ts';
import { structuresPath, structuresReaders } from './answers/pause-routes.tsx';
import { promiseMessages } from './answers/promise-messages.ts';
import { announcementApi } from './api.ts';
import { handOverAnnouncements } from './commands/trust.ts';
import { demonstrationAnnouncements } from './demonstration/load.ts';
import { announcementsEmbed } from './embed.ts';
import { announcementImporter } from './importing/format.ts';
import { announcementHandlers, announcementSchedule } from './jobs.ts';
import { keepMessages } from './keep-messages.ts';
import { manageMessages } from './manage/messages.ts';
import { managePath } from './manage/paths.ts';
import { manageAccess } from './manage/routes.tsx';
import { announcementMessages } from './messages.ts';
import { ending } from './notice-kinds.ts';
import { announcementData } from './personal-data.ts';
import { proposalMessages } from './proposals/messages.ts';
import { proposed } from './proposals/notice-kind.ts';
import { PROPOSE, proposalPages } from './proposals/routes.tsx';
import { publicMessages } from './public-messages.ts';
import { announcementSitemap } from './queries/sitemap.ts';
import { ownTasks } from './queries/tasks.ts';
import { announcementReviews } from './review-kinds.tsx';
import { announcementPages } from './routes.tsx';
import { announcementWebhooks } from './webhooks.ts';

export const announcements: Module = {
  name: 'announcements',
  requires: ['territories', 'people', 'moderation', 'directory'],
  isService: true,
  tables: {
    announcement: { distribution: 'territorial' },
    state_change: { distribution: 'territorial' },
    answer: { distribution: 'territorial', confidential: true },
    answer_event: { distribution: 'territorial', confidential: true },
    answer_message: { distribution: 'territorial', confidential: true },
    answer_document: { distribution: 'territorial', confidential: true },
    responsiveness: { distribution: 'territorial' },
    pause: { distribution: 'territorial' },
    proposal: { distribution: 'territorial', confidential: true },
    trust: { distribution: 'territorial' },
    source_record: { distribution: 'territorial' },
    trusted_source: { distribution: 'territorial' },
  },
  messages: announcementMessages,
  personalData: announcementData,
  pages: [...announcementPages, ...proposalPages],
  api: announcementApi,
  handlers: announcementHandlers,
  schedule: announcementSchedule,
  contributes: {
    takenOver: handOverAnnouncements,
    navigation: [
      { path: '/annonces', section: 'announcements', label: (locale) => translator(publicMessages, locale)('announcements.title') },
    ],
    persons: [{ page: PROPOSE, label: (locale) => translator(proposalMessages, locale)('announcements.proposals.propose') }],
    manage: {
      entries: [
        {
          path: structuresPath,
          section: 'announcement-answers',
          access: structuresReaders,
          label: (locale) => translator(promiseMessages, locale)('announcements.answers.structures.title'),
        },
        {
          path: managePath,
          section: 'all-announcements',
          access: manageAccess,
          label: (locale) => translator(manageMessages, locale)('announcements.manage.title'),
        },
      ],
    },
    space: {
      entries: [
        {
          path: '/mon-espace/annonces',
          section: 'announcements',
          access: signedIn,
          label: (locale) => translator(keepMessages, locale)('announcements.own.title'),
        },
        {
          path: answeredPath(),
          section: 'answers',
          access: signedIn,
          label: (locale) => translator(answerMessages, locale)('announcements.answers.own.title'),
        },
      ],
      tasks: ownTasks,
    },
    sitemap: announcementSitemap,
    embeds: [announcementsEmbed],
    review: announcementReviews,
    notices: [ending, received, sent, followed, waiting, paused, proposed],
    importers: [announcementImporter],
    webhooks: announcementWebhooks,
    demonstration: demonstrationAnnouncements,
  },
};
