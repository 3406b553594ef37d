# The concepts: every term of the data gives its concept in a text, alone and in a sentence, behind clitics in Arabic; and a
# query in one language finds a text that has nothing but the term of the other.
use strict;
use warnings;
use Test::More;
use lib 'test/tap', 'src/data';
use TestDb qw(fresh_database psql_ok);
use tsv qw(read_tsv);

my @rows = map { read_tsv($_, qw(concept domain broader en ar keeps source)) } glob('src/data/concept_*.tsv');
cmp_ok(scalar @rows, '>=', 2500, 'there are ' . @rows . ' concepts');
my %seen;
is(scalar(grep { $seen{ $_->{concept} }++ } @rows), 0, 'each name stands once');
is(scalar(grep { $_->{concept} !~ /^[a-z0-9]+(?:-[a-z0-9]+)*$/ } @rows), 0, 'names are small letters, digits and hyphens');

fresh_database('smartdip_concept');
psql_ok('CREATE TABLE term (concept text, language text, number int, exact bool, term text)');
my $copy = '';
for my $row (@rows)
{
	for my $language (qw(en ar))
	{
		my $number = 0;
		for my $term (split /; /, $row->{$language})
		{
			my $company = 0;
			while ($term =~ s/ ([!?~])$//) { $company ||= $1 eq '~' }
			# what stands in company of a title alone is found with one
			$term = ($language eq 'en' ? 'president ' : 'الرئيس ') . $term if $company;
			my $exact = $term =~ s/"//g || $term =~ /[A-Z]/ || $company ? 't' : 'f';
			$copy .= join("\t", $row->{concept}, $language, ++$number, $exact, $term) . "\n";
		}
	}
}
psql_ok("COPY term FROM STDIN;\n$copy\\.\n");
diag(psql_ok("SELECT string_agg(language || ' ' || n, ', ' ORDER BY language) FROM (SELECT language, count(*) AS n FROM term GROUP BY 1) AS c"), ' terms');

# A term that is a stop word as a whole has no lexeme, and no concept beside it; the data should not hold such.
is(psql_ok(<<'SQL'), '', 'every term gives its concept');
SELECT string_agg(concept || ': ' || term, ', ')
FROM (SELECT * FROM term WHERE NOT EXISTS
	(SELECT FROM unnest(tsvector_to_array(to_tsvector('smartdip', term))) AS lexeme WHERE lexeme = '=' || concept || '.') LIMIT 20) AS missed
SQL

is(psql_ok(<<'SQL'), '', 'in small letters, unless it is quoted or has capitals of its own');
SELECT string_agg(concept || ': ' || term, ', ')
FROM (SELECT * FROM term WHERE NOT exact AND language = 'en'
	AND NOT '=' || concept || '.' = ANY (tsvector_to_array(to_tsvector('smartdip', lower(term)))) LIMIT 20) AS missed
SQL

my ($share, $missed) = split /\|/, psql_ok(<<'SQL');
SELECT avg(('=' || concept || '.' = ANY (tsvector_to_array(to_tsvector('smartdip', 'قال و' || term))))::int),
	(array_agg(term) FILTER (WHERE NOT '=' || concept || '.' = ANY (tsvector_to_array(to_tsvector('smartdip', 'قال و' || term)))))[1:8]
FROM term WHERE language = 'ar' AND NOT exact
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

# What stands above a concept stands beside it; the broad finds the narrow, and the narrow no sibling.
my %broader = map { ($_->{concept} => $_->{broader}) } grep { $_->{broader} ne '' } @rows;
SKIP:
{
	skip 'no concept has a broader one', 3 unless %broader;
	my (@above, @siblings);
	for my $concept (sort keys %broader)
	{
		my %seen;
		for (my $up = $broader{$concept}; defined $up && !$seen{$up}++; $up = $broader{$up}) { push @above, "('$concept', '$up')" }
		my ($sibling) = grep { $_ ne $concept && $broader{$_} eq $broader{$concept} } sort keys %broader;
		push @siblings, "('$concept', '$sibling')" if defined $sibling;
	}
	psql_ok('CREATE TABLE above (narrow text, broad text); INSERT INTO above VALUES ' . join(', ', @above));
	psql_ok('CREATE TABLE sibling (one text, other text); INSERT INTO sibling VALUES ' . join(', ', @siblings)) if @siblings;
	is(psql_ok(<<'SQL'), '', 'the concepts above stand wherever the narrow one stands');
SELECT string_agg(narrow || ' < ' || broad, ', ') FROM above JOIN term ON concept = narrow AND number = 1 AND language = 'en'
WHERE NOT '=' || broad || '.' = ANY (tsvector_to_array(to_tsvector('smartdip', term)))
SQL
	is(psql_ok(<<'SQL'), '', 'a query by the code of the broad finds a text of the narrow in the other language');
SELECT string_agg(narrow || ' < ' || broad, ', ') FROM above JOIN term ON concept = narrow AND number = 1 AND language = 'ar'
WHERE NOT to_tsvector('smartdip', term) @@ quote_literal('=' || broad || '.')::tsquery
SQL
	is(@siblings ? psql_ok(<<'SQL') : '', '', 'a query for the narrow does not find a text that has a sibling instead');
SELECT string_agg(one || ' ' || other, ', ') FROM sibling JOIN term o ON o.concept = one AND o.number = 1 AND o.language = 'en'
	JOIN term t ON t.concept = other AND t.number = 1 AND t.language = 'ar'
WHERE NOT '=' || one || '.' = ANY (tsvector_to_array(to_tsvector('smartdip', t.term))) AND NOT o.term ~ ' '
	AND (SELECT count(*) FROM unnest(tsvector_to_array(to_tsvector('smartdip', o.term))) l WHERE l ^@ '=') =
		1 + (SELECT count(*) FROM above WHERE narrow = one)
	AND to_tsvector('smartdip', t.term) @@ plainto_tsquery('smartdip', o.term)
SQL
}

# What a concept keeps stands beside it in some text of one of its phrases, though they cover their words.
my @kept = map { my $row = $_; map { "('$row->{concept}', '$_')" } split / /, $row->{keeps} } @rows;
cmp_ok(scalar @kept, '>', 1000, 'concepts keep ' . @kept . ' others');
psql_ok('CREATE TABLE kept (concept text, other text); INSERT INTO kept VALUES ' . join(', ', @kept));
is(psql_ok(<<'SQL'), '', 'what a concept keeps stands beside it');
SELECT string_agg(concept || ' keeps ' || other, ', ') FROM kept WHERE NOT EXISTS
	(SELECT FROM term WHERE term.concept = kept.concept AND '=' || other || '.' = ANY (tsvector_to_array(to_tsvector('smartdip', term))))
SQL

# No code begins another, so the server's :* finds a concept by its whole code alone.
is(psql_ok(q{SELECT count(*) FROM (SELECT DISTINCT concept FROM term) a WHERE concept !~ '^[a-z0-9-]+$'}), '0', 'a code has no full stop inside');
is(psql_ok(<<'SQL'), 'f|f|f|f|f', 'a prefix takes no concept that only begins like its own');
SELECT string_agg((to_tsvector('smartdip', d) @@ to_tsquery('smartdip', q))::text::char, '|') FROM (VALUES ('رئيس نيجيريا', 'النيجر:*'),
	('بنك مركزي', 'حظر:*'), ('بوخارست', 'بوتشا:*'), ('تشرشل', 'كنيسة:*'), ('الموعد النهائي', 'ميت:*')) v(d, q)
SQL

done_testing();
