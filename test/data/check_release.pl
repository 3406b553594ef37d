#!/usr/bin/perl
# What was released can be had again and can be left: the SQL of the checkout is that of the last release, or of a later version with an
# update script, and each release has a way to the next.
#
#   perl test/data/check_release.pl
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

# Versions in their order: 1.9.0 before 1.10.0
sub ordered
{
	my $key = sub { join '', map { sprintf '%09d', $_ } split /\./, $_[0] };
	return sort { $key->($a) cmp $key->($b) } @_;
}

# version: of the checkout; script: its install script; frozen: what the releases' were, by version; updates: "OLD--NEW" of the update scripts
sub release_faults
{
	my (%is) = @_;
	my %leads = map { $_ => 1 } @{ $is{updates} };
	my @released = ordered(keys %{ $is{frozen} });
	my @faults = map { "the update script $_ leads from what is no release" } grep { !exists $is{frozen}{ (split /--/)[0] } } sort keys %leads;
	push @faults, map { $leads{"$released[$_ - 1]--$released[$_]"} ? () : "no update script from $released[$_ - 1] to $released[$_]" } 1 .. $#released;
	push @faults, last_faults(\%is, \%leads, $released[-1]) if @released;
	return @faults;
}

# What keeps the checkout from being the last release, or its successor.
sub last_faults
{
	my ($is, $leads, $last) = @_;
	if ($is->{version} ne $last)
	{
		return "the version $is->{version} is older than $last, which is released" if (ordered($last, $is->{version}))[-1] eq $last;
		return $leads->{"$last--$is->{version}"} ? () : "no update script from $last to $is->{version}";
	}
	return $is->{script} eq $is->{frozen}{$last} ? () : "the SQL is not that of $last, which is released: raise the version and write an update script (updates/README.md)";
}

# As the Makefile joins it.
sub install_script
{
	return qq{\\echo Use "CREATE EXTENSION smartdip" to load this file. \\quit\n} . join '', map { slurp($_) } sort glob "$root/src/sql/*.sql";
}

sub unpacked
{
	my ($file) = @_;
	open(my $in, '-|', 'gzip', '-dc', $file) or die "gzip: $!\n";
	local $/ = undef;
	my $text = <$in>;
	close $in or die "$file cannot be unpacked\n";
	return $text;
}

my ($version) = slurp("$root/META.json") =~ /^  "version": "([^"]*)"/m;
my %frozen = map { m{/smartdip--([0-9.]+)\.sql\.gz$} ? ($1 => unpacked($_)) : () } glob "$root/updates/*.sql.gz";
my @updates = map { m{/smartdip--([0-9.]+--[0-9.]+)\.sql$} ? $1 : () } glob "$root/updates/*.sql";
ok('what was released can be left for this version', release_faults(version => $version, script => install_script(), frozen => \%frozen, updates => \@updates));
ok('a release is dated', map { slurp("$root/CHANGELOG.md") =~ /^## \Q$_\E \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$/m ? () : "$_ in CHANGELOG.md" } sort keys %frozen);

# The rule itself, on releases that there never were.
my %two = ('9.0.0' => 'a', '9.0.10' => 'b');
my @good = ([ '1.0.0', 'a', {}, [] ], [ '9.0.0', 'a', { '9.0.0' => 'a' }, [] ], [ '9.0.10', 'b', \%two, ['9.0.0--9.0.10'] ], [ '9.1.0', 'c', \%two, [ '9.0.0--9.0.10', '9.0.10--9.1.0' ] ]);
my @bad = ([ '9.0.0', 'changed', { '9.0.0' => 'a' }, [] ], [ '9.0.1', 'changed', { '9.0.0' => 'a' }, [] ], [ '9.0.10', 'b', \%two, [] ],
	[ '9.0.9', 'c', \%two, [ '9.0.0--9.0.10', '9.0.10--9.0.9' ] ], [ '1.0.0', 'a', {}, ['0.9.0--1.0.0'] ]);
my $faults = sub { release_faults(version => $_[0][0], script => $_[0][1], frozen => $_[0][2], updates => $_[0][3]) };
ok('releases without faults have none', map { $faults->($_) } @good);
ok('faults of releases are seen', map { my @seen = $faults->($_); @seen == 1 ? () : "$_->[0] $_->[1]: @seen" } @bad);
done();
