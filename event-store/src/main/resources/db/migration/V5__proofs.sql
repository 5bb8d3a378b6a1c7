-- The hash trees over what each tenant's log and access journal hold, and what was signed of them. All of it can be made
-- again from the log; what was signed is also kept outside of the database, where this database cannot change it.

-- Where the trees of a tenant stand: sizes, the tiles at their right edges that are not full yet, and the last note.
create table proof_tree (
  tenant text collate "C" primary key,
  size bigint not null check (size >= 0),
  edge bytea not null,
  recorded_at timestamptz,
  journal_size bigint not null check (journal_size >= 0),
  journal_edge bytea not null,
  note text not null,
  anchored_size bigint not null default 0,
  anchored_journal_size bigint not null default 0,
  anchored_at timestamptz
) with (fillfactor = 50);

-- Full tiles: 256 hashes of one level, side by side. Hashes do not compress.
create table proof_tile (
  tenant text collate "C" not null,
  log text collate "C" not null check (log in ('event', 'journal')),
  level smallint not null check (level >= 0),
  number bigint not null check (number >= 0),
  hashes bytea not null check (octet_length(hashes) = 8192),
  primary key (tenant, log, level, number)
);
alter table proof_tile alter column hashes set storage external;

create trigger append_only before update or delete or truncate on proof_tile
  for each statement execute function refuse_change();

-- The notes that were anchored, as they were signed.
create table proof_checkpoint (
  tenant text collate "C" not null,
  size bigint not null,
  journal_size bigint not null,
  note text not null,
  anchored_at timestamptz not null default clock_timestamp(),
  primary key (tenant, size, journal_size)
);

create trigger append_only before update or delete or truncate on proof_checkpoint
  for each statement execute function refuse_change();

-- The public halves of the keys that sign, in the order in which they came into force. The note says that the key before
-- handed over to this one; the first key has none.
create table proof_key (
  epoch int primary key check (epoch > 0),
  public_key text not null,
  succession text,
  since timestamptz not null default clock_timestamp()
);

create trigger append_only before update or delete or truncate on proof_key
  for each statement execute function refuse_change();

grant select, insert, update on proof_tree to "${runtime_role}";
grant select, insert on proof_tile, proof_checkpoint, proof_key to "${runtime_role}";
