import type { HTMLAttributes } from 'preact';
import { Button, LinkButton } from './button.tsx';

export interface ShareWords {
  /** Of the list: « Partager cette page ». */
  label: string;
  whatsapp: string;
  email: string;
  sms: string;
  /** Opens the device's own way of sharing. */
  share: string;
  copy: string;
  /** Said once the address is copied. */
  copied: string;
  /** Said where it could not be. */
  failed: string;
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/share.ts`. */
      'share-page': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}

/**
 * Sending a page to somebody: links that work without JavaScript, and what the device offers where it does. `title` is the
 * page's, `url` its whole address.
 */
export function Share({ title, url, words }: { title: string; url: string; words: ShareWords }) {
  return (
    <div class="share no-print">
      <ul aria-label={words.label}>
        {shareLinks(title, url).map(({ way, href }) => (
          <li key={way}>
            <LinkButton look="secondary" icon={icons[way]} href={href} rel="noreferrer">
              {words[way]}
            </LinkButton>
          </li>
        ))}
      </ul>
      <share-page data-title={title} data-url={url} data-copied={words.copied} data-failed={words.failed}>
        <Button look="quiet" type="button" name="share" icon="share-2">
          {words.share}
        </Button>
        <Button look="quiet" type="button" name="copy" icon="copy">
          {words.copy}
        </Button>
        <span role="status" />
      </share-page>
    </div>
  );
}

const icons = { whatsapp: 'message-circle', email: 'mail', sms: 'smartphone' } as const;

export type ShareWay = keyof typeof icons;

/** Addresses that open WhatsApp, the mail program or the text messages, the message already written. */
export function shareLinks(title: string, url: string): { way: ShareWay; href: string }[] {
  const text = (end: string) => encodeURIComponent(`${title}${end}${url}`);
  return [
    { way: 'whatsapp', href: `https://wa.me/?text=${text('\n')}` },
    // RFC 6068: percent-encoded, since « + » would stay a plus sign; a line ends in CRLF.
    { way: 'email', href: `mailto:?subject=${encodeURIComponent(title)}&body=${text('\r\n')}` },
    // RFC 5724 says `?body=`, older iPhones want `&body=`: both read this.
    { way: 'sms', href: `sms:?&body=${text(' ')}` },
  ];
}
