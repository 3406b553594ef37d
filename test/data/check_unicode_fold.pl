#!/usr/bin/perl
# Checks that the committed tables of folding and scripts are what their generator makes of the Unicode database.
#
#   perl test/data/check_unicode_fold.pl [ANYTHING...]
#
# The database is that of Debian's package unicode-data, or the folder in UNICODE_DATA; without it, or with another
# version of it, the tests are skipped. Speaks TAP, needs perl-base only.
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $database = $ENV{UNICODE_DATA} // '/usr/share/unicode';

sub version_of { return ($_[0] // '') =~ /(\d+\.\d+\.\d+)/ ? $1 : '' }

my $properties = slurp("$database/DerivedNormalizationProps.txt");
for my $table (qw(fold script))
{
	my $name = "unicode_${table}_data.h is what its generator makes";
	my $committed = slurp("$root/src/core/text/unicode/unicode_${table}_data.h");
	my $why = !defined $properties ? "there is no Unicode database in $database"
		: version_of(substr $properties, 0, 200) ne version_of(substr $committed // '', 0, 200) ? 'the Unicode database is of another version' : '';
	if (defined $committed && $why ne '')
	{
		skip($name, $why);
		next;
	}
	my $made = qx{"$^X" -I"$root/src/data" "$root/src/data/make_unicode_fold.pl" "$database" $table};
	ok($name, $? == 0 && defined $committed && $made eq $committed ? () : 'it is another');
}
done();
