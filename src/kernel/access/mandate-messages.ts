import { defineMessages } from '../i18n/messages.ts';

/** What a mandate is for, as who gives it reads and signs it. */
export const mandateMessages = defineMessages({
  fr: {
    'mandate.purpose.structure': 'Tenir la page d’une structure',
    'mandate.purpose.suggest': 'Proposer ou corriger une page',
    'mandate.purpose.announce': 'Publier une annonce',
    'mandate.purpose.answer': 'Répondre à sa place',
    'mandate.purpose.request': 'Faire une demande',
    'mandate.purpose.other': 'Autre chose',
  },
  en: {
    'mandate.purpose.structure': 'Keep the page of an organisation',
    'mandate.purpose.suggest': 'Suggest or correct a page',
    'mandate.purpose.announce': 'Publish an announcement',
    'mandate.purpose.answer': 'Answer in their place',
    'mandate.purpose.request': 'Make a request',
    'mandate.purpose.other': 'Something else',
  },
});
