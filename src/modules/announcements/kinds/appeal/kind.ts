import { translator } from '../../../../kernel/i18n/messages.ts';
import type { AnnouncementKind } from '../kind.ts';
import { untilField } from '../shared-fields.ts';
import { appealMessages } from './messages.ts';
import { appealModel } from './model.ts';

export const appeal: AnnouncementKind = {
  code: 'appeal',
  slug: 'appels',
  icon: 'message-circle',
  theme: 'leisure',
  isForYouth: false,
  lifetimeDays: 120,
  summary: ['seeking', 'until'],
  fields: [
    { name: 'seeking', type: 'choices', values: ['partners', 'people', 'skills', 'funding', 'ideas'], isRequired: true, isFacet: true },
    untilField,
  ],
  period: { from: 'startsOn', until: 'until' },
  messages: appealMessages,
  label: (locale) => translator(appealMessages, locale)('announcements.kind.appeal'),
  invitation: (locale) => translator(appealMessages, locale)('announcements.kind.appeal.invitation'),
  model: appealModel,
  schema: () => ({ '@type': 'Demand' }),
};
