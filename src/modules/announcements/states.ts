import { stateTable } from '../../kernel/states/states.ts';

/**
 * `submitted` waits for a moderator, `scheduled` for its day. Published ones end by themselves (`expired`), because they did
 * what they were for (`filled`), or because somebody took them back (`withdrawn`, `refused`).
 */
export const announcementStates = stateTable({
  draft: { submit: 'submitted', schedule: 'scheduled', publish: 'published', withdraw: 'withdrawn' },
  submitted: { schedule: 'scheduled', publish: 'published', refuse: 'refused', withdraw: 'withdrawn' },
  refused: { submit: 'submitted', schedule: 'scheduled', publish: 'published', withdraw: 'withdrawn' },
  scheduled: { publish: 'published', refuse: 'refused', withdraw: 'withdrawn' },
  published: { fill: 'filled', expire: 'expired', refuse: 'refused', withdraw: 'withdrawn' },
  filled: { submit: 'submitted', publish: 'published' },
  expired: { submit: 'submitted', publish: 'published', withdraw: 'withdrawn' },
  withdrawn: { submit: 'submitted', schedule: 'scheduled', publish: 'published' },
});

export type AnnouncementState = keyof typeof announcementStates.table;
export type AnnouncementEvent = 'submit' | 'schedule' | 'publish' | 'refuse' | 'fill' | 'expire' | 'withdraw';
