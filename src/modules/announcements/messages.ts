import { defineMessages } from '../../kernel/i18n/messages.ts';
import { letterMessages } from './answers/letter-messages.ts';
import { answerMessages } from './answers/messages.ts';
import { promiseMessages } from './answers/promise-messages.ts';
import { dataMessages } from './data-messages.ts';
import { factMessages } from './fact-messages.ts';
import { keepMessages } from './keep-messages.ts';
import { manageMessages } from './manage/messages.ts';
import { paperMessages } from './paper/messages.ts';
import { proposalMessages } from './proposals/messages.ts';
import { publicMessages } from './public-messages.ts';

/** All texts of announcements. */
export const announcementMessages = defineMessages({
  fr: {
    ...publicMessages.fr,
    ...keepMessages.fr,
    ...factMessages.fr,
    ...dataMessages.fr,
    ...paperMessages.fr,
    ...answerMessages.fr,
    ...letterMessages.fr,
    ...promiseMessages.fr,
    ...proposalMessages.fr,
    ...manageMessages.fr,
  },
  en: {
    ...publicMessages.en,
    ...keepMessages.en,
    ...factMessages.en,
    ...dataMessages.en,
    ...paperMessages.en,
    ...answerMessages.en,
    ...letterMessages.en,
    ...promiseMessages.en,
    ...proposalMessages.en,
    ...manageMessages.en,
  },
});
