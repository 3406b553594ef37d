# The concepts: every term of the data gives its concept in a text, alone and in a sentence, behind clitics in Arabic; and a
# query in one language finds a text that has nothing but the term of the other.
use strict;
use warnings;
use Test::More;
use lib 'test/tap', 'src/data';
use TestDb qw(fresh_database psql_ok);
use tsv qw(read_tsv);

my @rows = map { read_tsv($_, qw(concept domain broader en ar source)) } glob('src/data/concept_*.tsv');
cmp_ok(scalar @rows, '>=', 2500, 'there are ' . @rows . ' concepts');
my %seen;
is(scalar(grep { $seen{ $_->{concept} }++ } @rows), 0, 'each name stands once');
is(scalar(grep { $_->{concept} !~ /^[a-z0-9]+(?:-[a-z0-9]+)*$/ } @rows), 0, 'names are small letters, digits and hyphens');

fresh_database('smartdip_concept');
psql_ok('CREATE TABLE term (concept text, language text, number int, quoted bool, term text)');
my $copy = '';
for my $row (@rows)
{
	for my $language (qw(en ar))
	{
		my $number = 0;
		for my $term (split /; /, $row->{$language})
		{
			my $quoted = $term =~ s/"//g ? 't' : 'f';
			$copy .= join("\t", $row->{concept}, $language, ++$number, $quoted, $term) . "\n";
		}
	}
}
psql_ok("COPY term FROM STDIN;\n$copy\\.\n");
diag(psql_ok("SELECT string_agg(language || ' ' || n, ', ' ORDER BY language) FROM (SELECT language, count(*) AS n FROM term GROUP BY 1) AS c"), ' terms');

# A term that is a stop word as a whole has no lexeme, and no concept beside it; the data should not hold such.
is(psql_ok(<<'SQL'), '', 'every term gives its concept');
SELECT string_agg(concept || ': ' || term, ', ')
FROM (SELECT * FROM term WHERE NOT EXISTS
	(SELECT FROM unnest(tsvector_to_array(to_tsvector('smartdip', term))) AS lexeme WHERE lexeme = '=' || concept) LIMIT 20) AS missed
SQL

is(psql_ok(<<'SQL'), '', 'in small letters and in capitals, unless it is quoted');
SELECT string_agg(concept || ': ' || term, ', ')
FROM (SELECT * FROM term WHERE NOT quoted AND (NOT '=' || concept = ANY (tsvector_to_array(to_tsvector('smartdip', lower(term))))
	OR NOT '=' || concept = ANY (tsvector_to_array(to_tsvector('smartdip', upper(term))))) AND language = 'en' LIMIT 20) AS missed
SQL

my ($share, $missed) = split /\|/, psql_ok(<<'SQL');
SELECT avg(('=' || concept = ANY (tsvector_to_array(to_tsvector('smartdip', 'قال و' || term))))::int),
	(array_agg(term) FILTER (WHERE NOT '=' || concept = ANY (tsvector_to_array(to_tsvector('smartdip', 'قال و' || term)))))[1:8]
FROM term WHERE language = 'ar' AND NOT quoted
SQL
cmp_ok($share, '>=', .95, "behind the conjunction, too: $share");
diag("not: $missed") if $share < 1;

# Every other term of the other language; the words of a query that are stop words do not count.
for my $way ([ 'en', 'ar' ], [ 'ar', 'en' ])
{
	my ($found) = psql_ok(<<"SQL");
SELECT round(avg((to_tsvector('smartdip', t.term) \@\@ plainto_tsquery('smartdip', q.term))::int), 4)
FROM term q JOIN term t USING (concept) WHERE q.language = '$way->[0]' AND t.language = '$way->[1]' AND q.number <= 2 AND t.number <= 2
SQL
	cmp_ok($found, '>=', .98, "$way->[0] finds $way->[1]: $found of the pairs");
}

done_testing();
