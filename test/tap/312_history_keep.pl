# Kept histories where a statement is not enough: roles that may write events and nothing else, tables and names that are made to lead
# elsewhere, a dump and its restore in parts and in parallel, a cancel in the middle.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command);
use TestSession;

my $database = fresh_database('smartdip_keep');
my ($owner, $writer, $attacker) = map { "smartdip_keep_$_" } qw(owner writer attacker);
for my $role ($owner, $writer, $attacker)
{
	psql_ok("DROP ROLE IF EXISTS $role; CREATE ROLE $role LOGIN; GRANT CREATE ON DATABASE $database TO $role; CREATE SCHEMA AUTHORIZATION $role; GRANT USAGE ON SCHEMA $role TO PUBLIC");
}

sub as
{
	my ($role, $sql) = @_;
	my (undef, $out, $err) = run_command($sql, 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-U', $role, '-f', '-');
	return "$out$err" =~ s/\n\z//r;
}

psql_ok("ALTER DATABASE $database SET search_path = \"\$user\", public");
my $act = "INSERT INTO $owner.ev (id, day, code, source, target) VALUES ((SELECT count(*) FROM $owner.numbers), '2020-01-01', '042', 'USAGOV', 'FRA'); INSERT INTO $owner.numbers VALUES (1);";
my $events = "SELECT coalesce(sum(event_count(history)), 0) FROM $owner.h";

# -- Rights --

is(as($owner, "CREATE TABLE numbers (n int); GRANT ALL ON numbers TO PUBLIC; SELECT create_event_table('ev', 'year'); SELECT add_event_partitions('ev', '2020-01-01', '2021-12-31'); SELECT create_history('h', 'ev')"), "ev\n2\nh", 'the owner makes events and histories');
psql_ok("GRANT INSERT ON $owner.ev TO $writer");
is(as($writer, $act), '', 'who may insert events and nothing else inserts');
like(as($writer, "SELECT * FROM $owner.h"), qr/42501: permission denied for table h/, 'and may not read the histories');
is(psql_ok($events), 1, 'they are kept');
like(as($writer, "SELECT $_('$owner.h')"), qr/42501: must be owner of table h/, "$_ is the owner's") for qw(refresh_history history_check);
like(as($writer, "SELECT history_apply('$owner.h', '$owner.ev', '$owner.ev', 1)"), qr/42501: must be owner of table h/, 'history_apply is the owner\'s');
like(as($writer, "SELECT create_history('x', '$owner.ev')"), qr/42501: permission denied for table ev|42501: must be owner of table ev/, 'so is making one');
psql_ok("GRANT ALL ON $owner.ev TO $attacker");
like(as($attacker, "SELECT create_history('x', '$owner.ev')"), qr/42501: must be owner of table ev/, 'with all rights on the events, too');
psql_ok("SELECT create_history('$owner.by_root', '$owner.ev', in_schema => 'public')");
is(psql_ok("SELECT relowner::regrole FROM pg_class WHERE oid = '$owner.by_root'::regclass"), $owner, 'what a superuser makes of it belongs to the owner of the events');
is(as($writer, $act), '', 'and is kept');
is(as($owner, "SELECT count(*) FROM history_check('by_root')"), 0, 'exactly');

# -- Row security hides rows from people, not from the histories --

as($owner, "ALTER TABLE ev ENABLE ROW LEVEL SECURITY; ALTER TABLE ev FORCE ROW LEVEL SECURITY; CREATE POLICY p ON ev FOR INSERT WITH CHECK (true)");
is(as($writer, $act), '', 'with row security');
is(as($owner, "SELECT refresh_history('h'), (SELECT count(*) FROM history_check('h'))"), '1|0', 'a rebuild sees all rows');
is(psql_ok($events), 3, 'all are there');
as($owner, "ALTER TABLE ev DISABLE ROW LEVEL SECURITY; ALTER TABLE ev NO FORCE ROW LEVEL SECURITY");

# -- A trigger of somebody else that names the owner's tables --

my @trap = ("CREATE TABLE IF NOT EXISTS public.caught (who name); GRANT ALL ON public.caught TO PUBLIC",
	"CREATE OR REPLACE FUNCTION public.spring() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.caught VALUES (current_user); RETURN NEW; END'");
psql_ok(join ';', @trap);
my $like_events = '(id bigint, day date, code event_code, source actor_code, target actor_code)';
sub keeping
{
	my ($table, $history, $of) = @_;
	return "CREATE TRIGGER t AFTER INSERT ON $table REFERENCING NEW TABLE AS came WHEN (keeps_history('$history', '$of', 'country', 'first', false)) EXECUTE FUNCTION keep_history();";
}
my $planted = "INSERT INTO mine VALUES (1, '2020-01-01', '190', 'USA', 'FRA')";
like(as($attacker, "CREATE TABLE mine $like_events;" . keeping('mine', "$owner.h", "$attacker.mine")), qr/42501: must be owner of table h/, 'nobody makes triggers for the histories of another');
psql_ok(keeping("$attacker.mine", "$owner.h", "$attacker.mine"));
like(as($attacker, $planted), qr/42501: table "h" does not belong to the owner of "mine".*HINT/s, 'a table of one\'s own does not write into another one\'s histories');
psql_ok("DROP TRIGGER t ON $attacker.mine;" . keeping("$attacker.mine", "$owner.h", "$owner.ev"));
is(as($attacker, $planted), '', 'nor does it pass for the event table');
is(psql_ok("$events; SELECT count(*) FROM $attacker.mine"), "3\n1", 'nothing was added');
is(as($owner, "SELECT refresh_history('h'), (SELECT count(*) FROM history_check('h'))"), '1|0', 'a refresh takes the own trigger');
# TRIGGER on the events is a right to much, but not to act as their owner
as($attacker, "CREATE TABLE mine_h (source text, target text, history event_series); CREATE TRIGGER s BEFORE INSERT ON mine_h FOR EACH ROW EXECUTE FUNCTION public.spring();" . keeping("$owner.ev", "$attacker.mine_h", "$owner.ev"));
like(as($writer, $act), qr/42501: table "mine_h" does not belong to the owner of "ev"/, 'histories of another role are not written');
psql_ok("DROP TRIGGER t ON $owner.ev");
# nor to empty another table of his
as($owner, "CREATE TABLE pay (n int); INSERT INTO pay VALUES (1); CREATE TABLE pay_h (source text, target text, history text); CREATE VIEW pay_v AS SELECT * FROM h");
for my $table (qw(pay pay_h pay_v))
{
	my $trigger = "CREATE TRIGGER t BEFORE TRUNCATE ON $owner.ev WHEN (public.keeps_history('$owner.$table', '$owner.ev', 'country', 'first', false)) EXECUTE FUNCTION public.keep_history()";
	like(as($attacker, $trigger), qr/42501: must be owner of table $table/, "who may make triggers makes none for $table");
	psql_ok($trigger);
	like(as($attacker, "TRUNCATE $owner.ev"), qr/42809: "$table" is not a table of histories.*DETAIL.*HINT.*Drop the trigger/s, "a trigger does not take $table for histories");
	is(as($owner, "SELECT refresh_history('h')"), 1, 'and those that are true do not mind it');
	like(as($owner, "SELECT refresh_history('$table')"), qr/55000: table "$table" is not kept/, 'nor is it made anew');
	psql_ok("DROP TRIGGER t ON $owner.ev");
}
is(as($owner, 'SELECT count(*) FROM pay; SELECT count(*) > 0 FROM ev; SELECT count(*) FROM h; DROP TABLE pay, pay_h; DROP VIEW pay_v'), "1\nt\n1", 'everything is there');
as($owner, "SELECT create_event_table('other'); SELECT create_history('other_h', 'other'); INSERT INTO other (id, day, code, source, target) VALUES (1, '2020-01-01', '042', 'USA', 'EGY')");
for my $event ('BEFORE TRUNCATE', 'AFTER TRUNCATE', 'AFTER INSERT')
{
	my $rows = $event =~ /INSERT/ ? 'REFERENCING NEW TABLE AS came' : '';
	for my $create ('CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER')
	{
		like(as($attacker, "$create t $event ON $owner.ev $rows WHEN (public.keeps_history('$owner.other_h', '$owner.ev', 'country', 'first', false)) EXECUTE FUNCTION public.keep_history()"),
			qr/42501: must be owner of table other_h/, "nor $event for histories of other events");
	}
}
as($attacker, "TRUNCATE $owner.ev");
is(as($owner, 'SELECT count(*) FROM other_h; DROP TABLE other, other_h'), 1, 'which stay');
is(psql_ok("SELECT event_count(history) FROM $owner.h"), '', 'while those of these events go with them');

# -- A partition that a superuser makes is its table's owner's, who keeps the histories --

is(psql_ok("SELECT add_event_partitions('$owner.ev', '1998-01-01', '1998-12-31')"), 1, 'a superuser makes a partition');
is(psql_ok("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = '$owner.ev_p1998'::regclass"), $owner, 'of which the owner of the table is the owner');
psql_ok("INSERT INTO $owner.ev (id, day, code, source, target) VALUES (1998, '1998-01-01', '042', 'USA', 'EGY')");
is(as($owner, "SELECT count(*) FROM history_check('h')"), 0, 'and events in it are kept');
as($owner, 'DROP TABLE ev_p1998');

# Where the owner may make no tables, a member of that role still can.
psql_ok("CREATE SCHEMA shared; GRANT USAGE ON SCHEMA shared TO $owner, $writer; GRANT CREATE ON SCHEMA shared TO $writer; GRANT $owner TO $writer;
	SELECT create_event_table('shared.ev', 'year'); ALTER TABLE shared.ev OWNER TO $owner");
is(as($writer, "SELECT add_event_partitions('shared.ev', '1998-01-01', '1998-12-31')"), 1, 'a member of the owner makes a partition where the owner could make none');
is(psql_ok("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'shared.ev_p1998'::regclass"), $writer, 'which is then the member\'s');
if (psql_ok('SHOW server_version_num') >= 160000)
{
	psql_ok("GRANT CREATE ON SCHEMA shared TO $owner; REVOKE $owner FROM $writer; GRANT $owner TO $writer WITH INHERIT TRUE, SET FALSE");
	is(as($writer, "SELECT add_event_partitions('shared.ev', '1999-01-01', '1999-12-31')"), 1, 'so does one that cannot become the owner');
}
psql_ok("DROP SCHEMA shared CASCADE; REVOKE $owner FROM $writer");

# -- A partition that belongs to another role has its policies, which that role wrote --

as($owner, "SELECT add_event_partitions('ev', '1999-01-01', '1999-12-31'); INSERT INTO ev (id, day, code, source, target) VALUES (1999, '1999-01-01', '042', 'USA', 'EGY')");
psql_ok("TRUNCATE public.caught; ALTER TABLE $owner.ev_p1999 OWNER TO $attacker; GRANT USAGE ON SCHEMA $attacker TO PUBLIC");
as($attacker, "GRANT SELECT ON $owner.ev_p1999 TO PUBLIC; CREATE FUNCTION policy() RETURNS boolean LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.caught VALUES (current_user); RETURN true; END';
	CREATE POLICY p ON $owner.ev_p1999 USING ($attacker.policy()); ALTER TABLE $owner.ev_p1999 ENABLE ROW LEVEL SECURITY");
like(as($attacker, "TRUNCATE $owner.ev_p1999"), qr/42501: query would be affected by row-level security policy for table "ev_p1999"/, 'it is not truncated under them');
like(psql_fails("ALTER TABLE $owner.ev DETACH PARTITION $owner.ev_p1999; SET ROLE $owner; SELECT history_apply('$owner.h', '$owner.ev', '$owner.ev_p1999', -1)"), qr/42501/, 'nor subtracted');
is(psql_ok('SELECT count(*) FROM public.caught'), 0, 'so they do not run as the owner of the events');
as($attacker, "ALTER TABLE $owner.ev_p1999 DISABLE ROW LEVEL SECURITY");
is(as($attacker, "TRUNCATE $owner.ev_p1999"), '', 'without them it is');
is(as($owner, "SELECT count(*) FROM history_check('h')"), 0, 'and the histories follow');
psql_ok("DROP TABLE $owner.ev_p1999");

# -- Names: of the caller, of the owner, of a schema that is renamed in between --

as($writer, "CREATE FUNCTION country(actor_code) RETURNS text LANGUAGE sql AS 'SELECT ''ZZZ''::text'; CREATE FUNCTION groups(actor_code) RETURNS text[] LANGUAGE sql AS 'SELECT ''{ZZZ}''::text[]';
	CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'; CREATE OPERATOR = (LEFTARG = text, RIGHTARG = text, FUNCTION = same)");
is(as($writer, "SET search_path = $writer, public, pg_catalog; $act"), '', 'with a search_path full of look-alikes');
is(psql_ok("SELECT source || target FROM $owner.h"), 'USAFRA', 'the names are those of smartdip');
psql_ok("CREATE FUNCTION $owner.look() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.caught VALUES (current_user); RETURN NEW; END'");
as($owner, "CREATE TRIGGER look BEFORE UPDATE ON h FOR EACH ROW EXECUTE FUNCTION $owner.look()");
is(as($writer, $act), '', 'a trigger of the histories');
is(psql_ok('SELECT DISTINCT who FROM public.caught'), $owner, 'runs as their owner');
as($owner, 'DROP TRIGGER look ON h');
{
	psql_ok("ALTER SCHEMA $owner OWNER TO $attacker; TRUNCATE public.caught; GRANT ALL ON $owner.ev TO $writer");
	my ($first, $second, $third) = map { TestSession->new($_) } $owner, $writer, $attacker;
	$first->ask("BEGIN; DELETE FROM $owner.ev WHERE false");
	my $waited = $second->send("INSERT INTO $owner.ev (id, day, code, source, target) VALUES (1000, '2020-01-01', '042', 'USAGOV', 'FRA')")->waits;
	$third->ask("ALTER SCHEMA $owner RENAME TO $owner\_2; CREATE SCHEMA $owner; CREATE TABLE $owner.h (LIKE $owner\_2.h); GRANT ALL ON SCHEMA $owner TO PUBLIC; GRANT ALL ON $owner.h TO PUBLIC;
		CREATE TRIGGER s BEFORE INSERT ON $owner.h FOR EACH ROW EXECUTE FUNCTION public.spring()");
	$first->ask('COMMIT');
	is($second->answer, '', 'a schema that is renamed while a writer waits');
	ok($waited, 'it waited');
	is(psql_ok('SELECT count(*) FROM public.caught'), 0, 'a twin of the histories is not written');
	$_->close for $first, $second, $third;
	psql_ok("DROP SCHEMA $owner CASCADE; ALTER SCHEMA $owner\_2 RENAME TO $owner; ALTER SCHEMA $owner OWNER TO $owner");
	is(psql_ok("SELECT count(*) FROM history_check('$owner.h')"), 0, 'the histories are');
}

# -- Partitions dropped by who is not the owner of the events, and histories of others that are called alike --

my $months = "SELECT create_event_table('pt', 'month'); SELECT add_event_partitions('pt', '2020-01-01', '2020-04-30'); SELECT create_history('ph', 'pt');
	INSERT INTO pt (id, day, code, source, target) SELECT i, date '2020-01-01' + 31 * i, '042', 'USA', 'FRA' FROM generate_series(0, 3) i;";
as($owner, $months);
psql_ok("ALTER TABLE $owner.pt_p202001 OWNER TO $writer; ALTER SCHEMA $owner OWNER TO $attacker");
is(as($writer, "DROP TABLE $owner.pt_p202001"), '', 'a partition is dropped by its owner');
my $exact = "SELECT event_count(history), (SELECT count(*) FROM history_check('$owner.ph')) FROM $owner.ph";
is(psql_ok($exact), '3|0', 'the histories are without its events');
is(as($attacker, "DROP TABLE $owner.pt_p202002"), '', 'another one by the owner of the schema');
is(psql_ok($exact), '2|0', 'they are without these, too');
psql_ok("ALTER SCHEMA $owner OWNER TO $owner");
is(as($owner, "BEGIN; CREATE TABLE pt_x PARTITION OF pt FOR VALUES FROM ('2021-01-01') TO ('2022-01-01'); INSERT INTO pt (id, day, code, source, target) VALUES (9, '2021-05-05', '042', 'USA', 'FRA');
	SAVEPOINT s; DROP TABLE pt_p202003; ROLLBACK TO s; DROP TABLE pt_x, pt_p202004; COMMIT"), '', 'some in one transaction, one of them made in it, one kept after all');
is(psql_ok($exact), '1|0', 'what is left is right');
as($attacker, "$months CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END';
	CREATE TRIGGER refuse BEFORE DELETE ON ph FOR EACH STATEMENT EXECUTE FUNCTION refuse();" . keeping('pt', "$owner.ph", "$owner.pt") =~ s/AFTER INSERT.*?WHEN/BEFORE INSERT ON pt WHEN/r);
is(psql_ok("DROP TABLE $owner.pt_p202003; SELECT count(*) FROM $owner.ph"), 0, 'who drops a partition has nothing to do with another one\'s histories of the same name');
like(as($attacker, 'DROP TABLE pt_p202001'), qr/P0001: refused/, 'whose partitions make them anew');
psql_ok("DROP TABLE $owner.pt, $owner.ph, $attacker.pt, $attacker.ph CASCADE");

as($owner, $months);
{
	my ($first, $second) = map { TestSession->new($owner) } 1 .. 2;
	$first->ask('BEGIN; LOCK TABLE pt');
	my $waited = $second->send("SELECT refresh_history('ph')")->waits;
	is($first->ask('DROP TABLE pt_p202001; COMMIT'), '', 'a partition is dropped while a refresh waits');
	is($second->answer, 1, 'which then goes on');
	ok($waited, 'it waited');
	$_->close for $first, $second;
}
is(psql_ok($exact), '3|0', 'there is no deadlock');
psql_ok("DROP TABLE $owner.pt, $owner.ph CASCADE");

# -- A dump: in one piece, and in three whose last runs in parallel; the names are odd --

psql_ok(<<"SQL");
CREATE SCHEMA "odd 'schema" AUTHORIZATION $owner;
SELECT create_history('"odd ''schema"."odd ""history"', '$owner.ev', 'actor', monads => true);
SELECT create_event_table('plain'); SELECT create_history('of_plain', 'plain');
INSERT INTO plain (id, day, code, source, target) SELECT id, day, code, source, target FROM smartdip_sample_events(300);
SQL
my $kept = "SELECT history, events, \"by\", two_countries, monads, \"table\", trigger FROM kept_histories() ORDER BY history::text, \"table\"::text";
my $before = psql_ok($kept);
is(psql_ok($kept) =~ tr/\n// + 1, 3 * 4 + 1, 'there is a row for each history and table');
my ($status, $dump, $err) = run_command('', 'pg_dump', $database);
is($status, 0, 'a dump') or diag($err);
ok($dump !~ /EVENT TRIGGER|CREATE FUNCTION public\.\w*(keep|histor)/, 'has nothing of the extension');
($status, undef, $err) = run_command('', 'pg_dump', '-Fc', '-f', "/tmp/smartdip-keep-$$", $database);
is($status, 0, 'a dump of the other format') or diag($err);
for my $how (qw(whole parts))
{
	my $restored = fresh_database('smartdip_keep_restored', bare => 1);
	($status, undef, $err) = $how eq 'whole' ? run_command($dump, 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-')
	  : run_command('', 'pg_restore', '-j', '3', '-d', $restored, "/tmp/smartdip-keep-$$");
	is($status, 0, "restored ($how)") or diag($err);
	is(psql_ok($kept), $before, 'the same are kept');
	is(psql_ok('SELECT count(*) FROM kept_histories() k, history_check(k.history) WHERE k."table" = k.events'), 0, 'they are exact');
	psql_ok("INSERT INTO plain (id, day, code, source, target) VALUES (9999, '2020-01-01', '042', 'USA', 'FRA'); $act DELETE FROM $owner.ev_p2020 WHERE id = 1");
	is(psql_ok('SELECT count(*) FROM kept_histories() k, history_check(k.history) WHERE k."table" = k.events'), 0, 'and go on to be');
	is(psql_ok("SELECT sum(event_count(history)) FROM of_plain"), psql_ok('SELECT count(*) FROM plain WHERE country(source) IS NOT NULL AND country(target) IS NOT NULL'), 'with what came');
}
unlink "/tmp/smartdip-keep-$$";
$ENV{PGDATABASE} = $database;

# -- A cancel undoes the events, too, and comes at once --

psql_ok("INSERT INTO plain (id, day, code, source, target) SELECT 10000 + i, date '2000-01-01' + i % 7000, '042', 'USA', 'FRA' FROM generate_series(1, 400000) i");
for my $statement ('UPDATE plain SET code = \'190\'', "SELECT refresh_history('of_plain')",
	"SELECT count(*) FROM history_check('of_plain')", "SELECT count(*) FROM dyad_panel('of_plain', 'day', '1950-01-01', '2016-12-31')",
	"SELECT count(*) FROM (SELECT dyad_panel(NULL, 'day', '1816-01-01', '2016-12-31', 'un') OFFSET 0) s")
{
	my $late = 'early';
	for (my $timeout = 1600; $late eq 'early' && $timeout > 20; $timeout /= 2)
	{
		my $answer = psql_ok("SET statement_timeout = $timeout; CREATE TEMP TABLE late (ms text); DO \$do\$ BEGIN PERFORM 1; EXECUTE \$s\$ $statement \$s\$; INSERT INTO late VALUES ('done');
			EXCEPTION WHEN query_canceled THEN INSERT INTO late VALUES (round(1000 * extract(epoch FROM clock_timestamp() - statement_timestamp()) - $timeout)::text); END \$do\$; SET statement_timeout = 0; SELECT ms FROM late");
		$late = $answer unless $answer eq 'done';
	}
	ok($late ne 'early' && $late < 1000, "$statement ends when it is cancelled") or diag("$late ms late");
	note("$late ms late");
}
is(psql_ok("SELECT count(*) FROM history_check('of_plain')"), 0, 'the histories are exact after that');
psql_ok('DROP DATABASE smartdip_keep_restored');
psql_ok("SET client_min_messages = error; DROP SCHEMA $owner, $writer, $attacker CASCADE; DROP OWNED BY $owner, $writer, $attacker CASCADE; DROP ROLE $owner, $writer, $attacker");
done_testing();
