import type { ComponentChildren } from 'preact';
import { Heading, type HeadingLevel } from './heading.tsx';

interface CardProps {
  href: string;
  title: string;
  level: HeadingLevel;
  badge?: ComponentChildren;
  /** What it is, above the details. */
  kicker?: ComponentChildren;
  /** What changes from day to day: « ouvert, ferme à 18 h ». */
  status?: ComponentChildren;
  children?: ComponentChildren;
  /** A control of its own, apart from the link. */
  control?: ComponentChildren;
}

/** One thing of a list. The whole card follows its only link, which is its heading. */
export function Card({ href, title, level, badge, kicker, status, children, control }: CardProps) {
  return (
    <article class="card">
      {badge}
      <div class="card-body">
        <Heading level={level} class="card-title">
          <a href={href}>{title}</a>
        </Heading>
        {kicker && <p class="card-kicker">{kicker}</p>}
        {children}
        {status}
      </div>
      {control}
    </article>
  );
}
