import { letterMessages } from './letters/messages.ts';
import { reportMessages } from './report/messages.ts';
import { settingsMessages } from './settings/messages.ts';

/** All texts of the module, those of each part beside its pages. */
export const deskMessages = {
  fr: { ...letterMessages.fr, ...settingsMessages.fr, ...reportMessages.fr },
  en: { ...letterMessages.en, ...settingsMessages.en, ...reportMessages.en },
};
