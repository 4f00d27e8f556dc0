/** A page as literal text with the places where a value of the database's answer goes. */
export type Part = string | readonly [statement: number, row: number, column: string];

/** As the pages escape text. */
export function escapeHtml(text: string): string {
  return /[&<"]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;') : text;
}

/** Columns that a page shows as they are. Opening hours, distances and dates are worded: those stay literal text. */
const columns = [
  'name',
  'slug',
  'organisation_name',
  'organisation_slug',
  'street',
  'postcode',
  'locality',
  'description',
  'email',
  'phone',
  'website',
  'latitude',
  'longitude',
  'title',
  'note',
  'author_name',
  'writer_name',
];

/** Finds where a page shows the rows that it was made from: in its order, the same row or a later one first. */
export function templateOf(html: string, answers: readonly (readonly Readonly<Record<string, unknown>>[])[]): Part[] {
  const places = new Map<string, Exclude<Part, string>[]>();
  for (const [statement, rows] of answers.entries())
    for (const [row, values] of rows.entries())
      for (const column of columns) {
        const value = values[column];
        if ((typeof value !== 'string' && typeof value !== 'number') || String(value).length < 2) continue;
        const text = escapeHtml(String(value));
        places.set(text, [...(places.get(text) ?? []), [statement, row, column]]);
      }
  if (places.size === 0) return [html];
  const words = [...places.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  const parts: Part[] = [];
  let [end, lastRow] = [0, 0];
  for (const match of html.matchAll(pattern)) {
    const candidates = places.get(match[0]) ?? [];
    const place = candidates.find(([, row]) => row >= lastRow) ?? candidates[0];
    if (!place) continue;
    if (match.index > end) parts.push(html.slice(end, match.index));
    parts.push(place);
    end = match.index + match[0].length;
    lastRow = place[1];
  }
  parts.push(html.slice(end));
  return parts;
}
