-- The log. What is in domain_event and access_journal stays as it was written: by grants, and by a trigger that the
-- owner meets as well.

revoke all on schema mandate from public;
grant usage on schema mandate to "${runtime_role}";

-- The one clock of recorded history. Tests replace it to date what they do; a production start refuses a replaced one.
create function event_time() returns timestamptz
  language sql volatile
  as 'select clock_timestamp()';

create function refuse_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception '% on %.% is refused: what was written there stays', tg_op, tg_table_schema, tg_table_name
    using errcode = 'object_not_in_prerequisite_state';
end
$$;

-- Which store this is. The origin names the database it was made in; after a restore the two differ, and the id is renewed.
create table store_identity (
  one boolean primary key default true check (one),
  store_id text not null check (store_id ~ '^[a-z0-9]{1,32}$'),
  origin text not null,
  since timestamptz not null default clock_timestamp()
);

-- One row for each tenant: its lock, its position, and the instant up to which its history is closed.
create table tenant_head (
  tenant text collate "C" primary key,
  seq bigint not null default 0 check (seq >= 0),
  recorded_at timestamptz not null default 'epoch'
) with (fillfactor = 50);

-- global_index is internal to the database: it is not the order of commits. seq is.
create table domain_event (
  global_index bigint generated always as identity primary key,
  tenant text collate "C" not null,
  seq bigint not null check (seq > 0),
  commit_seq bigint not null,
  recorded_at timestamptz not null,
  event_id uuid not null,
  aggregate_id text collate "C" not null,
  sequence_no bigint not null check (sequence_no >= 0),
  aggregate_type text not null,
  ts text not null,
  payload_type text not null,
  payload_rev text not null,
  actor text not null,
  payload bytea not null,
  metadata bytea not null,
  constraint domain_event_position_uq unique (tenant, seq),
  constraint domain_event_stream_uq unique (tenant, aggregate_id, sequence_no),
  constraint domain_event_commit_ck check (commit_seq >= seq),
  constraint domain_event_tenant_ck check (starts_with(aggregate_id, tenant || '/'))
);

create trigger append_only before update or delete or truncate on domain_event
  for each statement execute function refuse_change();

-- The last position recorded at or before a moment. recorded_at rises with seq, so that halving finds it without an index
-- of its own; all events of a commit share it, so that what is found ends a commit.
create function seq_at(of_tenant text, moment timestamptz) returns bigint
  language plpgsql stable
  as $$
declare
  low bigint := 0;
  high bigint;
  middle bigint;
  found_at timestamptz;
begin
  select seq into high from mandate.tenant_head where tenant = of_tenant;
  while low < high loop
    middle := (low + high + 1) / 2;
    select recorded_at into strict found_at from mandate.domain_event where tenant = of_tenant and seq = middle;
    if found_at <= moment then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end
$$;

-- Which master keys this store was used with: something only the right key opens. The keys themselves are elsewhere.
create table master_key_epoch (
  epoch int primary key check (epoch > 0),
  proof bytea not null,
  since timestamptz not null default clock_timestamp()
);

create table tenant_key (
  tenant text collate "C" primary key,
  epoch int not null references master_key_epoch (epoch),
  wrapped bytea not null
);

-- The key of one person, or of one change set's reason. A destroyed one keeps its row, so that it is never made again.
create table subject_key (
  tenant text collate "C" not null,
  key_id text collate "C" not null,
  wrapped bytea,
  destroyed_at timestamptz,
  primary key (tenant, key_id),
  constraint subject_key_destroyed_ck check ((wrapped is null) = (destroyed_at is not null))
);

create function refuse_revival() returns trigger
  language plpgsql
  as $$
begin
  raise exception 'the key % is destroyed', old.key_id using errcode = 'object_not_in_prerequisite_state';
end
$$;

create trigger destroyed_for_ever before update on subject_key
  for each row when (old.wrapped is null) execute function refuse_revival();

-- The access journal: dense and chained for each tenant; the head is its lock.
create table journal_head (
  tenant text collate "C" primary key,
  seq bigint not null default 0,
  recorded_at timestamptz not null default 'epoch',
  hash bytea not null
) with (fillfactor = 50);

create table access_journal (
  tenant text collate "C" not null,
  seq bigint not null check (seq > 0),
  recorded_at timestamptz not null,
  entry bytea not null,
  hash bytea not null,
  primary key (tenant, seq)
);

create trigger append_only before update or delete or truncate on access_journal
  for each statement execute function refuse_change();

-- Counts of a minute that still runs. When it is over they become one row of the chain each.
create table journal_count (
  minute timestamptz not null,
  tenant text collate "C" not null,
  kind text not null,
  actor_kind text not null,
  actor text collate "C" not null,
  token text collate "C" not null,
  what text collate "C" not null,
  uses bigint not null,
  primary key (tenant, minute, kind, actor_kind, actor, token, what)
) with (fillfactor = 70);
create index journal_count_minute on journal_count (minute);

grant select on store_identity to "${runtime_role}";
grant select, insert, update on tenant_head, subject_key, journal_head, tenant_key to "${runtime_role}";
grant select, insert on domain_event, access_journal, master_key_epoch to "${runtime_role}";
grant select, insert, update, delete on journal_count to "${runtime_role}";
