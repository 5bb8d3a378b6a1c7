-- Keys that end: those of whole tenants, and master keys. A tenant's key has versions, so that it can be rotated while
-- people work: the newest one wraps, an older one still opens until nothing is wrapped under it.

alter table master_key_epoch
  add column activated_at timestamptz,
  add column destroyed_at timestamptz;
-- Until now the newest one was in use from the moment it was there.
update master_key_epoch set activated_at = since;

alter table tenant_key
  add column version int not null default 1 check (version > 0),
  add column destroyed_at timestamptz,
  alter column wrapped drop not null,
  drop constraint tenant_key_pkey,
  add primary key (tenant, version),
  add constraint tenant_key_destroyed_ck check ((wrapped is null) = (destroyed_at is not null));

create function refuse_revival_of_tenant() returns trigger
  language plpgsql
  as $$
begin
  raise exception 'version % of the key of tenant % is destroyed', old.version, old.tenant
    using errcode = 'object_not_in_prerequisite_state';
end
$$;

create trigger destroyed_for_ever before update on tenant_key
  for each row when (old.wrapped is null) execute function refuse_revival_of_tenant();

-- The version that a key is wrapped under cannot be destroyed beneath it: whoever wraps locks it by this reference.
-- A destroyed key is wrapped by none.
alter table subject_key add column tenant_key int;
update subject_key set tenant_key = 1 where wrapped is not null;
alter table subject_key
  add constraint subject_key_wrapped_ck check ((wrapped is null) = (tenant_key is null)),
  add constraint subject_key_wrapped_fk foreign key (tenant, tenant_key) references tenant_key (tenant, version);

-- An older version goes when nothing is wrapped under it any more; the newest one only ever with its tenant, and then its
-- row stays.
create function refuse_loss_of_newest() returns trigger
  language plpgsql
  as $$
begin
  if not exists (select from mandate.tenant_key t
      where t.tenant = old.tenant and t.version > old.version and t.wrapped is not null) then
    raise exception 'version % of the key of tenant % is the newest', old.version, old.tenant
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  return old;
end
$$;

create trigger newest_stays before delete on tenant_key
  for each row execute function refuse_loss_of_newest();

grant delete on tenant_key to "${runtime_role}";
grant update on master_key_epoch to "${runtime_role}";

-- Under a master key that was destroyed nothing is wrapped any more, whoever still has it.
create function refuse_destroyed_epoch() returns trigger
  language plpgsql
  as $$
begin
  if (select e.destroyed_at is not null from mandate.master_key_epoch e where e.epoch = new.epoch for key share) then
    raise exception 'epoch % of the master key is destroyed', new.epoch
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  return new;
end
$$;

create trigger wrapped_by_a_living_key before insert on tenant_key
  for each row execute function refuse_destroyed_epoch();

-- Which processes are at work, and which epochs of the master key each of them has.
create table master_key_node (
  node text primary key,
  name text not null,
  epochs int[] not null,
  seen_at timestamptz not null
) with (fillfactor = 50);
grant select, insert, update, delete on master_key_node to "${runtime_role}";
