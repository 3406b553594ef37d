# Binary input of the states of aggregates: what is right comes back as it was, and what is cut short, longer or changed is refused, or is a state
# that aggregates can go on with. The bytes that are changed are the same in each run.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

fresh_database('smartdip_state_binary');
srand 145;
my $file = "/tmp/smartdip-state-$$.copy";
END { unlink $file if defined $file }

# COPY BINARY of one field, and what the aggregate makes of it
sub copy_in
{
	my ($type, $end, $field) = @_;
	open(my $out, '>:raw', $file) or die "$file: $!\n";
	print $out "PGCOPY\n\xff\r\n\0" . pack('NN', 0, 0) . pack('nN', 1, length $field) . $field . pack('n', 0xffff);
	close $out;
	return run_command('', 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-v', 'ON_ERROR_STOP=1', '-c', "CREATE TEMP TABLE t (s $type)", '-c', "\\copy t FROM '$file' (FORMAT binary)",
		'-c', "SELECT encode(${type}_send(s), 'hex') FROM t", '-c', "SELECT $end(s) IS NULL FROM (SELECT s FROM t UNION ALL SELECT s FROM t) twice");
}

my %state = (
	power_state => [ q(avg_state('hard:1, soft:0.25'::power_profile)), 'avg' ],
	power_weighted_state => [ q(weighted_avg_state('hard:1, soft:0.25'::power_profile, 3e9)), 'weighted_avg' ],
	theme_state => [ q(theme_counts_state('soft power, hacking and digital diplomacy')), 'theme_profile' ],
	number_pairs => [ q(merge('7:1 (1,0) (-Infinity,1)'::number_pairs)), 'mann_whitney' ],
	corpus_state => [ q(corpus_stats_state(to_tsvector('simple', 'a treaty of peace, peace and الأمن'))), 'corpus_stats' ],
);
my $expected = qr/:\s+(?:22P03|08P01|22021|22003|54000):/;
for my $type (sort keys %state)
{
	my ($made, $end) = @{ $state{$type} };
	my $good = pack 'H*', psql_ok("SELECT encode(${type}_send($made), 'hex') FROM generate_series(1, 2)");
	my ($status, $out, $err) = copy_in($type, $end, $good);
	is($out, unpack('H*', $good) . "\nf\n", "$type comes back as it was") or diag $err;
	# Where the first byte is the version, another one is unknown.
	my @version = $type eq 'number_pairs' ? () : ("\x02" . substr($good, 1));
	for my $wrong ('', substr($good, 0, 1), substr($good, 0, int(length($good) / 2)), substr($good, 0, -1), "$good\0", @version)
	{
		($status, $out, $err) = copy_in($type, $end, $wrong);
		ok($status != 0 && $err =~ $expected, "$type of " . length($wrong) . ' bytes is refused') or diag $err;
	}
	my @bad;
	for my $n (1 .. 10)
	{
		my $changed = $good;
		substr($changed, 1 + rand(length($good) - 1), 1) = chr rand 256 for 0 .. rand 3;
		($status, $out, $err) = copy_in($type, $end, $changed);
		push @bad, unpack('H*', $changed) . ": $err" if $status != 0 && $err !~ $expected;
		push @bad, unpack('H*', $changed) . ' came back as something else' if $status == 0 && $out !~ /^\Q@{[unpack 'H*', $changed]}\E\n/ && $type !~ /corpus|theme/;
	}
	note('tried 10 changed binary values');
	is(join("\n", @bad), '', "$type with other bytes is refused, or used");
}
# Of the right form, but sums that no profiles make: of no rows, and without any weight. The weight is in three numbers of eight bytes,
# each before those of the sixteen dimensions.
for my $type (qw(power_state power_weighted_state))
{
	my ($made, $end) = @{ $state{$type} };
	my $wrong = pack 'H*', psql_ok("SELECT encode(${type}_send($made), 'hex') FROM generate_series(1, 2)");
	substr($wrong, $_, 8) = "\0" x 8 for $type eq 'power_state' ? 1 : map { 1 + 8 * 17 * $_ } 0 .. 2;
	my ($status, $out, $err) = copy_in($type, $end, $wrong);
	ok($status != 0 && $err =~ /:\s+22P03:/, "$type of nothing with sums is refused") or diag $err;
}
done_testing();
