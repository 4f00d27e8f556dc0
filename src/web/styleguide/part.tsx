import type { ComponentChildren } from 'preact';

/** One component, or a few that go together. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <div class="section-head">
        <h2>{title}</h2>
      </div>
      {children}
    </section>
  );
}
