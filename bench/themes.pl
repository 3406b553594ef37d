# Tagging with themes against what one would do without it: see scripts/bench.sh.
#
#   thesaurus   the server's thesaurus dictionary with the same terms in a file of its own, one for each language, over
#               english_stem and arabic_stem; a configuration that maps words to it and nothing else
#   regexps     a case-blind regular expression for each theme, an alternation of its terms, each run over all texts
#   one regexp  one alternation of all terms, regexp_matches() over each text, that finds words but not their themes
#   user terms  dictionaries of template smartdip_lexicon with 1,000 to 100,000 phrases
#
# The text is what FILE has in its columns en and ar (tab separated, a header line), else the product's own samples,
# joined into articles of twelve lines, repeated to N MB.
use strict;
use warnings;
use Cwd 'abs_path';
use FindBin;
use Getopt::Long;
use Backend;

our $rounds = 3;
my $megabytes = 2;
my $usage = "usage: bench.sh themes [--rounds N] [--megabytes N] [FILE]\n";
GetOptions('rounds=i' => \$rounds, 'megabytes=i' => \$megabytes) && @ARGV <= 1 or die $usage;
my $data = "$FindBin::Bin/../src/data";
my $file = abs_path($ARGV[0] // "$data/sample_events.tsv") // die "no file $ARGV[0]\n";
my $db = Backend->new("SET client_min_messages = error");

sub rows
{
	my ($path) = @_;
	open(my $in, '<:raw', $path) or die "$path: $!\n";
	my @rows = map { chomp; [ split /\t/, $_, -1 ] } grep { !/^#/ } <$in>;
	return @rows;
}

sub escape { my ($s) = @_; $s =~ s/([\\\t\n\r])/{ "\\" => '\\\\', "\t" => '\t', "\n" => '\n', "\r" => '\r' }->{$1}/ge; return $s; }

# The rows go in by COPY, whatever is in them.
sub copy_in
{
	my ($table, @rows) = @_;
	open(my $copy, '|-', 'psql', '-Xq', '-c', "COPY $table FROM STDIN") or die;
	print $copy join("\t", map { escape($_) } @$_) . "\n" for @rows;
	close $copy or die;
}

my @lines = rows($file);
my @header = @{ shift @lines };
my ($en, $ar) = map { my $name = $_; (grep { $header[$_] =~ /^(?:text_)?$name$/ } 0 .. $#header)[0] // die "$file has no column $name\n" } qw(en ar);
$db->query('CREATE TABLE lines (en text, ar text, n serial)');
copy_in('lines (en, ar)', map { [ @$_[ $en, $ar ] ] } @lines);
$db->query(<<'SQL');
CREATE TABLE articles (id serial, en text, ar text);
ALTER TABLE articles ALTER en SET STORAGE EXTERNAL, ALTER ar SET STORAGE EXTERNAL;
INSERT INTO articles (en, ar) SELECT string_agg(en, E'.\n' ORDER BY n), string_agg(ar, E'.\n' ORDER BY n) FROM lines GROUP BY n / 12;
VACUUM ANALYZE articles
SQL
my %bytes = map { $_ => $db->query("SELECT sum(octet_length($_)) FROM articles") } qw(en ar);

# The terms, by language.
my (undef, @term_rows) = rows("$data/theme_term.tsv");
my %terms;
for my $row (@term_rows)
{
	my ($theme, @columns) = @$row;
	for my $language (0, 1)
	{
		(my $plain = $columns[$language]) =~ s{"| [~!]}{}g;
		push @{ $terms{ (qw(en ar))[$language] } }, map { [ $theme, $_ ] } split /; /, $plain;
	}
}

# The thesaurus: words that the dictionary below it stops are written ?, signs that it would not see are blanks.
chomp(my $share = qx("$ENV{WORK}/pg_config" --sharedir));
my %stem = (en => 'english_stem', ar => 'arabic_stem');
for my $language (qw(en ar))
{
	open(my $out, '>:raw', "$share/tsearch_data/bench_themes_$language.ths") or die "$share: $!\n";
	my (%seen, %stopped);
	if ($language eq 'en')
	{
		open(my $stop, '<', "$share/tsearch_data/english.stop") or die;
		%stopped = map { chomp; $_ => 1 } <$stop>;
	}
	for my $term (@{ $terms{$language} })
	{
		(my $text = lc $term->[1]) =~ s{[^A-Za-z0-9\x80-\xff]+}{ }g;
		my $words = join ' ', map { $stopped{$_} ? '?' : $_ } split ' ', $text;
		next if $words !~ /[^? ]/ || $seen{$words}++;
		print $out "$words : *$term->[0]\n";
	}
	close $out;
}
$db->query(<<"SQL");
CREATE TEXT SEARCH DICTIONARY themes_en (TEMPLATE = thesaurus, DictFile = bench_themes_en, Dictionary = english_stem);
CREATE TEXT SEARCH DICTIONARY themes_ar (TEMPLATE = thesaurus, DictFile = bench_themes_ar, Dictionary = arabic_stem);
CREATE TEXT SEARCH CONFIGURATION themes_thesaurus (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION themes_thesaurus ADD MAPPING FOR asciiword, asciihword, hword_asciipart WITH themes_en;
ALTER TEXT SEARCH CONFIGURATION themes_thesaurus ADD MAPPING FOR word, hword, hword_part WITH themes_ar
SQL

# The regular expressions. English terms begin a word; Arabic ones may stand behind clitics, and the letters are no
# words to a regular expression in a database of locale C.
my %begin = (en => '\m', ar => '');
$db->query('CREATE TABLE theme_regexp (language text, theme text, regexp text)');
for my $language (qw(en ar))
{
	my %of;
	push @{ $of{ $_->[0] } }, quotemeta_sql($_->[1]) for @{ $terms{$language} };
	copy_in('theme_regexp', map { [ $language, $_, $begin{$language} . '(?:' . join('|', @{ $of{$_} }) . ')' ] } sort keys %of);
}

sub quotemeta_sql { my ($s) = @_; $s =~ s/([.+*?()\[\]{}|\\^\$])/\\$1/g; return $s; }

# Every expression over a column in turn, so that a busy moment hits all of them; the median of the rounds, MB/s.
sub speeds
{
	my ($wanted, %expressions) = @_;
	my %ms;
	for my $round (0 .. $rounds)
	{
		for my $name (sort keys %expressions)
		{
			my ($column, $expression, $tables, $passes) = @{ $expressions{$name} };
			my $times = $passes // int($wanted * 1e6 / $bytes{$column}) + 1;
			my $from = $tables // "generate_series(1, $times)";
			my ($ms) = $db->measure("WITH read AS MATERIALIZED (SELECT $column || '' AS $column FROM articles)
				SELECT count(v) FROM (SELECT $expression AS v FROM $from CROSS JOIN read OFFSET 0) x");
			push @{ $ms{$name} }, $ms if $round > 0;
			$expressions{$name}[4] = $times * $bytes{$column} / 1e3;
		}
	}
	return map { $_ => $expressions{$_}[4] / Backend::median(@{ $ms{$_} }) } keys %ms;
}

sub row
{
	my ($name, $smart, $other, $target) = @_;
	my $ratio = $smart / $other;
	printf "%-46s %12.2f %12.2f %10.1f  %s\n", $name, $smart, $other, $ratio, !$target ? '' : ">= $target: " . ($ratio >= $target ? 'met' : 'MISSED');
}

printf "%s: %d articles, %.2f MB of English, %.2f MB of Arabic, read until %d MB are done; %d English and %d Arabic terms of %d themes\n",
	$file =~ m{([^/]+)$}, $db->query('SELECT count(*) FROM articles'), $bytes{en} / 1e6, $bytes{ar} / 1e6, $megabytes,
	scalar @{ $terms{en} }, scalar @{ $terms{ar} }, scalar @term_rows;
my %speed = speeds($megabytes, map {
	my $l = $_;
	("smart_$l" => [ $l, "to_tsvector('smartdip_themes', $l)" ],
		"tags_$l" => [ $l, "(SELECT count(*) FROM theme_tags($l))" ],
		"thesaurus_$l" => [ $l, "to_tsvector('themes_thesaurus', $l)" ]) } qw(en ar));
# the regular expressions are slow: over each text once, the expressions outside, so that each is compiled once
my %slow = do { local $rounds = 1; speeds(0, map {
	my $l = $_;
	my $all = $begin{$l} . '(?:' . join('|', map { quotemeta_sql($_->[1]) } @{ $terms{$l} }) . ')';
	$all =~ s/'/''/g;
	("each_$l" => [ $l, "nullif(read.$l ~* r.regexp, false)", "(SELECT regexp FROM theme_regexp WHERE language = '$l' OFFSET 0) r", 1 ],
		"all_$l" => [ $l, "(SELECT count(*) FROM regexp_matches($l, '$all', 'gi'))", undef, 1 ]) } qw(en ar)) };
printf "\n%-46s %12s %12s %10s  %s\n", 'MB/s', 'smartdip', 'other', 'ratio', 'target';
for my $l ([ 'en', 'English' ], [ 'ar', 'Arabic' ])
{
	row("to_tsvector, a thesaurus, $l->[1]", $speed{"smart_$l->[0]"}, $speed{"thesaurus_$l->[0]"}, 5);
	row("to_tsvector, a regexp for each theme, $l->[1]", $speed{"smart_$l->[0]"}, $slow{"each_$l->[0]"}, 50);
	row("to_tsvector, one regexp of all terms, $l->[1]", $speed{"smart_$l->[0]"}, $slow{"all_$l->[0]"});
	row("theme_tags, a regexp for each theme, $l->[1]", $speed{"tags_$l->[0]"}, $slow{"each_$l->[0]"});
}
for my $l (qw(en ar))
{
	printf "tags in $l: %d of smartdip_themes (without ancestors), %d of the thesaurus, %d of the regexps\n",
		(map { my $configuration = $_; $db->query("SELECT sum(ndoc) FROM ts_stat(\$\$SELECT to_tsvector('$configuration', $l) FROM articles\$\$) WHERE word LIKE '%.%'") } qw(smartdip_themes themes_thesaurus)),
		$db->query("SELECT count(*) FROM (SELECT regexp FROM theme_regexp WHERE language = '$l' AND theme LIKE '%.%' OFFSET 0) r CROSS JOIN articles WHERE $l ~* regexp");
}

# Does the number of terms matter? Phrases of two words of the text itself, each with a lexeme of its own: nearly every
# word begins some of them, few of them stand in the text.
printf "\n%-46s %12s %12s\n", 'user terms', 'ms per MB', 'of the first';
$db->query(q{CREATE TABLE words AS SELECT word, row_number() OVER (ORDER BY word COLLATE "C") AS n FROM ts_stat($$SELECT to_tsvector('simple', en) FROM articles$$) WHERE word ~ '^[a-z]+$'});
my $first;
for my $count (1000, 10000, 100000)
{
	$db->query(<<"SQL");
DROP TEXT SEARCH CONFIGURATION IF EXISTS many;
DROP TEXT SEARCH DICTIONARY IF EXISTS many_terms;
CREATE TEXT SEARCH DICTIONARY many_terms (TEMPLATE = smartdip_lexicon, Words = false);
SELECT set_lexicon('many_terms', \$\$SELECT 't' || i, a.word || ' ' || b.word FROM (SELECT i, 1 + abs(hashint4(i)::bigint) % m AS a, 1 + abs(hashint4(i + 1000000)::bigint) % m AS b
	FROM generate_series(1, $count) i, (SELECT count(*) AS m FROM words) w) p JOIN words a ON a.n = p.a JOIN words b ON b.n = p.b\$\$);
CREATE TEXT SEARCH CONFIGURATION many (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION many ADD MAPPING FOR latin, latin_part, arabic, arabic_part WITH many_terms;
SELECT count(to_tsvector('many', en)) FROM articles
SQL
	my %many = speeds($megabytes, many => [ 'en', "to_tsvector('many', en)" ]);
	my $ms = 1000 / $many{many};
	$first //= $ms;
	printf "%-46s %12.1f %12.2f\n", "$count phrases", $ms, $ms / $first;
}
$db->close;
