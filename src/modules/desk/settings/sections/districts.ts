import { z } from 'zod';
import { parsePoint } from '../../../../kernel/geo/geo.ts';
import { geocode } from '../../../../kernel/geo/geocoder.ts';
import type { Mistake } from '../../../../kernel/http/form.ts';
import type { Point, TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { FormValues, Section } from '../section.ts';

/** More are a file to load, not a form to fill in. */
const MOST = 100;

const fields = z.looseObject({});

export function districtField(index: number, part: 'name' | 'where'): string {
  return `district.${index}.${part}`;
}

function textAt(values: Readonly<Record<string, unknown>>, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value.trim() : '';
}

/** The rows of the form, in the order of their fields, with the empty ones between them left out. */
export function districtRows(values: FormValues): { index: number; name: string; where: string }[] {
  return Array.from({ length: MOST }, (_, index) => ({
    index,
    name: textAt(values, districtField(index, 'name')),
    where: textAt(values, districtField(index, 'where')),
  })).filter(({ name, where }) => name !== '' || where !== '');
}

/** A point as it is typed, or what is to be said of it. */
async function locate(kernel: Kernel, territory: TerritoryContext, where: string): Promise<Point | { key: string }> {
  const point = parsePoint(where);
  if (point) return point;
  const answer = await geocode(kernel, {
    text: where,
    country: territory.country,
    around: territory.centre,
    communeCode: territory.kind === 'commune' ? territory.code : null,
    postcodes: territory.postcodes,
  });
  if (answer === 'unavailable') return { key: 'desk.settings.districts.where.unavailable' };
  return answer?.point ?? { key: 'desk.settings.districts.where.unknown' };
}

/** In the order of their names, as they are kept. */
function shown({ districts }: Pick<TerritoryContext, 'districts'>): FormValues {
  return Object.fromEntries(
    districts.flatMap(({ name, latitude, longitude }, index) => [
      [districtField(index, 'name'), name],
      [districtField(index, 'where'), `${latitude}, ${longitude}`],
    ]),
  );
}

/** Named points of a commune, by which its residents say where they are. */
export const districts: Section<typeof fields> = {
  name: 'districts',
  path: 'quartiers',
  fields,
  shown,
  isAlready({ districts = [] }, territory) {
    const told = (all: TerritoryContext['districts']) =>
      all
        .map(({ name, latitude, longitude }) => `${name}:${latitude},${longitude}`)
        .sort()
        .join('\n');
    return told(districts) === told(territory.districts);
  },
  async read({ kernel, visit, input }) {
    const mistakes: Mistake[] = [];
    const read: ({ name: string } & Point)[] = [];
    const say = (field: string, key: string) => mistakes.push({ field, key });
    for (const { index, name, where } of districtRows(input as FormValues)) {
      // A name that was taken away takes its district with it; one without a place is not finished.
      if (name === '') continue;
      if (name.length > 100) say(districtField(index, 'name'), 'form.too-long');
      if (read.some((other) => other.name === name)) say(districtField(index, 'name'), 'desk.settings.districts.name.twice');
      if (where === '') {
        say(districtField(index, 'where'), 'desk.settings.districts.where.required');
        continue;
      }
      const point = await locate(kernel, visit.territory, where);
      if ('key' in point) say(districtField(index, 'where'), point.key);
      else read.push({ name, ...point });
    }
    return mistakes.length > 0 ? { mistakes } : { changes: { districts: read } };
  },
};
