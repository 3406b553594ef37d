#!/usr/bin/env bash
# Makes a report of event tables and texts: one HTML file with charts and tables that needs no network, in English or Arabic.
#
#   scripts/report.sh [connection options] [--events T] [--history T] [--texts T] [--accounts T] [--mentions T]
#                     [--locale en|ar] [--turn DATE] [-o FILE]
#
#   -h HOST, -p PORT, -U USER, -d DATABASE    as for psql; without them PGHOST, PGDATABASE and so on
#   --events T      table of events (day, code, source, target), as create_event_table() makes it
#   --history T     table of histories (source, target, history), as create_history() makes it; without one, that which is kept
#                   of the events, or else one that is made of them for this report
#   --texts T       table of texts (published, body, perhaps title and themes)
#   --mentions T    table of mentions, --accounts T of accounts: for what compares reports, and for the claims
#   --locale L      language of the report: en (default) or ar, which is written from right to left
#   --turn DATE     a day that parts two times; charts over time mark it
#   -o FILE         where to write (default: smartdip-report.html)
#   --echarts DIR   a folder with the npm package echarts 6.1.0, where there is no network; its checksums must match
#
# The charts are drawn by Apache ECharts 6.1.0 (Apache License 2.0). The first report takes it from the npm registry, checks its
# sha256 and keeps it in ${SMARTDIP_CACHE:-~/.cache/smartdip}.
. "$(dirname "$0")/lib.sh"

ECHARTS_VERSION=6.1.0
PARTS=$SOURCE/scripts/report

declare -A table=([events]='' [history]='' [texts]='' [accounts]='' [mentions]='')
connection=()
locale=en
turn=
output=smartdip-report.html
echarts=
while [ $# -gt 0 ]
do
	case $1 in
		--help) sed -n '2,/^\. /s/^# \{0,1\}//p' "$0"; exit 0 ;;
		--events | --history | --texts | --accounts | --mentions | --locale | --turn | --echarts | -o | -h | -p | -U | -d)
			[ $# -gt 1 ] || die "$1 wants a value (try --help)" ;;
		*) die "unknown option '$1' (try --help)" ;;
	esac
	case $1 in
		--locale) locale=$2 ;;
		--turn) turn=$2 ;;
		--echarts) echarts=$2 ;;
		-o) output=$2 ;;
		-?) connection+=("$1" "$2") ;;
		*) [ -n "$2" ] || die "$1 wants the name of a table"
			table[${1#--}]=$2 ;;
	esac
	shift 2
done
case $locale in en | ar) ;; *) die "no report in '$locale': --locale is en or ar" ;; esac
[ -n "${table[events]}${table[history]}" ] || die "a report is about events: give --events TABLE or --history TABLE (try --help)"
[[ -z $turn || $turn =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || die "--turn wants a day such as 2020-03-11, not '$turn'"
[ -d "$(dirname -- "$output")" ] || die "there is no folder '$(dirname -- "$output")' to write to"
have psql || die "psql is missing: it comes with PostgreSQL's clients (Debian's postgresql-client)"
have perl || die "perl is missing"

scratch=$(mktemp -d "${TMPDIR:-/tmp}/smartdip-report-XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# checked FOLDER FILE...: the files there are just those that the checksums tell of.
checked()
{
	local folder=$1 file
	shift
	for file
	do
		[ -f "$folder/$file" ] && grep -F " $file" "$PARTS/echarts.sha256" | sed "s#$file#$(basename "$file")#" |
			(cd "$(dirname "$folder/$file")" && sha256sum --status -c -) || return 1
	done
}

# Through npm, which knows the registry of this machine, or by curl or wget.
download()
{
	local name=echarts-$ECHARTS_VERSION.tgz address=${npm_config_registry:-https://registry.npmjs.org}
	if have npm && (cd "$scratch" && npm pack --silent "echarts@$ECHARTS_VERSION" >/dev/null 2>"$scratch/npm.log"); then
		return 0
	fi
	address=${address%/}/echarts/-/$name
	if have curl; then
		curl -fsSL --max-time 120 -o "$scratch/$name" "$address" 2>"$scratch/curl.log"
	elif have wget; then
		wget -q -T 60 -O "$scratch/$name" "$address"
	else
		return 1
	fi
}

# Sets $echarts to a folder with the library.
find_echarts()
{
	local files=(package/dist/echarts.min.js package/i18n/langAR.js) cache name=echarts-$ECHARTS_VERSION
	if [ -n "$echarts" ]; then
		ln -s "$(readlink -f -- "$echarts")" "$scratch/package"
		checked "$scratch" "${files[@]}" || die "'$echarts' does not hold dist/echarts.min.js and i18n/langAR.js of ECharts $ECHARTS_VERSION: missing, or of another checksum than scripts/report/echarts.sha256 says"
		echarts=$scratch/package
		return
	fi
	cache=${SMARTDIP_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/smartdip}
	echarts=$cache/$name/package
	! checked "$cache/$name" "${files[@]}" || return 0
	step "takes ECharts $ECHARTS_VERSION from the npm registry"
	download || { tail -qn 3 "$scratch"/*.log >&2 2>/dev/null || true; die "cannot download ECharts $ECHARTS_VERSION from the npm registry: is there a network? Where there is none, unpack the npm package echarts@$ECHARTS_VERSION elsewhere and give its folder: --echarts DIR"; }
	checked "$scratch" "$name.tgz" || die "what was downloaded is not ECharts $ECHARTS_VERSION: its sha256 is $(sha256sum <"$scratch/$name.tgz" | cut -d ' ' -f 1); nothing of it is used"
	tar -C "$scratch" -xzf "$scratch/$name.tgz" "${files[@]}" package/LICENSE package/NOTICE
	checked "$scratch" "${files[@]}" || die "ECharts $ECHARTS_VERSION was unpacked wrongly"
	mkdir -p "$cache/$name"
	rm -rf "$cache/$name/package"
	mv "$scratch/package" "$cache/$name/package"
}

find_echarts
variables=(-v "locale=$locale" -v "turn=$turn")
for name in "${!table[@]}"
do
	variables+=(-v "$name=${table[$name]}")
done
PGOPTIONS="${PGOPTIONS:-} -c client_min_messages=warning" psql -XAtq -F $'\t' "${connection[@]}" "${variables[@]}" -f "$PARTS/data.sql" |
	while IFS= read -r line
	do
		case $line in
			'step '*) step "${line#step }" ;;
			*) printf '%s\n' "$line" ;;
		esac
	done >"$scratch/data" || { trap - ERR; die "the database gave no data for the report"; }
step "writes $output"
perl "$PARTS/build.pl" "$locale" "$echarts" "$scratch/data" >"$scratch/page"
cat "$scratch/page" >"$output"
