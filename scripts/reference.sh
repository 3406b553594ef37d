#!/usr/bin/env bash
# Writes doc/reference.md from the comments of the extension as this checkout builds it.
. "$(dirname "$0")/lib.sh"

WORK=$(mktemp -d "${TMPDIR:-/tmp}/smartdip-reference-XXXXXX")
chmod 755 "$WORK"
trap 'stop_cluster; rm -rf "$WORK"' EXIT

set_up
start_cluster
psql -Xq -d postgres -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION smartdip' -f "$SOURCE/scripts/reference.sql" >"$WORK/reference.md"
cp "$WORK/reference.md" "$SOURCE/doc/reference.md"
say "doc/reference.md is written: $(wc -l <"$SOURCE/doc/reference.md") lines"
