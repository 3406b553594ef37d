# Shared by demo.sh, test.sh and bench.sh: finds or installs what is needed, builds smartdip into a private copy
# of PostgreSQL, and runs a throw-away cluster there. Nothing here writes to the system's PostgreSQL folders or
# touches a cluster that is already running: the server listens on a socket in its own folder only.
#
# A caller sets WORK (its own folder) and may set PG_CONFIG, SERVER_SETTINGS (a line of postgresql.conf), and SERVER_PROGRAM
# (what starts the server in place of postgres: it is given the arguments, and finds the server on the PATH). After
# `set_up` and `start_cluster`, PGHOST, PGPORT, PGUSER and PATH lead to the private server.

set -Eeuo pipefail

SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SCRIPT=$(basename "$0")

say() { printf '%s\n' "$*" >&2; }
# A step of the work, with the seconds since the start: of this script, or of the one that calls it.
step() { printf '%4d s  %s\n' $((SECONDS + ${STEPS_BEGAN:-0})) "$*" >&2; }
die() { say "$SCRIPT: $*"; exit 1; }
trap 'say "$SCRIPT: failed (exit $?) at ${BASH_SOURCE[0]##*/} line $LINENO: $BASH_COMMAND"' ERR

have() { command -v "$1" >/dev/null 2>&1; }

# As root if we can be: plain for root, through sudo otherwise.
as_root()
{
	if [ "$(id -u)" = 0 ]; then "$@"
	elif have sudo; then sudo "$@"
	else die "needs root (or sudo) to run: $*"
	fi
}

# The newest installation that has a server, its headers and PGXS; empty if there is none.
find_pg_config()
{
	local candidate
	for candidate in "${PG_CONFIG:-}" $(ls -vr /usr/lib/postgresql/*/bin/pg_config /usr/pgsql-*/bin/pg_config 2>/dev/null || true) \
		"$(command -v pg_config || true)"
	do
		[ -n "$candidate" ] && have "$candidate" || continue
		if [ -x "$("$candidate" --bindir)/initdb" ] && [ -f "$("$candidate" --pgxs)" ] &&
			[ -f "$("$candidate" --includedir-server)/postgres.h" ]
		then
			echo "$candidate"
			return
		fi
	done
}

# Of the package clang; its runtime is named by it.
clang_version() { apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | grep . || echo 14; }

# Names of the Debian packages that are missing; extra arguments are further needs of the caller.
missing_packages()
{
	local need version
	for need in gcc make perl
	do
		have "$need" || echo "$need"
	done
	[ -e /usr/include/unicode/uloc.h ] || pkg-config --exists icu-uc 2>/dev/null || echo libicu-dev
	if [ -z "$(find_pg_config)" ]; then
		version=$(apt-cache show postgresql 2>/dev/null | sed -n 's/^Version: \([0-9]*\).*/\1/p' | head -n 1)
		echo "postgresql-${version:-15} postgresql-server-dev-${version:-15}"
	fi
	for need in "$@"
	do
		case $need in
			prove) have prove || echo perl ;;
			perl-zip) perl -MIO::Uncompress::Unzip -MCompress::Raw::Bzip2 -e1 2>/dev/null || echo perl ;;
			zip) { have zip && have unzip; } || echo zip unzip ;;
			fetch) have npm || have curl || have wget || echo curl ca-certificates ;;
			browser) have chromium || have chromium-browser || have google-chrome || echo chromium ;;
			fuzzer) have clang && [ -n "$(find "$(clang -print-resource-dir)" -name 'libclang_rt.fuzzer*' 2>/dev/null)" ] ||
				echo "clang libclang-rt-$(clang_version)-dev" ;;
		esac
	done
	return 0
}

install_missing()
{
	local missing
	missing=$(missing_packages "$@" | xargs -n 1 | sort -u | xargs)
	[ -n "$missing" ] || return 0
	if ! have apt-get; then
		die "missing: $missing (Debian's names). Install a C compiler, make, perl, the ICU headers, and PostgreSQL 15 to 18 with its server headers (on Fedora: gcc make perl libicu-devel postgresql-server postgresql-server-devel), then run this again."
	fi
	step "installs $missing"
	# The package lists of a fresh machine are empty, so the version to ask for is known only after the update.
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 update >&2 ||
		die "'apt-get update' failed: is there a network, and are the package sources set?"
	missing=$(missing_packages "$@" | xargs -n 1 | sort -u | xargs)
	# shellcheck disable=SC2086
	run_logged apt as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=600 install $missing
	missing=$(missing_packages "$@" | xargs)
	[ -z "$missing" ] || die "still missing after the installation: $missing"
}

# initdb and postgres refuse to run as root: there, the server's user is postgres, or else nobody.
server_user()
{
	if [ "$(id -u)" != 0 ]; then id -un
	elif id postgres >/dev/null 2>&1; then echo postgres
	else echo nobody
	fi
}

as_server_user()
{
	if [ "$(id -u)" != 0 ]; then "$@"
	else setpriv --reuid="$(server_user)" --regid="$(id -g "$(server_user)")" --clear-groups "$@"
	fi
}

# A private copy of the installation. PostgreSQL finds its folders relative to its binary, so a copy that keeps
# their relative places installs into itself, and two runs never meet.
private_prefix()
{
	local config prefix folder
	[ -x "$WORK/pg_config" ] && return 0
	config=$(find_pg_config)
	prefix=$(printf '%s\n' "$("$config" --bindir)" "$("$config" --sharedir)" "$("$config" --includedir-server)" |
		awk -F/ 'NR == 1 { n = split($0, a, "/") } { split($0, b, "/"); for (i = 1; i <= n; i++) if (a[i] != b[i]) { n = i - 1; break } }
			END { for (i = 2; i <= n; i++) printf "/%s", a[i] }')
	for folder in "$("$config" --bindir)" "$("$config" --pkglibdir)" "$("$config" --sharedir)" "$("$config" --includedir-server)"
	do
		mkdir -p "$WORK/pg${folder#"$prefix"}"
		tar -C "$folder" --exclude=./bitcode -cf - . | tar -C "$WORK/pg${folder#"$prefix"}" -xf -
	done
	config="$("$config" --bindir)"
	ln -sf "$WORK/pg${config#"$prefix"}/pg_config" "$WORK/pg_config"
}

# Copies the checkout to $WORK/src. Times of files are kept, so that a second run compiles only what changed.
copy_sources()
{
	mkdir -p "$WORK/src"
	tar -C "$SOURCE" --exclude=./.git --exclude='*.o' --exclude='*.so' --exclude='*.bc' --exclude='*.d' --exclude=./results \
		--exclude='./smartdip--*.sql' --exclude=./src/core/generated -cf - . | tar -C "$WORK/src" -xf -
	# What has left the checkout leaves the copy too: a part of the install script must not live on.
	(cd "$WORK/src" && find . -type f ! -name '*.o' ! -name '*.d' ! -name '*.so' ! -name '*.gcno' ! -path '*/generated/*' ! -path '*/bin/*' ! -name 'smartdip--*' |
		while read -r file; do [ -e "$SOURCE/$file" ] || rm -f "$file"; done)
}

# Builds the copy and installs it into the private prefix.
build()
{
	copy_sources
	step "builds (a first build takes a minute or two)"
	run_logged build make -C "$WORK/src" -j"$(nproc 2>/dev/null || echo 2)" with_llvm=no PG_CONFIG="$WORK/pg_config" ${COPT:+COPT="$COPT"}
	step "installs into a private copy of PostgreSQL"
	run_logged install make -C "$WORK/src" install with_llvm=no PG_CONFIG="$WORK/pg_config"
}

# While something long runs: every few seconds how long it has taken, and what it says last; on a terminal in one line.
# Its sleep ends with it, and it keeps no lock of the caller's.
watch_log()
{
	local name=$1 log=$2 every=15 start='' end='\n' said
	[ ! -t 2 ] || { every=2; start='\r\033[K'; end=''; }
	trap 'kill $! 2>/dev/null; exit' TERM
	while true
	do
		sleep $every &
		wait $!
		said=$(tail -c 400 "$log" 2>/dev/null | tail -n 1 | grep -oE '[^ /]+\.(c|sql|o|h|deb)( |$)|^(Unpacking|Setting up|Selecting) [^ ]*|^running .*' | tail -n 1 || true)
		printf "$start%4d s  %s: at work%s$end" "$SECONDS" "$name" "${said:+ ($said)}" >&2
	done
}

# run_logged NAME COMMAND...: what is done and for how long while it runs; the end of the log and the command when it goes wrong.
run_logged()
{
	local name=$1 watcher status=0
	shift
	: >"$WORK/$name.log"
	watch_log "$name" "$WORK/$name.log" 9>&- &
	watcher=$!
	"$@" >"$WORK/$name.log" 2>&1 </dev/null || status=$?
	kill "$watcher" 2>/dev/null || true
	wait "$watcher" 2>/dev/null || true
	[ ! -t 2 ] || printf '\r\033[K' >&2
	[ "$status" -ne 0 ] || return 0
	tail -n 40 "$WORK/$name.log" >&2
	die "step '$name' failed: $*; the whole log is in $WORK/$name.log"
}

set_up()
{
	install_missing "$@"
	[ -x "$WORK/pg_config" ] || step "copies PostgreSQL into $WORK"
	private_prefix
	PATH=$(dirname "$(readlink -f "$WORK/pg_config")"):$PATH
	export PATH
	build
}

# The cluster's folder: CLUSTER, where a caller wants another one than WORK.
cluster_is_up()
{
	local home=${CLUSTER:-$WORK}
	[ -f "$home/data/postmaster.pid" ] && as_server_user pg_ctl -D "$home/data" status >/dev/null 2>&1
}

# initdb with the options given, then start; the socket's folder is the cluster's address.
start_cluster()
{
	local home=${CLUSTER:-$WORK}
	export PGHOST=$home/socket PGPORT=5432 PGUSER=postgres
	unset PGDATABASE PGSERVICE PGOPTIONS PGPASSWORD
	if [ ! -f "$home/data/PG_VERSION" ]; then
		step "makes a cluster"
		mkdir -p "$home/data" "$home/socket"
		[ "$(id -u)" != 0 ] || chown "$(server_user)" "$home/data" "$home/socket"
		run_logged initdb as_server_user initdb -D "$home/data" -U postgres -A trust -E UTF8 "${@:---locale=C}"
		cat >>"$home/data/postgresql.conf" <<-CONF
			listen_addresses = ''
			unix_socket_directories = '$home/socket'
			unix_socket_permissions = 0777
			port = 5432
			fsync = off
			shared_buffers = 256MB
			max_wal_size = 4GB
			min_wal_size = 2GB
			${SERVER_SETTINGS:-}
		CONF
	fi
	cluster_is_up && return 0
	# An open pipe to the server's output would keep the caller waiting, hence the log file.
	as_server_user pg_ctl -D "$home/data" -l "$home/data/server.log" -w -t 300 ${SERVER_PROGRAM:+-p "$SERVER_PROGRAM"} start >/dev/null 2>&1 </dev/null ||
		{ tail -n 20 "$home/data/server.log" >&2; die "the throw-away cluster in $home/data does not start"; }
}

stop_cluster()
{
	! cluster_is_up || as_server_user pg_ctl -D "${CLUSTER:-$WORK}/data" -m immediate stop >/dev/null 2>&1 || true
}
