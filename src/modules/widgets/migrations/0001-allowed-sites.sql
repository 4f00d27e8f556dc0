-- The sites in whose pages a territory lets its lists be shown. None: nowhere.
create table widgets.allowed_site (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- As browsers send it in the header `Origin`.
  origin text not null check (origin ~ '^https?://[a-z0-9.-]+(:[0-9]{1,5})?$'),
  added_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, origin)
);
