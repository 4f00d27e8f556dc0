import { defineMessages } from '../../kernel/i18n/messages.ts';

/** What the privacy page says of each kind of data (`personal-data.ts`). */
export const dataMessages = defineMessages({
  fr: {
    'people.data.account.name': 'Votre compte',
    'people.data.account.why': 'Vous reconnaître quand vous entrez, et savoir ce que vous pouvez faire ici.',
    'people.data.account.until': 'Jusqu’à ce que vous l’effaciez. Vos sessions : quatorze jours.',
    'people.data.person.name': 'Vos coordonnées, données par vous ou notées à l’accueil',
    'people.data.person.why': 'Vous répondre et faire pour vous ce que vous demandez.',
    'people.data.person.until':
      'Deux ans après la dernière démarche faite pour vous, ou aussi longtemps que vos mandats. Plus tôt si vous les effacez ou le demandez à l’accueil.',
    'people.data.mandate.name': 'Les mandats que vous donnez à l’accueil',
    'people.data.mandate.why': 'Montrer ce que vous avez permis, et jusqu’à quand.',
    'people.data.mandate.until': 'Cinq ans après la fin du mandat.',
    'people.data.invitation.name': 'Les invitations',
    'people.data.invitation.why': 'Vous proposer un rôle sur ce portail.',
    'people.data.invitation.until': 'Un an après la fin de l’invitation.',
    'people.data.notice.name': 'Vos avis, et la façon de vous prévenir',
    'people.data.notice.why': 'Vous dire ce qui concerne vos envois et vos pages, comme vous l’avez choisi.',
    'people.data.notice.until': 'Les avis : un an. Vos choix : jusqu’à ce que vous effaciez votre compte.',
    'people.data.journal.name': 'Le journal de ce qui est fait et lu',
    'people.data.journal.why': 'Prouver qui a fait quoi, et qui a lu des données confidentielles.',
    'people.data.journal.until': 'Trois ans.',
    'people.data.journal.kept':
      'Le journal garde la trace de ce qui a été fait et lu, sans votre nom : c’est une preuve que la loi demande.',
  },
  en: {
    'people.data.account.name': 'Your account',
    'people.data.account.why': 'To recognise you when you enter, and to know what you may do here.',
    'people.data.account.until': 'Until you erase it. Your sessions: fourteen days.',
    'people.data.person.name': 'Your contact details, given by you or written down at the desk',
    'people.data.person.why': 'To answer you and do for you what you ask.',
    'people.data.person.until':
      'Two years after the last thing done for you, or as long as your mandates. Sooner if you erase them or ask the desk to.',
    'people.data.mandate.name': 'The mandates that you give at the desk',
    'people.data.mandate.why': 'To show what you allowed, and until when.',
    'people.data.mandate.until': 'Five years after the mandate ends.',
    'people.data.invitation.name': 'Invitations',
    'people.data.invitation.why': 'To offer you a role on this portal.',
    'people.data.invitation.until': 'One year after the invitation ends.',
    'people.data.notice.name': 'Your notices, and how you want to be told',
    'people.data.notice.why': 'To tell you what concerns what you sent and your pages, as you chose.',
    'people.data.notice.until': 'Notices: one year. Your choices: until you erase your account.',
    'people.data.journal.name': 'The journal of what is done and read',
    'people.data.journal.why': 'To prove who did what, and who read confidential data.',
    'people.data.journal.until': 'Three years.',
    'people.data.journal.kept':
      'The journal keeps a trace of what was done and read, without your name: it is evidence that the law asks for.',
  },
});
