import { defineMessages } from '../../kernel/i18n/messages.ts';

/** What the privacy page says of announcements. */
export const dataMessages = defineMessages({
  fr: {
    'announcements.data.answer.name': 'Vos réponses à des annonces',
    'announcements.data.answer.why':
      'Pour porter votre réponse et son fichier à qui publie l’annonce, et vous dire où elle en est. Personne d’autre ne les lit.',
    'announcements.data.answer.until':
      'Six mois après que la réponse est refusée, retirée ou sans suite, ou que ce qui était proposé a eu lieu. Son fichier part avec elle, ou avant : tout de suite si elle est retirée ou sans suite, trente jours après un refus, le temps de le contester.',
    'announcements.data.published.name': 'Vos annonces',
    'announcements.data.published.why': 'Pour publier ce que vous proposez ou cherchez, et savoir qui l’a écrit.',
    'announcements.data.published.until':
      'Un an après la fin de l’annonce. Si vous effacez votre compte, vos annonces personnelles sont effacées ; celles d’une structure restent, sans votre nom.',
    'announcements.data.proposal.name': 'Les annonces qu’on vous propose',
    'announcements.data.proposal.why': 'Pour vous envoyer une annonce et ne pas vous la proposer deux fois.',
    'announcements.data.proposal.until': 'Un an après l’envoi.',
    'announcements.data.history.name': 'Ce qui est arrivé à une annonce',
    'announcements.data.history.why': 'Pour que chacun puisse savoir qui a publié, modifié ou retiré une annonce.',
    'announcements.data.history.until': 'Avec l’annonce.',
    'announcements.data.history.kept': 'L’histoire d’une annonce de structure reste, sans votre nom.',
  },
  en: {
    'announcements.data.answer.name': 'Your answers to announcements',
    'announcements.data.answer.why':
      'To carry your answer and its file to who publishes the announcement, and to tell you where it stands. Nobody else reads them.',
    'announcements.data.answer.until':
      'Six months after the answer is refused, taken back or not followed up, or after what was offered took place. Its file goes with it, or before: at once if it is taken back or not followed up, thirty days after a refusal, so that you may contest it.',
    'announcements.data.published.name': 'Your announcements',
    'announcements.data.published.why': 'To publish what you offer or look for, and to know who wrote it.',
    'announcements.data.published.until':
      'A year after its end. If you erase your account, your own announcements are erased; those of an organisation stay, without your name.',
    'announcements.data.proposal.name': 'Announcements that are proposed to you',
    'announcements.data.proposal.why': 'To send you an announcement, and not to propose it twice.',
    'announcements.data.proposal.until': 'A year after it was sent.',
    'announcements.data.history.name': 'What happened to an announcement',
    'announcements.data.history.why': 'So that one can know who published, changed or took back an announcement.',
    'announcements.data.history.until': 'As long as the announcement.',
    'announcements.data.history.kept': 'The history of an organisation’s announcement stays, without your name.',
  },
});
