-- An import applies the erasure ledger of the store that a tenant comes from, in its own transaction: whoever lives on in the
-- log that it brings is noted by the role that brings it. That role may take such a row away already, once it is done.
grant insert on reapplied_erasure to "${runtime_role}";
