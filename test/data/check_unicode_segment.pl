#!/usr/bin/perl
# Checks src/core/text/unicode/unicode_segment_data.h and src/data/top_level_domain.tsv: the character tables made again from the
# Unicode character database (Debian's package unicode-data) are the same, byte for byte, and the domains are those of
# the public suffix list (package publicsuffix). What is not installed, or of another version, is skipped. Speaks TAP,
# needs perl-base only.
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $folder = '/usr/share/unicode';
my $suffixes = '/usr/share/publicsuffix/public_suffix_list.dat';

my $kept = (slurp("$root/src/core/text/unicode/unicode_segment_data.h") // '');
my ($version) = $kept =~ /UNICODE_SEGMENT_VERSION "([0-9.]+)"/;
my ($installed) = (slurp("$folder/Scripts.txt") // '') =~ /^# Scripts-([0-9.]+)\.txt/;
my $name = 'the character tables are what the Unicode character database says';
if (!defined $installed || $installed ne $version)
{
	my $why = defined $installed ? "$folder is Unicode $installed, not $version" : "no $folder/Scripts.txt";
	skip($name, $why);
}
else
{
	my $made = `"$^X" -I"$root/src/data" "$root/src/data/make_unicode_segment.pl" "$folder"`;
	ok($name, $made eq $kept ? () : 'they are others');
}

my %suffix = map { s/.*\.//r => 1 } grep { !m{^//} } split /\n/, (slurp($suffixes) // '');
my @labels = map { (split /\t/)[0] } grep { !/^(?:#|label\t)/ } split /\n/, (slurp("$root/src/data/top_level_domain.tsv") // '');
$name = 'the top-level domains are on the public suffix list';
if (!%suffix)
{
	skip($name, "no $suffixes");
}
else
{
	my @unknown = grep { !$suffix{$_} } @labels;
	ok($name, @unknown, @labels < 200 ? 'there are fewer than 200' : ());
}
done();
