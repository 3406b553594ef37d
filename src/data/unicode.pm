# Reads the files of the Unicode character database and writes two-stage tables of C. Needs perl-base only.
package unicode;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT_OK = qw(read_properties two_stage);

# read_properties(file, sub { my ($first, $last, @fields) = @_ }): the lines "AAAA..BBBB ; field ; ..."
# of a UCD file, comments and blanks stripped, one call a line.
sub read_properties
{
	my ($file, $take) = @_;
	open(my $in, '<', $file) or die "cannot read $file: $!\n";
	while (my $line = <$in>)
	{
		$line =~ s/#.*//;
		$line =~ s/^\s+|\s+$//g;
		next if $line eq '' || $line =~ /^@/;
		my ($range, @fields) = split /\s*;\s*/, $line, -1;
		my ($first, $last) = map { hex } split /\.\./, $range;
		$take->($first, $last // $first, @fields);
	}
}

# two_stage(name, type, shift, \@values): C text of NAME_index[] and NAME_block[]. The value of code point c is
# NAME_block[NAME_index[c >> shift] << shift | (c & (1 << shift) - 1)]; missing values are 0. Equal blocks are one.
sub two_stage
{
	my ($name, $type, $shift, $values) = @_;
	my $size = 1 << $shift;
	my (@index, @blocks, %number);
	for (my $start = 0; $start < 0x110000; $start += $size)
	{
		my $block = join(',', map { $values->[$_] // 0 } $start .. $start + $size - 1);
		if (!exists $number{$block})
		{
			$number{$block} = @blocks;
			push @blocks, $block;
		}
		push @index, $number{$block};
	}
	my $index_type = @blocks < 256 ? 'uint8_t' : 'uint16_t';
	return "static const $index_type ${name}_index[] = {\n" . lines(@index) . "};\n\n"
		. "static const $type ${name}_block[] = {\n" . lines(map { split /,/ } @blocks) . "};\n\n";
}

sub lines
{
	my $text = '';
	while (my @row = splice(@_, 0, 32))
	{
		$text .= "\t" . join(',', @row) . ",\n";
	}
	return $text;
}

1;
