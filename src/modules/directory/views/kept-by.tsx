import type { Visit } from '../../../kernel/http/visit.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { directoryWords } from './words.ts';

/** Writing to who keeps a page, and saying that one does: for what is still there. */
export function KeptBy({
  organisation: { slug, isKept },
  commune,
  hasEmail,
  visit,
}: {
  organisation: { slug: string; isKept: boolean };
  commune: string | null;
  /** It has a public mailbox, where a message can go. */
  hasEmail: boolean;
  visit: Visit;
}) {
  const t = directoryWords(visit);
  const path = (page: 'ecrire' | 'revendiquer') => visit.href(`/annuaire/${slug}/${page}${commune === null ? '' : `?commune=${commune}`}`);
  return (
    <section class="no-print" aria-labelledby="kept-by">
      {(isKept || hasEmail) && (
        <p>
          <LinkButton look="secondary" icon="mail" href={path('ecrire')} rel="nofollow">
            {t('directory.relay.write')}
          </LinkButton>
        </p>
      )}
      <h2 id="kept-by">{t('directory.claim.section')}</h2>
      <p>{t(isKept ? 'directory.claim.section.kept' : 'directory.claim.section.body')}</p>
      <p>
        <a class="strong-link" href={path('revendiquer')} rel="nofollow">
          {t(isKept ? 'directory.claim.section.join' : 'directory.claim.section.action')}
        </a>
      </p>
    </section>
  );
}
