import { defineMessages } from '../../../kernel/i18n/messages.ts';

/** Letters and SMS to those who answer an announcement, and to those who publish it. */
export const letterMessages = defineMessages({
  fr: {
    'announcements.answers.notice.received': 'Les réponses à vos annonces',
    'announcements.answers.notice.sent': 'L’envoi de vos réponses à des annonces',
    'announcements.answers.notice.followed': 'Ce que deviennent vos réponses',
    'announcements.answers.told.action': 'Voir la réponse',
    'announcements.answers.told.publisher.new': 'Une réponse à votre annonce « {title} »',
    'announcements.answers.told.publisher.new.body':
      'Quelqu’un répond à « {title} ». Lisez sa réponse, écrivez-lui, acceptez ou refusez : cette personne attend un mot de vous.',
    'announcements.answers.told.person.body':
      'Une personne vous écrit au sujet de « {title} », que l’accueil a publiée pour vous. Appelez l’accueil, ou passez : on lit sa réponse avec vous.',
    'announcements.answers.told.publisher.message': 'Un message au sujet de « {title} »',
    'announcements.answers.told.publisher.message.body': 'Une personne qui a répondu à « {title} » vous écrit.',
    'announcements.answers.told.publisher.withdrawn': 'Une réponse à « {title} » est retirée',
    'announcements.answers.told.publisher.withdrawn.body': 'Une personne qui avait répondu à « {title} » a retiré sa réponse.',
    'announcements.answers.told.answerer.sent': 'Votre réponse à « {title} » est partie',
    'announcements.answers.told.answerer.sent.body':
      'Gardez ce message : son lien montre à tout moment où en est votre réponse à « {title} ».',
    'announcements.answers.told.answerer.message': 'On vous écrit au sujet de « {title} »',
    'announcements.answers.told.answerer.message.body':
      'Vous avez un message au sujet de « {title} ». Lisez-le et répondez sur le portail.',
    'announcements.answers.told.answerer.in-discussion': 'Votre réponse à « {title} » est étudiée',
    'announcements.answers.told.answerer.in-discussion.body': 'Votre réponse à « {title} » intéresse : on vous contactera bientôt.',
    'announcements.answers.told.answerer.accepted': 'C’est oui : « {title} »',
    'announcements.answers.told.answerer.accepted.body': 'Votre réponse à « {title} » est acceptée. Regardez la suite sur le portail.',
    'announcements.answers.told.answerer.expired': 'Votre réponse à « {title} » reste sans suite',
    'announcements.answers.told.answerer.expired.body':
      'L’annonce « {title} » est terminée et personne ne s’est décidé. Nous en sommes désolés : d’autres annonces vous attendent.',
    'announcements.answers.told.answerer.cancelled': 'Votre réponse à « {title} » est de nouveau étudiée',
    'announcements.answers.told.answerer.cancelled.body':
      'L’acceptation de votre réponse à « {title} » est retirée pour le moment. Écrivez pour savoir pourquoi.',
    'announcements.answers.told.answerer.refused': 'La suite de votre réponse à « {title} »',
    'announcements.answers.told.answerer.refused.body': 'Votre réponse à « {title} » n’est pas retenue. La raison est sur le portail.',
  },
  en: {
    'announcements.answers.notice.received': 'Answers to your announcements',
    'announcements.answers.notice.sent': 'Answers to announcements that you send',
    'announcements.answers.notice.followed': 'What becomes of your answers',
    'announcements.answers.told.action': 'See the answer',
    'announcements.answers.told.publisher.new': 'An answer to your announcement “{title}”',
    'announcements.answers.told.publisher.new.body':
      'Somebody answers “{title}”. Read it, write to them, accept or refuse: they are waiting for a word from you.',
    'announcements.answers.told.person.body':
      'Somebody writes to you about “{title}”, which was published for you. Call the town hall or drop in: you read the answer together.',
    'announcements.answers.told.publisher.message': 'A message about “{title}”',
    'announcements.answers.told.publisher.message.body': 'Somebody who answered “{title}” writes to you.',
    'announcements.answers.told.publisher.withdrawn': 'An answer to “{title}” is taken back',
    'announcements.answers.told.publisher.withdrawn.body': 'Somebody who had answered “{title}” has taken their answer back.',
    'announcements.answers.told.answerer.sent': 'Your answer to “{title}” is on its way',
    'announcements.answers.told.answerer.sent.body': 'Keep this message: its link shows at any time where your answer to “{title}” stands.',
    'announcements.answers.told.answerer.message': 'You have a message about “{title}”',
    'announcements.answers.told.answerer.message.body': 'You have a message about “{title}”. Read it and answer on the portal.',
    'announcements.answers.told.answerer.in-discussion': 'Your answer to “{title}” is being considered',
    'announcements.answers.told.answerer.in-discussion.body': 'Your answer to “{title}” is of interest: they will contact you soon.',
    'announcements.answers.told.answerer.accepted': 'It is a yes: “{title}”',
    'announcements.answers.told.answerer.accepted.body': 'Your answer to “{title}” is accepted. See what follows on the portal.',
    'announcements.answers.told.answerer.expired': 'Your answer to “{title}” was not followed up',
    'announcements.answers.told.answerer.expired.body':
      '“{title}” is over and nobody decided. We are sorry: other announcements wait for you.',
    'announcements.answers.told.answerer.cancelled': 'Your answer to “{title}” is being considered again',
    'announcements.answers.told.answerer.cancelled.body':
      'The acceptance of your answer to “{title}” is undone for now. Write to them to know why.',
    'announcements.answers.told.answerer.refused': 'What becomes of your answer to “{title}”',
    'announcements.answers.told.answerer.refused.body': 'Your answer to “{title}” was not chosen. The reason is on the portal.',
  },
});
