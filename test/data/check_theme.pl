#!/usr/bin/perl
# Checks the themes: theme.tsv (the tree) and theme_term.tsv (the terms). That no term belongs to two themes and that
# each is found in its own text is seen when the lexicon is built, through the analyser that texts go through.
# Speaks TAP, needs perl-base only.
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $least_leaf = 8;
my $least_inner = 4;

sub text_rows
{
	my ($file) = @_;
	open(my $in, '<:encoding(UTF-8)', "$data/$file") or die "$file: $!\n";
	my (@columns, @rows);
	while (<$in>)
	{
		chomp;
		next if /^#/;
		my @fields = split /\t/, $_, -1;
		if (!@columns) { @columns = @fields; next }
		my %row = (fields => scalar @fields, line => $.);
		@row{@columns} = @fields;
		push @rows, \%row;
	}
	return @rows;
}

my @theme = text_rows('theme.tsv');
my @term = text_rows('theme_term.tsv');
my %theme = map { $_->{theme} => $_ } @theme;
my %inner = map { $_->{theme} =~ /^(.*)\./ ? ($1 => 1) : () } @theme;
my @languages = (['en', qr/[A-Za-z]/], ['ar', qr/\p{Arabic}/]);

ok('rows have all their fields', map { "line $_->{line}" } (grep { $_->{fields} != 8 } @theme), grep { $_->{fields} != 5 } @term);
ok('no theme stands there twice', @theme == keys %theme ? () : 'some do');
ok('themes and terms are the same rows in the same order',
	join(' ', map { $_->{theme} } @theme) eq join(' ', map { $_->{theme} } @term) ? () : 'they are not');
ok('every parent exists', map { $_->{theme} } grep { $_->{theme} =~ /^(.*)\./ && !$theme{$1} } @theme);
ok('labels and definitions stand in both languages', map { $_->{theme} } grep {
	my $row = $_;
	grep { my ($l, $letters) = @$_; grep { $row->{$_} !~ $letters } "label_$l", "definition_$l" } @languages } @theme);
ok('no Arabic in English', map { $_->{theme} } grep { "$_->{label_en}$_->{definition_en}" =~ /\p{Arabic}/ } @theme);
ok('every theme has a paper, and a section of it', map { $_->{theme} } grep {
	$_->{paper} !~ /^(?:digital|smart|both)$/ || $_->{section} eq '' || ($_->{paper} eq 'both' && !($_->{section} =~ /digital / && $_->{section} =~ /smart /)) } @theme);

# What the papers enumerate.
my %expected = (goal => 8, benefit => 5, risk => 5, effect => 3, strategy => 4, power => 4, threat => 4, security => 4, instrument => 7);
ok('as many themes as the papers count', map {
	my $family = $_;
	my $count = grep { $_->{theme} =~ /^\Q$family\E\.[^.]+$/ } @theme;
	$count == $expected{$family} ? () : "$family: $count, not $expected{$family}" } sort keys %expected);
my @sections = map { my $s = $_; scalar grep { $_->{theme} =~ /^point\.$s\.\d+$/ } @theme } 1 .. 6;
ok('25 points in sections of 9, 2, 2, 6, 2 and 4', "@sections" eq '9 2 2 6 2 4' ? () : "@sections");

for my $language (@languages)
{
	my ($column, $letters) = @$language;
	my %of = map { my @t = split /; /, $_->{$column}; $_->{theme} => \@t } @term;
	my %seen;
	my @leaves = grep { !$inner{$_} } sort keys %of;
	ok("at least $least_leaf terms in $column of each leaf", map { "$_: " . @{ $of{$_} } } grep { @{ $of{$_} } < $least_leaf } @leaves);
	ok("at least $least_inner terms in $column of each other theme", grep { $inner{$_} && @{ $of{$_} } < $least_inner } sort keys %of);
	# one that asks for company may stand in several themes, whose company differs
	ok("no term in $column twice", map { my $t = $_; my %here; map { my $term = lc =~ s/ ~$//r;
		$here{$term}++ || (!/ ~$/ && $seen{$term}++) ? "$t: $_" : () } @{ $of{$t} } } sort keys %of);
	ok("terms in $column are written well", map { my $t = $_; map { "$t: '$_'" } grep {
		/^ | $|  |;|\t|[?]/ || ($_ !~ $letters && !/^\d/) || (tr/"//) % 2 } @{ $of{$t} } } sort keys %of);
}
ok('English terms hold no Arabic letters', map { $_->{theme} } grep { $_->{en} =~ /\p{Arabic}/ } @term);

done();
