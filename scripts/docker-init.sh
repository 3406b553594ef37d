#!/usr/bin/env bash
# Run by the image of the Dockerfile when it makes its cluster: smartdip in a schema of its own, in the database of the
# container and in the template of those that are made later, and found there without its schema's name.
set -e
for database in template1 "$POSTGRES_DB"
do
	psql -Xq -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$database" -c 'CREATE SCHEMA smartdip' -c 'CREATE EXTENSION smartdip SCHEMA smartdip' \
		-c 'GRANT USAGE ON SCHEMA smartdip TO PUBLIC'
done
psql -Xq -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "ALTER SYSTEM SET search_path = \"\$user\", public, smartdip"
