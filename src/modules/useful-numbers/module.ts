import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { usefulNumbersMessages } from './messages.ts';
import { usefulNumbersPages } from './routes.tsx';

export const usefulNumbers: Module = {
  name: 'useful-numbers',
  requires: [],
  isService: true,
  tables: {},
  messages: usefulNumbersMessages,
  pages: usefulNumbersPages,
  contributes: {
    navigation: [
      {
        path: '/numeros-utiles',
        section: 'useful-numbers',
        label: (locale) => translator(usefulNumbersMessages, locale)('useful-numbers.title'),
      },
    ],
    async *sitemap() {
      yield { path: '/numeros-utiles' };
    },
  },
};
