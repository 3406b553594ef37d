#!/usr/bin/perl
# Writes the tables behind src/core/lexicon/digital_era.c. Refuses eras that are no themes or do not begin with a milestone, rows that are
# out of order, and milestones of a month or a year that do not stand on its first day.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner day_number);

my ($dir) = @ARGV;
my %theme = map { $_->{theme} => 1 } read_tsv("$dir/theme.tsv", qw(theme label_en label_ar definition_en definition_ar paper section source));
my %first_day = (day => qr/^/, month => qr/-01$/, year => qr/-01-01$/);
my %milestone;

# of a month or a year, the last day
sub last_day
{
	my ($day, $granularity) = @_;
	my ($year, $month) = $day =~ /^(\d+)-(\d+)/;
	return day_number($day) if $granularity eq 'day';
	return day_number("$year-12-31") if $granularity eq 'year' || $month == 12;
	return day_number(sprintf '%d-%02d-01', $year, $month + 1) - 1;
}

sub in_order
{
	my ($file, $column, @rows) = @_;
	$rows[ $_ - 1 ]{$column} lt $rows[$_]{$column} or die "$file:$rows[$_]{line}: $rows[$_]{$column} is out of order\n" for 1 .. $#rows;
	return @rows;
}

print banner($0, '"core/lexicon/digital_era.h"'), "static const digital_milestone milestone_rows[] = {\n";
for my $row (in_order('digital_milestone.tsv', 'day', read_tsv("$dir/digital_milestone.tsv",
	qw(day granularity line_en line_ar paper section note_en note_ar source))))
{
	my $where = "digital_milestone.tsv:$row->{line}";
	$row->{day} =~ ($first_day{ $row->{granularity} } // die "$where: no granularity '$row->{granularity}'\n") or die "$where: not the first day\n";
	$row->{paper} =~ /^(?:digital|smart|both)$/ or die "$where: no paper '$row->{paper}'\n";
	($row->{note_en} eq '') == ($row->{note_ar} eq '') or die "$where: a note in one language\n";
	/\S/ or die "$where: an empty field\n" for @$row{qw(line_en line_ar section source)};
	$milestone{ $row->{day} } = $row;
	print "\t{", join(', ', day_number($row->{day}), last_day($row->{day}, $row->{granularity}), c_string($row->{granularity}), '{' . c_string($row->{line_en}), c_string($row->{line_ar}) . '}',
		c_string($row->{paper}), c_string($row->{section}), '{' . c_string($row->{note_en}), c_string($row->{note_ar}) . '}', c_string($row->{source})), "},\n";
}
print "};\n\nstatic const digital_era era_rows[] = {\n";
for my $row (in_order('digital_era.tsv', 'first', read_tsv("$dir/digital_era.tsv", qw(era first source))))
{
	my $where = "digital_era.tsv:$row->{line}";
	delete $theme{ $row->{era} } or die "$where: $row->{era} is no theme, or stands twice\n";
	($milestone{ $row->{first} } || { granularity => '' })->{granularity} eq 'day' or die "$where: no milestone on $row->{first}\n";
	print "\t{", c_string($row->{era}), ', ', day_number($row->{first}), "},\n";
}
print "};\n";
my @left = grep { /^era\./ } sort keys %theme;
die "digital_era.tsv has no @left\n" if @left;
