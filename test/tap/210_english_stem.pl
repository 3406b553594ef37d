# The English stemmer against the server's: a dictionary of the same template without stop words has to agree on every
# word of what text there is on the machine, on stems with every row of suffixes, and on random words. From 18 the
# server's has one rule more, and has to differ on each word that the rule is about, and by it.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

fresh_database('smartdip_english_stem');
psql_ok('CREATE TEXT SEARCH DICTIONARY plain_english (TEMPLATE = snowball, LANGUAGE = english)');

my %words;

# Words of texts, with their apostrophes; the documentation of PostgreSQL and of smartdip, word lists where there are any.
sub read_words
{
	my ($file) = @_;
	open(my $in, '<:raw', $file) or return;
	while (my $line = <$in>)
	{
		$words{ lc $_ } = 1 for $line =~ /(?<![\x80-\xff])[A-Za-z']{1,40}(?![\x80-\xff])/g;
	}
	close $in;
}

chomp(my ($doc, $include) = map { my $path = `pg_config --$_ 2>/dev/null`; $path } qw(docdir includedir-server));
read_words($_) for glob('*.md doc/*.md src/*/*.tsv src/*/*.sql src/*/*.[ch] /usr/share/dict/words /usr/share/doc/*/README /usr/share/doc/*/copyright');
read_words($_) for map { glob("$_/*.html $_/*/*.html $_/*.h $_/*/*.h $_/README*") } grep { length } $doc, $include;
my $found = keys %words;

my @stems = qw(adapt adjust air allow analog appl arm arsen bal be bias bow box callous can care cent commun con control
  cri decis defens depend diplom econom electr emb exc fail feder form gener good hap hesit hop hope in infer inter irrit
  lead lux mass mil nat negoti news organ out past polit pow proc prob radic ration ration reg relat repl rol roll run sanct
  see sens sing ski sky snow soft stat succ syz tar ti treat try univers use val vil war x yel yy aye 'y o'r);
my @suffixes = qw(s es ed ing ly edly ingly eed eedly er est ness ful fully fulness ous ously ousness ive ively iveness ivity
  iviti ize izer izing ization ational ation ations ator al ally alism ality aliti ical ically icate iciti icity ative ance ence
  ancy ency anci enci ant ent ement ment entli ently able ably ible ibly bli abli ability biliti logi logy ism ist ion tion sion ied
  ies y yed ying ys e ee l ll lessli lessly less li 's s' 's' ' us ss sses at bl iz ate ble);
for my $stem (@stems)
{
	for my $suffix (@suffixes)
	{
		$words{"$stem$suffix"} = 1;
		$words{"$stem$suffix$_"} = 1 for @suffixes;
	}
}

# Words that begin with a, e or o and a double consonant, as added does.
my $rule_of_18 = q{word ~ '^''?[aeo](bb|dd|ff|gg|mm|nn|pp|rr|tt)(ed|edly|ing|ingly|ings)(''|''s)?$'};
for my $start (map { my $vowel = $_; map { "$vowel$_$_" } qw(b d f g m n p r t) } qw(a e o))
{
	$words{"$start$_"} = 1 for '', qw(s ed edly ing ingly ings ed's 's);
}

# Letters that the rules tell apart, and letters beyond ASCII that folding leaves alone (Cyrillic, Greek).
srand 20;
my @letters = (split(//, "aeiouyyybdglnrstwxc'"), "\xd0\xb6", "\xce\xb2");
for (1 .. 20000)
{
	my $word = join '', map { $letters[ rand @letters ] } 1 .. 1 + rand 8;
	$words{ $word . (rand() < .5 ? '' : $suffixes[ rand @suffixes ]) } = 1;
}
$words{$_} = 1 for 'ab' x 499 . 's', 'ab' x 500, 'ab' x 500 . 's', 'ing' x 333, 'ing' x 334;

my $file = "/tmp/smartdip-english-stem-$$.txt";
END { unlink $file if defined $file }
open(my $out, '>:raw', $file) or die "$file: $!\n";
print $out "$_\n" for sort keys %words;
close $out or die "$file: $!\n";
psql_ok("CREATE TABLE vocabulary (word text);\n\\copy vocabulary FROM '$file'");

my $count = psql_ok('SELECT count(*) FROM vocabulary');
note("tried $count words");
cmp_ok($count, '>=', 30000, "there are $count words to compare, $found of them from texts");
# A stem that ended in two equal consonants has lost the second; the server leaves it from 18.
my $as_server = q{stem(word, 'en')};
$as_server = "CASE WHEN $rule_of_18 THEN $as_server || right($as_server, 1) ELSE $as_server END" if psql_ok('SHOW server_version_num') >= 180000;
my $differ = "FROM vocabulary WHERE $as_server IS DISTINCT FROM (ts_lexize('plain_english', word))[1]";
is(psql_ok("SELECT count(*) $differ"), 0, 'every stem is the stem of the server')
  or diag(psql_ok("SELECT word, stem(word, 'en'), ts_lexize('plain_english', word) $differ LIMIT 20"));
is(psql_ok(q{SELECT count(*) FROM vocabulary WHERE word ~ '^[^a-z]*[a-z]' AND stem(word) IS DISTINCT FROM stem(word, 'en')}),
	0, 'words of Latin letters are taken as English');
# "don" is left of "don't" only where a parser cuts at the apostrophe; alone it is a river, a name and a title.
is(psql_ok(q{SELECT string_agg(word, ' ') FROM (SELECT DISTINCT word FROM vocabulary
	WHERE ts_lexize('english_stem', word) = '{}' AND word NOT IN (SELECT stop_words('en'))) AS s}),
	'don', 'every stop word of the server is one here, but for "don"');

done_testing();
