-- Nodes without the owner's credential look whether the schema is what they need.
grant select on mandate.flyway_schema_history to "${runtime_role}";
