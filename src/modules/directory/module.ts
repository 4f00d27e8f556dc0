import { translator } from '../../kernel/i18n/messages.ts';
import { importersOf, type Module } from '../../kernel/module.ts';
import { directoryApi } from './api.ts';
import { claimAnswered, claimAsked } from './claims/notice-kinds.ts';
import { claimKind } from './claims/review-kind.tsx';
import { directoryFrames } from './contributions.ts';
import { demonstrationDirectory } from './demonstration/load.ts';
import { directoryEmbed } from './embed.ts';
import { exporters } from './exporters/index.ts';
import { writeViews } from './figures/commands.ts';
import { findingKinds } from './findings/review-kinds.tsx';
import { importPages } from './gestion/imports/routes.tsx';
import { managedPagesRoutes } from './gestion/pages/routes.tsx';
import { toConfirmPages } from './gestion/to-confirm/routes.tsx';
import { wordsPages } from './gestion/words/routes.tsx';
import { importers } from './importers/index.ts';
import { directoryHandlers, directorySchedule } from './jobs.ts';
import { directoryMessages } from './messages.ts';
import { directoryData } from './personal-data.ts';
import { findStructure } from './queries/find-structure.ts';
import { directorySitemap } from './queries/sitemap.ts';
import { handOverConversations } from './relay/commands.ts';
import { structureAnswered } from './relay/notice-kinds.ts';
import { toConfirm } from './reminders/notice-kinds.ts';
import { directoryPages } from './routes.tsx';
import { keeperLeft } from './space/notice-kinds.ts';
import { suggestionKinds } from './suggestions/review-kinds.tsx';
import { suggestionPages } from './suggestions/routes.tsx';

export const directory: Module = {
  name: 'directory',
  requires: ['territories', 'people', 'moderation'],
  isService: true,
  tables: {
    organisation: { distribution: 'territorial' },
    place: { distribution: 'territorial' },
    service: { distribution: 'territorial' },
    state_change: { distribution: 'territorial' },
    import_run: { distribution: 'territorial' },
    import_upload: { distribution: 'territorial', confidential: true },
    import_upload_part: { distribution: 'territorial', confidential: true },
    import_request: { distribution: 'territorial' },
    import_report: { distribution: 'territorial' },
    source_mapping: { distribution: 'territorial' },
    source_record: { distribution: 'territorial' },
    set_aside: { distribution: 'territorial' },
    conflict: { distribution: 'territorial' },
    contact: { distribution: 'territorial', confidential: true },
    objection: { distribution: 'territorial' },
    picture: { distribution: 'territorial' },
    revision: { distribution: 'territorial' },
    draft: { distribution: 'territorial' },
    former_slug: { distribution: 'territorial' },
    merger: { distribution: 'territorial' },
    source: { distribution: 'territorial' },
    synonym: { distribution: 'territorial' },
    unmet_search: { distribution: 'territorial' },
    listing: { distribution: 'territorial' },
    listing_change: { distribution: 'territorial' },
    listing_summary: { distribution: 'territorial' },
    claim: { distribution: 'territorial', confidential: true },
    page_view: { distribution: 'territorial' },
    page_search: { distribution: 'territorial' },
    conversation: { distribution: 'territorial', confidential: true },
    conversation_message: { distribution: 'territorial', confidential: true },
    blocked_writer: { distribution: 'territorial' },
    reminder: { distribution: 'territorial' },
    vocabulary: { distribution: 'global' },
  },
  messages: directoryMessages,
  personalData: directoryData,
  pages: (modules) => [
    ...directoryPages,
    ...suggestionPages,
    ...importPages(importersOf(modules)),
    ...toConfirmPages,
    ...managedPagesRoutes,
    ...wordsPages,
  ],
  api: directoryApi,
  handlers: directoryHandlers,
  schedule: directorySchedule,
  atStop: writeViews,
  contributes: {
    navigation: [{ path: '/annuaire', section: 'directory', label: (locale) => translator(directoryMessages, locale)('directory.title') }],
    ...directoryFrames,
    takenOver: handOverConversations,
    findStructure,
    sitemap: directorySitemap,
    review: [claimKind, ...suggestionKinds, ...findingKinds],
    notices: [claimAsked, claimAnswered, keeperLeft, structureAnswered, toConfirm],
    embeds: [directoryEmbed],
    importers,
    exporters,
    demonstration: demonstrationDirectory,
  },
};
