#!/usr/bin/perl
# Writes the table behind src/core/event/icews_sector.c: sector names in byte order without case, and their groups.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my @rows = read_tsv("$dir/icews_sector.tsv", qw(sector role rank source));
$_->{key} = $_->{sector} =~ tr/A-Z/a-z/r for @rows;
@rows = sort { $a->{key} cmp $b->{key} } @rows;
for my $i (0 .. $#rows)
{
	my $row = $rows[$i];
	$row->{role} =~ /^(?:[A-Za-z0-9]{3})?$/ or die "icews_sector.tsv:$row->{line}: the role is not one group\n";
	$row->{rank} =~ /^\d+$/ or die "icews_sector.tsv:$row->{line}: the rank is not a number\n";
	$i == 0 || $row->{key} ne $rows[ $i - 1 ]{key} or die "icews_sector.tsv:$row->{line}: the name stands twice\n";
}

my $commas = 0;
for my $row (@rows)
{
	my $count = $row->{sector} =~ tr/,//;
	$commas = $count if $count > $commas;
}

print banner($0, '<stddef.h>');
print "/* The most commas that a name holds. */\n#define ICEWS_SECTOR_COMMAS $commas\n\n";
print "static const struct icews_sector\n{\n\tconst char *name;\n\tconst char *role;\t\t\t/* NULL where no group says it */\n\tint\t\t\trank;\n}\t\t\ticews_sectors[] = {\n";
print "\t{", c_string($_->{sector}), ', ', c_string($_->{role}), ", $_->{rank}},\n" for @rows;
print "};\n";
