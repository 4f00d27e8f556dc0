import { defineMessages } from '../../../../src/kernel/i18n/messages.ts';

export const shopMessages = defineMessages({
  fr: { 'shop.title': 'La boutique', 'shop.empty': 'Rien à vendre' },
  en: { 'shop.title': 'The shop' },
});
