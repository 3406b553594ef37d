#!/usr/bin/env bash
# Runs the tests of smartdip on this machine, installing what is missing first (as root or through sudo), and closes with
# one line "N passed, N failed".
#
#   scripts/test.sh [--keep] [--in FOLDER] [--record FOLDER] [--long] [PART [NAME...]]...
#
#   PART      data unit regress isolation tap fuzz     (default: all)
#   NAME      a test of the part: its file without folder and ending, or a TAP program's without its number
#
#   scripts/test.sh unit event_code            one test of the core; unit and data need no server
#   scripts/test.sh regress fold theme         two files of sql/
#   scripts/test.sh --in /tmp/w tap loading    keeps build and cluster in a folder: the next run there takes seconds
#
# --long lets random tests go on for longer and the fuzz targets for FUZZ_SECONDS (default 600, else 20) each, from a seed of their own for
# each run (FUZZ_SEED: default 0, else 1, so that a run can be repeated), and installs a browser
# (460 MB) that reads the reports, which the test of them skips where there is none. Fuzz targets need clang with its runtime, which is
# installed like the rest; where nothing can be installed and it is missing, they are skipped.
#
# --record keeps the log of every suite in a folder, with suites.tsv: name, seconds, passed, failed, skipped. doc/testing.md is made of it.
# COPT in the environment is for the compiler, instead of -Werror.
#
# TAP programs run beside all other parts, with a cluster of their own, where there are two processors. Fuzz targets come last,
# one at a time, and as many as there are processors when the TAP programs have ended.
#
# Works in a folder of its own with a private copy of PostgreSQL and its own clusters: runs side by side do not
# disturb each other. --keep leaves that folder in place; after a failure it is kept anyway.
. "$(dirname "$0")/lib.sh"

keep=
long=
folder=
record=
parts=()
declare -A names=()
while [ $# -gt 0 ]
do
	case $1 in
		-h | --help) sed -n '2,/^\./s/^# \{0,1\}//p' "$0"; exit 0 ;;
		--keep) keep=1 ;;
		--in) [ $# -gt 1 ] || die "--in wants a folder"; folder=$2; keep=1; shift ;;
		--record) [ $# -gt 1 ] || die "--record wants a folder"; mkdir -p "$2"; record=$(cd "$2" && pwd); shift ;;
		--long) long=1 ;;
		data | unit | regress | isolation | tap | fuzz) parts+=("$1") ;;
		-*) die "unknown argument '$1' (try --help)" ;;
		*) [ ${#parts[@]} -gt 0 ] || die "unknown argument '$1' (try --help)"
			names[${parts[-1]}]+=" $1" ;;
	esac
	shift
done
# chosen PART: the names of the part's files, all or those that were asked for: by the whole name, or without "check_" or
# a number before it.
chosen()
{
	local part=$1 name files found
	case $part in
		data) files='test/data/*.pl' ;;
		unit | fuzz) files="test/$part/*.c" ;;
		regress) files='sql/*.sql' ;;
		isolation) files='test/isolation/specs/*.spec' ;;
		tap) files='test/tap/*.pl' ;;
	esac
	files=$(cd "$SOURCE" && ls -d $files | sed 's#.*/##; s#\.[a-z]*$##')
	[ -n "${names[$part]:-}" ] || { echo "$files"; return; }
	for name in ${names[$part]}
	do
		found=$(grep -xE "([0-9]+_|check_)?$name" <<<"$files") || die "no test of '$part' is named '$name'"
		echo "$found"
	done
}

[ ${#parts[@]} -gt 0 ] || parts=(data unit regress isolation tap fuzz)
for part in "${!names[@]}"
do
	chosen "$part" >/dev/null || exit 1
done

if [ -n "$folder" ]; then
	mkdir -p "$folder"
	WORK=$(cd "$folder" && pwd)
else
	WORK=$(mktemp -d "${TMPDIR:-/tmp}/smartdip-test-XXXXXX")
fi
chmod 755 "$WORK"
[ -z "$record" ] || rm -f "$record/suites.tsv"
passed=0
failed=0
tap_args=()
beside=

finish()
{
	[ -z "$beside" ] || kill "$beside" 2>/dev/null || true
	stop_cluster
	if [ -n "$keep" ] || [ "$failed" -gt 0 ] || [ "${complete:-}" != 1 ]; then
		say "the working folder is kept: $WORK"
	else
		rm -rf "$WORK"
	fi
}
trap finish EXIT

# keep_record LOG PASSED FAILED: for --record.
keep_record()
{
	local name
	name=$(basename "$1" .log)
	cp "$1" "$record/"
	printf '%s\t%d\t%d\t%d\t%d\n' "$name" $((SECONDS - suite_began)) "$2" "$3" "$(grep -acE '^ok .*# SKIP' "$1" || true)" >>"$record/suites.tsv"
}

# tally LOG: counts TAP lines ("ok", "not ok"; SKIP counts as neither) and pg_regress' lines of PostgreSQL 15.
tally()
{
	local ok bad
	ok=$(grep -avE '# (SKIP|TODO)' "$1" | grep -acE '^ok [0-9]|^(test |     )[a-z0-9_-]+ +\.\.\. ok' || true)
	bad=$(grep -avE '# TODO' "$1" | grep -acE '^not ok [0-9]|^(test |     )[a-z0-9_-]+ +\.\.\. FAILED' || true)
	passed=$((passed + ok))
	failed=$((failed + bad))
	[ -z "$record" ] || keep_record "$1" "$ok" "$bad"
	say "== $(basename "$1" .log): $ok passed, $bad failed$(grep -aqE '# SKIP' "$1" && echo ", some skipped: $(grep -aoE '# SKIP.*' "$1" | sort | uniq -c | sort -rn | head -n 3 | xargs)")"
}

# suite NAME COMMAND...: runs it, tallies its log; a suite that fails without a failed test in its log counts one.
suite()
{
	local name=$1 log=$WORK/$1.log before=$failed status=0 suite_began=$SECONDS
	shift
	step "$name"
	"$@" >"$log" 2>&1 </dev/null || status=$?
	tally "$log"
	if [ "$status" -ne 0 ]; then
		[ "$failed" -gt "$before" ] || failed=$((failed + 1))
		say "suite '$name' ended with exit code $status: $*"
		grep -aE -A 3 '^not ok|FAILED' "$log" | head -n 40 >&2 || true
		[ ! -s "$WORK/src/regression.diffs" ] || head -n 60 "$WORK/src/regression.diffs" >&2
		tail -n 15 "$log" >&2
	fi
}

in_src() { (cd "$WORK/src" && "$@"); }
make_src() { make -C "$WORK/src" with_llvm=no PG_CONFIG="$WORK/pg_config" COPT="$COPT" "$@"; }

# Each TAP program by itself, its lines as they are: prove's summary would hide how many tests ran. One that dies is a failed test.
tap_files()
{
	local file code began log status=0
	log=$WORK/program-$BASHPID.log
	for file in "$@"
	do
		echo "# $file"
		code=0
		began=${EPOCHREALTIME/./}
		case $file in
			*.pl) in_src perl "$file" "${tap_args[@]}" || code=$? ;;
			*) in_src "$file" || code=$? ;;
		esac >"$log" 2>&1
		cat "$log"
		echo "# took $(((${EPOCHREALTIME/./} - began) / 1000)) ms"
		[ "$code" -ne 0 ] || continue
		status=1
		grep -aq '^not ok' "$log" || echo "not ok 0 - $file ended with exit code $code"
	done
	return $status
}

# The regression suite in a database made with the options given, with server settings from PGOPTIONS.
regress_in()
{
	local database=$1 options=$2
	rm -f "$WORK/src/regression.diffs"
	psql -Xq -d postgres -v ON_ERROR_STOP=1 -c "DROP DATABASE IF EXISTS $database" \
		-c "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8' $options" \
		-c "ALTER DATABASE $database SET TimeZone = 'UTC'" -c "ALTER DATABASE $database SET DateStyle = 'ISO, MDY'"
	psql -Xq -d "$database" -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION smartdip'
	make_src installcheck CONTRIB_TESTDB="$database" EXTRA_REGRESS_OPTS=--use-existing ISOLATION= "$regress"
}

# One fuzz target for its time, from its seeds on; what it found is shown below its line.
fuzz_one()
{
	local name=$1 log=$WORK/fuzz-$1.log same=()
	# Operands of comparisons are addresses, too, and the entropic schedule asks the clock: without both, a seed gives the same inputs.
	[ "$FUZZ_SEED" = 0 ] || same=(-use_cmp=0 -entropic=0)
	mkdir -p "$WORK/corpus/$name"
	if "$WORK/src/test/fuzz/bin/$name" "$WORK/corpus/$name" "$WORK/src/test/fuzz/corpus/$name" -max_total_time="$FUZZ_SECONDS" -seed="$FUZZ_SEED" "${same[@]}" -timeout=20 -artifact_prefix="$WORK/fuzz-$name-" \
		>"$log" 2>&1 </dev/null
	then
		echo "ok 1 - $name: $(sed -n 's/^Done \([0-9]* runs in [0-9]* second\).*/\1s/p' "$log")"
	else
		echo "not ok 1 - $name"
		tail -n 40 "$log"
	fi
}

# As many at a time as there are processors, but for one that the TAP programs have.
fuzz_slots()
{
	if [ -e "$WORK/tap-at-work" ]; then echo $(($(nproc) - 1)); else nproc; fi
}

fuzz_all()
{
	local name
	for name in $(chosen fuzz)
	do
		while [ "$(jobs -rp | wc -l)" -ge "$(fuzz_slots)" ]; do wait -n || true; done
		fuzz_one "$name" &
	done
	wait
}

COPT=${COPT:--Werror}
needs='prove perl-zip'
[[ " ${parts[*]} " != *' tap '* ]] || needs+=' zip fetch'
[ -z "$long" ] || needs+=' browser'
if [[ " ${parts[*]} " == *' fuzz '* ]]; then
	if have apt-get || [ -z "$(missing_packages fuzzer)" ]; then
		needs+=' fuzzer'
	else
		say 'fuzz targets are skipped: there is no clang with the runtime of libFuzzer'
		parts=("${parts[@]/fuzz/}")
	fi
fi
FUZZ_SECONDS=${FUZZ_SECONDS:-$([ -n "$long" ] && echo 600 || echo 20)}
# 0 is another for each run
FUZZ_SEED=${FUZZ_SEED:-$([ -n "$long" ] && echo 0 || echo 1)}
case " ${parts[*]} " in
	*' regress '* | *' isolation '* | *' tap '*)
		# shellcheck disable=SC2086
		set_up $needs
		start_cluster --locale=C
		;;
	*)
		# The core alone: its objects are made for check_layers.pl, which reads their symbols.
		# shellcheck disable=SC2086
		install_missing $needs
		private_prefix
		copy_sources
		case " ${parts[*]} " in
			*' data '*) run_logged build make_src -j"$(nproc)" core ;;
		esac
		;;
esac

[ -z "$long" ] || export SMARTDIP_LONG=1

# Real files are never part of the checkout; the tests that want them skip, saying so, where this folder is not.
export SMARTDIP_SHARED=${SMARTDIP_SHARED:-$SOURCE/../shared}
[ -d "$SMARTDIP_SHARED" ] || SMARTDIP_SHARED=

run_part()
{
	local part=$1 regress parallel
	case $part in
		data)
			tap_args=()
			[ -z "$SMARTDIP_SHARED" ] || tap_args=("$SMARTDIP_SHARED/reference" "$SMARTDIP_SHARED"/data/icews/*.tab)
			suite data tap_files $(chosen data | sed 's#.*#test/data/&.pl#')
			tap_args=()
			;;
		unit)
			run_logged unit-build make_src -j"$(nproc)" $(chosen unit | sed 's#^#test/unit/bin/#')
			suite unit tap_files $(chosen unit | sed 's#^#test/unit/bin/#')
			;;
		regress)
			regress="REGRESS=$(chosen regress | xargs)"
			suite regress make_src installcheck ISOLATION= "$regress"
			# What scripts/sanitize.sh asks for is slow.
			[ -z "${ONE_DATABASE:-}" ] || return 0
			suite regress-icu regress_in regress_icu "LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C'"
			suite regress-c-utf8 regress_in regress_c_utf8 "LOCALE 'C.UTF-8'"
			parallel=force_parallel_mode
			[ "$(psql -XAtq -d postgres -c 'SHOW server_version_num')" -lt 160000 ] || parallel=debug_parallel_query
			PGOPTIONS="-c $parallel=regress -c parallel_setup_cost=0 -c parallel_tuple_cost=0 -c min_parallel_table_scan_size=0" \
				suite regress-parallel regress_in regress_parallel "LOCALE 'C'"
			;;
		isolation)
			suite isolation make_src installcheck REGRESS= ISOLATION="$(chosen isolation | xargs)"
			;;
		tap)
			suite tap tap_files $(chosen tap | sed 's#.*#test/tap/&.pl#')
			;;
		fuzz)
			run_logged fuzz-build make_src -j"$(nproc)" fuzz-build
			suite fuzz fuzz_all
			;;
	esac
}

# What runs beside the TAP programs, in a subshell with a cluster of its own; what it counts goes into a file.
run_beside()
{
	local part
	CLUSTER=$WORK/beside
	trap stop_cluster EXIT
	[[ " ${parts[*]} " != *' regress '* && " ${parts[*]} " != *' isolation '* ]] || start_cluster --locale=C
	for part in "${parts[@]}"
	do
		[ "$part" = tap ] || run_part "$part"
	done
	echo "$passed $failed" >"$WORK/beside.count"
}

if [[ " ${parts[*]} " == *' tap '* && ${#parts[@]} -gt 1 && $(nproc) -gt 1 ]]; then
	mkdir -p "$WORK/beside"
	rm -f "$WORK/beside.count"
	touch "$WORK/tap-at-work"
	(run_beside) &
	beside=$!
	run_part tap
	rm "$WORK/tap-at-work"
	wait "$beside" || say "a part beside the TAP programs ended early"
	beside=
	read -r more_passed more_failed <"$WORK/beside.count" || { more_passed=0 more_failed=1; }
	passed=$((passed + more_passed))
	failed=$((failed + more_failed))
else
	for part in "${parts[@]}"
	do
		run_part "$part"
	done
fi

complete=1
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
