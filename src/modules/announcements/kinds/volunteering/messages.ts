import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const volunteeringMessages = defineMessages({
  fr: {
    'announcements.kind.volunteering': 'Bénévolat',
    'announcements.kind.volunteering.invitation': 'Proposer une mission de bénévolat',
  },
  en: {
    'announcements.kind.volunteering': 'Volunteering',
    'announcements.kind.volunteering.invitation': 'Offer a volunteering mission',
  },
});
