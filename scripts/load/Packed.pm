# Files that may be packed. A reader is a function that gives the next block of a text, '' at its end, and dies with a reason.
package Packed;
use strict;
use warnings;
use Exporter 'import';
use File::Temp ();
our @EXPORT_OK = qw(open_reader);

# So much is read at once.
my $block_size = 1 << 16;
# Up to this size a packed file may unpack to any multiple of its own.
my $free_size = 16 << 20;

# The next bytes of a source, '' at its end. A source is a handle and what was read ahead of it. It is read by sysread
# alone: a handle that perl buffers is put back, when psql is forked, to where perl believes it to be.
sub next_bytes
{
	my ($source, $size) = @_;
	if ($source->{ahead} ne '') { my $bytes = $source->{ahead}; $source->{ahead} = ''; return $bytes }
	defined sysread($source->{handle}, my $bytes, $size) or die "cannot read: $!\n";
	return $bytes;
}

# Three unpackers. Each is called with packed bytes, of which it leaves what it has no use for yet, and a block, which it
# fills anew; it gives whether that was the last one, and what is wrong with the bytes.

sub inflater
{
	my ($window) = @_;
	my $zlib = Compress::Raw::Zlib::Inflate->new(-WindowBits => $window, -LimitOutput => 1, -Bufsize => $block_size);
	return sub {
		my $status = $zlib->inflate($_[0], $_[1]);
		return (1, '') if $status == Compress::Raw::Zlib::Z_STREAM_END();
		return (0, '') if $status == Compress::Raw::Zlib::Z_OK() || $status == Compress::Raw::Zlib::Z_BUF_ERROR();
		return (0, $zlib->msg || "$status");
	};
}

sub bunzipper
{
	require Compress::Raw::Bzip2;
	my $bzip2 = Compress::Raw::Bunzip2->new(0, 1, 0, 0, 1);
	return sub {
		my $status = $bzip2->bzinflate($_[0], $_[1]);
		return ($status == Compress::Raw::Bzip2::BZ_STREAM_END(), $status < 0 ? "$status" : '');
	};
}

sub stored
{
	return sub { ($_[1], $_[0]) = ($_[0], ''); return ($_[1] eq '', '') };
}

# A reader of one member: unpacks $$packed and then what $feed gives, and leaves in $$packed what follows the member.
sub member_reader
{
	my ($name, $unpacker, $packed, $feed) = @_;
	my $ended = 0;
	return sub {
		my $block = '';
		while (!$ended && $block eq '')
		{
			my $no_more = $$packed eq '' && ($$packed = $feed->()) eq '';
			($ended, my $wrong) = $unpacker->($$packed, $block);
			die "damaged $name: $wrong\n" if $wrong ne '';
			die "damaged $name: it is cut off\n" if $no_more && !$ended && $block eq '';
		}
		return $block;
	};
}

# A reader of all members, one after the other. $next_member gives a reader for each, and whether it goes on with the
# last one's line; otherwise it begins a new one, even if the last one's had no end.
sub joined_reader
{
	my ($next_member) = @_;
	my ($member, $goes_on) = $next_member->();
	my $last = "\n";
	return sub {
		while ($member)
		{
			my $block = $member->();
			if ($block ne '') { $last = substr $block, -1; return $block }
			($member, $goes_on) = $next_member->();
			if ($member && !$goes_on && $last ne "\n") { $last = "\n"; return "\n" }
		}
		return '';
	};
}

# A reader that stops at what unpacks to more than $most times the $$packed bytes that were taken for it; 0: to any size.
sub bounded_reader
{
	my ($reader, $packed, $most) = @_;
	my $unpacked = 0;
	return sub {
		my $block = $reader->();
		$unpacked += length $block;
		die "it unpacks to more than $most times its size (--max-ratio)\n" if $most > 0 && $unpacked > $free_size && $unpacked > $most * $$packed;
		return $block;
	};
}

# The members of a gzip file are files that were packed one by one, or the blocks of one file, whose headers then have a
# field that bgzip ("BC") or mgzip ("IG", "MZ") put there.
sub gzip_reader
{
	my ($source, $max_ratio) = @_;
	my ($packed, $taken, $members) = ('', 0, 0);
	my $feed = sub { my $bytes = next_bytes($source, $block_size); $taken += length $bytes; return $bytes };
	require Compress::Raw::Zlib;
	my $next_member = sub {
		while (length $packed < 14 && (my $more = $feed->()) ne '') { $packed .= $more }
		if ($packed =~ /^\0/ && $members > 0)
		{
			# zeros fill up a block of a tape
			do { $packed =~ tr/\0//d } while ($packed eq '' && ($packed = $feed->()) ne '');
			die "damaged gzip file: other bytes follow its end\n" if $packed ne '';
		}
		return if $packed eq '' && $members > 0;
		die 'damaged gzip file: ', $members > 0 ? 'other bytes follow its end' : 'it does not begin as one', "\n" if $packed !~ /^\x1f\x8b/;
		$members++;
		my $is_block = length $packed >= 14 && ord(substr $packed, 3) & 4 && substr($packed, 12) =~ /^(?:BC|IG|MZ)/;
		return (member_reader('gzip file', inflater(Compress::Raw::Zlib::WANT_GZIP()), \$packed, $feed), $is_block);
	};
	return bounded_reader(joined_reader($next_member), \$taken, $max_ratio);
}

sub read_at
{
	my ($handle, $at, $length) = @_;
	my $bytes = '';
	defined sysseek $handle, $at, 0 or die "cannot read: $!\n";
	while (length $bytes < $length)
	{
		my $got = sysread $handle, $bytes, $length - length $bytes, length $bytes;
		defined $got or die "cannot read: $!\n";
		$got > 0 or die "damaged zip file: it is cut off\n";
	}
	return $bytes;
}

# Numbers of 32 bits, all bits of which are set where more are needed: then the number stands in an extra field.
sub wide_numbers
{
	my ($extra, @numbers) = @_;
	my %field;
	while (length $extra >= 4)
	{
		my ($id, $length) = unpack 'v2', substr $extra, 0, 4, '';
		$field{$id} = substr $extra, 0, $length, '';
	}
	my @wide = unpack 'V*', $field{1} // '';
	return map { $_ == 0xffffffff && @wide >= 2 ? shift(@wide) + shift(@wide) * 4294967296 : $_ } @numbers;
}

# Where the directory of a zip file begins and ends, and how many members it tells of.
sub find_zip_directory
{
	my ($handle) = @_;
	my $size = -s $handle;
	my $start = $size > 66_000 ? $size - 66_000 : 0;
	my $tail = read_at($handle, $start, $size - $start);
	my $at = length $tail < 22 ? -1 : rindex $tail, "PK\x05\x06", length($tail) - 22;
	$at >= 0 or die "damaged zip file: it has no directory at its end: is it cut off?\n";
	my ($disk, undef, undef, $count, $length, $begin) = unpack 'v4V2', substr $tail, $at + 4, 16;
	my $end = $start + $at;
	if ($end >= 20 && (my $locator = read_at($handle, $end - 20, 20)) =~ /^PK\x06\x07/)
	{
		my ($low, $high, $disks) = unpack 'x8V3', $locator;
		$end = $low + $high * 4294967296;
		my $record = $end + 56 <= $size ? read_at($handle, $end, 56) : '';
		$record =~ /^PK\x06\x06/ or die "damaged zip file: its directory is not where it should be\n";
		($disk, my @wide) = unpack 'x16Vx12V6', $record;
		$disk ||= $disks != 1;
		$_ = shift(@wide) + shift(@wide) * 4294967296 for $count, $length, $begin;
	}
	$disk == 0 && $begin + $length == $end or die "damaged zip file: its directory is not where it should be: is it one part of several?\n";
	return ($begin, $end, $count);
}

# Where the members of a zip file have to end, and what its directory tells of them, in the order in which they lie there.
sub zip_members
{
	my ($handle) = @_;
	my ($begin, $end, $count) = find_zip_directory($handle);
	my $directory = read_at($handle, $begin, $end - $begin);
	my ($at, @members) = (0);
	while ($at + 46 <= length $directory)
	{
		my %m;
		(my $magic, @m{qw(flags method crc)}, my ($packed, $size, @lengths)) = unpack 'a4x4v2x4V3v3', substr $directory, $at, 34;
		last if $magic ne "PK\x01\x02";
		($m{name}, my $extra) = unpack "x46a$lengths[0]a$lengths[1]", substr $directory, $at, 46 + $lengths[0] + $lengths[1];
		@m{qw(size packed at)} = wide_numbers($extra, $size, $packed, unpack 'V', substr $directory, $at + 42, 4);
		push @members, \%m;
		$at += 46 + $lengths[0] + $lengths[1] + $lengths[2];
	}
	$at == length $directory && @members == $count or die "damaged zip file: its directory is broken\n";
	return ($begin, sort { $a->{at} <=> $b->{at} } @members);
}

# What a member says of itself where it lies: how it is packed, its checksum, and where its packed bytes begin and end.
sub zip_member_header
{
	my ($zip, $m, $shown) = @_;
	my ($magic, $flags, $method, $crc, $packed, $size, @lengths) = unpack 'a4x2v2x4V3v2', read_at($zip->{handle}, $m->{at}, 30);
	$magic eq "PK\x03\x04" or die "damaged $shown: it is not where it should be\n";
	my $rest = read_at($zip->{handle}, $m->{at} + 30, $lengths[0] + $lengths[1]);
	substr($rest, 0, $lengths[0], '') eq $m->{name} or die "damaged $shown: it has another name where it lies\n";
	($size, $packed) = wide_numbers($rest, $size, $packed);
	# who wrote it in one go knew these only at its end
	($crc, $packed, $size) = @$m{qw(crc packed size)} if $flags & 8;
	$method != 0 || $size == $packed or die "damaged $shown: its length is wrong\n";
	my $at = $m->{at} + 30 + $lengths[0] + $lengths[1];
	return ($method, $crc, $at, $at + $packed < $zip->{directory} ? $at + $packed : $zip->{directory});
}

# A reader of one member of a zip file. Adds to the zip's {taken} what it takes, and leaves in {end} where it ends.
sub zip_member_reader
{
	my ($zip, $m) = @_;
	my %unpackers = (0 => \&stored, 8 => sub { inflater(-Compress::Raw::Zlib::MAX_WBITS()) }, 12 => \&bunzipper);
	my $shown = 'zip file: member "' . ($m->{name} =~ s/[\x00-\x1f\x7f]/?/gr) . '"';
	$m->{flags} & 1 and die "cannot unpack $shown: it is encrypted\n";
	my ($method, $crc, $at, $stop) = zip_member_header($zip, $m, $shown);
	for ($method, $m->{method})
	{
		$unpackers{$_} or die "cannot unpack $shown: it is packed in a way that this cannot read (method $_): try 7z x -so FILE | smartdip-load ...\n";
	}
	my $feed = sub {
		my $bytes = read_at($zip->{handle}, $at, $stop - $at < $block_size ? $stop - $at : $block_size);
		$at += length $bytes;
		$zip->{taken} += length $bytes;
		return $bytes;
	};
	my ($ahead, $seen) = ('', Compress::Raw::Zlib::crc32(''));
	my $reader = member_reader($shown, $unpackers{$method}->(), \$ahead, $feed);
	return sub {
		my $block = $reader->();
		$seen = Compress::Raw::Zlib::crc32($block, $seen);
		die "damaged $shown: its checksum is wrong\n" if $block eq '' && $seen != $crc;
		$zip->{end} = $at - length $ahead;
		return $block;
	};
}

# Directories and what macOS puts beside each file are no texts, but have to be as whole as the others.
sub zip_reader
{
	my ($handle, $max_ratio) = @_;
	require Compress::Raw::Zlib;
	my ($directory, @members) = zip_members($handle);
	@members or die "the zip file has no members\n";
	my $zip = { handle => $handle, directory => $directory, taken => 0, end => 0 };
	my $next_member = sub {
		for (;;)
		{
			die "damaged zip file: its members overlap\n" if $zip->{end} > (@members ? $members[0]{at} : $directory);
			my $member = shift @members or return;
			my $reader = zip_member_reader($zip, $member);
			return $reader if $member->{name} !~ m{/\z|^__MACOSX/|(?:^|/)\.DS_Store\z};
			1 while $reader->() ne '';
		}
	};
	return bounded_reader(joined_reader($next_member), \$zip->{taken}, $max_ratio);
}

# A handle that can be read at any place: the directory of a zip file is at its end, so a pipe is put down first.
sub seekable
{
	my ($source) = @_;
	return $source->{handle} if -f $source->{handle} && sysseek($source->{handle}, 0, 1) == length $source->{ahead};
	my $temp = File::Temp->new;
	while ((my $bytes = next_bytes($source, $block_size)) ne '')
	{
		(syswrite($temp, $bytes) // -1) == length $bytes or die "cannot write a temporary file: $!\n";
	}
	return $temp;
}

# What other packers write, by its first bytes, and what unpacks it.
my @others = (
	[ qr/^\xfd7zXZ\0/, 'xz -dc' ], [ qr/^\x28\xb5\x2f\xfd/, 'zstd -dc' ], [ qr/^BZh[1-9]1AY&/, 'bzip2 -dc' ],
	[ qr/^\x1f\x9d/, 'gzip -dc' ], [ qr/^7z\xbc\xaf\x27\x1c/, '7z x -so' ]);

# The first bytes decide, and not the name, unless they are neither those of a packed file nor text.
sub open_reader
{
	my ($file, $max_ratio) = @_;
	my $handle;
	if ($file eq '-') { $handle = \*STDIN; binmode $handle }
	else
	{
		-d $file and die "cannot read: it is a folder\n";
		open($handle, '<:raw', $file) or die "cannot read: $!\n";
	}
	my $source = { handle => $handle, ahead => '' };
	my $start = '';
	while (length $start < 8 && (my $more = next_bytes($source, $block_size)) ne '') { $start .= $more }
	$source->{ahead} = $start;
	return gzip_reader($source, $max_ratio) if $start =~ /^\x1f\x8b/;
	return zip_reader(seekable($source), $max_ratio) if $start =~ /^PK(?:\x03\x04|\x05\x06|\x07\x08|00PK)/;
	for my $other (@others)
	{
		die "it is packed in a way that this cannot read: try $other->[1] FILE | smartdip-load ...\n" if $start =~ $other->[0];
	}
	my $is_text = $start ne '' && $start !~ /[\x00-\x08\x0e-\x1f]/;
	return gzip_reader($source, $max_ratio) if !$is_text && $file =~ /\.gz\z/i;
	return zip_reader(seekable($source), $max_ratio) if !$is_text && $file =~ /\.zip\z/i;
	return sub { next_bytes($source, $block_size) };
}

1;
