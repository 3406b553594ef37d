# Writes the terms of the lexicon of src/core/lexicon/actor_text.c, out of the tables of actors and their words.
#
#	perl -Isrc/data actor_terms.pl src/data generated/actor_country.tsv > generated/actor_terms.tsv
#
# An entry is a letter for what it is, a blank and a code:
#
#	N USA				a country's name, or its people in Arabic
#	P USA				its people in English: an adjective, which can share a role (Russian and Chinese ministers)
#	W MLI				a name that is commoner as another word, and counts in company only
#	C USA				its capital, which stands for the government
#	Y CHE				another city, never more than a place
#	O IGOUNO			an organisation, a body of a state
#	R GOV				a role, to be joined to a country
#	L USAGOV -2537 365 USAGOV 3308 5498		a person and the offices: code, first and last day from 2000-01-01, * = open
#	and					a word of actor_word.tsv
use strict;
use warnings;
use tsv qw(read_tsv);

# Names in English that are other words in small letters: they ask for their capital.
my %other_word = map { $_ => 1 } qw(Turkey Turk Turks Polish Pole Poles China Chile Chad Guinea Jordan Georgia Cuba Mali Swede
	Swedes Finn Finns Dane Danes Lima Sofia Victoria Kingston Wellington Georgetown Bern Berne Riga Sucre Praia Lome Niger Oman
	Togo Laos Lao Dutch Brits Serb Nassau Colombo Hellenic Mongol Monaco Brunei Tonga Peru Swiss Rome Congo Nauru Palau Samoa
	Emirates Guinean Papuan Burkina Benin Dahomey Wallis Grenada Jersey Aruba Macau Male Roseau Manama America Korea Holland Doha Lagos Marshalls);
# Cities that are named beside a capital and are no seat of a government, or too disputed to stand for one.
my %city = map { $_ => 1 } ('Geneva', 'جنيف', 'Lagos', 'لاغوس', 'Abidjan', 'أبيدجان', 'Yangon', 'Rangoon', 'يانغون', 'رانغون',
	'Aden', 'عدن', 'Cape Town', 'كيب تاون', 'Dar es Salaam', 'دار السلام', 'The Hague', 'لاهاي', 'Leningrad', 'لينينغراد', 'Monte Carlo',
	'مونت كارلو', 'Cotonou', 'كوتونو', 'Gitega', 'Sucre');
# Capitals that are commoner as another word, or whose state is disputed.
my %no_capital = map { $_ => 1 } ('Vatican City', 'مدينة الفاتيكان', 'Malé', 'ماليه', 'العيون', 'Laayoune', 'El Aaiún', 'Jerusalem', 'القدس', 'سوفا', 'برن', 'ديلي', 'برازيليا', 'لومي', 'ليما');

# A people whose stem is that of the country's name.
my %like_name = map { $_ => 1 } qw(Greenlander Greenlandic Hongkonger Icelandic Icelander Icelanders Liechtensteiner Luxembourger
	Luxembourgers Philippine), 'New Zealander', 'New Zealanders', 'Solomon Islander';
# Codes of parts of other countries, which are cities or places here.
my %part = map { $_ => 1 } qw(BAG GZS WSB);
# Names of a government rather than of a country.
my %government = map { $_ => 1 } 'Palestinian Authority', 'Palestinian National Authority', 'السلطة الفلسطينية', 'السلطة الوطنية الفلسطينية';

my ($folder, $country_terms) = @ARGV;
my (%terms, %order);

sub add
{
	my ($entry, $language, @terms) = @_;
	$order{$entry} ||= 1 + keys %order;
	push @{ $terms{$entry}{$language} }, @terms;
}

# Days from 2000-01-01 of a date of the Gregorian calendar.
sub day_number
{
	my ($date) = @_;
	return '*' if $date eq '';
	my ($y, $m, $d) = $date =~ /^(\d{4})-(\d\d)-(\d\d)$/ or die "'$date' is no date\n";
	($y, $m) = ($y - 1, $m + 12) if $m <= 2;
	return 365 * $y + int($y / 4) - int($y / 100) + int($y / 400) + int((153 * ($m - 3) + 2) / 5) + $d - 1 - 730425;
}

sub list { return grep { $_ ne '' } split /; /, $_[0] }

# Acronyms are acronyms in capitals only, and a name that is another word needs its capital.
sub quoted
{
	my ($term) = @_;
	return $term =~ /^(?:[A-Z]{2,5}|(?:[A-Z]\.)+)$/ || $other_word{$term} ? "\"$term\"" : $term;
}

# A role of one word is taken as it is written: a stem would be that of a verb, too (protesters and protested, government
# and governed). So its plural is another term.
sub role_terms
{
	return map {
		my $term = $_;
		$term =~ /^[a-z]+$/ ? map { "\"$_\"" } $term, plural($term) : $term
	} @_;
}

# A role that stands in quotes, with what may be written together with it.
sub arabic_role
{
	my ($term) = @_;
	return $term if $term !~ /^"([^" ]*)"$/ || $1 =~ /^ال/;
	my $word = $1;
	(my $open = $word) =~ s{ة$}{ت};
	return map { "\"$_\"" } $word, "ل$word", "ب$word", $word =~ /(?:[ةا]|اء)$/ ? () : "${word}ا", map { "$open$_" } 'ه', 'ها', 'هم', 'نا';
}

sub plural
{
	my ($word) = @_;
	return () if $word =~ /(?:s|men|people|children|police|media|military|public|press|intelligence|judiciary|navy|army|youth)$/;
	return $word =~ s{y$}{ies}r if $word =~ /[^aeo]y$/;
	return $word =~ /(?:ch|sh)$/ ? "${word}es" : "${word}s";
}

my %is_people;
for my $row (read_tsv("$folder/actor_people.tsv", qw(key people_en people_ar capital_en capital_ar source)))
{
	$is_people{$_} = 1 for list($row->{people_en}), list($row->{people_ar});
}
for my $row (read_tsv($country_terms, qw(concept actor en ar capital_en capital_ar)))
{
	my $code = $row->{actor};
	next if $code eq '' || $part{$code};
	for my $term (grep { !$government{$_} } list($row->{en}))
	{
		add(($is_people{$term} && !$like_name{$term} ? 'P' : 'N') . " $code", 'en', quoted($term));
	}
	add("N $code", 'ar', grep { !$government{$_} } list($row->{ar}));
	for my $language (qw(en ar))
	{
		for my $term (list($row->{"capital_$language"}))
		{
			add(($city{$term} ? 'Y' : 'C') . " $code", $language, $language eq 'ar' ? $term : quoted($term)) unless $no_capital{$term};
		}
	}
}
add('W MLI', 'ar', '"مالي"');

for my $row (read_tsv("$folder/actor_city.tsv", qw(actor en ar source)))
{
	add("Y $row->{actor}", 'en', map { quoted($_) } list($row->{en}));
	add("Y $row->{actor}", 'ar', list($row->{ar}));
}
for my $row (read_tsv("$folder/actor_organisation.tsv", qw(actor en ar source)))
{
	add("O $row->{actor}", 'en', list($row->{en}));
	add("O $row->{actor}", 'ar', list($row->{ar}));
}
for my $row (read_tsv("$folder/actor_role.tsv", qw(role en ar source)))
{
	add("R $row->{role}", 'en', role_terms(list($row->{en})));
	add("R $row->{role}", 'ar', map { arabic_role($_) } list($row->{ar}));
}
for my $row (read_tsv("$folder/actor_word.tsv", qw(kind en ar source)))
{
	add($row->{kind}, $_, map { /[ "]/ || $row->{kind} eq 'none' ? $_ : "\"$_\"" } list($row->{$_})) for qw(en ar);
}

# Who held several offices stands in several rows, with the same names.
my %offices;
my @people;
for my $row (read_tsv("$folder/actor_leader.tsv", qw(actor en ar from to source)))
{
	my $names = "$row->{en}\t$row->{ar}";
	push @people, $names unless $offices{$names};
	push @{ $offices{$names} }, [ day_number($row->{from}), day_number($row->{to}), $row->{actor} ];
}
for my $names (@people)
{
	my ($en, $ar) = split /\t/, $names;
	my @held = sort { $a->[0] <=> $b->[0] } @{ $offices{$names} };
	my $entry = join(' ', 'L', map { "$_->[2] $_->[0] $_->[1]" } @held);
	# Two people of one office and the same days share an entry; a name of one word asks for its capital.
	add($entry, 'en', map { /^[a-z]+$/ ? '"' . ucfirst($_) . '"' : $_ } list($en));
	add($entry, 'ar', list($ar));
}

print "entry\ten\tar\n";
for my $entry (sort { $order{$a} <=> $order{$b} } keys %terms)
{
	my @columns = map { my %seen; join('; ', grep { !$seen{$_}++ } @{ $terms{$entry}{$_} || [] }) } qw(en ar);
	print join("\t", $entry, @columns), "\n";
}
