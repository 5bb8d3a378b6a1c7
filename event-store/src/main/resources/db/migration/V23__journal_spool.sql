-- Which batch of notes that a process kept in files is in a tenant's journal: written with the batch, so that none comes
-- in twice, whenever the process was killed. The rows of a process go with its files.
create table journal_spool (
  spool uuid not null,
  tenant text collate "C" not null,
  batch bigint not null check (batch > 0),
  primary key (spool, tenant)
) with (fillfactor = 50);

grant select, insert, update, delete on journal_spool to "${runtime_role}";
