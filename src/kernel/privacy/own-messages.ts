import { defineMessages } from '../i18n/messages.ts';

/** What the privacy page says of what the kernel holds itself (`own-data.ts`). */
export const ownDataMessages = defineMessages({
  fr: {
    'kernel.data.message.name': 'Les lettres et les SMS que le portail vous écrit',
    'kernel.data.message.why': 'Vous les remettre, et vous répondre si vous n’avez rien reçu.',
    'kernel.data.message.until':
      'Trois jours après leur départ, un mois au plus s’ils ne peuvent pas partir. Ensuite, sans votre adresse ni leur texte, treize mois : le même message ne part pas deux fois.',
    'kernel.data.dead-address.name': 'Les adresses qui ne reçoivent plus rien',
    'kernel.data.dead-address.why': 'Ne plus y écrire. L’adresse elle-même n’est pas gardée : une empreinte suffit à la reconnaître.',
    'kernel.data.dead-address.until': 'Un an.',
    'kernel.data.form.name': 'Les formulaires que vous envoyez',
    'kernel.data.form.why': 'Ne pas faire deux fois ce qui part deux fois, et freiner qui essaie trop souvent.',
    'kernel.data.form.until': 'Sept jours. Le compte des essais, qui ne dit pas de qui : jusqu’à la nuit suivante.',
  },
  en: {
    'kernel.data.message.name': 'Letters and text messages that the portal writes to you',
    'kernel.data.message.why': 'To deliver them, and to answer you if you received nothing.',
    'kernel.data.message.until':
      'Three days after they left, a month at most if they cannot leave. Then, without your address or their text, thirteen months: the same message does not leave twice.',
    'kernel.data.dead-address.name': 'Addresses that receive nothing any more',
    'kernel.data.dead-address.why': 'To stop writing there. The address itself is not kept: a digest is enough to recognise it.',
    'kernel.data.dead-address.until': 'One year.',
    'kernel.data.form.name': 'The forms that you send',
    'kernel.data.form.why': 'Not to do twice what was sent twice, and to slow down who tries too often.',
    'kernel.data.form.until': 'Seven days. The count of attempts, which does not say whose: until the following night.',
  },
});
