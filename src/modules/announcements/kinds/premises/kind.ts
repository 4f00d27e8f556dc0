import { translator } from '../../../../kernel/i18n/messages.ts';
import { offer } from '../../schema.ts';
import type { AnnouncementKind } from '../kind.ts';
import { freeField, offeringField } from '../shared-fields.ts';
import { premisesMessages } from './messages.ts';
import { premisesModel } from './model.ts';

export const premises: AnnouncementKind = {
  code: 'premises',
  slug: 'locaux',
  icon: 'store',
  theme: 'housing',
  isForYouth: false,
  lifetimeDays: 120,
  summary: ['offering', 'uses', 'area', 'rent'],
  fields: [
    offeringField,
    { name: 'uses', type: 'choices', values: ['office', 'shop', 'workshop', 'storage', 'meeting', 'land'], isFacet: true },
    { name: 'area', type: 'number', says: 'area', least: 1, most: 100_000 },
    { name: 'rent', type: 'money', says: 'rent' },
    freeField,
    { name: 'availableFrom', type: 'date' },
    { name: 'wheelchair', type: 'box', isFacet: true },
  ],
  messages: premisesMessages,
  label: (locale) => translator(premisesMessages, locale)('announcements.kind.premises'),
  invitation: (locale) => translator(premisesMessages, locale)('announcements.kind.premises.invitation'),
  model: premisesModel,
  mistakes: (facts) => (facts['free'] === true && facts['rent'] !== undefined ? [{ field: 'rent', key: 'announcements.wrong.free' }] : []),
  schema: (facts, { territory }) => offer(facts, 'rent', territory.currency),
};
