# Functions in PL/pgSQL look for the schema of the extension when they run, and others may be allowed to make functions there. None of these, though
# it has the name of one of the extension's and other types of arguments, or fewer of them, is taken for that one, whoever calls.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my $database = fresh_database('smartdip_overload', bare => 1);
my $planter = 'smartdip_overload_planter';
psql_ok("DROP ROLE IF EXISTS $planter; CREATE ROLE $planter LOGIN");
psql_ok(<<"SQL");
CREATE SCHEMA dip AUTHORIZATION $planter;
CREATE SCHEMA home;
CREATE EXTENSION smartdip SCHEMA dip;
SET search_path = dip;
SELECT create_event_table('home.events', partition => 'year'), create_event_table('home.plain'), create_mention_table('home.mentions'), create_text_table('home.texts', partition => 'month'),
	create_account_table('home.accounts', observations => true), create_follow_table('home.follows');
SELECT add_event_partitions('home.events', '2022-01-01', '2023-12-31');
INSERT INTO home.events (id, day, code, source, target) SELECT id, '2022-01-01'::date + (id % 700)::integer, code, source, target FROM smartdip_sample_events(600);
INSERT INTO home.plain SELECT * FROM home.events;
INSERT INTO home.mentions (id, day, event_id, event_time, mention_time, source_name, tone)
	SELECT -e.id * 2 - n, e.day, e.id, e.day::timestamptz, e.day::timestamptz + n * interval '1 hour', 's' || n, (e.id % 7)::float8 + n FROM home.events e, generate_series(0, 1) n;
CREATE TABLE home.words (LIKE home.texts INCLUDING ALL);
INSERT INTO home.words (id, published, author, account, platform, language, title, body, reply_to, repost_of, likes, reposts, replies)
	SELECT n::text, '2022-01-01 12:00Z'::timestamptz + n * interval '7 hours', (ARRAY['USA','FRA','MLT'])[1 + n % 3]::actor_code, 'a' || n % 6, 'twitter', (ARRAY['en','fr'])[1 + n % 2], 'Digital diplomacy',
		(ARRAY['Soft power and hacking','Twitter diplomacy brings countries closer','Cyber attacks are a risk'])[1 + n % 3], CASE WHEN n % 4 = 0 THEN (n - 1)::text END,
		CASE WHEN n % 9 = 0 THEN (n - 2)::text END, n % 7, n % 5, n % 3 FROM generate_series(1, 300) n;
INSERT INTO home.accounts (platform, account, actor, opened, followers, observed)
	SELECT 'twitter', 'a' || n % 6, (ARRAY['USA','FRA','MLT'])[1 + n % 3]::actor_code, '2010-01-01'::date + n * 200 % 6, 10 * n, '2015-01-01'::date + n * 50 FROM generate_series(0, 11) n;
INSERT INTO home.follows SELECT 'twitter', 'a' || i, 'a' || j, '2012-01-01'::date + i * 100 + j FROM generate_series(0, 5) i, generate_series(0, 5) j WHERE i <> j AND i + j <> 6;
SELECT create_history('home.kept', 'home.events');
CREATE TABLE home.dyads AS SELECT * FROM home.kept;
CREATE TABLE home.bare AS SELECT id, published, author, account, platform, language, title, body, reply_to, repost_of, likes, reposts, replies FROM home.words;
CREATE TABLE home.lines (line_no bigint, line text);
INSERT INTO home.lines VALUES (1, 'id,published,body'), (2, '1,2031-02-03,soft power'), (3, '2,2031-03-04,hard power'), (4, '2,2031-03-04,another'), (5, '3,never,nothing');
CREATE TABLE home.acts (line_no bigint, line text);
INSERT INTO home.acts VALUES (1, 'id,day,code,source,target'), (2, '900001,2032-02-03,042,USA,EGY'), (3, '900002,2033-03-04,190,EGY,USA'), (4, '900003,never,042,USA,EGY');
SQL

# Every argument is there, and of its type. {..} stands for a table.
my @call = map { s/\{(\w+)\}/'home.$1'::pg_catalog.regclass/gr } split /\n/, <<'CALLS';
create_event_table(text 'home.e1', text 'month', true, true, true, name 'home', true, NULL::text)
create_mention_table(text 'home.m1', text 'year', true, true, name 'home')
create_text_table(text 'home.t1', 'smartdip'::regconfig, true, text 'month', true, name 'home')
create_account_table(text 'home.a1', true, name 'home', true)
create_follow_table(text 'home.f1', true, name 'home')
create_history(text 'home.h3', {plain}, text 'root actor', text 'first', true, name 'home')
create_history(text 'home.h4', {plain}, text 'country', text 'none', false, name 'home')
refresh_history('home.kept'::pg_catalog.regclass)
history_check('home.kept'::pg_catalog.regclass)
load_event_lines({events}, {acts}, NULL::text, text 'a', true, true, double precision '90')
load_rejects({events}, NULL::text, true, true)
create_load_view(text 'home.l1', {plain}, NULL::text, text '-', true, true, double precision '90', false, name 'home')
create_event_view(text 'home.v1', {plain}, text 'one_a_day', name 'home')
create_history(text 'home.h1', {plain}, text 'country', text 'first', true, name 'home')
create_history(text 'home.h2', {events}, text 'actor', text 'each', false, name 'home')
create_power_scheme(text 'home.s1', NULL::text)
create_power_scheme(text 'home.s2', text 'smartdip-1')
create_chart_views(text 'home.c', {dyads}, {words}, NULL::text, text 'en', name 'home')
load_text_lines({texts}, {lines}, NULL::text, text 'a', jsonb '{}', jsonb '{}', true, double precision '90', false)
add_event_partitions({events}, date '2024-01-01', date '2025-12-31', NULL::text)
check_columns({events}, '{day,code}'::text[], text 'hint')
check_periods(text 'month', date '2022-01-01', NULL::date)
period_days(text 'month', date '2022-01-01', date '2022-05-05')
vocality({words}, text 'month', NULL::date, NULL::date)
vocality({words}, NULL::text, date '2022-02-01', NULL::date)
message_efficiency({words}, text 'month', NULL::date, NULL::date, {accounts})
reply_share({words}, text 'month', NULL::date, NULL::date)
text_reply_latency({words}, text 'month', NULL::date, NULL::date, NULL::timestamptz)
languages_used({words}, text 'month', NULL::date, NULL::date)
adoption({accounts}, text 'twitter')
adoption_curve({accounts}, text 'year', NULL::text, NULL::date, NULL::date, NULL::bigint)
reach({accounts}, NULL::text)
mutual_share({follows}, {accounts}, NULL::text, NULL::date)
account_centrality({follows}, {accounts}, NULL::text, NULL::date, double precision '0.85')
adoption_by_period({accounts}, text 'year', NULL::date, NULL::date, NULL::text)
reach_by_period({accounts}, text 'year', NULL::date, NULL::date, NULL::text, NULL::regclass)
reach_by_period({accounts}, text 'year', NULL::date, NULL::date, NULL::text, {follows})
mutual_share_by_period({follows}, {accounts}, text 'year', NULL::date, NULL::date, NULL::text)
account_centrality_by_period({follows}, {accounts}, text 'year', NULL::date, NULL::date, NULL::text, double precision '0.85')
effectiveness_evidence(actor_code 'USA', {words}, {accounts}, text 'en')
effectiveness_evidence(actor_code 'USA', {bare}, NULL::regclass, text 'ar')
effectiveness_score(jsonb '{"1.1": 1}', text 'en')
communication_quality({events}, {mentions}, NULL::date, NULL::date, text 'month', NULL::text, double precision '30', NULL::event_code[], NULL::event_code[])
communication_quality({events}, NULL::regclass, date '2022-02-01', date '2022-12-31', text 'year', text 'cow', double precision '30', ARRAY[event_code '04'], NULL::event_code[])
smart_ranks({dyads}, text 'event', bigint '1', text 'minimum', true, daterange '(,)', text 'smartdip-1')
smart_ranks({events}, text 'all', bigint '1', text 'product', false, daterange '(,)', text 'smartdip-1')
theme_balance({words}, text 'benefit', text 'risk', double precision '0.5', false)
claims({events}, {mentions}, text 'en', jsonb '{"min_n": 1}')
hypotheses({events}, {words}, {accounts}, {follows}, text 'ar', jsonb '{"min_n": 1}')
claim(text 'S1', {events}, {mentions}, text 'en', jsonb '{"min_n": 1}')
hypothesis(text 'H1', {events}, {words}, {accounts}, {follows}, text 'en', jsonb '{"min_n": 1, "others": ["risk"]}')
hypothesis(text 'H4', {events}, {bare}, {accounts}, {follows}, text 'en', jsonb '{"min_n": 1, "measure": "per_capita"}')
hypothesis(text 'H4', {events}, {bare}, {accounts}, {follows}, text 'en', jsonb '{"min_n": 1, "measure": "per_event"}')
hypothesis(text 'H4', {events}, {bare}, {accounts}, {follows}, text 'en', jsonb '{"min_n": 1, "measure": "followed"}')
chart_span({dyads}, NULL::text, NULL::date, NULL::date)
chart_span({dyads}, text 'month', date '2022-01-01', date '2022-12-31')
chart_events_by_quad({dyads}, NULL::text, NULL::date, NULL::date, text 'en')
chart_dyad({dyads}, text 'USA', text 'FRA', NULL::text, NULL::date, NULL::date, text 'en')
chart_power_mix({dyads}, NULL::text, NULL::date, NULL::date, text 'en')
chart_power_grid({dyads}, NULL::date, NULL::date, text 'en')
chart_smart_balance({dyads}, NULL::date, NULL::date, text 'en', 1, 40)
chart_network({dyads}, NULL::date, NULL::date, text 'en', 60)
chart_transitions({dyads}, text 'quad', text 'en')
chart_transitions({dyads}, text 'root', text 'en')
chart_themes({words}, NULL::date, NULL::date, text 'en', 20)
chart_themes({bare}, NULL::date, NULL::date, text 'en', 20)
chart_benefit_risk({words}, NULL::date, NULL::date, text 'en')
chart_communication({events}, {mentions}, date '2022-07-01', NULL::date, NULL::date, text 'en')
chart_claims({events}, {mentions}, {words}, {accounts}, {follows}, text 'en', date '2022-07-01')
CALLS
my @statement = ((map { "SELECT * FROM $_ r" } @call), 'SELECT history::pg_catalog.text, trigger, "table"::pg_catalog.text FROM kept_histories(NULL::pg_catalog.regclass) ORDER BY 1, 2, 3',
	# what an event trigger calls, whoever attaches a partition
	"CREATE TABLE home.part PARTITION OF home.events FOR VALUES FROM ('2030-01-01') TO ('2031-01-01')", 'ALTER TABLE home.events DETACH PARTITION home.part',
	"INSERT INTO home.l1 VALUES ('id,day,code,source,target'), ('900004,2022-02-03,042,USA,EGY')",
	# and what the triggers of kept histories do
	"UPDATE home.events SET code = '190' WHERE id < 300", 'DELETE FROM home.events WHERE id > 500', 'DELETE FROM home.plain', 'SELECT * FROM home.v1',
	(map { "SELECT source::pg_catalog.text, target::pg_catalog.text, history::pg_catalog.text FROM home.$_ ORDER BY 1, 2" } qw(kept h1 h2 h3 h4)),
	(map { "SELECT * FROM home.c_$_" } qw(events_by_quad dyad power_mix power_grid smart_balance network transitions themes benefit_risk)));

# What each of the statements answers, all of it undone afterwards.
sub answers
{
	my $script = "\\set ON_ERROR_ROLLBACK on\nSET search_path = dip;\nSET track_functions = 'pl';\nBEGIN;\n" . join('', map { "\\echo <<<\n$_;\n" } @statement) . "ROLLBACK;\n";
	my (undef, $out, $errors) = run_command($script, 'psql', '-XAtq', '-f', '-');
	my (undef, @answer) = split /<<<\n/, $out;
	return (\@answer, $errors);
}

my ($before, $err) = answers();
is($err, '', 'every statement runs');
is(scalar(@$before), scalar(@statement), 'and answers');
is(psql_ok(<<'SQL'), '', 'they call all functions that look for the schema of the extension');
SELECT string_agg(p.proname, ' ' ORDER BY p.proname) FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'smartdip' JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
WHERE p.prosrc ~ '\mown\M' AND coalesce(pg_stat_get_function_calls(p.oid), 0) = 0;
SQL

# For every function that is called in one of these: one for each argument and each other type of it, and one for each number of arguments that it does without.
my $planted = psql_ok(<<"SQL");
SET search_path = dip, pg_catalog;
SET ROLE $planter;
DO \$do\$
DECLARE
	f record;
	name text;
	made integer := 0;
BEGIN
	FOR f IN
		WITH called AS (SELECT DISTINCT m[1] AS name FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang AND l.lanname IN ('plpgsql', 'sql'), regexp_matches(concat(p.prosrc, pg_get_function_sqlbody(p.oid)), '([a-z_0-9]+)[(]', 'g') m
				WHERE p.pronamespace = 'dip'::regnamespace),
			own AS (SELECT p.oid, p.proname, p.proargtypes::oid[] AS types, p.pronargs AS n, p.pronargdefaults AS defaults FROM pg_proc p JOIN called c ON c.name = p.proname
				WHERE p.pronamespace = 'dip'::regnamespace AND NOT p.proargtypes::oid[] && '{internal,cstring,trigger,event_trigger}'::regtype[]::oid[])
		SELECT o.proname, array_to_string(CASE WHEN i.i > 1 THEN o.types[0:i.i - 2]::regtype[]::text[] ELSE '{}' END || t || CASE WHEN i.i < o.n THEN o.types[i.i:o.n - 1]::regtype[]::text[] ELSE '{}' END, ',') AS arguments
			FROM own o, generate_series(1, o.n) i(i), unnest('{text,name,integer,bigint,numeric,double precision,oid,regclass,boolean,date,timestamptz,text[],jsonb,anyelement}'::text[]) t
		UNION SELECT o.proname, array_to_string(o.types[0:i - 1]::regtype[]::text[], ',') FROM own o, generate_series(o.n - o.defaults, o.n - 1) i
	LOOP
		BEGIN
			EXECUTE format('CREATE FUNCTION dip.%I(%s) RETURNS text LANGUAGE plpgsql IMMUTABLE AS \$\$BEGIN RAISE EXCEPTION ''planted %s(%s) runs as %%'', current_user; END\$\$', f.proname, f.arguments, f.proname, f.arguments);
			made := made + 1;
		EXCEPTION WHEN duplicate_function THEN
			NULL;
		END;
	END LOOP;
	PERFORM set_config('test.made', made::text, false);
END \$do\$;
SELECT current_setting('test.made');
SQL
cmp_ok($planted, '>', 5000, 'functions are planted');

my ($after, $complaint) = answers();
my @differ = grep { ($before->[$_] // '') ne ($after->[$_] // '') } 0 .. $#statement;
is(join("\n", @statement[@differ]), '', 'and none is met, whatever is called');
is($complaint, '', 'nor runs with the rights of who calls');
fresh_database('smartdip_overload', bare => 1);
psql_ok("DROP ROLE $planter");
done_testing();
