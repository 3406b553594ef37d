#!/usr/bin/env bash
# Makes the checkout that of a release: writes the version into every file that tells it, and freezes the install script in updates/.
# Nothing is committed or tagged: look at `git diff`, run the tests, do both.
#
#   scripts/release.sh VERSION       as 1.0.0
#
# First give CHANGELOG.md its part: its head "## VERSION (unreleased)" gets today's date. After the first release, updates/ needs the
# script from the last one (updates/README.md).
set -euo pipefail

die() { echo "release.sh: $*" >&2; exit 1; }
[ "${1:-}" != --help ] && [ "${1:-}" != -h ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '$d'; exit 0; }
cd "$(dirname "$0")/.."
version=${1:-}
[[ $version =~ ^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] || die "usage: scripts/release.sh VERSION, as 1.0.0"
frozen=updates/smartdip--$version.sql.gz
[ ! -e "$frozen" ] || die "$version is frozen: what was released does not change"
mapfile -t before < <(ls updates/ | sed -n 's/^smartdip--\([0-9.]*\)\.sql\.gz$/\1/p' | sort -V)
last=${before[*]: -1}
if [ -n "$last" ]; then
	[ "$(printf '%s\n' "$last" "$version" | sort -V | tail -n 1)" = "$version" ] || die "$version is older than $last, which is released"
	[ -e "updates/smartdip--$last--$version.sql" ] || die "no updates/smartdip--$last--$version.sql: who has $last could not get $version"
fi
today=$(date -u +%Y-%m-%d)
head=$(sed -n '/^## /{p;q}' CHANGELOG.md)
[[ $head == *' (unreleased)' || $head == "## $version ("* ]] || die "CHANGELOG.md begins with '$head': it has no part for $version"

old=$(sed -n 's/^  "version": "\([^"]*\)".*/\1/p' META.json)
# say FILE EXPRESSION: sed in place; the version has to stand there after it.
say()
{
	sed -i.bak "$2" "$1" && rm -f "$1.bak"
	grep -qF "$version" "$1" || die "found no place for the version in $1"
}
say META.json "/\"meta-spec\"/!s/\"version\": \"${old//./\\.}\"/\"version\": \"$version\"/; s/\"release_status\": \"testing\"/\"release_status\": \"stable\"/"
say smartdip.control "s/^default_version = .*/default_version = '$version'/"
say CHANGELOG.md "s/^## [0-9.]* (unreleased)\$/## $version ($today)/"
# The first release renames the entry that is there, the others put theirs before it.
if [ -z "$last" ]; then
	say debian/changelog "1s/([^)]*)[^;]*;/($version-1) unstable;/"
	say debian/changelog "1,/^ -- /s/^\( -- .*>  \).*/\1$(date -uR)/"
else
	by=$(sed -n 's/^ -- \(.*>\)  .*/\1/p' debian/changelog | head -n 1)
	{ printf 'smartdip (%s-1) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n\n' "$version" "$by" "$(date -uR)"; cat debian/changelog; } >debian/changelog.new
	mv debian/changelog.new debian/changelog
fi
say scripts/smartdip-load "s/^my \\\$version = .*/my \\\$version = '$version';/"
say doc/man/smartdip-load.1 "s/\"smartdip [0-9.]*\"/\"smartdip $version\"/"
say doc/reference.md "s/^This is version [0-9.]*[0-9]\\./This is version $version./"

# As the Makefile joins it; gzip without the time, so that the same script is the same file.
make -s "smartdip--$version.sql" >/dev/null
gzip -9n <"smartdip--$version.sql" >"$frozen"
rm -f "smartdip--$version.sql"
echo "$version: $(gzip -dc "$frozen" | wc -l) lines of SQL are frozen in $frozen"
