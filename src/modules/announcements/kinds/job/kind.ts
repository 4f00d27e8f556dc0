import { translator } from '../../../../kernel/i18n/messages.ts';
import { employmentType, salary } from '../../schema.ts';
import type { AnnouncementKind } from '../kind.ts';
import { numberOf } from '../kind.ts';
import {
  contracts,
  dutyFields,
  earliestAfterDuty,
  hoursField,
  noticeOfPublicPost,
  openToFields,
  payFields,
  payInOrder,
  publicPostFields,
  reportedWhereDue,
  seatsField,
  startsOnField,
} from '../shared-fields.ts';
import { jobMessages } from './messages.ts';
import { jobModel } from './model.ts';

export const job: AnnouncementKind = {
  code: 'job',
  slug: 'emploi',
  icon: 'briefcase',
  theme: 'work',
  isForYouth: false,
  takesFile: true,
  lifetimeDays: 60,
  summary: ['contract', 'workTime', 'pay', 'startsOn'],
  fields: [
    // Swiss occupations are not those of ROME.
    { name: 'occupation', type: 'occupation', isRequired: 'FR' },
    ...dutyFields,
    // The contract of work integration is one of French law (code du travail, L. 5132-11-1).
    { name: 'contract', type: 'choice', values: contracts, only: { insertion: 'FR' }, isRequired: true, isFacet: true },
    { name: 'workTime', type: 'choice', values: ['full', 'part'], isRequired: true, isFacet: true },
    hoursField,
    ...payFields,
    startsOnField,
    seatsField,
    { name: 'workIntegration', type: 'box', isFacet: true, country: 'FR' },
    ...openToFields,
    ...publicPostFields,
  ],
  messages: jobMessages,
  label: (locale) => translator(jobMessages, locale)('announcements.kind.job'),
  invitation: (locale) => translator(jobMessages, locale)('announcements.kind.job.invitation'),
  model: jobModel,
  mistakes: (facts, context) => [...reportedWhereDue(facts, context), ...payInOrder(facts), ...noticeOfPublicPost(facts)],
  earliest: earliestAfterDuty,
  schema: (facts, { territory }) => {
    const seats = numberOf(facts, 'seats');
    return {
      '@type': 'JobPosting',
      employmentType: employmentType(facts),
      ...salary(facts, territory.currency),
      ...(seats !== null && { totalJobOpenings: seats }),
      ...(facts['noExperience'] === true && { experienceRequirements: 'no requirements' }),
    };
  },
};
