import { translator } from '../../../../kernel/i18n/messages.ts';
import { salary } from '../../schema.ts';
import type { AnnouncementKind } from '../kind.ts';
import {
  datesInOrder,
  dutyFields,
  earliestAfterDuty,
  endsOnField,
  hoursField,
  minimumAgeField,
  noticeOfPublicPost,
  openToFields,
  payFields,
  payInOrder,
  publicPostFields,
  reportedWhereDue,
  seatsField,
  startsOnField,
} from '../shared-fields.ts';
import { seasonalJobMessages } from './messages.ts';
import { seasonalJobModel } from './model.ts';

export const seasonalJob: AnnouncementKind = {
  code: 'seasonal-job',
  slug: 'jobs',
  icon: 'sprout',
  theme: 'childhood-youth',
  isForYouth: true,
  takesFile: true,
  lifetimeDays: 60,
  period: { from: 'startsOn', until: 'endsOn' },
  summary: ['season', 'startsOn', 'endsOn', 'pay'],
  fields: [
    { name: 'season', type: 'choice', values: ['summer', 'student', 'weekend'], isRequired: true, isFacet: true },
    { name: 'occupation', type: 'occupation' },
    ...dutyFields,
    startsOnField,
    endsOnField,
    hoursField,
    ...payFields,
    seatsField,
    minimumAgeField,
    ...openToFields,
    ...publicPostFields,
  ],
  messages: seasonalJobMessages,
  label: (locale) => translator(seasonalJobMessages, locale)('announcements.kind.seasonal-job'),
  invitation: (locale) => translator(seasonalJobMessages, locale)('announcements.kind.seasonal-job.invitation'),
  model: seasonalJobModel,
  mistakes: (facts, context) => [
    ...reportedWhereDue(facts, context),
    ...datesInOrder(facts),
    ...payInOrder(facts),
    ...noticeOfPublicPost(facts),
  ],
  earliest: earliestAfterDuty,
  schema: (facts, { territory }) => ({ '@type': 'JobPosting', employmentType: 'TEMPORARY', ...salary(facts, territory.currency) }),
};
