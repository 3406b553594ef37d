#!/usr/bin/perl
# Checks that the committed tables of folding and scripts are what their generator makes of the Unicode database.
#
#   perl test/data/check_unicode_fold.pl [ANYTHING...]
#
# The database is that of Debian's package unicode-data, or the folder in UNICODE_DATA; without it, or with another
# version of it, the tests are skipped. Speaks TAP, needs perl-base only.
use strict;
use warnings;

my $here = $0 =~ m{^(.*)/[^/]+$} ? $1 : '.';
my $root = "$here/../..";
my $database = $ENV{UNICODE_DATA} // '/usr/share/unicode';
my $run = 0;
my $failed = 0;

sub slurp
{
	my ($path) = @_;
	open my $in, '<:raw', $path or return undef;
	local $/;
	return scalar <$in>;
}

sub version_of { return ($_[0] // '') =~ /(\d+\.\d+\.\d+)/ ? $1 : '' }

my $properties = slurp("$database/DerivedNormalizationProps.txt");
for my $table (qw(fold script))
{
	my $name = "unicode_${table}_data.h is what its generator makes";
	my $committed = slurp("$root/src/core/text/unicode/unicode_${table}_data.h");
	my $why = !defined $properties ? "there is no Unicode database in $database"
		: version_of(substr $properties, 0, 200) ne version_of(substr $committed // '', 0, 200) ? 'the Unicode database is of another version' : '';
	$run++;
	if (defined $committed && $why ne '')
	{
		print "ok $run - $name # SKIP $why\n";
		next;
	}
	my $made = qx{"$^X" -I"$root/src/data" "$root/src/data/make_unicode_fold.pl" "$database" $table};
	my $ok = $? == 0 && defined $committed && $made eq $committed;
	$failed++ unless $ok;
	print $ok ? '' : 'not ', "ok $run - $name\n";
}
print "1..$run\n";
exit($failed ? 1 : 0);
