import { Count, type CountProps } from './count.tsx';

export interface Tab {
  href: string;
  label: string;
  isCurrent?: boolean;
  count?: CountProps | undefined;
}

/** Pages about one thing, side by side: plain links, so that each has its address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.isCurrent ? 'page' : undefined}>
              {tab.label}
              {tab.count && <Count {...tab.count} />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
