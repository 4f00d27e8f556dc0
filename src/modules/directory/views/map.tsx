import type { HTMLAttributes } from 'preact';
import { rounded } from '../../../kernel/geo/simplify.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { iconSprite } from '../../../ui/icons.ts';
import type { SubjectName } from '../facts.ts';
import { themes } from '../themes.ts';
import type { DirectoryPoints } from '../view-models.ts';
import { openingWords } from './opening.tsx';
import { type ListQuery, listPath, subjectPath } from './paths.ts';
import { capitalise, directoryWords, kindWords, mainTheme } from './words.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/directory-map.ts`. */
      'directory-map': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string | undefined>;
    }
  }
}

/** Where the points of a list come from: its own address, all its pages together. */
function pointsPath(query: ListQuery): string {
  return listPath({ ...query, cursor: null, choices: [] }).replace(/^\/annuaire/, '/annuaire/points.json');
}

interface MapPanelProps {
  visit: Visit;
  /** The search whose results it shows. */
  query: ListQuery;
  /** Paths of the results that it opens on, where it does not show them all: those of the page at hand. */
  focus?: readonly string[];
}

/**
 * « Voir la carte »: a button, shown only where its script runs; the map, its words and its points come once it is
 * pressed. What it shows is in the page without it.
 */
export function MapPanel({ visit, query, focus }: MapPanelProps) {
  const t = directoryWords(visit);
  return (
    <directory-map
      class="no-print"
      data-points={visit.href(pointsPath(query))}
      data-ground="/fond-de-carte.json"
      data-focus={focus?.map((path) => visit.href(path)).join(' ')}
      data-close={t('directory.map.close')}
      data-loading={t('directory.map.loading')}
      data-failed={t('directory.map.failed')}
    >
      <div class="map-bar">
        <Button look="secondary" icon="map-pin" type="button">
          {t('directory.map.open')}
        </Button>
        <p role="status" />
      </div>
    </directory-map>
  );
}

/** In the order of their numbers. */
const subjects: readonly SubjectName[] = ['place', 'organisation', 'service'];

/** Gives each text a number, so that a thousand bakeries say so once. */
function numbered<Item>(items: Item[], keys: Map<string, number>, key: string, item: () => Item): number {
  let number = keys.get(key);
  if (number === undefined) {
    number = items.push(item()) - 1;
    keys.set(key, number);
  }
  return number;
}

/**
 * The points as the map's script takes them, with its words in the visit's language: a list that nobody opens the map of
 * carries none. `web/islands/map/content.ts` says the same shape.
 */
export function pointsContent({ points, without, looked, near }: DirectoryPoints, visit: Visit): object {
  const t = directoryWords(visit);
  const kinds: string[] = [];
  const openings: [state: string, words: string][] = [];
  const kindNumbers = new Map<string, number>();
  const openingNumbers = new Map<string, number>();
  const rows = points.map(({ position, name, slug, commune, subject, kinds: codes, themes: themeCodes, opening }) => {
    const theme = mainTheme({ kinds: codes, themes: themeCodes });
    const [kind] = kindWords(codes, visit.locale);
    const words = opening && capitalise(openingWords(opening, visit));
    return [
      ...rounded(position),
      name,
      visit.href(subjectPath({ subject, slug, commune })),
      themes.findIndex(({ code }) => code === theme.code),
      subjects.indexOf(subject),
      kind === undefined ? -1 : numbered(kinds, kindNumbers, kind, () => kind),
      opening && words ? numbered(openings, openingNumbers, `${opening.state} ${words}`, () => [opening.state, words]) : -1,
    ];
  });
  const status = [
    t('directory.map.count', { n: points.length }),
    ...(without > 0 && points.length > 0 ? [t('directory.map.without', { n: without })] : []),
    ...(looked === null ? [] : [t('directory.map.more', { n: looked })]),
  ];
  return {
    points: rows,
    themes: themes.map(({ code, icon }) => [code, icon]),
    kinds,
    openings,
    near: near && rounded(near),
    sprite: iconSprite(),
    words: {
      status: status.join(' '),
      label: t('directory.map.label'),
      around: t('directory.map.around'),
      keys: t('directory.map.keys'),
      zoomIn: t('directory.map.zoom-in'),
      zoomOut: t('directory.map.zoom-out'),
      whole: t('directory.map.whole'),
      // Filled in by the script: at least two.
      cluster: t('directory.map.cluster', { n: '{n}' }),
      together: t('directory.map.together', { n: '{n}' }),
      close: t('directory.map.popup.close'),
      skip: t('directory.map.skip'),
    },
  };
}
