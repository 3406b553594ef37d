# Statements over values of 50 MB end soon after they are cancelled, whatever is in the value. A second is meant for a busy machine: the
# work between two looks at the interrupts takes some milliseconds.
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

binmode(Test::More->builder->$_, ':utf8') for qw(output failure_output);
fresh_database('smartdip_cancel');
my $size = 50_000_000;
my $marks = join '', map { chr } 0x300, 0x31b, 0x321, 0x323, 0x327, 0x328, 0x334, 0x345, 0x35c, 0x35d, 0x35f, 0x5b0 .. 0x5bd, 0x5c1, 0x5c2, 0x64b .. 0x652,
	0x670, 0x711, 0x93c, 0x94d, 0xe38, 0xe48, 0xeb8, 0xec8, 0xf71, 0xf72, 0xf74;
my %shape = ('a word' => 'a', 'words of a letter' => 'a ', acronyms => 'U.S.A.', 'a hyphenated word' => 'a-', alefs => 'ا ', 'a phrase in one letter' => 'ﷺ',
	marks => $marks, English => 'The foreign minister met the president of Egypt. ', URL => '%41', apostrophes => 'a\'', pairs => ' (1,2)');
my %start = (URL => 'http://a.com/', pairs => '0:0');
my @works = (
	['length(fold(t))', 'a phrase in one letter', 'marks', 'words of a letter'],
	['length(stem(t))', 'a phrase in one letter', 'marks'],
	["length(stem(t, 'en'))", 'a phrase in one letter'],
	["length(stem(t, 'ar'))", 'a phrase in one letter'],
	['length(arabicise(t))', 'words of a letter', 'acronyms', 'English', 'a hyphenated word', 'a phrase in one letter'],
	(map { ["length(romanise(t, '$_'))", 'alefs', 'apostrophes'] } qw(bgn iso233 ala plain)),
	['(SELECT count(*) FROM script_profile(t))', 'a word'],
	['(SELECT count(*) FROM segment(t))', 'a hyphenated word', 'apostrophes', 'URL'],
	["(SELECT count(*) FROM segment(t, 'uax29'))", 'apostrophes', 'marks'],
	['(SELECT count(*) FROM theme_tags(t))', 'a hyphenated word', 'URL', 'English'],
	['theme_power(t)::text', 'URL', 'apostrophes'],
	['theme_counts(t)::text', 'a hyphenated word', 'URL'],
	['(SELECT count(*) FROM actors_in(t))', 'a hyphenated word', 'URL', 'English'],
	['actor_of(t)::text', 'a hyphenated word', 'URL', 'acronyms'],
	["length(to_tsvector('smartdip', t))", 'a hyphenated word', 'English'],
	['length(smartdip_tsvector(t))', 'a hyphenated word', 'English'],
	["length(ts_headline('smartdip', t, 'a | b', 'MaxFragments=5'))", 'a hyphenated word', 'words of a letter'],
	["ts_lexize('smartdip_theme', t)::text", 'URL', 'a hyphenated word'],
	["country_code(t, 'name', 'cameo')", 'marks'],
	['(t::number_pairs IS NULL)', 'pairs']);

# late(timeout, unit, times, value of pieces, expression): by how many milliseconds the cancelled work outlived the timeout;
# 'early' if it had not begun, 'done' if it had ended.
sub late
{
	my ($timeout, $unit, $times, $value, $expression) = @_;
	return psql_ok(<<"SQL");
SET client_min_messages = error;
CREATE TEMP TABLE late (outcome text);
CREATE TEMP TABLE piece AS SELECT repeat('$unit', $times) AS p;
SET statement_timeout = $timeout;
DO \$do\$
DECLARE
	t text;
BEGIN
	t := (SELECT $value FROM piece);
	PERFORM $expression;
	SET LOCAL statement_timeout = 0;
	INSERT INTO late VALUES ('done');
EXCEPTION WHEN query_canceled THEN
	INSERT INTO late VALUES (CASE WHEN t IS NULL THEN 'early'
		ELSE round(1000 * extract(epoch FROM clock_timestamp() - statement_timestamp()) - $timeout)::text END);
END \$do\$;
SET statement_timeout = 0;
SELECT outcome FROM late;
SQL
}

my $cancelled = 0;
for my $work (@works)
{
	my ($expression, @shapes) = @$work;
	for my $name (@shapes)
	{
		my $unit = encode('UTF-8', $shape{$name});
		my $times = 1 + int(500_000 / length $unit);
		my $start = $start{$name} // '';
		my $value = sprintf "'$start' || repeat(p, %d)", ($name eq 'pairs' ? 4 : 1) * $size / ($times * length $unit);
		$unit =~ s/'/''/g;
		my $late = 'early';
		for (my $timeout = 100; $late eq 'early' && $timeout < 10_000; $timeout *= 2)
		{
			$late = late($timeout, $unit, $times, $value, $expression);
		}
		$cancelled += $late =~ /\d/;
		ok($late eq 'done' || ($late ne 'early' && $late < 1000), "$expression of $name ends") or diag("$late ms late");
	}
}
cmp_ok($cancelled, '>', 20, 'most of them were cancelled');
done_testing();
