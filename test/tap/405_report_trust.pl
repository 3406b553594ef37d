# scripts/report/data.sql, run by a superuser in a database of somebody else's: what its owner planted in the search path or in the schema of the
# extension, and what a role put into a trigger of the events, does not run with the rights of who makes the report.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my $database = fresh_database('smartdip_report_trust', bare => 1);
my ($owner, $guest) = qw(smartdip_report_owner smartdip_report_guest);
psql_ok("DROP ROLE IF EXISTS $_; CREATE ROLE $_ LOGIN") for $owner, $guest;
psql_ok("ALTER DATABASE $database OWNER TO $owner");

# A trap tells who fell into it.
my $trap = q{LANGUAGE plpgsql SET search_path = pg_catalog AS $$BEGIN RAISE WARNING USING MESSAGE = current_user; END$$};
psql_ok(<<"SQL");
SET ROLE $owner;
CREATE SCHEMA dip;
CREATE EXTENSION smartdip SCHEMA dip;
SET search_path = dip;
CREATE SCHEMA home;
CREATE SCHEMA traps;
SELECT create_event_table('home.events', url => false), create_text_table('home.texts');
INSERT INTO home.events (id, day, code, source, target) SELECT id, day, code, source, target FROM smartdip_sample_events(300);
INSERT INTO home.texts (id, published, author, body) SELECT n, '2022-01-01'::date + n, 'USA', 'soft power' FROM generate_series(1, 30) n;
SELECT create_history('home.dyads', 'home.events');
SQL

sub report
{
	my (%table) = @_;
	my %variable = ((map { ($_ => '') } qw(events history texts mentions accounts)), locale => 'en', turn => '2022-06-01', %table);
	local $ENV{PGOPTIONS} = '';
	my ($status, $out, $err) = run_command('', 'psql', '-XAtq', '-F', "\t", (map { ('-v', "$_=$variable{$_}") } sort keys %variable), '-f', 'scripts/report/data.sql');
	my %part = map { /^(\w+)\t(.+)$/ ? ($1 => $2) : () } split /\n/, $out;
	delete $part{meta};
	return ($status, \%part, $err);
}

my ($status, $whole, $err) = report(events => 'home.events', texts => 'home.texts');
is("$status$err", '0', 'a report is made');
cmp_ok(scalar(keys %$whole), '>=', 13, 'with all its parts');

# Operators for the very types that are compared there, before the server's own; and functions that fit better than those that are meant.
psql_ok(<<"SQL");
SET ROLE $owner;
SELECT format('CREATE FUNCTION traps.trap(%s, %1\$s) RETURNS boolean $trap', t) FROM unnest('{text,name,oid,date,numeric,bigint,integer}'::text[]) t \\gexec
SELECT format('CREATE OPERATOR traps.%s (LEFTARG = %s, RIGHTARG = %2\$s, FUNCTION = traps.trap)', o, t)
	FROM unnest('{=,<>,<}'::text[]) o, unnest('{text,name,oid,date,numeric,bigint,integer}'::text[]) t \\gexec
CREATE FUNCTION traps.trap(name, text) RETURNS boolean $trap;
CREATE OPERATOR traps.= (LEFTARG = name, RIGHTARG = text, FUNCTION = traps.trap);
CREATE FUNCTION traps.to_jsonb(text) RETURNS jsonb $trap;
CREATE FUNCTION traps.isfinite(date) RETURNS boolean $trap;
CREATE FUNCTION dip.chart_span(regclass, OUT first_day date, OUT last_day date, OUT period text, OUT events numeric) $trap;
CREATE FUNCTION dip.chart_claims(regclass, regclass, regclass, regclass, regclass, text, OUT claim text) $trap;
CREATE FUNCTION dip.chart_transitions(regclass, varchar, varchar, OUT source_key text) $trap;
CREATE FUNCTION dip.chart_network(regclass, date, date, text, OUT source text) $trap;
CREATE FUNCTION dip.chart_smart_balance(regclass, date, date, text, integer, OUT metric text) $trap;
ALTER DATABASE $database SET search_path = traps, pg_catalog, home;
SQL
($status, my $part, $err) = report(events => 'events', texts => 'texts');
is("$status$err", '0', 'names are looked up in the search path, and nothing else of it is met');
is_deeply($part, $whole, 'the report is the same');
psql_ok("ALTER DATABASE $database SET search_path = home");

# Who may make a trigger for the events names a view of his own in it. Its name comes before that of the true histories.
psql_ok(<<"SQL");
CREATE SCHEMA a AUTHORIZATION $guest;
GRANT USAGE ON SCHEMA home, dip TO $guest;
GRANT TRIGGER ON home.events TO $guest;
SQL
psql_ok(<<"SQL");
SET SESSION AUTHORIZATION $guest;
SET search_path = dip, pg_catalog;
CREATE FUNCTION a.trap() RETURNS text $trap;
CREATE VIEW a.a AS SELECT 'USA'::text AS source, 'FRA'::text AS target, ''::event_series AS history WHERE a.trap() IS NULL;
CREATE TABLE a.b AS SELECT * FROM a.a WITH NO DATA;
SELECT format('CREATE TRIGGER %s BEFORE UPDATE ON home.events FOR EACH STATEMENT WHEN (keeps_history(%L::regclass, ''home.events''::regclass, ''country''::text, ''first''::text, false))
	EXECUTE FUNCTION keep_history()', t, 'a.' || t) FROM unnest('{a,b}'::text[]) t \\gexec
SQL
($status, $part, $err) = report(events => 'home.events', texts => 'home.texts');
is("$status$err", '0', 'no table of somebody else is taken for the histories of the events');
is_deeply($part, $whole, 'the report is the same');
psql_ok("SET ROLE $owner; DROP TRIGGER a ON home.events; DROP TRIGGER b ON home.events");

# A name with a line end is no part of a report, and a table without days has one, too.
psql_ok(qq{SET ROLE $owner; SET search_path = dip; CREATE TABLE home."odd\nthemes\t{}" (LIKE home.events)});
($status, $part, $err) = report(events => qq{home."odd\nthemes\t{}"});
is("$status$err", '0', 'a table without events makes a report, whatever its name');
ok(!defined $part->{themes}, 'whose parts are its own');
ok(!defined $part->{communication_missing}, 'and nothing is told to be missing but what is');

fresh_database('smartdip_report_trust', bare => 1);
psql_ok("DROP ROLE $owner; DROP ROLE $guest");
done_testing();
