import { translator } from '../../../../kernel/i18n/messages.ts';
import { offer } from '../../schema.ts';
import type { AnnouncementKind } from '../kind.ts';
import { datesInOrder, freeField, offeringField, untilField } from '../shared-fields.ts';
import { materialsMessages } from './messages.ts';
import { materialsModel } from './model.ts';

export const materials: AnnouncementKind = {
  code: 'materials',
  slug: 'materiel',
  icon: 'archive',
  theme: 'repair-reuse',
  isForYouth: false,
  lifetimeDays: 60,
  period: { from: 'availableFrom', until: 'until' },
  summary: ['offering', 'condition', 'quantity', 'price'],
  fields: [
    offeringField,
    { name: 'condition', column: 'État du matériel', type: 'choice', values: ['new', 'good', 'worn', 'repair'] },
    { name: 'quantity', type: 'text' },
    { name: 'price', type: 'money' },
    freeField,
    { name: 'availableFrom', type: 'date' },
    untilField,
  ],
  messages: materialsMessages,
  label: (locale) => translator(materialsMessages, locale)('announcements.kind.materials'),
  invitation: (locale) => translator(materialsMessages, locale)('announcements.kind.materials.invitation'),
  model: materialsModel,
  mistakes: (facts) => [
    ...(facts['free'] === true && facts['price'] !== undefined ? [{ field: 'price', key: 'announcements.wrong.free' }] : []),
    ...datesInOrder(facts, 'availableFrom', 'until'),
  ],
  schema: (facts, { territory }) => offer(facts, 'price', territory.currency),
};
