/** What two texts share at their beginning and end, and what stands between in each: whole words, so that they read. */
export interface ChangedWords {
  head: string;
  from: string;
  to: string;
  tail: string;
}

/**
 * Where two texts part and meet again.
 *
 * ```ts
 * changedWords('Ouvert le lundi matin', 'Ouvert le mardi matin')
 * // { head: 'Ouvert le ', from: 'lundi', to: 'mardi', tail: ' matin' }
 * ```
 */
export function changedWords(from: string, to: string): ChangedWords {
  const [before, after] = [from, to].map((text) => text.split(/(?<=\s)|(?=\s)/)) as [string[], string[]];
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shortest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    head: before.slice(0, head).join(''),
    from: before.slice(head, before.length - tail).join(''),
    to: after.slice(head, after.length - tail).join(''),
    tail: before.slice(before.length - tail).join(''),
  };
}
