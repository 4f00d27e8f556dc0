import type { ComponentChildren } from 'preact';
import { Count, type CountProps } from './count.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export interface SideNavEntry {
  href: string;
  label: string;
  icon?: IconName;
  count?: CountProps | undefined;
  /** `page`: it is this page; `true`: this page is under it. */
  current?: 'page' | 'true' | undefined;
}

export interface SideNavProps {
  /** Names the navigation, and the button that unfolds it on a phone. */
  label: string;
  sections: readonly { title?: string; entries: readonly SideNavEntry[] }[];
}

/** The pages of a space: beside them on a desk, folded above them on a phone. */
function SideNav({ label, sections }: SideNavProps) {
  return (
    <nav class="side-nav" aria-label={label}>
      <details>
        <summary>
          <Icon name="menu" />
          {label}
        </summary>
        {sections.map(({ title, entries }) => (
          <div class="side-nav-section" key={title ?? ''}>
            {title && <p class="side-nav-title">{title}</p>}
            <ul aria-label={title}>
              {entries.map((entry) => (
                <li key={entry.href}>
                  <Entry {...entry} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </details>
    </nav>
  );
}

function Entry({ href, label, icon, count, current }: SideNavEntry) {
  return (
    <a href={href} aria-current={current}>
      {icon && <Icon name={icon} />}
      <span>{label}</span>
      {count && <Count {...count} />}
    </a>
  );
}

/** A page of a space: its navigation, then itself. */
export function Space({ nav, children }: { nav: SideNavProps; children: ComponentChildren }) {
  return (
    <div class="wrap space">
      <SideNav {...nav} />
      <div class="space-page">{children}</div>
    </div>
  );
}
