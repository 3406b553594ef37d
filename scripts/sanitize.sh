#!/usr/bin/env bash
# Runs tests with the extension built to stop at what C leaves undefined, or in a server under an instrument. Closes, as test.sh
# does, with one line "N passed, N failed".
#
#   scripts/sanitize.sh [undefined|address|valgrind] [--in FOLDER] [PART [NAME...]]...
#
#   undefined   (default) undefined behaviour traps, which kills the session and fails its test, and assertions are on: ours and
#               those of the server's headers. Needs nothing more than gcc. Without a PART: regress and the TAP programs
#   address     AddressSanitizer in the core's tests and in the program of the build that makes lexicons. Without a PART: unit. Not in the
#               server: Debian's, with libasan loaded before it, waits for a lock of the C library for ever
#   valgrind    the server under valgrind (apt-get install valgrind), which is thirty times slower. Without a PART: those files of sql/ whose
#               C reads what others wrote and that do not try a million rows. Fails if an error has a frame of ours
#
# PART and NAME as for scripts/test.sh. The reports of valgrind are in FOLDER (default: one in /tmp).
# A TAP program that starts servers of its own runs those without the instrument: only undefined makes sense of these.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
kind=undefined
case ${1:-} in
	undefined | address | valgrind) kind=$1; shift ;;
	-h | --help) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '$d'; exit 0 ;;
esac
folder=$(mktemp -d "${TMPDIR:-/tmp}/smartdip-$kind-XXXXXX")
if [ "${1:-}" = --in ]; then
	rmdir "$folder"
	mkdir -p "$2/reports"
	folder=$(cd "$2" && pwd)
	shift 2
fi
reports=$folder/reports
mkdir -p "$reports"
chmod 755 "$folder"
chmod 777 "$reports"
rm -f "$reports"/*
export ONE_DATABASE=1

# program COMMAND...: the server's program from here on
program()
{
	printf '#!/bin/sh\n%s "$(command -v postgres)" "$@"\n' "$*" >"$folder/server"
	chmod 755 "$folder/server"
	export SERVER_PROGRAM=$folder/server
}

case $kind in
	undefined)
		[ $# -gt 0 ] || set -- regress tap
		export COPT='-O1 -DUSE_ASSERT_CHECKING -fsanitize=undefined -fsanitize-undefined-trap-on-error'
		;;
	address)
		[ $# -gt 0 ] || set -- unit
		export COPT='-O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined' ASAN_OPTIONS=detect_leaks=0
		;;
	valgrind)
		command -v valgrind >/dev/null || { echo 'sanitize.sh: needs valgrind (apt-get install valgrind)' >&2; exit 1; }
		[ $# -gt 0 ] || set -- regress segment actor_code event_pattern power_profile name theme lexicon rank text_table
		program "exec valgrind -q --trace-children=yes --leak-check=no --error-limit=no --num-callers=40 --max-stackframe=8000000" \
			"--suppressions=$here/../test/valgrind.supp --log-file=$reports/valgrind.%p"
		;;
esac

status=0
"$here/test.sh" --in "$folder" "$@" || status=$?
case $kind in
	valgrind)
		# A report is the lines between two that have nothing behind the process' number.
		found=$(cat "$reports"/* 2>/dev/null | sed 's/^==[0-9]*== \{0,1\}//' | awk 'BEGIN { RS = "" } /smartdip\.so/ { n++ } END { print n + 0 }')
		all=$(cat "$reports"/* 2>/dev/null | sed 's/^==[0-9]*== \{0,1\}//' | awk 'BEGIN { RS = "" } /   (at|by) 0x/ { n++ } END { print n + 0 }')
		echo "valgrind: $all errors, $found with a frame of smartdip.so" >&2
		;;
	*) found=0 ;;
esac
if [ "$found" -gt 0 ]; then
	echo "sanitize.sh: $found errors in $reports" >&2
	exit 1
fi
exit $status
