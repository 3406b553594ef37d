#!/usr/bin/perl
#
# Checks the event data of src/data: form, order, completeness, and how the files fit together.
#
#   perl test/data/check_event_data.pl [REFERENCE_DIR]
#
# With a directory that holds the published lists under the names their publishers gave them, the facts are
# also compared with those lists, value by value; without it these tests are skipped. Speaks TAP and needs
# nothing but perl itself.

use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $reference = shift @ARGV;

# The lines of a file as text, line ends kept; undef when it cannot be read as UTF-8.
sub text_lines
{
	my ($path) = @_;

	open my $fh, '<:raw', $path or return;
	local $/;
	my $text = <$fh>;
	close $fh;
	return if !defined $text || !utf8::decode($text);
	return split /(?<=\n)/, $text;
}

sub missing_from
{
	my ( $have, $want, $say ) = @_;
	return map { "$_ $say" } grep { !exists $have->{$_} } sort keys %$want;
}

# What two hashes of values disagree on, in both directions.
sub differences
{
	my ( $ours, $theirs ) = @_;
	my @wrong;

	for my $key ( sort keys %{ { %$ours, %$theirs } } )
	{
		my $a = exists $ours->{$key}   ? "'$ours->{$key}'"   : 'absent';
		my $b = exists $theirs->{$key} ? "'$theirs->{$key}'" : 'absent';
		push @wrong, "$key: $a here, $b in the reference" if $a ne $b;
	}
	return @wrong;
}

# Reads a data file, tests its form, and returns its rows as hashes.
sub table
{
	my ( $file, $keys, @columns ) = @_;
	my @lines = text_lines("$data/$file");
	my ( @form, @order, @unique, @rows, %seen, $last, $header );

	@form = ('cannot be read, or is not UTF-8, or is empty') if !@lines;
	for my $i ( 0 .. $#lines )
	{
		my $line = $lines[$i];
		my $at   = 'line ' . ( $i + 1 );

		push @form, "$at has no line end" if $line !~ s/\n\z//;
		next if $line =~ /^#/;
		push @form, "$at holds a carriage return"        if $line =~ /\r/;
		push @form, "$at is empty"                       if $line eq '';
		push @form, "$at is quoted"                      if $line =~ /"/;
		push @form, "$at has space at the edge of a field" if $line =~ /(?:^|\t) | (?:\t|$)/;

		my @field = split /\t/, $line, -1;
		if ( !defined $header )
		{
			$header = $line;
			next;
		}
		if ( @field != @columns )
		{
			push @form, "$at has " . @field . ' fields';
			next;
		}
		push @form, "$at has no source" if $field[-1] eq '';

		my $key = join "\t", @field[ 0 .. $keys - 1 ];
		my $bytes = $key;
		utf8::encode($bytes);
		push @order, "$at: $key" if defined $last && $bytes lt $last;
		push @unique, "$at: $key" if $seen{$key}++;
		$last = $bytes;

		my %row;
		@row{@columns} = @field;
		push @rows, \%row;
	}
	my $want = join "\t", @columns;
	ok( "$file has its header",
		defined $header && $header eq $want ? () : ("expected $want") );
	ok( "$file is well formed",     @form );
	ok( "$file is sorted by key",   @order );
	ok( "$file repeats no key",     @unique );
	return @rows;
}

# Labels: present in both languages, in their own script, each used once (within its kind).
sub check_labels
{
	my ( $file, $name, $kind, @rows ) = @_;
	my ( @en, @ar, @twice, %seen );

	for my $row (@rows)
	{
		my $id = join ' ', $kind ? $row->{$kind} : (), $row->{$name};
		my ( $en, $ar ) = @$row{qw(label_en label_ar)};

		push @en, "$id: '$en'"
			if $en !~ /^[a-z][a-z0-9 ,;:()'-]*[a-z0-9)]$/i || $en =~ /^[A-Z]/ || length $en > 60;
		push @ar, "$id: '$ar'"
			if $ar !~ /^[\x{621}-\x{63A}\x{641}-\x{652}][\x{621}-\x{63A}\x{641}-\x{652}0-9 \x{60C}\x{61B}()]*$/;
		for ( [ en => lc $en ], [ ar => $ar ] )
		{
			my $mark = join "\t", ( $kind ? $row->{$kind} : '' ), @$_;
			push @twice, "$id: '$_->[1]' also labels $seen{$mark}" if exists $seen{$mark};
			$seen{$mark} = $id;
		}
	}
	ok( "$file: English labels are short fragments in lower case", @en );
	ok( "$file: Arabic labels are Arabic",                         @ar );
	ok( "$file: no label serves twice",                            @twice );
}

my $score = qr/^(?!-0\.0$)-?(?:10\.0|[0-9]\.[0-9])$/;
my @roots = map { sprintf '%02d', $_ } 1 .. 20;
my @types = qw(ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST
	RETREAT SANCTION SUPPORT THREATEN);
my %type = map { $_ => 1 } @types;

# --- codes -------------------------------------------------------------------------------------------------

my @codes = table( 'event_code.tsv', 1, qw(code ontology label_en label_ar source) );
my %code = map { $_->{code} => $_ } @codes;
my %ontology;

for my $row (@codes)
{
	$ontology{$_}{ $row->{code} } = 1 for split /,/, $row->{ontology};
}
ok( 'event_code.tsv: codes have 2 to 4 digits under a root 01 to 20',
	grep { !/^(?:0[1-9]|1[0-9]|20)[0-9]{0,2}$/ } map { $_->{code} } @codes );
ok( 'event_code.tsv: every code has its parent',
	grep { length > 2 && !exists $code{ substr $_, 0, -1 } } map { $_->{code} } @codes );
ok( 'event_code.tsv: ontologies are named in order',
	map  {"$_->{code}: $_->{ontology}"}
	grep { $_->{ontology} eq '' || $_->{ontology} !~ /^(?:gdelt(?:,(?=.)|$))?(?:icews(?:,(?=.)|$))?(?:cameo(?:,(?=.)|$))?(?:legacy)?$/ }
	@codes );
my %size = ( gdelt => 310, icews => 312, cameo => 316, legacy => 6 );
ok( 'event_code.tsv: ontologies have their known sizes',
	map { my $n = keys %{ $ontology{$_} || {} }; $n == $size{$_} ? () : "$_ has $n, expected $size{$_}" }
	sort keys %size );
check_labels( 'event_code.tsv', 'code', undef, @codes );

# --- Goldstein values --------------------------------------------------------------------------------------

my @goldstein = table( 'goldstein.tsv', 1, qw(code gdelt icews phoenix source) );
my %goldstein;

for my $row (@goldstein)
{
	for my $scheme (qw(gdelt icews phoenix))
	{
		$goldstein{$scheme}{ $row->{code} } = $row->{$scheme} if $row->{$scheme} ne '';
	}
}
ok( 'goldstein.tsv: codes are known', grep { !exists $code{$_} } map { $_->{code} } @goldstein );
ok( 'goldstein.tsv: values are -10.0 to 10.0 with one decimal',
	map { my $r = $_; map { "$r->{code} $_: '$r->{$_}'" } grep { $r->{$_} ne '' && $r->{$_} !~ $score } qw(gdelt icews phoenix) }
	@goldstein );
ok( 'goldstein.tsv: no row is without a value',
	map { $_->{code} } grep { "$_->{gdelt}$_->{icews}$_->{phoenix}" eq '' } @goldstein );
ok( "goldstein.tsv: every code of GDELT's and ICEWS' lists has its value",
	map { missing_from( $goldstein{$_} || {}, $ontology{$_} || {}, "has no $_ value" ) } qw(gdelt icews) );

my %own = ( '016' => '3.4', '022' => '3.4', 124 => '-5.0', 163 => '-6.5', 165 => '-7.0', 166 => '-8.0' );
ok( 'goldstein.tsv: Phoenix is GDELT but for its six own values',
	differences( $goldstein{phoenix} || {}, { %{ $goldstein{gdelt} || {} }, %own } ) );

# --- quad classes ------------------------------------------------------------------------------------------

my @quad = table( 'quad_class.tsv', 2, qw(scheme key class source) );
my %quad = map { ( "$_->{scheme} $_->{key}" => $_->{class} ) } @quad;
my %want = map { $_ => 1 } ( map { my $s = $_; map {"$s $_"} @roots } qw(gdelt icews phoenix) ),
	map {"plover $_"} @types;

ok( 'quad_class.tsv: every scheme is complete',
	missing_from( \%quad, \%want, 'is missing' ), missing_from( \%want, \%quad, 'does not belong' ) );
ok( 'quad_class.tsv: classes are 1 to 4, in Phoenix 0 to 4',
	map { "$_: '$quad{$_}'" } grep { $quad{$_} !~ ( /^phoenix/ ? qr/^[0-4]$/ : qr/^[1-4]$/ ) } sort keys %quad );

my @quad_label = table( 'quad_label.tsv', 1, qw(class label_en label_ar source) );
ok( 'quad_label.tsv: the classes are 0 to 4',
	join( ' ', map { $_->{class} } @quad_label ) eq '0 1 2 3 4' ? () : ('they are not') );
check_labels( 'quad_label.tsv', 'class', undef, @quad_label );

# --- PLOVER ------------------------------------------------------------------------------------------------

my @plover = table( 'plover.tsv', 1, qw(code event mode context source) );
my @plover_goldstein = table( 'plover_goldstein.tsv', 2, qw(event mode goldstein source) );
my @plover_label = table( 'plover_label.tsv', 2, qw(kind key label_en label_ar source) );
my ( %used, %label );

$label{"$_->{kind} $_->{key}"} = 1 for @plover_label;
for my $row (@plover)
{
	$used{"event $row->{event}"} = 1;
	$used{"mode $row->{mode}"} = 1 if $row->{mode} ne '';
	$used{"context $_"} = 1 for split /;/, $row->{context};
}
ok( 'plover.tsv: codes are known', grep { !exists $code{$_} } map { $_->{code} } @plover );
ok( 'plover.tsv: the codes are 274', @plover == 274 ? () : ( scalar @plover ) );
ok( 'plover.tsv: every type is one of the 16',
	map {"$_->{code}: $_->{event}"} grep { !$type{ $_->{event} } } @plover );
ok( 'plover.tsv: modes and contexts are plain words',
	map  {"$_->{code}: '$_->{mode}' '$_->{context}'"}
	grep { $_->{mode} !~ /^(?:[a-z]+(?:[-_][a-z]+)*)?$/ || $_->{context} !~ /^(?:[a-z_]+(?:;[a-z_]+)*)?$/ } @plover );

my %scored = map { ( "$_->{event} $_->{mode}" => $_->{goldstein} ) } @plover_goldstein;
ok( 'plover_goldstein.tsv: every type has a value, and no other',
	( map {"$_ is missing"} grep { !exists $scored{"$_ "} } @types ),
	grep { !$type{$_} } map { $_->{event} } @plover_goldstein );
ok( 'plover_goldstein.tsv: values are -10.0 to 10.0 with one decimal',
	map {"$_: '$scored{$_}'"} grep { $scored{$_} !~ $score } sort keys %scored );

# The ontology itself: each type and its modes, with the numbers by which they are stored.
my @plover_code = table( 'plover_code.tsv', 2, qw(event mode number source) );
my @plover_power = table( 'plover_power.tsv', 2, qw(event mode like source) );
my ( %pair, %numbers );

for my $row (@plover_code)
{
	$pair{"$row->{event} $row->{mode}"} = $row->{number};
	push @{ $numbers{ $row->{mode} eq '' ? '' : $row->{event} } }, $row->{number};
	$used{"mode $row->{mode}"} = 1 if $row->{mode} ne '';
}
ok( 'plover_code.tsv: the types are the 16',
	missing_from( \%pair, { map { ( "$_ " => 1 ) } @types }, 'is missing' ), grep { !$type{$_} } map { $_->{event} } @plover_code );
ok( 'plover_code.tsv: numbers have no gaps, types from 0 and modes from 1',
	map { my @n = sort { $a <=> $b } @{ $numbers{$_} }; my $from = $_ eq '' ? 0 : 1; "@n" eq "@{[$from .. $from + $#n]}" ? () : "$_: @n" } sort keys %numbers );

# Stored values are made of these numbers: they never change, and what is added comes behind them.
my %first = ( 'ACCUSE ' => 0, 'THREATEN ' => 15, 'ACCUSE investigate' => 3, 'ASSAULT abduct' => 1, 'ASSAULT unconventional' => 21,
	'COERCE withhold' => 12, 'CONSULT visit' => 4, 'MOBILIZE weapons' => 4, 'PROTEST riot' => 6, 'REJECT yield' => 4, 'REQUEST yield' => 4,
	'RETREAT withdraw' => 8, 'SANCTION withdraw' => 4, 'THREATEN violence' => 8 );
ok( 'plover_code.tsv: numbers in use do not change', map {"$_: $first{$_}"} grep { ( $pair{$_} // -1 ) != $first{$_} } sort keys %first );
ok( 'plover_code.tsv: the mapping names no others',
	map {"$_->{code}: $_->{event} $_->{mode}"} grep { !exists $pair{"$_->{event} $_->{mode}"} } @plover );
ok( 'plover_goldstein.tsv: every mode belongs to its type', grep { !exists $pair{$_} } sort keys %scored );

my %mapped = map { ( $_->{code} => "$_->{event} $_->{mode}" ) } @plover;
ok( 'plover_power.tsv: a CAMEO code stands for what it is mapped to',
	map {"$_->{event} $_->{mode}: $_->{like}"} grep { ( $mapped{ $_->{like} } // '' ) ne "$_->{event} $_->{mode}" } @plover_power );
ok( 'plover_power.tsv: a code stands for all that some code is mapped to',
	missing_from( { map { ( "$_->{event} $_->{mode}" => 1 ) } @plover_power }, { map { $_ => 1 } values %mapped }, 'has none' ) );

$used{"event $_"} = 1 for @types;
ok( 'plover_label.tsv: everything in use has a label', missing_from( \%label, \%used, 'has none' ) );
ok( 'plover_label.tsv: no type or mode is labelled in vain',
	grep { !/^context / } missing_from( \%used, \%label, 'is not in use' ) );
ok( 'plover_label.tsv: kinds are event, mode and context',
	grep { !/^(?:event|mode|context)$/ } map { $_->{kind} } @plover_label );
check_labels( 'plover_label.tsv', 'key', 'kind', @plover_label );

# --- against the published lists ---------------------------------------------------------------------------

my @against = (
	"codes are those of GDELT's list",
	"codes are those of ICEWS' list",
	"values are those of GDELT's lookup of 2013",
	"values are those of GDELT's undated lookup, which lacks 106",
	"values are those of ICEWS' table",
	"PLOVER's mapping is that of its table of 2021",
	"no English label repeats a published one",
);

# A two-column list of codes and numbers, with numbers in our form.
sub numbers
{
	my ($file) = @_;
	my %value;

	for ( text_lines("$reference/$file") )
	{
		next if !/^([0-9]{2,4})\s+(-?[0-9.]+)\s*$/;
		$value{$1} = sprintf '%.1f', $2;
	}
	return \%value;
}

# A published wording without what does not make it another wording.
sub bare
{
	my ($text) = @_;

	$text = lc $text;
	$text =~ s/,?\s*not spec(?:ified)? below//g;
	$text =~ s/\s+/ /g;
	$text =~ s/^ | $//g;
	return $text;
}

if ( !defined $reference )
{
	skip( $_, 'no reference directory given' ) for @against;
}
else
{
	my ( %gdelt, %published, %map, @clash );

	for ( text_lines("$reference/CAMEO.eventcodes.txt") )
	{
		next if !/^([0-9]{2,4})\t(.*?)\s*$/;
		$gdelt{$1} = 1;
		$published{ bare($2) } = $1;
	}
	for ( text_lines("$reference/CAMEO2PLOVER-2021.txt") )
	{
		next if !/^([0-9]{2,4}):\s*([^#]*?)\s*(?:#\s*(.*?)\s*)?$/;
		my ( $c, $rest, $words ) = ( $1, $2, $3 );
		$rest =~ s/\s+//g;
		my ( $event, $mode, $context ) = split /,/, "$rest,,";
		my $value = join '|', $event, lc( $mode || '' ), lc( $context || '' );

		$published{ bare($words) } = $c if defined $words;

		# 08 heads two blocks, CONCEDE and RETREAT: the first stands, as for 080.
		push @clash, "$c: $map{$c} and $value" if exists $map{$c} && $map{$c} ne $value && $c ne '08';
		$map{$c} = $value if !exists $map{$c};
	}
	my $empty = sub { keys %{ $_[0] } ? () : ('nothing was read from the reference') };
	my %one = ( gdelt => \%gdelt, icews => numbers('icews.goldstein.tsv') );
	for my $name (qw(gdelt icews))
	{
		ok( shift @against, $empty->( $one{$name} ),
			missing_from( $ontology{$name} || {}, $one{$name}, 'is missing here' ),
			missing_from( $one{$name}, $ontology{$name} || {}, 'is not in the reference' ) );
	}
	my $new = numbers('CAMEO.goldsteinscale.2013.txt');
	my $old = numbers('CAMEO.goldsteinscale.txt');
	ok( shift @against, $empty->($new), differences( $goldstein{gdelt} || {}, $new ) );
	ok( shift @against, $empty->($old), differences( $goldstein{gdelt} || {}, { %$old, 106 => '-5.0' } ),
		exists $old->{106} ? ('it holds 106') : () );
	ok( shift @against, $empty->( $one{icews} ), differences( $goldstein{icews} || {}, $one{icews} ) );
	ok( shift @against, $empty->( \%map ), @clash,
		differences( { map { ( $_->{code} => "$_->{event}|$_->{mode}|$_->{context}" ) } @plover }, \%map ) );
	ok( shift @against, $empty->( \%published ),
		map  {"$_->{code}: '$_->{label_en}' labels $published{ bare( $_->{label_en} ) } there"}
		grep { exists $published{ bare( $_->{label_en} ) } } @codes );
}

done();
