import { translator } from '../../../../kernel/i18n/messages.ts';
import type { AnnouncementKind } from '../kind.ts';
import { datesInOrder, endsOnField, startsOnField } from '../shared-fields.ts';
import { informationMessages } from './messages.ts';
import { informationModel } from './model.ts';

export const information: AnnouncementKind = {
  code: 'information',
  slug: 'informations',
  icon: 'info',
  theme: 'internet',
  isForYouth: false,
  takesNoAnswer: true,
  lifetimeDays: 60,
  summary: ['startsOn', 'endsOn'],
  fields: [startsOnField, endsOnField],
  period: { from: 'startsOn', until: 'endsOn' },
  messages: informationMessages,
  label: (locale) => translator(informationMessages, locale)('announcements.kind.information'),
  invitation: (locale) => translator(informationMessages, locale)('announcements.kind.information.invitation'),
  model: informationModel,
  mistakes: (facts) => datesInOrder(facts),
  schema: () => ({ '@type': 'Article' }),
};
