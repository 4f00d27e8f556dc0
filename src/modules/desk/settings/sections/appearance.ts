import { z } from 'zod';
import { LARGEST_FILE } from '../../../../kernel/files/refusal.ts';
import { optionalText, requiredText, tickedBox } from '../../../../kernel/http/fields.ts';
import { logoRefusal } from '../../../territories/index.ts';
import type { Section } from '../section.ts';

const fields = z.object({
  name: requiredText('desk.settings.appearance.name.required', 100),
  accent: optionalText(7).refine((text) => text === null || /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text), {
    error: 'desk.settings.appearance.accent.wrong',
  }),
  homeMessage: optionalText(500),
  homeMessageEn: optionalText(500),
  withoutLogo: tickedBox,
});

/** How the portal presents itself. */
export const appearance: Section<typeof fields> = {
  name: 'appearance',
  path: 'apparence',
  fields,
  files: { logo: LARGEST_FILE },
  shown: ({ name, accent, homeMessage, logoUrl }) => ({
    name,
    accent: accent ?? '',
    homeMessage: homeMessage?.fr ?? '',
    homeMessageEn: homeMessage?.en ?? '',
    // Not a field of the form: tells that somebody else has changed the logo.
    logo: logoUrl ?? '',
  }),
  async read({ input, files }) {
    const { name, accent, homeMessage, homeMessageEn, withoutLogo } = input;
    // French is always there: words in English alone would be shown to nobody else.
    if (homeMessage === null && homeMessageEn !== null)
      return { mistakes: [{ field: 'homeMessage', key: 'desk.settings.appearance.homeMessage.required' }] };
    const refusal = files['logo'] && (await logoRefusal(files['logo'].bytes));
    if (refusal) return { mistakes: [{ field: 'logo', key: `files.refusal.${refusal}` }] };
    return {
      changes: {
        name,
        accent,
        homeMessage: homeMessage === null ? null : { fr: homeMessage, ...(homeMessageEn !== null && { en: homeMessageEn }) },
        ...(files['logo'] ? { logo: files['logo'].bytes } : withoutLogo && { logo: null }),
      },
    };
  },
};
