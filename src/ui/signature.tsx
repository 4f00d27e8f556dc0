import type { HTMLAttributes } from 'preact';
import { Button } from './button.tsx';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/signature.ts`. */
      'signature-field': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}

interface SignatureFieldProps {
  id: string;
  name: string;
  label: string;
  /** What « start again » says. */
  clear: string;
  /** What is said once the box is empty again. */
  cleared: string;
  /** Strokes drawn before, as they were sent. */
  value: string;
}

/**
 * A box to sign in, with a finger, a pen or a mouse. Nobody has to: the form needs another way beside it, for who draws nothing
 * and where there is no JavaScript, without which the box is not shown.
 */
export function SignatureField({ id, name, label, clear, cleared, value }: SignatureFieldProps) {
  return (
    <signature-field data-cleared={cleared}>
      <span class="label" id={`${id}-label`}>
        {label}
      </span>
      <canvas class="signature-box" role="img" aria-labelledby={`${id}-label`} />
      <input type="hidden" name={name} value={value} />
      <Button type="button" look="quiet" icon="undo-2">
        {clear}
      </Button>
      <span class="visually-hidden" role="status" />
    </signature-field>
  );
}

/** A signature as it was drawn. @param strokes the `d` of a path in a box of 600 by 240. */
export function DrawnSignature({ strokes, label }: { strokes: string; label: string }) {
  return (
    <svg class="drawn-signature" viewBox="0 0 600 240" width="300" height="120" role="img" aria-label={label}>
      <path d={strokes} fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
