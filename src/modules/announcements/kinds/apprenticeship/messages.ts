import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const apprenticeshipMessages = defineMessages({
  fr: {
    'announcements.kind.apprenticeship': '{country, select, CH {Apprentissage} other {Apprentissage et alternance}}',
    'announcements.kind.apprenticeship.invitation':
      '{country, select, CH {Proposer une place d’apprentissage} other {Proposer un apprentissage ou une alternance}}',
    'announcements.field.diploma': 'Diplôme préparé',
    'announcements.field.training': 'Contrat',
    'announcements.option.training.afp': 'Attestation fédérale (AFP)',
    'announcements.option.training.apprenticeship': 'Apprentissage',
    'announcements.option.training.cfc': 'Certificat fédéral de capacité (CFC)',
    'announcements.option.training.professionalisation': 'Professionnalisation',
  },
  en: {
    'announcements.kind.apprenticeship': 'Apprenticeship',
    'announcements.kind.apprenticeship.invitation': 'Offer an apprenticeship',
    'announcements.field.diploma': 'Diploma',
    'announcements.field.training': 'Contract',
    'announcements.option.training.afp': 'Federal certificate (AFP)',
    'announcements.option.training.apprenticeship': 'Apprenticeship',
    'announcements.option.training.cfc': 'Federal diploma (CFC)',
    'announcements.option.training.professionalisation': 'Professionalisation',
  },
});
