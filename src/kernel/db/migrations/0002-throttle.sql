-- Who did something too often (src/kernel/throttle). The key is a keyed digest: neither an address nor an account is in here.
create table kernel.throttle (
  key text primary key,
  -- When all that was taken will have drained away: in the past, the row tells nothing any more.
  drained_at timestamptz not null,
  -- Whether the last one who asked was let through: what the statement that asks has to give back.
  is_allowed boolean not null
);
