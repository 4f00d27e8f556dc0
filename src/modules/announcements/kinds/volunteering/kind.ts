import { translator } from '../../../../kernel/i18n/messages.ts';
import type { AnnouncementKind } from '../kind.ts';
import {
  causeField,
  datesInOrder,
  endsOnField,
  hoursField,
  minimumAgeField,
  seatsField,
  startsOnField,
  weekdaysField,
} from '../shared-fields.ts';
import { volunteeringMessages } from './messages.ts';
import { volunteeringModel } from './model.ts';

export const volunteering: AnnouncementKind = {
  code: 'volunteering',
  slug: 'benevolat',
  icon: 'hand-helping',
  theme: 'social-enterprise',
  isForYouth: true,
  lifetimeDays: 120,
  period: { from: 'startsOn', until: 'endsOn' },
  summary: ['rhythm', 'startsOn', 'weekdays', 'hoursPerWeek'],
  fields: [
    causeField,
    { name: 'rhythm', type: 'choice', values: ['once', 'regular', 'flexible'], isRequired: true, isFacet: true },
    startsOnField,
    endsOnField,
    weekdaysField,
    hoursField,
    seatsField,
    minimumAgeField,
    { name: 'skills', type: 'text', most: 500 },
  ],
  messages: volunteeringMessages,
  label: (locale) => translator(volunteeringMessages, locale)('announcements.kind.volunteering'),
  invitation: (locale) => translator(volunteeringMessages, locale)('announcements.kind.volunteering.invitation'),
  model: volunteeringModel,
  mistakes: (facts) => [
    // Without a day, « once » is on no day at all.
    ...(facts['rhythm'] === 'once' && !facts['startsOn'] ? [{ field: 'startsOn', key: 'announcements.wrong.day-required' }] : []),
    ...datesInOrder(facts),
  ],
  schema: () => ({ '@type': 'JobPosting', employmentType: 'VOLUNTEER' }),
};
