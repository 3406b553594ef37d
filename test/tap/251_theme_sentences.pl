# Sentences tagged with themes, against what a reader gave them before any was tagged (test/data/language/theme_sentence.tsv),
# and hard ordinary sentences that name no theme, in the shared folder. Leaves count, actors aside: they say who, not what.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

fresh_database('smartdip_theme_sentences');
psql_ok(<<'SQL');
CREATE TABLE sentence (language text, themes text, body text, source text);
\copy sentence FROM PROGRAM 'grep -v "^#" test/data/language/theme_sentence.tsv' (FORMAT text, HEADER)
CREATE TABLE judged AS SELECT language, themes = '-' AS ordinary, body,
	CASE WHEN themes = '-' THEN '{}' ELSE string_to_array(themes, ' ') END AS given,
	ARRAY(SELECT t.theme FROM theme_tags(body) t WHERE t.theme NOT LIKE 'actor%' AND NOT EXISTS (SELECT FROM theme c WHERE c.parent = t.theme)) AS tagged,
	ARRAY(SELECT t.theme FROM theme_tags(body) t WHERE t.theme NOT LIKE 'actor%') AS any_tagged
	FROM sentence
SQL
is(psql_ok('SELECT count(*) FROM judged, unnest(given) g WHERE g NOT IN (SELECT theme FROM theme)'), 0, 'the themes given are themes');
for my $language ([ 'English', "language = 'en'" ], [ 'Arabic', "language = 'ar'" ], [ 'both', 'true' ])
{
	my ($name, $where) = @$language;
	my ($right, $tagged, $given, $ordinary, $misfired) = split /\|/, psql_ok(<<"SQL");
SELECT sum(cardinality(ARRAY(SELECT unnest(given) INTERSECT SELECT unnest(tagged)))), sum(cardinality(tagged)), sum(cardinality(given)),
	count(*) FILTER (WHERE ordinary), count(*) FILTER (WHERE ordinary AND cardinality(any_tagged) > 0) FROM judged WHERE $where
SQL
	diag(sprintf '%s: precision %.3f (%d of %d), recall %.3f (%d of %d), ordinary sentences tagged %.1f %% (%d of %d)', $name,
		$right / $tagged, $right, $tagged, $right / $given, $right, $given, 100 * $misfired / $ordinary, $misfired, $ordinary);
	next if $name ne 'both';
	cmp_ok($right / $tagged, '>=', 0.8, "$name: precision");
	cmp_ok($right / $given, '>=', 0.6, "$name: recall");
	cmp_ok($misfired / $ordinary, '<=', 0.06, "$name: ordinary sentences that are tagged");
}
if ($ENV{THEME_SENTENCES})
{
	diag(psql_ok("SELECT concat_ws(' | ', given, tagged, body) FROM judged WHERE NOT (given <@ tagged AND tagged <@ given) OR (ordinary AND any_tagged <> '{}')"));
}

SKIP:
{
	my $list = ($ENV{SMARTDIP_SHARED} || 'nowhere') . '/data/language/theme_sentences.txt';
	open(my $in, '<:raw', $list) or skip 'no list of hard sentences', 2;
	my %sentences = ('-' => [], '+' => []);
	while (<$in>)
	{
		chomp;
		push @{ $sentences{$1} }, $2 if /^([-+])\|(.*)$/;
	}
	my %tagged = map { my $sign = $_; $sign => [ grep { psql_ok("SELECT count(*) FROM theme_tags(\$s\$$_\$s\$) WHERE theme NOT LIKE 'actor%'") > 0 } @{ $sentences{$sign} } ] } qw(- +);
	cmp_ok(scalar @{ $tagged{'-'} }, '<=', 2, 'hard ordinary sentences that name a theme, of ' . @{ $sentences{'-'} }) or diag(join "\n", @{ $tagged{'-'} });
	is(scalar @{ $tagged{'+'} }, scalar @{ $sentences{'+'} }, 'and those that do name one');
}
# Every hit of a sure term in the lines of news has been read: what is new has to be, and is then entered.
SKIP:
{
	my $news = ($ENV{SMARTDIP_SHARED} || 'nowhere') . '/data/parallel/ntrex-dev.tsv';
	skip 'no news', 3 unless -f $news;
	my ($lines, $hits, $judged, $right, $unread) = split /\|/, psql_ok(<<"SQL");
SET client_min_messages = warning;
CREATE TABLE news (doc text, line int, en text, ar text);
\\copy news FROM '$news' (FORMAT text, HEADER)
CREATE TABLE judgement (line text, theme text, is_right boolean, source text);
\\copy judgement FROM PROGRAM 'grep -v "^#" test/data/language/theme_news.tsv' (FORMAT text, HEADER)
CREATE TABLE news_hit AS SELECT left(encode(sha256(convert_to(body, 'UTF8')), 'hex'), 12) AS line, t.theme, body
	FROM (SELECT en AS body FROM news UNION ALL SELECT ar FROM news) b, theme_tags(body, minimum => 0.9) t;
SELECT 2 * (SELECT count(*) FROM news), count(*), count(is_right), count(*) FILTER (WHERE is_right),
	string_agg(h.theme || ': ' || h.body, E'\\n') FILTER (WHERE is_right IS NULL)
FROM news_hit h LEFT JOIN judgement j USING (line, theme);
SQL
	diag(sprintf 'news: %d lines, %d hits of sure terms, %d judged, precision %.3f', $lines, $hits, $judged, $right / $judged);
	cmp_ok($lines, '>=', 2000, 'lines of news');
	is($judged, $hits, 'hits of sure terms in them that have been judged') or diag($unread);
	cmp_ok($right / $hits, '>=', 0.9, 'precision of sure terms in news');
}
done_testing();
