import { defineMessages } from '../../../kernel/i18n/messages.ts';

/** How structures answer: what everybody reads of it, reminders, and pauses. */
export const promiseMessages = defineMessages({
  fr: {
    'announcements.answers.promise':
      '{name} répond d’habitude {days, plural, one {dans la journée} other {en # jours}}. {share} % des réponses ont reçu un retour.',
    'announcements.answers.paused': 'Cette structure ne prend pas de réponses en ce moment',
    'announcements.answers.waiting.subject':
      '{n, plural, one {Une réponse à « {title} » attend} other {# réponses à « {title} » attendent}} depuis {days} jours',
    'announcements.answers.waiting.body':
      '{n, plural, one {Une personne attend} other {# personnes attendent}} un mot de vous au sujet de « {title} ». Même un refus aide : il permet de chercher ailleurs.',
    'announcements.answers.waiting.action': 'Répondre',
    'announcements.answers.notice.waiting': 'Les réponses à vos annonces qui attendent',
    'announcements.answers.notice.paused': 'Les pauses de vos annonces',
    'announcements.answers.structures.title': 'Réponses aux annonces',
    'announcements.answers.structures.lead':
      'Comment les structures répondent à celles et ceux qui leur écrivent. Ce qui est écrit reste entre eux : vous n’en voyez que le compte.',
    'announcements.answers.structures.caption': '{n, plural, one {# structure} other {# structures}}',
    'announcements.answers.structures.name': 'Structure',
    'announcements.answers.structures.published': 'Annonces en ligne',
    'announcements.answers.structures.received': 'Réponses reçues',
    'announcements.answers.structures.answered': 'Ont eu un retour',
    'announcements.answers.structures.delay': 'Délai habituel',
    'announcements.answers.structures.days': '{days, plural, one {# jour} other {# jours}}',
    'announcements.answers.structures.late': 'Attendent depuis 14 jours',
    'announcements.answers.structures.state': 'État',
    'announcements.answers.structures.state.paused': 'En pause',
    'announcements.answers.structures.state.open': 'Ouverte',
    'announcements.answers.structures.empty': 'Aucune structure n’a encore publié d’annonce',
    'announcements.answers.structures.empty.body': 'Quand une structure publie, vous voyez ici comment elle répond.',
    'announcements.answers.pause.title': 'Mettre ses annonces en pause',
    'announcements.answers.pause.lead':
      'Ses annonces restent visibles, et disent qu’elles ne prennent pas de réponses. Les réponses déjà reçues restent à traiter.',
    'announcements.answers.pause.explanation': 'Pourquoi ?',
    'announcements.answers.pause.explanation.hint': 'Tout le monde lira ces mots sur ses annonces, et la structure les reçoit.',
    'announcements.answers.pause.explanation.required': 'Expliquez la pause en une phrase.',
    'announcements.answers.pause.submit': 'Mettre en pause',
    'announcements.answers.pause.since': 'En pause depuis le {date}',
    'announcements.answers.pause.lift': 'Reprendre les réponses',
    'announcements.answers.pause.meanwhile': 'Quelqu’un vient de le faire.',
    'announcements.answers.told.paused': 'Vos annonces ne prennent plus de réponses pour le moment',
    'announcements.answers.told.paused.body':
      'La commune a mis vos annonces en pause. Répondez aux personnes qui attendent, puis appelez la commune pour reprendre.',
    'announcements.answers.told.lifted': 'Vos annonces prennent de nouveau des réponses',
    'announcements.answers.told.lifted.body': 'La pause de vos annonces est levée.',
    'announcements.answers.told.paused.action': 'Voir mes annonces',
  },
  en: {
    'announcements.answers.promise':
      '{name} usually answers {days, plural, one {within a day} other {in # days}}. {share}% of the answers got a reply.',
    'announcements.answers.paused': 'This organisation takes no answers at the moment',
    'announcements.answers.waiting.subject':
      '{n, plural, one {An answer to “{title}” has} other {# answers to “{title}” have}} been waiting for {days} days',
    'announcements.answers.waiting.body':
      '{n, plural, one {One person waits} other {# people wait}} for a word from you about “{title}”. Even a refusal helps: they can look elsewhere.',
    'announcements.answers.waiting.action': 'Answer',
    'announcements.answers.notice.waiting': 'Answers to your announcements that wait',
    'announcements.answers.notice.paused': 'Pauses of your announcements',
    'announcements.answers.structures.title': 'Answers to announcements',
    'announcements.answers.structures.lead':
      'How organisations answer those who write to them. What is written stays between them: you see how many alone.',
    'announcements.answers.structures.caption': '{n, plural, one {# organisation} other {# organisations}}',
    'announcements.answers.structures.name': 'Organisation',
    'announcements.answers.structures.published': 'Announcements online',
    'announcements.answers.structures.received': 'Answers received',
    'announcements.answers.structures.answered': 'Got a reply',
    'announcements.answers.structures.delay': 'Usual delay',
    'announcements.answers.structures.days': '{days, plural, one {# day} other {# days}}',
    'announcements.answers.structures.late': 'Waiting for 14 days',
    'announcements.answers.structures.state': 'State',
    'announcements.answers.structures.state.paused': 'Paused',
    'announcements.answers.structures.state.open': 'Open',
    'announcements.answers.structures.empty': 'No organisation has published an announcement yet',
    'announcements.answers.structures.empty.body': 'When one does, you see here how it answers.',
    'announcements.answers.pause.title': 'Pause its announcements',
    'announcements.answers.pause.lead':
      'Its announcements stay visible, and say that they take no answers. Those already received are still to be dealt with.',
    'announcements.answers.pause.explanation': 'Why?',
    'announcements.answers.pause.explanation.hint': 'Everybody will read this on its announcements, and the organisation gets it.',
    'announcements.answers.pause.explanation.required': 'Explain the pause in a sentence.',
    'announcements.answers.pause.submit': 'Pause',
    'announcements.answers.pause.since': 'Paused since {date}',
    'announcements.answers.pause.lift': 'Take answers again',
    'announcements.answers.pause.meanwhile': 'Somebody has just done it.',
    'announcements.answers.told.paused': 'Your announcements take no answers for now',
    'announcements.answers.told.paused.body':
      'The town hall has paused your announcements. Answer those who wait, then call the town hall to take answers again.',
    'announcements.answers.told.lifted': 'Your announcements take answers again',
    'announcements.answers.told.lifted.body': 'The pause of your announcements is over.',
    'announcements.answers.told.paused.action': 'See my announcements',
  },
});
