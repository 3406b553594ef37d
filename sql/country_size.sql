-- Sizes of states and small states. What is expected is common knowledge: who is large, who has no army, who sits in the Forum of Small States.
SELECT count(*), (SELECT count(*) FROM country_sizes()) AS rows, count(gdp_usd) AS gdp, count(military) AS military, bool_and(approximate) AS approximate FROM country_size;
SELECT country, name, year, population, area_km2, gdp_usd, gdp_year, military, military_year FROM country_size
	WHERE country IN ('DEU', 'SGP', 'KSV', 'TWN', 'MNG', 'VAT', 'ISL', 'LBY', 'ERI') ORDER BY country COLLATE "C";
SELECT population_source, area_source, gdp_source, military_source, note FROM country_size WHERE country = 'KSV';
-- a row joins with what country() writes
SELECT count(*) FROM country_size WHERE country((country || 'GOV')::actor_code) IS DISTINCT FROM country OR country_code(country, 'cameo', 'cameo') IS DISTINCT FROM country;
-- by population alone: founders of the Forum of Small States and Kosovo, not the great powers, and not Taiwan
SELECT string_agg(c || ' ' || is_small_state(c)::text, ', ' ORDER BY c) FROM unnest('{SGP,MLT,ISL,URY,JAM,KSV,XXK,MNG,TWN,USA,CHN,FRA,NGA}'::text[]) AS c;
SELECT count(*) BETWEEN 90 AND 120 AS about_a_hundred FROM small_states();
SELECT array_agg(s) FROM small_states(area => 500, population => NULL) AS s;
-- 1.5 million, the limit of the Commonwealth and the World Bank
SELECT count(*), bool_or(s IN ('EST', 'CYP', 'MLT', 'BHR')) AS them, bool_or(s IN ('KSV', 'SGP', 'MNG')) AS not_them FROM small_states(1500000) AS s;
-- criteria together: all of them, or so many
SELECT c, is_small_state(c, 10000000, 100000) AS both, is_small_state(c, 10000000, 100000, criteria => 1) AS either,
	is_small_state(c, 25000000, 100000, 1e12, 200000) AS four, is_small_state(c, 10000000, 100000, 1e11, 20000, 2) AS two_of_four
	FROM unnest('{MNG,TWN,SGP,KSV,NLD,LBY}'::text[]) AS c ORDER BY c COLLATE "C";
-- a missing figure: not known where it would decide
SELECT is_small_state('LBY', NULL, military => 50000) AS alone, is_small_state('LBY', 10000000, military => 50000, criteria => 1) AS met, is_small_state('AFG', 10000000, military => 50000) AS failed,
	is_small_state('VAT', NULL, gdp => 1e9) AS vatican;
SELECT 'LBY' IN (SELECT small_states(NULL, military => 50000));
-- other codes, and what is no state of today
SELECT is_small_state('MNE'), is_small_state('MTN'), is_small_state('SUN'), is_small_state('GRL'), is_small_state('mne'), is_small_state(''), is_small_state(NULL), is_small_state('Malta');
SELECT is_small_state('MLT', 9223372036854775807), is_small_state('MLT', 0), is_small_state('MLT', NULL, 'infinity'), is_small_state('MLT', NULL, gdp => 0);
-- errors
SELECT is_small_state('MLT', -1);
SELECT is_small_state('MLT', NULL, 'NaN');
SELECT is_small_state('MLT', NULL);
SELECT is_small_state('MLT', criteria => 2);
SELECT * FROM small_states(criteria => 0);
SELECT * FROM small_states(NULL);
