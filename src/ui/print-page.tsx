import type { HTMLAttributes } from 'preact';
import { Button } from './button.tsx';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/print.ts`. */
      'print-page': HTMLAttributes<HTMLElement>;
    }
  }
}

/** Shown only where its script runs; elsewhere the browser's menu prints as well. */
export function PrintPage({ label }: { label: string }) {
  return (
    <print-page>
      <Button look="secondary" icon="printer" type="button">
        {label}
      </Button>
    </print-page>
  );
}
