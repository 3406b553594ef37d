# How often the themes that are found in a text are those that a reader labelled it with: precision and recall over the sample
# of texts (text_sample()), for each language, half and style. The half "check" must not have been used to mend the lexicon.
#
# A pair of text and theme counts once, however often the theme is hit, and without the themes above it. A hit is right if
# the reader named its theme, or one above it on its branch, for he names no deeper one than the text bears out; a theme above
# the one that he named is wrong, and does not find it. What the reader was not sure of is neither right nor wrong; the figures
# that count it, too, are told beside.
use strict;
use warnings;
use Test::More;
use lib 'test/tap', 'src/data';
use TestDb qw(fresh_database psql_ok);
use tsv qw(read_tsv);

# At least so much of what is found is right, and of what is right is found: in plain texts what the lexicon is meant to reach,
# in others what was measured, rounded down.
my %limit = (
	plain => { precision => { en => .85, ar => .85 }, recall => { en => .80, ar => .80 } },
	indirect => { precision => { en => .60, ar => .60 }, recall => { en => .25, ar => .25 } });

fresh_database('smartdip_text_sample');
psql_ok(<<'SQL');
CREATE TABLE hand AS SELECT id, language, half, style, t AS theme, t = ANY (themes_in_doubt) AS in_doubt FROM text_sample(), unnest(themes_by_hand) t;
CREATE TABLE found AS SELECT s.id, s.language, s.half, s.style, t.theme, t.theme = ANY (s.themes_in_doubt) AS in_doubt FROM text_sample() s, theme_tags(s.title || E'.\n' || s.body) t;
CREATE FUNCTION meets(found text, hand text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT found = hand OR starts_with(found, hand || '.') $$;
CREATE TABLE judged AS
	SELECT f.*, 'found' AS side, EXISTS (SELECT FROM hand h WHERE h.id = f.id AND meets(f.theme, h.theme)) AS right FROM found f
	UNION ALL SELECT h.*, 'hand', EXISTS (SELECT FROM found f WHERE f.id = h.id AND meets(f.theme, h.theme)) FROM hand h;
SQL
cmp_ok(psql_ok('SELECT count(*) FROM hand'), '>', 500, 'the sample has labels');

for my $line (split /\n/, psql_ok(<<'SQL'))
SELECT style, language, half, d.counted, count(*) FILTER (WHERE side = 'found' AND "right"), count(*) FILTER (WHERE side = 'found'),
	count(*) FILTER (WHERE side = 'hand' AND "right"), count(*) FILTER (WHERE side = 'hand')
FROM judged JOIN (VALUES ('all', true), ('sure', false)) d (counted, doubtful) ON NOT in_doubt OR d.doubtful GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
SQL
{
	my ($style, $language, $half, $counted, @counts) = split /\|/, $line;
	my %share = (precision => $counts[0] / ($counts[1] || 1), recall => $counts[2] / ($counts[3] || 1));
	diag(sprintf '%-8s %s %-5s %-4s precision %.3f (%d of %d), recall %.3f (%d of %d)', $style, $language, $half, $counted, $share{precision}, @counts[ 0, 1 ], $share{recall}, @counts[ 2, 3 ]);
	next if $half ne 'check' || $counted ne 'sure';
	cmp_ok($share{$_}, '>=', $limit{$style}{$_}{$language}, "$style texts, $language: $_") for 'precision', 'recall';
}

# Two more readers labelled the half "check", each for himself. How far the three agree, by Krippendorff's alpha over pairs of a text and a theme
# that any of them gave anywhere; and how the lexicon does by what two of three say.
my @labels = map { my $row = $_; map { [ $row->{id}, $row->{reader}, $_ ] } split /;/, $row->{themes} } read_tsv('test/data/text_label.tsv', qw(id reader themes source));
psql_ok("CREATE TABLE label (text text, reader text, theme text);\nCOPY label FROM STDIN;\n" . join('', map { join("\t", @$_) . "\n" } @labels) . "\\.\n");
psql_ok("INSERT INTO label SELECT DISTINCT split_part(id, '-', 1), '1', theme FROM hand WHERE half = 'check'");
my %agreement = split /[|\n]/, psql_ok(<<'SQL');
SELECT style, krippendorff_alpha(s.text || ' ' || theme, reader, (EXISTS (SELECT FROM label l WHERE (l.text, l.reader, l.theme) = (s.text, r.reader, t.theme)))::int, 'nominal')
FROM (SELECT DISTINCT split_part(id, '-', 1) AS text, style FROM text_sample() WHERE half = 'check') s, (SELECT DISTINCT theme FROM label) t, (SELECT DISTINCT reader FROM label) r GROUP BY 1
SQL
for my $style (sort keys %agreement)
{
	diag(sprintf '%-8s three readers agree by an alpha of %.3f', $style, $agreement{$style});
	cmp_ok($agreement{$style}, '>=', .9, "$style texts: readers agree");
}
diag($_) for split /\n/, psql_ok(<<'SQL');
WITH majority AS (SELECT text, theme FROM label GROUP BY 1, 2 HAVING count(*) >= 2), judged AS (
	SELECT style, language, 'found' AS side, EXISTS (SELECT FROM majority m WHERE m.text = split_part(id, '-', 1) AND meets(f.theme, m.theme)) AS "right" FROM found f WHERE half = 'check'
	UNION ALL SELECT style, language, 'hand', EXISTS (SELECT FROM found f WHERE f.id = s.id AND meets(f.theme, m.theme)) FROM text_sample() s JOIN majority m ON m.text = split_part(id, '-', 1))
SELECT format('%-8s %s check by two of three readers: precision %s, recall %s', style, language, round(avg("right"::int) FILTER (WHERE side = 'found'), 3), round(avg("right"::int) FILTER (WHERE side = 'hand'), 3))
FROM judged GROUP BY style, language ORDER BY style, language
SQL

# By theme, those that cost most first: what is found and wrong, and what is right and not found.
diag("theme: wrong, missed, of so many found and labelled");
diag($_) for split /\n/, psql_ok(<<'SQL');
SELECT format('%-26s %3s wrong %3s missed of %3s %3s', theme, count(*) FILTER (WHERE side = 'found' AND NOT "right"), count(*) FILTER (WHERE side = 'hand' AND NOT "right"),
	count(*) FILTER (WHERE side = 'found'), count(*) FILTER (WHERE side = 'hand'))
FROM judged GROUP BY theme ORDER BY count(*) FILTER (WHERE NOT "right") DESC, theme
SQL
done_testing();
