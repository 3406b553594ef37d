#!/usr/bin/perl
# Checks how the sources hang together: folders of src/core know only the folders that stand below them and nothing of
# PostgreSQL, nothing knows src/pg but src/pg itself, and there is no circle: of folders, of files that include each
# other, of files that call each other (by nm, where the objects of a build lie beside the sources). Speaks TAP, needs
# perl-base only.
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $src = "$root/src";

# What each folder of core may include. A folder that is not named here is a fault: give it its place.
my %below = (
	base => [],
	actor => ['base'],
	event => [qw(base actor)],
	power => [qw(base event)],
	history => [qw(base event power)],
	text => ['base'],
	name => [qw(base text)],
	lexicon => [qw(base actor power text)],
	rank => ['base'],
	table => ['base'],
	statistics => ['base']);

# The files below a folder, as paths from src.
sub files_below
{
	my ($folder) = @_;
	my @files;
	opendir(my $dir, "$src/$folder") or die "cannot read $src/$folder: $!\n";
	for my $name (sort grep { !/^\./ } readdir $dir)
	{
		my $path = "$folder/$name";
		if (-d "$src/$path") { push @files, files_below($path) unless $name eq 'generated' }
		elsif ($name =~ /\.[ch]$/) { push @files, $path }
	}
	closedir $dir;
	return @files;
}

# Every circle is named once, by a depth-first walk: a file or folder that is met while it is still open.
sub circles
{
	my ($edges) = @_;
	my (%state, @path, @found);
	my $visit;
	$visit = sub {
		my ($node) = @_;
		$state{$node} = 'open';
		push @path, $node;
		for my $next (sort keys %{ $edges->{$node} || {} })
		{
			if (($state{$next} || '') eq 'open')
			{
				my ($from) = grep { $path[$_] eq $next } 0 .. $#path;
				push @found, join(' -> ', @path[$from .. $#path], $next);
			}
			$visit->($next) unless $state{$next};
		}
		pop @path;
		$state{$node} = 'done';
	};
	$visit->($_) for grep { !$state{$_} } sort keys %$edges;
	return @found;
}

my @files = (files_below('core'), files_below('pg'));
my (%includes, %folders, @unknown, @upward, @server, @flat);

for my $file (@files)
{
	my ($floor, $folder) = split m{/}, $file;
	$folder = '' if "$floor/$folder" eq $file;
	push @flat, $file if $folder eq '' && $file !~ m{^pg/(?:compat\.h|smartdip\.c)$};
	push @unknown, $file if $folder ne '' && !$below{$folder};
	my $text = slurp("$src/$file");
	push @server, "$file includes $_" for $floor eq 'core' ? grep { !m{^core/} } $text =~ /^#include "([^"]+)"/mg : ();
	for my $included ($text =~ m{^#include "((?:core|pg)/[^"]+\.[ch])"}mg)
	{
		next if $included =~ m{^core/generated/};
		$includes{$file}{$included} = 1;
		my ($to_floor, $to_folder) = split m{/}, $included;
		push @upward, "$file includes $included" if $floor eq 'core' && $to_floor eq 'pg';
		next if $floor ne $to_floor || $included eq 'pg/compat.h' || $to_folder eq $folder;
		$folders{"$floor/$folder"}{"$floor/$to_folder"} = 1;
		push @upward, "$file includes $included: core/$folder stands on " . (join(', ', @{ $below{$folder} }) || 'nothing')
			if $floor eq 'core' && $below{$folder} && !grep { $_ eq $to_folder } @{ $below{$folder} };
	}
}

# Who calls whom: the symbols that an object wants and those that it has.
sub calls_below
{
	my ($floor) = @_;
	my (%home, %wants, %calls);
	for my $file (grep { m{^$floor/.*\.c$} } @files)
	{
		(my $object = "$src/$file") =~ s/\.c$/.o/;
		next unless -e $object;
		for my $line (split /\n/, scalar `nm '$object' 2>/dev/null`)
		{
			if ($line =~ /^\s+U (\w+)$/) { $wants{$file}{$1} = 1 }
			elsif ($line =~ /^[0-9a-f]+ [A-Z] (\w+)$/) { $home{$1} = $file }
		}
	}
	for my $file (keys %wants)
	{
		$calls{$file}{ $home{$_} } = 1 for grep { $home{$_} && $home{$_} ne $file } keys %{ $wants{$file} };
	}
	return \%calls;
}

# Headers that programs write need nothing from who includes them.
my @written = (glob("$src/core/generated/*.h"), glob("$src/core/text/unicode/*.h"));
my @dependent = grep { system("cc -std=c11 -I'$src' -fsyntax-only -x c '$_' 2>/dev/null") != 0 } @written;

ok('each file lies in a folder of its subject', @flat);
ok('each folder has its place in the order', @unknown);
ok('core knows only what stands below', @upward);
ok("core knows nothing of the server's headers", @server);
ok('no circle of folders', circles(\%folders));
ok('no circle of files that include each other', circles(\%includes));
for my $floor (qw(core pg))
{
	my $what = "no circle of files of $floor that call each other";
	my $calls = calls_below($floor);
	if (%$calls) { ok($what, circles($calls)) }
	else { skip($what, 'there are no objects beside the sources') }
}
if (@written > 3) { ok('generated headers stand alone', @dependent) }
else { skip('generated headers stand alone', 'nothing was generated') }
done();
