# scripts/release.sh in a copy of the checkout: a release that there never was, what may not happen after it, and the next.
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);
use lib 'test/tap';
use TestDb qw(run_command write_file);

my $copy = tempdir('smartdip-release-XXXXXX', TMPDIR => 1, CLEANUP => 1);
system('tar -cf - Makefile META.json smartdip.control CHANGELOG.md README.md updates debian doc/reference.md doc/man src/sql scripts test/data/*.p[lm] | tar -C "' . $copy . '" -xf -') == 0
  or BAIL_OUT('no copy');
unlink glob "$copy/updates/smartdip--*";
edit('CHANGELOG.md', sub { s/^## .*$/## 9.0.0 (unreleased)/m });

# The file of the copy through the code, which edits $_.
sub edit
{
	my ($file, $code) = @_;
	local $_ = TestDb::slurp("$copy/$file");
	$code->();
	write_file("$copy/$file", $_);
	return;
}

sub release
{
	my ($status, $out, $err) = run_command('', 'bash', "$copy/scripts/release.sh", @_);
	return $status == 0 ? $out : $err;
}

sub check
{
	my ($name) = @_;
	my ($status, $out, $err) = run_command('', 'perl', "$copy/test/data/check_$name.pl");
	return join '', $err, grep { !/^ok|^1\.\./ } split /^/, $out;
}

like(release('9.0'), qr/^release.sh: usage/, 'a version has three numbers');
like(release('9.0.0'), qr/^9\.0\.0: [0-9]{4,} lines of SQL are frozen in updates/, 'a release is made');
is(check('meta') . check('man') . check('release'), '', 'every file tells its version');
like(release('9.0.0'), qr/^release.sh: 9\.0\.0 is frozen/, 'it is made once');
like(release('8.9.9'), qr/^release.sh: 8\.9\.9 is older than 9\.0\.0/, 'no older one after it');

edit('src/sql/10_event_code.sql', sub { $_ .= "COMMENT ON TYPE event_code IS 'another';\n" });
like(check('release'), qr/^#   the SQL is not that of 9\.0\.0/m, 'its SQL does not change');
edit('META.json', sub { s/"version": "9\.0\.0"/"version": "9.0.1"/g });
like(check('release'), qr/^#   no update script from 9\.0\.0 to 9\.0\.1/m, 'the next version has an update script');
like(release('9.0.1'), qr/^release.sh: no updates\/smartdip--9\.0\.0--9\.0\.1\.sql/, 'without one there is no release');
write_file("$copy/updates/smartdip--9.0.0--9.0.1.sql", "COMMENT ON TYPE event_code IS 'another';\n");
is(check('release'), '', 'with it all is well');
like(release('9.0.1'), qr/^release.sh: CHANGELOG.md begins with '## 9\.0\.0 \(/, 'what changed has to be told');
edit('CHANGELOG.md', sub { s/^## /## 9.0.1 (unreleased)\n\n- A comment.\n\n## /m });
like(release('9.0.1'), qr/^9\.0\.1: /, 'the next release is made');
is(check('meta') . check('man') . check('release'), '', 'every file tells its version, and both are dated');
like(TestDb::slurp("$copy/debian/changelog"), qr/\Asmartdip \(9\.0\.1-1\).*^smartdip \(9\.0\.0-1\)/ms, 'the packages keep their own history');
done_testing();
