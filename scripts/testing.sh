#!/usr/bin/env bash
# Makes doc/testing.md anew: runs the tests, measures their coverage, plants the mutants, and writes what came out into the page.
#
#   scripts/testing.sh [--long] [--record FOLDER] [STEP...]
#
#   STEP      tests coverage mutants page     (default: all, in this order)
#   --record  keeps what the steps left in the folder (default: results/testing in the checkout), so that a later run can make
#             one of them again and "page" alone writes the page from what is there
#   --long    of the tests: random ones and fuzz targets have more time
#
# A page of a commit is made on that commit. All takes an hour on two cores.
. "$(dirname "$0")/lib.sh"

record=$SOURCE/results/testing
long=
steps=()
while [ $# -gt 0 ]
do
	case $1 in
		-h | --help) sed -n '2,/^\./s/^# \{0,1\}//p' "$0" | sed '$d'; exit 0 ;;
		--long) long=--long ;;
		--record) [ $# -gt 1 ] || die "--record wants a folder"; record=$2; shift ;;
		tests | coverage | mutants | page) steps+=("$1") ;;
		*) die "unknown argument '$1' (try --help)" ;;
	esac
	shift
done
[ ${#steps[@]} -gt 0 ] || steps=(tests coverage mutants page)
mkdir -p "$record"

# What the figures were measured on, as a sentence of the page.
about()
{
	printf 'The figures are of %s: commit %s, PostgreSQL %s, %s, %s cores.\n' "$(date -u +%F)" "$(git -C "$SOURCE" rev-parse --short HEAD 2>/dev/null || echo unknown)" \
		"$("$(find_pg_config)" --version | sed 's/^[^0-9]*\([0-9.]*\).*/\1/')" "$(gcc --version | sed -n '1s/^\(gcc\).* \([0-9.]*\)$/\1 \2/p')" "$(nproc)"
}

status=0
for what in "${steps[@]}"
do
	case $what in
		tests) about >"$record/about"; "$SOURCE/scripts/test.sh" --record "$record" $long || status=1 ;;
		coverage) "$SOURCE/scripts/coverage.sh" --record "$record" >/dev/null || status=1 ;;
		mutants) "$SOURCE/scripts/mutants.sh" --record "$record" || status=1 ;;
		page) perl "$SOURCE/scripts/testing.pl" "$record" && say "doc/testing.md is written" ;;
	esac
done
exit $status
