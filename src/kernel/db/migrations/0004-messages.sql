-- What leaves for a mailbox or a telephone (src/kernel/mail). A row is written with what it tells of, and handed over after.
create table kernel.message (
  id uuid primary key,
  -- What makes it one message: asked for twice, it leaves once. Outlives the content.
  key text not null unique,
  channel text not null check (channel in ('mail', 'sms')),
  -- waiting: to be handed over. kept: no server is configured, it stays. sent: accepted. failed: never left. bounced: came back.
  state text not null check (state in ('waiting', 'kept', 'sent', 'failed', 'bounced')),
  -- Keyed digest of the folded address: what can still be recognised once the address is blanked.
  recipient_digest text not null,
  locale text not null,
  -- A message that its recipient cannot do without: no « unsubscribe ».
  is_duty boolean not null,
  created_at timestamptz not null,
  -- Since when it has been tried: its creation, or when it was asked to be sent again.
  waiting_since timestamptz not null,
  -- When it came to its present state, where that is no longer « waiting ».
  settled_at timestamptz,
  attempts integer not null default 0,
  -- The server's last words, without the address.
  last_failure text,
  -- The content: personal, blanked some days after.
  recipient text,
  sender_name text,
  reply_to text,
  subject text,
  body text,
  html text,
  unsubscribe_url text,
  check ((state = 'waiting') = (settled_at is null)),
  check (state <> 'waiting' or (recipient is not null and body is not null))
);
create index message_state on kernel.message (state, id);
create index message_recipient on kernel.message (recipient_digest);
create index message_content on kernel.message (created_at) where recipient is not null;

-- Mailboxes that do not exist: nothing is sent there any more.
create table kernel.dead_address (
  digest text primary key,
  -- The status that the mail server gave: 5.1.1.
  reason text not null,
  since timestamptz not null
);
