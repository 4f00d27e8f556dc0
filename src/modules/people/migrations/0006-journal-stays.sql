-- The journal is written and read, and changed by nobody: only what runs for the territory as a whole (retention, the archivist's
-- visa) takes rows away that have served their time.
alter table people.action enable row level security;
alter table people.action force row level security;
create policy action_read on people.action for select using (true);
create policy action_write on people.action for insert with check (true);
create policy action_keeper on people.action for delete
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);
