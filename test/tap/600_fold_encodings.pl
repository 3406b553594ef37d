# fold() and script_profile() in databases whose encoding is not UTF8: the same results where the encoding has the
# letters, a clear error where it has not. And in UTF8 what is too much for one text.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(run_command);

my $database = 'smartdip_fold';

# Makes the database with that encoding and installs the extension.
sub database_in
{
	my ($encoding) = @_;
	$ENV{PGOPTIONS} = '-c client_min_messages=warning';
	$ENV{PGCLIENTENCODING} = 'UTF8';
	delete $ENV{PGDATABASE};
	system('psql', '-Xq', '-d', 'postgres', '-c', "DROP DATABASE IF EXISTS $database WITH (FORCE)",
		'-c', "CREATE DATABASE $database TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'") == 0 or die "cannot make a database in $encoding\n";
	$ENV{PGDATABASE} = $database;
	my ($status, undef, $err) = run_command("CREATE EXTENSION smartdip;\n", 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
	is($status, 0, "$encoding: the extension installs") or diag($err);
}

sub gives
{
	my ($name, $sql, $expected) = @_;
	my ($status, $out, $err) = run_command("$sql;\n", 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
	$out =~ s/\n+\z//;
	is("$status $out", "0 $expected", $name) or diag($err);
}

sub fails
{
	my ($name, $sql, $message) = @_;
	my ($status, undef, $err) = run_command("\\set VERBOSITY verbose\n$sql;\n", 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
	ok($status != 0 && $err =~ $message, $name) or diag("$status $err");
}

database_in('LATIN1');
gives('LATIN1: diacritics and case', "SELECT fold('MÜLLER Straße Ærø')", 'muller strasse aero');
gives('LATIN1: a result longer than the text', "SELECT octet_length(fold(repeat('ß²', 1000)))", '3000');
gives('LATIN1: scripts', "SELECT * FROM script_profile('Müller')", 'latin|6|1');
fails('LATIN1: a folded letter that it has not is refused', "SELECT fold('µ')", qr/22P05.*no equivalent in encoding "LATIN1"/);

database_in('WIN1256');
gives('WIN1256: Arabic', "SELECT fold('إلى الدِّبْلُومَاسِيَّة گل é')", 'الي الدبلوماسيه گل e');
gives('WIN1256: options', "SELECT fold('إلى مكة', 'hamza=keep, tamarbuta=keep')", 'إلي مكة');
gives('WIN1256: scripts', "SELECT * FROM script_profile('مصر Egypt')", "latin|5|0.625\narabic|3|0.375");

database_in('SQL_ASCII');
gives('SQL_ASCII: bytes that are UTF-8', "SELECT fold('إلى MÜLLER')", 'الي muller');
fails('SQL_ASCII: bytes that are not are refused', "SELECT fold(E'a\\xff')", qr/22021.*invalid byte sequence for encoding "UTF8": 0xff/);
gives('the comparison with ICU reports in any encoding', 'SELECT count(*) FROM icu_selfcheck() WHERE compared = 1112064', '5');

database_in('UTF8');
fails('UTF8: a result too long for a text is refused', "SELECT octet_length(fold(repeat('ﷺ', 33000000)))",
	qr/54000.*folded text is too long.*1089000000 bytes/s);

delete $ENV{PGDATABASE};
system('psql', '-Xq', '-d', 'postgres', '-c', "DROP DATABASE $database WITH (FORCE)");
done_testing();
