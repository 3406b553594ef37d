# A cluster of a TAP program's own, for what no shared one bears: crashes, replicas, settings of the server. It listens on a socket in a
# temporary folder only, and goes when the program ends. Without fsync: what is killed here are processes, never the machine.
package TestCluster;
use strict;
use warnings;
use File::Temp qw(tempdir);
use POSIX ();
use Test::More ();
use TestDb qw(run_command psql_ok);

chomp(my $bin = `pg_config --bindir`);
my %running;
END { my $status = $?; $_->stop('immediate') for values %running; $? = $status }

# Servers refuse to run as root: as in scripts/lib.sh, they are then postgres', or else nobody's, and so is the program from the moment on that
# it uses this module. Modules that make files of their own come after it.
if ($> == 0)
{
	my (undef, undef, $uid, $gid) = map { @$_ } grep { @$_ } map { [ getpwnam $_ ] } qw(postgres nobody);
	$) = "$gid $gid";
	POSIX::setgid($gid);
	POSIX::setuid($uid);
}

sub must
{
	my ($command, @arguments) = @_;
	my ($status, $out, $err) = run_command('', "$bin/$command", @arguments);
	Test::More::BAIL_OUT("$command @arguments\n$out$err") if $status != 0;
	return $out;
}

# TestCluster->new('wal_level = logical', ...): initialised with these settings, and started.
sub new
{
	my ($class, @settings) = @_;
	my $self = $class->prepare;
	must('initdb', '-N', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-D', $self->{data});
	$self->settings("listen_addresses = ''", 'fsync = off', 'max_connections = 30', 'shared_buffers = 32MB', "unix_socket_directories = '$self->{dir}'", @settings);
	return $self->start;
}

# A standby of this cluster, started, with a replication slot of its own.
sub standby
{
	my ($self) = @_;
	my $standby = ref($self)->prepare;
	must('pg_basebackup', '-h', $self->{dir}, '-p', 5432, '-U', 'postgres', '-D', $standby->{data}, '-R', '-C', '-S', 'standby', '-c', 'fast', '-N');
	$standby->settings("unix_socket_directories = '$standby->{dir}'");
	return $standby->start;
}

sub prepare
{
	my ($class) = @_;
	my $dir = tempdir('smartdip-cluster-XXXXXX', TMPDIR => 1, CLEANUP => 1);
	return bless { dir => $dir, data => "$dir/data" }, $class;
}

sub settings
{
	my ($self, @settings) = @_;
	open(my $out, '>>', "$self->{data}/postgresql.conf") or die "$self->{data}/postgresql.conf: $!\n";
	print $out "$_\n" for @settings;
	close $out;
	return;
}

sub start
{
	my ($self) = @_;
	must('pg_ctl', '-w', '-D', $self->{data}, '-l', "$self->{dir}/log", 'start');
	$running{ $self->{dir} } = $self;
	return $self;
}

sub stop
{
	my ($self, $mode) = @_;
	must('pg_ctl', '-w', '-D', $self->{data}, '-m', $mode, 'stop');
	delete $running{ $self->{dir} };
	return;
}

# Kills the postmaster and all its children, as when the machine runs out of memory. The parent is held first, so that it starts no more of them.
sub kill_all
{
	my ($self) = @_;
	open(my $in, '<', "$self->{data}/postmaster.pid") or die "$self->{data}/postmaster.pid: $!\n";
	my ($postmaster) = <$in> =~ /(\d+)/;
	close $in;
	kill 'STOP', $postmaster;
	my @all = ($postmaster, children($postmaster));
	kill 'KILL', @all;
	# They are not ours to wait for: they are gone when there is nobody to get a signal.
	for (1 .. 1000)
	{
		last unless kill 0, @all;
		select undef, undef, undef, 0.01;
	}
	delete $running{ $self->{dir} };
	return;
}

sub children
{
	my ($parent) = @_;
	my @found;
	for my $file (glob '/proc/[0-9]*/stat')
	{
		open(my $in, '<', $file) or next;
		my $line = <$in> // '';
		push @found, $1 if $line =~ /^(\d+) \(.*\) \S $parent /s;
	}
	return @found;
}

# Waits until the server takes connections, after a crash of its own.
sub wait_until_up
{
	my ($self) = @_;
	for (1 .. 600)
	{
		return 1 if (run_command('SELECT 1', $self->psql, '-f', '-'))[0] == 0;
		select undef, undef, undef, 0.05;
	}
	return 0;
}

sub psql { my ($self) = @_; return ("$bin/psql", '-XAtq', '-h', $self->{dir}, '-p', 5432, '-U', 'postgres', '-d', $ENV{PGDATABASE}) }

# What psql and the programs that are started from here on connect to.
sub lead
{
	my ($self, $database) = @_;
	delete @ENV{ grep { /^PG/ } keys %ENV };
	@ENV{qw(PGHOST PGPORT PGUSER PGDATABASE PGOPTIONS)} = ($self->{dir}, 5432, 'postgres', $database // 'postgres', '-c client_min_messages=warning');
	return $self;
}

# What statements print in a database of this cluster; dies if one of them fails.
sub ask
{
	my ($self, $sql, $database) = @_;
	local %ENV = %ENV;
	$self->lead($database // $ENV{PGDATABASE});
	return psql_ok($sql);
}

1;
