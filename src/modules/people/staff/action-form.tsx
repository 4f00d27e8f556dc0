import { emptyForm } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Hidden } from '../../../ui/hidden.tsx';

/** One button that does one thing. `words` says it in full, for who does not see what stands beside it. */
export function ActionForm({ visit, action, label, words }: { visit: Visit; action: string; label: string; words: string }) {
  const { props } = formWords(visit, emptyForm, { fr: {}, en: {} }, { action });
  return (
    <form class="action-form" method="post" action={props.action}>
      <Hidden {...props.submission} />
      <button class="button button-quiet" type="submit">
        <span aria-hidden="true">{label}</span>
        <span class="visually-hidden">{words}</span>
      </button>
    </form>
  );
}
