-- What requests about read models were told that came with an Idempotency-Key: the same again is told the same, and
-- nothing is done twice. Kept for seven days.
CREATE TABLE mandate.repeated_request (
  tenant       text COLLATE "C" NOT NULL,
  actor        text        NOT NULL,
  operation    text        NOT NULL,
  key          text        NOT NULL,
  request_hash bytea       NOT NULL,
  answer       text        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, actor, operation, key)
);
CREATE INDEX repeated_request_by_age ON mandate.repeated_request (recorded_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON mandate.repeated_request TO "${runtime_role}";
