# Retrieval within and across languages, see scripts/bench.sh: does the headline of a document find the document by its
# other lines? The file has the columns doc, line, en and ar; the first line of a document is its headline.
#
# The collection holds for every document its other lines as one text; the query is the headline's lexemes, joined by
# OR, ranked by BM25 over the statistics of the collection. Prints MRR@10, recall at 1 and at 10; of documents with equal
# scores the right one counts as the last. The floors beside it: words without concepts, and the built-in configurations.
use strict;
use warnings;
use Backend;

my ($file) = @ARGV;
defined $file && -f $file or die "usage: bench.sh retrieval FILE\n";

# Names of configurations for the side of the query and of the documents; BUILT_IN goes by the language.
my @BRIDGES = (
	[ 'smartdip_wide: words, concepts, skeletons of names', 'smartdip_wide' ],
	[ 'smartdip: words and concepts', 'smartdip' ],
	[ 'words alone', 'bench_words' ],
	[ 'built-in english and arabic', undef ],
);
my %BUILT_IN = (en => 'english', ar => 'arabic');
my @WAYS = ([ 'en', 'ar' ], [ 'ar', 'en' ], [ 'en', 'en' ], [ 'ar', 'ar' ]);

my $session = Backend->new(
	'CREATE TEMP TABLE line (doc text, line int, en text, ar text)',
	"\\copy line FROM '$file' WITH (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\b', HEADER)",
	# The configuration smartdip with its bridges taken away.
	'CREATE TEXT SEARCH CONFIGURATION bench_words (COPY = smartdip)',
	'CREATE TEXT SEARCH DICTIONARY bench_english (TEMPLATE = smartdip_word, Language = english)',
	'CREATE TEXT SEARCH DICTIONARY bench_arabic (TEMPLATE = smartdip_word, Language = arabic)',
	'CREATE TEXT SEARCH DICTIONARY bench_auto (TEMPLATE = smartdip_word, Language = auto)',
	'ALTER TEXT SEARCH CONFIGURATION bench_words ALTER MAPPING REPLACE smartdip_english WITH bench_english',
	'ALTER TEXT SEARCH CONFIGURATION bench_words ALTER MAPPING REPLACE smartdip_arabic WITH bench_arabic',
	'ALTER TEXT SEARCH CONFIGURATION bench_words ALTER MAPPING REPLACE smartdip_auto WITH bench_auto');

my $documents = $session->query('SELECT count(DISTINCT doc) FROM line');
print "$documents documents, ", $session->query('SELECT count(*) FROM line'), " lines\n\n";
printf "%-52s %-9s %7s %7s %7s\n", 'lexemes', 'way', 'MRR@10', 'R@1', 'R@10';
for my $bridge (@BRIDGES)
{
	for my $way (@WAYS)
	{
		my ($from, $to) = @$way;
		my ($mrr, $first, $ten) = split /\|/, $session->query(retrieve($from, $to,
			$bridge->[1] // $BUILT_IN{$from}, $bridge->[1] // $BUILT_IN{$to}));
		printf "%-52s %-9s %7.3f %7.3f %7.3f\n", $bridge->[0], "$from > $to", $mrr, $first, $ten;
	}
	print "\n";
}
$session->close;

# One statement for the three figures.
sub retrieve
{
	my ($from, $to, $query_config, $config) = @_;
	return <<"SQL";
WITH document AS MATERIALIZED (
	SELECT doc, to_tsvector('$config', string_agg($to, E'\\n' ORDER BY line)) AS vector FROM line WHERE line > 1 GROUP BY doc
), corpus AS MATERIALIZED (
	SELECT corpus_stats(vector) AS stats FROM document
), headline AS MATERIALIZED (
	SELECT doc, replace(plainto_tsquery('$query_config', $from)::text, '&', '|')::tsquery AS query FROM line WHERE line = 1
), score AS MATERIALIZED (
	SELECT h.doc AS asked, d.doc AS found, rank_bm25(d.vector, h.query, c.stats) AS score
	FROM headline h CROSS JOIN document d CROSS JOIN corpus c
), place AS (
	SELECT r.asked, CASE WHEN r.score > 0 THEN count(*) END AS place
	FROM score r JOIN score s ON s.asked = r.asked AND s.score >= r.score
	WHERE r.found = r.asked GROUP BY r.asked, r.score
)
SELECT concat_ws('|', coalesce(sum(1.0 / place) FILTER (WHERE place <= 10), 0) / $documents,
	count(*) FILTER (WHERE place = 1)::float8 / $documents, count(*) FILTER (WHERE place <= 10)::float8 / $documents)
FROM place
SQL
}
