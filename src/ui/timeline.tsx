import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export interface TimelineEvent {
  key: string;
  /** `at` is ISO 8601, `text` as it is said: « mardi 24 novembre, à 14 h ». */
  when: { at: string; text: string };
  /** Who did it; for somebody else, says so too. */
  who: string;
  /** What was done, the verb first. */
  what: string;
  icon?: IconName;
  /** Reason, `Diff`, link to go back to it. */
  children?: ComponentChildren;
}

/** What happened, the latest first. */
export function Timeline({ label, events }: { label: string; events: readonly TimelineEvent[] }) {
  return (
    <ol class="timeline" aria-label={label}>
      {events.map(({ key, when, who, what, icon = 'history', children }) => (
        <li key={key}>
          <span class="timeline-mark">
            <Icon name={icon} />
          </span>
          <div>
            <p class="timeline-what">{what}</p>
            <p class="timeline-who">
              {who}
              {', '}
              <time dateTime={when.at}>{when.text}</time>
            </p>
            {children}
          </div>
        </li>
      ))}
    </ol>
  );
}
