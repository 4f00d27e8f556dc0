import type { HTMLAttributes } from 'preact';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { givenPoint, type Near } from '../near.ts';
import { isUnknownPlace, nearWords } from './near-words.ts';
import { directoryWords } from './words.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/near-me.ts`. */
      'near-me': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}

interface NearProps {
  near: Near | null;
  visit: Visit;
}

/** Name of the field, in all lists. */
const FIELD = 'pres';

/**
 * « Autour de moi »: shown only where its script runs. The position goes along in `point`, so that the field beside it
 * says « votre position » rather than figures; `point` is the one that the list at hand was asked for.
 */
export function NearMe({ near, visit }: NearProps) {
  const t = directoryWords(visit);
  const point = near?.isGiven && near.point ? givenPoint(near.point, nearWords(near, visit)) : null;
  return (
    <near-me
      class="no-print"
      data-field={FIELD}
      data-position={t('directory.near-me.position')}
      data-searching={t('directory.near-me.searching')}
      data-denied={t('directory.near-me.denied')}
      data-unavailable={t('directory.near-me.unavailable')}
    >
      <Button look="secondary" icon="locate-fixed" type="button" wide>
        {t('directory.near-me.button')}
      </Button>
      <input type="hidden" name="point" value={point ?? ''} disabled={point === null} />
      <p role="status" />
    </near-me>
  );
}

/** « Près de »: the field, which offers the territory's landmarks. */
export function NearField({ near, landmarks, visit }: NearProps & { landmarks: readonly string[] }) {
  const t = directoryWords(visit);
  return (
    <>
      <Field
        id={FIELD}
        name={FIELD}
        label={t('directory.filters.near')}
        hint={t('directory.filters.near.hint')}
        value={near?.isGiven ? nearWords(near, visit) : (near?.typed ?? '')}
        list="reperes"
      />
      <datalist id="reperes">
        {landmarks.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

interface FromWhereProps extends NearProps {
  landmarks: readonly string[];
  /** The list's address, near of one of these. */
  hrefOf: (landmark: string) => string;
}

/** Where distances start from, where what was typed is not known; nothing else. */
export function UnknownPlace({ near, landmarks, hrefOf, visit }: FromWhereProps) {
  if (!near || !isUnknownPlace(near)) return null;
  const t = directoryWords(visit);
  const offered = landmarks.slice(0, 8);
  const sorting = near.how === 'centre' ? 'centre' : 'unknown';
  return (
    <Notice tone="careful" title={t('directory.near.unknown.title', { typed: near.typed })}>
      <p>{t(offered.length > 0 ? `directory.near.${sorting}.body` : `directory.near.${sorting}.body.plain`, { place: near.label })}</p>
      {offered.length > 0 && (
        <ul class="landmarks">
          {offered.map((name) => (
            <li key={name}>
              <a href={hrefOf(name)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
