import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const jobMessages = defineMessages({
  fr: {
    'announcements.kind.job': 'Emploi',
    'announcements.kind.job.invitation': 'Proposer un emploi',
    'announcements.field.workIntegration': 'Poste d’insertion par l’activité économique',
    'announcements.field.workTime': 'Temps de travail',
    'announcements.option.workTime.full': 'Temps plein',
    'announcements.option.workTime.part': 'Temps partiel',
  },
  en: {
    'announcements.kind.job': 'Job',
    'announcements.kind.job.invitation': 'Offer a job',
    'announcements.field.workIntegration': 'Work-integration post',
    'announcements.field.workTime': 'Working time',
    'announcements.option.workTime.full': 'Full time',
    'announcements.option.workTime.part': 'Part time',
  },
});
