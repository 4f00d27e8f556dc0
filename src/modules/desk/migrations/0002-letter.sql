-- A letter of the territory to those of a list, written by its staff. Once sent, it no longer changes.
create table desk.letter (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- Those who keep structures, with an account, or the structures' own public mailboxes.
  audience text not null check (audience in ('keepers', 'structures')),
  -- Of the structures that it is about; null: any.
  theme text,
  district text,
  subject text not null check (subject <> ''),
  body text not null check (body <> ''),
  link_label text,
  link_url text,
  written_by text not null,
  written_at timestamptz not null,
  -- When its writer last got it as it stands: nobody sends what they have not read.
  tried_at timestamptz,
  sent_by text,
  sent_at timestamptz,
  primary key (territory_id, id),
  check ((link_label is null) = (link_url is null))
);
create index letter_written on desk.letter (territory_id, written_at desc, id desc);

-- To whom it goes: by reference, without an address.
create table desk.letter_recipient (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  letter_id uuid not null,
  account_id uuid,
  organisation_id uuid,
  -- told: written; refused: wants no such letters; stopped: the address no longer answers; gone: there is no address any more.
  state text not null check (state in ('waiting', 'told', 'refused', 'stopped', 'gone')),
  at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, letter_id) references desk.letter (territory_id, id),
  check (num_nonnulls(account_id, organisation_id) = 1),
  unique (territory_id, letter_id, account_id),
  unique (territory_id, letter_id, organisation_id)
);
create index letter_recipient_waiting on desk.letter_recipient (territory_id, letter_id, id) where state = 'waiting';
