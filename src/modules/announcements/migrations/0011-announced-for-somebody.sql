-- What an agent announces for somebody is that person's, whoever acts for them: no agent has it once no mandate holds. What a
-- structure publishes is the structure's, whoever wrote it for whom: its history says so.
update announcements.announcement set on_behalf_of = null where organisation_id is not null;
alter table announcements.announcement add constraint announcement_on_behalf check (organisation_id is null or on_behalf_of is null);

alter table announcements.answer add column author_person uuid;
alter table announcements.answer_event add column author_person uuid;
alter table announcements.answer_message add column author_person uuid;
alter table announcements.answer_document add column author_person uuid;
alter table announcements.answer drop constraint answer_check,
  add constraint answer_publisher check (organisation_id is not null or author_account is not null or author_person is not null);

-- Who acts for them under a mandate to announce reads the answers.
do $$
declare
  one text;
begin
  foreach one in array array['answer', 'answer_event', 'answer_message', 'answer_document']
  loop
    execute format($policy$
      create policy %I on announcements.%I using (
        territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
        and author_person = nullif(current_setting('terreau.announcer', true), '')::uuid
      )$policy$, one || '_announcer', one);
  end loop;
end
$$;
