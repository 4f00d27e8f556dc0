import { describe, expect, it } from 'vitest';
import { readDocument } from './document.ts';

/** The smallest one: a page without anything on it. */
function pdf(version = '1.7'): Buffer {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>'];
  let text = `%PDF-${version}\n`;
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return offset;
  });
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${text}xref\n0 4\n0000000000 65535 f \n${rows}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
}

describe('a document that comes in', () => {
  it.each(['1.4', '1.7', '2.0'])('is taken as it is: PDF %s', (version) => {
    const file = pdf(version);
    const reading = readDocument(file);
    expect(reading).toEqual({ document: { content: file, mediaType: 'application/pdf', digest: expect.stringMatching(/^[\da-f]{64}$/) } });
  });

  it.each([
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>%PDF-1.7'), 'not-a-document'],
    ['a page before a document', Buffer.concat([Buffer.from('<script>alert(1)</script>\n'), pdf()]), 'not-a-document'],
    ['a script that begins as a document', Buffer.from('%PDF-script\n<script>'), 'not-a-document'],
    ['a picture', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'not-a-document'],
    ['nothing', Buffer.alloc(0), 'not-a-document'],
    ['one cut short', pdf().subarray(0, -8), 'damaged'],
    ['a beginning alone', Buffer.from('%PDF-1.7\n%%EOF'), 'damaged'],
    ['one whose table is elsewhere', Buffer.from('%PDF-1.7\nstartxref\n4000\n%%EOF'), 'damaged'],
    ['an archive behind a document', Buffer.concat([pdf(), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]), 'damaged'],
    ['what weighs too much', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10e6)]), 'too-heavy'],
  ])('is refused where it is %s', (_, file, refusal) => {
    expect(readDocument(file)).toEqual({ refusal });
  });
});
