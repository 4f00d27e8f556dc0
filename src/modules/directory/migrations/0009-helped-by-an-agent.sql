-- What an agent writes for somebody is that person's: the agent is its author, and holds it no longer than their mandate.

alter table directory.conversation drop constraint conversation_check,
  add constraint conversation_way check (writer_email is not null or writer_phone is not null or on_behalf_of is not null);

-- The owner reads past the policies for as long as this takes.
alter table directory.conversation no force row level security;
alter table directory.conversation_message no force row level security;
update directory.conversation_message m set account_id = null from directory.conversation c
  where c.territory_id = m.territory_id and c.id = m.conversation_id and c.on_behalf_of is not null;
update directory.conversation set account_id = null, writer_email = null where on_behalf_of is not null;
alter table directory.conversation_message force row level security;
alter table directory.conversation force row level security;
