import { z } from 'zod';
import { choice, optionalText, requiredBox, requiredText } from '../../../kernel/http/fields.ts';
import type { Mistake } from '../../../kernel/http/form.ts';
import { themes } from '../../directory/index.ts';
import { audiences, type LetterList, type LetterText } from './models.ts';

export const letterFields = z.object({
  audience: choice(audiences),
  theme: optionalText(),
  district: optionalText(),
  subject: requiredText('desk.letter.subject.required', 150),
  body: requiredText('desk.letter.body.required', 10_000),
  linkLabel: optionalText(80),
  linkUrl: optionalText(500),
});

export const sureFields = z.object({ sure: requiredBox('desk.letter.send.sure.required') });

/** A letter, or what is wrong with it. @param districts names of those of the territory. */
export function readLetter(
  { linkLabel, linkUrl, theme, district, ...input }: z.output<typeof letterFields>,
  districts: readonly string[],
): { letter: LetterList & LetterText } | { mistakes: Mistake[] } {
  if (linkUrl !== null && !(URL.canParse(linkUrl) && new URL(linkUrl).protocol === 'https:'))
    return { mistakes: [{ field: 'linkUrl', key: 'desk.letter.link-url.wrong' }] };
  if (linkUrl !== null && linkLabel === null) return { mistakes: [{ field: 'linkLabel', key: 'desk.letter.link-label.required' }] };
  if (linkUrl === null && linkLabel !== null) return { mistakes: [{ field: 'linkUrl', key: 'desk.letter.link-url.wrong' }] };
  return {
    letter: {
      ...input,
      theme: themes.some(({ code }) => code === theme) ? theme : null,
      district: district !== null && districts.includes(district) ? district : null,
      link: linkUrl !== null && linkLabel !== null ? { label: linkLabel, url: linkUrl } : null,
    },
  };
}
