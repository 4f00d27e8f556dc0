import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export type NoticeTone = 'info' | 'good' | 'careful' | 'problem';

const icons: Record<NoticeTone, IconName> = { info: 'info', good: 'circle-check', careful: 'triangle-alert', problem: 'triangle-alert' };

export function Notice({ tone = 'info', title, children }: { tone?: NoticeTone; title?: string; children?: ComponentChildren }) {
  return (
    <div class={`notice notice-${tone}`}>
      <Icon name={icons[tone]} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
