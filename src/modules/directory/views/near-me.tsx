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

/** « Autour de moi »: shown only where its script runs. */
export function NearMe({ field, t }: { field: string; t: DirectoryTranslate }) {
  return (
    <near-me
      class="no-print"
      data-field={field}
      data-searching={t('directory.near-me.searching')}
      data-denied={t('directory.near-me.denied')}
      data-unavailable={t('directory.near-me.unavailable')}
    >
      <Button look="secondary" icon="locate-fixed" type="button" wide>
        {t('directory.near-me.button')}
      </Button>
      <p role="status" />
    </near-me>
  );
}
