import { translator } from '../../../kernel/i18n/messages.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { holdersOf, portalOf, tell } from '../../people/index.ts';
import { territoryById } from '../../territories/index.ts';
import { webhookMessages } from '../messages.ts';
import { switchedOff } from '../notice-kind.ts';
import { endpointPath } from '../paths.ts';

interface Off {
  territoryId: string;
  endpointId: string;
  url: string;
  why: 'failing' | 'gone';
}

/** Tells the territory's administrators that a site is told no more, in the unit of work that switched it off. */
export async function tellSwitchedOff(kernel: Kernel, { territoryId, endpointId, url, why }: Off): Promise<void> {
  const territory = await territoryById(kernel.database, kernel.clock, territoryId);
  if (!territory) return;
  const path = endpointPath(endpointId);
  // It may be switched off again, once somebody has taken it up.
  const time = newId();
  const site = new URL(url).host;
  for (const { accountId } of await holdersOf(kernel, territoryId, ['administrator']))
    await tell(kernel, portalOf(kernel.config, territory), {
      to: { accountId },
      kind: switchedOff,
      key: `webhooks.switched-off:${time}:${accountId}`,
      words: { key: 'webhooks.letter.subject', values: { site } },
      messages: webhookMessages,
      path,
      letter({ locale, href }) {
        const t = translator(webhookMessages, locale);
        return { paragraphs: [t(`webhooks.letter.${why}`, { url })], action: { label: t('webhooks.letter.action'), url: href(path) } };
      },
    });
}
