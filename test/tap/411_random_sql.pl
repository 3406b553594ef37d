# Random statements over the extension's operators, casts, functions and aggregates: nested expressions, aggregates with GROUP BY, DISTINCT,
# ORDER BY and FILTER, windows, joins by operators, sets in FROM. Any answer and any error will do, but for an internal one (XX000), for a server that has
# gone, and for a statement that goes on for more than five seconds. They are the same in each run: SMARTDIP_RANDOM_SEED makes others,
# SMARTDIP_RANDOM_SECONDS more. What fails is shown with its seed and can be run again.
use strict;
use warnings;
use Time::HiRes qw(time);
use Test::More;
use lib 'test/tap';
use RandomValues qw(one_of chance quoted random_value random_database add_random_tables usual_values extension_functions);
use TestDb qw(psql_ok);
use TestSession;

my $seconds = $ENV{SMARTDIP_RANDOM_SECONDS} || ($ENV{SMARTDIP_LONG} ? 300 : 8);
my $seed = $ENV{SMARTDIP_RANDOM_SEED} || 411;
my $role = 'smartdip_random_sql';
my $database = random_database($role);
add_random_tables($role);

# What gives each type: functions and aggregates of the extension, its operators and casts, with the types of their arguments, and the names.
my (%made, %aggregate, %set, @operators);
for (split /\n/, psql_ok(<<'SQL'))
WITH member AS (SELECT objid, classid FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'smartdip')
SELECT concat_ws('|', CASE WHEN prokind = 'a' THEN 'aggregate' WHEN proretset THEN 'set' ELSE 'function' END, quote_ident(proname), format_type(prorettype, NULL),
	(SELECT string_agg(format_type(t, NULL), ';' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY a (t, n)), '|', coalesce(array_to_string(proargnames, ';', ''), ''))
FROM pg_proc p JOIN member ON objid = p.oid AND classid = 'pg_proc'::regclass
WHERE NOT 'internal'::regtype = ANY (proargtypes) AND cardinality(proargtypes::oid[]) > 0 AND prorettype <> 'trigger'::regtype AND proname !~ '_in$'
	AND proname !~ '^(create|add|load|insert|write|set|refresh|take|keep|history_apply|match_history)_'
UNION ALL
SELECT concat_ws('|', 'operator', oprname, format_type(oprresult, NULL), concat_ws(';', CASE WHEN oprleft <> 0 THEN format_type(oprleft, NULL) END, format_type(oprright, NULL)), '|', '')
FROM pg_operator o JOIN member ON objid = o.oid AND classid = 'pg_operator'::regclass
UNION ALL
SELECT concat_ws('|', 'cast', format_type(casttarget, NULL), format_type(casttarget, NULL), format_type(castsource, NULL), '|', '')
FROM pg_cast c JOIN member ON objid = c.oid AND classid = 'pg_cast'::regclass
ORDER BY 1
SQL
{
	my ($kind, $name, $result, $types, $names) = /^(\w+)[|](.*)[|]([^|]+)[|]([^|]+)[|][|][|]([^|]*)\z/ or die "cannot read $_\n";
	my @arguments = split /;/, $types;
	my $of = { kind => $kind, name => $name, types => \@arguments, names => [ map { $_ // '' } (split /;/, $names)[ 0 .. $#arguments ] ] };
	push @{ ($kind eq 'aggregate' ? \%aggregate : $kind eq 'set' ? \%set : \%made)->{$result} }, $of;
	push @operators, $of if $kind eq 'operator' && $result eq 'boolean' && @{ $of->{types} } == 2;
}
my @types = sort keys %made;
my @sets = map { @{ $set{$_} } } sort keys %set;
# columns of the tables, by type
my %column = ('event_code' => ['code'], 'actor_code' => [ 'source', 'target' ], 'date' => ['day'], 'bigint' => ['id'], 'text' => ['url']);

sub leaf
{
	my ($type, $rows, $name) = @_;
	my $columns = $column{$type};
	return 'e.' . one_of(@$columns) if $rows && $columns && chance(.6);
	my $usual = (usual_values({ name => '', names => [ $name // '' ], types => [$type] }, int rand 12))[0];
	return chance(.25) || $usual eq "NULL::$type" ? random_value($type) : $usual;
}

# An expression of a type, at most so deep; an argument with a name is mostly one that means something there.
sub expression
{
	my ($type, $depth, $rows, $name) = @_;
	my $list = $made{$type};
	return leaf($type, $rows, $name) if $depth <= 0 || !$list || chance($name && $type eq 'text' ? .8 : .2);
	if (chance(.1))
	{
		my $inner = expression($type, $depth - 1, $rows);
		return one_of("CASE WHEN " . condition($depth - 1, $rows) . " THEN $inner END", "coalesce($inner, " . leaf($type, $rows) . ')', "nullif($inner, $inner)", "($inner)::text::$type");
	}
	my $made = one_of(@$list);
	return call($made, $depth - 1, $rows);
}

sub call
{
	my ($made, $depth, $rows) = @_;
	my @arguments = arguments($made, $depth, $rows);
	return "($arguments[0])::$made->{name}" if $made->{kind} eq 'cast';
	return @arguments == 2 ? "(($arguments[0]) $made->{name} ($arguments[1]))" : "($made->{name} ($arguments[0]))" if $made->{kind} eq 'operator';
	return "$made->{name}(" . join(', ', @arguments) . ')';
}

sub arguments
{
	my ($made, $depth, $rows) = @_;
	return map { expression($made->{types}[$_], $depth, $rows, $made->{names}[$_]) } 0 .. $#{ $made->{types} };
}

sub condition
{
	my ($depth, $rows) = @_;
	return expression('boolean', $depth, $rows) if chance(.7);
	my $operator = one_of(@operators);
	my @sides = map { expression($_, $depth - 1, $rows) } @{ $operator->{types} };
	return "($sides[0]) $operator->{name} ($sides[1])";
}

sub aggregate_call
{
	my @all = map { @{ $aggregate{$_} } } sort keys %aggregate;
	my $made = one_of(@all);
	my @arguments = arguments($made, 2, 1);
	my $sorted = chance(.3) ? ' ORDER BY ' . one_of(@arguments, 'e.id') : '';
	my $distinct = !$sorted && chance(.2) ? 'DISTINCT ' : '';
	return "$made->{name}($distinct" . join(', ', @arguments) . "$sorted)" . (chance(.3) ? ' FILTER (WHERE ' . condition(1, 1) . ')' : '');
}

sub set_call
{
	my $made = one_of(@sets);
	return "$made->{name}(" . join(', ', arguments($made, 2, 0)) . ')';
}

my @every = map { @{ $made{$_} } } @types;
my @forms = (
	(sub { 'SELECT ' . join ', ', map { call(one_of(@every), 2, 0) } 1 .. 2 }) x 3,
	sub { 'SELECT ' . call(one_of(@every), 2, 1) . ' FROM events e LIMIT 20' },
	sub { 'SELECT ' . join ', ', map { expression(one_of(@types), 4, 0) } 1 .. 1 + rand 2 },
	sub { 'SELECT ' . expression(one_of(@types), 4, 1) . ' FROM events e' . (chance(.5) ? ' WHERE ' . condition(2, 1) : '') . (chance(.3) ? ' ORDER BY ' . expression(one_of(@types), 2, 1) : '') . ' LIMIT 20' },
	sub { 'SELECT ' . aggregate_call() . ' FROM events e' . (chance(.6) ? ' GROUP BY ' . one_of('e.code', 'e.source', 'country(e.source)', 'root(e.code)', 'e.id % 5') . (chance(.3) ? ' HAVING count(*) > 1' : '') : '') },
	sub { 'SELECT ' . aggregate_call() =~ s/ORDER BY .*\)(?= FILTER|\z)/)/sr =~ s/DISTINCT //r . ' OVER (' . one_of('', 'PARTITION BY e.code') . ' ORDER BY e.id ROWS BETWEEN ' . one_of('2 PRECEDING AND CURRENT ROW', 'UNBOUNDED PRECEDING AND 1 FOLLOWING', '1 FOLLOWING AND 3 FOLLOWING') . ') FROM events e' },
	sub { 'SELECT count(*) FROM events e, events f WHERE ' . (chance(.5) ? 'e.code ' . one_of('=', '<', '<@', '@>') . ' f.code' : 'e.source ' . one_of('=', '<>', '@>', '<@', '&&') . ' f.target') . ' AND ' . condition(2, 1) },
	sub { 'SELECT count(*) FROM ' . set_call() . ' s' },
	sub { 'SELECT s.* FROM (SELECT * FROM events LIMIT 3) e, LATERAL ' . set_call() . ' s LIMIT 50' },
	sub { 'SELECT DISTINCT ' . expression(one_of('event_code', 'actor_code', 'power_profile', 'event_series', 'event_pattern', 'date'), 3, 1) . ' FROM events e ORDER BY 1 LIMIT 20' },
	sub { 'SELECT ' . expression(one_of(@types), 3, 1) . ', count(*) FROM events e GROUP BY 1 LIMIT 20' },
	sub { 'WITH w AS MATERIALIZED (SELECT e.*, ' . expression(one_of(@types), 3, 1) . ' AS x FROM events e) SELECT count(w.x), ' . aggregate_call() . ' FROM w e JOIN w USING (id)' },
	sub { 'SELECT ' . expression(one_of(@types), 3, 1) . ' FROM events e UNION ' . one_of('', 'ALL ') . 'SELECT ' . leaf(one_of(@types), 0) . ' LIMIT 10' });

my $session;

sub begin
{
	$session = TestSession->new($role);
	$session->ask("SET statement_timeout = '5s'; SET client_min_messages = error");
	$session->ask(one_of('SELECT 1', 'SET enable_hashagg = off', 'SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0', 'SET work_mem = 64', 'SET enable_seqscan = off'));
	return;
}

my ($calls, %states, @bad) = (0);
my $end = time + $seconds;
while (time < $end && @bad < 10)
{
	srand $seed + int($calls / 100) if $calls % 100 == 0;
	begin() if $calls % 100 == 0;
	my $statement = one_of(@forms)->();
	my $answer = $session->ask("BEGIN; $statement;\nROLLBACK; SELECT 'goes on'");
	$calls++;
	my ($state) = $answer =~ /(?:ERROR|FATAL|PANIC): +(\w{5})/;
	$states{ $state // '00000' }++;
	next if $answer =~ /^goes on$/m && ($state // '') !~ /^(?:XX|57014)/;
	push @bad, "seed " . ($seed + int(($calls - 1) / 100)) . ': ' . substr($answer, 0, 300) . "\n$statement";
	last if $answer !~ /^goes on$/m;
}
note("$calls statements in $seconds seconds, seed $seed: ", join ', ', map { "$_ $states{$_}" } sort { $states{$b} <=> $states{$a} } keys %states);
is(join("\n", @bad), '', 'no internal error, no crash, nothing that does not end');
cmp_ok($calls, '>', 20 * $seconds / 8, 'statements were made');
cmp_ok($states{'00000'} // 0, '>', $calls / 5, 'many of them have an answer');
done_testing();
