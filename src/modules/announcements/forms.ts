import { z } from 'zod';
import { choice, optionalEmail, optionalText, requiredText, tickedBox } from '../../kernel/http/fields.ts';

/** What every kind asks; the facts of a kind are read by `readFacts`. */
export const announcementFields = z
  .object({
    publisher: optionalText(60),
    publisher_name: optionalText(),
    title: requiredText('announcements.edit.name.required', 150),
    body: requiredText('announcements.edit.body.required', 5_000),
    remote: tickedBox,
    street: optionalText(),
    postcode: optionalText(12),
    locality: optionalText(100),
    district: optionalText(100),
    phone: optionalText(40),
    on_the_spot: optionalText(500),
    link: optionalText(2_000),
    audience: optionalText(20),
    publish_on: optionalText(10),
    revision: optionalText(10),
  })
  .catchall(z.union([z.string().max(2_000), z.array(z.string().max(200)).max(50)]));
export type AnnouncementInput = z.output<typeof announcementFields>;

export const reportReasons = ['over', 'false', 'unfair', 'fraud'] as const;

export const reportFields = z.object({
  why: choice(reportReasons, 'announcements.report.why.required'),
  note: requiredText('announcements.report.note.required', 2_000),
  sender_name: optionalText(),
  sender_email: optionalEmail(),
});

/** What a moderator chooses beside publishing. */
export const approvalFields = z.object({ trust: tickedBox });
