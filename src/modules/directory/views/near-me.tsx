import type { HTMLAttributes } from 'preact';
import { Button } from '../../../ui/button.tsx';
import type { DirectoryTranslate } from './words.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/near-me.ts`. */
      'near-me': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}

/**
 * « Autour de moi »: shown only where its script runs. The position goes along in `point`, so that the field beside it
 * says « votre position » rather than figures; `point` is the one that the list at hand was asked for.
 */
export function NearMe({ field, point, t }: { field: string; point: string | null; t: DirectoryTranslate }) {
  return (
    <near-me
      class="no-print"
      data-field={field}
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
