-- What one aggregate cannot guard: unique names and the delete guard, written in the transaction that appends the
-- events, always under the tenant's lock. Everything here but idempotency can be rebuilt from the events.
-- Every key begins with the tenant.

-- Ids are never used again, not even after their thing is gone.
CREATE TABLE mandate.used_id (
  tenant text COLLATE "C" NOT NULL,
  kind   text NOT NULL,
  id     text NOT NULL,
  PRIMARY KEY (tenant, kind, id)
);

-- One row per living profile.
CREATE TABLE mandate.profile_name (
  tenant text COLLATE "C" NOT NULL,
  name    text NOT NULL,
  profile text NOT NULL,
  PRIMARY KEY (tenant, name),
  CONSTRAINT profile_name_profile UNIQUE (tenant, profile)
);

CREATE TABLE mandate.profile_code (
  tenant text COLLATE "C" NOT NULL,
  code    text NOT NULL,
  profile text NOT NULL,
  PRIMARY KEY (tenant, code),
  CONSTRAINT profile_code_profile UNIQUE (tenant, profile)
);

-- Which principal (person, service or page) has which living profile: the delete guard.
CREATE TABLE mandate.assignment (
  tenant text COLLATE "C" NOT NULL,
  principal text NOT NULL,
  profile   text NOT NULL,
  PRIMARY KEY (tenant, principal),
  CONSTRAINT assignment_profile FOREIGN KEY (tenant, profile) REFERENCES mandate.profile_name (tenant, profile)
);
CREATE INDEX assignment_by_profile ON mandate.assignment (tenant, profile);

-- Keyed hashes only: a name of a person is never stored in clear here.
CREATE TABLE mandate.username (
  tenant text COLLATE "C" NOT NULL,
  hash      bytea NOT NULL,
  principal text  NOT NULL,
  PRIMARY KEY (tenant, hash),
  CONSTRAINT username_principal UNIQUE (tenant, principal)
);

CREATE TABLE mandate.external_identity (
  tenant text COLLATE "C" NOT NULL,
  hash      bytea NOT NULL,
  principal text  NOT NULL,
  provider  text  NOT NULL,
  PRIMARY KEY (tenant, hash),
  CONSTRAINT external_identity_principal UNIQUE (tenant, principal, provider)
);

-- One row per change that came with an Idempotency-Key, written by the transaction of the change itself: a retry after
-- an unknown outcome finds the row exactly if the change was committed. Refused changes leave none.
CREATE TABLE mandate.idempotency (
  tenant text COLLATE "C" NOT NULL,
  actor       text        NOT NULL,
  operation   text        NOT NULL,
  key         text        NOT NULL,
  body_hash   bytea       NOT NULL,
  seq         bigint      NOT NULL,
  answer      jsonb       NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, actor, operation, key)
);
CREATE INDEX idempotency_by_age ON mandate.idempotency (recorded_at);

GRANT SELECT, INSERT ON mandate.used_id TO "${runtime_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON mandate.profile_name, mandate.profile_code, mandate.assignment,
  mandate.username, mandate.external_identity, mandate.idempotency TO "${runtime_role}";
