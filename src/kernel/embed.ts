import type { Point, Visit } from './http/visit.ts';
import type { Locale } from './i18n/locales.ts';
import type { Kernel } from './kernel.ts';

/** A thing that other sites show: where it leads, and what decides whether to go there. */
export interface EmbeddedItem {
  key: string;
  /** Its page, without the language. */
  path: string;
  title: string;
  /** What it is, in a word or two. */
  kicker: string | null;
  /** Short, the most telling first. */
  lines: readonly string[];
  position: Point | null;
}

export interface EmbeddedList {
  items: readonly EmbeddedItem[];
  /** The same list on the portal, without the language. */
  path: string;
}

/** Something that a list shown elsewhere is narrowed by, under the name that it has in the list's own address. */
export interface EmbedParameter {
  name: string;
  label(locale: Locale): string;
  /** What it may be; null: any text. */
  choices: ((visit: Visit) => readonly { value: string; label: string }[]) | null;
}

/**
 * A list of a module that other sites may show in their pages: `/cadre/<name>` in a frame, `<terreau-name>` by the script. All
 * that it gives is public; what its address asks for is in the query of the visit that it is given.
 */
export interface Embed {
  name: string;
  /** Name of the same list as a map; null: its things have no place. */
  mapName: string | null;
  label(locale: Locale): string;
  parameters: readonly EmbedParameter[];
  /** Its first items: those with a position alone, where a map is asked for. */
  list(kernel: Kernel, visit: Visit, options: { most: number; isMap: boolean }): Promise<EmbeddedList>;
  /** What a page of the portal asks for beside its query, where it shows this list; else null. */
  listAt(path: string): Readonly<Record<string, string>> | null;
  /** The thing that has its page at this path; null where there is none, or it is over. */
  itemAt(kernel: Kernel, visit: Visit, path: string): Promise<EmbeddedItem | null>;
}
