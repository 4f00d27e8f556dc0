import type { Page } from '../html/page.ts';
import type { FormState } from './form.ts';
import type { Visit } from './visit.ts';

/** HTML of the shell, and the hash of the one inline style that it may hold. */
export interface Document {
  html: string;
  /** `sha256-…`, for the content security policy. */
  styleHash: string | null;
}

export interface Shell {
  page(page: Page, visit: Visit): Document;
  /** What went wrong, in words; without a visit where even the territory is not known. */
  error(status: number, visit: Visit | null): Document;
  /** The session ended while a form was being filled in: what was typed, to be sent again after signing in. */
  signInAgain(visit: Visit, form: FormState): Document;
  /** For a host that no territory answers at. */
  territories(list: readonly { slug: string; name: string; kind: 'commune' | 'grouping'; href: string }[]): Document;
}
