# What the catalogue says of the extension's functions against the rules of the house: the C symbol of a function follows from
# its SQL name, and nothing that a user calls was forgotten in sql/ or in the pages of doc/.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

fresh_database('smartdip_catalogue');

my $members = <<'SQL';
CREATE TEMP VIEW member AS SELECT p.* FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
	JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
	WHERE e.extname = 'smartdip' AND d.deptype = 'e';
SQL

# As SECURITY.md promises.
is(psql_ok($members . "SELECT oid::regprocedure FROM member WHERE prosecdef OR prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')
	AND 'search_path=pg_catalog, pg_temp' <> ALL (coalesce(proconfig, '{}'))"), '', 'no function has rights of its own, and PL/pgSQL has the search path of the server');

# smartdip_<name>, or behind it the leading argument types, which they have to be where C functions share a name.
is(psql_ok($members . <<'SQL'), '', 'the C symbol of each function is smartdip_<name>, with argument types where SQL overloads it');
WITH rule AS
	(SELECT m.proname, m.prosrc, 'smartdip_' || regexp_replace(m.proname, '^smartdip_', '') AS stem,
		(SELECT coalesce(string_agg('_' || typname, '' ORDER BY n), '') FROM unnest(m.proargtypes) WITH ORDINALITY AS a (type, n)
			JOIN pg_type t ON t.oid = a.type) AS types,
		(SELECT count(DISTINCT o.prosrc) FROM member o WHERE o.proname = m.proname AND o.prolang = m.prolang) AS symbols
	FROM member m JOIN pg_language l ON l.oid = m.prolang WHERE l.lanname = 'c')
SELECT proname || ' is ' || prosrc FROM rule
WHERE NOT CASE WHEN symbols = 1 AND prosrc = stem THEN true ELSE prosrc <> stem AND starts_with(stem || types, prosrc) END ORDER BY 1
SQL

# What a user calls by name is what no type, operator, class, aggregate, cast, parser or trigger stands before.
my @called = split /\n/, psql_ok($members . <<'SQL');
SELECT DISTINCT proname FROM member m
WHERE prorettype <> ALL ('{trigger,internal}'::regtype[]) AND 'internal'::regtype <> ALL (proargtypes)
	AND oid NOT IN (SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend, typanalyze]::oid[]) FROM pg_type)
	AND oid NOT IN (SELECT unnest(ARRAY[oprcode, oprrest, oprjoin]::oid[]) FROM pg_operator)
	AND oid NOT IN (SELECT amproc FROM pg_amproc)
	AND oid NOT IN (SELECT castfunc FROM pg_cast)
	AND oid NOT IN (SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn]::oid[])
		FROM pg_aggregate)
	AND oid NOT IN (SELECT prosupport FROM pg_proc)
ORDER BY 1
SQL
cmp_ok(scalar @called, '>', 80, scalar @called . ' functions are called by name');

sub words_of
{
	my (@files) = @_;
	my %word;
	for my $file (@files)
	{
		open(my $in, '<:raw', $file) or die "$file: $!\n";
		local $/;
		$word{$_} = 1 for <$in> =~ /\w+/g;
	}
	return \%word;
}

my $tested = words_of(glob('sql/*.sql'));
my $told = words_of(grep { $_ ne 'doc/reference.md' } glob('doc/*.md'));
is(join(' ', grep { !$tested->{$_} } @called), '', 'each of them stands in a file of sql/');
is(join(' ', grep { !$told->{$_} } @called), '', 'each of them stands in a page of doc/ beside the reference');
done_testing();
