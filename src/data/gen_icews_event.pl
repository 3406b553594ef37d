#!/usr/bin/perl
# Writes the table behind src/core/event/icews_event.c: ICEWS's texts of events, folded to what is compared, in byte
# order, and their codes.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner event_code_value);

my ($dir) = @ARGV;
my (%code_of, $longest);
for my $row (read_tsv("$dir/icews_event.tsv", qw(code text source)))
{
	my $folded = $row->{text} =~ tr/A-Za-z0-9//cdr =~ tr/A-Z/a-z/r;
	!exists $code_of{$folded} or die "icews_event.tsv:$row->{line}: the text stands twice\n";
	$code_of{$folded} = event_code_value($row->{code});
	$longest = length $folded if !defined $longest || length $folded > $longest;
}

print banner($0, '"core/event/event_code.h"');
print "#define ICEWS_EVENT_LONGEST $longest\n\n";
print "static const struct\n{\n\tconst char *text;\n\tevent_code\tcode;\n}\t\t\ticews_events[] = {\n";
print "\t{", c_string($_), ", $code_of{$_}},\n" for sort keys %code_of;
print "};\n";
