import type { FormReply } from './form.ts';

/** Milliseconds for which an answer is at hand for the same form sent again: a double click, a retry. */
const KEPT = 10_000;

/**
 * Gives the same answer to a form that is sent again while the first is being worked on, or a moment later: also one that
 * no row could keep, as a page that shows a code once, or the cookie of a session. In this process alone; what a form writes
 * is kept from happening twice by the database.
 */
export class Repeats {
  private readonly answers = new Map<string, Promise<FormReply>>();

  /** @param key which form, of whom, and all that it says: something else typed is another one. */
  once(key: string, work: () => Promise<FormReply>): Promise<FormReply> {
    const earlier = this.answers.get(key);
    if (earlier) return earlier;
    const answer = work();
    const forget = () => this.answers.delete(key);
    this.answers.set(key, answer);
    // What failed, or was a mistake, may be right when it is tried again.
    answer.then((reply) => ('mistakes' in reply ? forget() : setTimeout(forget, KEPT).unref()), forget);
    return answer;
  }
}
