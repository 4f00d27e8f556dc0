import type { Visit } from '../../../kernel/http/visit.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { PrintPage } from '../../../ui/print-page.tsx';
import { Share } from '../../../ui/share.tsx';
import { type Choice, isSame } from '../selection.ts';
import { absolute, cardPath, choicesOf, selectionPath, subjectPath } from './paths.ts';
import { directoryWords } from './words.ts';

export function PrintButton({ visit }: { visit: Visit }) {
  return <PrintPage label={directoryWords(visit)('directory.keep.print')} />;
}

/** Sending something by what the visitor has: `path` is what others open. */
export function Send({ title, path, visit }: { title: string; path: string; visit: Visit }) {
  const t = directoryWords(visit);
  return (
    <Share
      title={title}
      url={absolute(visit, path)}
      words={{
        label: t('directory.keep.send'),
        whatsapp: t('directory.share.whatsapp'),
        email: t('directory.share.email'),
        sms: t('directory.share.sms'),
        share: t('directory.share.share'),
        copy: t('directory.share.copy'),
        copied: t('directory.share.copied'),
        failed: t('directory.share.failed'),
      }}
    />
  );
}

/** What one does with a page that one wants to find again, or to give to somebody. */
export function KeepSection({ choice, name, visit }: { choice: Choice; name: string; visit: Visit }) {
  const t = directoryWords(visit);
  const choices = choicesOf(visit);
  const isChosen = choices.some((one) => isSame(one, choice));
  return (
    <section class="keep no-print" aria-labelledby="keep">
      <h2 id="keep">{t('directory.keep')}</h2>
      <div class="button-row">
        <LinkButton look="secondary" icon="list-checks" href={visit.href(selectionPath(isChosen ? choices : [...choices, choice], visit))}>
          {t(isChosen ? 'directory.selection.see' : 'directory.selection.add')}
        </LinkButton>
        <LinkButton look="secondary" icon="download" href={visit.href(cardPath(choice))}>
          {t('directory.keep.card')}
        </LinkButton>
        <PrintButton visit={visit} />
      </div>
      <details class="fold">
        <summary>{t('directory.keep.send')}</summary>
        <Send title={name} path={subjectPath(choice)} visit={visit} />
      </details>
    </section>
  );
}
