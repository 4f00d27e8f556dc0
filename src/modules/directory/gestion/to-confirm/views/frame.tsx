import type { ComponentChildren } from 'preact';
import type { Visit } from '../../../../../kernel/http/visit.ts';
import { PageHeader } from '../../../../../ui/page-header.tsx';
import { Tabs } from '../../../../../ui/tabs.tsx';
import { deadAddressesPath, toConfirmPath } from '../filter.ts';
import { toConfirmWords } from '../words.ts';

interface FrameProps {
  tab: 'list' | 'dead';
  lead: string;
  visit: Visit;
  children: ComponentChildren;
}

/** Both lists of what agents take up: pages that nobody confirms, addresses that receive no more. */
export function ToConfirmFrame({ tab, lead, visit, children }: FrameProps) {
  const t = toConfirmWords(visit);
  return (
    <>
      <PageHeader title={t('directory.call.title')} lead={lead} />
      <Tabs
        label={t('directory.call.tabs')}
        tabs={[
          { href: visit.href(toConfirmPath), label: t('directory.call.tab.list'), isCurrent: tab === 'list' },
          { href: visit.href(deadAddressesPath), label: t('directory.call.tab.dead'), isCurrent: tab === 'dead' },
        ]}
      />
      {children}
    </>
  );
}
