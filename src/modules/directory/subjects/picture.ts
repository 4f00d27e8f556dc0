import type { Picture } from '../../../kernel/files/picture.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectRef } from '../history-models.ts';
import type { DB } from '../tables.generated.ts';
import { subjectNamed } from './named.ts';
import { type Authorship, recordBeside } from './revision.ts';
import { lockSubject } from './subject.ts';

/** Services are shown by the pictures of where they are. */
export type PicturedRef = SubjectRef<'organisation' | 'place'>;

export interface PictureWords {
  /** What it shows, for those who do not see it. */
  alternative: string;
  /** Whose it is. */
  credit: string | null;
}

export const MOST_PICTURES = 8;
const SHORTEST_ALTERNATIVE = 3;

export type PictureRefusal =
  /** There are `MOST_PICTURES` already. */
  | 'too-many'
  /** Nothing tells what it shows. */
  | 'no-alternative'
  /** There is no such subject, or no such picture of it. */
  | 'unknown';

/**
 * Adds a picture after those that a page has; the same one again changes nothing. One unit of work: the file is read before
 * (`readPicture`).
 */
export function addPicture(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  ref: PicturedRef,
  picture: Picture,
  words: PictureWords,
  by: Authorship,
): Promise<{ id: string } | { refusal: PictureRefusal }> {
  return changePictures(kernel, territory, ref, by, async (pictures) => {
    const same = pictures.find(({ digest }) => digest === picture.digest);
    if (same) return { id: same.id };
    if (!saysEnough(words)) return { refusal: 'no-alternative' };
    if (pictures.length >= MOST_PICTURES) return { refusal: 'too-many' };
    const id = newId();
    await kernel.database
      .kysely<DB>()
      .insertInto('directory.picture')
      .values({
        territory_id: territory.id,
        id,
        subject: ref.subject,
        subject_id: ref.id,
        ...picture,
        ...trimmed(words),
        rank: (pictures.at(-1)?.rank ?? 0) + 1,
      })
      .execute();
    return { id };
  });
}

/** Says otherwise what a picture shows, and whose it is. One unit of work. */
export function describePicture(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  ref: PicturedRef,
  id: string,
  words: PictureWords,
  by: Authorship,
): Promise<{ id: string } | { refusal: PictureRefusal }> {
  return changePictures(kernel, territory, ref, by, async (pictures) => {
    if (!pictures.some((picture) => picture.id === id)) return { refusal: 'unknown' };
    if (!saysEnough(words)) return { refusal: 'no-alternative' };
    await kernel.database
      .kysely<DB>()
      .updateTable('directory.picture')
      .set(trimmed(words))
      .where('territory_id', '=', territory.id)
      .where('id', '=', id)
      .execute();
    return { id };
  });
}

/** Changes places with the picture before or after; the first is the one that stands for the page. One unit of work. */
export function movePicture(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  ref: PicturedRef,
  id: string,
  to: 'earlier' | 'later',
  by: Authorship,
): Promise<{ id: string } | { refusal: PictureRefusal }> {
  return changePictures(kernel, territory, ref, by, async (pictures) => {
    const at = pictures.findIndex((picture) => picture.id === id);
    if (at < 0) return { refusal: 'unknown' };
    const moved = pictures.toSpliced(at, 1);
    moved.splice(Math.max(0, to === 'earlier' ? at - 1 : at + 1), 0, pictures[at] as KeptPicture);
    for (const [index, picture] of moved.entries())
      if (picture.rank !== index + 1)
        await kernel.database
          .kysely<DB>()
          .updateTable('directory.picture')
          .set({ rank: index + 1 })
          .where('territory_id', '=', territory.id)
          .where('id', '=', picture.id)
          .execute();
    return { id };
  });
}

/** Takes a picture away for good: no version brings it back. One unit of work. */
export function removePicture(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  ref: PicturedRef,
  id: string,
  by: Authorship,
): Promise<{ id: string } | { refusal: PictureRefusal }> {
  return changePictures(kernel, territory, ref, by, async (pictures) => {
    if (!pictures.some((picture) => picture.id === id)) return { refusal: 'unknown' };
    await kernel.database
      .kysely<DB>()
      .deleteFrom('directory.picture')
      .where('territory_id', '=', territory.id)
      .where('id', '=', id)
      .execute();
    return { id };
  });
}

function saysEnough({ alternative }: PictureWords): boolean {
  return alternative.trim().length >= SHORTEST_ALTERNATIVE;
}

function trimmed({ alternative, credit }: PictureWords): PictureWords {
  return { alternative: alternative.trim(), credit: credit?.trim() || null };
}

type KeptPicture = Awaited<ReturnType<typeof picturesOf>>[number];

function picturesOf(kernel: Kernel, territoryId: string, subjectId: string) {
  return kernel.database
    .kysely<DB>()
    .selectFrom('directory.picture')
    .select(['id', 'digest', 'rank', 'alternative', 'credit'])
    .where('territory_id', '=', territoryId)
    .where('subject_id', '=', subjectId)
    .orderBy('rank')
    .orderBy('id')
    .execute();
}

/** One change at a time of a page's pictures; written into its history where there is one. */
function changePictures(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  { subject, id }: PicturedRef,
  by: Authorship,
  change: (pictures: readonly KeptPicture[]) => Promise<{ id: string } | { refusal: PictureRefusal }>,
): Promise<{ id: string } | { refusal: PictureRefusal }> {
  return kernel.database.unit(async () => {
    if (!(await lockSubject(kernel, territory.id, subjectNamed(subject), id))) return { refusal: 'unknown' };
    const before = await picturesOf(kernel, territory.id, id);
    const outcome = await change(before);
    if ('refusal' in outcome) return outcome;
    const [from, to] = [toldOf(before), toldOf(await picturesOf(kernel, territory.id, id))];
    if (JSON.stringify(from) !== JSON.stringify(to))
      await recordBeside(kernel, territory.id, {
        subject,
        subjectId: id,
        what: 'pictures',
        by,
        changes: { pictures: { from: { pictures: from }, to: { pictures: to } } },
      });
    return outcome;
  });
}

/** What a history says of pictures: what they show, and whose they are, in their order. */
function toldOf(pictures: readonly KeptPicture[]): string[] {
  return pictures.map(({ alternative, credit }) => (credit === null ? alternative : `${alternative} (${credit})`));
}
