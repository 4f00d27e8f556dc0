-- Sent by an agent for somebody, under a mandate: `person:<id>`.
alter table moderation.item add column on_behalf_of text check (on_behalf_of ~ '^person:');
