# How well concepts link and keep apart: see scripts/bench.sh.
#
# FOLDER holds lists of pairs and words: link_pairs.txt (English=Arabic, which must share a concept), apart_pairs.txt (a / b, which
# must share none), wrong_concept.txt (language|word|concept that it must not have|remark). Both sides go through
# to_tsvector('smartdip', ...); a concept is a lexeme that begins with =.
use strict;
use warnings;
use Backend;

my $verbose = @ARGV && $ARGV[0] eq '--verbose' && shift @ARGV;
my $folder = shift @ARGV // die "usage: bench.sh concepts [--verbose] FOLDER\n";

sub lines
{
	my ($name) = @_;
	open(my $in, '<:raw', "$folder/$name") or return ();
	return map { chomp; $_ } grep { /\S/ && !/^#/ } <$in>;
}

my $db = Backend->new("SET client_min_messages = error");
sub literal { my ($s) = @_; $s =~ s/'/''/g; return "'$s'"; }
sub concepts_of
{
	my ($text) = @_;
	my $answer = $db->query("SELECT string_agg(l, ' ') FROM unnest(tsvector_to_array(to_tsvector('smartdip', " . literal($text) . "))) AS l WHERE l ^@ '='");
	return { map { $_ => 1 } map { s/\.$//r } split / /, $answer // '' };
}

# What share of the pairs has a concept in common, and the pairs that are not as they should be.
sub pairs
{
	my ($heading, $together, @pairs) = @_;
	my ($common, @faults) = (0);
	for my $pair (@pairs)
	{
		my ($left, $right) = map { concepts_of($_) } @$pair;
		my @shared = grep { $right->{$_} } sort keys %$left;
		$common++ if @shared;
		push @faults, sprintf('%s / %s: %s', @$pair, $together ? join(' ', sort keys %$left) . ' | ' . join(' ', sort keys %$right) : "@shared")
			if $together ? !@shared : @shared;
	}
	printf "%-60s %4d of %4d, %5.1f %%\n", $heading, $common, scalar @pairs, @pairs ? 100 * $common / @pairs : 0;
	print "\t$_\n" for $verbose ? @faults : ();
}

pairs('pairs of translation that share a concept', 1, map { [ split /=/, $_, 2 ] } lines('link_pairs.txt'));
pairs('opposites and rivals that share a concept', 0, map { [ split m{ / }, $_, 2 ] } lines('apart_pairs.txt'));

my @wrong = map { [ split /\|/, $_, 4 ] } grep { !/\|ok\b/ } lines('wrong_concept.txt');
my @still = grep { concepts_of($_->[1])->{"=$_->[2]"} } @wrong;
printf "%-60s %4d of %4d, %5.1f %%\n", 'words in a concept that is none of theirs', scalar @still, scalar @wrong, @wrong ? 100 * @still / @wrong : 0;
print map { "\t$_->[1]: $_->[2]\n" } $verbose ? @still : ();
$db->close;
