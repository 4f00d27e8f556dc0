import { Icon } from './icon.tsx';

export interface StatFigure {
  label: string;
  /** As it is read: « 1 268 ». */
  value: string;
  /** Compared with before, in words: « 12 de plus qu’en octobre ». */
  change?: { direction: 'up' | 'down' | 'same'; words: string } | undefined;
  /** The list behind the figure. */
  href?: string;
}

const icons = { up: 'arrow-up', down: 'arrow-down', same: 'minus' } as const;

/** A few figures side by side. More is not called better: the words say what a change means. */
export function StatGrid({ figures }: { figures: readonly StatFigure[] }) {
  return (
    <dl class="stats">
      {figures.map((figure) => (
        <Stat key={figure.label} {...figure} />
      ))}
    </dl>
  );
}

function Stat({ label, value, change, href }: StatFigure) {
  return (
    <div class="stat">
      <dt>{href ? <a href={href}>{label}</a> : label}</dt>
      <dd class="stat-value">{value}</dd>
      {change && (
        <dd class="stat-change">
          <Icon name={icons[change.direction]} />
          {change.words}
        </dd>
      )}
    </div>
  );
}
