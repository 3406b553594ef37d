# A psql session whose backend's CPU time is read from /proc, for measurements that other processes do not disturb.
package Backend;
use strict;
use warnings;
use IPC::Open2;
use Time::HiRes;

sub new
{
	my ($class, @setup) = @_;
	my $self = bless {}, $class;
	$self->{child} = open2($self->{out}, $self->{in}, 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
	$self->query("SET max_parallel_workers_per_gather = 0; SET max_parallel_maintenance_workers = 0; SET jit = off; SET work_mem = '512MB'; SET client_min_messages = warning;");
	$self->query($_) for @setup;
	$self->{pid} = $self->query('SELECT pg_backend_pid()');
	return $self;
}

# The last line that the statements print.
sub query
{
	my ($self, $sql) = @_;
	print { $self->{in} } "$sql\n;\n\\echo query-ends\n";
	$self->{in}->flush;
	my $last = '';
	while (my $line = readline $self->{out})
	{
		chomp $line;
		return $last if $line eq 'query-ends';
		$last = $line;
	}
	die "psql ended at: $sql\n";
}

# Nanoseconds that the backend was on a CPU.
sub cpu
{
	my ($self) = @_;
	open(my $in, '<', "/proc/$self->{pid}/schedstat") or die "no CPU time of the backend: $!\n";
	return (split ' ', scalar <$in>)[0];
}

# Milliseconds of CPU time that the statements take, and what the last of them printed.
sub measure
{
	my ($self, $sql) = @_;
	my $before = $self->cpu;
	my $result = $self->query($sql);
	return (($self->cpu - $before) / 1e6, $result);
}

sub close
{
	my ($self) = @_;
	print { $self->{in} } "\\q\n";
	$self->{in}->flush;
	waitpid $self->{child}, 0;
}

sub median
{
	my @sorted = sort { $a <=> $b } @_;
	return @sorted % 2 ? $sorted[ @sorted / 2 ] : ($sorted[ @sorted / 2 - 1 ] + $sorted[ @sorted / 2 ]) / 2;
}

1;
