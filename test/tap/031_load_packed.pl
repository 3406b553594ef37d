# Packed files and scripts/smartdip-load: all that gzip -t and unzip -t accept is loaded to the last line, from disk,
# standard input and pipes; what they refuse loads nothing. Most files here are larger than any buffer; where gzip, zip
# or unzip are installed they make the files and confirm what is whole, and what can be made by hand is.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);
use TestLoad qw($dir $loader write_file read_file load load_piped load_slowly event events count);
use Digest::MD5 qw(md5_hex);
use Compress::Raw::Zlib qw(crc32);
use IO::Compress::Gzip ();
use IO::Compress::RawDeflate qw(rawdeflate);

fresh_database('smartdip_load_packed');
my %have = map { my $tool = $_; $tool => scalar grep { -x "$_/$tool" } split /:/, $ENV{PATH} } qw(gzip zip unzip);
diag('not installed, so files made by hand have to do: ' . join ', ', grep { !$have{$_} } sort keys %have) if grep { !$_ } values %have;

# Event lines that hardly pack: a line of 600 bytes keeps 100 that are random, and 12,003 lines are 1.3 MB packed.
srand 31;
sub dense_events
{
	my ($from, $to) = @_;
	return join '', map { event($_, url => 'http://example.org/' . join '', map { sprintf '%08x', rand 2**32 } 1 .. 25) . "\n" } $from .. $to;
}
my $text = dense_events(1, 12_003);
my @third = map { join '', @$_ } do { my @lines = $text =~ /[^\n]+\n/g; [ @lines[ 0 .. 3999 ] ], [ @lines[ 4000 .. 8999 ] ], [ @lines[ 9000 .. 12_002 ] ] };
s/\n\z// for my @open_third = @third;
my $short = events(1, 20);

sub md5_of_text { return md5_hex(join "\n", sort { $a <=> $b } map { /^(\d+)\t(?:.*\t)?(.*)/ ? $1 : () } split /\n/, $_[0]) . md5_hex(join "\n", map { (split /\t/)[57] // '' } split /\n/, $_[0]) }

sub md5_of_table
{
	return psql_ok("SELECT md5(string_agg(id::text, E'\\n' ORDER BY id)) || md5(string_agg(coalesce(url, ''), E'\\n' ORDER BY id)) FROM events");
}

sub run_tool { my ($status, undef, $err) = run_command('', @_); $status == 0 or die "@_: $err\n"; return }

# Packed by gzip or zip if they are here.
sub gzipped
{
	my ($name, @texts) = @_;
	my $packed = '';
	for my $part (@texts)
	{
		if ($have{gzip}) { (undef, my $one) = run_command($part, 'gzip', '-c'); $packed .= $one }
		else { $packed .= gzip_member($part) }
	}
	return write_file($name, $packed);
}

sub zipped
{
	my ($name, $options, %members) = @_;
	my $folder = "$dir/folder-of-$name";
	mkdir $folder;
	my @names = sort keys %members;
	for my $member (@names)
	{
		mkdir "$folder/$1" if $member =~ m{(.*)/};
		write_file("folder-of-$name/$member", $members{$member});
	}
	run_tool('sh', '-c', 'cd "$1" && shift && exec zip -q "$@"', 'sh', $folder, @$options, "../$name", @names);
	return "$dir/$name";
}

# By hand: a gzip member with the header fields that are asked for.
sub gzip_member
{
	my ($part, %field) = @_;
	rawdeflate(\$part => \my $body) or die;
	my $flags = (defined $field{extra} ? 4 : 0) | (defined $field{name} ? 8 : 0) | (defined $field{comment} ? 16 : 0) | ($field{header_crc} ? 2 : 0) | ($field{flags} || 0);
	my $header = pack 'CCCCVCC', 31, 139, 8, $flags, 0, 0, 3;
	$header .= pack('v', length $field{extra}) . $field{extra} if defined $field{extra};
	$header .= "$field{$_}\0" for grep { defined $field{$_} } 'name', 'comment';
	$header .= pack 'v', crc32($header) & 0xffff if $field{header_crc};
	return $header . $body . pack 'VV', crc32($part), length $part;
}

# By hand: a zip file of members, each a hash of name and text and of what is to be odd: method (0, 8, or what it is
# told to be), stream (sizes stand behind it), wide (sizes of 64 bits), flags, crc, here (its name where it lies), at.
sub zip_file
{
	my ($odd, @members) = @_;
	my ($body, $directory) = ('', '');
	for my $m (@members)
	{
		my ($data, $size, $flags) = ($m->{text}, length $m->{text}, ($m->{flags} || 0) | ($m->{stream} ? 8 : 0));
		my $method = $m->{method} // 8;
		if ($method != 0) { my $packed; rawdeflate(\$m->{text} => \$packed) or die; $data = $packed }
		my $crc = $m->{crc} // crc32($m->{text});
		my ($at, $here) = ($m->{at} // length $body, $m->{here} // $m->{name});
		my @sizes = $m->{stream} ? (0, 0) : (length $data, $size);
		my $wide = $m->{wide} ? pack('vv(VV)2', 1, 16, $size, 0, length $data, 0) : '';
		$body .= pack('a4v5V3v2', "PK\3\4", 45, $flags, $method, 0, 33, $m->{stream} ? 0 : $crc, $wide ne '' ? (0xffffffff) x 2 : @sizes, length $here, length $wide) . $here . $wide . $data;
		$body .= pack 'a4V3', "PK\7\10", $crc, length $data, $size if $m->{stream};
		$directory .= pack('a4v6V3v5V2', "PK\1\2", 45, 45, $flags, $method, 0, 33, $crc, $wide ne '' ? (0xffffffff) x 2 : (length $data, $size), length $m->{name}, length $wide, 0, 0, 0, 0, $at)
			. $m->{name} . $wide;
	}
	my $end = pack 'vvvvVVv', 0, 0, scalar @members, scalar @members, length $directory, length $body, length($odd->{comment} // '');
	my $wide = '';
	if ($odd->{wide})
	{
		$wide = pack('a4VVvvVV(VV)4', "PK\6\6", 44, 0, 45, 45, 0, 0, (scalar @members, 0) x 2, length $directory, 0, length $body, 0)
			. pack('a4VVVV', "PK\6\7", 0, length($body) + length $directory, 0, 1);
		$end = pack 'vvvvVVv', 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0;
	}
	return $body . $directory . $wide . "PK\5\6" . $end . ($odd->{comment} // '');
}

# What gzip -t or unzip -t say; undef without them.
sub whole
{
	my ($file) = @_;
	my $is_zip = read_file($file) =~ /^PK/;
	return undef if !$have{$is_zip ? 'unzip' : 'gzip'};
	my ($status) = $is_zip ? run_command('', 'unzip', '-tqq', $file) : run_command(read_file($file), 'gzip', '-tq');
	return $status == 0 ? 1 : 0;
}

my %ways = ('from disk' => sub { load('', '-t', 'events', $_[0]) }, 'from standard input' => sub { load(read_file($_[0]), '-t', 'events') },
	'through a pipe' => sub { load_piped($_[0], '-t', 'events') }, 'byte by byte' => sub { load_slowly($_[0], '-t', 'events') });
load(events(1, 1) . "bad\n", '-t', 'events');

# Every line of the text has to arrive, and nothing else.
sub loads_whole
{
	my ($name, $file, $expected, @way_names) = @_;
	my $lines = () = $expected =~ /[^\n]+/g;
	my $whole = whole($file);
	is($whole, 1, "$name: gzip and unzip find it whole") if defined $whole;
	for my $way (@way_names)
	{
		psql_ok('TRUNCATE events, events_reject');
		my ($status, $out, $err) = $ways{$way}->($file);
		is("$status $out", "0 $lines loaded, 0 refused, 0 duplicate\n", "$name $way: all $lines lines") or diag($err);
		is(md5_of_table(), md5_of_text($expected), "$name $way: as they were");
	}
}

sub is_refused
{
	my ($name, $file, $reason) = @_;
	my $whole = whole($file);
	is($whole, 0, "$name: gzip and unzip refuse it, too") if defined $whole;
	for my $way ('from disk', 'through a pipe')
	{
		psql_ok('TRUNCATE events, events_reject');
		my ($status, $out, $err) = $ways{$way}->($file);
		is("$status $out", "1 0 loaded, 0 refused, 0 duplicate\n", "$name $way: not loaded") or diag($err);
		my $shown = $way eq 'from disk' ? quotemeta $file : '-';
		like($err, qr/^smartdip-load: $shown: not loaded: $reason/m, "$name $way: says why");
		is(count('events') + count('events_reject'), 0, "$name $way: nothing is left of it");
	}
}

my @all = ('from disk', 'from standard input', 'through a pipe');

# Large files, one member and several, also where a member does not end in a line end
my $gz = gzipped('big.gz', $text);
cmp_ok(-s $gz, '>', 1_000_000, 'the packed file is larger than 1 MB');
loads_whole('gzip', $gz, $text, @all);
my $three_gz = gzipped('three.gz', @open_third);
loads_whole('three gzip files in one', $three_gz, $text, @all);
my $by_hand = write_file('hand.zip', zip_file({}, map { { name => "part$_.csv", text => $open_third[$_], method => $_ == 1 ? 0 : 8 } } 0 .. 2));
loads_whole('zip, made by hand', $by_hand, $text, @all);
loads_whole('zip, streamed', write_file('stream.zip', zip_file({}, map { { name => "part$_.csv", text => $open_third[$_], stream => 1, method => $_ == 1 ? 0 : 8 } } 0 .. 2)), $text, @all);
loads_whole('zip, sizes of 64 bits', write_file('wide.zip', zip_file({ wide => 1 }, map { { name => "part$_.csv", text => $third[$_], wide => 1 } } 0 .. 2)), $text, @all);
SKIP:
{
	skip 'zip is not installed', 1 unless $have{zip};
	loads_whole('zip of one file', zipped('one.zip', [], 'events.csv' => $text), $text, @all);
	loads_whole('zip of three files', zipped('three.zip', ['-r'], 'a.csv' => $open_third[0], 'b/b.csv' => $open_third[1], 'c.csv' => $open_third[2]), $text, @all);
	loads_whole('zip, nothing deflated', zipped('stored.zip', ['-0'], 'a.csv' => $open_third[0], 'b.csv' => $third[1], 'c.csv' => $third[2]), $text, @all);
	loads_whole('zip with 64 bits forced', zipped('forced.zip', ['-fz'], 'events.csv' => $text), $text, 'from disk');
	loads_whole('zip of standard input', write_file('stdin.zip', (run_command($text, 'zip', '-q', '-', '-'))[1]), $text, @all);
	my ($can) = run_command($short, 'sh', '-c', 'zip -q -Z bzip2 - - >/dev/null');
	loads_whole('zip with bzip2', zipped('bzip2.zip', [ '-Z', 'bzip2' ], 'a.csv' => $third[0], 'b.csv' => $third[1] . $third[2]), $text, @all) if $can == 0;
}

# Several in a row, and a pipe that is slow
my $plain = write_file('plain.csv', $text =~ s/\n\z//r);
psql_ok('TRUNCATE events, events_reject');
my ($status, $out, $err) = load($text, '-t', 'events', $three_gz, $plain, '-', $by_hand, $gz);
is("$status $out", "0 12003 loaded, 0 refused, 48012 duplicate\n", 'several in a row, of all kinds') or diag($err);
is(md5_of_table(), md5_of_text($text), 'as they were');
my $slow = substr $text, 0, 1 + rindex $text, "\n", 400_000;
for my $case (['gzip', gzipped('slow.gz', $slow)], ['zip', write_file('slow.zip', zip_file({}, { name => 'a', text => $slow, stream => 1 }))], ['plain', write_file('slow.csv', $slow)])
{
	my ($name, $file) = @$case;
	local $have{gzip} = $name ne 'plain' && $have{gzip};
	loads_whole("a slow pipe of $name", $file, $slow, 'byte by byte');
}

# What is odd, but whole
my %odd = (
	'a gzip header with all its fields' => gzip_member($short, name => 'events.csv', comment => 'a comment', extra => 'XY' . pack('v', 3) . 'abc', header_crc => 1),
	'zeros behind gzip' => gzip_member($short) . "\0" x 100_000,
	'empty gzip members' => gzip_member('') . gzip_member($short) . gzip_member(''),
	'gzip in blocks that end within lines' => join('', map { gzip_member($_, extra => 'BC' . pack 'vv', 2, 0) } unpack('(a700)*', $short), ''),
	'bytes behind zip, which unzip does not mind' => zip_file({ comment => 'comment' }, { name => 'a', text => $short }) . 'x' x 30_000,
	'folders and what macOS adds' => zip_file({}, { name => 'd/', text => '', method => 0 }, { name => 'd/a', text => $short }, { name => '__MACOSX/d/._a', text => "\0\5\26\7" x 99 }, { name => 'd/.DS_Store', text => "\0\0\0\1Bud1" }),
	'empty members of zip' => zip_file({}, { name => 'a', text => '' }, { name => 'b', text => '', method => 0 }, { name => 'c', text => $short }),
	'a zip directory in another order' => zip_file({}, { name => 'b', text => $short }, { name => 'a', text => '' }));
for my $name (sort keys %odd)
{
	loads_whole($name, write_file($odd{$name} =~ /^PK/ ? 'odd.zip' : 'odd.gz', $odd{$name}), $short, 'from disk', 'through a pipe');
}
($status, $out, $err) = load(gzip_member(''), '-t', 'events');
is("$status $out", "0 0 loaded, 0 refused, 0 duplicate\n", 'an empty file, packed by gzip');
for my $case (['plain.gz', $short], ['plain.zip', $short], ['zip.csv', read_file($by_hand)], ['zip.gz', read_file($by_hand)], ['gz.zip', read_file($gz)], ['gz', read_file($gz)])
{
	my ($name, $bytes) = @$case;
	psql_ok('TRUNCATE events');
	($status, $out, $err) = load('', '-t', 'events', write_file($name, $bytes));
	is($out, ($bytes eq $short ? 20 : 12_003) . " loaded, 0 refused, 0 duplicate\n", "not what the name says: $name") or diag($err);
}

# What is damaged
my ($gz_bytes, $zip_bytes) = (read_file($gz), read_file($by_hand));
sub flipped { my ($bytes, $at) = @_; substr($bytes, $at, 1) ^= "\x10"; return $bytes }
sub zip_of { return zip_file({}, @_) }
my ($first, $second) = map { { name => "part$_.csv", text => $third[$_] } } 0, 1;
my @damaged = (
	['gzip, a bit flipped', flipped($gz_bytes, 700_000), qr/damaged gzip file: /],
	['gzip, another checksum', flipped($gz_bytes, -8), qr/damaged gzip file: incorrect data check/],
	['gzip, another length', flipped($gz_bytes, -4), qr/damaged gzip file: incorrect length check/],
	['gzip, cut', substr($gz_bytes, 0, 700_000), qr/damaged gzip file: it is cut off/],
	['gzip, cut within the checksum', substr($gz_bytes, 0, -5), qr/damaged gzip file: it is cut off/],
	['gzip, cut within the second header', $gz_bytes . substr($gz_bytes, 0, 5), qr/damaged gzip file: it is cut off/],
	['gzip with bytes behind the end', $gz_bytes . "and so on\n", qr/damaged gzip file: other bytes follow/],
	['gzip with another one behind zeros', $gz_bytes . "\0\0" . gzip_member($short), qr/damaged gzip file: other bytes follow/],
	['gzip whose second member is damaged', gzip_member($text) . flipped(gzip_member($third[0]), 9_000), qr/damaged gzip file: /],
	['gzip with a wrong header checksum', flipped(gzip_member($short, header_crc => 1), 10), qr/damaged gzip file: header crc/],
	['gzip with unknown flags', gzip_member($short, flags => 0x40), qr/damaged gzip file: unknown header flags/],
	['zip, a bit flipped', flipped($zip_bytes, 200_000), qr/damaged zip file: member "part0\.csv": /],
	['zip, a bit flipped that was not deflated', flipped($zip_bytes, 900_000), qr/damaged zip file: member "part1\.csv": its checksum/],
	['zip, another checksum', zip_of($first, { %$second, crc => 1 }), qr/damaged zip file: member "part1\.csv": its checksum is wrong/],
	['zip, another checksum, streamed', zip_of($first, { %$second, crc => 1, stream => 1 }), qr/damaged zip file: member "part1\.csv": its checksum is wrong/],
	['zip, cut', substr($zip_bytes, 0, 700_000), qr/damaged zip file: it has no directory/],
	['zip, cut within the directory', substr($zip_bytes, 0, -30), qr/damaged zip file: it has no directory/],
	['zip without its beginning', substr($zip_bytes, 0, 100) . substr($zip_bytes, 200), qr/damaged zip file: its directory is not where/],
	['two zip files in one', $zip_bytes . $zip_bytes, qr/damaged zip file: its directory is not where/],
	['an encrypted zip', zip_of($first, { %$second, flags => 1 }), qr/cannot unpack zip file: member "part1\.csv": it is encrypted/],
	['zip with a method of packing that is not known', zip_of($first, { %$second, method => 14 }), qr/cannot unpack zip file: member "part1\.csv": it is packed in a way that this cannot read \(method 14\)/],
	['a zip of members that overlap', zip_of($first, $second, { %$second, at => 0, name => 'part0.csv' }), qr/damaged zip file: its members overlap/],
	['a zip with two names for a member', zip_of($first, { %$second, here => 'part7.csv' }), qr/damaged zip file: member "part1\.csv": it has another name/],
	['damage to what macOS adds', zip_of($first, { name => '__MACOSX/a', text => 'x', crc => 1 }), qr/damaged zip file: member "__MACOSX\/a": its checksum/],
	['an empty zip', zip_of(), qr/the zip file has no members/]);
for my $case (@damaged)
{
	my ($name, $bytes, $reason) = @$case;
	is_refused($name, write_file($bytes =~ /^PK/ ? 'damaged.zip' : 'damaged.gz', $bytes), $reason);
}
SKIP:
{
	skip 'zip is not installed', 1 unless $have{zip};
	is_refused('zip with a password', zipped('secret.zip', [ '-P', 'secret' ], 'a.csv' => $third[0]), qr/cannot unpack zip file: member "a\.csv": it is encrypted/);
}
psql_ok('TRUNCATE events, events_reject');
for my $case (['a file named .gz that is empty', 'nothing.gz', '', qr/damaged gzip file: it does not begin as one/], ['a file named .zip that is empty', 'nothing.zip', '', qr/damaged zip file: it has no directory/],
	['a file named .gz that lost its first byte', 'headless.gz', substr($gz_bytes, 1), qr/damaged gzip file: it does not begin as one/], ['xz', 'a.xz', "\xfd7zXZ\0\0\4", qr/it is packed in a way that this cannot read: try xz -dc/])
{
	my ($name, $file, $bytes, $reason) = @$case;
	($status, $out, $err) = load('', '-t', 'events', '-f', 'gdelt1', write_file($file, $bytes));
	is("$status $out", "1 0 loaded, 0 refused, 0 duplicate\n", "$name: not loaded");
	like($err, qr/not loaded: $reason/, "$name: says why");
	is(count('events') + count('events_reject'), 0, "$name: nothing is left of it");
}
($status, $out, $err) = load('', '-t', 'events', "$dir/plain.gz", write_file('damaged.gz', flipped($gz_bytes, -8)), write_file('damaged.zip', $zip_bytes . $zip_bytes), $by_hand);
is("$status $out", "1 12003 loaded, 20 refused, 0 duplicate\n", 'damaged ones between others: those are loaded');
is(() = $err =~ /not loaded/g, 2, 'and both are named');

# Bombs: what unpacks to far more than it is large ends, unless that is asked for; memory stays what it was
for my $case (['gzip', 'bomb.gz', gzip_member($short . "\n" x 20_000_000)], ['zip', 'bomb.zip', zip_of({ name => 'a', text => $short }, { name => 'b', text => "x\n" x 15_000_000 })])
{
	my ($name, $file, $bytes) = @$case;
	psql_ok('TRUNCATE events, events_reject');
	($status, $out, $err) = load('', '-t', 'events', write_file($file, $bytes));
	is("$status $out", "1 0 loaded, 0 refused, 0 duplicate\n", "a bomb of $name: not loaded");
	like($err, qr/not loaded: it unpacks to more than 250 times its size \(--max-ratio\)/, "a bomb of $name: says why");
	is(count('events') + count('events_reject'), 0, "a bomb of $name: nothing is left of it");
	cmp_ok(psql_ok("SELECT pg_relation_size('events') + pg_relation_size('events_reject')"), '<', 1_000_000, "a bomb of $name: little was written, even for a while");
}
($status, $out, $err) = load('', '-t', 'events', '--max-ratio', 0, "$dir/bomb.gz");
is("$status $out", "3 20 loaded, 20000000 refused, 0 duplicate\n", 'with --max-ratio 0 it is loaded, and all its blank lines are counted') or diag($err);
is(count('events_reject'), 100, 'but only the first of them are kept');
SKIP:
{
	my $limit = 'ulimit -v 120000';
	skip 'no limit of memory here', 1 if (run_command('', 'sh', '-c', "$limit && psql --version"))[0] != 0;
	my $zeros = IO::Compress::Gzip->new("$dir/zeros.gz") or die;
	$zeros->print($short);
	$zeros->print("\0" x 1_000_000) for 1 .. 300;
	$zeros->close;
	($status, $out, $err) = run_command('', 'sh', '-c', "$limit; exec \"\$@\"", 'sh', $^X, $loader, '-t', 'events', '--max-ratio', 5000, "$dir/zeros.gz");
	is("$status $out", "3 0 loaded, 1 refused, 20 duplicate\n", '300 MB without a line end need no more memory than other files') or diag($err);
}
done_testing();
