import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const serviceCiviqueMessages = defineMessages({
  fr: {
    'announcements.kind.service-civique': 'Service civique',
    'announcements.kind.service-civique.invitation': 'Proposer une mission de service civique',
    'announcements.field.months': 'Durée en mois',
    'announcements.field.weeklyHours': 'Heures par semaine',
    'announcements.say.months': '{number} mois',
  },
  en: {
    'announcements.kind.service-civique': 'Service civique',
    'announcements.kind.service-civique.invitation': 'Offer a « service civique » mission',
    'announcements.field.months': 'Length in months',
    'announcements.field.weeklyHours': 'Hours a week',
    'announcements.say.months': '{number} months',
  },
});
