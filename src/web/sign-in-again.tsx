import type { FormState } from '../kernel/http/form.ts';
import { SIGN_IN } from '../kernel/http/page-routes.ts';
import { SUBMISSION_FIELD } from '../kernel/http/submission.ts';
import type { Visit } from '../kernel/http/visit.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { webMessages } from './messages.ts';

/** A form that came after its session had ended: what was typed stays here until it can be sent. */
export function SignInAgainView({ visit, form }: { visit: Visit; form: FormState }) {
  const t = translator(webMessages, visit.locale);
  const kept = Object.entries(form.values).flatMap(([name, value]) =>
    name === SUBMISSION_FIELD || name.includes('password') ? [] : [value].flat().map((one) => ({ name, value: one })),
  );
  return (
    <div class="wrap mishap">
      <h1>{t('web.sign-in-again')}</h1>
      <p class="lead">{t('web.sign-in-again.body')}</p>
      <ol class="plain-list stack">
        <li>
          <LinkButton look="secondary" href={visit.href(SIGN_IN)} target="_blank">
            {t('web.sign-in-again.first')}
          </LinkButton>
        </li>
        <li>
          <form method="post" action={visit.href(visit.path)}>
            <input type="hidden" name={SUBMISSION_FIELD} value={visit.newSubmission()} />
            {kept.map(({ name, value }, index) => (
              <input key={index} type="hidden" name={name} value={value} />
            ))}
            <Button>{t('web.sign-in-again.then')}</Button>
          </form>
        </li>
      </ol>
    </div>
  );
}
