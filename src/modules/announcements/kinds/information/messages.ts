import { defineMessages } from '../../../../kernel/i18n/messages.ts';

export const informationMessages = defineMessages({
  fr: {
    'announcements.kind.information': 'Information',
    'announcements.kind.information.invitation': 'Annoncer une information',
  },
  en: {
    'announcements.kind.information': 'News',
    'announcements.kind.information.invitation': 'Announce something',
  },
});
