import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Share, shareLinks } from './share.tsx';

const title = 'Café & thé : « L’Aube » + 100 % bio #1';
const url = 'https://valombre.example/lieux/cafe?commune=a&b=1#x';
const hrefs = Object.fromEntries(shareLinks(title, url).map(({ way, href }) => [way, href]));

test('the message arrives whole, whatever signs it holds', () => {
  expect(new URL(hrefs['whatsapp'] ?? '').searchParams.get('text')).toBe(`${title}\n${url}`);
  const mail = hrefs['email'] ?? '';
  expect(mail.startsWith('mailto:?subject=')).toBe(true);
  expect(mail).not.toMatch(/[+ #]/);
  const [subject = '', body = ''] = mail.slice('mailto:?'.length).split('&');
  expect(decodeURIComponent(subject)).toBe(`subject=${title}`);
  expect(decodeURIComponent(body)).toBe(`body=${title}\r\n${url}`);
  expect(decodeURIComponent((hrefs['sms'] ?? '').replace('sms:?&body=', ''))).toBe(`${title} ${url}`);
});

test('three links work without JavaScript; the rest waits for it', () => {
  const words = {
    label: 'Partager',
    whatsapp: 'WhatsApp',
    email: 'Courriel',
    sms: 'SMS',
    share: 'Partager…',
    copy: 'Copier',
    copied: 'Copiée',
    failed: 'Non',
  };
  const html = renderToString(<Share title={title} url={url} words={words} />);
  const [links = '', element = ''] = html.split('<share-page');
  expect(links.match(/<a /g)).toHaveLength(3);
  expect(links).toContain('aria-label="Partager"');
  expect(element.match(/<button /g)).toHaveLength(2);
  expect(element).toContain('role="status"');
  expect(html).not.toContain('target=');
});
