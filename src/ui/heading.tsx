import type { ComponentChildren } from 'preact';

export type HeadingLevel = 1 | 2 | 3 | 4;

/** A heading whose level follows the page it is on, its looks its class. */
export function Heading({
  level,
  class: className,
  id,
  children,
}: {
  level: HeadingLevel;
  class?: string;
  id?: string;
  children: ComponentChildren;
}) {
  const Tag = `h${level}` as const;
  return (
    <Tag class={className} id={id}>
      {children}
    </Tag>
  );
}
