# Text search with smartdip against the server's own: see scripts/bench.sh.
#
#   parser     to_tsvector with a configuration that maps nothing, over the parser alone; both sides the same way
#   english    to_tsvector('english'), the server's parser, stop words and Snowball stemmer
#   arabic     to_tsvector('arabic'), the same for Arabic; it has no stop words
#   words      a configuration of the same dictionaries without concepts
#   sure       the same without senses that a word has rarely
#   direct     smartdip_tsvector(), which makes the same tsvector without the server's framework
#
# The text is what FILE has in its columns en and ar (tab separated, a header line), else the product's own samples. It is
# shuffled and joined into articles of twelve lines, which are read from memory.
use strict;
use warnings;
use Cwd 'abs_path';
use FindBin;
use Getopt::Long;
use Backend;

my ($rounds, $megabytes) = (5, 4);
my $usage = "usage: bench.sh text [--rounds N] [--megabytes N] [FILE]\n";
GetOptions('rounds=i' => \$rounds, 'megabytes=i' => \$megabytes) && @ARGV <= 1 or die $usage;
my $file = abs_path($ARGV[0] // "$FindBin::Bin/../src/data/sample_events.tsv") // die "no file $ARGV[0]\n";

# Lines of both languages in an order that a seed fixes.
sub read_lines
{
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	my @rows = map { chomp; [ split /\t/, $_, -1 ] } grep { !/^#/ } <$in>;
	my @header = @{ shift @rows };
	my ($en, $ar) = map { my $name = $_; (grep { $header[$_] =~ /^(?:text_)?$name$/ } 0 .. $#header)[0] // die "$file has no column $name\n" } qw(en ar);
	return map { [ $_->[$en], $_->[$ar] ] } grep { length $_->[$en] && length $_->[$ar] } @rows;
}

sub escape { my ($s) = @_; $s =~ s/([\\\t\n\r])/{ "\\" => '\\\\', "\t" => '\t', "\n" => '\n', "\r" => '\r' }->{$1}/ge; return $s; }

my $db = Backend->new("SET client_min_messages = error");
my @lines = read_lines();
srand(20261121);
$db->query('CREATE TABLE lines (n serial, en text, ar text)');
{
	my @order = sort { $a->[0] <=> $b->[0] } map { [ rand, $_ ] } @lines;
	open(my $copy, '|-', 'psql', '-Xq', '-c', 'COPY lines (en, ar) FROM STDIN') or die;
	print $copy join("\t", map { escape($_) } @{ $_->[1] }) . "\n" for @order;
	close $copy or die;
}
$db->query(<<'SQL');
CREATE TABLE articles (id serial, en text, ar text, mixed text);
INSERT INTO articles (en, ar, mixed) SELECT string_agg(en, E'.\n' ORDER BY n), string_agg(ar, E'.\n' ORDER BY n), string_agg(en || E'\n' || ar, E'\n' ORDER BY n) FROM lines GROUP BY n / 12;
CREATE TEXT SEARCH CONFIGURATION parser_smartdip (PARSER = smartdip);
CREATE TEXT SEARCH DICTIONARY words_english (TEMPLATE = smartdip_word, Language = english);
CREATE TEXT SEARCH DICTIONARY words_arabic (TEMPLATE = smartdip_word, Language = arabic);
CREATE TEXT SEARCH DICTIONARY words_auto (TEMPLATE = smartdip_word, Language = auto);
CREATE TEXT SEARCH CONFIGURATION words (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION words ALTER MAPPING REPLACE smartdip_english WITH words_english;
ALTER TEXT SEARCH CONFIGURATION words ALTER MAPPING REPLACE smartdip_arabic WITH words_arabic;
ALTER TEXT SEARCH CONFIGURATION words ALTER MAPPING REPLACE smartdip_auto WITH words_auto;
CREATE TEXT SEARCH DICTIONARY sure_english (TEMPLATE = smartdip_word, Language = english, Concepts = sure);
CREATE TEXT SEARCH DICTIONARY sure_arabic (TEMPLATE = smartdip_word, Language = arabic, Concepts = sure);
CREATE TEXT SEARCH CONFIGURATION sure (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION sure ALTER MAPPING REPLACE smartdip_english WITH sure_english;
ALTER TEXT SEARCH CONFIGURATION sure ALTER MAPPING REPLACE smartdip_arabic WITH sure_arabic;
CREATE TEXT SEARCH CONFIGURATION parser_default (PARSER = pg_catalog."default");
VACUUM ANALYZE articles
SQL
my %bytes = map { $_ => $db->query("SELECT sum(octet_length($_)) FROM articles") } qw(en ar mixed);
printf "%s: %d articles, %.2f MB of English, %.2f MB of Arabic, read until %d MB are done; %s distinct English words\n", $file =~ m{([^/]+)$},
	$db->query('SELECT count(*) FROM articles'), $bytes{en} / 1e6, $bytes{ar} / 1e6, $megabytes,
	$db->query(q{SELECT count(*) FROM ts_stat($$SELECT to_tsvector('simple', en) FROM articles$$)});

# Every expression over a column in turn, so that a busy moment hits all of them; the median of the rounds, MB/s.
sub speeds
{
	my (%expressions) = @_;
	my %times;
	for my $round (0 .. $rounds)
	{
		for my $name (sort keys %expressions)
		{
			my ($column, $expression) = @{ $expressions{$name} };
			my $times = int($megabytes * 1e6 / $bytes{$column}) + 1;
			my ($ms) = $db->measure("WITH read AS MATERIALIZED (SELECT $column || '' AS $column FROM articles)
				SELECT count(v) FROM (SELECT $expression AS v FROM read, generate_series(1, $times) OFFSET 0) x");
			push @{ $times{$name} }, $ms if $round > 0;
			$expressions{$name}[2] = $times * $bytes{$column} / 1e3;
		}
	}
	return map { $_ => $expressions{$_}[2] / Backend::median(@{ $times{$_} }) } keys %times;
}

sub heading { printf "\n%-46s %12s %12s %10s  %s\n", $_[0], 'smartdip', 'other', 'ratio', 'target'; }

sub row
{
	my ($name, $smart, $other, $target) = @_;
	my $ratio = $smart / $other;
	printf "%-46s %12.1f %12.1f %10.2f  %s\n", $name, $smart, $other, $ratio, !$target ? '' : ">= $target: " . ($ratio >= $target ? 'met' : 'MISSED');
}

heading('MB/s');
my %speed = speeds(
	(map { ("parser_$_" => [ $_, "to_tsvector('parser_smartdip', $_)" ], "default_$_" => [ $_, "to_tsvector('parser_default', $_)" ],
		"words_$_" => [ $_, "to_tsvector('words', $_)" ], "sure_$_" => [ $_, "to_tsvector('sure', $_)" ], "smartdip_$_" => [ $_, "to_tsvector('smartdip', $_)" ], "direct_$_" => [ $_, "smartdip_tsvector($_)" ]) } qw(en ar mixed)),
	english_en => [ 'en', "to_tsvector('english', en)" ],
	arabic_ar => [ 'ar', "to_tsvector('arabic', ar)" ],
	english_mixed => [ 'mixed', "to_tsvector('english', mixed)" ],
	arabic_mixed => [ 'mixed', "to_tsvector('arabic', mixed)" ],
	(map { my ($name, $column, $other, $query) = @$_;
		("words_headline_$name" => [ $column, "ts_headline('words', $column, to_tsquery('words', '$query'))" ],
		"headline_$name" => [ $column, "ts_headline('smartdip', $column, to_tsquery('smartdip', '$query'))" ],
		"other_$name" => [ $column, "ts_headline('$other', $column, to_tsquery('$other', '$query'))" ]) }
		[ 'en', 'en', 'english', 'minister & president' ], [ 'ar', 'ar', 'arabic', 'وزير & رئيس' ],
		[ 'frequent', 'en', 'english', 'say | president | minister | talk | state' ]),
);
row('parser alone, English', @speed{qw(parser_en default_en)}, 3);
row('parser alone, Arabic', @speed{qw(parser_ar default_ar)}, 3);
row('to_tsvector, english, English text', @speed{qw(smartdip_en english_en)}, 1.6);
row('to_tsvector, arabic, Arabic text', @speed{qw(smartdip_ar arabic_ar)}, 1.6);
row('to_tsvector, english, mixed text', @speed{qw(smartdip_mixed english_mixed)}, 1);
row('to_tsvector, arabic, mixed text', @speed{qw(smartdip_mixed arabic_mixed)}, 1);
row('sure senses alone, english, English text', @speed{qw(sure_en english_en)});
row('sure senses alone, arabic, Arabic text', @speed{qw(sure_ar arabic_ar)});
row('words alone, english, English text', @speed{qw(words_en english_en)}, 2);
row('words alone, arabic, Arabic text', @speed{qw(words_ar arabic_ar)}, 2.5);
row('smartdip_tsvector, english, English text', @speed{qw(direct_en english_en)}, 2.5);
row('smartdip_tsvector, arabic, Arabic text', @speed{qw(direct_ar arabic_ar)}, 2.5);
row('ts_headline, english, English text', @speed{qw(headline_en other_en)}, 2);
row('ts_headline, arabic, Arabic text', @speed{qw(headline_ar other_ar)}, 2);
row('ts_headline, english, frequent words', @speed{qw(headline_frequent other_frequent)}, 2);
row('the same, words alone', @speed{"words_headline_$_", "other_$_"}, 2) for qw(en ar frequent);

# Inputs that are hard on a parser: 80 kB and ten times as much of each, in milliseconds.
printf "\n%-46s %12s %12s %10s  %s\n", 'ms for 80 kB and 800 kB of', '80 kB', '800 kB', 'growth', 'target';
for my $unit ('a_', '@', '#', '.', '-', '#a', 'a-', 'a.', 'a@', 'http://a/', '1,', 'x', 'a ', "\xd9\x8b", "\xe2\x80\x8d", "\xd8\xa7", "\xe0\xb9\x84")
{
	my @ms;
	for my $kb (80, 800)
	{
		my $text = "repeat('$unit', $kb * 1000 / octet_length('$unit'))";
		$db->query("CREATE TEMP TABLE hard AS SELECT $text AS t; ALTER TABLE hard ALTER t SET STORAGE EXTERNAL");
		push @ms, Backend::median(map { ($db->measure("SELECT count(to_tsvector('smartdip', t)) FROM hard"))[0] } 1 .. 3);
		$db->query('DROP TABLE hard');
	}
	printf "%-46s %12.2f %12.2f %10.1f  %s\n", $unit, @ms, $ms[1] / $ms[0], '< 20 ms: ' . ($ms[0] < 20 ? 'met' : 'MISSED');
}

# What a backend keeps once it has read everything.
my $memory = $db->query("SELECT round(sum(total_bytes) / 1048576.0, 2) FROM pg_backend_memory_contexts WHERE name LIKE 'smartdip%'");
printf "\nmemory that the backend keeps for text: %s MB, < 4 MB: %s\n", $memory, $memory < 4 ? 'met' : 'MISSED';
$db->close;
