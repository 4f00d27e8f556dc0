import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

/** `new`: nobody has looked; `waiting`: for somebody's answer; `active`: somebody is on it; `off`: over, without judgement. */
export type StatusTone = 'new' | 'waiting' | 'active' | 'good' | 'problem' | 'off';

const icons: Record<StatusTone, IconName> = {
  new: 'inbox',
  waiting: 'hourglass',
  active: 'user-check',
  good: 'circle-check',
  problem: 'triangle-alert',
  off: 'archive',
};

/** Where something stands, in one or two words. The icon says it without the colour; another one may say it better. */
export function StatusTag({ tone, icon, children }: { tone: StatusTone; icon?: IconName; children: ComponentChildren }) {
  return (
    <span class={`tag tag-${tone}`}>
      <Icon name={icon ?? icons[tone]} />
      <span>{children}</span>
    </span>
  );
}
