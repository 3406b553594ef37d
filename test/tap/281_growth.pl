# Ten times as long a value takes about ten times as long, whatever is in it: hostile shapes of texts, patterns, histories, names, lexicons,
# lines and queries at n and at 10 n. What is measured is the processor's time of the backend, of several runs the least; what is quadratic takes a
# hundred times as long, and is far from the bound. SMARTDIP_LONG: more of them, longer.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use LongWork qw(text_works text_of);
use TestDb qw(fresh_database psql_ok);
use TestSession;

plan skip_all => 'no /proc to read the processor\'s time from' unless -r '/proc/self/schedstat';
binmode(Test::More->builder->$_, ':utf8') for qw(output failure_output);
fresh_database('smartdip_growth');
my $long = $ENV{SMARTDIP_LONG};
my ($size, $bound) = ($long ? 200_000 : 20_000, 30);
my $only = $ARGV[0] // '';
my $session = TestSession->new($ENV{PGUSER} || scalar getpwuid $>);
psql_ok("CREATE TEXT SEARCH DICTIONARY lexicon (TEMPLATE = smartdip_lexicon, Terms = 'a = b')");
$session->ask("SET client_min_messages = error; SET jit = off; SET statement_timeout = '30s'");

# Not only texts that are repeated: <n> is how much.
my @other = (
	"smartdip_tsvector((SELECT string_agg(md5(i::text), ' ') FROM generate_series(1, <n> / 33) i))",
	"to_tsvector('smartdip', (SELECT string_agg('w' || i, '-') FROM generate_series(1, <n> / 7) i))",
	"plainto_tsquery('smartdip', (SELECT string_agg('w' || i, ' ') FROM generate_series(1, <n> / 400) i))",
	"ts_headline('smartdip', repeat('united nations ', <n> / 15), phraseto_tsquery('smartdip', repeat('united nations ', 40)))",
	"ts_headline('smartdip', repeat('united nations ', 2000), phraseto_tsquery('smartdip', repeat('united nations ', <n> / 400)))",
	"ts_headline('smartdip', repeat('soft power ', <n> / 11), 'soft & !hard | (power <-> soft)', 'MaxFragments=20, MinWords=5, MaxWords=7')",
	"ts_headline('smartdip', repeat('soft power ', <n> / 11), (repeat('soft <-> (', 100) || 'soft' || repeat(')', 100))::tsquery)",
	"rank_bm25(to_tsvector('simple', (SELECT string_agg('w' || i, ' ') FROM generate_series(1, <n> / 10) i)), (SELECT string_agg('w' || i || ':*', '|') FROM generate_series(1, <n> / 200) i)::tsquery, 'v1 documents=5 length=9 minimum=1')",
	"('v1 documents=9 length=99999999 minimum=1' || (SELECT string_agg(format(' ''%s'':1', md5(i::text)), '') FROM generate_series(1, <n> / 40) i))::corpus_statistics",
	"(SELECT corpus_stats(array_to_tsvector(ARRAY[md5(i::text)])) FROM generate_series(1, <n> / 40) i)",
	"(SELECT string_agg('2000-01-01'::date - i || ': 042', ';' ORDER BY i) FROM generate_series(1, <n> / 16) i)::event_series",
	"(SELECT event_series('2000-01-01'::date + i * 7919 % 1000000, '042') FROM generate_series(1, <n> / 16) i)",
	"(SELECT count(*) FROM sequence_matches((SELECT event_series('1900-01-01'::date + i / 2, (ARRAY['042','190']::event_code[])[1 + i % 2]) FROM generate_series(1, <n> / 200) i), '(any+ then any+)+ then 20'))",
	"sequence_count((SELECT event_series('1900-01-01'::date + i, '042') FROM generate_series(1, <n> / 200) i), '(042 with any*)+ then (042 then 042){1,20}, all within 300 days')",
	"sequence_count('2000-01-01: 042; 2000-01-02: 042', ('042' || repeat(' then 042', <n> / 2000))::event_pattern)",
	"('(any{0,9}){0,' || <n> / 20000 || '}')::event_pattern",
	"(SELECT count(*) FROM (SELECT event_series('1900-01-01'::date + i, '042') AS s FROM generate_series(1, <n> / 20) i) h, reply_times(s, s, '{042}', '{042}'))",
	"(SELECT count(*) FROM panel((SELECT event_series('1900-01-01'::date + i, '042') FROM generate_series(1, <n> / 20) i), 'day', '1900-01-01', '2500-01-01'))",
	"(SELECT count(*) FROM transitions((SELECT event_series('1900-01-01'::date + i % 500, (SELECT array_agg(c) FROM event_codes() c)[1 + i % 200]) FROM generate_series(1, <n> / 20) i)))",
	"(SELECT event_series('1900-01-01'::date + i, '042') FROM generate_series(1, <n> / 20) i) || (SELECT event_series('1900-01-01'::date + 2 * i, '190') FROM generate_series(1, <n> / 20) i)",
	"lexicon_from('SELECT md5(i::text), md5((-i)::text) FROM generate_series(1, ' || <n> / 100 || ') i')",
	"lexicon_from('SELECT repeat(''x'', i % 60 + 1), repeat(''a '', i % 8 + 1) || i FROM generate_series(1, ' || <n> / 100 || ') i')",
	"name_similarity((SELECT string_agg('al-w' || i, ' ') FROM generate_series(1, <n> / 1000) i), (SELECT string_agg('w' || i, ' ') FROM generate_series(1, <n> / 1000) i))",
	"(SELECT spearman(i * 7919 % 1000, i) FROM generate_series(1, <n> / 10) i)", "(SELECT kendall(i * 7919 % 1000, i) FROM generate_series(1, <n> / 10) i)",
	"(SELECT krippendorff_alpha((i / 3)::text, (i % 3)::text, i * 7919 % 1000, 'interval') FROM generate_series(1, <n> / 20) i)",
	"(SELECT krippendorff_alpha((i / 3)::text, (i % 3)::text, i, 'ordinal') FROM generate_series(1, <n> / 20) i)",
	"(SELECT count(*) FROM pagerank('SELECT i, i / 2 FROM generate_series(1, ' || <n> / 20 || ') i'))", "(SELECT network_reciprocity('SELECT 1, i FROM generate_series(1, ' || <n> / 20 || ') i'))",
	"p_adjust((SELECT array_agg(i::float8 / 1e9) FROM generate_series(1, <n> / 10) i))", "theme_power((SELECT string_agg('soft.power' || i, ' ') FROM generate_series(1, <n> / 12) i))",
	"(SELECT merge(('1900-01-01'::date + i || ': 190')::event_series) FROM generate_series(1, <n> / 20) i)",
	"(SELECT theme_counts('soft power ' || i) FROM generate_series(1, <n> / 50) i)", "(SELECT count(*) FROM generate_series(1, <n> / 50) i WHERE country_code('saint ' || repeat('the ', i % 50), 'name', 'iso3') IS NULL)",
	"(SELECT panel_agg(event_series, 'month', '1900-01-01', '2000-01-01') FROM (SELECT event_series('1900-01-01'::date + i, '042') FROM generate_series(1, <n> / 50) i GROUP BY i % 10) s)",
	"effectiveness_score((SELECT jsonb_object_agg(i, 1) FROM generate_series(1, <n> / 200) i))");

sub spent
{
	open(my $file, '<', "/proc/$session->{pid}/schedstat") or return 0;
	return (split ' ', <$file>)[0];
}

# The least time, in milliseconds, of so many runs; undef where the work is an error.
sub least
{
	my ($statement, $runs) = @_;
	my $least;
	for (1 .. $runs)
	{
		my $from = spent();
		my $answer = $session->ask($statement);
		my $took = (spent() - $from) / 1e6;
		return if $answer =~ /ERROR:  (57014|XX...|42...)/ || $answer =~ /psql: error/;
		$least = $took if !defined $least || $took < $least;
	}
	return $least;
}

my @works = ((map { my $work = $_; { shown => $work->{shown}, of => sub { "SELECT $work->{expression} IS NULL FROM (SELECT " . text_of($work->{shape}, $_[0]) . ' OFFSET 0) v (t)' } } } text_works(1)),
	map { my $expression = $_; { shown => $expression, of => sub { my ($n) = @_; 'SELECT ' . ($expression =~ s/<n>/$n/gr) . ' IS NULL' } } } @other);
my @grew;
my $count = 0;
for my $work (grep { index($_->{shown}, $only) >= 0 } @works)
{
	my $small = least($work->{of}->($size), 3);
	my $large = defined $small ? least($work->{of}->(10 * $size), 1) : undef;
	# a busy machine: once more
	for (1 .. 2)
	{
		last if !defined $large || $large < $bound * ($small + .3);
		my $again = least($work->{of}->(10 * $size), 2);
		$large = $again if defined $again && $again < $large;
	}
	ok(defined $large && $large < $bound * ($small + .3), "$work->{shown} is linear") or diag(defined $large ? "$small ms, and $large ms for ten times as much" : $session->ask($work->{of}->($size)));
	push @grew, [$large / ($small || 1e-3), $small // 0, $large, $work->{shown}] if defined $large;
}
note(sprintf '%5.1f times: %.1f ms, %.1f ms: %s', @$_) for (sort { $b->[0] <=> $a->[0] } @grew)[ 0 .. ($#grew < 30 ? $#grew : 30) ];
cmp_ok(scalar @grew, '>', 100, 'shapes were measured') if !$only;
done_testing();
