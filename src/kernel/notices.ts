import type { Locale } from './i18n/locales.ts';

/** A kind of notice, as its readers choose how to get it. */
export interface NoticeKind {
  /** `<module>.<what>`: `directory.to-confirm`. */
  readonly name: string;
  /**
   * Told by letter whatever its reader chose: security, invitations, and what became of something that they sent or asked
   * for. Any other kind can be switched off.
   */
  readonly isDuty: boolean;
  /** « Vos pages à confirmer » */
  label(locale: Locale): string;
}
