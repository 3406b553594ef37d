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

# Two more readers labelled the half "check", each for himself: how the lexicon does by each of them, what he was not sure of aside, and by what
# two of three say; and how far the three agree, by Krippendorff's alpha over all pairs of a text and a theme that any of them gave anywhere.
sub load_labels
{
	my ($table, $column) = @_;
	my @labels = map { my $row = $_; map { [ $row->{id}, $row->{reader}, $_ ] } split /;/, $row->{$column} } read_tsv('test/data/text_label.tsv', qw(id reader themes doubtful source));
	psql_ok("CREATE TABLE $table (text text, reader text, theme text);\nCOPY $table FROM STDIN;\n" . join('', map { join("\t", @$_) . "\n" } @labels) . "\\.\n");
	return;
}
load_labels('label', 'themes');
load_labels('doubt', 'doubtful');
psql_ok(<<'SQL');
CREATE TABLE sample AS SELECT id, split_part(id, '-', 1) AS text, language, style FROM text_sample() WHERE half = 'check';
INSERT INTO label SELECT DISTINCT text, '1', theme FROM hand JOIN sample USING (id);
INSERT INTO doubt SELECT DISTINCT text, '1', t FROM text_sample() JOIN sample USING (id), unnest(themes_in_doubt) t;
INSERT INTO label SELECT text, 'two of three', theme FROM label GROUP BY 1, 3 HAVING count(*) >= 2;
CREATE TABLE by_reader AS
	SELECT r.reader, s.style, s.language, f.text, f.theme, 'found' AS side, EXISTS (SELECT FROM label l WHERE (l.text, l.reader) = (s.text, r.reader) AND meets(f.theme, l.theme)) AS "right"
	FROM (SELECT DISTINCT reader FROM label) r, sample s JOIN (SELECT id, split_part(id, '-', 1) AS text, theme FROM found) f USING (id)
	UNION ALL SELECT l.reader, s.style, s.language, l.text, l.theme, 'hand', EXISTS (SELECT FROM found f WHERE f.id = s.id AND meets(f.theme, l.theme))
	FROM label l JOIN sample s USING (text);
SQL
for my $line (split /\n/, psql_ok(<<'SQL'))
SELECT style, language, reader, d.counted, count(*) FILTER (WHERE side = 'found' AND "right")::float8 / count(*) FILTER (WHERE side = 'found'),
	count(*) FILTER (WHERE side = 'hand' AND "right")::float8 / count(*) FILTER (WHERE side = 'hand')
FROM by_reader b JOIN (VALUES ('all', true), ('sure', false)) d (counted, doubtful) ON d.doubtful OR NOT EXISTS (SELECT FROM doubt WHERE (doubt.text, doubt.reader, doubt.theme) = (b.text, b.reader, b.theme))
WHERE reader <> '1' AND (reader <> 'two of three' OR d.doubtful) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
SQL
{
	my ($style, $language, $reader, $counted, $precision, $recall) = split /\|/, $line;
	diag(sprintf '%-8s %s check %-4s by reader %s: precision %.3f, recall %.3f', $style, $language, $counted, $reader, $precision, $recall);
	next if $style ne 'plain' || $counted ne 'sure';
	cmp_ok($precision, '>=', $limit{plain}{precision}{$language}, "plain texts, $language, by reader $reader: precision");
	cmp_ok($recall, '>=', $limit{plain}{recall}{$language}, "plain texts, $language, by reader $reader: recall");
}
my %agreement = split /[|\n]/, psql_ok(<<'SQL');
SELECT style, krippendorff_alpha(s.text || ' ' || theme, reader, (EXISTS (SELECT FROM label l WHERE (l.text, l.reader, l.theme) = (s.text, r.reader, t.theme)))::int, 'nominal')
FROM (SELECT DISTINCT text, style FROM sample) s, (SELECT DISTINCT theme FROM label) t, (VALUES ('1'), ('2'), ('3')) r (reader) GROUP BY 1
SQL
for my $style (sort keys %agreement)
{
	diag(sprintf '%-8s three readers agree by an alpha of %.3f', $style, $agreement{$style});
	cmp_ok($agreement{$style}, '>=', .9, "$style texts: readers agree");
}

# By theme, those that cost most first: what is found and wrong, and what is right and not found.
diag("theme: wrong, missed, of so many found and labelled");
diag($_) for split /\n/, psql_ok(<<'SQL');
SELECT format('%-26s %3s wrong %3s missed of %3s %3s', theme, count(*) FILTER (WHERE side = 'found' AND NOT "right"), count(*) FILTER (WHERE side = 'hand' AND NOT "right"),
	count(*) FILTER (WHERE side = 'found'), count(*) FILTER (WHERE side = 'hand'))
FROM judged GROUP BY theme ORDER BY count(*) FILTER (WHERE NOT "right") DESC, theme
SQL
done_testing();
