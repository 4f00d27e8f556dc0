import { defineMessages } from '../../kernel/i18n/messages.ts';

/** What the privacy page says of each kind of data (`personal-data.ts`). */
export const moderationDataMessages = defineMessages({
  fr: {
    'moderation.data.item.name': 'Ce que vous proposez, corrigez ou signalez',
    'moderation.data.item.why':
      'Décider de ce que vous demandez et vous dire ce que c’est devenu. Seuls les modérateurs voient qui vous êtes.',
    'moderation.data.item.until': 'Votre nom, votre adresse et vos messages : douze mois après la décision.',
    'moderation.data.sent-for.name': 'Ce qu’un agent envoie pour vous',
    'moderation.data.sent-for.why': 'Vous dire, à vous aussi, ce que c’est devenu. Les modérateurs ne voient pas qui vous êtes.',
    'moderation.data.sent-for.until': 'Le lien avec vous : douze mois après la décision.',
    'moderation.data.decision.name': 'Ce que vous avez décidé comme modérateur',
    'moderation.data.decision.why': 'Dire qui a décidé quoi, et pourquoi.',
    'moderation.data.decision.until': 'Aussi longtemps que la décision est utile.',
    'moderation.data.decision.kept': 'Les décisions restent, sans votre nom : elles expliquent ce qui est publié.',
  },
  en: {
    'moderation.data.item.name': 'What you suggest, correct or report',
    'moderation.data.item.why': 'To decide on what you ask and tell you what became of it. Only moderators see who you are.',
    'moderation.data.item.until': 'Your name, your address and your messages: twelve months after the decision.',
    'moderation.data.sent-for.name': 'What an agent sends for you',
    'moderation.data.sent-for.why': 'To tell you too what became of it. Moderators do not see who you are.',
    'moderation.data.sent-for.until': 'The tie with you: twelve months after the decision.',
    'moderation.data.decision.name': 'What you decided as a moderator',
    'moderation.data.decision.why': 'To tell who decided what, and why.',
    'moderation.data.decision.until': 'For as long as the decision is of use.',
    'moderation.data.decision.kept': 'Decisions stay, without your name: they explain what is published.',
  },
});
