import { translator } from '../../../../kernel/i18n/messages.ts';
import type { AnnouncementKind } from '../kind.ts';
import { causeField, seatsField, startsOnField } from '../shared-fields.ts';
import { serviceCiviqueMessages } from './messages.ts';
import { serviceCiviqueModel } from './model.ts';

export const serviceCivique: AnnouncementKind = {
  code: 'service-civique',
  slug: 'service-civique',
  icon: 'flag',
  theme: 'childhood-youth',
  country: 'FR',
  isForYouth: true,
  lifetimeDays: 90,
  period: { from: 'startsOn' },
  summary: ['cause', 'startsOn', 'months', 'weeklyHours'],
  fields: [
    causeField,
    { ...startsOnField, isRequired: true },
    // Six to twelve months, 24 to 48 hours a week (code du service national, L. 120-1 and L. 120-8).
    { name: 'months', type: 'number', says: 'months', least: 6, most: 12, isRequired: true },
    {
      name: 'weeklyHours',
      column: 'Heures par semaine de service civique',
      type: 'number',
      says: 'hours',
      least: 24,
      most: 48,
      isRequired: true,
    },
    seatsField,
    { name: 'disabledWelcome', type: 'box', isFacet: true },
    { name: 'officialNotice', type: 'link', country: 'FR' },
  ],
  messages: serviceCiviqueMessages,
  label: (locale) => translator(serviceCiviqueMessages, locale)('announcements.kind.service-civique'),
  invitation: (locale) => translator(serviceCiviqueMessages, locale)('announcements.kind.service-civique.invitation'),
  model: serviceCiviqueModel,
  schema: () => ({ '@type': 'JobPosting', employmentType: 'OTHER' }),
};
