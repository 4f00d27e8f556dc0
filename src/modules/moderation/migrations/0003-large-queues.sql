-- For queues of thousands. Counting what waits reads an index alone: it holds what is counted, and what the policies compare.
create index item_waiting_counts on moderation.item (territory_id)
  include (kind, state, is_urgent, assigned_to, waiting_since, author_account, id) where decided_at is null;
-- What is somebody's, in the order of the queue; what else a sender without an account sent, the latest first.
create index item_assigned on moderation.item (territory_id, assigned_to, (not is_urgent), opened_at, id)
  where decided_at is null and assigned_to is not null;
create index item_email on moderation.item (territory_id, author_email, opened_at, id) where author_email is not null;
