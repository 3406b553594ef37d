#!/usr/bin/env bash
# Tests smartdip on every major version of PostgreSQL that a suite of Debian has, each in a bare folder made by
# debootstrap, as a newcomer on a fresh machine would; counts the warnings of gcc and of clang there; and upgrades a cluster
# from each to each later one. Prints a table, and fails if anything in it did.
#
#   scripts/matrix.sh [--keep] [15|17|18 ...]       (default: all)
#
# Needs Debian, root, debootstrap, git, and 3 GB for each version in MATRIX_FOLDER (default /var/tmp/smartdip-matrix). What
# is tested is the last commit. --keep leaves the folders in place, and the next run begins with them; logs stay after a failure.
. "$(dirname "$0")/lib.sh"

declare -A suite_of=([15]=bookworm [17]=trixie [18]=forky)
OLDEST=15
WORK=${MATRIX_FOLDER:-/var/tmp/smartdip-matrix}
CLONE=/opt/smartdip
SHARED=${SMARTDIP_SHARED:-$SOURCE/../shared}

keep=
majors=()
while [ $# -gt 0 ]
do
	case $1 in
		-h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
		--keep) keep=1 ;;
		*) [ -n "${suite_of[$1]:-}" ] || die "unknown argument '$1' (try --help)"; majors+=("$1") ;;
	esac
	shift
done
[ ${#majors[@]} -gt 0 ] || majors=("${!suite_of[@]}")
mapfile -t majors < <(printf '%s\n' "${majors[@]}" | sort -nu)

[ "$(id -u)" = 0 ] || die "needs root: it makes folders with systems of their own and works inside them"
for need in debootstrap git unshare apt-get
do
	have "$need" || die "needs $need (apt-get install debootstrap git util-linux, on Debian)"
done
# shellcheck source=/dev/null
CODENAME=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ -z "$(git -C "$SOURCE" status --porcelain)" ] || say "changes that are not committed are not tested"

mkdir -p "$WORK"
exec 9>"$WORK/lock"
flock -n 9 || die "another run works in $WORK"

child=
failed=0
finish()
{
	[ -z "$child" ] || kill -KILL "$child" 2>/dev/null || true
	if [ "$failed" -ne 0 ] || [ "${complete:-}" != 1 ]; then say "the logs are kept: $WORK/*.log"
	else rm -f "$WORK"/*.log
	fi
	[ -n "$keep" ] || rm -rf --one-file-system "${WORK:?}"/[0-9][0-9]
	rm -f "$WORK/lock"
	[ -n "$(ls "$WORK")" ] || rmdir "$WORK"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# step LOG COMMAND...: runs it and tells its exit code. In the background, so that a signal is answered at once.
step()
{
	local log=$WORK/$1.log status=0
	shift
	"$@" >"$log" 2>&1 </dev/null 9>&- &
	child=$!
	wait "$child" || status=$?
	child=
	return $status
}

# inside MAJOR COMMAND...: runs it in that version's folder, with mounts and processes of its own that end with it,
# even if it is killed.
inside()
{
	local folder=$WORK/$1
	shift
	exec unshare --mount --pid --fork --kill-child sh -c '
		folder=$1 shared=$2
		shift 2
		mount -t proc proc "$folder/proc" && mount -t tmpfs tmpfs "$folder/dev/shm" || exit
		[ ! -d "$shared" ] || { mkdir -p "$folder/srv/shared" && mount --bind -o ro "$shared" "$folder/srv/shared"; }
		chroot "$folder" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 SMARTDIP_SHARED=/srv/shared "$@"
	' sh "$folder" "$SHARED" "$@"
}

# The package sources of this machine, one to a line: address, suite, component.
machine_sources() { apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' | sort -u; }

# A bare system of the suite, with this machine's package sources but for the suite's name, and its ways of fetching.
make_folder()
{
	local suite=$1 folder=$2 mirror script=
	mirror=$(machine_sources | awk -v suite="$CODENAME" '$2 == suite { print $1; exit }')
	[ -n "$mirror" ] || { echo "no package source of this machine is of the suite '$CODENAME'"; return 1; }
	[ -e "/usr/share/debootstrap/scripts/$suite" ] || script=/usr/share/debootstrap/scripts/sid
	rm -rf --one-file-system "$folder"
	debootstrap --variant=minbase "$suite" "$folder" "$mirror" $script || return
	machine_sources | sed -n "s/^\([^ ]*\) $CODENAME\([^ ]*\) /deb \1 $suite\2 /p" >"$folder/etc/apt/sources.list"
	apt-config dump | grep '^Acquire::' >"$folder/etc/apt/apt.conf.d/99machine" || true
	touch "$folder/complete"
}

# A newcomer's folder has the checkout and nothing else.
clone_into() { rm -rf "$1$CLONE" && git clone -q --no-hardlinks "$SOURCE" "$1$CLONE"; }

# A build with every warning that the compiler has to give, a warning being an error that does not stop it: of gcc, or of the clang
# that the server was built with, which comes with its headers.
strict_inside()
{
	inside "$1" sh -c '
		cd "$1" && config=$2 compiler=$3 || exit
		[ "$compiler" = gcc ] || compiler=$(sed -n "s/^CLANG *= *//p" "$(dirname "$($config --pgxs)")/../Makefile.global")
		make -s clean PG_CONFIG="$config" && make -k -j"$(nproc)" strict PG_CONFIG="$config" CC="$compiler"
	' sh $CLONE "/usr/lib/postgresql/$1/bin/pg_config" "$2"
}

# The system's own installation, as the README has it.
install_inside()
{
	inside "$1" sh -c "cd $CLONE && make with_llvm=no PG_CONFIG=/usr/lib/postgresql/$1/bin/pg_config &&
		make install with_llvm=no PG_CONFIG=/usr/lib/postgresql/$1/bin/pg_config"
}

# The server of another folder at its own place, with smartdip, and those of its libraries that are not here.
copy_server()
{
	local from=$1 into=$2 major=$3 library
	tar -C "$from" -cf - "usr/lib/postgresql/$major" "usr/share/postgresql/$major" | tar -C "$into" -xf - || return
	chroot "$from" sh -c "ldd /usr/lib/postgresql/$major/bin/* /usr/lib/postgresql/$major/lib/*.so 2>/dev/null || true" |
		sed -n 's/.* => \(\/[^ ]*\).*/\1/p' | sort -u |
		while read -r library
		do
			[ -e "$into$library" ] || cp -L "$from$library" "$into$library" || return
		done
}

declare -A version warnings tests tests_time upgrade upgrade_time
minutes() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }
broken() { failed=1; say "  $1 failed, see $WORK/$2.log:"; tail -n 15 "$WORK/$2.log" >&2; }

# prepare MAJOR: the folder, and in it the checkout.
prepare()
{
	local major=$1
	if [ ! -e "$WORK/$major/complete" ]; then
		say "== $major: a bare ${suite_of[$major]}"
		step "$major-folder" make_folder "${suite_of[$major]}" "$WORK/$major" || { broken debootstrap "$major-folder"; return 1; }
	fi
	clone_into "$WORK/$major"
}

test_major()
{
	local major=$1 began=$SECONDS
	say "== $major: scripts/test.sh"
	step "$major-tests" inside "$major" "$CLONE/scripts/test.sh" || broken scripts/test.sh "$major-tests"
	tests_time[$major]=$(minutes $((SECONDS - began)))
	tests[$major]=$(sed -n 's/^\([0-9]* passed, [0-9]* failed\)$/\1/p' "$WORK/$major-tests.log" | tail -n 1)
	[ -n "${tests[$major]}" ] || tests[$major]='did not end'
	say "  ${tests[$major]}"
	step "$major-version" inside "$major" sh -c "/usr/lib/postgresql/$major/bin/postgres -V; gcc -dumpfullversion; dpkg-query -Wf '\${Version}' libicu-dev" ||
		broken "PostgreSQL $major is not what ${suite_of[$major]} has: looking for it" "$major-version"
	version[$major]=$(sed 's/^postgres (PostgreSQL) \([^ ]*\).*/\1/; s/-.*//' "$WORK/$major-version.log" | xargs | sed 's/\(.*\) \(.*\) \(.*\)/\1, gcc \2, ICU \3/')
}

# The warnings of both compilers: "0/0".
warnings_major()
{
	local major=$1 compiler log count
	for compiler in clang gcc
	do
		say "== $major: $compiler with all warnings"
		log=$major-$compiler
		step "$log" strict_inside "$major" $compiler || broken "a build by $compiler" "$log"
		count=$(grep -cE '(warning|error): .*\[-W' "$WORK/$log.log" || true)
		say "  $count warnings"
		warnings[$major]=$count${warnings[$major]:+/${warnings[$major]}}
	done
}

install_major()
{
	local major=$1
	say "== $major: make install"
	step "$major-install" install_inside "$major" || { broken 'make install' "$major-install"; return 1; }
}

# upgrade_from FROM MAJOR
upgrade_from()
{
	local from=$1 major=$2 log=$2-upgrade-from-$1
	say "== $major: from $from by pg_upgrade"
	step "$major-copy" copy_server "$WORK/$from" "$WORK/$major" "$from" || { broken "copying $from" "$major-copy"; return 1; }
	step "$log" inside "$major" sh -c "cd $CLONE && PATH=/usr/lib/postgresql/$major/bin:\$PATH \
		SMARTDIP_UPGRADE_FROM=/usr/lib/postgresql/$from/bin perl test/tap/810_upgrade.pl" || { broken pg_upgrade "$log"; return 1; }
	say "  passed ($(grep -c '^ok' "$WORK/$log.log") checks)"
}

# From each that came before it.
upgrade_major()
{
	local major=$1 from began=$SECONDS
	for from in $OLDEST "${majors[@]}"
	do
		[ "$from" -lt "$major" ] && [[ " ${upgrade[$major]:-} " != *" $from "* ]] || continue
		if upgrade_from "$from" "$major"; then upgrade[$major]+="${upgrade[$major]:+ }$from"
		else upgrade[$major]+="${upgrade[$major]:+ }$from FAILED"
		fi
	done
	upgrade_time[$major]=$(minutes $((SECONDS - began)))
}

# The oldest comes first, for the others are upgraded from it; if it was not asked for, it is only installed.
case " ${majors[*]} " in
	*" $OLDEST "*) ;;
	*)
		prepare $OLDEST
		step "$OLDEST-packages" inside $OLDEST bash -c ". $CLONE/scripts/lib.sh && WORK=/tmp && install_missing" || broken packages "$OLDEST-packages"
		install_major $OLDEST
		;;
esac
for major in "${majors[@]}"
do
	prepare "$major" || continue
	test_major "$major"
	warnings_major "$major"
	install_major "$major" || continue
	if [ "$major" = $OLDEST ]; then upgrade[$major]='one of the tests'
	else upgrade_major "$major"
	fi
done

row='%-32s %-9s %-10s %-32s %s\n'
printf "\n$row" PostgreSQL Debian 'gcc/clang' tests 'upgrade from'
for major in "${majors[@]}"
do
	printf "$row" "${version[$major]:-$major}" "${suite_of[$major]}" "${warnings[$major]:--}" \
		"${tests[$major]:--} (${tests_time[$major]:--})" "${upgrade[$major]:--}${upgrade_time[$major]:+ (${upgrade_time[$major]})}"
done
complete=1
[ "$failed" -eq 0 ]
