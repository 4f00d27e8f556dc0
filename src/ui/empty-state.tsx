import type { ComponentChildren } from 'preact';
import { Heading, type HeadingLevel } from './heading.tsx';

/** Nothing here: says so, then what to try. */
export function EmptyState({ title, level = 2, children }: { title: string; level?: HeadingLevel; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <svg class="empty-drawing" viewBox="0 0 120 72" aria-hidden="true">
        <path class="drawing-soil" d="M2 58q29-14 58-4t58-2v18H2z" />
        <path class="drawing-stem" d="M60 54V28" />
        <path class="drawing-leaf" d="M60 32c0-14 10-22 26-22 0 14-10 22-26 22zm0 8c0-11-8-17-21-17 0 11 8 17 21 17z" />
        <path class="drawing-seed" d="M20 64h.1M38 62h.1M80 63h.1M100 64h.1" />
      </svg>
      <Heading level={level} class="empty-title">
        {title}
      </Heading>
      {children}
    </div>
  );
}
