import { followedMessages } from './followed/messages.ts';
import { letterMessages } from './items/letter-messages.ts';
import { queueMessages } from './queue/messages.ts';
import { reasonMessages } from './reasons/messages.ts';

export const moderationMessages = {
  fr: { ...queueMessages.fr, ...followedMessages.fr, ...reasonMessages.fr, ...letterMessages.fr },
  en: { ...queueMessages.en, ...followedMessages.en, ...reasonMessages.en, ...letterMessages.en },
};
