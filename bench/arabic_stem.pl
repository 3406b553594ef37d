# How well three stemmers unite the forms of a word and keep words apart, side by side: smartdip, the server's
# arabic_stem, and a stemmer after the published rules of light10 (Larkey, Ballesteros, Connell 2007).
#
#	perl bench/arabic_stem.pl [--misses]		from the top of the source, after a build; psql's environment names the server
#
# Families and pairs are those of test/data. Within a family every pair of forms should have one stem: the share that
# has not is the under-stemming index. Across families, and in the pairs to keep apart, none should have: the share
# that has is the over-stemming index. Precision, recall and F1 count the same pairs.
use strict;
use warnings;
use Getopt::Long;
use Encode qw(decode);

my ($misses, $header) = (0, 'src/core/generated/arabic_data.h');
GetOptions('misses' => \$misses) or die "usage: perl bench/arabic_stem.pl [--misses]\n";
-r $header or die "no $header: run make first\n";
my $folder = $ENV{TMPDIR} // '/tmp';

sub table
{
	my ($file) = @_;
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	my @lines = grep { !/^#/ } <$in>;
	shift @lines;
	chomp @lines;
	return map { [ split /\t/ ] } @lines;
}

my (%members, %part, %words, @apart);
for (table('test/data/arabic_family.tsv'))
{
	my ($family, $part, $form) = @$_;
	push @{ $members{$family} }, $form;
	$part{$family} = $part;
	$words{$form} = 1;
}
for (table('test/data/arabic_apart.tsv'))
{
	push @apart, [ @$_[ 0, 2, 1 ] ];
	$words{$_} = 1 for @$_[ 0, 2 ];
}
my @words = sort keys %words;

# --- The three ---
my $input = "$folder/arabic_stem.$$";
END { unlink "$input", "$input.bin" if defined $input }

sub smartdip
{
	open(my $out, '>:raw', $input) or die "$input: $!\n";
	print $out "$_\n" for @words;
	close $out;
	my $core = join ' ', glob('src/core/text/arabic*.c src/core/text/fold*.c');
	system("cc -std=c11 -O2 -Isrc -o $input.bin bench/arabic_stem.c $core \$(pkg-config --libs icu-uc) -lm") == 0 or die "cannot compile\n";
	return map { chomp; split /\t/ } `$input.bin < $input`;
}

sub server
{
	my $values = join ',', map { "('$_')" } @words;
	my $sql = "SET client_encoding = 'UTF8'; SELECT w || E'\\t' || coalesce((ts_lexize('arabic_stem', w))[1], w) FROM (VALUES $values) v(w)";
	open(my $out, '>:raw', $input) or die "$input: $!\n";
	print $out $sql;
	close $out;
	my @lines = `psql -XAtq -d postgres -f $input`;
	$? == 0 && @lines == @words or die "no server, or not one line a word\n";
	return map { chomp; split /\t/ } @lines;
}

sub light10
{
	my ($word) = @_;
	$word = decode('UTF-8', $word);
	$word =~ s/[\x{064b}-\x{0652}\x{0640}]//g;
	$word =~ tr/\x{0622}\x{0623}\x{0625}\x{0649}\x{0629}/\x{0627}\x{0627}\x{0627}\x{064a}\x{0647}/;
	my ($waw, $alef, $lam) = ("\x{0648}", "\x{0627}", "\x{0644}");
	$word =~ s/^$waw(?=...)//;
	$word =~ s/^(?:$alef$lam|$waw$alef$lam|\x{0628}$alef$lam|\x{0643}$alef$lam|\x{0641}$alef$lam|$lam$lam)(?=..)//;
	for my $ending ("\x{0647}$alef", "$alef\x{0646}", "$alef\x{062a}", "$waw\x{0646}", "\x{064a}\x{0646}", "\x{064a}\x{0647}", "\x{0647}", "\x{064a}")
	{
		$word =~ s/(?<=..)$ending$//;
	}
	return $word;
}

my @stemmers = (
	[ 'smartdip', { smartdip() } ],
	[ 'arabic_stem', eval { +{ server() } } ],
	[ 'light10', { map { $_ => light10($_) } @words } ]);
warn "no server: its column is left out\n" unless $stemmers[1][1];
@stemmers = grep { $_->[1] } @stemmers;

# --- The pairs ---
sub measure
{
	my ($stem, @parts) = @_;
	my %wanted = map { $_ => 1 } @parts;
	my @families = grep { $wanted{ $part{$_} } } sort keys %members;
	my ($inside, $united, $across, $merged) = (0, 0, 0, 0);
	my (%of_stem, %sizes, $all);
	for my $family (@families)
	{
		my %count;
		$count{ $stem->{$_} }++ for @{ $members{$family} };
		my $n = @{ $members{$family} };
		$inside += $n * ($n - 1) / 2;
		$united += $_ * ($_ - 1) / 2 for values %count;
		$across += $n * ($all // 0);
		$all += $n;
		for my $s (keys %count)
		{
			$merged += $count{$s} * ($of_stem{$s} // 0);
			$of_stem{$s} += $count{$s};
		}
	}
	my @pairs = grep { $wanted{ $_->[2] } } @apart;
	@pairs = grep { $_->[2] eq 'tune' } @apart if !@pairs;	# the pairs have no part of their own for check
	my $apart_merged = grep { $stem->{ $_->[0] } eq $stem->{ $_->[1] } } @pairs;
	my ($precision, $recall) = ($united / ($united + $merged + $apart_merged), $united / $inside);
	my $whole = grep { my %s = map { $stem->{$_} => 1 } @{ $members{$_} }; keys %s == 1 } @families;
	return (
		'under-stemming %' => 100 * (1 - $recall),
		'over-stemming %, across families' => 100 * $merged / $across,
		'over-stemming %, pairs to keep apart' => 100 * $apart_merged / @pairs,
		'precision %' => 100 * $precision,
		'recall %' => 100 * $recall,
		'F1 %' => 100 * 2 * $precision * $recall / ($precision + $recall),
		'families with one stem %' => 100 * $whole / @families);
}

printf "%d families, %d forms, %d pairs to keep apart\n", scalar keys %members, scalar map({ @$_ } values %members), scalar @apart;
for my $parts ([ 'tune', 'check', 'blind' ], ['tune'], ['check'], ['blind'])
{
	my @columns = map { { measure($_->[1], @$parts) } } @stemmers;
	printf "\n%-38s", @$parts == 1 ? $parts->[0] : 'all';
	printf ' %12s', $_->[0] for @stemmers;
	print "\n";
	for my $line ('under-stemming %', 'over-stemming %, across families', 'over-stemming %, pairs to keep apart',
		'precision %', 'recall %', 'F1 %', 'families with one stem %')
	{
		printf '%-38s', $line;
		printf ' %12.2f', $_->{$line} for @columns;
		print "\n";
	}
}

if ($misses)
{
	my $stem = $stemmers[0][1];
	for my $family (sort keys %members)
	{
		my %by;
		push @{ $by{ $stem->{$_} } }, $_ for @{ $members{$family} };
		next if keys %by == 1;
		my @groups = sort { @{ $by{$b} } <=> @{ $by{$a} } } keys %by;
		shift @groups;
		print "$part{$family} $family: ", join('; ', map { "$_ <- @{ $by{$_} }" } @groups), "\n";
	}
	print "merged: $_->[2] $_->[0] $_->[1]\n" for grep { $stem->{ $_->[0] } eq $stem->{ $_->[1] } } @apart;
}
