import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const seasonalJobMessages = defineMessages({
  fr: {
    'announcements.kind.seasonal-job': 'Job d’été ou d’étudiant',
    'announcements.kind.seasonal-job.invitation': 'Proposer un job d’été ou d’étudiant',
  },
  en: {
    'announcements.kind.seasonal-job': 'Summer or student job',
    'announcements.kind.seasonal-job.invitation': 'Offer a summer or student job',
  },
});
