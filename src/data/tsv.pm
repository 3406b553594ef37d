# Reads the TSV files of src/data and writes C literals. Needs perl-base only.
package tsv;
use strict;
use warnings;
use Exporter 'import';

# The tables that were read, for the make rule in the .d file beside the target.
my %read;
END
{
	if ($? == 0 && defined(my $target = $ENV{TSV_DEPENDENCIES}))
	{
		(my $path = $target) =~ s/\.[a-z]+$/.d/;
		my @tables = sort keys %read;
		open(my $out, '>', $path) or die "cannot write $path: $!\n";
		print $out "$target: @tables\n", map { "$_:\n" } @tables;
		close($out) or die "cannot write $path: $!\n";
	}
}

our @EXPORT_OK = qw(read_tsv c_string banner assert_numbers event_code_value plover_codes day_number);

# read_tsv(file, column, ...): the rows as hashes. The header must be exactly the columns named, and no row may
# have another number of fields: a slip in the data stops the build instead of shifting a column.
sub read_tsv
{
	my ($file, @columns) = @_;
	open(my $in, '<:raw', $file) or die "cannot read $file: $!\n";
	$read{$file} = 1;
	my (@rows, $header);
	while (my $line = <$in>)
	{
		chomp $line;
		next if $line =~ /^#/;
		my @fields = split /\t/, $line, -1;
		if (!$header)
		{
			$line eq join("\t", @columns) or die "$file: the header is '$line', not '@columns'\n";
			$header = 1;
			next;
		}
		@fields == @columns or die "$file:$.: " . scalar(@fields) . " fields, not " . scalar(@columns) . "\n";
		my %row = (line => $.);
		@row{@columns} = @fields;
		push @rows, \%row;
	}
	die "$file: empty\n" unless $header;
	return @rows;
}

# A C string literal; bytes outside printable ASCII are written as three-digit octal escapes.
sub c_string
{
	my ($s) = @_;
	return 'NULL' if !defined $s || $s eq '';
	$s =~ s/([\\"?])/\\$1/g;
	$s =~ s/([^\x20-\x7e])/sprintf('\\%03o', ord($1))/ge;
	return "\"$s\"";
}

# The same base-11 value as event_code_encode() in src/core/event/event_code.c.
sub event_code_value
{
	my ($code) = @_;
	$code =~ /^(?:0[1-9]|1[0-9]|20)[0-9]{0,2}$/ or die "'$code' is not an event code\n";
	my $value = 0;
	$value = $value * 11 + (length($code) > $_ ? substr($code, $_, 1) + 1 : 0) for 0 .. 3;
	return $value;
}

# plover_codes(dir): the rows of plover_code.tsv in the order of their values, with code and value as src/core/event/event_code.h
# lays them down. Numbers have no gaps: the last mode of a type is as high as it has modes.
sub plover_codes
{
	my ($dir) = @_;
	my (%type, %modes, @codes);
	for my $row (read_tsv("$dir/plover_code.tsv", qw(event mode number source)))
	{
		$row->{number} =~ /^[0-9]+$/ or die "plover_code.tsv:$row->{line}: '$row->{number}' is not a number\n";
		if ($row->{mode} eq '') { $type{ $row->{event} } = $row->{number} }
		else                    { $modes{ $row->{event} }{ $row->{number} } = $row }
		$row->{code} = $row->{mode} eq '' ? $row->{event} : "$row->{event}.$row->{mode}";
		push @codes, $row;
	}
	"@{[sort { $a <=> $b } values %type]}" eq "@{[0 .. 15]}" or die "plover_code.tsv: types are numbered 0 to 15\n";
	for my $event (sort keys %modes)
	{
		defined $type{$event} or die "plover_code.tsv: modes of $event, which is no type\n";
		my @numbers = sort { $a <=> $b } keys %{ $modes{$event} };
		"@numbers" eq "@{[1 .. @numbers]}" && @numbers < 64 or die "plover_code.tsv: modes of $event are not numbered 1 to @{[scalar @numbers]}\n";
	}
	$_->{value} = (68 + $type{ $_->{event} }) * 64 + ($_->{mode} eq '' ? 0 : $_->{number}) for @codes;
	return sort { $a->{value} <=> $b->{value} } @codes;
}

# Days since 2000-01-01; an empty cell is the bound that never comes.
sub day_number
{
	my ($date, $open) = @_;
	return $open if $date eq '';
	my ($y, $m, $d) = $date =~ /^(\d{4})-(\d\d)-(\d\d)$/ or die "bad date $date\n";
	($y, $m) = $m > 2 ? ($y, $m - 3) : ($y - 1, $m + 9);
	return 365 * $y + int($y / 4) - int($y / 100) + int($y / 400) + int((153 * $m + 2) / 5) + $d - 1 - 730425;
}

# The head of a generated file: what made it, and the headers without which it does not stand alone.
sub banner
{
	my ($script, @headers) = @_;
	$script =~ s{.*/}{};
	return "/* Made by src/data/$script from the tables beside it. Do not edit: change the TSV. */\n\n"
		. (@headers ? join('', map { "#include $_\n" } @headers) . "\n" : '');
}

# A compilation fails where the numbers that a generator writes are not those of the C code's names; names and numbers in turn.
sub assert_numbers
{
	my @lines;
	while (my ($name, $number) = splice @_, 0, 2)
	{
		push @lines, "_Static_assert($name == $number, \"the tables have $number for $name\");\n";
	}
	return join('', @lines) . "\n";
}

1;
