# Prefixes: what is typed finds the words that begin so, whatever their stems, and a longer prefix finds no more than a shorter one.
use strict;
use warnings;
use Test::More;
use lib 'test/tap', 'src/data';
use TestDb qw(fresh_database psql_ok);
use tsv qw(read_tsv);

fresh_database('smartdip_prefix');
psql_ok(<<'SQL');
CREATE TABLE word (language text, word text);
CREATE FUNCTION prefix_finds(prefix text, word text) RETURNS bool IMMUTABLE LANGUAGE sql
	RETURN to_tsvector('smartdip', word) @@ smartdip_prefix_tsquery('smartdip', prefix);
SQL
# Frequent English words, and the Arabic nouns that the stemmer knows with their plurals, the half of them behind the article.
my %words = (en => [ map { $_->{word} } read_tsv('test/data/language/common_en.tsv', qw(word translations source)) ],
	ar => [ map({ $_->{word} } read_tsv('src/data/arabic_word.tsv', qw(word stem endings source))),
		map { ($_->{singular}, $_->{plural}) } read_tsv('src/data/arabic_plural.tsv', qw(plural singular source)) ]);
my $number = 0;
my @words = map { my $language = $_; map { "$language\t$_" } map { $language eq 'ar' && $number++ % 2 ? "\xd8\xa7\xd9\x84$_" : $_ }
	grep { my $word = $_; utf8::decode($word); length $word >= 4 && $word =~ /^\w+$/ } @{ $words{$language} } } qw(en ar);
psql_ok("COPY word FROM STDIN;\n" . join('', map { "$_\n" } @words) . "\\.\nDELETE FROM word WHERE to_tsvector('smartdip', word) = '';\n");

# Every beginning of three letters or more (behind the article) of each word. Broken plurals begin otherwise than their stem: a part
# of one is lost, unless an ending of the list makes it whole.
for my $language (qw(en ar))
{
	my ($share, $missed) = split /\|/, psql_ok(<<"SQL");
SELECT round(avg(prefix_finds(left(word, n), word)::int), 4), (array_agg(left(word, n) || ' ' || word) FILTER (WHERE NOT prefix_finds(left(word, n), word)))[1:12]
FROM word, generate_series(CASE WHEN left(word, 2) = 'ال' THEN 5 ELSE 3 END, length(word)) n WHERE language = '$language'
SQL
	cmp_ok($share, '>=', $language eq 'en' ? .99 : .91, "beginnings of words find them in $language: $share");
	diag("not: $missed") if $share < 1;
}

# A longer prefix of each of some words, against a shorter one, over all words.
for my $language (qw(en ar))
{
	my ($more, $pairs) = split /\|/, psql_ok(<<"SQL");
WITH sample AS (SELECT word FROM word WHERE language = '$language' ORDER BY md5(word) LIMIT 60),
	query AS (SELECT left(word, n) AS prefix, smartdip_prefix_tsquery('smartdip', left(word, n)) AS shorter,
		smartdip_prefix_tsquery('smartdip', left(word, n + 1)) AS longer FROM sample, generate_series(3, length(word) - 1) n),
	vector AS MATERIALIZED (SELECT word, to_tsvector('smartdip', word) AS v FROM word WHERE language = '$language')
SELECT count(*) FILTER (WHERE v @@ longer AND NOT v @@ shorter), count(*) FILTER (WHERE v @@ longer) FROM query, vector
SQL
	cmp_ok($more, '<=', $pairs * .02, "a longer prefix finds more in $more of $pairs cases in $language");
}

is(psql_ok(q{SELECT string_agg(prefix_finds(p, w)::text, ' ') FROM (VALUES ('negotiat', 'negotiations'), ('universit', 'universities'), ('politica', 'political'),
	('the', 'there is a theory'), ('no', 'a normal day'), ('كلين', 'كلينتون'), ('قرا', 'القرارات'), ('الوزار', 'الوزارة'), ('وزار', 'والوزارة'),
	('إسرائ', 'الإسرائيلية'), ('foreign mini', 'the foreign minister')) AS v (p, w)}), join(' ', ('true') x 11), 'words by their beginnings, also where that is a stop word');
is(psql_ok(q{SELECT string_agg(prefix_finds(p, w)::text, ' ') FROM (VALUES ('النيجر', 'نيجيريا'), ('النيجر', 'Niger'), ('negotiat', 'negative'),
	('foreign mini', 'a foreign visitor'), ('minister ', 'ministers')) AS v (p, w)}), 'false false false false true', 'no concept, and no other word');

done_testing();
