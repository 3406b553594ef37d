-- Blocs: groups of states, and who was a member on which day.

CREATE FUNCTION blocs(OUT bloc text, OUT name_en text, OUT name_ar text) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE ROWS 11 AS 'MODULE_PATHNAME', 'smartdip_blocs';
COMMENT ON FUNCTION blocs() IS 'the blocs that members() and is_member() know, a row each with its code and its name in English and Arabic';

CREATE FUNCTION members(bloc text, day date DEFAULT CURRENT_DATE, OUT country text, OUT name text, OUT entered date, OUT left_on date) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE ROWS 30 AS 'MODULE_PATHNAME', 'smartdip_members';
COMMENT ON FUNCTION members(text, date) IS 'the members of a bloc on a day, or with day NULL every spell of membership: country as CAMEO writes it, so that it joins with country(actor); entered and left_on both belong to the spell, left_on NULL = still a member in November 2025. Suspension of rights is not the end of membership. The bloc by its code or English name in any case; no rows for NULL. Errors: 22023 for an unknown bloc. Sources: charters, treaties of accession, Growth in United Nations membership';

CREATE FUNCTION is_member(country text, bloc text, day date DEFAULT CURRENT_DATE) RETURNS boolean
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_is_member';
COMMENT ON FUNCTION is_member(text, text, date) IS 'was the country, by its CAMEO or ISO alpha-3 code, a member of the bloc on the day? NULL for an unknown country and for a NULL argument. Errors: 22023 for an unknown bloc';
