import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const materialsMessages = defineMessages({
  fr: {
    'announcements.kind.materials': 'Matériel',
    'announcements.kind.materials.invitation': 'Proposer ou chercher du matériel',
  },
  en: {
    'announcements.kind.materials': 'Materials',
    'announcements.kind.materials.invitation': 'Offer or look for materials',
  },
});
