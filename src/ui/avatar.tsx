/** Particles that are no part of what one is called by. */
const particles = new Set(['d', 'de', 'des', 'du', 'la', 'le', 'les', 'von', 'van', 'der']);

/** « Inès de la Tour » → « IT »: of the first name and of the last one. */
export function initials(name: string): string {
  const words = name.split(/[\s'’-]+/).filter((word) => word !== '' && !particles.has(word.toLowerCase()));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? ([...word][0] ?? '').toUpperCase() : '')).join('');
}

/** Initials in a round, beside the name that they stand for. */
export function Avatar({ name }: { name: string }) {
  return (
    <span class="avatar" aria-hidden="true">
      {initials(name)}
    </span>
  );
}
