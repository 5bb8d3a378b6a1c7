-- Work in bulk: what was sent, what is done, what became of each item. An item's result is written in the transaction
-- that carries the item out, so a job that is continued elsewhere repeats nothing.
-- Not history: finished jobs are kept for a while and then removed. Every key begins with the tenant.

CREATE TABLE mandate.job (
  tenant text COLLATE "C" NOT NULL,
  job         text        NOT NULL,
  kind        text        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('RECEIVING', 'WAITING', 'RUNNING', 'DONE')),
  -- who asked for it, as its credential proved then; whether it still holds is asked again for every batch
  actor_kind  text        NOT NULL,
  actor       text        NOT NULL,
  token       text,
  rights      text[]      NOT NULL,
  operator    boolean     NOT NULL,
  correlation text        NOT NULL,
  -- sealed under the actor's key
  ip          bytea,
  user_agent  bytea,
  reason      bytea,
  key         text,
  body_hash   bytea,
  items       integer     NOT NULL DEFAULT 0,
  done        integer     NOT NULL DEFAULT 0,
  -- the line up to which all is done, so that the next batch is found without passing over the ones before
  last_line   integer     NOT NULL DEFAULT 0,
  changed     integer     NOT NULL DEFAULT 0,
  rejected    integer     NOT NULL DEFAULT 0,
  warnings    jsonb       NOT NULL DEFAULT '[]',
  position    text,
  -- which node works on it, and until when the others leave it alone
  worker      text,
  lease_until timestamptz,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  touched_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  PRIMARY KEY (tenant, job)
);
CREATE UNIQUE INDEX job_by_key ON mandate.job (tenant, actor_kind, actor, key) WHERE key IS NOT NULL;
CREATE INDEX job_to_do ON mandate.job (touched_at) WHERE state <> 'DONE';
CREATE INDEX job_finished ON mandate.job (finished_at) WHERE state = 'DONE';

CREATE TABLE mandate.job_item (
  tenant text COLLATE "C" NOT NULL,
  job     text    NOT NULL,
  line    integer NOT NULL,
  content bytea   NOT NULL,
  -- null: not yet carried out
  status  text CHECK (status IN ('DONE', 'UNCHANGED', 'REJECTED')),
  code    text,
  parameters jsonb,
  PRIMARY KEY (tenant, job, line),
  CONSTRAINT job_item_job FOREIGN KEY (tenant, job) REFERENCES mandate.job (tenant, job) ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON mandate.job, mandate.job_item TO "${runtime_role}";
