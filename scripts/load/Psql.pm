# psql as another process: statements for it, lines that are sent to it, and what it says.
package Psql;
use strict;
use warnings;
use Exporter 'import';
use File::Temp ();
use Time::HiRes qw(time);
our @EXPORT_OK = qw(fail literal run_psql copy_file @session);

sub fail
{
	print STDERR "smartdip-load: @_\n";
	exit 2;
}

# A value as a literal that means the same whatever standard_conforming_strings is. Bytes that are not UTF-8, as a
# file's name may have, are written as \xNN.
sub literal
{
	my ($s) = @_;
	utf8::decode(my $test = $s) or $s =~ s/([\x80-\xff])/sprintf '\\x%02x', ord $1/ge;
	$s =~ s/([\\'])/$1$1/g;
	return "E'$s'";
}

# Starts psql on statements, each one an argument; gives its process, a handle to write to, and where it writes.
sub start_psql
{
	my (@statements) = @_;
	my %psql = (out => File::Temp->new, err => File::Temp->new);
	pipe(my $reader, my $writer) or fail("cannot make a pipe: $!");
	my $pid = fork();
	defined $pid or fail("cannot start psql: $!");
	if ($pid == 0)
	{
		open(STDIN, '<&', $reader) && open(STDOUT, '>&', $psql{out}) && open(STDERR, '>&', $psql{err}) or exit 126;
		close $writer;
		{ no warnings 'exec'; exec('psql', '-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-1', map { ('-c', $_) } @statements) }
		print STDERR "cannot run psql: $!: is the PostgreSQL client installed, and in PATH?\n";
		require POSIX;
		POSIX::_exit(127);
	}
	close $reader;
	binmode $writer;
	@psql{qw(pid in)} = ($pid, $writer);
	return \%psql;
}

# What psql printed and what it complained of; the latter is empty if all went well.
sub finish_psql
{
	my ($psql) = @_;
	close $psql->{in};
	waitpid $psql->{pid}, 0;
	my $status = $?;
	my ($out, $err) = map { slurp($psql->{$_}) } qw(out err);
	return ($out, '') if $status == 0;
	$err =~ s/^psql: error: //;
	$err =~ s/^ERROR:\s+//;
	$err =~ s/\s+\z//;
	return ($out, $err ne '' ? $err : $status & 127 ? 'psql was ended by signal ' . ($status & 127) : 'psql failed with exit code ' . ($status >> 8));
}

sub slurp
{
	my ($temp) = @_;
	open(my $in, '<:raw', $temp->filename) or return '';
	local $/;
	my $text = <$in>;
	return defined $text ? $text : '';
}

sub run_psql
{
	my ($out, $err) = finish_psql(start_psql(@_));
	chomp $out;
	return ($out, $err);
}

# What each session begins with, but for the one that looks names up. Who owns the database may have set a search path
# that leads to operators and functions of his own; with this one none of them is met.
our @session = ('SET TRANSACTION ISOLATION LEVEL READ COMMITTED', 'SET search_path = pg_catalog, pg_temp', 'SET client_min_messages = warning');

# Progress, for a person who watches.
my $progress = -t STDERR;
my ($shown_at, $shown) = (0, 0);

sub show_progress
{
	my ($file, $bytes, $started) = @_;
	return if !$progress || time - $shown_at < 0.5;
	$shown_at = time;
	$shown = 1;
	printf STDERR "\r%s: %.0f MB, %.1f MB/s \e[K", $file, $bytes / 1e6, $bytes / 1e6 / (time - $started + 1e-9);
}

sub clear_progress
{
	print STDERR "\r\e[K" if $shown;
	$shown = 0;
}

# All of some bytes to psql, past perl's own buffers, which would cut them up.
sub send_bytes
{
	my ($psql, $length) = ($_[0], length $_[1]);
	my $sent = 0;
	while ($sent < $length)
	{
		$sent += syswrite($psql->{in}, $_[1], $length - $sent, $sent) // die "psql stopped\n";
	}
}

# A record of a binary COPY, which has one column: the bytes of lines, whatever they are.
sub send_record
{
	my $psql = shift;
	my $length = 0;
	$length += length for @_;
	send_bytes($psql, pack 'nN', 1, $length);
	send_bytes($psql, $_) for @_;
}

# Sends all lines of a reader to psql, as records that hold many of them. The server tells the lines apart, much faster
# than this could. Of a line without end no more is sent than shows that it is longer than the limit.
sub send_lines
{
	my ($psql, $file, $reader, $line_limit) = @_;
	my ($bytes, $rest, $started) = (0, '', time);

	send_bytes($psql, "PGCOPY\n\xff\r\n\0" . pack('NN', 0, 0));
	while ((my $block = $reader->()) ne '')
	{
		$bytes += length $block;
		my $end = rindex $block, "\n";
		if ($end < 0)
		{
			$rest .= $block if length $rest < $line_limit;
			next;
		}
		my $next = substr $block, $end + 1;
		substr($block, $end) = '';
		send_record($psql, $rest, $block);
		$rest = $next;
		show_progress($file, $bytes, $started);
	}
	send_record($psql, $rest) if $rest ne '';
	# NULL ends the lines: without it the server takes nothing, for a COPY that breaks off looks like one that ended.
	send_bytes($psql, pack 'nNn', 1, 0xffffffff, 0xffff);
}

# Statements, one of which is a COPY FROM STDIN of one column, fed with the lines of a reader. Gives the three counts that they
# print, or dies with the reason.
sub copy_file
{
	my ($file, $reader, $line_limit, @statements) = @_;
	my $psql = start_psql(@session, @statements);
	my $sent = eval { send_lines($psql, $file, $reader, $line_limit); 1 };
	my $problem = $sent ? '' : $@;
	clear_progress();

	# What could not be read to its end is not worth a try: no record has as many fields as this, and the COPY fails.
	syswrite $psql->{in}, pack('n', 0x7fff) if !$sent;
	my ($out, $err) = finish_psql($psql);
	chomp $problem;
	die "$problem\n" if $problem ne '' && $problem ne 'psql stopped';
	die "$err\n" if $err ne '';
	die "psql stopped before it had read all lines\n" if $problem ne '';
	$out =~ /^\|\|$/m and die "triggers do not fire in this session: is session_replication_role set?\n";
	$out =~ /^(\d+)\|(\d+)\|(\d+)$/m or die "unexpected answer of psql: $out\n";
	return ($1, $2, $3);
}

1;
