#!/bin/bash
# Run once by the postgres image on an empty volume: the two roles of Mandate and its database.
set -euo pipefail
# The passwords are read by psql itself: what is on a command line is seen by every process.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner_password MANDATE_OWNER_PASSWORD
\getenv runtime_password MANDATE_RUNTIME_PASSWORD
CREATE ROLE mandate_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE mandate_runtime LOGIN PASSWORD :'runtime_password';
CREATE DATABASE mandate OWNER mandate_owner;
REVOKE ALL ON DATABASE mandate FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE mandate TO mandate_runtime;
SQL
