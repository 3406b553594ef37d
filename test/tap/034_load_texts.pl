# smartdip-load for texts, accounts and follows, from end to end: options, packed files, folders of speeches, files of real
# size, fields of a megabyte, loaders at once, a killed loader; and the loader as the one file that is installed.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);
use TestLoad qw($dir $loader write_file read_file load load_slowly count);
use IO::Compress::Gzip qw(gzip);
use IO::Compress::Zip qw(zip);

fresh_database('smartdip_load_texts');

# Mistakes
my ($status, $out, $err);
for my $case (
	[ 'an option of texts for events', qr/need -f text, account or follow/, '-t', 'x', '--map', 'id=a' ],
	[ 'an option of events for texts', qr/are for events/, '-t', 'x', '-f', 'text', '--names' ],
	[ 'a bad map', qr/--map takes COLUMN=VALUE.*not 'author'/, '-t', 'x', '-f', 'text', '--map', 'author' ],
	[ 'a bad input', qr/unknown input 'xml'/, '-t', 'x', '-f', 'text', '--input', 'xml' ],
	[ 'partitions of accounts', qr/only texts and events/, '-t', 'x', '-f', 'account', '--partition', 'year' ],
	[ 'a bad configuration', qr/"public\.smartdip_none" does not exist/, '-t', 'x', '-f', 'text', '--search', 'smartdip_none' ],
	[ 'another format', qr/the formats are gdelt2, .*, text, account, follow/, '-t', 'x', '-f', 'texts' ])
{
	my ($name, $pattern, @arguments) = @$case;
	($status, $out, $err) = load('', @arguments);
	is($status, 2, "$name: exit code 2");
	like($err, $pattern, "$name: says so");
}

# CSV, its values named; packed; once more
my $csv = "\xef\xbb\xbfTweet ID,created_at,screen_name,text,favorites\r\n"
	. join('', map { "$_,Wed Oct 10 20:19:24 +0000 2018,\@mofa,\"Visit $_, \"\"digital\r\ndiplomacy\"\"\",\"1,00$_\"\r\n" } 1 .. 9);
my @options = ('-f', 'text', '--map', 'id=tweet_id,published=created_at,account=screen_name,body=text', '--map', 'likes=favorites', '--set', 'platform=twitter,author=KWTGOV');
gzip(\$csv, "$dir/posts.csv.gz") or die;
($status, $out, $err) = load('', '-t', 'posts', @options, '--search', 'smartdip', "$dir/posts.csv.gz");
is("$status $out", "0 9 loaded, 0 refused, 0 duplicate\n", 'CSV of Windows, packed') or diag($err);
is(psql_ok("SELECT id, published AT TIME ZONE 'UTC', author, account, platform, language, encode(convert_to(body, 'UTF8'), 'escape'), likes FROM posts WHERE id = '3'"),
	"3|2018-10-10 20:19:24|KWTGOV|mofa|twitter|en|Visit 3, \"digital\r\ndiplomacy\"|1003", 'every value is where it belongs');
is(psql_ok("SELECT count(*) FROM posts WHERE search @@ to_tsquery('smartdip', 'diplomacy') AND themes @@ 'form.digital'"), 9, 'with words and themes');
is(psql_ok("SELECT count(*) FROM pg_index WHERE indrelid = 'posts'::regclass"), 5, 'a table that the loader made has its indexes');
for my $way (\&load, \&load_slowly)
{
	($status, $out, $err) = $way == \&load ? load($csv, '-t', 'posts', @options, '-') : load_slowly(write_file('posts.csv', $csv), '-t', 'posts', @options);
	is("$status $out", "0 0 loaded, 0 refused, 9 duplicate\n", 'once more, through standard input: nothing new') or diag($err);
}
write_file('a.jsonl', join "\n", map { qq({"id":$_,"published":1539202764}) } 21 .. 24);
write_file('b.jsonl', join "\n", map { qq({"id":$_,"published":1539202764}) } 25 .. 29);
zip([ "$dir/a.jsonl", "$dir/b.jsonl" ] => "$dir/both.zip") or die;
($status, $out, $err) = load('', '-t', 'posts', '-f', 'text', "$dir/both.zip", write_file('cut.jsonl.gz', substr read_file("$dir/posts.csv.gz"), 0, 200), "$dir/nothing.csv");
is("$status $out", "1 9 loaded, 0 refused, 0 duplicate\n", 'JSON Lines in a zip file; files that fail');
like($err, qr/cut\.jsonl\.gz: not loaded: damaged gzip.*nothing\.csv: not loaded: cannot read/s, 'say why');
is(count('posts'), 18, 'of the failed ones nothing is there');
($status, $out, $err) = load("a;b\n1;2\n", '-t', 'posts', '-f', 'text');
like("$status $err", qr/^1 .*the file has no column "id".*Its columns are a, b/s, 'a file of other columns');
($status, $out, $err) = load("1|2020-01-01\n2|2020-01-01|x\n", '-t', 'numbered', '-f', 'text', '--no-header', '--map', 'id=1,published=2', '--no-themes', '--partition', 'year');
is("$status $out", "3 1 loaded, 1 refused, 0 duplicate\n", 'without a header') or diag($err);
is(psql_ok("SELECT tableoid::regclass FROM numbered"), 'numbered_p2020', 'in a partition');
is(psql_ok("SELECT file, line_no, line, reason, value, format, header IS NULL FROM numbered_reject"), '-|2|2|2020-01-01|x|the row has another number of columns|3|csv|t', 'the refused row');
for my $case (['with a header', "id,published,body\r1,2020-01-01,x\r2,2020-01-02,y\r"], ['with quotes', qq(id,published,body\r"1","2020-01-01","x"\r)],
	['without a header', "1,2020-01-01,x\r2,2020-01-02,y\r", '--no-header', '--map', 'id=1,published=2,body=3'])
{
	my ($name, $lines, @arguments) = @$case;
	($status, $out, $err) = load($lines, '-t', 'returns', '-f', 'text', '--no-themes', @arguments);
	is("$status $out", "1 0 loaded, 0 refused, 0 duplicate\n", "lines that end in carriage returns alone, $name, are not lost without a word");
	like($err, qr/carriage returns alone.*tr '\\r' '\\n'/s, 'what to do is said');
}
($status, $out, $err) = load("id,published,author\n1,2020-01-01,kuwait\n2,2020-01-01,France\n3,2020-01-01,FRAGOV\n4,2020-01-01,XYZ\n", '-t', 'named', '-f', 'text', '--no-themes');
is("$status $out", "3 2 loaded, 2 refused, 0 duplicate\n", 'names are no codes, however many letters they have') or diag($err);
is(psql_ok("SELECT string_agg(reason || ' ' || value, '; ' ORDER BY line_no) FROM named_reject"),
	'author: not an actor code, it is a name kuwait; author: not an actor code, it is a name France', 'and are refused with the reason');
($status, $out, $err) = load(qq(id\tpublished\tbody\n1\t2020-01-01\t"a" b\n), '-t', 'tabs', '-f', 'text', '--input', 'tsv');
is("$status $out" . psql_ok('SELECT body FROM tabs'), "0 1 loaded, 0 refused, 0 duplicate\n\"a\" b", 'tabs, and quotes that are none');

# Accounts and follows
($status, $out, $err) = load("account,actor,opened\n\@a,USA,2009-01-01\nb,FRA,None\n", '-t', 'accounts', '-f', 'account', '--set', 'platform=twitter');
is("$status $out", "0 2 loaded, 0 refused, 0 duplicate\n", 'accounts') or diag($err);
($status, $out, $err) = load("source\ttarget\na\t\@b\n", '-t', 'follows', '-f', 'follow', '--set', 'platform=twitter');
is("$status $out" . psql_ok('TABLE follows'), "0 1 loaded, 0 refused, 0 duplicate\ntwitter|a|b|", 'follows') or diag($err);
($status, $out, $err) = load('', '-t', 'follows', '-f', 'follow', $dir);
like("$status $err", qr/^1 .*it is a folder/, 'only texts lie in folders');

# A folder of speeches
mkdir "$dir/un";
mkdir "$dir/un/Session 75 - 2020";
write_file('un/Session 75 - 2020/USA_75_2020.txt', "\xef\xbb\xbfMr. President,\r\nwe \"need\" peace\\.\t\x01");
write_file('un/Session 75 - 2020/ROU_75_2020.txt', 'السيد الرئيس');
write_file('un/EU_66_2011.txt', 'Mr. President');
write_file('un/FRA_66_2011.txt', "caf\xe9");
write_file('un/notes.txt', 'x');
write_file('un/._USA_1_1946.txt', 'x');
($status, $out, $err) = load('', '-t', 'speeches', '-f', 'text', "$dir/un");
is("$status $out", "3 3 loaded, 1 refused, 0 duplicate\n", 'a folder of speeches') or diag($err);
like($err, qr/not read, since their names are not COUNTRY_SESSION_YEAR\.txt: 1$/m, 'what has another name is told of');
is(psql_ok("SELECT string_agg(concat_ws(' ', id, published::date, author, platform, language), ', ' ORDER BY id) FROM speeches"),
	'EU_66_2011.txt 2011-09-15 IGOEUREEC speech en, ROU_75_2020.txt 2020-09-15 ROU speech ar, USA_75_2020.txt 2020-09-15 USA speech en', 'who spoke and when, by the names');
is(psql_ok("SELECT encode(convert_to(body, 'UTF8'), 'hex') FROM speeches WHERE id LIKE 'USA%'"), unpack('H*', "Mr. President,\r\nwe \"need\" peace\\.\t\x01"), 'the text, byte by byte');
like(psql_ok('SELECT line, reason FROM speeches_reject'), qr/FRA_66_2011.*valid UTF-8/, 'what is no UTF-8 is refused');
($status, $out, $err) = load('', '-t', 'speeches', '-f', 'text', '--set', 'platform=press', "$dir/un");
is($out, "0 loaded, 4 refused, 0 duplicate\n", 'a constant goes before what the folder tells');

# Fields of a megabyte, quotes that are not closed among them
my $long = join('', map { "w$_ \"\"x\"\"\n" } 1 .. 80_000);
my $large = "id,published,body\n1,2020-01-01,\"$long\"\n2,2020-01-01,\"open\n3,2020-01-01,x\n4,2020-01-01,\"" . 'y' x 1_000_000 . "\"\n5,2020-01-01," . 'z' x 17_000_000 . "\n6,2020-01-01,end\n";
($status, $out, $err) = load($large, '-t', 'large', '-f', 'text', '--no-themes');
is("$status $out", "3 4 loaded, 2 refused, 0 duplicate\n", 'fields of a megabyte') or diag($err);
is(psql_ok("SELECT string_agg(id || ' ' || length(body), ', ' ORDER BY id) FROM large"), '1 ' . (length($long) - 80_000 * 2) . ', 3 1, 4 1000000, 6 3', 'all of them are whole');
is(psql_ok("SELECT string_agg(line_no || ' ' || reason || ' ' || length(line), ', ' ORDER BY line_no) FROM large_reject"),
	'80003 a quote is not closed, or stands inside a value without quotes 18, 80006 the row is longer than 16 MB 1048576', 'the others are refused by their lines');

# Files of any bytes end in a count or in an error that says why
srand 20201128;
for my $round (1 .. 12)
{
	my @pieces = ('"', "\n", ',', "\0", "\xff", '{"id":1}', 'id,published', '2020-01-01', "\xd9\x83", '\\u0000', "\r");
	my $bytes = ($round % 2 ? "id,published,body\n" : '') . join '', map { $pieces[ rand @pieces ] } 1 .. 500;
	($status, $out, $err) = load($bytes, '-t', 'anything', '-f', 'text', '--max-refused', 100);
	ok($status == 0 || $status == 3 || ($status == 1 && $err =~ /not loaded: (?:the (?:file|header)|unrecognized)/ && $err !~ /XX000|syntax/), "any bytes, round $round") or diag($err);
}

# 200,000 posts, and two loaders at once
sub posts { return join '', map { qq({"id":"$_","created_at":"2020-) . sprintf('%02d-%02d', 1 + $_ % 12, 1 + $_ % 28) . qq(T10:00:00Z","user":{"screen_name":"acc) . $_ % 500
	. qq("},"text":") . 'the embassy answers questions on visas, \u0645\u0631 ' x 4 . qq($_","likes":) . $_ % 1000 . qq(,"pad":[1,{"a":null}]}\n) } $_[0] .. $_[1] }
my @post_options = ('-f', 'text', '--no-themes', '--map', 'published=created_at,account=user.screen_name,body=text', '--set', 'platform=twitter,language=en');
my $all = write_file('all.jsonl', posts(1, 200_000) . posts(7, 7) . qq({"id":"8","created_at":"2021-01-01"}\n{"id":\n));
cmp_ok(-s $all, '>', 50_000_000, '50 MB');
($status, $out, $err) = load('', '-t', 'many', @post_options, $all);
is("$status $out", "3 200000 loaded, 2 refused, 1 duplicate\n", '200,000 posts, a row twice, one of a key that is taken, and a broken one') or diag($err);
is(psql_ok('SELECT count(*), count(DISTINCT account), sum(likes), count(*) FILTER (WHERE published < \'2020-02-01\') FROM many'), '200000|500|99900000|16666', 'all of them, as they are');
my $some = write_file('some.jsonl', posts(1, 20_000));
my @pids = map {
	my $pid = fork() // die;
	if ($pid == 0) { exec 'sh', '-c', 'exec "$@" >"$0" 2>&1', "$dir/race$_", $^X, $loader, '-t', 'race', @post_options, $some }
	$pid;
} 1 .. 2;
my @codes = map { waitpid $_, 0; $? >> 8 } @pids;
is("@codes " . count('race') . ' ' . count('race_reject'), '0 0 20000 0', 'two loaders at once: each row once, none refused') or diag(map { read_file("$dir/race$_") } 1 .. 2);

# A killed loader
{
	pipe(my $reader, my $writer) or die;
	my $pid = fork() // die;
	if ($pid == 0)
	{
		close $writer;
		open(STDIN, '<&', $reader) && open(STDOUT, '>', '/dev/null') && open(STDERR, '>', '/dev/null') or die;
		exec($^X, $loader, '-t', 'race', @post_options, '-') or die;
	}
	close $reader;
	local $SIG{PIPE} = 'IGNORE';
	syswrite $writer, posts(30_001, 30_500);
	for (1 .. 100)
	{
		last if psql_ok("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'smartdip-load' AND query LIKE 'COPY%'") > 0;
		select undef, undef, undef, 0.1;
	}
	kill 'KILL', $pid;
	close $writer;
	waitpid $pid, 0;
	is($? & 127, 9, 'the loader is killed');
	for (1 .. 100)
	{
		last if psql_ok("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'smartdip-load'") == 0;
		select undef, undef, undef, 0.1;
	}
	is(count('race') . ' ' . count('race_reject'), '20000 0', 'a killed loader leaves the table as it was');
}

# A table that does not take one row of a thousand
psql_ok("SELECT create_text_table('checked', themes => false); ALTER TABLE checked ADD CHECK (likes <> 500)");
($status, $out, $err) = load('', '-t', 'checked', @post_options, $some);
is("$status $out", "3 19980 loaded, 20 refused, 0 duplicate\n", 'rows that a check keeps out, and no others') or diag($err);
is(psql_ok('SELECT count(*), count(*) FILTER (WHERE likes = 500) FROM checked'), '19980|0', 'are not there');
like(psql_ok('SELECT DISTINCT reason FROM checked_reject'), qr/^the table does not take the row: .*violates check constraint/, 'and say why');

# Days all over the calendar do not make tables without end
my $far = join '', map { qq({"id":$_,"published":") . sprintf('%d-%02d-01', 1850 + $_ / 12, $_ % 12 + 1) . qq("}\n) } 1 .. 650;
psql_ok('CREATE TABLE far (id text, published timestamptz, PRIMARY KEY (id, published)) PARTITION BY RANGE (published)');
($status, $out, $err) = load($far, '-t', 'far', '-f', 'text');
like("$status $err", qr/^1 .*more than 600 new partitions/, 'too many months for one load');
is(psql_ok("SELECT count(*) FROM pg_inherits WHERE inhparent = 'far'::regclass"), 0, 'leave no partition behind');

# Databases of other encodings: what they cannot hold is refused, and the load goes on
for my $encoding ('LATIN1', 'SQL_ASCII')
{
	psql_ok("CREATE DATABASE smartdip_load_other ENCODING $encoding LOCALE 'C' TEMPLATE template0");
	local $ENV{PGDATABASE} = 'smartdip_load_other';
	psql_ok('CREATE EXTENSION smartdip');
	($status, $out, $err) = load(qq(id,published,body\n1,2020-01-01,M\xc3\xbcnchen\n2,2020-01-01,\xd9\x83\n), '-t', 'texts', '-f', 'text');
	is($out, $encoding eq 'LATIN1' ? "1 loaded, 1 refused, 0 duplicate\n" : "2 loaded, 0 refused, 0 duplicate\n", "into $encoding") or diag($err);
	is(psql_ok("SELECT encode(convert_to(body, 'UTF8'), 'hex') FROM texts WHERE id = '1'"), '4dc3bc6e6368656e', 'the text is the same') if $encoding eq 'LATIN1';
	is(psql_ok('SELECT reason, line FROM texts_reject'), 'body: the encoding of the database lacks a character|2,2020-01-01,\xd9\x83', 'the refused row is shown in ASCII') if $encoding eq 'LATIN1';
	local $ENV{PGDATABASE} = 'smartdip_load_texts';
	psql_ok('DROP DATABASE smartdip_load_other');
}

# The file that is installed
SKIP:
{
	skip 'the loader was not built here', 2 unless -x 'smartdip-load';
	my $help = (load('', '--help'))[1];
	local $TestLoad::loader = "$dir/alone";
	write_file('alone', read_file('smartdip-load'));
	($status, $out, $err) = load('', '-t', 'posts', @options, "$dir/posts.csv.gz");
	is("$status $out", "0 0 loaded, 0 refused, 9 duplicate\n", 'the loader is one file where it is installed') or diag($err);
	($status, $out) = load('', '--help');
	is($out, $help, 'and helps');
}
done_testing();
