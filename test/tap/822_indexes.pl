# Every operator of every operator class answers by its index what it answers by the table: over varied values, before and after rows
# change, are deleted, vacuumed and come again. amcheck finds nothing in the indexes, and sorting by btree is sorting.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);
use TestIndexes qw(operator_classes operators make_tables change_tables compare_indexes amcheck);

my $long = $ENV{SMARTDIP_LONG};
my ($rows, $values) = $long ? (8000, 10) : (1500, 2);
fresh_database('smartdip_indexes');
my @classes = operator_classes();
my @operators = operators();
cmp_ok(scalar @classes, '>=', 17, scalar @classes . ' operator classes');
cmp_ok(scalar @operators, '>=', 59, scalar @operators . ' operators of them');
make_tables($rows);

my $seed = 0;
sub same
{
	my ($when) = @_;
	my ($differ, $unused, $found) = compare_indexes($values, plans => 1, seed => ++$seed);
	is(join("\n", @$differ), '', "indexes and tables agree $when");
	is(join("\n", @$unused), '', 'each question is answered by the index');
	return $found;
}

my $found = same('where rows were inserted one by one');
is_deeply([ grep { !$found->{$_} } sort keys %$found ], [], 'each operator finds rows');
is(scalar(grep { !exists $found->{"$_->[0][0] $_->[1]"} } @operators), 0, 'none was left out');
change_tables($rows / 4, $rows + 1);
same('after UPDATE, DELETE and INSERT');
psql_ok('VACUUM (ANALYZE)');
same('after VACUUM') if $long;
change_tables($rows / 2, 2 * $rows + 1);
same('where rows came into the room of others');
for my $round (1 .. ($long ? 6 : 0))
{
	change_tables($rows / 2, (2 + $round) * $rows + 1);
	psql_ok('VACUUM') if $round % 2;
	same("after round $round of changes");
}

# The same indexes, made of rows that are there: sorted, hashed and merged in bulk.
psql_ok("SET maintenance_work_mem = '1MB'; SET max_parallel_maintenance_workers = 2; SET min_parallel_table_scan_size = 0; " . join ' ', map { "REINDEX TABLE CONCURRENTLY $_->[0];" } @classes);
same('after REINDEX CONCURRENTLY');

# What the planner makes of an equality: by hash, by sort, by an index.
my %type = map { $_->[3] => $_->[0] } grep { $_->[1] =~ /btree|hash/ } @classes;
for my $type (sort keys %type)
{
	my $join = "SELECT count(*), sum(hashint8(a.id * 100000 + b.id)::bigint) FROM $type{$type} a JOIN $type{$type} b ON a.v = b.v WHERE a.id % 3 = 0";
	my %answer = map { my $way = $_; ($way => psql_ok(join '', map({ "SET enable_$_ = " . ($_ eq $way ? 'on' : 'off') . '; ' } qw(hashjoin mergejoin nestloop)), $join)) } qw(hashjoin mergejoin nestloop);
	like($answer{hashjoin}, qr/^[1-9]/, "a join by $type finds rows");
	is(join(' ', sort values %answer), join(' ', ($answer{hashjoin}) x 3), 'the same by hashing, merging and looking up');
	my $distinct = "SELECT md5(string_agg(v::text, ';' ORDER BY v::text COLLATE \"C\")) FROM (SELECT DISTINCT v FROM $type{$type}) d";
	is(psql_ok("SET enable_hashagg = off; $distinct"), psql_ok("SET enable_sort = off; SET enable_indexscan = off; SET enable_indexonlyscan = off; $distinct"), 'so are groups');
}
SKIP:
{
	my $checked = amcheck();
	skip 'amcheck is not installed', 1 unless defined $checked;
	cmp_ok($checked, '>', scalar @classes, "amcheck finds nothing in $checked btree indexes");
}
psql_ok("\\c postgres\nDROP DATABASE smartdip_indexes");
done_testing();
