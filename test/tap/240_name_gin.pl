# Search of names by index: the same rows as without, for every name asked for and at several thresholds, over made names and, where
# they are, over real ones; and after a dump and restore.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

# Names put together of syllables in both scripts, the same in every run.
my $seed = 7;
sub draw { $seed = ($seed * 1103515245 + 12345) % 2147483648; return $_[ int($seed / 65536) % @_ ] }
my @latin = qw(ma ho ka li sch ten ber al ab dul rah man cha wa go jo xi q ph tch n s ov sky is ou ei ya);
my @arabic = qw(مح مد ال عب كل ين تو ن سا ري شا غو ج خ ق ط ية وف سك تش او ي ر ب);
my $rows = '';
for my $n (1 .. 20000)
{
	my @syllables = $n % 2 ? \@latin : \@arabic;
	my $name = join ' ', map { join '', map { draw(@{ $syllables[0] }) } 1 .. draw(1 .. 4) } 1 .. draw(1 .. 3);
	$rows .= "$name\n";
}
my $file = ($ENV{SMARTDIP_SHARED} || '../shared') . '/data/names/wikidata-en-ar-train.tsv';
my @real;
if (open(my $in, '<:raw', $file))
{
	while (my $line = <$in>)
	{
		my ($latin, $arabic) = split /\t/, $line;
		$arabic =~ s/ //g;
		s/\\/\\\\/g for $latin, $arabic;
		push @real, $latin, $arabic if $latin ne '' && $. % 4 == 0;
	}
}
else
{
	diag("no names in $file: made ones only");
}
$rows .= join('', map { "$_\n" } @real);

fresh_database('smartdip_name_gin');
psql_ok("CREATE TABLE person (name text);\nCOPY person FROM STDIN;\n$rows\\.\nCREATE INDEX person_name ON person USING gin (name gin_name_ops);\nANALYZE person;");
psql_ok("CREATE TABLE asked AS SELECT name FROM person WHERE hashtext(name) % 400 = 0 LIMIT 150;\n"
	. "INSERT INTO asked VALUES (''), ('bin'), ('42'), ('Hillary Clinton'), ('محمد بن راشد'), ('Путин')");
cmp_ok(psql_ok('SELECT count(*) FROM asked'), '>', 30, 'names to ask for');

my $found = 'SELECT count(*), coalesce(sum(hashtext(a.name || E\'\t\' || p.name)::bigint), 0) FROM asked a, LATERAL (SELECT name FROM person WHERE name =~> a.name) p';
for my $threshold (0, 0.4, 0.65, 0.9, 1)
{
	my $set = "SET smartdip.name_similarity_threshold = $threshold; SET max_parallel_workers_per_gather = 0;";
	my $index = psql_ok("$set SET enable_seqscan = off; $found");
	my $sequential = psql_ok("$set SET enable_bitmapscan = off; SET enable_indexscan = off; $found");
	is($index, $sequential, "threshold $threshold: index and sequential scan find the same ($index)");
}
like(psql_ok("SET enable_seqscan = off; EXPLAIN SELECT * FROM person WHERE name =~> 'Clinton'"), qr/Bitmap Index Scan on person_name/, 'the index is used');
like(psql_ok("SET enable_seqscan = off; EXPLAIN SELECT * FROM person WHERE 'Clinton' <~= name"), qr/Bitmap Index Scan on person_name/, 'and by the commutator');
like(psql_ok("EXPLAIN SELECT * FROM person WHERE name =~> 'Clinton'"), qr/Bitmap Index Scan on person_name/, 'by choice, too');
psql_ok("INSERT INTO person VALUES ('Hillary Clinton'), ('هيلاري كلينتون'); DELETE FROM person WHERE name = 'Hillary Clinton'; VACUUM person");
like(psql_ok("SET enable_seqscan = off; SELECT string_agg(name, ',') FROM person WHERE name =~> 'Hillary Clinton'"), qr/هيلاري كلينتون/, 'rows that come and go');

# A parallel worker has the setting of its leader.
is(psql_ok("SET smartdip.name_similarity_threshold = 0.9; SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
	SET min_parallel_table_scan_size = 0; SET enable_bitmapscan = off; SELECT count(*) FROM person WHERE name =~> 'محمد'"),
	psql_ok("SET smartdip.name_similarity_threshold = 0.9; SELECT count(*) FROM person WHERE name =~> 'محمد'"), 'in parallel');

# Extensions with operators of texts, and of types that a literal may be, change neither the rows nor the plan, whichever comes first.
my @others = split /\n/, psql_ok("SELECT name FROM pg_available_extensions WHERE name IN ('pg_trgm', 'citext', 'cube', 'hstore', 'intarray', 'isn', 'ltree', 'seg', 'btree_gin') ORDER BY name");
diag('no pg_trgm here') unless grep { $_ eq 'pg_trgm' } @others;
my $others = join '', map { "CREATE EXTENSION $_;\n" } @others;
my $asks = "SELECT string_agg(name, ',' ORDER BY name COLLATE \"C\") FROM person WHERE name =~> 'Clinton';
	SELECT string_agg(name, ',' ORDER BY name COLLATE \"C\") FROM person WHERE 'Clinton' <~= name;
	SELECT 'كلينتون' =~> 'Clinton', 'كلينتون' =~> text 'Clinton', 'Clinton' <~= varchar 'كلينتون';
	EXPLAIN (COSTS OFF) SELECT * FROM person WHERE name =~> 'Clinton'; EXPLAIN (COSTS OFF) SELECT * FROM asked a JOIN person p ON p.name =~> a.name;
	SET enable_seqscan = off; $found";
my $before = psql_ok($asks);
like($before, qr/^t\|t\|t$/m, 'a name is found by a literal and by a text');
psql_ok($others);
is(psql_ok($asks), $before, "with @others the same is found in the same way");

# Dumped with the index, and restored into another schema, where the others were before.
my ($status, $dump, $err) = run_command('', 'pg_dump', '-t', 'person', '-t', 'asked', 'smartdip_name_gin');
is($status, 0, 'pg_dump') or diag($err);
fresh_database('smartdip_name_gin_2', bare => 1);
psql_ok("$others CREATE SCHEMA tools; CREATE EXTENSION smartdip SCHEMA tools");
$dump =~ s/public\.gin_name_ops/tools.gin_name_ops/g;
($status, undef, $err) = run_command($dump, 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
is($status, 0, 'restored') or diag($err);
is(psql_ok("ANALYZE; SET search_path = public, tools; $asks"), $before, 'the same rows in the same way after the restore');
psql_ok("SET search_path = ''; SELECT 'كلينتون' OPERATOR(tools.=~>) tools.name_query 'Clinton'");

done_testing();
