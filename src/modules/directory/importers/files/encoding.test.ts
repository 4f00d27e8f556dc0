import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../../kernel/errors.ts';
import { detectEncoding, readText, readUtf8 } from './encoding.ts';

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-encoding-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(content: string | Uint8Array): Promise<string> {
  number += 1;
  const file = join(folder, String(number));
  await writeFile(file, content);
  return file;
}

async function textOf(content: string | Uint8Array): Promise<{ encoding: string; text: string }> {
  const file = await fileOf(content);
  const detected = await detectEncoding(file);
  let text = '';
  for await (const piece of readText(file, detected)) text += piece;
  return { encoding: detected.encoding, text };
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

const WORDS = 'Épicerie « L’Œuf », 12 €';

describe('the text of a file is read in the encoding it was written in', () => {
  it.each([
    ['UTF-8', WORDS, 'utf-8'],
    ['UTF-8 behind a mark', `\ufeff${WORDS}`, 'utf-8'],
    ['UTF-16, little end first', utf16(WORDS, false), 'utf-16le'],
    ['UTF-16, big end first', utf16(WORDS, true), 'utf-16be'],
    [
      'Windows-1252',
      Uint8Array.from([
        0xc9,
        ...Buffer.from('picerie '),
        0xab,
        ...Buffer.from(' L'),
        0x92,
        0x8c,
        ...Buffer.from('uf '),
        0xbb,
        ...Buffer.from(', 12 '),
        0x80,
      ]),
      'windows-1252',
    ],
  ])('%s', async (_name, content, encoding) => {
    expect(await textOf(content)).toEqual({ encoding, text: WORDS });
  });

  it('where the only accent is the last byte', async () => {
    expect(await textOf(Uint8Array.from([...Buffer.from('caf'), 0xe9]))).toEqual({ encoding: 'windows-1252', text: 'café' });
  });

  it('where a file of UTF-8 breaks off within a character', async () => {
    const { encoding, text } = await textOf(Buffer.from('été à é').subarray(0, -1));
    expect(encoding).toBe('utf-8');
    expect(text).toBe('été à \ufffd');
  });

  it('where a marked file holds a byte that is none', async () => {
    expect(await textOf(Uint8Array.from([0xef, 0xbb, 0xbf, ...Buffer.from('été '), 0xe9, 0x20]))).toEqual({
      encoding: 'utf-8',
      text: 'été \ufffd ',
    });
  });

  it('wherever its pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 65_500, max: 65_540 }), fc.constantFrom('é', '€', '🥖'), async (length, sign) => {
        expect(await textOf(`${'x'.repeat(length)}${sign.repeat(4)}`)).toEqual({
          encoding: 'utf-8',
          text: `${'x'.repeat(length)}${sign.repeat(4)}`,
        });
      }),
      { numRuns: 15 },
    );
  });

  it('and is given as UTF-8 to who reads bytes', async () => {
    for (const content of [WORDS, `\ufeff${WORDS}`, utf16(WORDS, true)]) {
      const file = await fileOf(content);
      const pieces: Uint8Array[] = [];
      for await (const piece of readUtf8(file, await detectEncoding(file))) pieces.push(piece);
      expect(Buffer.concat(pieces).toString('utf8')).toBe(WORDS);
    }
  });
});

describe('what is no text is refused in words', () => {
  it.each([
    ['a ZIP archive or workbook', [0x50, 0x4b, 0x03, 0x04], 'classeur ou une archive ZIP'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'ancien Excel'],
    ['a compressed file', [0x1f, 0x8b, 0x08], 'compressé'],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], 'PDF'],
    ['any bytes', [0x01, 0x00, 0x02], 'n’est pas du texte'],
  ])('%s', async (_name, bytes, words) => {
    const failure = await detectEncoding(await fileOf(Uint8Array.from(bytes))).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as UserError).message).toContain(words);
  });

  it('a file that is not there is a mistake of the file system', async () => {
    await expect(detectEncoding(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
