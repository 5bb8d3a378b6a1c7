-- One replay that operators asked for and one that a tenant asked for can be unfinished at once: the tenant's is then about
-- to be abandoned, and the other waits until that is done.
DROP INDEX mandate.replay_unfinished;
CREATE UNIQUE INDEX replay_unfinished ON mandate.replay ((asked_tenant = 'system')) WHERE finished_at IS NULL;

-- How often a tenant asked within a day.
CREATE INDEX replay_asked ON mandate.replay (asked_tenant, asked_at);
