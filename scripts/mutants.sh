#!/usr/bin/env bash
# Do the tests see a fault? Plants those of test/mutants one at a time in a copy of the sources, runs the test that has to tell,
# and prints a table. A fault that no test tells, and a patch that fits nowhere any more, are failures.
#
#   scripts/mutants.sh [--in FOLDER] [--record FOLDER] [NAME...]
#
#   NAME      a patch, without folder and ending; all without any
#   --in      keeps build and cluster in the folder: the next run there is quicker
#   --record  leaves the table in the folder, as mutants.tsv; doc/testing.md is made of it
. "$(dirname "$0")/lib.sh"

folder=
record=
names=()
while [ $# -gt 0 ]
do
	case $1 in
		-h | --help) sed -n '2,/^\./s/^# \{0,1\}//p' "$0" | sed '$d'; exit 0 ;;
		--in) [ $# -gt 1 ] || die "--in wants a folder"; folder=$2; shift ;;
		--record) [ $# -gt 1 ] || die "--record wants a folder"; mkdir -p "$2"; record=$(cd "$2" && pwd); shift ;;
		-*) die "unknown argument '$1' (try --help)" ;;
		*) [ -f "$SOURCE/test/mutants/$1.patch" ] || die "there is no test/mutants/$1.patch"; names+=("$1") ;;
	esac
	shift
done
[ ${#names[@]} -gt 0 ] || mapfile -t names < <(cd "$SOURCE/test/mutants" && ls ./*.patch | sed 's#^\./##; s#\.patch$##')

WORK=${folder:-$(mktemp -d "${TMPDIR:-/tmp}/smartdip-mutants-XXXXXX")}
mkdir -p "$WORK" && WORK=$(cd "$WORK" && pwd)
chmod 755 "$WORK"
[ -n "$folder" ] || trap 'rm -rf "$WORK"' EXIT
export SMARTDIP_SHARED=${SMARTDIP_SHARED:-$SOURCE/../shared}
TREE=$WORK/src
copy_sources
# The gate of the concepts would stop the build of a fault before a test could tell it.
sed -i -E 's/\t[0-9]+$/\t999999/' "$TREE/test/data/language/gate_limit.tsv"

# of NAME MEMBER: what the patch says.
of() { perl -I"$SOURCE/test/mutants" -MMutant=read_mutant -e 'print read_mutant($ARGV[0])->{$ARGV[1]}' "$SOURCE/test/mutants/$1.patch" "$2"; }
run_tests() { "$TREE/scripts/test.sh" --in "$WORK/run" "$@" >"$WORK/run.log" 2>&1; }

# What an earlier run here compiled may have a fault in it.
for name in "$SOURCE"/test/mutants/*.patch
do
	touch "$TREE/$(of "$(basename "$name" .patch)" file)"
done

# Without a fault they have to pass, or a failure would say nothing.
mapfile -t tests < <(for name in "${names[@]}"; do echo "$(of "$name" part) $(of "$name" test)"; done | sort -u |
	awk '{ tests[$1] = tests[$1] " " $2 } END { for (part in tests) print part tests[part] }')
step "the tests without a fault: ${tests[*]}"
# shellcheck disable=SC2086
run_tests ${tests[*]} || { tail -n 30 "$WORK/run.log" >&2; die "a test fails without any fault"; }

survived=0
printf 'mutant\tfile\tfault\ttest\toutcome\tby\n' >"$WORK/mutants.tsv"
for name in "${names[@]}"
do
	file=$(of "$name" file) part=$(of "$name" part) test=$(of "$name" test)
	perl -I"$SOURCE/test/mutants" -MMutant=read_mutant,plant -e 'plant(read_mutant($ARGV[0]), $ARGV[1])' "$SOURCE/test/mutants/$name.patch" "$TREE" ||
		die "the patch $name does not apply"
	outcome=survived by=-
	if ! run_tests "$part" "$test"; then
		# What does not build has been seen by no test.
		grep -q "^== $part" "$WORK/run.log" || { tail -n 20 "$WORK/run.log" >&2; die "with the fault $name nothing can be tested"; }
		outcome=caught
		by=$(grep -ahE '^not ok|FAILED|^SUMMARY: ' "$WORK/run.log" | head -n 1 | sed -E 's/^not ok [0-9]+ *[-+]? *//; s/^test (.*[^ ]) +\.\.\. FAILED.*/expected\/\1.out/; s/ +[0-9]+ ms$//; s/\t/ /g')
	fi
	[ "$outcome" = caught ] || survived=$((survived + 1))
	printf '%s\t%s\t%s\t%s %s\t%s\t%s\n' "$name" "$file" "$(of "$name" fault)" "$part" "$test" "$outcome" "$by" | tee -a "$WORK/mutants.tsv"
	# A new time, so that make builds it anew.
	cp "$SOURCE/$file" "$TREE/$file"
done
[ -z "$record" ] || cp "$WORK/mutants.tsv" "$record/"
echo "${#names[@]} faults, $((${#names[@]} - survived)) caught, $survived survived"
[ "$survived" -eq 0 ]
