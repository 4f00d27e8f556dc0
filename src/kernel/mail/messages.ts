import { defineMessages } from '../i18n/messages.ts';

/** What every letter says around its own words. */
export const mailMessages = defineMessages({
  fr: {
    'mail.copy': 'Le bouton ne fonctionne pas ? Copiez cette adresse dans votre navigateur :',
    'mail.from': 'Ce message vient du portail « {name} ».',
    'mail.help': 'Une question ? {contact}',
    'mail.unsubscribe': 'Ne plus recevoir ces messages',
  },
  en: {
    'mail.copy': 'Does the button not work? Copy this address into your browser:',
    'mail.from': 'This message comes from the portal “{name}”.',
    'mail.help': 'A question? {contact}',
    'mail.unsubscribe': 'Stop these messages',
  },
});
