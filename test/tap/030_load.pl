# scripts/smartdip-load from end to end: plain, gzip, zip and piped input, reloads, killed loaders, files that fail,
# odd names; and, where the shared folder of real files is, those files to the last row.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);
use TestLoad qw($dir $loader write_file read_file load event events count);
use IO::Compress::Gzip qw(gzip);
use IO::Compress::Zip qw(zip);

fresh_database('smartdip_load');

# Help and mistakes
my ($status, $out, $err) = load('', '--version');
is($out, 'smartdip-load ' . psql_ok('SELECT smartdip_version()') . "\n", '--version is that of the library');
($status, $out, $err) = load('', '--help');
is($status, 0, '--help');
like($out, qr/^smartdip-load loads files of events/, 'says what it does');
for my $case (
	['no table', qr/no table given/], ['a bad option', qr/Unknown option/, '--nonesuch'], ['a bad partition', qr/cannot partition by 'week'/, '-t', 'x', '--partition', 'week'],
	['a bad format', qr/unknown format 'gdelt3': the formats are gdelt2, gdelt1/, '-t', 'x', '-f', 'gdelt3'], ['a bad table', qr/invalid|valid identifier/, '-t', 'two words'],
	['a bad share', qr/cannot allow 101 percent/, '-t', 'x', '--max-refused', 101], ['standard input twice', qr/only once/, '-t', 'x', '-', '-'])
{
	my ($name, $pattern, @arguments) = @$case;
	($status, $out, $err) = load('', @arguments);
	is($status, 2, "$name: exit code 2");
	like($err, $pattern, "$name: says so");
	is($out, '', "$name: prints no sums");
}

# A file of fewer lines than are looked into for its format
($status, $out, $err) = load("day,source,code,target\n2018-01-01,USA,042,FRA\n2018-01-02,France,042,USA\n", '-t', 'short');
is("$status $out", "3 1 loaded, 1 refused, 0 duplicate\n", 'a short file is loaded');
unlike($err, qr/ line \d+\.$/m, 'and gives no warning');
is(psql_ok('SELECT reason, value FROM short_reject'), 'source: not an actor code, it is a name|France', 'the name of a country is no code of an actor');
{
	local $ENV{PGPORT} = 1;
	($status, $out, $err) = load('', '-t', 'x');
	is($status, 2, 'no server: exit code 2');
	like($err, qr/^smartdip-load: .*(connect|socket)/, 'no server: psql\'s own words');
}
{
	local $ENV{PATH} = '/nonexistent';
	($status, $out, $err) = load('', '-t', 'x');
	is($status, 2, 'no psql: exit code 2');
	like($err, qr/cannot run psql.*is the PostgreSQL client installed/, 'no psql: says so');
}
psql_ok('CREATE DATABASE smartdip_load_bare');
{
	local $ENV{PGDATABASE} = 'smartdip_load_bare';
	($status, $out, $err) = load('', '-t', 'x');
	is($status, 2, 'no extension: exit code 2');
	like($err, qr/run CREATE EXTENSION smartdip/, 'no extension: says what to do');
}
psql_ok('DROP DATABASE smartdip_load_bare');

# Plain, gzip, zip, standard input; several members; line ends; a last line without end; reloads
my $plain = write_file('plain.tsv', events(1, 100) . event(101, url => 'http://example.org/'));
($status, $out, $err) = load('', '-t', 'events', $plain);
is($status, 0, 'a plain file loads') or diag($err);
is($out, "101 loaded, 0 refused, 0 duplicate\n", 'the last line of the output');
like($err, qr/^\Q$plain\E: 101 loaded, 0 refused, 0 duplicate \(/, 'a line for the file on standard error');
is(psql_ok('SELECT count(*), count(url), min(id), max(id) FROM events'), '101|1|1|101', 'all rows are there, the last one with its URL');
is(psql_ok("SELECT count(*) FROM pg_index WHERE indrelid = 'events'::regclass"), 3, 'a table that the loader made has its indexes');
($status, $out) = load('', '-t', 'events', $plain);
is($out, "0 loaded, 0 refused, 101 duplicate\n", 'once more: nothing new');

my $packed = events(101, 101, url => 'http://example.org/') . events(102, 200);
gzip(\$packed, "$dir/one.gz") or die;
my $half = events(201, 250);
gzip(\$half, "$dir/two.gz") or die;
my $more = events(251, 300, url => 'http://example.org/x');
gzip(\$more, "$dir/two.gz", Append => 1) or die;
($status, $out, $err) = load('', '-t', 'events', "$dir/one.gz", "$dir/two.gz");
is($out, "199 loaded, 0 refused, 1 duplicate\n", 'gzip, also of two parts') or diag($err);
write_file('a.csv', events(301, 310) . event(311));
write_file('b.csv', events(312, 320));
zip([ "$dir/a.csv", "$dir/b.csv" ] => "$dir/both.zip") or die;
($status, $out, $err) = load('', '-t', 'events', "$dir/both.zip");
is($out, "20 loaded, 0 refused, 0 duplicate\n", 'zip with two members, the first without a last line end') or diag($err);
($status, $out) = load(events(321, 330), '-t', 'events');
is($out, "10 loaded, 0 refused, 0 duplicate\n", 'standard input');
for my $name ('one.gz', 'both.zip')
{
	open(my $in, '<:raw', "$dir/$name") or die;
	local $/;
	my $expected = $name eq 'one.gz' ? 100 : 20;
	($status, $out, $err) = load(scalar <$in>, '-t', 'events', '-');
	is($out, "0 loaded, 0 refused, $expected duplicate\n", "$name through standard input") or diag($err);
}
($status, $out) = load(join("\r\n", map { event($_) } 331 .. 340), '-t', 'events');
is($out, "10 loaded, 0 refused, 0 duplicate\n", 'line ends of Windows');
($status, $out) = load('', '-t', 'events');
is($out, "0 loaded, 0 refused, 0 duplicate\n", 'nothing at all');
is(count('events'), 340, 'all of them are there');

# Any bytes: refused lines keep what they were
my $bytes = event(400) . "\n" . event(401) . "\0\n" . event(402, name => "M\xfcnchen") . "\n\\.\n\\N\n\n" . event(403, name => 'back\\slash "quote"') . "\n"
	. ('x' x 3_000_000) . "\n" . event(404, source => 'FRAGOVMILX') . "\n" . event(405, code => '13y') . "\n" . event(406);
($status, $out, $err) = load($bytes, '-t', 'events', '--no-url');
is($out, "3 loaded, 8 refused, 0 duplicate\n", 'lines of all kinds') or diag($err);
is(psql_ok("SELECT string_agg(line_no::text, ' ' ORDER BY line_no) FROM events_reject WHERE file = '-'"), '2 3 4 5 6 8 9 10', 'refused lines keep their numbers');
is(psql_ok("SELECT reason, value FROM events_reject WHERE line_no = 9"), 'Actor1Code: not an actor code, the number of characters is not a multiple of three|FRAGOVMILX', 'the reason names the column, the value stands beside it');
is(psql_ok("SELECT substr(line, strpos(line, 'M\\x'), 10), value LIKE '%\\\\xfc%' FROM events_reject WHERE line_no = 3"), 'M\\xfcnchen|t', 'a byte that is no text is shown');
is(psql_ok("SELECT length(line), reason FROM events_reject WHERE line_no = 8"), '1048576|the line is longer than 1 MB', 'of a line that is too long the first MB is kept');
($status, $out) = load($bytes, '-t', 'events');
is($out, "0 loaded, 8 refused, 3 duplicate\n", 'once more');
is(count('events_reject'), 8, 'nothing is refused twice');
is(psql_ok("SELECT count(*) FROM events WHERE id BETWEEN 400 AND 410"), 3, 'the good lines are there');

# A row of the same key with other contents was not there already
my $other = write_file('other.tsv', event(1, url => 'http://example.org/') . "\n" . event(2) . "\n" . event(3, code => '190') . "\n");
($status, $out) = load('', '-t', 'events', $other);
is("$status $out", "3 0 loaded, 2 refused, 1 duplicate\n", 'lines of keys that are taken');
is(psql_ok("SELECT string_agg(concat_ws(' ', line_no, reason, value), ', ' ORDER BY line_no) FROM events_reject WHERE file = '$other'"),
	'1 the table has a row of this key with other contents url, 3 the table has a row of this key with other contents code', 'what they differ in');
psql_ok("UPDATE events_reject SET line = " . join('||', map { "'$_'" } split //, event(3)) . " WHERE file = '$other' AND line_no = 3");
is(psql_ok("SELECT * FROM load_rejects('events', '$other')"), '0|1|1', 'one of them is mended');
psql_ok("DELETE FROM events_reject WHERE file = '$other'");

# Files that do not fit are not loaded, and leave nothing in the reject table
my $unfit = write_file('unfit.csv', "a,b,c\n" x 20_000);
for my $case ([ 'gdelt1', qr/not loaded: the lines are no events of format gdelt1: 10000 of 10000 were refused\nDETAIL:  Line 1: .*\nHINT:  Name another format/ ],
	[ 'coded', qr/not loaded: events of format "coded" need a header line/ ])
{
	($status, $out, $err) = load('', '-t', 'events', '-f', $case->[0], $unfit);
	is("$status $out", "1 0 loaded, 0 refused, 0 duplicate\n", "a file that is not $case->[0]: exit code 1");
	like($err, $case->[1], 'says why');
}
($status, $out, $err) = load(events(601, 610), '-t', 'events', '-f', 'gdelt2');
like("$status $err", qr/^1 .*10 of 10 were refused.*They look like gdelt1/s, 'a wrong format is told from the right one');
is(psql_ok("SELECT count(*) FROM events_reject WHERE line LIKE 'a,b%' OR line LIKE '60%'"), 0, 'nothing of them is in the reject table');
my $half_bad = events(601, 610) . "bad\n" x 20;
($status, $out) = load($half_bad, '-t', 'half', '--max-refused', 60);
is("$status $out", "1 0 loaded, 0 refused, 0 duplicate\n", 'more are refused than allowed');
($status, $out) = load($half_bad, '-t', 'half', '--max-refused', 66.7);
is("$status $out", "3 10 loaded, 20 refused, 0 duplicate\n", 'as many as allowed');
($status, $out) = load("bad\n" x 5, '-t', 'half', '-f', 'gdelt1', '--max-refused', 100);
is("$status $out", "3 0 loaded, 5 refused, 0 duplicate\n", 'all of them, if allowed');

# Several files, one of them bad: the others are loaded
write_file('damaged.gz', "\x1f\x8b\x08\x00garbage that is not gzip");
write_file('unknown.txt', "this is\nno event file\n");
open(my $cut, '<:raw', "$dir/one.gz") or die;
read($cut, my $start, 300);
write_file('cut.gz', $start);
mkdir "$dir/folder";
($status, $out, $err) = load('', '-t', 'events', "$dir/missing.tsv", write_file('c.tsv', events(501, 510)), "$dir/damaged.gz", "$dir/unknown.txt", "$dir/cut.gz",
	"$dir/folder", write_file('d.tsv', events(511, 520)));
is($status, 1, 'a file that fails: exit code 1');
is($out, "20 loaded, 0 refused, 0 duplicate\n", 'the sums are those of the files that were loaded');
like($err, qr/missing\.tsv: not loaded: cannot read: No such file/, 'a file that is not there');
like($err, qr/damaged\.gz: not loaded: (damaged|not a) gzip/, 'a damaged gzip file');
like($err, qr/unknown\.txt: not loaded: the first lines tell of no format/, 'a file of no known format');
like($err, qr/cut\.gz: not loaded: damaged gzip/, 'a gzip file that is cut');
like($err, qr/folder: not loaded: cannot read: it is a folder/, 'a folder');
is(count('events'), 363, 'of the failed ones nothing is there');

# A header; -f; names; no URL; partitions
my $coded = write_file('coded.tsv', "\xef\xbb\xbfday\tsource\tcode\ttarget\tnote\n2009-06-13\tUSAGOV\t042\tIRN\tx\n2009-13-13\tUSA\t042\tIRN\tx\n");
($status, $out, $err) = load('', '-f', 'coded', '-t', 'coded', '--partition', 'year', $coded);
is($out, "1 loaded, 1 refused, 0 duplicate\n", 'hand-coded events') or diag($err);
is(psql_ok("SELECT tableoid::regclass, day, code, source, target FROM coded"), 'coded_p2009|2009-06-13|042|USAGOV|IRN', 'in a partition by year');
($status, $out) = load(events(1, 3, url => 'u'), '-t', 'named', '--names', '--no-url', '-f', 'gdelt1');
is(psql_ok("SELECT count(*), string_agg(DISTINCT source_name, ',') FROM named"), '3|WASHINGTON', '--names');
is(psql_ok("SELECT count(*) FROM pg_attribute WHERE attrelid = 'named'::regclass AND attname = 'url'"), 0, '--no-url makes no column');
($status, $out) = load(events(600, 600, url => 'http://example.org/'), '-t', 'events', '--no-url');
is(psql_ok('SELECT url IS NULL FROM events WHERE id = 600'), 't', '--no-url leaves the column of an older table empty');
($status, $out, $err) = load(events(1, 1), '-t', 'events', '--names');
is($status, 2, '--names into a table without them is an error');
like($err, qr/has no column for names/, 'and says so');

# Names that need quotes, and names that try to be more than names
psql_ok('CREATE SCHEMA "Odd Schema"');
for my $table ('"Odd Schema"."t; DROP TABLE events; --"', q{"it's \\ ""quoted"""}, '"Ereignisse_حدث"', 'UPPER', 'public."lower"', '"$$"', '"a $$ b $x$"',
	'"50 % %I %s"', qq{"two\nlines\n"}, qq{"tab\t|pipe"}, q{"'"}, q{"\\"})
{
	my $file = write_file("it's \$(x) \\ \".tsv", events(1, 5) . "bad\n");
	($status, $out, $err) = load('', '-t', $table, $file);
	my $shown = $table =~ s/\s/ /gr;
	is($out, "5 loaded, 1 refused, 0 duplicate\n", "table $shown") or diag($err);
	is(count($table), 5, "$shown holds the rows");
}
is(psql_ok(q{SELECT file FROM "it's \\ ""quoted""_reject"}), "$dir/it's \$(x) \\ \".tsv", 'the file keeps its name in the reject table');
is(count('events'), 364, 'the other table is still there');
{
	local $ENV{PGOPTIONS} = '-c standard_conforming_strings=off -c client_min_messages=warning -c search_path=nowhere,public -c datestyle=german';
	($status, $out, $err) = load('', '-t', q{"it's \\ ""quoted"""}, $plain);
	is($out, "96 loaded, 0 refused, 5 duplicate\n", 'with other settings of the session') or diag($err);
}
($status, $out, $err) = load(events(1, 2), '-t', q{x'); DROP TABLE events; --});
isnt($status, 0, 'no table, but a statement');
is(count('events'), 364, 'it is not run');

# Who owns the database may set a search path to names of his own. None of them is met, and the table is still the one
# that the path leads to.
my $trap = q{LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped'; END$$};
my @shorter = ((map { "create_event_table($_)" } 'text, text, boolean, boolean, boolean', 'text, text, boolean, boolean, boolean, name', 'text, text, boolean, boolean, boolean, name, boolean'),
	'create_account_table(text, boolean, name)');
psql_ok(join ";\n", 'CREATE SCHEMA evil', 'CREATE SCHEMA home', 'CREATE TABLE home.there (LIKE events INCLUDING ALL)',
	(map { "CREATE FUNCTION evil.$_ RETURNS text $trap" } 'count(bigint)', 'string_agg(text, text)', 'quote_ident(name)', 'quote_ident(text)', 'format(text, name)',
		'format(text, name, name)', 'to_regclass(text)', 'current_schema()', 'create_event_table(text)', 'event_formats()', 'set_config(text, text, boolean)'),
	(map { ("CREATE FUNCTION evil.equal($_, $_) RETURNS boolean $trap", "CREATE OPERATOR evil.= (LEFTARG = $_, RIGHTARG = $_, FUNCTION = evil.equal)") } 'name', 'oid', 'text'),
	(map { "CREATE DOMAIN evil.$_ AS pg_catalog.$_ CHECK (VALUE IS NULL)" } qw(text bytea name oid regclass)),
	# fit a call that leaves an argument out as well as the one that is meant
	(map { "CREATE FUNCTION public.$_ RETURNS regclass $trap" } @shorter),
	'ALTER DATABASE smartdip_load SET search_path = home, evil, pg_catalog, public');
($status, $out, $err) = load(events(1, 3), '-t', 'there', '-f', 'gdelt1');
is("$status $out", "0 3 loaded, 0 refused, 0 duplicate\n", 'a search path with traps: a table that is there') or diag($err);
is(count('home.there'), 3, 'is found by the path');
($status, $out, $err) = load(events(1, 3), '-t', 'anew');
is("$status $out", "0 3 loaded, 0 refused, 0 duplicate\n", 'a search path with traps: a table that is not there') or diag($err);
is(psql_ok("SELECT pg_catalog.to_regclass('home.anew') IS NOT NULL"), 't', 'is made where the path leads');
($status, $out, $err) = load("account,platform\na,twitter\n", '-t', 'accounts', '-f', 'account');
is("$status $out", "0 1 loaded, 0 refused, 0 duplicate\n", 'a table of accounts, too') or diag($err);
psql_ok(join ";\n", 'ALTER DATABASE smartdip_load RESET search_path');
psql_ok(join ";\n", 'DROP SCHEMA evil CASCADE', map { "DROP FUNCTION public.$_" } @shorter);

# What a table's trigger sees of the session
psql_ok('CREATE TABLE watched (LIKE events INCLUDING ALL); CREATE TABLE seen (path text)');
psql_ok(q{CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS
	$$BEGIN INSERT INTO public.seen VALUES (current_setting('search_path')); RETURN NULL; END$$});
psql_ok('CREATE TRIGGER watch AFTER INSERT ON watched FOR EACH STATEMENT EXECUTE FUNCTION watch()');
load(events(1, 3), '-t', 'watched');
is(psql_ok('SELECT * FROM seen'), 'pg_catalog, pg_temp', 'a load has a search path without names of others');

# What was read is not kept: memory does not grow with the lines
psql_ok("SELECT create_load_view('long_load', create_event_table('long'))");
psql_ok(q{CREATE TABLE memory (n serial, bytes bigint);
	CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO public.memory (bytes) SELECT sum(total_bytes) FROM pg_backend_memory_contexts; RETURN NULL; END$$;
	CREATE TRIGGER remember AFTER INSERT ON long FOR EACH STATEMENT EXECUTE FUNCTION remember()});
my $long = event('', url => 'http://example.org/' . 'x' x 400);
psql_ok("INSERT INTO long_load SELECT (SELECT string_agg((i * 100000 + j) || '$long', E'\n') FROM generate_series(1, 3000) j) FROM generate_series(1, 15) i");
is(count('long'), 45_000, '27 MB in rows of 3000 lines');
cmp_ok(psql_ok('SELECT count(*) FROM memory'), '>', 5, 'memory was looked at now and then');
cmp_ok(psql_ok('SELECT max(bytes) - (SELECT bytes FROM memory ORDER BY n LIMIT 1) FROM memory'), '<', 10_000_000, 'and did not grow with them');

# Where triggers do not fire, nothing could be loaded: that is an error, and no file without lines
{
	local $ENV{PGOPTIONS} = '-c session_replication_role=replica';
	($status, $out, $err) = load(events(1, 3), '-t', 'watched');
	is("$status $out", "1 0 loaded, 0 refused, 0 duplicate\n", 'in a session without triggers');
	like($err, qr/not loaded: triggers do not fire in this session/, 'says so');
}

# Loaders that make one table at one time
for my $round (1 .. 12)
{
	my @pids = map {
		my $pid = fork() // die;
		if ($pid == 0) { exec 'sh', '-c', 'exec "$@" >"$0" 2>&1', "$dir/race$_", $^X, $loader, '-t', "race$round", '-f', 'gdelt1', $plain }
		$pid;
	} 1 .. 3;
	my @codes = map { waitpid $_, 0; $? >> 8 } @pids;
	is("@codes " . count("race$round"), '0 0 0 101', "three loaders make one table, round $round") or diag(map { read_file("$dir/race$_") } 1 .. 3);
}

# Blank lines are refused like others that hold no event, but no more than a hundred of a file are kept
my $blank = events(1, 5) . "\n" x 150 . "\r\n" x 50 . " \t\n" x 50 . events(6, 10);
($status, $out, $err) = load($blank, '-t', 'blank');
is("$status $out", "3 10 loaded, 250 refused, 0 duplicate\n", 'blank lines are counted') or diag($err);
is(psql_ok('SELECT count(*), min(line_no), max(line_no) FROM blank_reject'), '100|6|105', 'and the first of them are kept');
($status, $out, $err) = load($blank, '-t', 'blank');
is("$status $out", "3 0 loaded, 250 refused, 10 duplicate\n", 'once more');
is(count('blank_reject'), 100, 'nothing is refused twice');

# Killed half way, loader or psql: the table is as it was
sub kill_half_way
{
	my ($who) = @_;
	pipe(my $reader, my $writer) or die;
	my $pid = fork();
	if ($pid == 0)
	{
		close $writer;
		open(STDIN, '<&', $reader) && open(STDOUT, '>', '/dev/null') && open(STDERR, '>', "$dir/killed.err") or die;
		exec($^X, $loader, '-t', 'events', '-') or die;
	}
	close $reader;
	binmode $writer;
	local $SIG{PIPE} = 'IGNORE';
	syswrite $writer, events(10_001, 14_000) for 1 .. 2;
	# the lines are on their way once the session copies
	for (1 .. 100)
	{
		last if psql_ok("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'smartdip-load' AND query LIKE 'COPY%' AND state = 'active'") > 0;
		select undef, undef, undef, 0.1;
	}
	my ($psql) = map { /^(\d+)/ ? $1 : () } grep { (split ' ')[1] == $pid } children();
	kill 'KILL', $who eq 'loader' ? $pid : $psql;
	close $writer;
	waitpid $pid, 0;
	my $code = $?;
	for (1 .. 100)
	{
		last if psql_ok("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'smartdip-load'") == 0;
		select undef, undef, undef, 0.1;
	}
	return $code;
}

# "pid parent" of every process
sub children
{
	my @list;
	for my $file (glob '/proc/[0-9]*/stat')
	{
		open(my $in, '<', $file) or next;
		push @list, "$1 $2" if (readline($in) // '') =~ /^(\d+) \(.*\) \S+ (\d+)/;
	}
	return @list;
}

SKIP:
{
	skip 'no /proc on this system', 5 unless -r "/proc/$$/stat";
	is(kill_half_way('loader') & 127, 9, 'the loader is killed');
	is(count('events'), 364, 'a killed loader leaves the table as it was');
	isnt(kill_half_way('psql') >> 8, 0, 'the loader notices that psql was killed');
	is(count('events'), 364, 'a killed psql leaves the table as it was');
	($status, $out) = load(events(10_001, 10_010), '-t', 'events');
	is($out, "10 loaded, 0 refused, 0 duplicate\n", 'and the next load works');
}

# A database of another encoding: what it cannot hold is refused, and the load goes on
for my $encoding ('LATIN1', 'SQL_ASCII')
{
	psql_ok("CREATE DATABASE smartdip_load_other ENCODING $encoding LOCALE 'C' TEMPLATE template0");
	local $ENV{PGDATABASE} = 'smartdip_load_other';
	psql_ok('CREATE EXTENSION smartdip');
	($status, $out, $err) = load(event(1, name => "M\xc3\xbcnchen") . "\n" . event(2, name => "\xd9\x83") . "\n" . event(3, code => "\xd9\x83") . "\n", '-t', 'events', '--names');
	is($out, $encoding eq 'LATIN1' ? "1 loaded, 2 refused, 0 duplicate\n" : "2 loaded, 1 refused, 0 duplicate\n", "into $encoding") or diag($err);
	is(psql_ok("SELECT encode(convert_to(source_name, 'UTF8'), 'hex') FROM events WHERE id = 1"), '4dc3bc6e6368656e', 'the name is the same') if $encoding eq 'LATIN1';
	like(psql_ok('SELECT string_agg(line_no || reason || line, E\'\n\' ORDER BY line_no) FROM events_reject'), qr/3EventCode: .*\\xd9\\x83/s, 'the refused line is shown in ASCII');
	local $ENV{PGDATABASE} = 'smartdip_load';
	psql_ok('DROP DATABASE smartdip_load_other');
}

# Lines all over the calendar do not make tables without end
($status, $out, $err) = load(join('', map { event($_, day => sprintf('%d%02d01', 1850 + $_ / 12, $_ % 12 + 1)) . "\n" } 1 .. 650), '-t', 'far', '--partition', 'month');
is($status, 1, 'too many months for one load');
like($err, qr/more than 600 new partitions/, 'it says why');
is(psql_ok("SELECT count(*) FROM pg_inherits WHERE inhparent = 'far'::regclass"), 1, 'and leaves no partition behind');

# The real files
my $data = ($ENV{SMARTDIP_SHARED} || '../shared') . '/data';
SKIP:
{
	skip "the real files are not there ($data)", 1 unless -d $data;
	real_files();
}
done_testing();

sub real_load
{
	my ($file, $table, @options) = @_;
	my ($status, $out, $err) = load('', '-t', $table, @options, "$data/$file");
	is($status, $out =~ m{, 0 refused} ? 0 : 3, "$file loads") or diag($err);
	my (undef, $again) = load('', '-t', $table, @options, "$data/$file");
	like($again, qr/^0 loaded, /, "$file again: nothing new");
	chomp $out;
	return $out;
}

# The rows of a file cut into columns by Perl, for comparing.
sub real_rows
{
	my ($file) = @_;
	open(my $in, '<:raw', "$data/$file") or die "$data/$file: $!\n";
	return map { chomp; [ split /\t/, $_, -1 ] } <$in>;
}

sub real_files
{
	my $gdelt2 = 'gdelt/gdelt2-20180101000000.export.CSV';
	is(real_load($gdelt2, 'gdelt2', '--names'), '2414 loaded, 0 refused, 0 duplicate', 'GDELT 2.0: every row');
	my @rows = real_rows($gdelt2);
	psql_ok('CREATE TABLE file_rows (id bigint, day date, code text, base text, root text, quad int, goldstein float8, source text, target text,
		mentions int, sources int, articles int, tone float8, country text, latitude float8, longitude float8, added text, url text, source_name text, target_name text)');
	my $copy = join '', map { join("\t", map { s/\\/\\\\/gr } map { $_ eq '' ? '\\N' : $_ } @$_[ 0, 1, 26 .. 30, 5, 15, 31 .. 34, 53, 56, 57, 59, 60, 6, 16 ]) =~ s/\\\\N/\\N/gr . "\n" } @rows;
	psql_ok("COPY file_rows FROM STDIN;\n$copy\\.\n");
	is(psql_ok("SELECT count(*) FROM gdelt2 e JOIN file_rows f USING (id, day)"), 2414, 'ids and days');
	for my $check (
		'e.code::text = f.code', 'root(e.code)::text = f.root', 'base(e.code)::text = f.base', 'quad_class(e.code) = f.quad', 'goldstein(e.code) = f.goldstein',
		'e.source::text IS NOT DISTINCT FROM f.source', 'e.target::text IS NOT DISTINCT FROM f.target', '(e.mentions, e.sources, e.articles) = (f.mentions, f.sources, f.articles)',
		'e.tone = f.tone', 'e.country IS NOT DISTINCT FROM f.country', 'e.latitude IS NOT DISTINCT FROM f.latitude', 'e.longitude IS NOT DISTINCT FROM f.longitude',
		q{to_char(e.added AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS') = f.added}, 'e.url = f.url', 'e.source_name IS NOT DISTINCT FROM f.source_name',
		'e.target_name IS NOT DISTINCT FROM f.target_name')
	{
		is(psql_ok("SELECT count(*) FROM gdelt2 e JOIN file_rows f USING (id, day) WHERE ($check) IS NOT TRUE"), 0, "GDELT 2.0, every row: $check");
	}

	is(real_load('gdelt/gdelt1-mixed-57-58.tsv', 'gdelt1'), '710 loaded, 0 refused, 0 duplicate', 'GDELT 1.0 with 57 and 58 columns');
	is(psql_ok('SELECT count(url) FROM gdelt1'), 509, 'the URLs of those with 58');
	@rows = real_rows('gdelt/gdelt1-mixed-57-58.tsv');
	is(psql_ok("SELECT string_agg(concat_ws(' ', id, to_char(day, 'YYYYMMDD'), code, source, target), ',' ORDER BY id) FROM gdelt1"),
		join(',', map { join ' ', grep { $_ ne '' } @$_[ 0, 1, 26, 5, 15 ] } sort { $a->[0] <=> $b->[0] } @rows), 'ids, days, codes and actors, character for character');
	is(psql_ok("SELECT count(*) FROM gdelt1 WHERE latitude = 0 AND longitude = 0"), 0, 'no place on the equator off Africa');

	is(real_load('gdelt/gdelt1-reduced-17.tsv', 'reduced'), '998 loaded, 1 refused, 0 duplicate', 'GDELT 1.0 reduced');
	is(psql_ok('SELECT reason, value FROM reduced_reject'), 'the line has other than 17 columns|11', 'the cut line and its reason');
	is(psql_ok('SELECT bool_and(id < 0) FROM reduced'), 't', 'ids of our own are negative');

	is(real_load('icews/events.2018.head1000.tab', 'icews', '--names'), '1000 loaded, 0 refused, 0 duplicate', 'ICEWS');
	@rows = real_rows('icews/events.2018.head1000.tab');
	shift @rows;
	is(psql_ok("SELECT string_agg(concat_ws('|', id, day, code, source_name, target_name), ',' ORDER BY id) FROM icews"),
		join(',', map { join '|', @$_[ 0, 1, 6, 2, 8 ] } sort { $a->[0] <=> $b->[0] } @rows), 'ICEWS: ids, days, codes and names');
	is(psql_ok("SELECT count(*) FROM icews WHERE source IS NULL AND source_name IS NULL"), 0, 'ICEWS: who has no code has a name');
	cmp_ok(psql_ok("SELECT count(source) FROM icews"), '>', 900, 'ICEWS: most actors have a code');

	is(real_load('phoenix/phoenix.head1000.csv', 'phoenix'), '1000 loaded, 0 refused, 0 duplicate', 'Phoenix');
	is(psql_ok('SELECT count(DISTINCT id), max(length(source::text)), bool_and(level(code) > 1) FROM phoenix'), '1000|18|t', 'Phoenix: ids, long actors, whole codes');
}
