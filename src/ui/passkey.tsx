import type { HTMLAttributes } from 'preact';
import { Icon } from './icon.tsx';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/passkey.ts`. */
      'terreau-passkey': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}

interface PasskeyProps {
  /** Uses a passkey, or makes one. */
  way: 'enter' | 'add';
  label: string;
  /** Where to go then. */
  next: string;
  /** What is said where it did not work, or the person gave up. */
  failed: string;
  /** What is said instead without JavaScript, which browsers ask for here. */
  noScript: string;
  /** Asks what the new one is called. */
  name?: { label: string; value: string };
}

/** A passkey: the fingerprint, face or code of one's device. */
export function Passkey({ way, label, next, failed, noScript, name }: PasskeyProps) {
  return (
    <>
      <terreau-passkey data-way={way} data-next={next} data-failed={failed}>
        {name && (
          <div class="field">
            <label class="label" for="passkey-name">
              {name.label}
            </label>
            <input class="input" id="passkey-name" value={name.value} maxLength={60} autocomplete="off" />
          </div>
        )}
        <button class="button button-secondary" type="button">
          <Icon name="smartphone" />
          <span>{label}</span>
        </button>
        <p class="error" role="status" />
      </terreau-passkey>
      <noscript>
        <p>{noScript}</p>
      </noscript>
    </>
  );
}
