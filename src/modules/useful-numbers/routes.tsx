import { anyone } from '../../kernel/access/access.ts';
import type { PageRoute } from '../../kernel/http/route.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import { usefulNumbersMessages } from './messages.ts';
import { usefulNumbers } from './rules.ts';
import { UsefulNumbersView } from './views.tsx';

export const usefulNumbersPages: readonly PageRoute[] = [
  {
    path: '/numeros-utiles',
    access: anyone,
    async handle({ visit }) {
      const t = translator(usefulNumbersMessages, visit.locale);
      return {
        page: {
          title: t('useful-numbers.title'),
          description: t('useful-numbers.description', { name: visit.territory.name }),
          body: <UsefulNumbersView numbers={usefulNumbers(visit.territory)} visit={visit} />,
          section: 'useful-numbers',
        },
      };
    },
  },
];
