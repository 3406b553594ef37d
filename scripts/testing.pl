#!/usr/bin/perl
# Writes the tables of doc/testing.md, behind the line that says so: every test program there is, by what the comment at its head says,
# with the figures that the last runs left in a folder (see --record of scripts/test.sh, coverage.sh and mutants.sh). What is not in the
# folder has no figures. scripts/testing.sh calls it.
#
#   perl scripts/testing.pl FOLDER
use strict;
use warnings;

my $record = shift // die "usage: perl scripts/testing.pl FOLDER\n";
my $root = (__FILE__ =~ m{^(.*)/} ? $1 : '.') . '/..';
my $page = "$root/doc/testing.md";
my $mark = "<!-- Written by scripts/testing.sh from here on. -->\n";

# Part, its suites, where its programs are, and what its cases are.
my @parts = (
	[ 'data', ['data'], 'test/data/*.pl', 'The tables of src/data and the sources, without a server.', 'checks' ],
	[ 'unit', ['unit'], 'test/unit/*.c', 'The core in C without a server, under the address and undefined-behaviour sanitizers.', 'checks' ],
	[ 'regress', [qw(regress regress-icu regress-c-utf8 regress-parallel)], 'sql/*.sql',
		'SQL against an expected output, in four databases: of the locales C, ICU and C.UTF-8, and with every query in parallel workers.', 'statements' ],
	[ 'isolation', ['isolation'], 'test/isolation/specs/*.spec', 'Several sessions in all orders of their steps.', 'orders' ],
	[ 'tap', ['tap'], 'test/tap/*.pl', 'Programs against a server: the loader, dumps, upgrades, roles, binary formats, hostile input, every query of the pages.', 'checks' ],
	[ 'fuzz', ['fuzz'], 'test/fuzz/*.c', 'Targets of libFuzzer, from the seeds in test/fuzz/corpus on.', 'runs' ]);

sub slurp
{
	my ($path) = @_;
	open(my $in, '<:raw', $path) or return;
	local $/ = undef;
	return scalar <$in>;
}

# 1234567 is 1,234,567
sub number
{
	my ($n) = @_;
	1 while $n =~ s/\A([0-9]+)([0-9]{3})/$1,$2/;
	return $n;
}

sub seconds { my ($s) = @_; return $s < 60 ? sprintf('%.1f s', $s) : sprintf('%d:%02d min', $s / 60, $s % 60) }

# The first sentence of the comment at the head of a file, or two if that is short; without the name of the program.
sub says
{
	my ($path) = @_;
	my ($name) = $path =~ m{/(?:[0-9]+_|check_)?(\w+)\.\w+\z};
	my $text = slurp($path) =~ s/\A#!.*\n//r;
	my ($head) = $path =~ /\.c\z/ ? $text =~ m{\A\s*/\*(.*?)\*/}s : $text =~ /\A((?:(?:#|--).*\n)+)/;
	$head //= '';
	$head =~ s/^\s*(?:#|--|\*)? ?//mg;
	$head =~ s/\n\n.*//s;
	$head =~ s/\s+/ /g;
	$head =~ s/\A\s*(?:(?:\Q$name\E|libFuzzer target(?: for \w+)?): )?//;
	my ($sentence) = $head =~ /\A(.{35,}?[^.][.?!])(?= [A-Z]|\s*\z)/;
	$sentence //= $head;
	$sentence = ucfirst $sentence if $sentence =~ /\A[a-z]+[ :,]/ && $sentence !~ /\Asmartdip/;
	$sentence =~ s/\s+\z//;
	return $sentence =~ s/\|/\\|/gr;
}

# Statements of a file of SQL, and orders of steps that pg_isolation_regress went through.
sub statements { my $n = () = (slurp($_[0]) // '') =~ /(?:;|\\g\w*)\s*$/mg; return $n }
sub orders { my $n = () = (slurp("$root/test/isolation/expected/$_[0].out") // '') =~ /^starting permutation:/mg; return $n }

# What a log of TAP says of each program: checks, milliseconds, inputs.
sub read_tap
{
	my ($suite, %of) = @_;
	my $name;
	for (split /\n/, slurp("$record/$suite.log") // '')
	{
		if (m{\A# test/\w+/(?:bin/)?(\w+)(?:\.pl)?\z}) { $name = $1 }
		elsif (/\A(?:not )?ok [0-9]+ - (\w+): ([0-9]+) runs in ([0-9]+) second/ && $suite eq 'fuzz') { $of{$1} = { cases => $2, time => $3 } }
		elsif (!defined $name) { next }
		elsif (/\A(?:not )?ok [0-9]/) { $of{$name}{ /# SKIP/ ? 'skipped' : 'cases' }++ }
		elsif (/\A1\.\.0 # SKIP/i) { $of{$name}{skipped}++ }
		elsif (/\A# took ([0-9]+) ms/) { $of{$name}{time} = $1 / 1000 }
		elsif (/\A# tried ([0-9]+) (.*)/) { $of{$name}{tried}{$2} += $1 }
	}
	return %of;
}

# What the logs of pg_regress say: the time, of all runs together. Up to 15 it says "test name ... ok 12 ms", then "ok 1 - name 12 ms".
sub read_regress
{
	my (%of);
	for my $suite (@_)
	{
		for (split /\n/, slurp("$record/$suite.log") // '')
		{
			$of{$1}{time} += $2 / 1000 if /\A(?:test|(?:not )?ok [0-9]+ +[-+]) +(\w+) +(?:\.\.\. \w+ +)?([0-9]+) ms/;
		}
	}
	return %of;
}

my %suite = map { my @f = split /\t/; ($f[0] => \@f) } split /\n/, slurp("$record/suites.tsv") // '';
my $out = $mark . "\n## What is tested\n";
my $about = slurp("$record/about") // '';
$out .= "\n$about" if $about ne '';

$out .= "\n| part | what | programs | passed | failed | skipped | time |\n|---|---|--:|--:|--:|--:|--:|\n";
for my $part (@parts)
{
	my ($name, $suites, $glob, $what) = @$part;
	my @programs = glob "$root/$glob";
	for my $which (@$suites)
	{
		my (undef, $time, @counts) = @{ $suite{$which} // [] };
		$out .= '| ' . join(' | ', $which, $which eq $suites->[0] ? $what : 'the same', scalar(@programs), (map { defined $_ ? number($_) : '' } @counts[ 0 .. 2 ]),
			defined $time ? seconds($time) : '') . " |\n";
	}
}
for my $part (@parts)
{
	my ($name, $suites, $glob, $what, $cases) = @$part;
	my %of = $name =~ /regress|isolation/ ? read_regress(@$suites) : read_tap(@$suites);
	$out .= "\n### $name\n\n| program | what it shows | $cases | time | inputs at random |\n|---|---|--:|--:|---|\n";
	for my $path (glob "$root/$glob")
	{
		my ($program) = $path =~ m{/(\w+)\.\w+\z};
		my $it = $of{$program} // {};
		my $count = $name eq 'regress' ? statements($path) : $name eq 'isolation' ? orders($program) : $it->{cases};
		my $tried = join ', ', map { number($it->{tried}{$_}) . " $_" } sort keys %{ $it->{tried} // {} };
		$count = join ', ', (defined $count ? number($count) : ()), ($it->{skipped} ? number($it->{skipped}) . ' skipped' : ());
		$out .= "| `$program` | " . join(' | ', says($path), $count, defined $it->{time} ? seconds($it->{time}) : '', $tried) . " |\n";
	}
}

my @coverage = map { [ split /\t/ ] } (slurp("$record/coverage.tsv") // '') =~ /^(src\/\S+\t[0-9]+\t[0-9]+\t[0-9.]+)$/mg;
my $of = join ', ', split ' ', slurp("$record/coverage.of") // 'nothing yet';
$out .= "\n## Coverage\n\nLines of C that ran, by gcov, in a run of $of.\n\n| file | lines | ran | % |\n|---|--:|--:|--:|\n";
my @all = grep { $_->[0] !~ m{/.*/} } @coverage;
$out .= '| ' . join(' | ', "**$_->[0]**", (map { number($_) } @$_[ 1, 2 ]), "**$_->[3]**") . " |\n" for @all;
$out .= '| ' . join(' | ', $_->[0], (map { number($_) } @$_[ 1, 2 ]), $_->[3]) . " |\n" for grep { $_->[0] =~ m{/.*/} } @coverage;

my @mutants = map { [ split /\t/ ] } split /\n/, slurp("$record/mutants.tsv") // '';
shift @mutants;
$out .= "\n## Mutants\n\n| mutant | fault | test | outcome | by |\n|---|---|---|---|---|\n";
$out .= '| ' . join(' | ', map { s/\|/\\|/gr } "`$_->[0]`", @$_[ 2, 3, 4, 5 ]) . " |\n" for @mutants;

my $text = slurp($page) // die "cannot read $page: $!\n";
$text =~ s/\Q$mark\E.*\z/$out/s or die "$page has no line '$mark'";
open(my $to, '>:raw', $page) or die "cannot write $page: $!\n";
print $to $text;
close($to) or die "cannot write $page: $!\n";
