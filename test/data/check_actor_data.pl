#!/usr/bin/perl
# Checks src/data/actor_group.tsv and src/data/icews_sector.tsv.
#
#   perl test/data/check_actor_data.pl [REFERENCE_DIR [ICEWS_FILE]]
#
# REFERENCE_DIR holds the published code lists (CAMEO.ethnic.txt, CAMEO.religion.txt, CAMEO.knowngroup.txt,
# CAMEO.type.txt, CAMEO.country.txt, countries.tsv), ICEWS_FILE a file of ICEWS events. What is not given is
# skipped; what is given but cannot be read fails. Needs perl-base only, hence no test module.
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my ($reference, $icews) = @ARGV;

my %category = map { $_ => 1 }
	qw(role_primary role_secondary role_tertiary generic region religion ethnic known_group);
my %kind = map { $_ => 1 }
	('', qw(state igo ngo mnc ethnic transnational individual other));

# Capitals in the list of peoples, beside the same peoples in small letters.
my %capital_people = map { $_ => 1 } qw(ARB KUR PAL);
# Roles that files and agent dictionaries use though the published list of types lacks them.
my @unlisted_roles = qw(PTY REL);
# The same of religions and known groups: Phoenix writes IMGMUSISI.
my @unlisted_religions = qw(MUS);
my @unlisted_groups = qw(ISI);
# Codes of the list of types that name one body, and so stand among the known groups.
my @bodies_among_types = qw(AMN GRP IRC UNO);
# Codes of CAMEO.country.txt that are neither regions nor alpha-3 codes of today.
my @places_and_old_codes = qw(WSB BAG GZS ROM TMP ANT MTN IMY);
# Roles that name people: the only ones that may make an individual.
my %role_kind = (
	PKO => 'igo',
	(map { $_ => 'state' } qw(COP GOV JUD LEG MIL SPY)),
	(map { $_ => 'individual' } qw(CRM CVL ELI REF SET)));

my $planned = 27;

# A data file as it must stand: its header, its rows (bytes, split at tabs) and what is wrong with its form.
sub table_of
{
	my ($path) = @_;
	my ($number, $header, @rows, @faults) = (0);
	for my $line (lines_of($path))
	{
		$number++;
		push @faults, "line $number lacks its line feed" unless $line =~ s/\n\z//;
		push @faults, "line $number holds a carriage return" if $line =~ /\r/;
		push @faults, "line $number is empty" if $line eq '';
		my $copy = $line;
		push @faults, "line $number is not UTF-8" unless utf8::decode($copy);
		next if $line =~ /^#/;
		push @faults, "line $number holds a double quote" if $line =~ /"/;
		if (!defined $header)
		{
			$header = $line;
			next;
		}
		my @cells = split /\t/, $line, -1;
		push @faults, "line $number has a cell with outer or doubled spaces"
		  if grep { /^\s|\s\z|  / } @cells;
		push @rows, \@cells;
	}
	return ($header, \@rows, \@faults);
}

# What two sets of codes do not share.
sub difference
{
	my ($found, $wanted) = @_;
	my %found  = map { $_ => 1 } @$found;
	my %wanted = map { $_ => 1 } @$wanted;
	return (
		(map { "missing: $_" } grep { !$found{$_} } sort keys %wanted),
		(map { "extra: $_" } grep { !$wanted{$_} } sort keys %found));
}

sub codes_of
{
	my ($path) = @_;
	my @lines = lines_of($path);
	shift @lines;
	return map { /^([^\t\r\n]+)/ ? $1 : () } @lines;
}

# ---- actor_group.tsv

my ($header, $groups, $form) = table_of("$data/actor_group.tsv");
my %group_of;
my @order_faults;
my $previous;

ok('actor_group: header', $header eq "code\tcategory\tkind\tlabel_en\tlabel_ar\tsource" ? () : $header);
ok('actor_group: form of the file', @$form);
ok('actor_group: six columns', map { "@$_" } grep { @$_ != 6 } @$groups);
for my $row (@$groups)
{
	push @{ $group_of{ $row->[1] } }, $row->[0];
	my $key = "$row->[0]\t$row->[1]";
	push @order_faults, "$key after $previous" if defined $previous && $key le $previous;
	$previous = $key;
}
ok('actor_group: sorted by code and category, none twice', @order_faults);
ok('actor_group: categories', map { "$_->[0]: $_->[1]" } grep { !$category{ $_->[1] } } @$groups);
ok('actor_group: every category has rows', grep { !$group_of{$_} } sort keys %category);
ok('actor_group: shape of codes',
	map { "$_->[0] ($_->[1])" }
	grep {
		$_->[1] eq 'ethnic' && !$capital_people{ $_->[0] }
		  ? $_->[0] !~ /\A[a-z]{3}\z/
		  : $_->[0] !~ /\A[A-Z0-9]{3}\z/
	} @$groups);
ok('actor_group: kinds', map { "$_->[0]: $_->[2]" } grep { !$kind{ $_->[2] } } @$groups);
ok('actor_group: kinds that agree with the category',
	map { "$_->[0] ($_->[1]): $_->[2]" }
	grep {
		my ($code, $in, $is) = @$_;
		    $in =~ /^role_/    ? $is ne ($role_kind{$code} || 'other')
		  : $in eq 'region'    ? $is ne 'other'
		  : $in eq 'religion'  ? $is ne 'transnational'
		  : $in eq 'ethnic'    ? $is ne ($code =~ /\A(?:rel|und)\z/ ? '' : 'ethnic')
		  : $in eq 'generic'   ? $is eq ''
		  :                      $is eq 'individual';
	} @$groups);
ok('actor_group: labels in both languages',
	map { $_->[0] } grep { $_->[3] eq '' || $_->[4] eq '' } @$groups);
ok('actor_group: English labels are in Latin script',
	map { "$_->[0]: $_->[3]" }
	grep { my $label = $_->[3]; utf8::decode($label); $label !~ /\A[\p{Latin}' ,()\-]+\z/ } @$groups);
# Letters only: no marks, no tatweel, no presentation forms.
ok('actor_group: Arabic labels are in Arabic letters',
	map { "$_->[0]: $_->[4]" }
	grep {
		my $label = $_->[4];
		utf8::decode($label);
		$label !~ /\A[\x{0621}-\x{063A}\x{0641}-\x{064A} ()\x{060C}\-]+\z/;
	} @$groups);
ok('actor_group: sources', map { $_->[0] } grep { !defined $_->[5] || $_->[5] eq '' } @$groups);

# ---- icews_sector.tsv

my ($sector_header, $sectors, $sector_form) = table_of("$data/icews_sector.tsv");
my %known_role = map { $_->[0] => 1 } @$groups;
my (%sector, %folded, %rank_of, @sector_order, @folded_faults, @rank_faults);
undef $previous;

ok('icews_sector: header', $sector_header eq "sector\trole\trank\tsource" ? () : $sector_header);
ok('icews_sector: form of the file', @$sector_form);
ok('icews_sector: four columns', map { "@$_" } grep { @$_ != 4 } @$sectors);
for my $row (@$sectors)
{
	my ($name, $role, $rank) = @$row;
	$sector{$name} = 1;
	push @sector_order, "$name after $previous" if defined $previous && $name le $previous;
	$previous = $name;
	push @folded_faults, $name if $folded{ lc $name }++;
	if ($rank !~ /\A[1-9][0-9]?\z/)
	{
		push @rank_faults, "$name: $rank";
	}
	elsif (($role eq '') != ($rank == 99))
	{
		push @rank_faults, "$name: rank 99 is for empty roles, and only for them";
	}
	else
	{
		my $first = $rank_of{$role} //= $rank;
		push @rank_faults, "$name: $role has the ranks $first and $rank" if $first != $rank;
	}
}
ok('icews_sector: sorted by name, none twice', @sector_order);
ok('icews_sector: no two names differ in case alone', @folded_faults);
ok('icews_sector: roles stand in actor_group',
	map { "$_->[0]: $_->[1]" } grep { $_->[1] ne '' && !$known_role{ $_->[1] } } @$sectors);
ok('icews_sector: ranks', @rank_faults);
ok('icews_sector: sources', map { $_->[0] } grep { !defined $_->[3] || $_->[3] eq '' } @$sectors);

# ---- against the published lists

my @against = (
	'every people of the list, and no other',
	'every religion of the list, and no other',
	'every known group of the list, and no other',
	'every role and generic code of the list, and no other',
	'every region of the list, and no other');
if (defined $reference)
{
	my @types  = codes_of("$reference/CAMEO.type.txt");
	my %bodies = map { $_ => 1 } @bodies_among_types;

	ok($against[0], difference($group_of{ethnic}, [ codes_of("$reference/CAMEO.ethnic.txt") ]));
	ok($against[1], difference($group_of{religion}, [ @unlisted_religions, codes_of("$reference/CAMEO.religion.txt") ]));
	ok( $against[2],
		difference(
			$group_of{known_group},
			[ @unlisted_groups, codes_of("$reference/CAMEO.knowngroup.txt"), grep { $bodies{$_} } @types ]));
	ok( $against[3],
		difference(
			[ map { @{ $group_of{$_} || [] } } qw(role_primary role_secondary role_tertiary generic) ],
			[ @unlisted_roles, grep { !$bodies{$_} } @types ]));

	# A region is what the list of countries holds and no list of countries of today or before does.
	my @countries = lines_of("$reference/countries.tsv");
	my @names     = split /\t/, shift @countries;
	my ($column) = grep { $names[$_] eq 'iso3c' } 0 .. $#names;
	my %country = map { $_ => 1 } @places_and_old_codes, map { (split /\t/)[$column] } @countries;
	ok( $against[4],
		difference($group_of{region}, [ grep { !$country{$_} } codes_of("$reference/CAMEO.country.txt") ]));
}
else
{
	skip($_, 'no directory of code lists given') for @against;
}

if (defined $icews)
{
	my %absent;
	my @events = lines_of($icews);
	shift @events;
	for my $event (@events)
	{
		for my $list (grep { defined && $_ ne 'NA' && $_ ne '' } (split /\t/, $event)[ 3, 9 ])
		{
			$absent{$_}++ for grep { !$sector{$_} } split /,(?! )/, $list;
		}
	}
	ok('every sector of the ICEWS file', map { "$_ ($absent{$_} times)" } sort keys %absent);
}
else
{
	skip('every sector of the ICEWS file', 'no file of ICEWS events given');
}

done($planned);
