#!/usr/bin/env bash
# Measures smartdip against what one would do without it, side by side in one run, and prints a table of ratios.
#
#   scripts/bench.sh events [--rows N] [--rounds N] [--loading] FILE...
#   scripts/bench.sh power [--rows N] [--rounds N]
#   scripts/bench.sh text [--rounds N] [--megabytes N] [FILE]
#   scripts/bench.sh names [--rows N] [--rounds N] FILE
#   scripts/bench.sh retrieval FILE
#   scripts/bench.sh themes [--rounds N] [--megabytes N] [FILE]
#   scripts/bench.sh concepts [--verbose] FOLDER
#   scripts/bench.sh histories [--rows N] [--rounds N] [--duckdb FOLDER [--threads N]] [--no-sql] FILE...
#   scripts/bench.sh scaling [--rows N] [--rounds N] FILE...
#
#   events   the GDELT 2.0 file(s), repeated to at least N rows (default 1000000), loaded three ways: as text columns,
#            as a narrow table made by hand, and as smartdip columns; then size, loading and queries of each; --loading: nothing but loading by the clock,
#            for many rows
#   power    power profiles against sixteen real columns, arrays, jsonb and contrib's cube: averages, union, distance,
#            nearest neighbours, over N rows (default 1000000)
#   text     parser, tsvectors and headlines of English and Arabic against the server's own configurations, over the
#            sample texts or the columns en and ar of FILE, N MB (default 4) a measurement; hard inputs; memory
#   names    right names first and precision in a file of names in both scripts (name, Arabic letters, count), against
#            trigrams and edit distance; an indexed search in N full names (default 200000) against a sequential one
#   retrieval  the documents of a file of two languages (doc, line, en, ar) by their headlines, within and across the
#            languages: MRR@10, recall at 1 and 10; with concepts and names, without, and the server's configurations
#   themes   texts tagged with themes against the server's thesaurus and regular expressions of the same terms, over the
#            sample texts or the columns en and ar of FILE; user lexicons of 1,000 to 100,000 terms
#   concepts  the share of pairs of translation that have a concept in common, of opposites and rivals that do, and of words
#            that stand in a concept that is none of theirs, by the lists of FOLDER (see bench/concepts.pl)
#   histories  histories of all pairs against the rows that they are made of, in SQL and in DuckDB on one thread, or N by the clock
#            (FOLDER is where npm installed @duckdb/node-api): size, making, Goldstein by month, transitions, reply latency, a pattern
#   scaling  the GDELT 2.0 file(s), repeated to at least N rows (default 300000): what a row takes, and doc/scaling.md's advice with and
#            without: statistics, BRIN, rollups, two servers
#
# Works in a folder of its own with a private copy of PostgreSQL. Times are CPU time of the backend, the median of
# the rounds (default 5); no parallel workers, no JIT; the tables fit into the server's memory.
. "$(dirname "$0")/lib.sh"

[ $# -gt 0 ] || set -- --help
case $1 in
	-h | --help) sed -n '2,34s/^# \{0,1\}//p' "$0"; exit 0 ;;
	events | power | text | names | retrieval | themes | concepts | histories | scaling) bench=$1; shift ;;
	*) die "unknown benchmark '$1' (try --help)" ;;
esac

WORK=$(mktemp -d "${TMPDIR:-/tmp}/smartdip-bench-XXXXXX")
chmod 755 "$WORK"
trap 'stop_cluster; rm -rf "$WORK"' EXIT

set_up perl-zip
# Room for all tables: what the kernel does with files would otherwise drown what is measured.
SERVER_SETTINGS='shared_buffers = 2GB'
start_cluster --locale=C
psql -Xq -d postgres -c 'CREATE DATABASE bench'
PGDATABASE=bench psql -Xq -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION smartdip' -c 'CREATE EXTENSION pg_trgm'
printf 'smartdip %s, PostgreSQL %s, %s, %s cores\n\n' "$(psql -XAtq -d bench -c 'SELECT smartdip_version()')" \
	"$(psql -XAtq -d bench -c 'SHOW server_version')" \
	"$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)"
PGDATABASE=bench WORK=$WORK perl -I"$SOURCE/bench" "$SOURCE/bench/$bench.pl" "$@"
