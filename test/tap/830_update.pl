# A database that ALTER EXTENSION ... UPDATE brought from a release to this version is what a fresh one is: all that pg_dump can say of
# every object of the extension, and the rows of its tables. Each release that updates/ has is tried, and releases that there never
# were, which show that what an update script leaves out is seen.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command write_file);

chomp(my $folder = `pg_config --sharedir`);
$folder .= '/extension';
plan skip_all => "$folder is not to be written" unless -w $folder;
my ($version) = TestDb::slurp('smartdip.control') =~ /^default_version = '([^']*)'/m;
my $script = TestDb::slurp("$folder/smartdip--$version.sql");
my @written;
END { unlink @written }

sub install_as
{
	my ($name, $text) = @_;
	push @written, "$folder/smartdip--$name.sql";
	write_file($written[-1], $text);
	return;
}

# The objects as pg_dump has them where it does not leave the extension to CREATE EXTENSION: each by its kind and name. Numbers of
# objects are not the same in any two databases, and one line tells the version.
sub catalogue
{
	my ($status, $dump, $err) = run_command('', 'pg_dump', '--binary-upgrade', '--schema-only', $ENV{PGDATABASE});
	die "pg_dump: $err" if $status != 0;
	$dump =~ s/^(?:SELECT pg_catalog\.binary_upgrade_.*|\\(?:un)?restrict .*|SET .*)\n//mg;
	$dump =~ s/^UPDATE pg_catalog\.pg_class\nSET relfrozenxid.*\n.*\n//mg;
	my (undef, %object) = split /^-- Name: ([^\n]*; Type: [A-Z ]+); Schema: [^\n]*\n/m, $dump;
	my $rows = psql_ok(<<'SQL');
SELECT format('SELECT %L, md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM %s t', c.oid::regclass, c.oid::regclass) FROM pg_depend d
	JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'smartdip'
	JOIN pg_class c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass AND c.relkind = 'r' \gexec
SQL
	$object{"$_->[0]; Type: ROWS"} = $_->[1] for map { [ split /\|/ ] } split /\n/, $rows;
	return \%object;
}

# The catalogue of a fresh database, and of one that was updated.
sub fresh
{
	my ($of) = @_;
	fresh_database('smartdip_update', bare => 1);
	psql_ok("CREATE EXTENSION smartdip VERSION '$of'");
	return catalogue();
}

sub updated
{
	my ($from, $to) = @_;
	fresh_database('smartdip_update', bare => 1);
	psql_ok("CREATE EXTENSION smartdip VERSION '$from'; ALTER EXTENSION smartdip UPDATE TO '$to'");
	return catalogue();
}

sub differences
{
	my ($one, $other) = @_;
	my %all = (%$one, %$other);
	return grep { ($one->{$_} // '') ne ($other->{$_} // '') } sort keys %all;
}

my $now = fresh($version);
cmp_ok(scalar(grep { /; Type: FUNCTION$/ } keys %$now), '>', 500, 'the catalogue has the functions');

for my $frozen (glob 'updates/smartdip--*.sql.gz')
{
	my ($release) = $frozen =~ /smartdip--([0-9.]+)\.sql\.gz$/;
	next if $release eq $version;
	install_as($release, scalar `gzip -dc $frozen`);
	my @differ = differences($now, updated($release, $version));
	is("@differ", '', "$version is the same, updated from $release") or diag(map { "$_\n" } @differ);
}

# Kinds of changes, and what pg_dump calls what they touch.
my @change = (
	[ q{CREATE FUNCTION pretended(integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN $1 + 1}, 'pretended(integer); Type: FUNCTION' ],
	[ q{CREATE OR REPLACE FUNCTION month(day date) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN day}, 'month(date); Type: FUNCTION' ],
	[ q{ALTER FUNCTION fold(text, text) VOLATILE}, 'fold(text, text); Type: FUNCTION' ],
	[ q{COMMENT ON TYPE actor_code IS 'another'}, 'TYPE actor_code; Type: COMMENT' ],
	[ q{COMMENT ON TYPE event_code IS NULL}, 'TYPE event_code; Type: COMMENT' ],
	[ q{CREATE OPERATOR |+| (FUNCTION = int4pl, LEFTARG = integer, RIGHTARG = integer)}, '|+|; Type: OPERATOR' ],
	[ q{CREATE CAST (event_code AS xml) WITH INOUT}, 'CAST (public.event_code AS xml); Type: CAST' ],
	[ q{CREATE TYPE pretended_row AS (a integer)}, 'pretended_row; Type: TYPE' ],
	[ q{ALTER TYPE event_row ADD ATTRIBUTE pretended integer}, 'event_row; Type: TYPE' ],
	[ q{CREATE AGGREGATE pretended_sum(integer) (SFUNC = int4pl, STYPE = integer)}, 'pretended_sum(integer); Type: AGGREGATE' ],
	[ q{CREATE OPERATOR CLASS pretended_ops FOR TYPE event_code USING btree AS OPERATOR 1 <, FUNCTION 1 event_code_cmp(event_code, event_code)}, 'pretended_ops; Type: OPERATOR CLASS' ],
	[ q{CREATE TEXT SEARCH DICTIONARY pretended_word (TEMPLATE = smartdip_word, Language = arabic)}, 'pretended_word; Type: TEXT SEARCH DICTIONARY' ],
	[ q{ALTER TEXT SEARCH CONFIGURATION smartdip DROP MAPPING FOR latin}, 'smartdip; Type: TEXT SEARCH CONFIGURATION' ],
	[ q{CREATE TABLE pretended_table (a integer)}, 'pretended_table; Type: TABLE' ],
	[ q{INSERT INTO pretended_table VALUES (1)}, 'pretended_table; Type: ROWS' ],
	[ q{REVOKE EXECUTE ON FUNCTION stem(text, text) FROM public}, 'FUNCTION stem(word text, lang text); Type: ACL' ],
);
my $changes = join '', map { "$_->[0];\n" } @change;
install_as('9.0.0', $script);
install_as('9.0.1', $script . $changes);
install_as('9.0.0--9.0.1', "\\echo Use \"ALTER EXTENSION smartdip UPDATE TO '9.0.1'\" to load this file. \\quit\n$changes");
install_as('9.0.0--9.0.2', "\n");
my $later = fresh('9.0.1');
my @differ = differences($later, updated('9.0.0', '9.0.1'));
is("@differ", '', 'an update script that says all changes gives what a fresh database has') or diag(map { "$_\n$later->{$_}" } @differ);
my %seen = map { $_ => 1 } differences($later, updated('9.0.0', '9.0.2'));
ok($seen{$_->[1]}, "what an update leaves out is seen: $_->[1]") for @change;
diag(map { "$_\n" } sort keys %seen) if grep { !$seen{$_->[1]} } @change;
psql_ok("DROP EXTENSION smartdip CASCADE");
done_testing();
