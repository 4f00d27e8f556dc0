import type { HTMLAttributes } from 'preact';
import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { LinkButton } from './button.tsx';
import { uiMessages } from './messages.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/live-progress.ts`. */
      'live-progress': HTMLAttributes<HTMLElement>;
    }
  }
}

interface ProgressProps {
  locale: Locale;
  /** Unlike any other of the page. */
  id: string;
  /** What is under way: « Chargement de structures.csv ». */
  label: string;
  /** How far it is, in words: « 1 250 lignes lues sur 4 000 ». */
  words: string;
  /** Without it, nobody knows how long it takes. */
  share?: { done: number; total: number } | undefined;
  isRunning: boolean;
  /** The page itself: « Actualiser » leads there. */
  href: string;
}

/**
 * A long job. Its script reads the page again every few seconds until the job is over, then shows it anew; without
 * JavaScript, « Actualiser » does. The page never reloads by itself under somebody who reads it (RGAA 13.1).
 */
export function Progress({ locale, id, label, words, share, isRunning, href }: ProgressProps) {
  const bar = share ?? (isRunning ? null : { done: 1, total: 1 });
  return (
    <live-progress id={id} class="progress" data-running={isRunning ? '' : undefined}>
      <label for={`${id}-bar`}>{label}</label>
      <progress id={`${id}-bar`} max={bar?.total} value={bar?.done} />
      <p>{words}</p>
      {isRunning && (
        <LinkButton look="secondary" href={href}>
          {translator(uiMessages, locale)('ui.progress.refresh')}
        </LinkButton>
      )}
    </live-progress>
  );
}
