import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type ArchiveEntry, writeArchive } from './archive.ts';

const NOW = Temporal.Instant.from('2026-11-24T09:30:00Z');

describe('an archive', () => {
  it('gives back what was put in it, under names in any language', async () => {
    const picture = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 251));
    const text = JSON.stringify({ name: 'Camille Morel', notes: 'été '.repeat(20_000) });
    const archive = await buffer(
      writeArchive(
        [
          { name: 'données.json', content: text },
          { name: 'images/façade.webp', content: picture },
          { name: 'vide.txt', content: '' },
        ],
        NOW,
      ),
    );
    const files = unzipSync(archive);
    expect(Object.keys(files)).toEqual(['données.json', 'images/façade.webp', 'vide.txt']);
    expect(strFromU8(files['données.json'] ?? new Uint8Array())).toBe(text);
    expect(Buffer.from(files['images/façade.webp'] ?? []).equals(picture)).toBe(true);
    // Text is compressed; what is so already goes as it is.
    expect(archive.length).toBeLessThan(picture.length + 3_000);
    expect(archive.includes(picture)).toBe(true);
  });

  it('is made as it goes: an entry is out before the next one is asked for', async () => {
    const asked: string[] = [];
    async function* entries(): AsyncGenerator<ArchiveEntry> {
      for (const name of ['a.txt', 'b.txt']) {
        asked.push(name);
        yield { name, content: name.repeat(1_000) };
      }
    }
    const parts = writeArchive(entries(), NOW);
    expect((await parts.next()).done).toBe(false);
    expect(asked).toEqual(['a.txt']);
    await parts.return(undefined);
  });

  it('is the same each time, for the same entries at the same moment', async () => {
    const made = () => buffer(writeArchive([{ name: 'a.json', content: '{}' }], NOW));
    expect((await made()).equals(await made())).toBe(true);
  });

  it.each(['../a.txt', '/etc/passwd', 'a/../../b', 'a//b', 'a\\b', './a', '', 'a\0b'])(
    'takes no name that leads elsewhere: %j',
    async (name) => {
      await expect(buffer(writeArchive([{ name, content: '' }], NOW))).rejects.toThrow('not a path');
    },
  );

  it('takes no name twice, whatever its capitals', async () => {
    const entries = ['a.txt', 'A.TXT'].map((name) => ({ name, content: '' }));
    await expect(buffer(writeArchive(entries, NOW))).rejects.toThrow('twice');
  });

  it('passes on what fails on the way', async () => {
    async function* entries(): AsyncGenerator<ArchiveEntry> {
      yield { name: 'a.txt', content: 'a' };
      throw new Error('the store went away');
    }
    await expect(buffer(writeArchive(entries(), NOW))).rejects.toThrow('the store went away');
  });
});
