#!/usr/bin/perl
#
# Checks the codings of events by power, src/data/power_scheme.tsv (smartdip-1) and power_scheme_2.tsv (the rows that
# smartdip-2 has in their place): their form, that they follow the written rules of doc/power-coding.md (whose tables
# are read here, so that page and data cannot drift apart), that hardness rises and falls as the rules say, and how far
# they agree with the quad classes, with Goldstein's scores, and with the contexts that CAMEO codes have in PLOVER.
#
#   perl test/data/check_power_scheme.pl [REFERENCE_DIR]
#
# REFERENCE_DIR holds the published CAMEO2PLOVER-2021.txt; without it the tests that need it are skipped. Speaks TAP and
# needs nothing but perl itself. Degrees are whole hundredths throughout.

use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

our $reference = shift @ARGV;
our @schemes = ( 'smartdip-1', 'smartdip-2' );

# power_scheme_rules.inc asks the same of each scheme: it is run anew for each, with variables of its own.
our ( $scheme, %found_by );
my $rules = "$root/test/data/power_scheme_rules.inc";
$rules = "./$rules" if $rules !~ m{^/};
for (@schemes)
{
	$scheme = $_;
	do $rules or die $@ || "cannot read $rules: $!\n";
}
done(193);
