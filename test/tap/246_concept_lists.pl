# The keys of test/data/language through the database: what make's gate finds in the lexicon, to_tsvector() has to find in texts. And
# the lists of the shared folder, if it is there: shares of pairs that are linked, kept apart, and of words in a wrong concept.
use strict;
use warnings;
use Test::More;
use lib 'test/tap', 'src/data';
use TestDb qw(fresh_database psql_ok);
use tsv qw(read_tsv);

fresh_database('smartdip_concept_lists');
psql_ok(<<'SQL');
CREATE FUNCTION concepts(text) RETURNS text[] IMMUTABLE LANGUAGE sql
	RETURN ARRAY(SELECT l FROM unnest(tsvector_to_array(to_tsvector('smartdip', $1))) AS l WHERE l ^@ '=');
CREATE TABLE pair (list text, one text, other text);
SQL

sub load_pairs
{
	my ($list, @pairs) = @_;
	psql_ok("COPY pair FROM STDIN;\n" . join('', map { join("\t", $list, @$_) . "\n" } @pairs) . "\\.\n");
	return split /\|/, psql_ok("SELECT count(*) FILTER (WHERE concepts(one) && concepts(other)), count(*) FROM pair WHERE list = '$list'");
}

my %limit = map { ($_->{kind} => $_->{most}) } read_tsv('test/data/language/gate_limit.tsv', qw(kind most));
my ($linked, $pairs) = load_pairs('link', map { [ $_->{en}, $_->{ar} ] } read_tsv('test/data/language/link_en_ar.tsv', qw(en ar source)));
cmp_ok($pairs - $linked, '<=', $limit{link}, "$linked of $pairs pairs of translation share a concept");
for my $language (qw(en ar))
{
	my ($common, $all) = load_pairs("apart_$language",
		map { [ $_->{word}, $_->{other} ] } read_tsv("test/data/language/apart_$language.tsv", qw(word other source)));
	cmp_ok($common, '<=', $limit{"apart_$language"}, "$common of $all look-alikes, opposites and rivals in $language do");
}

# The lists that are kept outside, with the shares that the mechanism and the terms have reached.
SKIP:
{
	my $folder = "$ENV{SMARTDIP_SHARED}/data/language" if defined $ENV{SMARTDIP_SHARED};
	skip 'no lists outside the project', 3 unless defined $folder && -d $folder;
	my $read = sub { open(my $in, '<:raw', "$folder/$_[0]") or die "$folder/$_[0]: $!\n"; return map { chomp; $_ } grep { /\S/ && !/^#/ } <$in> };
	my ($link, $links) = load_pairs('outside link', map { [ split /=/, $_, 2 ] } $read->('link_pairs.txt'));
	cmp_ok($link / $links, '>=', .98, "$link of $links pairs of translation share a concept");
	my ($apart, $aparts) = load_pairs('outside apart', map { [ split m{ / }, $_, 2 ] } $read->('apart_pairs.txt'));
	cmp_ok($apart / $aparts, '<=', .01, "$apart of $aparts opposites and rivals do");
	my @wrong = map { [ (split /\|/)[1, 2] ] } grep { !/\|ok\b/ } $read->('wrong_concept.txt');
	load_pairs('outside wrong', @wrong);
	my $still = psql_ok(q{SELECT count(*) FROM pair WHERE list = 'outside wrong' AND '=' || other || '.' = ANY (concepts(one))});
	cmp_ok($still / @wrong, '<=', .065, "$still of " . @wrong . ' words stand in a concept that is none of theirs');
}

done_testing();
