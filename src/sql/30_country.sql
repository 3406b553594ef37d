-- country: codes of countries in nine schemes, their names, and membership in two state systems.

CREATE FUNCTION country_schemes(OUT scheme text, OUT description text) RETURNS SETOF record
	LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 9 AS 'MODULE_PATHNAME', 'smartdip_country_schemes';
COMMENT ON FUNCTION country_schemes() IS 'the schemes that country_code() reads and writes, a row each with what it holds';

CREATE FUNCTION country_code(code text, "from" text, "to" text, on_date date DEFAULT NULL) RETURNS text
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_country_code';
COMMENT ON FUNCTION country_code(text, text, text, date) IS
	'a country''s code (or name, in English or Arabic) in one scheme turned into another; see country_schemes(). NULL for a code that is unknown, has no counterpart, or names a state that did not exist on on_date; NULL for NULL code, from or to. on_date chooses between codes and countries that share one (COW 365 was the Soviet Union, Germany was COW 260 from 1945 to 1990); NULL = as today. Errors: 22023 for an unknown scheme. Sources: ISO 3166-1 and 3166-3, FIPS 10-4, COW state system v2016, Gleditsch and Ward, CAMEO country list';

CREATE FUNCTION country_name(code text, locale text DEFAULT 'en') RETURNS text
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_country_name';
COMMENT ON FUNCTION country_name(text, text) IS
	'the name of a country, given by its CAMEO or ISO alpha-3 code in upper case, in a locale (en, ar, fr, zh-Hant). Names come from the ICU library and change with it, hence STABLE; what ICU does not know (historic states, WSB, GZS, BAG) and languages that ICU does not have get smartdip''s own name, Arabic for ar and English otherwise. NULL for an unknown code or a NULL argument. Errors: 22023 for a malformed locale';

CREATE FUNCTION state_system(scheme text DEFAULT 'cow', on_date date DEFAULT CURRENT_DATE,
	OUT code text, OUT abbreviation text, OUT name text, OUT cameo text, OUT entered date, OUT left_on date,
	OUT microstate boolean) RETURNS SETOF record
	LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 200 AS 'MODULE_PATHNAME', 'smartdip_state_system';
COMMENT ON FUNCTION state_system(text, date) IS
	'the members of a state system on a day, or with on_date NULL every spell of membership: code is the number as country_code() writes it in scheme cown (cow) or gwn (gw), abbreviation the list''s own letters, name and cameo the country that had the number on on_date (without on_date: when the spell ended, or today); entered and left_on both belong to the spell, left_on NULL = still a member. microstate marks Gleditsch and Ward''s separate, tentative list. COW''s version 2016 ends on 2016-12-31 and Gleditsch and Ward''s list on 2017-12-31: spells that reach that day are taken as open. No rows for a NULL scheme. Errors: 22023 for a scheme other than cow and gw. Sources: COW State System Membership v2016; Gleditsch and Ward, list of independent states';
