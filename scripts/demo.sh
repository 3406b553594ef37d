#!/usr/bin/env bash
# Shows smartdip at work on this machine: installs what is missing, builds, starts a throw-away PostgreSQL cluster
# of its own, loads event files, answers a few questions about them, and makes a report with charts.
#
#   scripts/demo.sh [FILE...]   load these files (GDELT, ICEWS, Phoenix or hand-coded; plain, gzip or zip), or the
#                               bundled sample of real diplomatic events when none is given
#   scripts/demo.sh --stop      stop the cluster and remove everything the demo made
#
# The cluster keeps running afterwards, for the psql command that the demo prints at its end. A second run is
# quick: only what changed is built again. The demo's database is made anew each time.
. "$(dirname "$0")/lib.sh"

stop=
files=()
while [ $# -gt 0 ]
do
	case $1 in
		-h | --help) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
		--stop) stop=1 ;;
		-*) die "unknown option '$1' (try --help)" ;;
		*) [ -r "$1" ] || die "cannot read '$1'"; files+=("$(readlink -f "$1")") ;;
	esac
	shift
done

# One folder for each user and checkout, so that demos of different checkouts do not meet.
WORK=${TMPDIR:-/tmp}/smartdip-demo-$(id -u)-$(printf '%s' "$SOURCE" | cksum | cut -d ' ' -f 1)
mkdir -p "$WORK"
[ -O "$WORK" ] || die "$WORK belongs to somebody else"
chmod 755 "$WORK"
exec 9>"$WORK/lock"
flock -w 900 9 || die "another demo of this checkout is still at work"

if [ -n "$stop" ]; then
	[ ! -e "$WORK/pg_config" ] || PATH=$(dirname "$(readlink -f "$WORK/pg_config")"):$PATH stop_cluster
	rm -rf "$WORK"
	say "the demo's cluster is stopped and removed"
	exit 0
fi

step "prepares in $WORK"
set_up perl-zip fetch
start_cluster --locale=C 9>&-

export PGOPTIONS="-c client_min_messages=warning"
database=smartdip
psql -Xq -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" -c "CREATE DATABASE $database"
export PGDATABASE=$database
psql -Xq -c 'CREATE EXTENSION smartdip'

tables=(--events events --history dyads)
if [ ${#files[@]} -eq 0 ]; then
	step "loads the bundled sample: real diplomatic events of 2009 to 2023"
	"$SOURCE/scripts/smartdip-load" -f coded -t events "$SOURCE/src/data/sample_events.tsv"
else
	step "loads ${files[*]}"
	# 3: lines were refused, as it has said
	"$SOURCE/scripts/smartdip-load" -t events "${files[@]}" || [ $? -eq 3 ]
fi
psql -Xq -v ON_ERROR_STOP=1 -f "$SOURCE/scripts/demo.sql"

# Files of events hold no texts: what is said of texts is said of the sample alone.
if [ ${#files[@]} -eq 0 ]; then
	grep -v "^#" "$SOURCE/src/data/sample_events.tsv" >"$WORK/sample.tsv"
	(cd "$WORK" && psql -Xq -v ON_ERROR_STOP=1 -f "$SOURCE/scripts/demo-text.sql")
	tables+=(--texts example_texts --turn 2020-03-11)
fi

# In both languages. Without a network there are no charts, and the tour is still worth having.
export SMARTDIP_CACHE=$WORK/cache
reports=()
for locale in en ar
do
	step "makes the report ($locale)"
	if STEPS_BEGAN=$SECONDS "$SOURCE/scripts/report.sh" "${tables[@]}" --locale $locale -o "$WORK/report-$locale.html" 9>&-; then
		reports+=("$WORK/report-$locale.html")
	else
		break
	fi
done
step "is done"

cat <<END

The cluster is running. Look around with

  psql -h $WORK/socket -U postgres $database
END
if [ ${#reports[@]} -gt 0 ]; then
	echo
	echo "The report, with charts, for a browser, in English and in Arabic:"
	echo
	printf '  file://%s\n' "${reports[@]}"
fi
cat <<END

Remove everything with

  $0 --stop
END
