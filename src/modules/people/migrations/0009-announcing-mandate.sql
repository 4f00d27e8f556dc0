-- A mandate is for what it says: announcing is one more thing that somebody may have done for them.

alter table people.mandate drop constraint mandate_purpose_check;
alter table people.mandate add constraint mandate_purpose_check
  check (purpose in ('structure', 'suggest', 'announce', 'answer', 'request', 'other'));
