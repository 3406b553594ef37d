# A headless Chromium, driven by the DevTools protocol through two pipes: requests and messages are JSON, each with a zero byte behind it.
package Browser;
use strict;
use warnings;
use File::Temp ();
use JSON::PP ();
use POSIX ();

# The browser on this machine, if there is one.
sub program
{
	for my $name (qw(chromium chromium-browser google-chrome))
	{
		my ($found) = grep { -x } map { "$_/$name" } split /:/, $ENV{PATH};
		return $found if $found;
	}
	return;
}

sub new
{
	my ($class) = @_;
	my $self = bless { next => 1, profile => File::Temp->newdir(CLEANUP => 1), events => [], buffer => '' }, $class;
	pipe(my $their_in, $self->{out}) or die;
	pipe($self->{in}, my $their_out) or die;
	$self->{pid} = fork() // die "cannot fork: $!\n";
	if ($self->{pid} == 0)
	{
		# The browser reads from descriptor 3 and writes to 4; both may be in use here, so they are reached by way of others.
		POSIX::dup2(fileno $their_in, 53);
		POSIX::dup2(fileno $their_out, 54);
		POSIX::dup2(53, 3);
		POSIX::dup2(54, 4);
		open(STDERR, '>', '/dev/null');
		open(STDOUT, '>', '/dev/null');
		{ exec(program(), qw(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
			--disable-component-update --disable-sync --disable-dev-shm-usage --remote-debugging-pipe), "--user-data-dir=$self->{profile}", 'about:blank') }
		POSIX::_exit(1);
	}
	close $their_in;
	close $their_out;
	$self->{out}->autoflush(1);
	my $page = $self->call('Target.createTarget', { url => 'about:blank' });
	$self->{session} = $self->call('Target.attachToTarget', { targetId => $page->{targetId}, flatten => JSON::PP::true })->{sessionId};
	$self->call("$_.enable") for qw(Page Runtime Network Log);
	return $self;
}

# The result of a command; what the page tells meanwhile is kept in events.
sub call
{
	my ($self, $method, $arguments) = @_;
	my $id = $self->{next}++;
	my %message = (id => $id, method => $method, params => $arguments // {});
	$message{sessionId} = $self->{session} if $self->{session};
	print { $self->{out} } JSON::PP::encode_json(\%message), "\0";
	while (1)
	{
		my $answer = $self->message;
		push @{ $self->{events} }, $answer if $answer->{method};
		next unless ($answer->{id} // 0) == $id;
		die "$method: $answer->{error}{message}\n" if $answer->{error};
		return $answer->{result};
	}
}

sub message
{
	my ($self) = @_;
	my $end;
	while (($end = index $self->{buffer}, "\0") < 0)
	{
		my $ready = '';
		vec($ready, fileno $self->{in}, 1) = 1;
		select($ready, undef, undef, 60) or die "the browser says nothing for a minute\n";
		sysread($self->{in}, $self->{buffer}, 1 << 16, length $self->{buffer}) or die "the browser has ended\n";
	}
	return JSON::PP::decode_json(substr(substr($self->{buffer}, 0, $end + 1, ''), 0, $end));
}

# The value of an expression in the page.
sub value
{
	my ($self, $expression) = @_;
	my $found = $self->call('Runtime.evaluate', { expression => $expression, returnByValue => JSON::PP::true, awaitPromise => JSON::PP::true });
	die "$expression: $found->{exceptionDetails}{exception}{description}\n" if $found->{exceptionDetails};
	return $found->{result}{value};
}

# Opens a file in a window of this width, waits until it is read, and forgets what was told before.
sub open_file
{
	my ($self, $file, $width) = @_;
	$self->{events} = [];
	$self->call('Emulation.setDeviceMetricsOverride', { width => $width, height => 900, deviceScaleFactor => 1, mobile => JSON::PP::false });
	$self->call('Page.navigate', { url => "file://$file" });
	for (1 .. 600)
	{
		last if grep { $_->{method} eq 'Page.loadEventFired' } @{ $self->{events} };
		push @{ $self->{events} }, my $told = $self->message;
	}
	return;
}

# What went wrong in the page, and what it asked a network for: lists of texts.
sub complaints
{
	my ($self) = @_;
	return map { $_->{method} eq 'Runtime.exceptionThrown' ? $_->{params}{exceptionDetails}{exception}{description} // $_->{params}{exceptionDetails}{text}
		: $_->{method} eq 'Log.entryAdded' && $_->{params}{entry}{level} =~ /error|warning/ ? $_->{params}{entry}{text}
		: $_->{method} eq 'Runtime.consoleAPICalled' && $_->{params}{type} =~ /error|warning|assert/ ? join(' ', map { $_->{value} // $_->{description} // '' } @{ $_->{params}{args} })
		: () } @{ $_[0]{events} };
}

sub requests
{
	my ($self, $file) = @_;
	return grep { $_ ne "file://$file" && !/^data:/ } map { $_->{method} eq 'Network.requestWillBeSent' ? $_->{params}{request}{url} : () } @{ $self->{events} };
}

sub DESTROY
{
	my ($self) = @_;
	local $?;
	eval { $self->{session} = undef; print { $self->{out} } JSON::PP::encode_json({ id => $self->{next}++, method => 'Browser.close' }), "\0"; };
	close $self->{out};
	waitpid $self->{pid}, 0;
	return;
}

1;
