import { translator } from '../../../../kernel/i18n/messages.ts';
import type { AnnouncementKind } from '../kind.ts';
import { noticeOfPublicPost, openToFields, publicPostFields, seatsField, startsOnField } from '../shared-fields.ts';
import { apprenticeshipMessages } from './messages.ts';
import { apprenticeshipModel } from './model.ts';

export const apprenticeship: AnnouncementKind = {
  code: 'apprenticeship',
  slug: 'alternance',
  icon: 'wrench',
  theme: 'learning',
  isForYouth: true,
  takesFile: true,
  lifetimeDays: 180,
  summary: ['training', 'diploma', 'startsOn'],
  fields: [
    { name: 'occupation', type: 'occupation', isRequired: 'FR' },
    {
      name: 'training',
      column: 'Contrat de formation',
      type: 'choice',
      values: ['apprenticeship', 'professionalisation', 'cfc', 'afp'],
      only: { apprenticeship: 'FR', professionalisation: 'FR', cfc: 'CH', afp: 'CH' },
      isRequired: true,
      isFacet: true,
    },
    { name: 'diploma', type: 'text' },
    startsOnField,
    seatsField,
    ...openToFields,
    ...publicPostFields,
  ],
  messages: apprenticeshipMessages,
  label: (locale, country) => translator(apprenticeshipMessages, locale)('announcements.kind.apprenticeship', { country }),
  invitation: (locale, country) => translator(apprenticeshipMessages, locale)('announcements.kind.apprenticeship.invitation', { country }),
  model: apprenticeshipModel,
  mistakes: (facts) => noticeOfPublicPost(facts),
  schema: () => ({ '@type': 'JobPosting', employmentType: 'OTHER' }),
};
