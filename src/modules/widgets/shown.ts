import type { Embed } from '../../kernel/embed.ts';
import { simplify } from '../../kernel/geo/simplify.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import type { Kernel, Module } from '../../kernel/module.ts';
import { outlinesOf } from '../territories/index.ts';
import { drawMap } from './map-rules.ts';
import type { Embedded } from './view-models.ts';
import { widgetWords } from './words.ts';

/** A list of a module as one shows it elsewhere: `<terreau-annuaire>`, or its map `<terreau-carte>`. */
export interface Shown {
  name: string;
  isMap: boolean;
  embed: Embed;
  /** The module that a territory must have opened. */
  service: string | null;
}

/** All that other sites may show. */
export function shownBy(modules: readonly Module[]): Shown[] {
  return modules.flatMap(({ name: module, isService, contributes }) =>
    (contributes?.embeds ?? []).flatMap((embed) => {
      const service = isService ? module : null;
      const list = { name: embed.name, isMap: false, embed, service };
      return embed.mapName === null ? [list] : [list, { name: embed.mapName, isMap: true, embed, service }];
    }),
  );
}

/** « Annonces », « Annuaire sur la carte » */
export function labelOf({ embed, isMap }: Shown, visit: Visit): string {
  const label = embed.label(visit.locale);
  return isMap ? widgetWords(visit)('widgets.map', { label }) : label;
}

export function isOpen({ service }: Shown, { territory }: Visit): boolean {
  return service === null || territory.services.includes(service);
}

/** Name of the parameter that says how many. */
export const NUMBER = 'nombre';
export const MOST = 20;

export function usualNumber({ isMap }: Pick<Shown, 'isMap'>): number {
  return isMap ? 12 : 5;
}

/** Parameters of which a page's own address may have some, and that change nothing here. */
const ignored = /^(utm_\w+|fbclid)$/;

/** What an address asks for: as the list reads it, and what is wrong with it, in words. */
export function readAsked(shown: Shown, visit: Visit): { query: Visit['query']; most: number; mistakes: string[] } {
  const t = widgetWords(visit);
  const { parameters } = shown.embed;
  const query: Record<string, string> = {};
  const mistakes: string[] = [];
  let most = usualNumber(shown);
  for (const [name, value = ''] of Object.entries(visit.query)) {
    if (value === '' || ignored.test(name)) continue;
    if (name === NUMBER) {
      if (/^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= MOST) most = Number(value);
      else mistakes.push(t('widgets.mistake.number', { name: NUMBER, most: MOST }));
      continue;
    }
    const parameter = parameters.find((one) => one.name === name);
    const values = parameter?.choices?.(visit).map((choice) => choice.value) ?? null;
    if (!parameter)
      mistakes.push(
        t('widgets.mistake.name', {
          name: name.slice(0, 40),
          names: [NUMBER, ...parameters.map((one) => one.name)].join(', '),
        }),
      );
    else if (values !== null && !values.includes(value))
      mistakes.push(t('widgets.mistake.value', { name, value: value.slice(0, 60), values: values.join(', ') }));
    else query[name] = value;
  }
  return { query, most, mistakes };
}

/** What is shown of a list. */
export async function embedded(kernel: Kernel, visit: Visit, shown: Shown): Promise<Embedded> {
  const { query, most, mistakes } = readAsked(shown, visit);
  const { embed, isMap } = shown;
  const { items, path } = await embed.list(kernel, { ...visit, query }, { most, isMap });
  const common = { label: labelOf(shown, visit), path, mistakes };
  if (!isMap) return { ...common, items, drawing: null };
  const { id, members } = visit.territory;
  const outlines = await outlinesOf(kernel.database, [id, ...members.map((member) => member.id)]);
  return { ...common, ...drawMap(outlines.map(simplify), items) };
}
