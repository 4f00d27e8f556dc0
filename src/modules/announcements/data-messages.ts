import { defineMessages } from '../../kernel/i18n/messages.ts';

/** What the privacy page says of announcements. */
export const dataMessages = defineMessages({
  fr: {
    'announcements.data.published.name': 'Vos annonces',
    'announcements.data.published.why': 'Pour publier ce que vous proposez ou cherchez, et savoir qui l’a écrit.',
    'announcements.data.published.until':
      'Un an après la fin de l’annonce. Si vous effacez votre compte, vos annonces personnelles sont effacées ; celles d’une structure restent, sans votre nom.',
    'announcements.data.history.name': 'Ce qui est arrivé à une annonce',
    'announcements.data.history.why': 'Pour que chacun puisse savoir qui a publié, modifié ou retiré une annonce.',
    'announcements.data.history.until': 'Avec l’annonce.',
    'announcements.data.history.kept': 'L’histoire d’une annonce de structure reste, sans votre nom.',
  },
  en: {
    'announcements.data.published.name': 'Your announcements',
    'announcements.data.published.why': 'To publish what you offer or look for, and to know who wrote it.',
    'announcements.data.published.until':
      'A year after its end. If you erase your account, your own announcements are erased; those of a structure stay, without your name.',
    'announcements.data.history.name': 'What happened to an announcement',
    'announcements.data.history.why': 'So that one can know who published, changed or took back an announcement.',
    'announcements.data.history.until': 'As long as the announcement.',
    'announcements.data.history.kept': 'The history of a structure’s announcement stays, without your name.',
  },
});
