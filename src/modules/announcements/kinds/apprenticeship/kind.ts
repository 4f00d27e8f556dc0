import { translator } from '../../../../kernel/i18n/messages.ts';
import type { AnnouncementKind } from '../kind.ts';
import { openToFields, seatsField, startsOnField } from '../shared-fields.ts';
import { apprenticeshipMessages } from './messages.ts';
import { apprenticeshipModel } from './model.ts';

export const apprenticeship: AnnouncementKind = {
  code: 'apprenticeship',
  slug: 'alternance',
  icon: 'wrench',
  isForYouth: true,
  takesFile: true,
  lifetimeDays: 180,
  summary: ['training', 'diploma', 'startsOn'],
  fields: [
    { name: 'occupation', type: 'occupation', isRequired: true },
    { name: 'training', type: 'choice', values: ['apprenticeship', 'professionalisation', 'cfc', 'afp'], isRequired: true, isFacet: true },
    { name: 'diploma', type: 'text' },
    startsOnField,
    seatsField,
    ...openToFields,
  ],
  label: (locale) => translator(apprenticeshipMessages, locale)('announcements.kind.apprenticeship'),
  invitation: (locale) => translator(apprenticeshipMessages, locale)('announcements.kind.apprenticeship.invitation'),
  model: apprenticeshipModel,
  mistakes(facts, { territory }) {
    const isSwiss = facts['training'] === 'cfc' || facts['training'] === 'afp';
    return isSwiss === (territory.country === 'CH') ? [] : [{ field: 'training', key: 'announcements.wrong.training' }];
  },
  schema: () => ({ '@type': 'JobPosting', employmentType: 'OTHER' }),
};
