import type { Visit } from '../../../kernel/http/visit.ts';
import { directoryWords } from './words.ts';

/** Whoever sees a mistake on a page, or something worse, says so. @param path of the page. */
export function Improve({ path, visit }: { path: string; visit: Visit }) {
  const t = directoryWords(visit);
  const under = (page: string) => visit.href(path.replace(/(?=\?|$)/, `/${page}`));
  return (
    <ul class="improve no-print">
      <li>
        <a href={under('corriger')} rel="nofollow">
          {t('directory.correct.link')}
        </a>
      </li>
      <li>
        <a href={under('signaler')} rel="nofollow">
          {t('directory.report.link')}
        </a>
      </li>
    </ul>
  );
}
