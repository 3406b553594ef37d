# A session that goes on while the program does other things: for two of them at once, and for what has to outlive a
# statement. Errors come with their SQLSTATE, as psql prints them with VERBOSITY verbose.
package TestSession;
use strict;
use warnings;
use IPC::Open3 qw(open3);
use TestDb qw(run_command);

# TestSession->new(role): a session of that role in the database that PGDATABASE names.
sub new
{
	my ($class, $role) = @_;
	my $self = bless { role => $role }, $class;
	$self->{child} = open3($self->{in}, $self->{out}, undef, 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-U', $role, '-f', '-');
	$self->{pid} = $self->ask('SELECT pg_catalog.pg_backend_pid()');
	return $self;
}

# Sends statements and does not wait for them; answer() does.
sub send
{
	my ($self, $sql) = @_;
	local $SIG{PIPE} = 'IGNORE';
	print { $self->{in} } "$sql\n;\n\\echo session-answers\n";
	$self->{in}->flush;
	return $self;
}

# All that the statements printed, errors included. A session that ended says so in psql's words.
sub answer
{
	my ($self) = @_;
	my $answer = '';
	while (defined(my $line = readline $self->{out}))
	{
		return $answer =~ s/\n\z//r if $line eq "session-answers\n";
		$answer .= $line;
	}
	return $answer;
}

sub ask
{
	my ($self, $sql) = @_;
	return $self->send($sql)->answer;
}

# Until the session waits for a lock; true if it came to that within the time.
sub waits
{
	my ($self) = @_;
	for (1 .. 100)
	{
		my (undef, $waiting) = run_command('', 'psql', '-XAtq', '-c',
			"SELECT 1 FROM pg_stat_activity WHERE pid = $self->{pid} AND wait_event_type = 'Lock'");
		return 1 if $waiting =~ /1/;
		select undef, undef, undef, 0.05;
	}
	return 0;
}

sub close
{
	my ($self) = @_;
	local $SIG{PIPE} = 'IGNORE';
	close $self->{in};
	waitpid $self->{child}, 0;
	return;
}

1;
