import type { Letter } from '../../../kernel/mail/letter.ts';
import type { LetterText } from './models.ts';

/** A letter as what is sent says it: its paragraphs are parted by empty lines. */
export function letterOf({ subject, body, link }: LetterText): Pick<Letter, 'subject' | 'paragraphs' | 'action'> {
  return {
    subject,
    paragraphs: body
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
      .filter(Boolean),
    ...(link && { action: link }),
  };
}
