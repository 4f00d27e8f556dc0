-- How structures answer those who answer them: what is public of it, and pauses.

-- Counted by a job from answers of a structure, whose id it has: holds nobody.
create table announcements.responsiveness (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- Answers that had the time to be answered, and those that were.
  answers integer not null,
  answered integer not null,
  -- Half of those that were answered waited no longer; null: none was.
  median_hours double precision,
  -- Still waiting after a fortnight.
  late integer not null,
  counted_at timestamptz not null,
  primary key (territory_id, id)
);

-- A structure's announcements take no answers for a time: an agent says why.
create table announcements.pause (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  organisation_id uuid not null,
  explanation text not null check (explanation <> ''),
  paused_by text not null,
  paused_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  primary key (territory_id, id)
);
create unique index pause_of on announcements.pause (territory_id, organisation_id) where lifted_at is null;
