import { stateTable } from '../../kernel/states/states.ts';

/**
 * `submitted` waits for a moderator, `scheduled` for its day; what is scheduled may get another day, or be over before it comes.
 * Published ones end by themselves (`expired`), because they did what they were for (`filled`), or because somebody took them back
 * (`withdrawn`). Moderators refuse what was sent, and take down what everybody may still read: it is not to be seen again before
 * they read it.
 */
export const announcementStates = stateTable({
  draft: { submit: 'submitted', schedule: 'scheduled', publish: 'published', withdraw: 'withdrawn' },
  submitted: { schedule: 'scheduled', publish: 'published', refuse: 'refused', withdraw: 'withdrawn' },
  refused: { submit: 'submitted', schedule: 'scheduled', publish: 'published' },
  scheduled: {
    submit: 'submitted',
    schedule: 'scheduled',
    publish: 'published',
    refuse: 'refused',
    expire: 'expired',
    withdraw: 'withdrawn',
  },
  published: { fill: 'filled', expire: 'expired', refuse: 'refused', withdraw: 'withdrawn' },
  filled: { submit: 'submitted', schedule: 'scheduled', publish: 'published', refuse: 'refused' },
  expired: { submit: 'submitted', schedule: 'scheduled', publish: 'published', refuse: 'refused', withdraw: 'withdrawn' },
  withdrawn: { submit: 'submitted', schedule: 'scheduled', publish: 'published', refuse: 'refused' },
});

export type AnnouncementState = keyof typeof announcementStates.table;
export type AnnouncementEvent = 'submit' | 'schedule' | 'publish' | 'refuse' | 'fill' | 'expire' | 'withdraw';

const over: ReadonlySet<AnnouncementState> = new Set(['filled', 'expired', 'withdrawn']);

/** Whether everybody may read its page: what was published and found once says that it is over. */
export function isReadable({ state, publishedAt }: { state: AnnouncementState; publishedAt: object | null }): boolean {
  return publishedAt !== null && (state === 'published' || over.has(state));
}

/** Whether it may be written anew: not while moderators read it; nor what is over, whose page stays as it was. */
export function isEditable({ state, publishedAt }: { state: AnnouncementState; publishedAt: object | null }): boolean {
  return state === 'published' || (state !== 'submitted' && publishedAt === null);
}
