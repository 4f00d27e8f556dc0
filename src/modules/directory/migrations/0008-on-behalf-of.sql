-- Written by an agent for somebody, under a mandate: `person:<id>`.
alter table directory.conversation add column on_behalf_of text check (on_behalf_of ~ '^person:');
alter table directory.conversation_message add column on_behalf_of text check (on_behalf_of ~ '^person:');
