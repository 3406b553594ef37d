#!/usr/bin/env bash
# Which lines of C the tests run: builds with gcov, runs the tests and prints a table of the files and of src/core and src/pg in all.
#
#   scripts/coverage.sh [--in FOLDER] [--missed] [--record FOLDER] [PART [NAME...]]...
#
#   PART, NAME   as for scripts/test.sh; all of its short mode without any
#   --in         keeps build and counts in the folder: the counts of further runs there are added
#   --missed     prints the lines that did not run, too
#   --record     leaves the table in the folder, as coverage.tsv; doc/testing.md is made of it
#
# A line counts as run if the library in the server, a unit test or the program that compiles the lexicons ran it. Processes that were
# killed told nothing of theirs. Tests that fail (a build for gcov is slow) are shown, and do not end this.
. "$(dirname "$0")/lib.sh"

folder=
missed=
record=
tests=()
while [ $# -gt 0 ]
do
	case $1 in
		-h | --help) sed -n '2,/^\./s/^# \{0,1\}//p' "$0" | sed '$d'; exit 0 ;;
		--in) [ $# -gt 1 ] || die "--in wants a folder"; folder=$2; shift ;;
		--missed) missed=--missed ;;
		--record) [ $# -gt 1 ] || die "--record wants a folder"; mkdir -p "$2"; record=$(cd "$2" && pwd); shift ;;
		-*) die "unknown argument '$1' (try --help)" ;;
		*) tests+=("$1") ;;
	esac
	shift
done
have gcov || die "needs gcov, which comes with gcc"
WORK=$(mkdir -p "${folder:=$(mktemp -d "${TMPDIR:-/tmp}/smartdip-coverage-XXXXXX")}" && cd "$folder" && pwd)

# Counts are written when a process ends, under this folder by the object's whole path. The server runs as another user than make,
# perhaps, and makes its folders for itself alone: so they are made here.
export GCOV_PREFIX=$WORK/counts
(cd "$SOURCE" && find src/core src/pg -type d) | sed "s#^#$GCOV_PREFIX$WORK/src/#" | xargs mkdir -p
mkdir -p "$GCOV_PREFIX$WORK/src/src/core/generated"
find "$GCOV_PREFIX" -type d ! -perm -777 -exec chmod 777 {} +

COPT='-O1 --coverage' "$SOURCE/scripts/test.sh" --in "$WORK" ${tests[@]+"${tests[@]}"} >&2 || true
[ -z "$record" ] || echo "${tests[*]:-data unit regress isolation tap}" >"$record/coverage.of"
perl "$SOURCE/scripts/coverage.pl" $missed "$WORK/src" "$GCOV_PREFIX" | tee ${record:+"$record/coverage.tsv"}
[ -n "$missed" ] || say "the lines that did not run: perl scripts/coverage.pl --missed $WORK/src $GCOV_PREFIX"
