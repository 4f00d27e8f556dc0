import { defineMessages } from '../i18n/messages.ts';

export const pdfMessages = defineMessages({
  fr: { 'pdf.page': 'page {page} sur {pages}' },
  en: { 'pdf.page': 'page {page} of {pages}' },
});
