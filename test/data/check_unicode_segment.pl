#!/usr/bin/perl
# Checks src/core/text/unicode/unicode_segment_data.h and src/data/top_level_domain.tsv: the character tables made again from the
# Unicode character database (Debian's package unicode-data) are the same, byte for byte, and the domains are those of
# the public suffix list (package publicsuffix). What is not installed, or of another version, is skipped. Speaks TAP,
# needs perl-base only.
use strict;
use warnings;

my $here = $0 =~ m{^(.*)/[^/]+$} ? $1 : '.';
my $root = "$here/../..";
my $folder = '/usr/share/unicode';
my $suffixes = '/usr/share/publicsuffix/public_suffix_list.dat';

sub content
{
	my ($path) = @_;
	open my $in, '<:raw', $path or return '';
	local $/;
	return <$in> // '';
}

my $kept = content("$root/src/core/text/unicode/unicode_segment_data.h");
my ($version) = $kept =~ /UNICODE_SEGMENT_VERSION "([0-9.]+)"/;
my ($installed) = content("$folder/Scripts.txt") =~ /^# Scripts-([0-9.]+)\.txt/;
my $name = 'the character tables are what the Unicode character database says';
if (!defined $installed || $installed ne $version)
{
	my $why = defined $installed ? "$folder is Unicode $installed, not $version" : "no $folder/Scripts.txt";
	print "ok 1 - $name # SKIP $why\n";
}
else
{
	my $made = `"$^X" -I"$root/src/data" "$root/src/data/make_unicode_segment.pl" "$folder"`;
	print $made eq $kept ? '' : 'not ', "ok 1 - $name\n";
}

my %suffix = map { s/.*\.//r => 1 } grep { !m{^//} } split /\n/, content($suffixes);
my @labels = map { (split /\t/)[0] } grep { !/^(?:#|label\t)/ } split /\n/, content("$root/src/data/top_level_domain.tsv");
$name = 'the top-level domains are on the public suffix list';
if (!%suffix)
{
	print "ok 2 - $name # SKIP no $suffixes\n";
}
else
{
	my @unknown = grep { !$suffix{$_} } @labels;
	print @unknown || @labels < 200 ? 'not ' : '', "ok 2 - $name\n";
	print "#   $_\n" for @unknown;
}
print "1..2\n";
