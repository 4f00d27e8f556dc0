import type { ComponentChildren } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { FormState, Mistake } from './http/form.ts';
import type { FormWords } from './http/form-words.ts';
import type { Visit } from './http/visit.ts';
import type { Locale } from './i18n/locales.ts';
import type { Messages } from './i18n/messages.ts';
import type { Kernel } from './kernel.ts';

/** Something that somebody decides on, as the module of its kind sees it. */
export interface ReviewItem {
  id: string;
  kind: string;
  /** What it is about, as its module names it; null: something new. */
  subject: string | null;
  subjectId: string | null;
  /** Name of what it is about. */
  title: string;
  /** What was sent, as its module wrote it. */
  payload: unknown;
  /** `account:<id>`, `visitor`, `source:<code>` or `system`. */
  author: string;
  openedAt: Temporal.Instant;
}

/** A fact that somebody proposes, in words; null: nothing. */
export interface ReviewFact {
  label: string;
  from: string | null;
  to: string | null;
}

/** An item as who decides sees it. */
export interface ReviewCard {
  /** Public page of what it is about; null where it has none (yet). */
  path: string | null;
  /** What is asked, in one sentence. */
  summary: string;
  facts: readonly ReviewFact[];
  /** Where the facts are of two things beside each other, rather than before and after: what each is. */
  sides?: { from: string; to: string };
  /** What is here already and looks like it. */
  similar: readonly { title: string; path: string; summary: string | null }[];
}

/** Who decides, and what they write to the sender. */
export interface ReviewDecision {
  actor: `account:${string}`;
  message: string | null;
  /** Of a refusal, in the words of the list. */
  reason: string | null;
}

/** `path`: where what was approved is seen. Mistakes are answered before anything is written. */
export type ReviewOutcome = { path: string | null } | { mistakes: readonly Mistake[] };

/** The page where an item is approved with changes, or by choosing. */
export interface ReviewForm {
  /** After the item's address: `fusionner`. */
  path: string;
  /** What its button says. */
  label(locale: Locale): string;
  fields: z.ZodObject;
  messages: Messages;
  /** Whether this item has something to change; every one unless told. */
  isFor?(item: ReviewItem): boolean;
  /** The controls; the form around them is the queue's. Null where the item no longer stands. */
  controls(kernel: Kernel, visit: Visit, item: ReviewItem, form: FormState, wrong: FormWords['wrong']): Promise<ComponentChildren | null>;
}

/** One kind of things to decide on, which the queue of moderation shows among the others. */
export interface ReviewKind {
  /** Stable name, unique among the modules. */
  kind: string;
  /** « Correction » */
  label(locale: Locale): string;
  /** What its sender is told once it is approved: « C’est publié. » */
  thanks(locale: Locale): string;
  /** Why it may be refused, until the territory writes its own list. */
  reasons(locale: Locale): readonly string[];
  /** Cards by id. An item that is missing no longer stands: it can be refused only. */
  present(kernel: Kernel, visit: Visit, items: readonly ReviewItem[]): Promise<ReadonlyMap<string, ReviewCard>>;
  form?: ReviewForm;
  /** Approved only by its form: there is something to choose. */
  isByFormOnly?: true;
  /** Does what was asked, in the unit of the decision. @param input what its form gave; null: as it was sent. */
  approve(kernel: Kernel, visit: Visit, item: ReviewItem, decision: ReviewDecision, input: unknown): Promise<ReviewOutcome>;
  /** What follows from a refusal, in the unit of the decision. */
  refuse?(kernel: Kernel, visit: Visit, item: ReviewItem, decision: ReviewDecision & { reason: string }): Promise<void>;
  /** What follows where its sender takes it back, in their unit. */
  withdraw?(kernel: Kernel, territoryId: string, item: ReviewItem): Promise<void>;
}
