import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const internshipMessages = defineMessages({
  fr: {
    'announcements.kind.internship': 'Stage',
    'announcements.kind.internship.invitation': 'Proposer un stage',
    'announcements.field.allowance': 'Gratification par mois',
    'announcements.field.placement': 'Sorte de stage',
    'announcements.option.placement.immersion': 'Immersion, pour découvrir un métier',
    'announcements.option.placement.observation': 'Stage d’observation pour élèves',
    'announcements.option.placement.school': 'Stage en cours de formation',
    'announcements.option.placement.student': 'Stage de l’enseignement supérieur',
    'announcements.wrong.immersion': 'Une immersion dure un mois au plus : choisissez une fin plus proche.',
  },
  en: {
    'announcements.kind.internship': 'Internship',
    'announcements.kind.internship.invitation': 'Offer an internship',
    'announcements.field.allowance': 'Allowance each month',
    'announcements.field.placement': 'Kind of placement',
    'announcements.option.placement.immersion': 'To discover a trade',
    'announcements.option.placement.observation': 'Observation, for pupils',
    'announcements.option.placement.school': 'During training',
    'announcements.option.placement.student': 'For students',
    'announcements.wrong.immersion': 'It lasts a month at most: choose an earlier end.',
  },
});
