# Names across scripts: see scripts/bench.sh. The file has a Latin name, its Arabic letters with blanks between them, and a
# count a line. A fifth is held back, the names whose FNV-1a hash is a multiple of five: the costs of sounds were learned on
# the others (src/data/name_sound.tsv). Ties count against the right name.
use strict;
use warnings;
use Getopt::Long;
use Backend;

my ($rows, $rounds) = (200_000, 5);
GetOptions('rows=i' => \$rows, 'rounds=i' => \$rounds) && @ARGV == 1 or die "usage: bench.sh names [--rows N] [--rounds N] FILE\n";

sub fnv1a
{
	my ($text) = @_;
	my $hash = 2166136261;
	$hash = (($hash ^ $_) * 16777619) & 0xffffffff for unpack 'C*', $text;
	return $hash;
}

my $work = $ENV{WORK};
open(my $in, '<:raw', $ARGV[0]) or die "$ARGV[0]: $!\n";
open(my $out, '>:raw', "$work/names") or die;
while (my $line = <$in>)
{
	chomp $line;
	my ($latin, $arabic, $count) = split /\t/, $line;
	$arabic =~ s/ //g;
	s/\\/\\\\/g for $latin, $arabic;
	print $out join("\t", $latin, $arabic, $count, fnv1a($latin) % 5 == 0 ? 't' : 'f'), "\n" if $latin ne '' && $arabic ne '';
}
close $out;

my $db = Backend->new("CREATE TABLE name (latin text, arabic text, count int, held boolean)", "\\copy name FROM '$work/names'",
	'CREATE EXTENSION IF NOT EXISTS fuzzystrmatch',
	'CREATE TABLE held AS SELECT row_number() OVER (ORDER BY latin COLLATE "C") AS id, latin, arabic FROM name WHERE held',
	'CREATE TABLE plain AS SELECT latin, arabic, romanise(arabic, \'plain\') AS roman, name_keys(latin) AS latin_keys,
		name_keys(arabic) AS arabic_keys FROM held',
	'ANALYZE');
printf "%d names, of which %d are held back\n", $db->query('SELECT count(*) FROM name'), $db->query('SELECT count(*) FROM held');

# The share of queries whose right answer comes first, and among the first ten: q the names asked for, c the names of the list,
# joined on a condition and scored. A name of the same Arabic spelling is no other name.
sub ranks
{
	my ($what, $from, $list, $condition, $score, $every) = @_;
	my $same = 'c.arabic = q.arabic';
	my ($cpu, $result) = $db->measure("WITH q AS MATERIALIZED (SELECT id, latin, arabic, romanise(arabic, 'plain') AS roman, name_keys(latin) AS latin_keys,
			name_keys(arabic) AS arabic_keys FROM held WHERE id % $every = 0),
		right_one AS MATERIALIZED (SELECT q.id, $score AS score, $condition AS found FROM q JOIN LATERAL (SELECT q.latin, q.arabic, q.roman, q.latin_keys, q.arabic_keys) c ON true),
		better AS (SELECT q.id, count(*) AS n FROM q JOIN right_one USING (id) JOIN $list c ON $condition
			WHERE found AND NOT $same AND $score >= right_one.score GROUP BY q.id)
		SELECT string_agg(to_char(v, '0.999'), ' ') FROM (SELECT avg((found AND coalesce(n, 0) < k)::int) AS v FROM right_one LEFT JOIN better USING (id), (VALUES (1), (10)) t(k)
			GROUP BY k ORDER BY k) r");
	printf "%-52s %-16s %14s %10.0f ms\n", $what, $from eq 'latin' ? 'English-Arabic' : 'Arabic-English', $result, $cpu;
}

printf "\n%-52s %-16s %14s %13s\n", 'right name in the held-back part', 'direction', 'R@1   R@10', 'CPU';
my %list = (latin => '(SELECT DISTINCT ON (arabic) * FROM plain ORDER BY arabic)', arabic => 'plain');
for my $from (qw(latin arabic))
{
	my $every = 10;
	my $share = $from eq 'latin' ? 'c.arabic_keys && q.latin_keys' : 'c.latin_keys && q.arabic_keys';
	my ($a, $b) = $from eq 'latin' ? ('q.latin', 'c.arabic') : ('q.arabic', 'c.latin');
	my ($x, $y) = $from eq 'latin' ? ('q.latin', 'c.roman') : ('q.roman', 'c.latin');
	ranks("shares a key, by name_similarity (1 of $every)", $from, $list{$from}, $share, "name_similarity($a, $b)", $every);
	ranks("all, by name_similarity (1 of $every)", $from, $list{$from}, 'true', "name_similarity($a, $b)", $every);
	ranks("all, by trigrams of romanise(..., plain) (1 of $every)", $from, $list{$from}, 'true', "similarity($x, $y)", $every);
	ranks("all, by edit distance of the same (1 of $every)", $from, $list{$from}, 'true',
		"1 - levenshtein($x, $y)::float8 / greatest(length($x), length($y))", $every);
}

# What the operator finds among the held-back names, by threshold.
$db->query('CREATE INDEX ON plain USING gin (arabic gin_name_ops)');
$db->query('CREATE TABLE found AS SELECT q.id, q.arabic AS wanted, c.arabic, name_similarity(q.latin, c.arabic) AS score
	FROM held q JOIN (SELECT DISTINCT arabic FROM plain) c ON name_keys(q.latin) && name_keys(c.arabic) WHERE q.id % 4 = 0');
printf "\n%-12s %10s %10s   of =~> for an English name among the %d held-back Arabic ones, one in four asked for\n", qw(threshold precision recall),
	$db->query('SELECT count(DISTINCT arabic) FROM plain');
for my $threshold (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
{
	printf "%-12s %s\n", $threshold, $db->query("SELECT to_char(count(*) FILTER (WHERE arabic = wanted)::float8 / greatest(count(*), 1), '999990.999') || to_char(count(*) FILTER (WHERE arabic = wanted)::float8
		/ (SELECT count(*) FROM held WHERE id % 4 = 0), '999990.999') FROM found WHERE score >= $threshold");
}

# Speed: full names, half of them in each script.
$db->query("CREATE TABLE person AS SELECT n, CASE WHEN n % 2 = 0 THEN a.latin || ' ' || b.latin ELSE a.arabic || ' ' || b.arabic END AS name
	FROM (SELECT n, 1 + (n * 7919) % m AS i, 1 + (n * 104729 + n / m) % m AS j FROM generate_series(1::bigint, $rows) n, (SELECT count(*) AS m FROM held) c) r
	JOIN held a ON a.id = i JOIN held b ON b.id = j");
my ($build) = $db->measure('CREATE INDEX person_name ON person USING gin (name gin_name_ops)');
$db->query('ANALYZE person');
my @asked = split /\t/, $db->query("SELECT string_agg(name, E'\\t') FROM (SELECT name FROM person WHERE n % ($rows / 20) = 1 ORDER BY n LIMIT 20) p");
my %cpu;
for my $way (qw(index sequential))
{
	$db->query('SET enable_seqscan = ' . ($way eq 'index' ? 'off' : 'on') . '; SET enable_bitmapscan = ' . ($way eq 'index' ? 'on' : 'off'));
	my $count = $way eq 'index' ? @asked : 2;
	my @times;
	for (1 .. $way eq 'index' ? $rounds : 1)
	{
		my ($sum) = (0);
		for my $name (@asked[ 0 .. $count - 1 ])
		{
			(my $quoted = $name) =~ s/'/''/g;
			$sum += ($db->measure("SELECT count(*) FROM person WHERE name =~> name_query '$quoted'"))[0];
		}
		push @times, $sum / $count;
	}
	$cpu{$way} = Backend::median(@times);
}
printf "\n%d full names: index built in %.1f s, %s against %s\n", $rows, $build / 1000, $db->query("SELECT pg_size_pretty(pg_relation_size('person_name'))"),
	$db->query("SELECT pg_size_pretty(pg_relation_size('person'))") . ' of table';
printf "search by index %.2f ms, sequential %.0f ms: %.0f times\n", $cpu{index}, $cpu{sequential}, $cpu{sequential} / $cpu{index};
my ($sim) = $db->measure("SELECT sum(name_similarity(p.name, q.name)) FROM (SELECT name FROM person WHERE n <= 1000) p, (SELECT name FROM person WHERE n <= 100) q");
my ($key) = $db->measure("SELECT count(name_key(name)) FROM person");
printf "name_similarity %.1f us, name_key %.2f us a call\n", $sim * 1000 / 1e5, $key * 1000 / $rows;
$db->close;
