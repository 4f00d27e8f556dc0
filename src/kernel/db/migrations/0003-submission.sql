-- Forms that were sent, and where they led: sent again, by a double click or a retry, they do their work once.
create table kernel.submission (
  id uuid not null,
  -- Account, or « visitor ».
  sender text not null,
  location text,
  at timestamptz not null,
  primary key (id, sender)
);
create index submission_at on kernel.submission (at);
