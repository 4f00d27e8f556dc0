import { Temporal } from 'temporal-polyfill';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { AnnouncementKind } from '../kind.ts';
import { textOf } from '../kind.ts';
import {
  datesInOrder,
  endsOnField,
  hoursField,
  minimumAgeField,
  noticeOfPublicPost,
  openToFields,
  publicPostFields,
  seatsField,
  startsOnField,
} from '../shared-fields.ts';
import { internshipMessages } from './messages.ts';
import { internshipModel } from './model.ts';

export const internship: AnnouncementKind = {
  code: 'internship',
  slug: 'stages',
  icon: 'book-open',
  theme: 'learning',
  isForYouth: true,
  takesFile: true,
  lifetimeDays: 90,
  period: { from: 'startsOn', until: 'endsOn' },
  summary: ['placement', 'startsOn', 'endsOn', 'minimumAge'],
  fields: [
    { name: 'placement', type: 'choice', values: ['observation', 'school', 'student', 'immersion'], isRequired: true, isFacet: true },
    { name: 'occupation', type: 'occupation' },
    startsOnField,
    endsOnField,
    hoursField,
    seatsField,
    minimumAgeField,
    { name: 'allowance', type: 'money' },
    ...openToFields,
    ...publicPostFields,
  ],
  messages: internshipMessages,
  label: (locale) => translator(internshipMessages, locale)('announcements.kind.internship'),
  invitation: (locale) => translator(internshipMessages, locale)('announcements.kind.internship.invitation'),
  model: internshipModel,
  mistakes(facts, { territory }) {
    const [from, until] = [textOf(facts, 'startsOn'), textOf(facts, 'endsOn')];
    // Placements in a working environment: a month at most (code du travail, D. 5135-7).
    const isTooLong =
      territory.country === 'FR' &&
      facts['placement'] === 'immersion' &&
      from !== null &&
      until !== null &&
      Temporal.PlainDate.compare(Temporal.PlainDate.from(until), Temporal.PlainDate.from(from).add({ months: 1 })) >= 0;
    return [
      ...(isTooLong ? [{ field: 'endsOn', key: 'announcements.wrong.immersion' }] : []),
      ...datesInOrder(facts),
      ...noticeOfPublicPost(facts),
    ];
  },
  schema: () => ({ '@type': 'JobPosting', employmentType: 'INTERN' }),
};
