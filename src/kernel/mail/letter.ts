import type { Contact } from '../http/visit.ts';
import type { Locale } from '../i18n/locales.ts';
export interface Letter {
  key: string;
  to: string;
  locale: Locale;
  territory: { name: string; accent: string | null; origin: string; contact: Contact | null };
  subject: string;
  greeting?: string;
  paragraphs: string[];
  facts?: { term: string; value: string }[];
  action?: { label: string; url: string };
  quote?: string;
  afterword?: string[];
  isDuty: boolean;
  unsubscribeUrl?: string;
  replyTo?: string;
}
