-- Codings of events in tables of the user's own: ordinary tables, dumped with the database, that replace the
-- built-in scheme wherever their name is given.

CREATE FUNCTION power_profile(code event_code, scheme regclass) RETURNS power_profile
	LANGUAGE c STABLE STRICT PARALLEL RESTRICTED AS 'MODULE_PATHNAME', 'smartdip_power_profile_event_code_regclass';
COMMENT ON FUNCTION power_profile(event_code, regclass) IS
	'profile of an event code by a table of your own with the columns code and profile, from the longest prefix of the code that has a row; NULL where no prefix has one; read with the rights of the caller and kept while the table does not change if it tells of changes (power_scheme_attach), read once a statement if not; a view or a table with row security is read once for each place of a statement that calls this for rows, and anew for each call with a constant code; error 42809 for another table, 42P01 for an OID of no table, 22004 for a NULL in it, 21000 for two rows of one code';

CREATE FUNCTION power_scheme_changed() RETURNS trigger
	LANGUAGE c PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_power_scheme_changed';
COMMENT ON FUNCTION power_scheme_changed() IS
	'trigger of a power scheme: tells every session, when the change commits, to read the table again; error 39P01 anywhere but after a change';

CREATE FUNCTION power_scheme_attach(scheme regclass) RETURNS void
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_power_scheme_attach';
COMMENT ON FUNCTION power_scheme_attach(regclass) IS
	'makes a table of codes and profiles tell of its changes, by triggers that fire under replication, too, so that sessions keep it between statements; error 42809 for a table without these columns, 42P01 for an OID of no table';

CREATE FUNCTION create_power_scheme(name text, base text DEFAULT NULL) RETURNS regclass
	LANGUAGE c VOLATILE PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_create_power_scheme';
COMMENT ON FUNCTION create_power_scheme(text, text) IS
	'creates a table for a coding of your own, columns code, profile and reason, which tells of its changes; with the name of a built-in scheme (smartdip-1, smartdip-2) it starts as a copy of that; the name may have a schema; error 22004 for no name, 22023 for an unknown scheme, 42P07 if the table exists';
