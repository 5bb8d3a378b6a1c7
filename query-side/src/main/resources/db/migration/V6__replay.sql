-- Replays: read models made again beside the ones that are read, compared with them, and put in their place.

ALTER TABLE mandate.query_pointer ADD COLUMN moved_at timestamptz NOT NULL DEFAULT clock_timestamp();

COMMENT ON COLUMN mandate.query_pointer.moved_at IS 'Since when; what was read before is dropped some seconds later.';

CREATE TABLE mandate.replay (
  id                text COLLATE "C" PRIMARY KEY,
  -- whose rows alone are made and compared; null: those of all tenants
  tenant            text COLLATE "C",
  models            text[] NOT NULL,
  pace              text NOT NULL CHECK (pace IN ('PACED', 'FULL')),
  up_to             timestamptz,
  -- whether it stops at the positions in replay_target instead of those of the models that are read
  bounded           boolean NOT NULL,
  asked_tenant      text COLLATE "C" NOT NULL,
  asked_kind        text NOT NULL,
  asked_by          text COLLATE "C" NOT NULL,
  asked_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  state             text NOT NULL DEFAULT 'REQUESTED' CHECK (state IN
    ('REQUESTED', 'BUILDING', 'COMPARING', 'READY', 'HELD', 'SWITCHING', 'SWITCHED', 'COMPARED', 'ABANDONED', 'FAILED')),
  wish              text CHECK (wish IN ('COMPARE', 'CONTINUE', 'SWITCH', 'ABANDON')),
  generation        integer,
  -- how far it is: indexes of its own models made, the other models copied, all models followed with one position
  indexed           boolean NOT NULL DEFAULT false,
  copied            boolean NOT NULL DEFAULT false,
  whole             boolean NOT NULL,
  events_per_second bigint NOT NULL DEFAULT 0,
  failure           text,
  compared_at       timestamptz,
  listed            bigint NOT NULL DEFAULT 0,
  finished_at       timestamptz
);

COMMENT ON TABLE mandate.replay IS 'Who had read models made again, and what became of it.';

-- One at a time, over all tenants: this is what refuses the second.
CREATE UNIQUE INDEX replay_unfinished ON mandate.replay ((true)) WHERE finished_at IS NULL;

CREATE TABLE mandate.replay_target (
  tenant text COLLATE "C" NOT NULL,
  replay text COLLATE "C" NOT NULL REFERENCES mandate.replay ON DELETE CASCADE,
  seq    bigint NOT NULL CHECK (seq >= 0),
  PRIMARY KEY (tenant, replay)
);

CREATE TABLE mandate.replay_comparison (
  tenant         text COLLATE "C" NOT NULL,
  replay         text COLLATE "C" NOT NULL REFERENCES mandate.replay ON DELETE CASCADE,
  model          text COLLATE "C" NOT NULL,
  table_name     text COLLATE "C" NOT NULL,
  live_seq       bigint NOT NULL,
  rebuilt_seq    bigint NOT NULL,
  live_rows      bigint NOT NULL,
  rebuilt_rows   bigint NOT NULL,
  live_digest    text NOT NULL,
  rebuilt_digest text NOT NULL,
  -- null where the two stand at different positions and so cannot be compared
  differing      bigint,
  PRIMARY KEY (tenant, replay, table_name)
);

CREATE INDEX replay_comparison_page ON mandate.replay_comparison (replay, table_name, tenant);

CREATE TABLE mandate.replay_difference (
  tenant     text COLLATE "C" NOT NULL,
  replay     text COLLATE "C" NOT NULL REFERENCES mandate.replay ON DELETE CASCADE,
  number     bigint NOT NULL,
  table_name text COLLATE "C" NOT NULL,
  key        jsonb NOT NULL,
  columns    text[] NOT NULL,
  live       jsonb,
  rebuilt    jsonb,
  PRIMARY KEY (tenant, replay, number)
);

COMMENT ON TABLE mandate.replay_difference IS
  'Rows that differ, without any personal text: of such columns it is only kept that there is a value.';

CREATE INDEX replay_difference_page ON mandate.replay_difference (replay, number);

-- A number is never used twice, so that a finished replay names its own generation for ever.
CREATE OR REPLACE FUNCTION mandate.create_query_generation(fingerprint text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made integer;
BEGIN
  SELECT greatest(coalesce((SELECT max(g.number) FROM mandate.query_generation g), 0),
                  coalesce((SELECT max(r.generation) FROM mandate.replay r), 0)) + 1 INTO made;
  EXECUTE format('CREATE SCHEMA query_g%s', made);
  EXECUTE format('GRANT USAGE, CREATE ON SCHEMA query_g%s TO %I', made, '${runtime_role}');
  INSERT INTO mandate.query_generation (number, fingerprint) VALUES (made, fingerprint);
  RETURN made;
END
$$;

GRANT SELECT, INSERT, UPDATE ON mandate.replay TO "${runtime_role}";
GRANT SELECT, INSERT, DELETE ON mandate.replay_target, mandate.replay_comparison, mandate.replay_difference
  TO "${runtime_role}";
