#!/usr/bin/perl
# Writes the table behind src/core/table/text_sample.c: the texts of sample_text.tsv, a row for each language.
use strict;
use warnings;
use tsv qw(read_tsv c_string banner day_number);

my ($dir) = @ARGV;
my %theme = map { ($_->{theme} => 1) } read_tsv("$dir/theme.tsv", qw(theme label_en label_ar definition_en definition_ar paper section source));
my %subject = (p => 'papers', q => 'papers', n => 'news');
my %style = (p => 'indirect', q => 'plain', n => 'plain');
my %seen;

print banner($0, '"core/table/text_sample.h"'), "static const struct text_sample samples[] = {\n";
for my $row (read_tsv("$dir/sample_text.tsv", qw(id published author platform title_en body_en title_ar body_ar themes doubtful source)))
{
	my $where = "sample_text.tsv:$row->{line}";
	my ($letter, $number) = $row->{id} =~ /^([pqn])(\d{3})$/ or die "$where: '$row->{id}' is no id\n";
	!$seen{ $row->{id} }++ or die "$where: $row->{id} stands twice\n";
	my ($day, $hour, $minute) = $row->{published} =~ /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)Z$/ or die "$where: '$row->{published}' is no moment\n";
	$row->{author} =~ /^(?:[A-Z]{3}){1,8}$/ or die "$where: '$row->{author}' is no actor code\n";
	/\S/ or die "$where: an empty field\n" for @$row{qw(platform title_en body_en title_ar body_ar)};
	my %list = map { ($_ => [ split /;/, $row->{$_} ]) } qw(themes doubtful);
	for my $themes (values %list)
	{
		$theme{$_} or die "$where: no theme '$_'\n" for @$themes;
		"@$themes" eq join(' ', sort @$themes) or die "$where: the themes are out of order\n";
	}
	for my $language ('en', 'ar')
	{
		print "\t{", join(', ', c_string("$row->{id}-$language"), 'INT64_C(' . ((day_number($day) * 1440 + $hour * 60 + $minute) * 60) . ') * 1000000',
			c_string($row->{author}), c_string($row->{platform}), c_string($language), c_string($row->{"title_$language"}), c_string($row->{"body_$language"}),
			(map { c_string('{' . join(',', @{ $list{$_} }) . '}') } qw(themes doubtful)), c_string($number % 2 ? 'tune' : 'check'), c_string($subject{$letter}), c_string($style{$letter})), "},\n";
	}
}
print "};\n";
