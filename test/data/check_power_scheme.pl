#!/usr/bin/perl
#
# Checks src/data/power_scheme.tsv: its form, that it follows the written rules of doc/power-coding.md (whose
# tables are read here, so that page and data cannot drift apart), that hardness rises and falls as the rules
# say, and how far it agrees with the quad classes and with Goldstein's scores.
#
#   perl test/data/check_power_scheme.pl
#
# Speaks TAP and needs nothing but perl itself. Degrees are whole hundredths throughout.

use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $scheme = 'smartdip-1';

my @kinds = qw(hard semihard soft);
my @rows  = qw(power threat security);
my @cells = map { my $row = $_; map {"$_.$row"} @kinds } @rows;
my @instruments = qw(diplomatic economic military political legal cultural informational);
my @dimensions  = ( @cells, @instruments );
my %position    = map { $dimensions[$_] => $_ } 0 .. $#dimensions;

# --- TAP -----------------------------------------------------------------------------------------------------

my $planned = 89;

# --- reading -------------------------------------------------------------------------------------------------

# The rows of a data file as lists of fields, comments left out; the first one is the header.
sub fields
{
	my ($path) = @_;
	return map { [ split /\t/, $_, -1 ] } grep { !/^#/ } split /\n/, slurp("$root/$path") // '';
}

# A profile's text as a hash of hundredths, and what is wrong with it.
sub parse_profile
{
	my ($text) = @_;
	my ( %profile, @wrong, $last );

	for my $part ( split /, /, $text, -1 )
	{
		if ( $part !~ /^([a-z.]+):([01])\.([0-9]{2})$/ )
		{
			push @wrong, "'$part' is not 'dimension:0.00'";
			next;
		}
		my ( $dimension, $degree ) = ( $1, $2 * 100 + $3 );
		if ( !exists $position{$dimension} )
		{
			push @wrong, "no dimension '$dimension'";
			next;
		}
		push @wrong, "$dimension is $degree hundredths" if $degree < 1 || $degree > 100;
		push @wrong, "$dimension is out of order"
			if defined $last && $position{$dimension} <= $position{$last};
		$profile{$dimension} = $degree;
		$last = $dimension;
	}
	return ( \%profile, @wrong );
}

sub show
{
	my ($profile) = @_;
	return join ', ', map { sprintf '%s:%.2f', $_, $profile->{$_} / 100 } grep { $profile->{$_} } @dimensions;
}

my ( undef, @code_rows ) = fields('src/data/event_code.tsv');
my @codes = map { $_->[0] } @code_rows;
my %known = map { $_ => 1 } @codes;
my @roots = map { sprintf '%02d', $_ } 1 .. 20;

# --- form ----------------------------------------------------------------------------------------------------

my $text = slurp("$root/src/data/power_scheme.tsv");
my ( $header, @table ) = fields('src/data/power_scheme.tsv');
my ( %profile, %rule, @form, @order, @unique, @unknown, @profiles, @reasons, @sources, %reason, $last );

$header = [] if !defined $header;
push @form, 'no line end at the end' if $text !~ /\n\z/;
push @form, 'not plain ASCII'        if $text =~ /[^\n\t\x20-\x7e]/;
push @form, 'quoted'                 if $text =~ /"/;
for my $row (@table)
{
	if ( @$row != 4 )
	{
		push @form, 'a row of ' . @$row . ' fields: ' . join( ' | ', @$row );
		next;
	}
	my ( $code, $said, $why, $source ) = @$row;

	push @form, "$code: space at the edge of a field, or twice" if grep {/^ | $|  /} @$row;
	push @order,   $code if defined $last && $code lt $last;
	push @unique,  $code if exists $profile{$code};
	push @unknown, $code if !$known{$code};
	$last = $code;

	my ( $read, @wrong ) = parse_profile($said);
	push @wrong, 'no cell'       if !grep { $read->{$_} } @cells;
	push @wrong, 'no instrument' if !grep { $read->{$_} } @instruments;
	push @profiles, map {"$code: $_"} @wrong;
	$profile{$code} = $read;

	push @reasons, "$code: '$why'" if $why !~ /^[a-z][a-z', :-]+[a-z]$/ || length $why > 60;
	push @reasons, "$code and $reason{$why}{code} share a reason, not a profile: $why"
		if exists $reason{$why} && $reason{$why}{profile} ne $said;
	$reason{$why} = { code => $code, profile => $said };

	if ( $source =~ m{^\Q$scheme\E; doc/power-coding\.md rule ([1-9][0-9]?)$} ) { $rule{$code} = $1 }
	else { push @sources, "$code: '$source'" }
}

my $want = join "\t", qw(code profile reason source);
ok( 'the header', join( "\t", @$header ) eq $want ? () : "expected $want" );
ok( 'the file is well formed', @form );
ok( 'the rows are sorted by code', @order );
ok( 'no code stands twice', @unique );
ok( 'every code is in event_code.tsv', @unknown );
ok( 'profiles: names, order, hundredths above zero, a cell and an instrument', @profiles );
ok( 'reasons are short fragments, each for one profile', @reasons );
ok( 'sources name the scheme and the rule', @sources );
ok( 'every root has a row', grep { !exists $profile{$_} } @roots );
ok( 'at least 150 rows: ' . @table, @table >= 150 ? () : scalar @table );

# --- inheritance ---------------------------------------------------------------------------------------------

# The longest prefix that has a row, or undef.
sub holder
{
	my ($code) = @_;
	chop $code while length $code >= 2 && !exists $profile{$code};
	return length $code >= 2 ? $code : undef;
}

sub profile
{
	my ($code) = @_;
	my $holder = holder($code);
	return defined $holder ? $profile{$holder} : {};
}

sub degree { my ( $p, $dimension ) = @_; return $p->{$dimension} || 0 }

sub most
{
	my ( $p, @of ) = @_;
	my $most = 0;
	for (@of) { $most = degree( $p, $_ ) if degree( $p, $_ ) > $most }
	return $most;
}

sub total
{
	my ( $p, @of ) = @_;
	my $total = 0;
	$total += degree( $p, $_ ) for @of;
	return $total;
}

# The largest difference of two profiles in any dimension.
sub departure
{
	my ( $p, $q ) = @_;
	my $most = 0;
	for (@dimensions)
	{
		my $gap = abs( degree( $p, $_ ) - degree( $q, $_ ) );
		$most = $gap if $gap > $most;
	}
	return $most;
}

my $say_least = 10;
ok(
	'every row departs from what it would inherit by 0.10 or more (rule 12)',
	grep { length > 2 && departure( $profile{$_}, profile( substr $_, 0, -1 ) ) < $say_least }
	sort keys %profile
);
ok( 'after inheritance every known code has an instrument',
	grep { !most( profile($_), @instruments ) } @codes );
ok( 'after inheritance every known code has a cell', grep { !most( profile($_), @cells ) } @codes );

# --- the page ------------------------------------------------------------------------------------------------

my $page = slurp("$root/doc/power-coding.md");
my ( %heading, $section, @page_rows );
for my $line ( split /\n/, $page )
{
	$section = $1, $heading{$1}++ if $line =~ /^## Rule ([0-9]+)\. /;
	$section = 'check' if $line =~ /^## What the check finds/;
	next if $line !~ /^\| (.*) \|$/ || !defined $section;
	push @page_rows, [ $section, split / *\| */, $1, -1 ];
}
ok( 'doc/power-coding.md names the scheme', $page =~ /`\Q$scheme\E`/ ? () : "no `$scheme`" );
ok( 'every rule that a row cites is on the page, once',
	map {"$_: rule $rule{$_}"} grep { ( $heading{ $rule{$_} } || 0 ) != 1 } sort keys %rule );

# The ladder of rule 6: degree, meaning, then one column for each kind with codes in backticks.
my ( @ladder, $anchors );
for my $row ( grep { $_->[0] eq '6' && $_->[1] =~ /^[01]\.[0-9]0$/ } @page_rows )
{
	my ( undef, $rung, undef, @columns ) = @$row;
	for my $i ( 0 .. 2 )
	{
		for my $code ( ( defined $columns[$i] ? $columns[$i] : '' ) =~ /`([0-9]+)`/g )
		{
			my $found = most( profile($code), map {"$kinds[$i].$_"} @rows );
			$anchors++;
			push @ladder, "$code: $kinds[$i] $found hundredths, on the page $rung"
				if $found != int( $rung * 100 + 0.5 );
		}
	}
}
push @ladder, 'fewer than 40 anchors read' if ( $anchors || 0 ) < 40;
ok( 'the ladder on the page and the data agree (rule 6)', @ladder );

# --- rules 7 to 9: words, refusals, withdrawals and threats are computed from deeds --------------------------

# To steps of five hundredths, half up; traces below ten are left out. In ten-thousandths.
sub rounded
{
	my ($value) = @_;
	my $degree = 5 * int( ( $value + 250 ) / 500 );
	return $degree < 10 ? 0 : $degree;
}

sub as_it_is
{
	my ( $deed, $weight ) = @_;
	return { map { $_ => $weight * degree( $deed, $_ ) } @dimensions };
}

sub withheld
{
	my ( $deed, $weight, $code ) = @_;
	my %out = map { $_ => $weight * degree( $deed, $_ ) } @instruments;

	$out{'semihard.power'}  = $weight * most( $deed, qw(soft.power semihard.power) );
	$out{'semihard.threat'} = $weight * most( $deed, qw(soft.security semihard.security) );
	$out{'hard.threat'}     = $weight * most( $deed, qw(hard.power hard.security) ) / ( $code eq '087' ? 1 : 2 );
	return \%out;
}

sub threatened
{
	my ( $deed, $weight ) = @_;
	my %out = map { $_ => $weight * degree( $deed, $_ ) } @instruments;

	for my $kind (@kinds)
	{
		$out{"$kind.threat"} = $weight * most( $deed, "$kind.power", "$kind.threat" );
		$out{"$kind.power"}  = $weight * degree( $deed, "$kind.power" ) / 2;
	}
	return \%out;
}

my %taken = ( 'as it is' => \&as_it_is, withheld => \&withheld, threatened => \&threatened );
my ( %mode, %spoken, @columns, @rules_wrong );

for my $row ( grep { $_->[0] eq '7' } @page_rows )
{
	my ( undef, @field ) = @$row;
	if ( $field[0] eq 'deed' ) { @columns = @field[ 2 .. $#field ] }
	elsif ( @field == 5 && $field[0] =~ /^[0-9]+$/ )
	{
		my ( $root, undef, $own, $weight, $how ) = @field;
		my ( $share, @wrong ) = $own =~ /^`(.*)`$/ ? parse_profile($1) : ( profile($root) );
		push @wrong, "deed taken '$how'" if !$taken{$how};
		push @rules_wrong, map {"$root: $_"} @wrong;
		$mode{$root} = { own => $share, weight => int( $weight * 100 + 0.5 ), how => $taken{$how} };
	}
	elsif ( @columns && $field[0] =~ /^[0-9]+$/ )
	{
		my ( $deed, undef, @lists ) = @field;
		for my $i ( 0 .. $#columns )
		{
			for my $code ( split ' ', defined $lists[$i] ? $lists[$i] : '' )
			{
				push @rules_wrong, "$code stands twice"              if exists $spoken{$code};
				push @rules_wrong, "$code is not under $columns[$i]" if $code !~ /^$columns[$i]/;
				push @rules_wrong, "no code $code or deed $deed"     if !$known{$code} || !$known{$deed};
				$spoken{$code} = { deed => $deed, root => $columns[$i] };
			}
		}
	}
}
push @rules_wrong, 'the table of weights or of subjects cannot be read' if keys %mode != 6 || keys %spoken < 100;
ok( 'the tables of rule 7 can be read', @rules_wrong );

my ( @computed, @by_hand );
@by_hand = $page =~ /judged by hand[^:]*:((?:\s*`[0-9]+`)+)/ ? $1 =~ /[0-9]+/g : ();
for my $code ( sort keys %spoken )
{
	my $deed = $spoken{$code}{deed};
	my $mode = $mode{ $spoken{$code}{root} } or next;
	my $part = $mode->{how}->( profile($deed), $mode->{weight}, $deed );
	my %whole;

	for (@dimensions)
	{
		my $degree = rounded( $part->{$_} || 0 );
		my $own    = degree( $mode->{own}, $_ );
		$whole{$_} = $degree > $own ? $degree : $own;
	}
	my $gap = departure( \%whole, profile($code) );
	push @computed, "$code should be " . show( \%whole )
		if exists $profile{$code} ? $gap > 0 : $gap >= $say_least;
}
ok( 'codes that speak of a deed are computed from it (rules 7 to 9): ' . keys %spoken, @computed );

my %by_hand = map { $_ => 1 } @by_hand;
ok(
	'the only other rows under these roots are those the page names (rule 8)',
	@by_hand == 4 ? () : 'the page does not name four codes',
	grep { length > 2 && $mode{ substr $_, 0, 2 } && !$spoken{$_} && !$by_hand{$_} } sort keys %profile
);

ok(
	'rules 7, 8 and 9 are cited by the rows they compute, and by their own roots',
	map {"$_: rule $rule{$_}"} grep {
		my $root = substr $_, 0, 2;
		my $cited = ( $rule{$_} || 0 ) =~ /^[789]$/;
		$mode{$root} ? $spoken{$_} && !$cited : $cited
	} sort keys %profile
);
ok(
	'degrees judged by hand stand on rungs of 0.10 (rule 6)',
	grep {
		my $p = $profile{$_};
		!$spoken{$_} && grep { degree( $p, $_ ) % 10 } @dimensions
	} sort keys %profile
);

# --- rule 11: the aims of protests ---------------------------------------------------------------------------

my @aims;
for my $form (qw(141 142 143 144 145))
{
	for my $aim ( 1 .. 4 )
	{
		my %p = %{ profile($form) };
		if ( $aim == 1 || $aim == 4 )
		{
			for ( 'political', map {"$_.threat"} @kinds ) { $p{$_} += 10 if $p{$_} }
		}
		$p{political} -= 10 if $aim == 3;
		$p{legal} = $aim == 3 ? 40 : 30 if $aim > 2;
		push @aims, "$form$aim should be " . show( \%p ) if departure( \%p, profile("$form$aim") );
	}
}
ok( 'protests: the aim changes the form in the same way everywhere (rule 11)', @aims );

# --- rule 4: the row of the largest cell ---------------------------------------------------------------------

# Of these codes, those whose largest cell is not in the row given, or is matched in another.
sub outside
{
	my ( $row, @of ) = @_;
	my @others = grep { $_ ne $row } @rows;
	return grep {
		my $p = profile($_);
		most( $p, map {"$_.$row"} @kinds )
			<= most( $p, map { my $other = $_; map {"$_.$other"} @kinds } @others )
	} @of;
}

sub under { my ($prefix) = @_; return grep {/^$prefix/} @codes }

ok( 'every code under 13 has its largest cell in the threat row (rule 9)',   outside( 'threat', under('13') ) );
ok( 'every show of force has its largest cell in the threat row (rule 10)',  outside( 'threat', under('15') ) );
ok( 'blame has its largest cell in the threat row (rule 3)',                 outside( 'threat', under('11[0-3]') ) );
ok( 'every concession has its largest cell in the security row (rule 4)',    outside( 'security', under('08') ) );
ok( 'protection, relief and asylum have theirs in the security row (rule 4)', outside( 'security', qw(073 074 075) ) );
ok( 'consultation and diplomatic cooperation have none larger than the power row',
	grep { my $p = profile($_); most( $p, map {"$_.power"} @kinds ) < most( $p, @cells ) } under('0[45]') );
ok( 'no violence has a security cell', grep { most( profile($_), map {"$_.security"} @kinds ) } under('1[89]'), under('20') );

# --- rule 5: the instrument of the subject -------------------------------------------------------------------

my %subject = ( 1 => 'economic', 2 => 'military', 3 => 'legal', 4 => 'informational' );
for my $digit ( 1 .. 4 )
{
	my $instrument = $subject{$digit};
	my @family     = grep { $known{$_} } '06' . $digit, map {"$_$digit"} qw(021 031 101 121);
	my @wrong;
	for my $code (@family)
	{
		my $p = profile($code);
		my @rivals = grep { $_ ne $instrument && $_ ne 'diplomatic' } @instruments;
		push @wrong, $code if degree( $p, $instrument ) <= most( $p, @rivals );
	}
	ok( "cooperation of kind $digit goes first through the $instrument instrument, whoever speaks of it", @wrong );
}
ok( 'armed combat goes first through the military instrument',
	grep { my $p = profile($_); degree( $p, 'military' ) < most( $p, @instruments ) } under('19') );

# --- monotony ------------------------------------------------------------------------------------------------

sub of_kind { my ( $code, $kind ) = @_; return most( profile($code), map {"$kind.$_"} @rows ) }

# Each line: more, relation, less, by which measure, and the reason.
for my $line ( grep {/\S/} split /\n/, <<'PAIRS' )
20   >= 19   hard              mass violence is no less hard than regular combat
19   >= 18   hard              armies are no less hard than irregular violence
18   >  17   hard              killing is harder than coercion that stops short of it
17   >  16   hard              coercion uses force, weaker ties do not
16   >  12   hard              cutting what exists is harder than refusing what is asked
12   >  04   hard              a refusal closes a way, consultation opens one
19   >  16   hard              combat is harder than broken ties
15   >  14   hard              a show of arms is harder than a crowd
15   >  13   hard              arms shown are harder than harm announced
13   >  11   hard              a threat is harder than blame
074  >  073  hard              soldiers are harder than relief
128  >  12   hard              breaking rules is harder than saying no
072  >  071  hard              arms are harder than money
062  >  061  hard              joint forces are harder than trade
145  >  141  hard              a riot is harder than a rally
175  >  173  hard              a crackdown is harder than an arrest
173  >  172  hard              holding a body is harder than a decree
1724 >  1723 hard              martial law is harder than a curfew
138  >  131  hard              threatened war is harder than threatened sanctions
1385 >  138  hard              weapons of mass destruction are the hardest threat
19   >  138  hard              the deed is harder than its threat: war
175  >  137  hard              the deed is harder than its threat: crackdown
154  >  152  hard              calling up is harder than an alert
152  >  151  hard              soldiers are harder than police
204  >= 19   hard              weapons that spare nobody against arms of war
04   >  07   soft              talking is softer than giving
05   >  06   soft              esteem is softer than exchange
04   >  16   soft              talks are softer than broken ties
054  >  051  soft              recognition gives more standing than praise
03   >  02   soft              goodwill is softer than asking for it
05   >  12   soft              backing attracts, a refusal does not
073  >  071  soft              relief is softer than money
142  >  143  soft              a hunger strike moves, a work stoppage presses
10   >  02   semihard          a demand presses, an appeal asks
163  >  162  semihard          sanctions are the plain case, ending aid is less
163  >  061  semihard          sanctions press more than trade induces
071  >  073  semihard          money obliges more than relief
1711 >  1712 semihard          taking by authority against wrecking by force
116  >  115  semihard          a judgment weighs more than a suit
0332 >  0232 hard              an offer is nearer to the deed than an appeal
072  >  0332 hard              the deed weighs more than its offer
085  >  0354 semihard.security sanctions eased guarantee more than the readiness to ease them
074  >  0334 hard.security     soldiers sent protect more than soldiers promised
0873 >  0872 hard.security     arms put aside against one blockade lifted
PAIRS
{
	my ( $more, $relation, $less, $by, $why ) = $line =~ /^(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(.*)$/;
	my ( $a, $b ) = map { $by =~ /\./ ? degree( profile($_), $by ) : of_kind( $_, $by ) } $more, $less;
	my $holds = $relation eq '>' ? $a > $b : $a >= $b;
	ok( "$by of $more $relation $less: $why", $holds ? () : "$a and $b hundredths" );
}
for my $root (qw(01 02 03 04 05))
{
	my ( $soft, $hard ) = ( of_kind( $root, 'soft' ), of_kind( $root, 'hard' ) );
	ok( "root $root is softer than it is hard: verbal cooperation", $soft > $hard ? () : "$soft and $hard hundredths" );
}

# --- agreement with other scales -----------------------------------------------------------------------------

# Ranks from 1, ties averaged.
sub ranks
{
	my @value = @_;
	my @by    = sort { $value[$a] <=> $value[$b] } 0 .. $#value;
	my ( @rank, $i );

	for ( $i = 0; $i < @by; )
	{
		my $j = $i;
		$j++ while $j < $#by && $value[ $by[ $j + 1 ] ] == $value[ $by[$i] ];
		$rank[ $by[$_] ] = ( $i + $j ) / 2 + 1 for $i .. $j;
		$i = $j + 1;
	}
	return @rank;
}

# Spearman's rank correlation: Pearson's of the ranks. 0 where one side does not vary.
sub spearman
{
	my ( $left, $right ) = @_;
	my @x = ranks(@$left);
	my @y = ranks(@$right);
	my $mean = ( @x + 1 ) / 2;
	my ( $xy, $xx, $yy ) = ( 0, 0, 0 );

	for ( 0 .. $#x )
	{
		$xy += ( $x[$_] - $mean ) * ( $y[$_] - $mean );
		$xx += ( $x[$_] - $mean )**2;
		$yy += ( $y[$_] - $mean )**2;
	}
	return $xx && $yy ? $xy / sqrt( $xx * $yy ) : 0;
}

sub share
{
	my ( $code, $kind ) = @_;
	my $p   = profile($code);
	my $all = total( $p, @cells );
	return $all ? total( $p, map {"$kind.$_"} @rows ) / $all : 0;
}

my ( undef, @quad_rows ) = fields('src/data/quad_class.tsv');
my %quad = map { $_->[1] => $_->[2] } grep { $_->[0] eq 'gdelt' } @quad_rows;
my ( undef, @goldstein_rows ) = fields('src/data/goldstein.tsv');
my %goldstein = map { $_->[0] => $_->[1] } grep { $_->[1] =~ /^-?[0-9]/ } @goldstein_rows;
my @scored = grep { exists $goldstein{$_} } @codes;

ok( 'Spearman against a case worked by hand: ranks 1 2.5 2.5 4 against 1 2 3 4',
	abs( spearman( [ 1, 2, 2, 9 ], [ 5, 6, 7, 8 ] ) - 4.5 / sqrt( 4.5 * 5 ) ) < 1e-12 ? () : 'differs' );

my @found = (
	[   'hard share with material conflict (GDELT quad class 4)', 0.60,
		spearman( [ map { share( $_, 'hard' ) } @codes ], [ map { $quad{ substr $_, 0, 2 } == 4 ? 1 : 0 } @codes ] ) ],
	[   'soft share with verbal cooperation (GDELT quad class 1)', 0.60,
		spearman( [ map { share( $_, 'soft' ) } @codes ], [ map { $quad{ substr $_, 0, 2 } == 1 ? 1 : 0 } @codes ] ) ],
	[   'force used or threatened (hard power, hard threat) with Goldstein (gdelt)', -0.65,
		spearman( [ map { most( profile($_), qw(hard.power hard.threat) ) } @scored ], [ @goldstein{@scored} ] ) ],
	[   'hardness in any row with Goldstein (gdelt)', -0.55,
		spearman( [ map { of_kind( $_, 'hard' ) } @scored ], [ @goldstein{@scored} ] ) ],
);
my @on_page;
for (@found)
{
	my ( $what, $limit, $value ) = @$_;
	my $shown = sprintf '%.3f', $value;
	my $sign  = $limit > 0 ? 'at least' : 'at most';
	ok( "rank correlation: $what is $shown, $sign $limit",
		( $limit > 0 ? $value >= $limit : $value <= $limit ) ? () : $shown );
	my $row = sprintf '| %s | %s | %s %.2f |', $what, $shown, $sign, $limit;
	push @on_page, "missing: $row" if index( $page, "$row\n" ) < 0;
}
ok( 'the page prints these correlations', @on_page );

done($planned);
