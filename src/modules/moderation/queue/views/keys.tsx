import type { HTMLAttributes } from 'preact';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { moderationWords } from '../../words.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/queue-keys.ts`. */
      'queue-keys': HTMLAttributes<HTMLElement>;
    }
  }
}

/** Each with where it works; the others, on a list and on an item. */
const keys = [
  { key: 'j', what: 'next' },
  { key: 'k', what: 'previous' },
  { key: 'x', what: 'tick', on: 'list' },
  { key: 'a', what: 'approve' },
  { key: 'r', what: 'refuse' },
  { key: 'q', what: 'ask', on: 'item' },
  { key: '?', what: 'help' },
] as const;

/** What keys do, and the box that switches them off (WCAG 2.1.4). Hidden until the island gives them their effect. */
export function KeysHelp({ visit, isList = false }: { visit: Visit; isList?: boolean }) {
  const t = moderationWords(visit);
  return (
    <queue-keys hidden>
      <details class="keys">
        <summary>{t('moderation.keys')}</summary>
        <div class="check">
          <input id="keys-on" type="checkbox" />
          <label for="keys-on">{t('moderation.keys.on')}</label>
        </div>
        <dl>
          {keys
            .filter((one) => !('on' in one) || one.on === (isList ? 'list' : 'item'))
            .map(({ key, what }) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(`moderation.keys.${what}`)}</dd>
              </div>
            ))}
        </dl>
      </details>
    </queue-keys>
  );
}
