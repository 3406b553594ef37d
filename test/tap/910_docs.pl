# Every SQL example of README.md and doc/*.md runs, in the order of the page, in a database of its own; where a
# page shows a result (a block marked text right after the example), the result is just that.
#
# With DOCS_WRITE=1 the results are written into the pages instead: read the difference before you keep it.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

# A path in an example is relative to the checkout, which is where this runs.
for my $page ('README.md', sort glob 'doc/*.md')
{
	open(my $in, '<:raw', $page) or die "$page: $!\n";
	my $text = do { local $/; <$in> };
	my @examples;
	while ($text =~ /^```sql\n(.*?)^```\n(?:\s*^```text\n(.*?)^```\n)?/gms)
	{
		push @examples, { sql => $1, result => $2, line => 1 + (substr($text, 0, $-[0]) =~ tr/\n//), at => [ $-[2], $+[2] ] };
	}
	next unless @examples;
	fresh_database('smartdip_docs', bare => 1);
	# roles are the whole cluster's: what a page makes may be left from a run that was broken off
	my @roles = map { $_->{sql} =~ /^CREATE ROLE (\w+)/mg } @examples;
	psql_ok('SET client_min_messages = error; DROP ROLE IF EXISTS ' . join ', ', @roles) if @roles;
	my $script = "SET client_min_messages = warning;\n";
	$script .= "\\echo example-starts\n$_->{sql}\n" for @examples;
	my ($status, $out, $err) = run_command($script, 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
	my (undef, @results) = split /^example-starts\n/m, $out, -1;
	for my $i (0 .. $#examples)
	{
		my $where = "$page line $examples[$i]{line}";
		# psql stops at the first error: the example that failed is the last one that started
		my $ran = $i < $#results || ($i == $#results && $status == 0);
		ok($ran, "$where runs") or diag($err);
		next unless $ran && defined $examples[$i]{result};
		is(plain($results[$i]), plain($examples[$i]{result}), "$where gives what the page shows") unless $ENV{DOCS_WRITE};
		push @{ $examples[$i]{at} }, plain($results[$i]) . "\n";
	}
	write_results($page, $text, @examples) if $ENV{DOCS_WRITE};
	run_tables($page, $text);
}

# The tables of "you write" and "index" hold expressions over the page's table of events, and statements.
sub run_tables
{
	my ($page, $text) = @_;
	while ($text =~ /^\|[^|\n]*\| (?:you write|index) \|\n\|[-|]+\|\n((?:\|.*\n)+)/gm)
	{
		for my $row (split /\n/, $1)
		{
			my ($cell) = $row =~ /\|([^|]*)\|$/ or next;
			for my $snippet ($cell =~ /`([^`]+)`/g)
			{
				my $sql = $snippet =~ /^CREATE INDEX/ ? $snippet
				  : $snippet =~ /^ORDER BY/ ? "SELECT id FROM events $snippet"
				  : "SELECT $snippet FROM events LIMIT 1";
				my ($status, undef, $err) = run_command("CREATE TABLE IF NOT EXISTS t (p power_profile, words tsvector, name text);\n$sql;\n",
					'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
				is($status, 0, "$page: $snippet") or diag($err);
			}
		}
	}
}

# From the last to the first, so that the places of the others stay what they are.
sub write_results
{
	my ($page, $text, @examples) = @_;
	for my $at (reverse grep { @$_ == 3 } map { $_->{at} } @examples)
	{
		substr($text, $at->[0], $at->[1] - $at->[0], $at->[2]);
	}
	open(my $out, '>:raw', $page) or die "$page: $!\n";
	print $out $text;
	close $out;
}

# Trailing blanks and empty lines at the ends say nothing.
sub plain
{
	my ($s) = @_;
	$s =~ s/[ \t]+$//mg;
	$s =~ s/\A\n+|\n+\z//g;
	return $s;
}

done_testing();
