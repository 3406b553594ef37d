# What is on a primary is on its replicas: a hot standby answers every query by index and by table as the primary does, and runs every function
# that only reads; promoted it goes on. Subscribers of logical replication get rows of every type, as text and in binary, and histories.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(psql_ok psql_fails run_command);
use TestCluster;
use TestIndexes qw(make_tables change_tables differences amcheck value);
use TestLoad qw(write_file load events);

my $long = $ENV{SMARTDIP_LONG};
my $primary = TestCluster->new('wal_level = logical', 'max_wal_senders = 10', 'hot_standby_feedback = on', 'max_logical_replication_workers = 8', 'max_sync_workers_per_subscription = 4',
	'wal_retrieve_retry_interval = 200ms')->lead;
psql_ok('CREATE DATABASE production');
$primary->lead('production');

# ---- a value of every type ----

my %literal = (
	text => 'The foreign minister', name => 'events', boolean => 'true', smallint => 3, integer => 2, bigint => 7, 'double precision' => 0.5, real => 0.25, date => '2022-03-01',
	'timestamp with time zone' => '2022-03-01 12:00Z', daterange => '[2022-01-01,2023-01-01)', 'text[]' => '{04,visit}', 'event_code[]' => '{042,19}', 'double precision[]' => '{1,2,4}', 'real[]' => '{0.1,0.2,0.3,0.4}',
	jsonb => '{"hard": 0.5}', oid => 0, bytea => '\x00ff', regclass => 'events', regconfig => 'smartdip', regdictionary => 'smartdip_english', tsvector => "'visit':1 'minist':2", tsquery => 'visit', cstring => 'x', 'text_row[]' => '{}',
	number_pairs => '7:1 (1,0) (2.5,1)', corpus_statistics => "v1 documents=5 length=9 minimum=1 'a':3 'b':1", power_state => '2:200,100' . ',0' x 14, power_weighted_state => '3b9aca00:174876e800,1' . ',0' x 14,
	theme_state => '{power.soft=1,risk.hacking=3}', corpus_state => '0100000000000000020000000000000002000000010000000100000001000161', history_state => '010000000400000002' . '00' x 224,
);
sub literal
{
	my ($type, $sign) = @_;
	my $text = $literal{$type} // eval { value($type) } // return;
	return "'" . $text =~ s/'/''/gr . "'::$type";
}

psql_ok('CREATE EXTENSION smartdip');
my $member = q(JOIN pg_depend d ON d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'smartdip'));
my @types = map { [ split /[|]/ ] } split /\n/, psql_ok(<<"SQL");
SELECT format_type(t.oid, NULL), (SELECT string_agg(format_type(a.atttypid, NULL), '|' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0)
	FROM pg_type t $member AND d.classid = 'pg_type'::regclass AND d.objid = t.oid LEFT JOIN pg_class c ON c.oid = t.typrelid
	WHERE t.typcategory <> 'A' AND c.relkind IS DISTINCT FROM 'v' ORDER BY t.oid
SQL
# A composite value has all its fields, as far as there are values for them.
sub value_of
{
	my ($type, @fields) = @_;
	return @fields ? 'ROW(' . join(', ', map { literal($_) // 'NULL' } @fields) . ")::$type" : literal($type) // die "there is no value of type $type to try: add one here\n";
}
sub row_of_all { my ($id) = @_; return "INSERT INTO every VALUES ($id, " . join(', ', map { value_of(@$_), value_of(@$_) =~ s/.*/ARRAY[$&, NULL]/r } @types) . ');' }
cmp_ok(scalar @types, '>=', 31, scalar @types . ' types');
psql_ok('CREATE TABLE every (id integer PRIMARY KEY, ' . join(', ', map { "$_->[0] $_->[0], \"$_->[0]s\" $_->[0]\[]" } @types) . ');' . join('', map { row_of_all($_) } 1 .. 5));
# They take part in histories, tables of texts, codings of one's own.
psql_ok(<<'SQL');
SELECT create_event_table('events', 'year');
SELECT create_history('dyads', 'events'), create_history('monads', 'events', 'actor', monads => true);
SELECT add_event_partitions('events', '2018-01-01', '2018-12-31'), add_event_partitions('events', min(day), max(day)) FROM smartdip_sample_events(2000);
INSERT INTO events (id, day, code, source, target) SELECT id + 1000000, day, code, source, target FROM smartdip_sample_events(2000);
SELECT create_text_table('texts', 'smartdip'), create_account_table('accounts'), create_follow_table('follows');
SELECT create_power_scheme('coding', 'smartdip-1');
CREATE TEXT SEARCH DICTIONARY terms (TEMPLATE = smartdip_lexicon, Terms = 'hacking = hacker; cyber attack');
SQL
make_tables($long ? 5000 : 300);

# ---- a hot standby ----

my $standby = $primary->standby;

# Until what the primary has written is replayed.
sub catch_up
{
	my $written = $primary->ask('SELECT pg_current_wal_lsn()');
	for (1 .. 600)
	{
		return 1 if $standby->ask("SELECT pg_last_wal_replay_lsn() >= '$written'") eq 't';
		select undef, undef, undef, 0.05;
	}
	return 0;
}

# Every table, row by row, and what is kept.
my $contents = <<'SQL';
SELECT format('SELECT %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM %s t', c.oid::regclass, c.oid::regclass)
	FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY c.oid::regclass::text COLLATE "C" \gexec
SELECT history, "table", trigger FROM kept_histories() ORDER BY 1, 2;
SQL

sub same
{
	my ($when) = @_;
	ok(catch_up(), "the standby follows $when");
	is($standby->ask($contents), $primary->ask($contents), 'all tables say the same there');
	$standby->lead('production');
	is(differences($long ? 20 : 2, seed => 7), '', 'indexes answer as the tables there');
	$primary->lead('production');
	return;
}
same('a base backup');
change_tables(150, 100001);
my @files = (write_file('first.tsv', events(1, 2000)), write_file('second.tsv', events(1001, 3000, day => '20180505', code => '190') . "no event\n"));
is((load('', '-t', 'events', @files))[1], "4000 loaded, 1 refused, 0 duplicate\n", 'files are loaded');
psql_ok(q(UPDATE events SET code = '042' WHERE id % 5 = 0; DELETE FROM events WHERE id % 7 = 0; UPDATE coding SET profile = 'soft:1' WHERE code = '19'));
psql_ok(<<'SQL');
INSERT INTO texts (id, published, author, platform, title, body)
	SELECT i::text, '2020-01-01'::timestamptz + i * interval '1 day', 'USAGOV', 'twitter', 'Soft power ' || i, 'The foreign minister met زعماء الدول' FROM generate_series(1, 300) i;
SELECT set_lexicon('terms', $$ VALUES ('greeting', 'hello') $$);
SQL
same('INSERT, UPDATE, DELETE and a load');
is($standby->ask(q(SELECT ts_lexize('terms', 'hello'), power_profile('19'::event_code, 'coding'::regclass))), '{hello,greeting}|soft.power:1.00', 'a changed lexicon and coding are seen');
my $search = q(SELECT count(*) FROM texts WHERE search @@ plainto_tsquery('smartdip', 'ministers of foreign affairs') OR themes @@ 'power.soft'::tsquery);
is($standby->ask("SET enable_seqscan = off; $search"), $primary->ask("SET enable_indexscan = off; SET enable_bitmapscan = off; $search"), 'texts are found');

# ---- functions there: each is called with values of its types, on the primary in a transaction that is undone ----

my @texts = ('USA', 'year', 'select source, target from events', 'gdelt1', 'The foreign minister', $long ? ('power.soft', 'dyads', 'country', 'iso3', '042', 'en') : ());
my %choice = (text => \@texts, regclass => [qw(events dyads texts coding accounts follows)], name => ['public']);
my @functions = map { [ split /[|]/ ] } split /\n/, psql_ok(<<"SQL");
SELECT p.oid::regprocedure, quote_ident(p.proname), p.prokind, p.provolatile, (SELECT string_agg(format_type(t, NULL), '|' ORDER BY n) FROM unnest(p.proargtypes) WITH ORDINALITY a (t, n))
	FROM pg_proc p $member AND d.classid = 'pg_proc'::regclass AND d.objid = p.oid
	WHERE NOT 'internal'::regtype = ANY (p.proargtypes) AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype) ORDER BY p.oid
SQL
my (@calls, %without);
for my $function (@functions)
{
	my ($signature, $name, $kind, $volatile, @arguments) = @$function;
	for my $n (0 .. $#texts)
	{
		my @values = map { my $c = $choice{$_}; $c ? "'$c->[ $n % @$c ]'::$_" : literal($_) // do { $without{$_} = 1; "NULL::$_" } } @arguments;
		my $call = "$name(" . join(', ', @values) . ')';
		# The server's own comparisons of bytes give any number of the sign.
		$call = "sign($call)" if $name =~ /_cmp\z/;
		push @calls, [ $signature, $volatile, $kind eq 'a' ? "SELECT md5($call\::text) FROM generate_series(1, 3)" : "SELECT md5(string_agg(f::text, ';')) FROM $call f" ];
		last unless grep { $choice{$_} } @arguments;
	}
}
is(join(', ', sort keys %without), '', 'there are values for each type of argument');

# [ SQLSTATE, answer ] of each call.
sub answers
{
	my ($server) = @_;
	$server->lead('production');
	my (undef, $out, $err) = run_command("SET statement_timeout = '5s';\n" . join('', map { "BEGIN; $_->[2];\n\\echo -- :SQLSTATE\nROLLBACK;\n" } @calls), 'psql', '-XAtq', '-f', '-');
	$primary->lead('production');
	my @answers;
	push @answers, [ $2, $1 ] while $out =~ /\G(.*?)^-- (\w{5})\n/gms;
	return @answers;
}
my @here = answers($primary);
my @there = answers($standby);
is(scalar @there, scalar @calls, 'the standby answers every call');
my (%reads, %writes, @wrong);
for my $n (0 .. $#calls)
{
	my ($signature, $volatile, $call) = @{ $calls[$n] };
	my ($here, $there) = map { join ' ', @{ $_->[$n] } } \@here, \@there;
	if ($there =~ /^25006|^55000/ && $volatile eq 'v' && $here !~ /^55000/) { $writes{$signature} = 1 }
	elsif ($there =~ /^XX/ || $here ne $there && $call !~ /lexicon_info/) { push @wrong, "$call: here $here, there $there" }
	elsif ($there =~ /^00000/) { $reads{$signature} = 1 }
}
is(join("\n", @wrong), '', scalar @calls . ' calls of functions answer as on the primary');
note(scalar(keys %reads), ' of ', scalar(@functions), ' functions gave something; these write: ', join ', ', sort keys %writes);

is($standby->ask($_->[0]), $_->[1], "$_->[2] is there for reading, too") for [ q(SELECT count(*) FROM history_check('dyads')), 0, 'history_check' ],
  [ q(SELECT count(*) > 5 FROM pagerank('SELECT source, target FROM dyads')), 't', 'pagerank' ], [ q(SELECT (corpus_stats('SELECT search FROM texts')).documents), 300, 'corpus_stats' ];
{
	$standby->lead('production');
	like(psql_fails($_->[0]), $_->[1], "$_->[0] says why it cannot") for [ q(SELECT refresh_history('dyads')), qr/55000: cannot acquire lock mode .* while recovery is in progress/ ],
	  [ q(SELECT create_event_table('more')), qr/25006: cannot execute CREATE TABLE in a read-only transaction/ ], [ q(SELECT set_lexicon('terms', 'SELECT ''a'', ''b''')), qr/25006: cannot execute .* in a read-only transaction/ ];
	my ($status, undef, $err) = load('', '-t', 'events', $files[0]);
	ok($status > 0 && $err =~ /read-only/, 'smartdip-load says so, too') or diag($err);

	psql_ok('SELECT pg_promote()');
	is((load('', '-t', 'events', write_file('third.tsv', events(5001, 6000))))[1], "1000 loaded, 0 refused, 0 duplicate\n", 'promoted, it loads');
	change_tables(150, 200001);
	is(differences(2, seed => 8), '', 'its indexes take what comes');
	is(psql_ok(q(SELECT (SELECT count(*) FROM history_check('dyads')), (SELECT count(*) FROM history_check('monads')))), '0|0', 'its histories are kept');
	my $checked = amcheck();
	ok(!defined $checked || $checked > 100, 'amcheck finds nothing in its indexes');
	$primary->lead('production');
}

# ---- logical replication into two databases of the other server, as text and in binary, with the histories among what is published ----

my (undef, $schema) = run_command('', 'pg_dump', '-s', 'production');
psql_ok(q(SELECT pg_drop_replication_slot('standby')));
psql_ok('CREATE PUBLICATION by_table FOR ALL TABLES; CREATE PUBLICATION by_root FOR ALL TABLES WITH (publish_via_partition_root = true)');
is(psql_ok(q(SELECT string_agg(oid::regclass::text, ' ') FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
	AND relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary))), '', 'no table lacks what subscribers know rows by');
# database => [ binary, publication ]
my %subscribed = (as_text => [ 'false', 'by_table' ], as_binary => [ 'true', 'by_root' ]);
for my $name (sort keys %subscribed)
{
	$standby->ask("CREATE DATABASE $name TEMPLATE template0", 'postgres');
	$standby->lead($name);
	is((run_command($schema, 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-'))[2], '', 'a schema');
	psql_ok("SELECT create_history('own', 'events')");
	psql_ok(q(SELECT format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', tgrelid::regclass, tgname) FROM pg_trigger WHERE tgname LIKE 'own\_keep\_%' \gexec)) if $name eq 'as_text';
	psql_ok("CREATE SUBSCRIPTION $name CONNECTION 'host=$primary->{dir} dbname=production user=postgres' PUBLICATION $subscribed{$name}[1] WITH (binary = $subscribed{$name}[0])");
	$primary->lead('production');
}

# Waits for the first copies, and until what the primary has written is applied.
sub applied
{
	for my $name (sort keys %subscribed)
	{
		for (1 .. 1200)
		{
			last if $standby->ask("SELECT count(*) FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid WHERE subname = '$name' AND srsubstate <> 'r'", $name) eq '0';
			select undef, undef, undef, 0.05;
		}
	}
	my $written = psql_ok('SELECT pg_current_wal_lsn()');
	for (1 .. 1200)
	{
		return 1 if psql_ok("SELECT count(*) FROM pg_stat_replication WHERE application_name LIKE 'as\\_%' AND replay_lsn >= '$written'") eq '2';
		select undef, undef, undef, 0.05;
	}
	return 0;
}

my $published = <<'SQL';
SELECT format('SELECT %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM %s t', c.oid::regclass, c.oid::regclass)
	FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'own' ORDER BY c.oid::regclass::text COLLATE "C" \gexec
SQL
sub subscribed
{
	my ($when) = @_;
	ok(applied(), "subscribers have $when");
	my $there = psql_ok($published);
	for my $name (sort keys %subscribed)
	{
		is($standby->ask($published, $name), $there, "all tables say the same ($name)");
		is($standby->ask(q(SELECT (SELECT count(*) FROM history_check('dyads')), (SELECT count(*) FROM history_check('monads'))), $name), '0|0', 'the histories are those of the events');
	}
	return;
}
subscribed('what was there');
my %wrong = map { $_ => $standby->ask(q(SELECT count(*) > 0 FROM history_check('own')), $_) } keys %subscribed;
is("$wrong{as_text} $wrong{as_binary}", 'f t', 'triggers that always fire see the first copy, others do not');
psql_ok(join '', map { row_of_all($_) } 6 .. 10);
psql_ok('UPDATE every SET ' . join(', ', map { "\"$_->[0]s\" = ARRAY[$_->[0], NULL, $_->[0]]" } @types) . ' WHERE id > 3; DELETE FROM every WHERE id = 2');
is((load('', '-t', 'events', write_file('fourth.tsv', events(6001, 7000))))[1], "1000 loaded, 0 refused, 0 duplicate\n", 'a load');
psql_ok(q(UPDATE events SET code = '190' WHERE id % 3 = 0; DELETE FROM events WHERE id % 11 = 0; UPDATE coding SET profile = 'soft:0.25' WHERE code = '19'; UPDATE texts SET title = 'Hard power' WHERE id < '2'));
psql_ok(q(UPDATE events_reject SET line = line || ' '));
is(psql_ok(q(SELECT load_rejects('events'))), '(0,1,0)', 'refused lines are mended and loaded again where they are published, too');
change_tables(50, 300001);
# A partition is made on all sides. A subscription of single tables asks for it, one of whole tables does not know of it.
my $partition = q(SELECT add_event_partitions('events', '2040-01-01', '2040-12-31'));
$standby->ask($partition, $_) for sort keys %subscribed;
psql_ok("$partition; INSERT INTO events (id, day, code, source, target) VALUES (9999999, '2040-03-01', '042', 'USA', 'FRA')");
$standby->ask('ALTER SUBSCRIPTION as_text REFRESH PUBLICATION', 'as_text');
subscribed('what changed');
for my $name (sort keys %subscribed)
{
	is($standby->ask(q(SELECT count(*) FROM events_p2040), $name), 1, 'what went to a new partition');
	is($standby->ask(q(SELECT power_profile('19'::event_code, 'coding'::regclass)), $name), 'soft.power:0.25', 'a coding');
	cmp_ok($standby->ask(q(SELECT count(*) FROM history_check('own')), $name), '>', 0, 'but no triggers of statements fire where rows are applied: histories of the subscriber alone are not kept');
	is($standby->ask(q(SELECT refresh_history('own') > 0, (SELECT count(*) FROM history_check('own'))), $name), 't|0', 'refresh_history() puts them right');
	$standby->lead($name);
	is(differences(1, seed => 9), '', 'indexes answer as the tables');
	psql_ok("DROP SUBSCRIPTION $name");
	is((load('', '-t', 'events', write_file('fifth.tsv', events(7001, 7500))))[1], "500 loaded, 0 refused, 0 duplicate\n", 'without the subscription it goes on');
	is(psql_ok(q(SELECT (SELECT count(*) FROM history_check('own')), (SELECT count(*) FROM history_check('dyads')), (SELECT count(*) FROM history_check('monads')))), '0|0|0', 'and keeps all histories');
	$primary->lead('production');
}
done_testing();
