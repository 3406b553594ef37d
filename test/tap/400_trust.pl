# What a plain role may try: it does not crash the server, reads nothing that it may not, and does not become more than
# it is. Two sessions at once, hostile tables, planted names, and settings and rights that change while something is kept.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);
use TestSession;

fresh_database('smartdip_trust');
my ($victim, $attacker) = qw(smartdip_trust_victim smartdip_trust_attacker);
psql_ok("DROP ROLE IF EXISTS $_; CREATE ROLE $_ LOGIN") for $victim, $attacker;
psql_ok('ALTER DATABASE smartdip_trust SET search_path = arena, public');
my $root = psql_ok('SELECT current_user');
my $version = psql_ok('SHOW server_version_num');
my $load = 'SELECT * FROM load_event_lines';
my @heard;

# A schema of the attacker's, empty, in which all may make tables. Every attack gets its own.
sub anew
{
	my (@statements) = @_;
	return psql_ok(join ";\n", 'SET client_min_messages = error', 'DROP SCHEMA IF EXISTS arena, elsewhere CASCADE',
		"GRANT CREATE ON DATABASE smartdip_trust TO $attacker", "CREATE SCHEMA arena AUTHORIZATION $attacker", 'GRANT ALL ON SCHEMA arena TO PUBLIC', @statements);
}

# An event table, and a staging table with a header, two events and a line that is refused.
sub event_table
{
	my ($owner, %options) = @_;
	return ("SET ROLE $owner", "SELECT create_event_table('ev'" . ($options{partition} ? ", partition => '$options{partition}'" : '') . ')', 'RESET ROLE');
}

sub staging_table
{
	my ($owner) = @_;
	return ("SET ROLE $owner", 'CREATE TABLE stg (line_no bigint, line text)',
		"INSERT INTO stg VALUES (1, 'day,source,code,target,id'), (2, '2020-01-15,USA,042,IRN,1'), (3, '2020-02-15,USA,042,IRN,2'), (4, 'no event')", 'RESET ROLE');
}

# What the statements print as that role, errors included; all of them in one message if asked for.
sub as
{
	my ($role, $sql, %how) = @_;
	my @psql = ('psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-U', $role);
	my (undef, $out, $err) = $how{one} ? run_command('', @psql, '-c', $sql) : run_command($sql, @psql, '-f', '-');
	return heard("$out$err" =~ s/\n\z//r);
}

# Keeps an answer for the last test. A server that went down comes up again by itself, and the next test is not to suffer.
sub heard
{
	my ($answer) = @_;
	push @heard, $answer;
	return $answer unless $answer =~ /server closed the connection|connection to server was lost|in recovery mode/;
	for (1 .. 100)
	{
		my ($status) = run_command('', 'psql', '-XAtq', '-c', 'SELECT 1');
		last if $status == 0;
		select undef, undef, undef, 0.2;
	}
	return $answer;
}

# The attacker locks something, another one's statement waits for it, the attacker does something and commits: what
# does the other one get?
sub while_waiting
{
	my ($lock, $role, $statement, $meanwhile) = @_;
	my $first = TestSession->new($attacker);
	my $second = TestSession->new($role);
	my $trouble = $first->ask("BEGIN;\n$lock");
	my $waited = $second->send($statement)->waits;
	$trouble .= $first->ask("$meanwhile;\nCOMMIT");
	my $answer = heard($second->answer);
	$_->close for $first, $second;
	diag("the first session: $trouble") if $trouble =~ /ERROR/;
	return $waited ? $answer : "did not wait: $answer";
}

# -- What changes while a load waits for a lock: what was checked before is checked after it --

for my $case (
	[ 'has another type', 'ALTER TABLE stg ALTER line TYPE bigint USING 64', qr/42809: "stg" is not a staging table/ ],
	[ 'has another number', 'ALTER TABLE stg ALTER line_no TYPE text', qr/42809: "stg" is not a staging table/ ],
	[ 'has lost a column', 'ALTER TABLE stg DROP COLUMN line', qr/42809: "stg" is not a staging table/ ],
	[ 'is gone', 'DROP TABLE stg', qr/42P01: relation with OID \d+ does not exist.*HINT:/s ],
	[ 'has another name', 'ALTER TABLE stg RENAME TO old; CREATE TABLE stg (line_no bigint, line bigint); INSERT INTO stg VALUES (1, 64)', qr/^2\|1\|0$/ ],
	[ 'was rewritten', "ALTER TABLE stg ALTER line TYPE bytea USING convert_to(line, 'UTF8')", qr/^2\|1\|0$/ ])
{
	my ($name, $meanwhile, $answer) = @$case;
	anew(event_table($attacker), staging_table($attacker));
	like(while_waiting('LOCK TABLE stg', $attacker, "$load('ev', 'stg')", $meanwhile), $answer, "after the wait the staging table $name");
}

for my $case (
	[ 'has lost a column that can be filled', 'ALTER TABLE ev DROP COLUMN url, DROP COLUMN mentions', qr/^2\|1\|0$/ ],
	[ 'has lost a column that is needed', 'ALTER TABLE ev DROP COLUMN source', qr/42703: table "ev" has no column "source"/ ],
	[ 'has columns of other types', 'ALTER TABLE ev ALTER mentions TYPE text, ALTER id TYPE numeric', qr/^2\|1\|0$/ ],
	[ 'has a check', 'ALTER TABLE ev ADD CHECK (id > 1)', qr/23514: new row for relation "ev" violates check constraint/ ],
	[ 'has row security', 'ALTER TABLE ev ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', qr/42501: new row violates row-level security policy for table "ev"/ ],
	[ 'has rules', 'CREATE RULE r AS ON INSERT TO ev DO INSTEAD NOTHING', qr/0A000: cannot insert into table "ev", which has rules for INSERT/ ],
	[ 'is a partition', "CREATE TABLE whole (LIKE ev) PARTITION BY RANGE (day); ALTER TABLE whole ATTACH PARTITION ev FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')",
		qr/23514: new row for relation "ev" violates partition constraint/ ],
	[ 'is gone', 'DROP TABLE ev', qr/42P01: relation with OID \d+ does not exist/ ],
	[ 'is gone, and a view there', 'DROP TABLE ev; CREATE VIEW ev AS SELECT 1 AS id', qr/42P01: relation with OID \d+ does not exist/ ])
{
	my ($name, $meanwhile, $answer) = @$case;
	anew(event_table($attacker), staging_table($attacker));
	like(while_waiting('LOCK TABLE ev', $attacker, "$load('ev', 'stg')", $meanwhile), $answer, "after the wait the event table $name");
}
SKIP:
{
	skip 'a table cannot become a view since 16', 1 if $version >= 160000;
	anew(staging_table($attacker), "SET ROLE $attacker", 'CREATE TABLE ev (id bigint, day date, code event_code, source actor_code, target actor_code)');
	like(while_waiting('LOCK TABLE ev', $attacker, "$load('ev', 'stg')",
			'CREATE RULE "_RETURN" AS ON SELECT TO ev DO INSTEAD SELECT 1::bigint AS id, current_date AS day, NULL::event_code AS code, NULL::actor_code AS source, NULL::actor_code AS target'),
		qr/42809: "ev" is not a table/, 'after the wait the event table is a view');
}
anew(event_table($attacker, partition => 'month'), staging_table($attacker));
like(while_waiting('LOCK TABLE ev IN SHARE UPDATE EXCLUSIVE MODE', $attacker, "SELECT add_event_partitions('ev', '2020-01-01', '2020-01-31')", 'ALTER TABLE ev RENAME TO ev2'),
	qr/^1$|42P01/, 'a table that is renamed while it waits for a partition');
like(psql_ok("SELECT count(*) FROM pg_inherits WHERE inhrelid::regclass::text LIKE 'ev_p2020%'"), qr/^0$/, 'no partition has the old name');
anew("SET ROLE $attacker", "SELECT create_power_scheme('sch')");
for my $case (
	[ 'has other types', 'ALTER TABLE sch ALTER profile TYPE integer USING 7', qr/42809: "sch" is not a power scheme/ ],
	[ 'is gone', 'DROP TABLE sch', qr/42P01: relation with OID \d+ does not exist/ ])
{
	my ($name, $meanwhile, $answer) = @$case;
	like(while_waiting('LOCK TABLE sch', $attacker, "SELECT power_profile(event_code '04', 'sch'::regclass)", $meanwhile), $answer, "after the wait the power scheme $name");
}

# Who may not insert gets no lock, and nobody holds up loads by an advisory lock.
anew(event_table($victim), staging_table($attacker));
{
	my $other = TestSession->new($victim);
	$other->ask("BEGIN; LOCK TABLE ev");
	like(as($attacker, "SET statement_timeout = '20s';\n$load('ev', 'stg')"), qr/42501: permission denied for table ev/, 'who may not insert does not even wait');
	$other->close;
}
anew(event_table($victim), staging_table($victim));
{
	my $other = TestSession->new($attacker);
	$other->ask("SELECT pg_advisory_lock(1936548976, 'ev'::regclass::int), pg_advisory_lock(1936548976::bigint << 32 | 'ev'::regclass::int)");
	is(as($victim, "SET statement_timeout = '20s';\n$load('ev', 'stg')"), '2|1|0', 'no role can hold up loads by an advisory lock');
	$other->close;
}

# -- Names that lead elsewhere by the time they are looked up --

# Code of the attacker's that runs as somebody else leaves the other one's name.
my @trap = ('CREATE TABLE public.caught (who name)', 'GRANT ALL ON public.caught TO PUBLIC',
	q{CREATE FUNCTION public.spring() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.caught VALUES (current_user); RETURN NEW; END'});
psql_ok(join ';', @trap);

sub caught
{
	my ($name) = @_;
	is(psql_ok("SELECT string_agg(DISTINCT who::text, ' ') FROM public.caught WHERE who <> '$attacker'"), '', "$name: nothing of the attacker's ran as somebody else");
	psql_ok('TRUNCATE public.caught');
}

# The attacker owns the schema; the tables are the superuser's. He makes the load wait for a key, renames the schema and
# puts twins where the tables were.
anew(event_table($root, partition => 'year'), staging_table($root), "GRANT SELECT, INSERT ON ev TO $attacker", "SELECT add_event_partitions('ev', '2020-01-01', '2020-01-01')");
like(while_waiting("INSERT INTO ev (id, day, code) VALUES (1, '2020-01-15', '01')", $root, "$load('arena.ev', 'arena.stg')",
		"ALTER SCHEMA arena RENAME TO elsewhere; CREATE SCHEMA arena; CREATE TABLE arena.ev (LIKE elsewhere.ev); CREATE TABLE arena.ev_reject (file text, line_no bigint, line text, reason text);
		CREATE TRIGGER t BEFORE INSERT ON arena.ev FOR EACH ROW EXECUTE FUNCTION public.spring(); CREATE TRIGGER t BEFORE INSERT ON arena.ev_reject FOR EACH ROW EXECUTE FUNCTION public.spring()"),
	qr/55000: the name of table "ev(_reject)?" has come to mean another table.*HINT:.*try again/s, 'a schema that is renamed in mid-load');
caught('a schema renamed in mid-load');

# A partition is made for the table of somebody else in the attacker's schema. He holds the schema up by a DROP that waits, renames it and
# another one, and a table of his own gets the name of the partition: that one must not become it, nor its triggers fire.
# What depends on a schema is locked in the order of pg_depend, where the schema itself may come late (18): then nothing waits for it.
anew('VACUUM FULL pg_depend', "SET ROLE $attacker", 'CREATE TABLE brake ()', 'RESET ROLE', event_table($victim, partition => 'year'), "GRANT SELECT ON ev TO $attacker",
	"SET ROLE $attacker", 'CREATE SCHEMA elsewhere', 'CREATE TABLE elsewhere.ev (LIKE ev)', 'CREATE TABLE twin (LIKE ev)', 'CREATE TRIGGER t BEFORE INSERT ON twin FOR EACH ROW EXECUTE FUNCTION public.spring()');
{
	my ($brake, $drop, $swap) = map { TestSession->new($attacker) } 1 .. 3;
	my $maker = TestSession->new($root);
	$_->ask("SET statement_timeout = '30s'") for $drop, $swap, $maker;
	$brake->ask('BEGIN; LOCK TABLE arena.brake');
	ok($drop->send('DROP SCHEMA arena CASCADE')->waits, 'a schema is about to be dropped');
	my $held = $swap->send('BEGIN; ALTER SCHEMA arena RENAME TO arena1; ALTER SCHEMA elsewhere RENAME TO arena; ALTER TABLE arena1.twin RENAME TO ev_p1950; COMMIT')->waits;
	ok($held || psql_ok('SHOW server_version_num') >= 180000, 'behind that it gets another name');
	ok($maker->send("SELECT add_event_partitions('arena.ev', '1950-01-01', '1950-12-31')")->waits, 'and a partition waits for both') if $held;
	$brake->ask("SELECT pg_cancel_backend($drop->{pid}); COMMIT");
	$drop->answer;
	is($swap->answer, '', 'it has another name');
	like(heard($maker->answer), qr/55000: table .* was renamed while it got a partition/, 'the partition is not made of what stands there') if $held;
	$_->close for $brake, $drop, $swap, $maker;
	psql_ok("SET client_min_messages = error; INSERT INTO arena1.ev (id, day, code) VALUES (1, '1950-05-05', '01')") if psql_ok("SELECT count(*) FROM pg_inherits WHERE inhrelid = 'arena1.ev_p1950'::regclass");
	psql_ok('SET client_min_messages = error; DROP SCHEMA arena1 CASCADE');
}
caught('a table that takes the place of a new partition');

# The same with a table of texts.
anew("SELECT create_text_table('tx')", 'CREATE TABLE stg (line_no bigint, line text)', "INSERT INTO stg VALUES (1, 'id,published'), (2, '1,2020-01-15'), (3, '2,2020-01-15')",
	"GRANT SELECT, INSERT ON tx, tx_reject TO $attacker");
like(while_waiting("INSERT INTO tx (id, published) VALUES ('1', '2020-01-15')", $root, "SELECT * FROM load_text_lines('arena.tx', 'arena.stg')",
		"ALTER SCHEMA arena RENAME TO elsewhere; CREATE SCHEMA arena; CREATE TABLE arena.tx (LIKE elsewhere.tx); CREATE TABLE arena.tx_reject (LIKE elsewhere.tx_reject);
		CREATE TRIGGER t BEFORE INSERT ON arena.tx FOR EACH ROW EXECUTE FUNCTION public.spring(); CREATE TRIGGER t BEFORE INSERT ON arena.tx_reject FOR EACH ROW EXECUTE FUNCTION public.spring()"),
	qr/55000: the name of table "tx(_reject)?" has come to mean another table.*HINT:.*try again/s, 'a schema that is renamed in mid-load of texts');
caught('a schema renamed in mid-load of texts');

# A reject table that changes hands in the wait.
anew(event_table($victim), staging_table($victim), 'CREATE TABLE held (LIKE ev_reject)');
{
	my ($first, $second) = map { TestSession->new($_) } $root, $victim;
	$first->ask('BEGIN; LOCK TABLE ev_reject');
	my $waited = $second->send("$load('ev', 'stg')")->waits;
	$first->ask("ALTER TABLE ev_reject OWNER TO $attacker; GRANT INSERT ON ev_reject TO $victim; COMMIT");
	like(heard($second->answer), qr/42501: table "ev_reject" does not belong to the owner of "ev" any more/, 'a reject table that changes hands in the wait');
	ok($waited, 'that was waited for');
	$_->close for $first, $second;
}

# -- Planted tables: they are taken only from who would have made them --

my $planted = "CREATE TABLE px_reject (file text, line_no bigint, line text, reason text); CREATE UNIQUE INDEX ON px_reject (file, line_no);
	GRANT ALL ON px_reject TO PUBLIC; CREATE TRIGGER t BEFORE INSERT ON px_reject FOR EACH ROW EXECUTE FUNCTION public.spring()";
for my $role ($root, $victim)
{
	anew("SET ROLE $attacker", $planted, 'RESET ROLE', staging_table($role));
	like(as($role, "SELECT create_event_table('px')"), qr/42501: table "px_reject" belongs to role "$attacker", not to the owner of "px".*HINT:.*Drop it/s,
		"$role does not adopt a planted reject table");
	like(as($role, "CREATE TABLE px (id bigint PRIMARY KEY, day date, code event_code, source actor_code, target actor_code);\n$load('px', 'stg')"),
		qr/42501: table "px_reject" belongs to role "$attacker"/, 'nor with a table made by hand');
	caught('a planted reject table');
}
for my $case ([ 'view', 'CREATE VIEW px_reject AS SELECT 1 AS line_no' ], [ 'sequence', 'CREATE SEQUENCE px_reject' ], [ 'type', 'CREATE TYPE px_reject AS (line_no bigint)' ],
	[ 'index', 'CREATE TABLE t (i int); CREATE INDEX px_reject ON t (i)' ])
{
	my ($kind, $statement) = @$case;
	anew("SET ROLE $victim", $statement);
	like(as($victim, "SELECT create_event_table('px')"), qr/42809: "px_reject" is not the reject table of "px".*HINT:/s, "a $kind of that name is no reject table");
}
anew(event_table($victim), staging_table($root));
is(as($root, "$load('ev', 'stg')"), '2|1|0', 'the owner\'s own reject table is taken by all who load');
anew(event_table($victim), 'DROP TABLE ev_reject', 'GRANT INSERT ON ev TO PUBLIC', staging_table($root));
is(as($root, "$load('ev', 'stg')"), '2|1|0', 'a superuser makes one for somebody else');
psql_ok("GRANT INSERT ON arena.ev_reject TO $victim; GRANT SELECT ON arena.stg TO $victim");
is(as($victim, "$load('ev', 'stg')"), '0|1|2', 'who takes it: superusers can act as the owner');

anew(event_table($victim, partition => 'month'), staging_table($victim), "SET ROLE $attacker", map { "CREATE TABLE ev_p$_ (id bigint)" } qw(202001 20200101));
like(as($victim, "$load('ev', 'stg')"), qr/42P07: relation "ev_p20200101" is there already and is no partition of arena.ev.*DETAIL:.*$attacker.*HINT:/s, 'planted partitions are not attached');
psql_ok('DROP TABLE arena.ev_p20200101');
is(as($victim, "$load('ev', 'stg')"), '2|1|0', 'with one of the two names free');
is(psql_ok("SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY 1) FROM pg_inherits WHERE inhparent = 'ev'::regclass AND inhrelid::regclass::text LIKE '%2020%'"), 'ev_p20200101 ev_p202002',
	'the other one is passed by');
anew(event_table($victim), "SET ROLE $attacker", 'CREATE VIEW one_a_day AS SELECT 1 AS id', 'CREATE TABLE sch (code event_code, profile power_profile, reason text)');
like(as($victim, "SELECT create_event_view('one_a_day', 'ev')"), qr/42P07/, 'a planted view is not replaced');
like(as($victim, "SELECT create_power_scheme('sch', 'smartdip-1')"), qr/42P07/, 'a planted table does not become a power scheme');

# -- Lines are read with the rights of who loads --

anew(event_table($victim), staging_table($attacker), "ALTER TABLE stg ENABLE ROW LEVEL SECURITY", "CREATE POLICY p ON stg TO $victim USING (line_no IN (1, 2))", "GRANT SELECT ON stg TO $victim");
is(as($victim, "$load('ev', 'stg')"), '1|0|0', 'row security of the staging table holds');
is(psql_ok('SELECT count(*) FROM arena.ev_reject'), 0, 'what it hides does not come to light in the reject table');
like(as($victim, "SET row_security = off;\n$load('ev', 'stg')"), qr/42501: query would be affected by row-level security policy for table "stg"/, 'row_security = off is heard');
anew(event_table($victim), staging_table($attacker));
like(as($victim, "$load('ev', 'stg')"), qr/42501: permission denied for table stg/, 'without SELECT nothing is read');
psql_ok("GRANT SELECT (line_no) ON arena.stg TO $victim");
like(as($victim, "$load('ev', 'stg')"), qr/42501: permission denied for table stg/, 'SELECT on one of the columns is not enough');
psql_ok("GRANT SELECT (line) ON arena.stg TO $victim");
is(as($victim, "$load('ev', 'stg')"), '2|1|0', 'SELECT on both is');
anew(event_table($victim), staging_table($victim), 'CREATE TABLE child () INHERITS (stg)', "INSERT INTO child VALUES (5, '2020-01-15,USA,042,IRN,5'), (6, 'bad')");
is(as($victim, "$load('ev', 'stg')"), '3|2|0', 'rows of a table that inherits are read');
anew(event_table($victim), 'CREATE TABLE stg (line_no int, line text) PARTITION BY LIST (line_no)', 'CREATE TABLE a PARTITION OF stg FOR VALUES IN (1)',
	'CREATE TABLE b PARTITION OF stg DEFAULT', "INSERT INTO stg VALUES (1, 'day,source,code,target,id'), (2, '2020-01-15,USA,042,IRN,1')", "GRANT SELECT ON stg TO $victim");
is(as($victim, "$load('ev', 'stg')"), '1|0|0', 'so are partitions');
anew(event_table($victim), staging_table($attacker), "SET ROLE $attacker", 'CREATE VIEW v AS SELECT line_no, line FROM stg WHERE line_no <> 4', "GRANT SELECT ON v TO $victim");
is(as($victim, "$load('ev', 'v')"), '2|0|0', 'a view is read, with its owner\'s rights behind it');

# -- Rows are written with the rights of who loads --

anew(event_table($victim), staging_table($attacker), "GRANT INSERT ON ev, ev_reject TO $attacker");
is(as($attacker, "$load('ev', 'stg')"), '2|1|0', 'INSERT alone is enough, without SELECT');
like(as($attacker, "$load('ev', 'stg')"), qr/42501: permission denied for table ev.*DETAIL:.*HINT:/s, 'but not to tell whether a row is the same as one that is there');
psql_ok("GRANT SELECT ON arena.ev TO $attacker");
is(as($attacker, "$load('ev', 'stg')"), '0|1|2', 'which takes SELECT');
psql_ok("REVOKE INSERT, SELECT ON arena.ev FROM $attacker; GRANT INSERT (id, day, code) ON arena.ev TO $attacker");
like(as($attacker, "$load('ev', 'stg')"), qr/42501: permission denied for table ev/, 'INSERT on some of the columns is not');
anew(event_table($victim), staging_table($attacker), "GRANT INSERT ON ev, ev_reject TO $attacker", 'ALTER TABLE ev ENABLE ROW LEVEL SECURITY', "CREATE POLICY p ON ev FOR INSERT TO $attacker WITH CHECK (id <> 2)");
like(as($attacker, "$load('ev', 'stg')"), qr/42501: new row violates row-level security policy for table "ev"/, 'row security of the event table holds');
is(psql_ok('SELECT count(*) FROM arena.ev'), 0, 'and nothing is loaded');
anew(event_table($victim), staging_table($attacker), "GRANT INSERT ON ev, ev_reject TO $attacker", 'ALTER TABLE ev_reject ENABLE ROW LEVEL SECURITY');
like(as($attacker, "$load('ev', 'stg')"), qr/42501: new row violates row-level security policy for table "ev_reject"/, 'so does that of the reject table');

# Code that belongs to the event table, its default, its index, its trigger, runs as the caller, as with any INSERT.
anew("CREATE FUNCTION who() RETURNS name LANGUAGE sql IMMUTABLE AS 'SELECT current_user'", staging_table($victim), "SET ROLE $attacker",
	'CREATE TABLE ev (id bigint PRIMARY KEY, day date, code event_code, source actor_code, target actor_code, added_by name DEFAULT current_user)', 'CREATE INDEX ON ev ((id::text || who()))',
	'SELECT event_reject_table(\'ev\')', "GRANT INSERT, SELECT ON ev, ev_reject TO $victim");
is(as($victim, "$load('ev', 'stg');\nSELECT DISTINCT added_by FROM ev"), "2|1|0\n$victim", 'defaults see the caller');

# -- Who alters a table while it is in use --

for my $case (
	[ 'the staging table', 'ALTER TABLE stg ALTER line TYPE bigint USING 64', '55006: cannot ALTER TABLE "stg"' ], [ 'the staging table away', 'DROP TABLE stg CASCADE', '55006: cannot DROP TABLE "stg"' ],
	[ 'the event table', 'ALTER TABLE ev DROP COLUMN day', '55006: cannot ALTER TABLE "ev"' ], [ 'the reject table', 'ALTER TABLE ev_reject DROP COLUMN line', '55006: cannot ALTER TABLE "ev_reject"' ],
	[ 'the reject table away', 'DROP TABLE ev_reject', '55006: cannot DROP TABLE "ev_reject"' ], [ 'the rows away', 'TRUNCATE stg', '55006: cannot TRUNCATE "stg"' ])
{
	my ($name, $statement, $answer) = @$case;
	my $function = "CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN $statement; RETURN NEW; END \$\$";
	anew(event_table($attacker), staging_table($attacker), "SET ROLE $attacker", $function, 'CREATE TRIGGER t BEFORE INSERT ON ev FOR EACH ROW EXECUTE FUNCTION act()');
	like(as($attacker, "$load('ev', 'stg')"), qr/\Q$answer\E because it is being used/, "a trigger alters $name");
	anew(event_table($attacker), staging_table($attacker), "SET ROLE $attacker",
		"CREATE FUNCTION act(text) RETURNS text LANGUAGE plpgsql AS \$\$ BEGIN $statement; RETURN \$1; END \$\$", 'CREATE VIEW v AS SELECT line_no, act(line) AS line FROM stg');
	like(as($attacker, "$load('ev', 'v')"), qr/55006: cannot [A-Z ]+ "(?:ev|ev_reject|stg|v)" because it is being used/, "a view that is staged alters $name");
}
anew(event_table($attacker), staging_table($attacker), "SET ROLE $attacker", "CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
	q{CREATE FUNCTION act(text) RETURNS text LANGUAGE plpgsql AS 'BEGIN CREATE OR REPLACE TRIGGER t BEFORE INSERT ON ev FOR EACH ROW EXECUTE FUNCTION never(); CREATE INDEX IF NOT EXISTS i ON ev_reject (line_no); RETURN $1; END'},
	'CREATE VIEW v AS SELECT line_no, act(line) AS line FROM stg');
like(as($attacker, "$load('ev', 'v')"), qr/^\d\|\d\|\d$|ERROR:  (?!XX)/, 'a view that is staged puts a trigger on the event table');

# -- Through a view: the rights of who inserts, and the table that the view is over, whatever names lead to by then --

my $line = "INSERT INTO l VALUES ('day,source,code,target,id'), ('2020-01-15,USA,042,IRN,7');\nSELECT * FROM last_event_load()";
anew(event_table($victim), "SET ROLE $attacker", "SELECT create_load_view('l', 'ev')", "GRANT INSERT ON l TO $victim");
like(as($attacker, $line), qr/42501: permission denied for table ev/, 'who makes a view gets no right to the table by it');
is(psql_ok('SELECT count(*) FROM ev'), 0, 'nothing is there');
like(as($victim, $line), qr/^1\|0\|0$/, 'who has the right loads through it');
anew(event_table($victim), "SET ROLE $victim", "SELECT create_load_view('l', 'ev')");
like(as($attacker, $line), qr/42501: permission denied for view l/, 'who may not insert into the view does not get as far');
psql_ok("GRANT INSERT ON l TO $attacker; GRANT INSERT ON ev TO $attacker");
like(as($attacker, $line), qr/^1\|0\|0$/, 'INSERT on the view and on the table is enough');
like(as($attacker, "INSERT INTO l VALUES ('no event')"), qr/22023: the first lines/, 'and no more');
anew(event_table($attacker), "SET ROLE $root", "GRANT INSERT ON ev TO $victim", "CREATE SCHEMA home", "SELECT create_load_view('home.l', 'ev')");
like(while_waiting('LOCK TABLE ev', $root, $line =~ s/INTO l/INTO home.l/r,
		"ALTER SCHEMA arena RENAME TO elsewhere; CREATE SCHEMA arena; CREATE TABLE arena.ev (LIKE elsewhere.ev); CREATE TABLE arena.ev_reject (LIKE elsewhere.ev_reject);
		CREATE TRIGGER t BEFORE INSERT ON arena.ev FOR EACH ROW EXECUTE FUNCTION public.spring(); CREATE TRIGGER t BEFORE INSERT ON arena.ev_reject FOR EACH ROW EXECUTE FUNCTION public.spring()"),
	qr/^1\|0\|0$|55000/, 'a schema that is renamed while a view waits');
is(psql_ok('SELECT count(*) FROM arena.ev'), 0, 'nothing gets into the twin');
caught('a schema renamed behind a view');
psql_ok('DROP SCHEMA home CASCADE');
anew("SET ROLE $attacker", $planted, 'RESET ROLE');
like(as($victim, "CREATE TABLE px (id bigint PRIMARY KEY, day date, code event_code, source actor_code, target actor_code); SELECT create_load_view('pg_temp.l', 'px'); $line"),
	qr/42501: table "px_reject" belongs to role "$attacker"/, 'a planted reject table is not taken through a view, either');
caught('a planted reject table behind a view');

# -- Refused lines are read again with the rights of who asks --

anew(event_table($victim), staging_table($victim), "GRANT INSERT ON ev, ev_reject TO $attacker");
is(as($victim, "$load('ev', 'stg')"), '2|1|0', 'a line is refused');
like(as($attacker, "SELECT * FROM load_rejects('ev')"), qr/42501: permission denied for table ev_reject/, 'who may not delete and read does not load it');
psql_ok("GRANT SELECT, DELETE ON ev_reject TO $attacker; ALTER TABLE ev_reject ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON ev_reject TO $attacker USING (false)");
is(as($attacker, "SELECT * FROM load_rejects('ev')"), '0|0|0', 'row security hides lines from it');
is(psql_ok('SELECT count(*) FROM ev_reject'), 1, 'and they stay');
{
	my ($first, $second) = map { TestSession->new($victim) } 1 .. 2;
	psql_ok(q{UPDATE ev_reject SET line = '2020-03-15,USA,042,IRN,3'});
	$first->ask("BEGIN; SELECT * FROM load_rejects('ev')");
	my $waited = $second->send("SELECT * FROM load_rejects('ev')")->waits;
	$first->ask('COMMIT');
	is(heard($second->answer), '0|0|0', 'two who load them at once: one does');
	ok($waited, 'the other waited');
	$_->close for $first, $second;
	is(psql_ok('SELECT count(*) FROM ev'), 3, 'and the line is there once');
}

# -- Rows that a trigger keeps out are refused, and told from duplicates --

for my $partition ('none', 'month')
{
	anew(event_table($attacker, partition => $partition), "SET ROLE $attacker", 'CREATE TABLE stg (line_no bigint, line text)',
		"INSERT INTO stg SELECT n, CASE n WHEN 1 THEN 'day,source,code,target,id' ELSE format('2020-01-15,USA,042,IRN,%s', n) END FROM generate_series(1, 101) n", "$load('ev', 'stg')",
		'DELETE FROM ev WHERE id > 51',
		"CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN CASE WHEN NEW.id % 2 = 1 THEN NEW END; END'", 'CREATE TRIGGER t BEFORE INSERT ON ev FOR EACH ROW EXECUTE FUNCTION odd()');
	is(as($attacker, "$load('ev', 'stg')"), '25|25|50', "partition $partition: of 50 odd ids and 50 even ones half are there; even ones are kept out");
	is(psql_ok('SELECT count(*), min(line_no), max(line_no), min(line), min(reason) FROM arena.ev_reject'), '25|52|100|2020-01-15,USA,042,IRN,100|a trigger of table "ev" kept the row out',
		"partition $partition: the lines are in the reject table, with the reason");
	is(as($attacker, "$load('ev', 'stg')"), '0|25|75', "partition $partition: once more");
}

# -- What is kept of a power scheme does not outlive the right or the policy that it was read under --

my @tenants = ("SET ROLE $victim", 'CREATE TABLE sch (tenant text, code event_code, profile power_profile)',
	"INSERT INTO sch VALUES ('1', '01', 'hard:0.1'), ('2', '01', 'hard:0.2'), ('2', '02', 'soft:0.2')", 'ALTER TABLE sch ENABLE ROW LEVEL SECURITY',
	"CREATE POLICY p ON sch USING (tenant = current_setting('app.t'))", "CREATE VIEW v AS SELECT code, profile FROM sch WHERE tenant = current_setting('app.t')", "GRANT SELECT ON sch, v TO $attacker",
	'RESET ROLE', 'CREATE TABLE codes (code event_code)', "INSERT INTO codes VALUES ('01'), ('02')", 'GRANT SELECT ON codes TO PUBLIC');
for my $scheme ('sch', 'v')
{
	my ($first, $second) = ('hard.power:0.10|', 'hard.power:0.20|soft.power:0.20');
	my $read = "SELECT power_profile(event_code '01', '$scheme'::regclass), power_profile(event_code '02', '$scheme'::regclass)";
	my $rows = "SELECT string_agg(coalesce(power_profile(code, '$scheme'::regclass)::text, ''), '|' ORDER BY code) FROM codes";
	anew(@tenants);
	for my $isolation ('READ COMMITTED', 'REPEATABLE READ')
	{
		my $begin = "BEGIN ISOLATION LEVEL $isolation; SET app.t = '1'";
		is(as($attacker, "$begin; $read; SET app.t = '2'; $read; $rows; SET app.t = '1'; $rows; COMMIT", one => 1), join("\n", $first, $second, $second, $first),
			"$scheme, $isolation: each statement of one message shows its own tenant");
	}
	my $text = q{coalesce(%s::text, '')};
	my $call = "power_profile(c, '$scheme'::regclass)";
	for my $volatility ('VOLATILE', 'STABLE')
	{
		as($attacker, "CREATE OR REPLACE FUNCTION seen() RETURNS text LANGUAGE plpgsql $volatility AS \$\$
			DECLARE r text := ''; c event_code := '01';
			BEGIN
				FOR t IN 1 .. 2 LOOP
					PERFORM set_config('app.t', t::text, false);
					r := r || coalesce($call\::text, '') || ' ';
					r := r || coalesce(power_profile('01'::event_code, '$scheme'::regclass)::text, '') || ' ';
					r := r || (SELECT coalesce(power_profile(code, '$scheme'::regclass)::text, '') FROM codes WHERE code = '01') || ' ';
				END LOOP;
				RETURN r;
			END \$\$");
		is(as($attacker, 'SELECT seen()'), ('hard.power:0.10 ' x 3) . ('hard.power:0.20 ' x 3), "$scheme: each expression and statement of a $volatility function, too");
	}
	is(as($attacker, "DO \$\$ DECLARE r text := ''; BEGIN FOR t IN 1 .. 2 LOOP PERFORM set_config('app.t', t::text, false); r := r || coalesce(power_profile(event_code '02', '$scheme'::regclass)::text, '-'); END LOOP;
		RAISE EXCEPTION '%', r; END \$\$") =~ /P0001: (\S+)/ ? $1 : '', '-soft.power:0.20', "$scheme: and of a DO block");
}

# A kept scheme and each way to lose the right to it. Sessions that have read it go on.
my @scheme = ("SET ROLE $victim", "SELECT create_power_scheme('sch', 'smartdip-1')", 'RESET ROLE');
my $read = "SELECT power_profile(event_code '01', 'sch'::regclass) IS NOT NULL";
for my $case (
	[ 'SELECT', "GRANT SELECT ON arena.sch TO $attacker", "REVOKE SELECT ON arena.sch FROM $attacker" ],
	[ 'SELECT on a column', "GRANT SELECT (code, profile) ON arena.sch TO $attacker", "REVOKE SELECT (code) ON arena.sch FROM $attacker" ],
	[ 'being a superuser', "ALTER ROLE $attacker SUPERUSER", "ALTER ROLE $attacker NOSUPERUSER" ],
	[ 'a membership', "GRANT $victim TO $attacker", "REVOKE $victim FROM $attacker" ],
	[ 'the database', "GRANT SELECT ON arena.sch TO pg_database_owner; ALTER DATABASE smartdip_trust OWNER TO $attacker", "ALTER DATABASE smartdip_trust OWNER TO $root" ],
	[ 'BYPASSRLS', "ALTER ROLE $attacker BYPASSRLS; GRANT SELECT ON arena.sch TO $attacker; ALTER TABLE arena.sch ENABLE ROW LEVEL SECURITY", "ALTER ROLE $attacker NOBYPASSRLS" ],
	[ 'a table without row security', "GRANT SELECT ON arena.sch TO $attacker", 'ALTER TABLE arena.sch ENABLE ROW LEVEL SECURITY' ],
	[ 'a policy', "GRANT SELECT ON arena.sch TO $attacker; ALTER TABLE arena.sch ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON arena.sch USING (true)", 'DROP POLICY p ON arena.sch' ])
{
	my ($name, $give, $take) = @$case;
	anew(@scheme, $give);
	my $session = TestSession->new($attacker);
	is($session->ask("$read;\n$read"), "t\nt", "with $name a scheme is read");
	psql_ok($take);
	like(heard($session->ask($read)), qr/42501: permission denied for table sch|^f$/, "without $name it is not, in the same session");
	$session->close;
}
anew(@scheme, "GRANT SELECT ON sch TO $attacker", "SET ROLE $attacker", "CREATE SCHEMA elsewhere", 'RESET ROLE', 'ALTER TABLE sch SET SCHEMA elsewhere', 'CREATE VIEW codes AS SELECT code FROM event_codes() code LIMIT 3', 'GRANT SELECT ON codes TO PUBLIC');
psql_ok("CREATE FUNCTION arena.owner_reads(c event_code) RETURNS power_profile LANGUAGE sql SECURITY DEFINER AS 'SELECT power_profile(\$1, ''elsewhere.sch''::regclass)'; ALTER FUNCTION arena.owner_reads OWNER TO $victim;
	GRANT USAGE ON SCHEMA elsewhere TO $victim; REVOKE SELECT ON elsewhere.sch FROM $attacker");
like(as($attacker, "SELECT owner_reads(code), power_profile(code, 'elsewhere.sch'::regclass) FROM codes"), qr/42501: permission denied for table sch/, 'what a SECURITY DEFINER function read is not the caller\'s');
like(as($attacker, "SELECT count(owner_reads(code)) FROM codes"), qr/^3$/, 'by itself the function may');
{
	psql_ok("ALTER ROLE $attacker NOINHERIT; GRANT $victim TO $attacker");
	my $session = TestSession->new($attacker);
	is($session->ask("SET ROLE $victim; SELECT count(power_profile(code, 'elsewhere.sch'::regclass)) FROM codes"), '3', 'one role reads');
	like(heard($session->ask("RESET ROLE; SELECT count(power_profile(code, 'elsewhere.sch'::regclass)) FROM codes")), qr/42501/, 'after RESET ROLE it is another one\'s');
	is($session->ask("BEGIN; SET ROLE $victim; DECLARE c CURSOR FOR SELECT power_profile(code, 'elsewhere.sch'::regclass) IS NOT NULL FROM codes; FETCH 1 FROM c"), 't', 'a cursor begins as one role');
	like(heard($session->ask('RESET ROLE; FETCH 1 FROM c')), qr/42501/, 'and is not gone on with by another');
	$session->close;
	psql_ok("REVOKE $victim FROM $attacker; ALTER ROLE $attacker INHERIT");
}

# -- No question of a user is answered by an internal error --

my %oid_calls = (
	'event_reject_table(regclass)' => 'event_reject_table(%s)', 'add_event_indexes(regclass)' => 'add_event_indexes(%s)',
	'add_event_partitions(regclass,date,date,text)' => "add_event_partitions(%s, '2020-01-01', '2020-01-01')",
	'create_event_view(text,regclass,text,name)' => "create_event_view('v', %s)", 'create_event_view(text,regclass,text[],name)' => "create_event_view('v', %s, '{day}'::text[])",
	'create_load_view(text,regclass,text,text,boolean,boolean,double precision,boolean,name)' => "create_load_view('l', %s)",
	'load_event_lines(regclass,regclass,text,text,boolean,boolean,double precision)' => "load_event_lines(%s, 'stg'), load_event_lines('ev', %1\$s)",
	'load_rejects(regclass,text,boolean,boolean)' => 'load_rejects(%s)',
	'read_text_lines(regclass,regclass,text,boolean,text[],text[],text[],boolean)' => "read_text_lines(%s, 'stg'), read_text_lines('ev', %1\$s)",
	'load_text_lines(regclass,regclass,text,text,jsonb,jsonb,boolean,double precision,boolean)' => "load_text_lines(%s, 'stg'), load_text_lines('ev', %1\$s)",
	'insert_text_rows(regclass,regclass,text[])' => "insert_text_rows(%s, 'stg', '{}'), insert_text_rows('ev', %1\$s, '{}')",
	'write_text_rows(regclass,regclass,text)' => "write_text_rows(%s, 'stg', 'INSERT INTO ev SELECT'), write_text_rows('ev', %1\$s, 'INSERT INTO ev SELECT')",
	'power_profile(event_code,regclass)' => "power_profile(event_code '01', %s)", 'power_scheme_attach(regclass)' => 'power_scheme_attach(%s)',
	'create_history(text,regclass,text,text,boolean,name)' => "create_history('h', %s)", 'refresh_history(regclass)' => 'refresh_history(%s)', 'history_check(regclass)' => 'history_check(%s)',
	'dyad_panel(regclass,text,date,date,text,daterange,boolean)' => "dyad_panel(%s, 'year', '2020-01-01', '2020-01-01')",
	'history_apply(regclass,regclass,regclass,integer)' => "history_apply(%s, 'ev', 'ev', 1)", 'add_history_triggers(regclass,regclass,text,text,boolean,regclass,text)' => "add_history_triggers('ev', 'ev', 'country', 'first', false, %s, 't')",
	'smart_ranks(regclass,text,bigint,text,boolean,daterange,text)' => 'smart_ranks(%s)',
	'effectiveness_query(regclass,regclass)' => "effectiveness_query(%s)", 'effectiveness_evidence(actor_code,regclass,regclass,text)' => "effectiveness_evidence('USA', %s)",
	'lexicon_info(regdictionary)' => 'lexicon_info(%s)', 'set_lexicon(regdictionary,text)' => "set_lexicon(%s, 'SELECT 1, 2')");
%oid_calls = (%oid_calls,
	'check_columns(regclass,text[],text)' => "check_columns(%s, '{id}', 'a hint')", 'text_period_query(regclass,text[],text,date,date)' => "text_period_query(%s, '{}', 'day', NULL, NULL)",
	'account_query(regclass,text[],text)' => "account_query(%s, '{}', NULL)", 'follow_query(regclass,regclass,text,date)' => "follow_query(%s, 'ev', NULL, NULL)",
	(map { ("$_(regclass,text,date,date)" => "$_(%s)") } qw(vocality reply_share languages_used)),
	'message_efficiency(regclass,text,date,date,regclass)' => 'message_efficiency(%s)', 'text_reply_latency(regclass,text,date,date,timestamp with time zone)' => 'text_reply_latency(%s)',
	'adoption(regclass,text)' => 'adoption(%s)', 'adoption_curve(regclass,text,text,date,date,bigint)' => 'adoption_curve(%s)', 'reach(regclass,text)' => 'reach(%s)',
	'mutual_share(regclass,regclass,text,date)' => "mutual_share(%s, 'ev')", 'account_centrality(regclass,regclass,text,date,double precision)' => "account_centrality(%s, 'ev')",
	'adoption_by_period(regclass,text,date,date,text)' => 'adoption_by_period(%s)',
	'reach_by_period(regclass,text,date,date,text,regclass)' => "reach_by_period(%s), reach_by_period('ev', follows => %1\$s)",
	'follow_day_query(regclass,regclass,text)' => "follow_day_query(%s, 'ev', NULL)", 'mutual_share_by_period(regclass,regclass,text,date,date,text)' => "mutual_share_by_period(%s, 'ev')",
	'account_centrality_by_period(regclass,regclass,text,date,date,text,double precision)' => "account_centrality_by_period(%s, 'ev')",
	'claim_check_table(regclass,text,text[],text[])' => "claim_check_table(%s, 'texts', '{}', '{}')", 'claim_text_columns(regclass,boolean)' => 'claim_text_columns(%s, true)',
	'claim_missing(text,text,regclass,regclass,regclass,regclass,regclass)' => "claim_missing('S1', '{events}', %s, NULL, NULL, NULL, NULL)",
	'claim_try(text,regclass,regclass,regclass,regclass,regclass,text,jsonb,boolean)' => "claim_try('S1', %s, NULL, NULL, NULL, NULL, 'en', '{}', false)",
	'theme_balance(regclass,text,text,double precision,boolean)' => "theme_balance(%s, 'benefit', 'risk')", 'hypothesis(text,regclass,regclass,regclass,regclass,text,jsonb)' => "hypothesis('H1', texts => %s)",
	'claim(text,regclass,regclass,text,jsonb)' => "claim('S6', mentions => %s)", 'hypotheses(regclass,regclass,regclass,regclass,text,jsonb)' => 'hypotheses(texts => %s)',
	'claims(regclass,regclass,text,jsonb)' => 'claims(%s)',
	'communication_quality(regclass,regclass,date,date,text,text,double precision,event_code[],event_code[])' => "communication_quality(%s), communication_quality('ev', %1\$s)");
%oid_calls = (%oid_calls,
	'chart_check(regclass,text[])' => "chart_check(%s, 'day')", 'chart_span(regclass,text,date,date)' => 'chart_span(%s)',
	'chart_events_by_quad(regclass,text,date,date,text)' => 'chart_events_by_quad(%s)', 'chart_dyad(regclass,text,text,text,date,date,text)' => "chart_dyad(%s, 'USA', 'FRA')",
	'chart_power_mix(regclass,text,date,date,text)' => 'chart_power_mix(%s)', 'chart_power_grid(regclass,date,date,text)' => 'chart_power_grid(%s)',
	'chart_smart_balance(regclass,date,date,text,integer,integer)' => 'chart_smart_balance(%s)', 'chart_network(regclass,date,date,text,integer)' => 'chart_network(%s)',
	'chart_transitions(regclass,text,text)' => 'chart_transitions(%s)', 'chart_theme_texts(regclass,date,date)' => 'chart_theme_texts(%s)',
	'chart_themes(regclass,date,date,text,integer)' => 'chart_themes(%s)', 'chart_benefit_risk(regclass,date,date,text)' => 'chart_benefit_risk(%s)',
	'chart_communication(regclass,regclass,date,date,date,text)' => "chart_communication(%s, NULL, '2020-01-01', '2020-02-01', '2020-03-01')",
	'chart_claims(regclass,regclass,regclass,regclass,regclass,text,date)' => 'chart_claims(%s)',
	'create_chart_views(text,regclass,regclass,text,text,name)' => "create_chart_views('c', %s)");
# of these, the OID of no table is no error: none has a history
my %without_error = ('keeps_history(regclass,regclass,text,text,boolean)' => "keeps_history(%s, %1\$s, 'country', 'first', false)", 'kept_histories(regclass)' => '(SELECT count(*) FROM kept_histories(%s)) = 0',
	'text_expression(regclass,text)' => "text_expression(%s) = 'body'",
	'match_history_partition(regclass)' => 'match_history_partition(%s)::text = \'\'');
is_deeply([ sort keys %oid_calls, keys %without_error ], [ split /\n/, psql_ok("SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'smartdip' WHERE EXISTS (SELECT FROM unnest(p.proargtypes) t WHERE t::regtype::text LIKE 'reg%' AND t <> 'regconfig'::regtype OR t = 'oid'::regtype)
		AND NOT p.proargtypes::oid[] && '{internal}'::regtype[]::oid[] ORDER BY p.oid::regprocedure::text COLLATE \"C\"") ], 'the functions that take an OID are these');
anew(event_table($attacker), staging_table($attacker));
for my $function (sort keys %oid_calls)
{
	for my $oid (0, 4294967295)
	{
		my $type = $function =~ /regdictionary/ ? 'regdictionary' : 'regclass';
		my $state = $type eq 'regclass' ? '42P01' : '42704';
		for my $call (split /(?<=\)), (?=load|communication)/, $oid_calls{$function})
		{
			like(as($attacker, 'SELECT ' . sprintf($call, "$oid\::oid::$type")), qr/ERROR:  $state: .*OID $oid does not exist.*HINT:/s, sprintf($call, $oid));
		}
	}
}
is(as($attacker, 'SELECT ' . sprintf($_, '0::oid::regclass')), 't', sprintf($_, 0)) for sort values %without_error;
like(as($attacker, "SELECT $_"), qr/ERROR:  42809: /, "$_: of another kind")
	for "event_reject_table('ev_pkey')", "event_reject_table('pg_views')", "load_event_lines('ev_pkey', 'stg')", "load_event_lines('ev', 'ev_pkey')", "power_profile(event_code '01', 'ev_pkey'::regclass)",
	"add_event_partitions('ev_pkey', '2020-01-01', '2020-01-01')", "lexicon_info('simple')", "effectiveness_evidence('USA', 'ev_pkey')";

# Line numbers: from 1; a header is one line, whatever else has its number.
for my $case (
	[ "(0, 'day,source,code,target,id'), (1, '2020-01-15,USA,042,IRN,1')", qr/22003: invalid line number.*DETAIL:.*holds 0.*HINT:.*from 1/s ],
	[ "(-7, 'x'), (1, 'day,source,code,target,id')", qr/22003: invalid line number.*holds -7/s ],
	[ "(NULL, 'x')", qr/22004: a row of the staging table has no line or no number.*HINT:/s ],
	[ "(1, NULL)", qr/22004: a row of the staging table has no line or no number.*DETAIL:.*line 1.*HINT:/s ],
	[ "(9223372036854775807, E'day,source,code,target,id\\n2020-01-15,USA,042,IRN,1')", qr/22003: invalid line number/ ],
	[ "(1, 'day,source,code,target,id'), (1, '2020-01-15,USA,042,IRN,1'), (1, 'bad'), (2, 'bad'), (2, 'bad')", qr/^1\|3\|0$/ ],
	[ "(1, 'day,source,code,target,id'), (1, 'day,source,code,target,id'), (1, '2020-01-15,USA,042,IRN,1')", qr/^1\|0\|0$/ ],
	[ "(1, 'day,source,code,target,id'), (2, 'day,source,code,target,id'), (2, '2020-01-15,USA,042,IRN,1')", qr/^1\|1\|0$/ ],
	[ "(1, E'day,source,code,target,id\\n2020-01-15,USA,042,IRN,1'), (2, '2020-01-15,USA,042,IRN,2')", qr/^2\|0\|0$/ ])
{
	my ($rows, $answer) = @$case;
	anew(event_table($attacker), "SET ROLE $attacker", 'CREATE TABLE stg (line_no bigint, line text)', "INSERT INTO stg VALUES $rows");
	like(as($attacker, "$load('ev', 'stg')"), $answer, "lines $rows");
}

# -- Operators, functions and tables that stand before the right ones in the search_path --

psql_ok('CREATE SCHEMA traps; GRANT USAGE ON SCHEMA traps TO PUBLIC');
for my $type (qw(bigint integer text name date oid regclass daterange event_code))
{
	my $trap = "LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''trapped''; END'";
	psql_ok(join ';', "CREATE FUNCTION traps.trap(a $type, b $type) RETURNS boolean $trap",
		(map { "CREATE OPERATOR traps.$_ (FUNCTION = traps.trap, LEFTARG = $type, RIGHTARG = $type)" } '=', '>', '<', '<>', '>=', '<=', '@>', '||', '+', '-'),
		map { "CREATE FUNCTION traps.$_(a $type) RETURNS $type $trap" } qw(min max lower upper unnest quote_ident to_regclass event_reject_table add_event_indexes power_scheme));
}
psql_ok(q{CREATE FUNCTION traps.count() RETURNS bigint LANGUAGE sql AS 'SELECT 1/0';
	CREATE FUNCTION traps.format(text, VARIADIC text[]) RETURNS text LANGUAGE sql AS 'SELECT (1/0)::text';
	CREATE FUNCTION traps.power_scheme_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''trapped''; END';
	CREATE DOMAIN traps.text AS pg_catalog.text CHECK (false); CREATE DOMAIN traps.int8 AS bigint CHECK (false); CREATE DOMAIN traps.regclass AS pg_catalog.regclass CHECK (false);
	CREATE TYPE traps.event_code AS ENUM ('trap'); CREATE TYPE traps.power_profile AS ENUM ('trap')});
for my $role ($root, $victim)
{
	anew();
	is(as($role, "CREATE TEMP TABLE smartdip_rows (id bigint); CREATE TEMP TABLE smartdip_refused (line_no bigint); CREATE TEMP TABLE pg_class (oid oid); CREATE TEMP TABLE pg_extension (extname name);
		CREATE TABLE arena.stg (line_no pg_catalog.int8, line pg_catalog.text);
		INSERT INTO arena.stg VALUES (1, 'day,source,code,target,id'), (2, '2020-01-15,USA,042,IRN,1'), (3, 'bad');
		SET search_path = traps, arena, pg_catalog, public, pg_temp;
		SELECT public.create_event_table('arena.ev', partition => 'month');
		SELECT * FROM public.load_event_lines('arena.ev', 'arena.stg');
		SELECT * FROM public.load_event_lines('arena.ev', 'arena.stg');
		SELECT public.create_event_view('arena.v', 'arena.ev');
		SELECT pg_catalog.count(*) FROM arena.v;
		SELECT public.create_power_scheme('arena.sch', 'smartdip-1');
		SELECT public.power_profile('01'::public.event_code, 'arena.sch'::pg_catalog.regclass) IS NOT NULL;
		SELECT public.power_scheme_attach('arena.sch')"),
		"ev\n1|1|0\n0|1|1\nv\n1\nsch\nt\n", "as $role: nothing in the search_path is taken for what it is not");
}

is(join("\n", grep { /XX000|trapped|server closed the connection/ } @heard), '', 'in all of this there was no internal error, and the server stayed up');
done_testing();
