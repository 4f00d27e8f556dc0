-- The figures of a quarter as they were when it closed: they do not move afterwards. Counts alone, masked when they are read.
create table desk.report (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- Its first day.
  quarter date not null,
  figures jsonb not null,
  closed_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, quarter)
);
