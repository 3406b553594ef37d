#!/usr/bin/perl
# Writes the tables behind src/core/actor/actor_code.c: the listed groups in byte order, and their keys for the search.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner);

my ($dir) = @ARGV;
my $file = 'actor_group.tsv';
my %category = map { $_ => 'ACTOR_' . uc } qw(generic region known_group ethnic religion role_primary role_secondary role_tertiary);
my %kind = ('' => 'ACTOR_KIND_NONE', map { $_ => 'ACTOR_KIND_' . uc } qw(state igo ngo mnc ethnic transnational individual other));

# A little less than ACTOR_NAME_MAX, for which ACTOR_LABEL_MAX leaves room eight times.
my $label_max = 240;

my @groups = read_tsv("$dir/$file", qw(code category kind label_en label_ar source));
my %seen;
for my $row (@groups)
{
	my $at = "$file:$row->{line}";
	$row->{code} =~ /^[A-Za-z0-9]{3}$/ or die "$at: '$row->{code}' is not a group of three letters or digits\n";
	$category{ $row->{category} } or die "$at: unknown category '$row->{category}'\n";
	$kind{ $row->{kind} } or die "$at: unknown kind '$row->{kind}'\n";
	# The reading of a group by its place (src/core/actor/actor_code.c) knows one category beside the country.
	$seen{ $row->{code} }++ and die "$at: '$row->{code}' stands in two categories\n";
	for my $label (@$row{qw(label_en label_ar)})
	{
		$label ne '' && length($label) <= $label_max or die "$at: a label is empty or longer than $label_max bytes\n";
	}
}
@groups = sort { $a->{code} cmp $b->{code} } @groups;

print banner($0, '"core/actor/actor_code.h"');
print "static const actor_group actor_group_keys[] = {\n",
	(map { sprintf "\t0x%s, /* %s */\n", unpack('H6', $_->{code}), $_->{code} } @groups), "};\n\n";
print "static const actor_group_info actor_groups[] = {\n",
	(map { "\t{" . c_string($_->{code}) . ", $category{ $_->{category} }, $kind{ $_->{kind} }, {"
			. c_string($_->{label_en}) . ', ' . c_string($_->{label_ar}) . "}},\n" } @groups),
	"};\n";
