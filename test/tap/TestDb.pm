# A database of its own for a TAP program, in the cluster that PGHOST, PGPORT and PGUSER lead to.
package TestDb;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT_OK = qw(fresh_database psql_ok psql_fails run_command write_file);

# Makes the database anew, with the extension unless told otherwise, and points PGDATABASE at it.
sub fresh_database
{
	my ($name, %options) = @_;
	$ENV{PGOPTIONS} = '-c client_min_messages=warning';
	system('psql', '-Xq', '-d', 'postgres', '-c', "DROP DATABASE IF EXISTS $name WITH (FORCE)",
		'-c', "CREATE DATABASE $name TEMPLATE template0") == 0
	  or die "cannot make database $name: is a server running where PGHOST and PGPORT point?\n";
	$ENV{PGDATABASE} = $name;
	psql_ok('CREATE EXTENSION smartdip') unless $options{bare};
	return $name;
}

# run_command(input, command...): its exit code, what it printed, and what it complained of.
sub run_command
{
	my ($input, @command) = @_;
	my $base = "/tmp/smartdip-tap-$$";
	open(my $in, '>:raw', "$base.in") or die "$base.in: $!\n";
	print $in $input;
	close $in;
	my $pid = fork();
	die "cannot fork: $!\n" unless defined $pid;
	if ($pid == 0)
	{
		open(STDIN, '<', "$base.in") or die;
		open(STDOUT, '>', "$base.out") or die;
		open(STDERR, '>', "$base.err") or die;
		exec(@command) or die "cannot run $command[0]: $!\n";
	}
	waitpid($pid, 0);
	my $status = $? >> 8 || $? & 127;
	my @texts = map { slurp("$base.$_") } qw(out err);
	unlink map { "$base.$_" } qw(in out err);
	return ($status, @texts);
}

sub slurp
{
	my ($file) = @_;
	open(my $in, '<:raw', $file) or return '';
	local $/;
	return scalar <$in> // '';
}

# Bytes as a file, such as COPY is to read.
sub write_file
{
	my ($file, $bytes) = @_;
	open(my $out, '>:raw', $file) or die "$file: $!\n";
	print $out $bytes;
	close $out or die "$file: $!\n";
	return;
}

sub psql
{
	my ($sql) = @_;
	return run_command($sql, 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose', '-f', '-');
}

# What the statements print; dies if one of them fails.
sub psql_ok
{
	my ($sql) = @_;
	my ($status, $out, $err) = psql($sql);
	die "psql failed on: $sql\n$err" if $status != 0;
	chomp $out;
	return $out;
}

# The error of statements that have to fail; empty if they did not.
sub psql_fails
{
	my ($sql) = @_;
	my ($status, $out, $err) = psql($sql);
	return $status == 0 ? '' : $err;
}

1;
