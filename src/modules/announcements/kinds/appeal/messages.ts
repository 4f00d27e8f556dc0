import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const appealMessages = defineMessages({
  fr: {
    'announcements.kind.appeal': 'Appel',
    'announcements.kind.appeal.invitation': 'Chercher des partenaires, des personnes, des idées',
    'announcements.field.seeking': 'Vous cherchez',
    'announcements.option.seeking.funding': 'Un financement',
    'announcements.option.seeking.ideas': 'Des idées',
    'announcements.option.seeking.partners': 'Des partenaires',
    'announcements.option.seeking.people': 'Des personnes',
    'announcements.option.seeking.skills': 'Des savoir-faire',
  },
  en: {
    'announcements.kind.appeal': 'Appeal',
    'announcements.kind.appeal.invitation': 'Look for partners, people, ideas',
    'announcements.field.seeking': 'You look for',
    'announcements.option.seeking.funding': 'Funding',
    'announcements.option.seeking.ideas': 'Ideas',
    'announcements.option.seeking.partners': 'Partners',
    'announcements.option.seeking.people': 'People',
    'announcements.option.seeking.skills': 'Skills',
  },
});
