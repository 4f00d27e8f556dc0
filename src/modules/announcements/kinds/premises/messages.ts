import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const premisesMessages = defineMessages({
  fr: {
    'announcements.kind.premises': 'Local',
    'announcements.kind.premises.invitation': 'Proposer ou chercher un local',
  },
  en: {
    'announcements.kind.premises': 'Premises',
    'announcements.kind.premises.invitation': 'Offer or look for premises',
  },
});
