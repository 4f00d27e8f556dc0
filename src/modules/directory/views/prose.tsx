import type { ComponentChildren } from 'preact';

interface Block {
  kind: 'paragraph' | 'list';
  lines: string[];
}

const item = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+/;

/** A text as sources write it: paragraphs apart by empty lines, and lists of lines that begin with a sign. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let isNew = true;
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === '') {
      isNew = true;
      continue;
    }
    const kind = item.test(line) ? 'list' : 'paragraph';
    const last = blocks.at(-1);
    if (last && !isNew && last.kind === kind) last.lines.push(line);
    else if (last && kind === 'list' && last.kind === 'list') last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
    isNew = false;
  }
  return blocks;
}

/** Signs of Markdown are not for readers: their words stay. A link keeps its address, which is then made one. */
function withoutSigns(text: string): string {
  return text
    .replace(/^#{1,6}\s+/, '')
    .replace(/!?\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g, '$1 ($2)')
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
    .replace(/\\([*_#[\]])/g, '$1');
}

/** Addresses of the web can be followed; nothing else can. */
function withLinks(text: string): ComponentChildren {
  return text.split(/(https?:\/\/[^\s<>()]*[^\s<>().,;:!?»])/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <a key={index} href={part} rel="noreferrer">
        {part.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')}
      </a>
    ),
  );
}

/** A description in full. The first paragraph, where it is short, leads. */
export function Prose({ text, lead }: { text: string; lead?: boolean }) {
  return blocksOf(text).map(({ kind, lines }, index) =>
    kind === 'list' ? (
      <ul key={index}>
        {lines.map((line, place) => (
          <li key={place}>{withLinks(withoutSigns(line.replace(item, '')))}</li>
        ))}
      </ul>
    ) : (
      <p key={index} class={lead && index === 0 && lines.join('').length < 320 ? 'lead' : undefined}>
        {lines.flatMap((line, place) => [...(place ? [<br key={place} />] : []), withLinks(withoutSigns(line))])}
      </p>
    ),
  );
}

/** The same in one line, for search engines and cards. */
export function plainSummary(text: string): string {
  const words = blocksOf(text)
    .flatMap(({ lines }) => lines.map((line) => withoutSigns(line.replace(item, '')).trim()))
    .join(' ');
  return words.length <= 200 ? words : `${words.slice(0, 199).replace(/\s+\S*$/, '')}…`;
}
