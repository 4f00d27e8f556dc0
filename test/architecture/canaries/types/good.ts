import { defineMessages } from '../../../../src/kernel/i18n/messages.ts';

export const goodMessages = defineMessages({
  fr: { 'shop.title': 'La boutique' },
  en: { 'shop.title': 'The shop' },
});
