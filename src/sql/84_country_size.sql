-- How large states are, and which of them are small.

CREATE FUNCTION country_sizes(OUT country text, OUT name text, OUT population bigint, OUT population_year integer, OUT population_source text,
	OUT area_km2 double precision, OUT area_source text, OUT gdp_usd double precision, OUT gdp_year integer, OUT gdp_source text,
	OUT military bigint, OUT military_year integer, OUT military_source text, OUT note text) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE ROWS 197 AS 'MODULE_PATHNAME', 'smartdip_country_sizes';
COMMENT ON FUNCTION country_sizes() IS 'the rows of the view country_size, in the order of the codes';

CREATE VIEW country_size AS
	SELECT country, name, population_year AS year, population, area_km2, gdp_usd, gdp_year, military, military_year,
		boolean 'true' AS approximate, population_source, area_source, gdp_source, military_source, note
	FROM country_sizes();
GRANT SELECT ON country_size TO PUBLIC;
COMMENT ON VIEW country_size IS 'how large states are: the members of the United Nations, its observers Palestine and the Vatican, Kosovo and Taiwan, a row each. Every figure is rounded to two significant digits: good for telling small from large, not for citing. Figures may change with the version of smartdip';
COMMENT ON COLUMN country_size.country IS 'the code as country(actor) and country_code() write it (CAMEO)';
COMMENT ON COLUMN country_size.name IS 'the name in English';
COMMENT ON COLUMN country_size.year IS 'the year of the population';
COMMENT ON COLUMN country_size.population IS 'persons, in the middle of the year';
COMMENT ON COLUMN country_size.area_km2 IS 'the whole territory with its inland waters, in square kilometres';
COMMENT ON COLUMN country_size.gdp_usd IS 'gross domestic product in current US dollars at market rates; NULL where none is published';
COMMENT ON COLUMN country_size.gdp_year IS 'the year of the gross domestic product';
COMMENT ON COLUMN country_size.military IS 'active members of the armed forces, without reserves and paramilitary forces; 0 where the state has no armed forces, NULL where they are not known';
COMMENT ON COLUMN country_size.military_year IS 'the year of the armed forces';
COMMENT ON COLUMN country_size.approximate IS 'true: the figures are rounded, and those of some states are estimates';
COMMENT ON COLUMN country_size.population_source IS 'the publication that the population follows';
COMMENT ON COLUMN country_size.area_source IS 'the publication that the area follows';
COMMENT ON COLUMN country_size.gdp_source IS 'the publication that the gross domestic product follows';
COMMENT ON COLUMN country_size.military_source IS 'the publication that the armed forces follow';
COMMENT ON COLUMN country_size.note IS 'what the figures leave out or take in, NULL mostly';

CREATE FUNCTION is_small_state(country text, population bigint DEFAULT 10000000, area double precision DEFAULT NULL,
	gdp double precision DEFAULT NULL, military bigint DEFAULT NULL, criteria integer DEFAULT NULL) RETURNS boolean
	LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_is_small_state';
COMMENT ON FUNCTION is_small_state(text, bigint, double precision, double precision, bigint, integer) IS
	'is the state, by its CAMEO or ISO alpha-3 code, small? It is where at least so many criteria are met, NULL = all that are given: population below so many persons, area below so many square kilometres, gdp below so many current US dollars, military below so many active members. NULL for a limit leaves the criterion out. By default fewer than ten million inhabitants, as in the Forum of Small States at the United Nations. NULL for what is no state of country_size, and where figures that are not known would decide. Errors: 22023 for a limit below 0 or NaN, for no criterion at all, and for more criteria than are given';

CREATE FUNCTION small_states(population bigint DEFAULT 10000000, area double precision DEFAULT NULL,
	gdp double precision DEFAULT NULL, military bigint DEFAULT NULL, criteria integer DEFAULT NULL) RETURNS SETOF text
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	SELECT s.country
	FROM country_sizes() s
	WHERE is_small_state(s.country, small_states.population, small_states.area, small_states.gdp, small_states.military, small_states.criteria)
	ORDER BY s.country COLLATE "C";
END;
COMMENT ON FUNCTION small_states(bigint, double precision, double precision, bigint, integer) IS
	'the states that is_small_state() calls small, by the codes that country(actor) writes: country(source) IN (SELECT small_states()). The limits, their defaults and the errors are those of is_small_state(); a state whose missing figures would decide is left out';
