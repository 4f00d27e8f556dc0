import proj4 from 'proj4';
import type { Point } from '../../../kernel/http/visit.ts';
import { decimal } from './files/codes.ts';
import { isServed } from './files/coordinates.ts';

/** Legal projections of France (arrêté du 5 mars 2019): département → definition, after EPSG. */
const projections: Readonly<Record<string, string>> = {
  // EPSG:2154
  metropolitan: '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0 +units=m',
  // EPSG:5490
  '971': '+proj=utm +zone=20 +ellps=GRS80 +towgs84=0,0,0 +units=m',
  '972': '+proj=utm +zone=20 +ellps=GRS80 +towgs84=0,0,0 +units=m',
  '977': '+proj=utm +zone=20 +ellps=GRS80 +towgs84=0,0,0 +units=m',
  '978': '+proj=utm +zone=20 +ellps=GRS80 +towgs84=0,0,0 +units=m',
  // EPSG:2972
  '973': '+proj=utm +zone=22 +ellps=GRS80 +towgs84=0,0,0 +units=m',
  // EPSG:2975
  '974': '+proj=utm +zone=40 +south +ellps=GRS80 +towgs84=0,0,0 +units=m',
  // EPSG:4467
  '975': '+proj=utm +zone=21 +ellps=GRS80 +towgs84=0,0,0 +units=m',
  // EPSG:4471
  '976': '+proj=utm +zone=38 +south +ellps=GRS80 +towgs84=0,0,0 +units=m',
};

/** Coordinates in the legal projection of the commune's département, in metres, as WGS 84. Null where they lie nowhere there. */
export function fromLegalProjection(x: unknown, y: unknown, communeCode: string | null): Point | null {
  const [abscissa, ordinate] = [decimal(x), decimal(y)];
  if (abscissa === null || ordinate === null || (abscissa === 0 && ordinate === 0)) return null;
  const department = communeCode?.slice(0, 3) ?? '';
  // Islands of the Pacific and foreign addresses: INSEE gives none.
  if (/^9[89]/.test(department)) return null;
  const definition = projections[department] ?? projections['metropolitan'] ?? '';
  const [longitude = Number.NaN, latitude = Number.NaN] = proj4(definition, 'WGS84', [abscissa, ordinate]);
  const point = { latitude: Number(latitude.toFixed(6)), longitude: Number(longitude.toFixed(6)) };
  return isServed(point) ? point : null;
}

const wayTypes: Readonly<Record<string, string>> = {
  ...{ ALL: 'allée', AV: 'avenue', BD: 'boulevard', CAR: 'carrefour', CHE: 'chemin', CHS: 'chaussée', CITE: 'cité', COR: 'corniche' },
  ...{ CRS: 'cours', DOM: 'domaine', DSC: 'descente', ECA: 'écart', ESP: 'esplanade', FG: 'faubourg', GR: 'Grande Rue', HAM: 'hameau' },
  ...{ HLE: 'halle', IMP: 'impasse', LD: 'lieu-dit', LOT: 'lotissement', MAR: 'marché', MTE: 'montée', PAS: 'passage', PL: 'place' },
  ...{ PLN: 'plaine', PLT: 'plateau', PRO: 'promenade', PRV: 'parvis', QUA: 'quartier', QUAI: 'quai', RES: 'résidence', RLE: 'ruelle' },
  ...{ ROC: 'rocade', RPT: 'rond-point', RTE: 'route', RUE: 'rue', SEN: 'sente', SQ: 'square', TPL: 'terre-plein', TRA: 'traverse' },
  ...{ VLA: 'villa', VLGE: 'village', ZA: 'zone artisanale', ZAC: 'ZAC', ZI: 'zone industrielle' },
};

const repetitions: Readonly<Record<string, string>> = { B: 'bis', T: 'ter', Q: 'quater' };

function wordOf(words: Readonly<Record<string, string>>, code: string): string | undefined {
  const key = code.toUpperCase();
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

const small = new Set('a au aux d de des du en et l la le les lès sous sur'.split(' '));

/** INSEE writes in capitals without accents: « RUE DES LILAS » is « rue des Lilas ». */
export function inSentence(text: string): string {
  let isFirst = true;
  return text.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => {
    const known = !isFirst && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
    isFirst = false;
    return known;
  });
}

/** « 12 bis rue des Lilas » */
export function streetOf({
  number,
  repetition,
  type,
  way,
}: Record<'number' | 'repetition' | 'type' | 'way', string | null>): string | null {
  if (way === null) return null;
  const kind = type === null ? null : (wordOf(wayTypes, type) ?? type.toLowerCase());
  const name = kind === null ? inSentence(way) : inSentence(`X ${way}`).slice(2);
  const sign = repetition === null ? null : (wordOf(repetitions, repetition) ?? repetition);
  return [number, number === null ? null : sign, kind, name].filter((part) => part !== null).join(' ');
}
