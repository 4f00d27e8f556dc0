-- What those who keep a page were asked, since nobody confirmed it for six months. One row a structure, or a place that
-- nobody is known to run; it goes once somebody confirms.
create table directory.reminder (
  territory_id uuid not null references territories.territory (id),
  -- Of the structure, or of the place.
  id uuid not null,
  sent integer not null check (sent between 0 and 3),
  -- Whether the last one reached somebody: `nobody` keeps it and it has no address, all addresses are `dead`, or the mailbox has
  -- `refused` to get any.
  reached text not null check (reached in ('written', 'nobody', 'dead', 'refused')),
  began_on date not null,
  -- When the last one was written, or tried.
  last_on date not null,
  primary key (territory_id, id)
);
