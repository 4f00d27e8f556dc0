import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const seasonalJobMessages = defineMessages({
  fr: {
    'announcements.kind.seasonal-job': 'Job d’été ou d’étudiant',
    'announcements.kind.seasonal-job.invitation': 'Proposer un job d’été ou d’étudiant',
    'announcements.field.season': 'Quand',
    'announcements.option.season.student': 'Pendant l’année',
    'announcements.option.season.summer': 'L’été',
    'announcements.option.season.weekend': 'Le week-end',
  },
  en: {
    'announcements.kind.seasonal-job': 'Summer or student job',
    'announcements.kind.seasonal-job.invitation': 'Offer a summer or student job',
    'announcements.field.season': 'When',
    'announcements.option.season.student': 'During the year',
    'announcements.option.season.summer': 'In summer',
    'announcements.option.season.weekend': 'At week-ends',
  },
});
