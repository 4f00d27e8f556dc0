import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const jobMessages = defineMessages({
  fr: {
    'announcements.kind.job': 'Emploi',
    'announcements.kind.job.invitation': 'Proposer un emploi',
  },
  en: {
    'announcements.kind.job': 'Job',
    'announcements.kind.job.invitation': 'Offer a job',
  },
});
