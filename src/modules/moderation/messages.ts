import { moderationDataMessages } from './data-messages.ts';
import { followedMessages } from './followed/messages.ts';
import { letterMessages } from './items/letter-messages.ts';
import { queueMessages } from './queue/messages.ts';
import { reasonMessages } from './reasons/messages.ts';

export const moderationMessages = {
  fr: { ...moderationDataMessages.fr, ...queueMessages.fr, ...followedMessages.fr, ...reasonMessages.fr, ...letterMessages.fr },
  en: { ...moderationDataMessages.en, ...queueMessages.en, ...followedMessages.en, ...reasonMessages.en, ...letterMessages.en },
};
