#!/usr/bin/perl
# Checks the tables behind actors_in(): src/data/actor_people.tsv, actor_city.tsv, actor_organisation.tsv, actor_role.tsv,
# actor_leader.tsv and actor_word.tsv, and the sentences of test/data/actor_phrase.tsv. Needs perl-base only.
#
#   perl test/data/check_actor_text.pl
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $planned = 15;

my %group = map { $_->{code} => $_->{category} } rows("$data/actor_group.tsv");
my (%cameo, %country_key);
for my $row (rows("$data/country.tsv"))
{
	$cameo{$row->{cameo}} = $row if $row->{cameo} ne '';
	$country_key{$row->{key}} = $row;
}

# What is wrong with a code: groups of three, the first a country or in the place of one, the others of the code book.
sub code_faults
{
	my ($code) = @_;
	return "'$code' is no chain of groups" unless $code =~ /^(?:[A-Z0-9]{3}){1,8}$/;
	my ($first, @others) = $code =~ /(...)/g;
	my @faults;
	push @faults, "$first of $code is neither a country nor in the place of one"
		unless $cameo{$first} || ($group{$first} || '') eq 'generic';
	push @faults, map { "$_ of $code is not in actor_group.tsv" } grep { !$group{$_} && !$cameo{$_} } @others;
	return @faults;
}

my %table = map { $_ => [ rows("$data/actor_$_.tsv") ] } qw(people city organisation role leader word);
my @all = map { @{ $table{$_} } } sort keys %table;

ok('every row has the fields of the header', map { "$_->{line}: $_->{fields}" } grep { $_->{fields} != $_->{columns} } @all);
ok('every row names its source', map { $_->{line} } grep { !defined $_->{source} || $_->{source} eq '' } @all);
my @terms = map { my $row = $_; map { [ $row, $_ ] } grep { exists $row->{$_} } qw(en ar people_en people_ar capital_en capital_ar) } @all;
ok('no side is empty', map { "$_->[0]{line}: $_->[1]" }
	grep { $_->[0]{$_->[1]} eq '' && ($_->[0]{kind} || '') ne 'event' } @terms);
ok('terms are parted by "; " with nothing empty and no blanks to spare', map { "$_->[0]{line}: $_->[1]" }
	grep { $_->[0]{$_->[1]} =~ /;(?! \S)|\s;|^\s|\s$|  / } @terms);
ok('no term stands twice in its field', map { my ($row, $column) = @$_; my %seen;
	map { "$row->{line}: $_" } grep { $seen{$_}++ } split /; /, $row->{$column} } @terms);
ok('English stands in English columns and Arabic in Arabic ones', map { "$_->[0]{line}: $_->[1]" }
	grep { my $arabic = $_->[0]{$_->[1]} =~ /[\xd8-\xdb][\x80-\xbf]/; $_->[0]{$_->[1]} ne '' && ($_->[1] =~ /ar$/ ? !$arabic : $arabic) } @terms);

for my $name (qw(organisation leader city))
{
	ok("codes of actor_$name.tsv are of countries and of the code book", map { my $row = $_; map { "$row->{line}: $_" } code_faults($row->{actor}) }
		@{ $table{$name} });
}
ok('roles are roles of the code book, or NGO', map { "$_->{line}: $_->{role}" } grep { ($group{$_->{role}} || '') !~ /^role_/ && $_->{role} ne 'NGO' } @{ $table{role} });
my %seen;
ok('organisations and roles stand once', map { $_->{line} } grep { $seen{$_->{actor} || "role $_->{role}"}++ } @{ $table{organisation} }, @{ $table{role} });
ok('peoples are of countries', map { $_->{line} } grep { !$country_key{$_->{key}} } @{ $table{people} });

my (@bad_dates, %terms_of);
for my $row (@{ $table{leader} })
{
	my ($from, $to) = @$row{qw(from to)};
	push @bad_dates, "$row->{line}: $from to $to" if $from !~ /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/ ||
		($to ne '' && ($to !~ /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/ || $to le $from));
	push @{ $terms_of{"$row->{en}\t$row->{ar}"} }, $row;
}
ok('days of office are days, the first before the last', @bad_dates);
my @overlaps;
for my $spells (values %terms_of)
{
	my @ordered = sort { $a->{from} cmp $b->{from} } @$spells;
	for my $i (1 .. $#ordered)
	{
		my $before = $ordered[$i - 1];
		push @overlaps, "$ordered[$i]{line}: $ordered[$i]{en}" if $before->{to} eq '' || $before->{to} gt $ordered[$i]{from};
	}
}
ok('nobody holds two offices on one day', @overlaps);

my @sentences = rows("$root/test/data/actor_phrase.tsv");
ok('sentences are in parts and languages, have codes that can be read, and stand once',
	(map { my $row = $_; map { "$row->{line}: $_" } map { code_faults($_) } grep { $_ ne '-' } split / /, $row->{actors} } @sentences),
	(map { "$_->{line}: $_->{part} $_->{language}" } grep { $_->{part} !~ /^(?:work|check)$/ || $_->{language} !~ /^(?:en|ar)$/ } @sentences),
	(map { "$_->{line} stands twice" } do { my %once; grep { $once{$_->{text}}++ } @sentences }));

done($planned);
