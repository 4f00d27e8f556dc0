-- What a list counts (how many, and of what) is read from the index alone: with 4,000 announcements, a town's list touched each one's
-- page of the table. By the same keys it also finds those that end.
drop index announcements.announcement_due;
create index announcement_counts on announcements.announcement (territory_id, expires_on) include (facets, minimum_age, audience)
  where state = 'published';

-- Few say on which days: « what can I do this week-end » looks at these alone.
create index announcement_dated on announcements.announcement (territory_id, published_at desc, id)
  where state = 'published' and (takes_place is not null or weekdays <> '{}');

-- A kind is a folder of `kinds/`: the code knows which there are.
alter table announcements.announcement drop constraint announcement_kind_check;
