import { signedIn } from '../../kernel/access/access.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { followedPages } from './followed/routes.tsx';
import { handOverItems } from './items/commands/sending.ts';
import { decided } from './items/notice-kinds.ts';
import { questionsTo } from './items/queries/items.ts';
import { queueCounts } from './items/queries/queue.ts';
import { lateSince } from './items/rules.ts';
import { moderationSchedule } from './jobs.ts';
import { moderationMessages } from './messages.ts';
import { moderationData } from './personal-data.ts';
import { moderators, queuePages } from './queue/routes.tsx';
import { reasonPages, reasonsAccess, reasonsPath } from './reasons/routes.tsx';
import { moderationWords } from './words.ts';

export const moderation: Module = {
  name: 'moderation',
  requires: ['territories', 'people'],
  tables: {
    item: { distribution: 'territorial', confidential: true },
    decision: { distribution: 'territorial', confidential: true },
    reason: { distribution: 'territorial' },
  },
  messages: moderationMessages,
  personalData: moderationData,
  pages(modules) {
    const kinds = new Map(modules.flatMap(({ contributes }) => (contributes?.review ?? []).map((kind) => [kind.kind, kind] as const)));
    return [...queuePages(kinds), ...reasonPages(kinds), ...followedPages(kinds)];
  },
  schedule: moderationSchedule,
  contributes: {
    takenOver: handOverItems,
    manage: {
      entries: [
        {
          path: '/gestion/moderation',
          section: 'moderation',
          access: moderators,
          label: (locale) => translator(moderationMessages, locale)('moderation.title'),
        },
        {
          path: reasonsPath,
          section: 'reasons',
          access: reasonsAccess,
          label: (locale) => translator(moderationMessages, locale)('moderation.reasons.title'),
        },
      ],
      async tasks(kernel, visit) {
        const { viewer, territory } = visit;
        if (!viewer?.roles.includes('moderator')) return [];
        const t = moderationWords(visit);
        const { byState, mine, urgent, late } = await queueCounts(kernel, territory.id, viewer.accountId, lateSince(visit.now));
        const path = '/gestion/moderation';
        return [
          { count: byState.open, label: t('moderation.task', { n: byState.open }), path: `${path}?etat=nouvelles`, isUrgent: urgent > 0 },
          { count: late, label: t('moderation.task.late', { n: late }), path: `${path}?etat=nouvelles&age=7`, isUrgent: true },
          { count: mine, label: t('moderation.task.mine', { n: mine }), path: `${path}?mains=moi` },
        ];
      },
    },
    notices: [decided],
    space: {
      entries: [
        {
          path: '/mon-espace/envois',
          section: 'sent',
          access: signedIn,
          label: (locale) => translator(moderationMessages, locale)('moderation.sent.title'),
        },
      ],
      async tasks(kernel, visit) {
        const n = await questionsTo(kernel, visit.territory.id, visit.viewer?.accountId ?? '');
        return [{ count: n, label: moderationWords(visit)('moderation.sent.task', { n }), path: '/mon-espace/envois' }];
      },
    },
  },
};
