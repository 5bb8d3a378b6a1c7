-- What the read models are kept by. The models themselves live in generations: schemas query_g1, query_g2, ..,
-- of which the pointer names the one that is read.

CREATE TABLE mandate.query_generation (
  number      integer PRIMARY KEY,
  fingerprint text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE mandate.query_generation IS
  'The generations of read models that exist. The fingerprint tells the shape of their tables.';

CREATE TABLE mandate.query_pointer (
  the_only_row boolean PRIMARY KEY DEFAULT true CHECK (the_only_row),
  generation   integer REFERENCES mandate.query_generation
);

COMMENT ON TABLE mandate.query_pointer IS 'The generation that is read; null before the first was made.';

INSERT INTO mandate.query_pointer DEFAULT VALUES;

CREATE TABLE mandate.projection_position (
  tenant            text COLLATE "C" NOT NULL,
  generation        integer NOT NULL REFERENCES mandate.query_generation ON DELETE CASCADE,
  seq               bigint NOT NULL CHECK (seq >= 0),
  recorded_at       timestamptz,
  parked_seq        bigint CHECK (parked_seq > seq),
  parked_at         timestamptz,
  parked_projection text,
  parked_reason     text,
  retry             boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant, generation)
) WITH (fillfactor = 50);

COMMENT ON TABLE mandate.projection_position IS
  'How far each tenant''s read models have come. A parked tenant stands before the commit at parked_seq, which failed.';

CREATE INDEX projection_position_parked ON mandate.projection_position (generation, tenant)
  WHERE parked_seq IS NOT NULL;

-- The runtime role may not create schemas. It asks for the next generation, and owns what it makes inside of it.
CREATE FUNCTION mandate.create_query_generation(fingerprint text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made integer;
BEGIN
  SELECT coalesce(max(g.number), 0) + 1 INTO made FROM mandate.query_generation g;
  EXECUTE format('CREATE SCHEMA query_g%s', made);
  EXECUTE format('GRANT USAGE, CREATE ON SCHEMA query_g%s TO %I', made, '${runtime_role}');
  INSERT INTO mandate.query_generation (number, fingerprint) VALUES (made, fingerprint);
  RETURN made;
END
$$;

-- Drops a generation that is not read. The schema's owner may drop what the runtime role made in it.
CREATE FUNCTION mandate.drop_query_generation(unread integer) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM mandate.query_pointer p WHERE p.generation = unread) THEN
    RAISE EXCEPTION 'generation % is being read', unread USING ERRCODE = 'object_in_use';
  END IF;
  DELETE FROM mandate.query_generation g WHERE g.number = unread;
  EXECUTE format('DROP SCHEMA IF EXISTS query_g%s CASCADE', unread);
END
$$;

REVOKE ALL ON FUNCTION mandate.create_query_generation(text), mandate.drop_query_generation(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mandate.create_query_generation(text), mandate.drop_query_generation(integer)
  TO "${runtime_role}";
GRANT SELECT ON mandate.query_generation TO "${runtime_role}";
GRANT SELECT, UPDATE ON mandate.query_pointer TO "${runtime_role}";
GRANT SELECT, INSERT, UPDATE ON mandate.projection_position TO "${runtime_role}";
