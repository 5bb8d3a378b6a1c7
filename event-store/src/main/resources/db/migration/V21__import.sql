-- A store that is made from an export is a restored one: whose it was, and that it must not serve before the erasure ledger
-- was applied, is said in the transaction that fills it. The runtime role may say this of an empty store, and no more.
create function restored_from(of_lineage text) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $$
begin
  if exists (select from mandate.tenant_head) then
    raise exception 'a store with tenants is not restored' using errcode = 'object_not_in_prerequisite_state';
  end if;
  update mandate.store_identity set lineage = of_lineage, erasures_applied = false;
end
$$;

revoke all on function restored_from(text) from public;
grant execute on function restored_from(text) to "${runtime_role}";
