import { letterMessages } from './accounts/letter-messages.ts';
import { accountMessages } from './accounts/messages.ts';
import { dataMessages } from './data-messages.ts';
import { invitationMessages } from './invitations/messages.ts';
import { staffMessages } from './staff/messages.ts';

/** All texts of the module, those of each part beside its pages. */
export const peopleMessages = {
  fr: { ...accountMessages.fr, ...letterMessages.fr, ...invitationMessages.fr, ...staffMessages.fr, ...dataMessages.fr },
  en: { ...accountMessages.en, ...letterMessages.en, ...invitationMessages.en, ...staffMessages.en, ...dataMessages.en },
};
