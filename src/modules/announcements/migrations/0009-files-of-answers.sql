-- What an answer holds goes as soon as it serves nothing any more, before the answer itself.

alter table announcements.answer_document
  -- Since when the answer is refused: its file goes some days later. Null: it serves.
  add column ended_at timestamptz;

-- Nobody calls who took their answer back: of one that a telephone alone was given with, no way to reach them is left.
alter table announcements.answer drop constraint answer_check1,
  add constraint answer_way check (
    account_id is not null or person_id is not null or email is not null or phone is not null or state = 'withdrawn'
  );

-- The same for what has ended already. The owner reads past the policies for as long as this takes.
alter table announcements.answer no force row level security;
alter table announcements.answer_document no force row level security;
delete from announcements.answer_document d using announcements.answer a
  where a.territory_id = d.territory_id and a.id = d.answer_id and a.state in ('withdrawn', 'expired');
update announcements.answer_document d set ended_at = a.ended_at from announcements.answer a
  where a.territory_id = d.territory_id and a.id = d.answer_id and a.state = 'refused';
update announcements.answer set phone = null
  where state = 'withdrawn' or (state = 'expired' and (account_id is not null or email is not null));
alter table announcements.answer_document force row level security;
alter table announcements.answer force row level security;
