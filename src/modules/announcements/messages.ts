import { defineMessages } from '../../kernel/i18n/messages.ts';
import { letterMessages } from './answers/letter-messages.ts';
import { answerMessages } from './answers/messages.ts';
import { promiseMessages } from './answers/promise-messages.ts';
import { dataMessages } from './data-messages.ts';
import { factMessages } from './fact-messages.ts';
import { keepMessages } from './keep-messages.ts';
import { appealMessages } from './kinds/appeal/messages.ts';
import { apprenticeshipMessages } from './kinds/apprenticeship/messages.ts';
import { informationMessages } from './kinds/information/messages.ts';
import { internshipMessages } from './kinds/internship/messages.ts';
import { jobMessages } from './kinds/job/messages.ts';
import { materialsMessages } from './kinds/materials/messages.ts';
import { premisesMessages } from './kinds/premises/messages.ts';
import { seasonalJobMessages } from './kinds/seasonal-job/messages.ts';
import { serviceCiviqueMessages } from './kinds/service-civique/messages.ts';
import { volunteeringMessages } from './kinds/volunteering/messages.ts';
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
    ...volunteeringMessages.fr,
    ...jobMessages.fr,
    ...internshipMessages.fr,
    ...apprenticeshipMessages.fr,
    ...seasonalJobMessages.fr,
    ...serviceCiviqueMessages.fr,
    ...premisesMessages.fr,
    ...materialsMessages.fr,
    ...appealMessages.fr,
    ...informationMessages.fr,
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
    ...volunteeringMessages.en,
    ...jobMessages.en,
    ...internshipMessages.en,
    ...apprenticeshipMessages.en,
    ...seasonalJobMessages.en,
    ...serviceCiviqueMessages.en,
    ...premisesMessages.en,
    ...materialsMessages.en,
    ...appealMessages.en,
    ...informationMessages.en,
  },
});
