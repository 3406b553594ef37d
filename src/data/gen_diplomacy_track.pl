#!/usr/bin/perl
# Writes the table behind src/core/actor/diplomacy_track.c: the sides of roles and generic groups, in byte order. Refuses a table that
# leaves out one of actor_group.tsv, or has another.
use strict;
use warnings;
use tsv qw(read_tsv banner);

my ($dir) = @ARGV;
my %side = map { $_ => 'DIPLOMACY_SIDE_' . uc } qw(government nation neither);
my %due = map { $_->{code} => 1 } grep { $_->{category} =~ /^(?:role_.*|generic)$/ }
	read_tsv("$dir/actor_group.tsv", qw(code category kind label_en label_ar source));
my $last = '';

print banner($0, '"core/actor/diplomacy_track.h"'), "static const diplomacy_group_side group_sides[] = {\n";
for my $row (read_tsv("$dir/actor_side.tsv", qw(code side source)))
{
	my $where = "actor_side.tsv:$row->{line}";
	delete $due{ $row->{code} } or die "$where: $row->{code} is no role and no generic group\n";
	$row->{code} gt $last or die "$where: $row->{code} is out of order\n";
	$last = $row->{code};
	printf "\t{{'%s', '%s', '%s'}, %s},\n", split(//, $row->{code}), $side{ $row->{side} } // die "$where: no side '$row->{side}'\n";
}
print "};\n";
die "actor_side.tsv has no @{[sort keys %due]}\n" if %due;
