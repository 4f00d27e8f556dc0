import { settingsMessages } from './settings/messages.ts';

/** All texts of the module, those of each part beside its pages. */
export const deskMessages = settingsMessages;
