import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const serviceCiviqueMessages = defineMessages({
  fr: {
    'announcements.kind.service-civique': 'Service civique',
    'announcements.kind.service-civique.invitation': 'Proposer une mission de service civique',
  },
  en: {
    'announcements.kind.service-civique': 'Service civique',
    'announcements.kind.service-civique.invitation': 'Offer a « service civique » mission',
  },
});
