import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/messages.ts';
import { fileMessages } from './messages.ts';

/** In bytes, of a file that somebody sends. */
export const LARGEST_FILE = 10_000_000;

/** Why a file is not taken. */
export type FileRefusal =
  | 'too-heavy'
  | 'not-a-picture'
  /** What iPhones make of themselves: its decoder is under patents, and not there. */
  | 'heic'
  | 'too-many-pixels'
  | 'damaged'
  /** The chosen part lies outside of the picture. */
  | 'empty-crop'
  | 'not-a-document';

/** A refusal in words, with what to do: as a form shows it by its field. */
export function fileRefusal(refusal: FileRefusal, locale: Locale): string {
  return translator(fileMessages, locale)(`files.refusal.${refusal}`);
}
