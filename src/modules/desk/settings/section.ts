import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { FormState, Mistake, Upload } from '../../../kernel/http/form.ts';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { TerritoryChanges } from '../../territories/index.ts';

/** What a form shows or sends, flat: a text for a field, or several where boxes are ticked. */
export type FormValues = FormState['values'];

/** A service that a territory may open. */
export interface OfferedService {
  name: string;
  label(locale: Locale): string;
}

export const sectionNames = ['appearance', 'welcome', 'legal', 'districts', 'services', 'audit', 'languages'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface SectionRequest<Input> {
  kernel: Kernel;
  visit: Visit;
  input: Input;
  files: Readonly<Record<string, Upload>>;
}

export type SectionReading = { changes: TerritoryChanges } | { mistakes: readonly Mistake[] };

/** A part of the settings that has a form of its own, so that two people who change different things never meet. */
export interface Section<Fields extends z.ZodObject = z.ZodObject> {
  name: SectionName;
  path: string;
  fields: Fields;
  files?: Readonly<Record<string, number>>;
  /** What its form shows of a territory. */
  shown(territory: TerritoryContext): FormValues;
  /** What was sent, as changes. */
  read(request: SectionRequest<z.output<Fields>>): Promise<SectionReading> | SectionReading;
  /**
   * For what asks the geocoder to be read, and so outside of the unit that sees a form sent twice: whether the territory is
   * already as these changes would have it.
   */
  isAlready?(changes: TerritoryChanges, territory: TerritoryContext): boolean;
}

/** Where the state of a section is in its form: what it was when the page was shown. */
export const SEEN = 'seen';
/** Somebody else changed the section meanwhile. */
export const CHANGED = 'desk.settings.changed';

export function sectionPath(path: string): string {
  return `/gestion/reglages/${path}`;
}

/** Which state of a section somebody had before their eyes. */
export function stateOf(section: Pick<Section, 'shown'>, territory: TerritoryContext): string {
  return createHash('sha256')
    .update(JSON.stringify(section.shown(territory)))
    .digest('base64url')
    .slice(0, 22);
}
