import { defineMessages } from '../../kernel/i18n/messages.ts';

/** What the privacy page says of each kind of data (`personal-data.ts`). */
export const dataMessages = defineMessages({
  fr: {
    'directory.data.contact.name': 'Les personnes à contacter dans une structure',
    'directory.data.contact.why': 'Savoir qui appeler. Leur nom ne se montre que si elles sont d’accord.',
    'directory.data.contact.until': 'Jusqu’à ce que la structure change de contact, ou que la personne s’y oppose.',
    'directory.data.history.name': 'Qui a changé une page de l’annuaire',
    'directory.data.history.why': 'Comprendre une erreur, et revenir en arrière.',
    'directory.data.history.until': 'Tant que la page existe.',
    'directory.data.history.kept': 'L’historique des pages publiques reste, sans votre nom.',
    'directory.data.import.name': 'Qui a chargé un fichier dans l’annuaire',
    'directory.data.import.why': 'Savoir d’où vient ce qui est dans l’annuaire.',
    'directory.data.import.until': 'Trente jours pour le fichier, tant que l’annuaire existe pour la liste des chargements.',
    'directory.data.import.kept': 'La liste des chargements reste, sans votre nom.',
  },
  en: {
    'directory.data.contact.name': 'People to contact in a structure',
    'directory.data.contact.why': 'To know whom to call. Their name shows only where they agreed.',
    'directory.data.contact.until': 'Until the structure changes its contact, or the person objects.',
    'directory.data.history.name': 'Who changed a page of the directory',
    'directory.data.history.why': 'To understand a mistake, and go back.',
    'directory.data.history.until': 'As long as the page exists.',
    'directory.data.history.kept': 'The history of public pages stays, without your name.',
    'directory.data.import.name': 'Who loaded a file into the directory',
    'directory.data.import.why': 'To know where the content of the directory comes from.',
    'directory.data.import.until': 'Thirty days for the file, as long as the directory exists for the list of imports.',
    'directory.data.import.kept': 'The list of imports stays, without your name.',
  },
});
