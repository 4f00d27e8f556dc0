import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { letterMessages } from './letter-messages.ts';
import { promiseMessages } from './promise-messages.ts';

/** Somebody answers an announcement of theirs, or says more. */
export const received: NoticeKind = {
  name: 'announcements.answer-received',
  isDuty: false,
  label: (locale) => translator(letterMessages, locale)('announcements.answers.notice.received'),
};

/** Their answer is on its way. No duty: it goes to what was typed, which may be somebody else's. */
export const sent: NoticeKind = {
  name: 'announcements.answer-sent',
  isDuty: false,
  label: (locale) => translator(letterMessages, locale)('announcements.answers.notice.sent'),
};

/** What becomes of an answer of theirs. */
export const followed: NoticeKind = {
  name: 'announcements.answer-followed',
  isDuty: true,
  label: (locale) => translator(letterMessages, locale)('announcements.answers.notice.followed'),
};

/** Answers to their announcements that wait. */
export const waiting: NoticeKind = {
  name: 'announcements.answers-waiting',
  isDuty: false,
  label: (locale) => translator(promiseMessages, locale)('announcements.answers.notice.waiting'),
};

/** Their announcements are paused, or go on. */
export const paused: NoticeKind = {
  name: 'announcements.answers-paused',
  isDuty: true,
  label: (locale) => translator(promiseMessages, locale)('announcements.answers.notice.paused'),
};
