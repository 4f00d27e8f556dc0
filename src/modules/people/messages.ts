import { ownMessages } from './accounts/account-messages.ts';
import { letterMessages } from './accounts/letter-messages.ts';
import { accountMessages } from './accounts/messages.ts';
import { dataMessages } from './data-messages.ts';
import { invitationMessages } from './invitations/messages.ts';
import { noticeMessages } from './notices/messages.ts';
import { operationMessages } from './operation/messages.ts';
import { personMessages } from './persons/messages.ts';
import { columnMessages } from './privacy/column-messages.ts';
import { privacyMessages } from './privacy/messages.ts';
import { valueMessages } from './privacy/value-messages.ts';
import { retentionMessages } from './retention/messages.ts';
import { staffMessages } from './staff/messages.ts';

/** All texts of the module, those of each part beside its pages. */
export const peopleMessages = {
  fr: {
    ...accountMessages.fr,
    ...letterMessages.fr,
    ...ownMessages.fr,
    ...operationMessages.fr,
    ...invitationMessages.fr,
    ...staffMessages.fr,
    ...personMessages.fr,
    ...dataMessages.fr,
    ...privacyMessages.fr,
    ...columnMessages.fr,
    ...valueMessages.fr,
    ...retentionMessages.fr,
    ...noticeMessages.fr,
  },
  en: {
    ...accountMessages.en,
    ...letterMessages.en,
    ...ownMessages.en,
    ...operationMessages.en,
    ...invitationMessages.en,
    ...staffMessages.en,
    ...personMessages.en,
    ...dataMessages.en,
    ...privacyMessages.en,
    ...columnMessages.en,
    ...valueMessages.en,
    ...retentionMessages.en,
    ...noticeMessages.en,
  },
};
