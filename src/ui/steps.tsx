import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { Icon } from './icon.tsx';
import { uiMessages } from './messages.ts';

/** How far one is in what is asked over several pages. `current` counts from 1. */
export function Steps({ locale, steps, current }: { locale: Locale; steps: readonly string[]; current: number }) {
  const t = translator(uiMessages, locale);
  return (
    <div class="steps">
      <p class="steps-now">{t('ui.steps', { current, total: steps.length })}</p>
      <ol class="steps-all">
        {steps.map((step, index) => {
          const isDone = index + 1 < current;
          const isCurrent = index + 1 === current;
          return (
            <li key={step} class={isDone ? 'is-done' : undefined} aria-current={isCurrent ? 'step' : undefined}>
              {isDone && <Icon name="check" />}
              {step}
              {isDone && <span class="visually-hidden">, {t('ui.steps.done')}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
