#!/usr/bin/perl
# Checks how the tables of concepts are written, beyond what their compiler does: what a reader takes for two terms must not be one.
# Speaks TAP, needs perl-base only.
#
#   perl test/data/check_concept.pl
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $article = qr/\xd8\xa7\xd9\x84/;    # ال
my $joined = qr/\xd8\xa8|\xd9\x84|\xd9\x83|\xd9\x88|\xd9\x81/;    # ب ل ك و ف

# What a term is without its marks, and whether it is unsure.
sub parted
{
	my ($term) = @_;
	my $marks = $term =~ s/((?: [!?~])+)\z// ? $1 : '';
	return ($term, $marks =~ /\?/ ? 1 : 0);
}

# Terms of a name are compared whole; in others an article says nothing, but for words in quotes.
sub compared
{
	my ($term, $name) = @_;
	return $term if $name || $term =~ /"/;
	return join ' ', map { s/^$article(?=....)//r } split / /, $term;
}

for my $table (map { s/.*\///r } sort glob "$data/concept_*.tsv")
{
	my (@twice, @contrary, @doubtful, @apart);
	for my $row (rows("$data/$table"))
	{
		my ($head) = parted((split /; /, $row->{en} =~ s/"//gr)[0]);
		my $name = $head =~ /(?:^|[ -])[A-Z][^ ]*\z/;
		for my $language (qw(en ar))
		{
			my (%seen, %stands, $sure);
			for my $written (split /; /, $row->{$language})
			{
				my ($term, $unsure) = parted($written);
				my $key = compared($term, $name);
				push @apart, "$row->{concept}: $written" if !$name && $term =~ /(?:\A| )$joined(?: |\z)/;
				push @twice, "$row->{concept}: $written" if $stands{$term}++;
				push @contrary, "$row->{concept}: $written" if defined $seen{$key} && $seen{$key} != $unsure;
				$seen{$key} //= $unsure;
				$sure ||= !$unsure;
			}
			push @doubtful, "$row->{concept}: $row->{$language}" if !$sure;
		}
	}
	ok("$table: no term stands twice in a concept", @twice);
	ok("$table: no term is sure and unsure in one concept, an article aside", @contrary);
	ok("$table: each concept has a sure term in both languages", @doubtful);
	ok("$table: no letter stands apart that texts join to the next word", @apart);
}
done();
