import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const appealMessages = defineMessages({
  fr: {
    'announcements.kind.appeal': 'Appel',
    'announcements.kind.appeal.invitation': 'Chercher des partenaires, des personnes, des idées',
  },
  en: {
    'announcements.kind.appeal': 'Appeal',
    'announcements.kind.appeal.invitation': 'Look for partners, people, ideas',
  },
});
