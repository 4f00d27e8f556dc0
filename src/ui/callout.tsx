import type { ComponentChildren } from 'preact';
import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { Heading, type HeadingLevel } from './heading.tsx';
import { uiMessages } from './messages.ts';

/** What is worth stopping at, among other things of a page. */
export function Callout({ title, level = 2, children }: { title: string; level?: HeadingLevel; children: ComponentChildren }) {
  return (
    <section class="callout">
      <Heading level={level} class="callout-title">
        {title}
      </Heading>
      {children}
    </section>
  );
}

interface NextStepsProps {
  locale: Locale;
  level?: HeadingLevel;
  /** What will happen, in order; `when` as one would say it: « dans les deux jours ouvrés ». */
  steps: readonly { what: string; when?: string | undefined }[];
  /** What to do meanwhile. */
  children?: ComponentChildren;
}

/** « Et maintenant ? »: the end of each form says what happens next, and when. */
export function NextSteps({ locale, level, steps, children }: NextStepsProps) {
  return (
    <Callout title={translator(uiMessages, locale)('ui.next')} {...(level !== undefined && { level })}>
      <ol class="next-steps">
        {steps.map(({ what, when }) => (
          <li key={what}>
            <p>{what}</p>
            {when && <p class="soft">{when}</p>}
          </li>
        ))}
      </ol>
      {children}
    </Callout>
  );
}
