-- The erasure ledger names every key that was destroyed, outside of the database. Here is how much of it this database
-- has taken into account: a database that was restored has taken in less than the ledger says.

-- The lineage stays through backups and restores, and tells whose ledger a ledger is. A store that was restored is not
-- served before the keys that were destroyed since are destroyed again.
alter table store_identity
  add column lineage text not null default replace(gen_random_uuid()::text, '-', ''),
  add column erasures_applied boolean not null default true;

create table erasure_ledger (
  ledger text collate "C" primary key,
  taken bigint not null check (taken >= 0)
);

comment on table erasure_ledger is 'Files of the ledger, and up to which byte each is taken into account.';

create table reapplied_erasure (
  tenant text collate "C" not null,
  key_id text collate "C" not null,
  reapplied_at timestamptz not null default clock_timestamp(),
  primary key (tenant, key_id)
);

comment on table reapplied_erasure is
  'Keys destroyed again after a restore whose person still lives in the restored log: to be deleted there, too.';

grant select, insert on erasure_ledger to "${runtime_role}";
grant select, delete on reapplied_erasure to "${runtime_role}";

-- A store that had no ledger so far begins one with what is destroyed already.
create index subject_key_destroyed on subject_key (tenant, key_id) where wrapped is null;
