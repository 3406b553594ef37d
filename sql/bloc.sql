-- Blocs: counts of members that are public knowledge, days at the borders of spells, and errors.
SET datestyle = ISO;
SELECT bloc, name_en, (SELECT count(*) FROM members(bloc, '2025-11-01')) AS members FROM blocs() ORDER BY bloc;
-- the European Union grew to 28 and lost one; NATO had 16 members until 1999; the UN 51 founders, 193 today
SELECT day, (SELECT count(*) FROM members('EU', day)) AS eu, (SELECT count(*) FROM members('NATO', day)) AS nato, (SELECT count(*) FROM members('UN', day)) AS un
FROM unnest('{1945-10-23,1945-12-31,1957-12-31,1958-01-01,1973-01-01,1986-01-01,1990-12-31,1995-01-01,1999-03-11,1999-03-12,2004-05-01,2013-07-01,2020-01-31,2020-02-01,2024-03-07}'::date[]) AS day ORDER BY day;
SELECT is_member('GBR', 'EU', '2020-01-31'), is_member('GBR', 'eu', '2020-02-01'), is_member('ROM', 'NATO', '2004-03-29'), is_member('ROU', 'nato', '2004-03-29');
-- one China at a time, two Germanies and two Yemens for a while
SELECT day, string_agg(country, ' ' ORDER BY country) FROM unnest('{1960-01-01,1980-01-01,1995-01-01}'::date[]) AS day, members('UN', day)
	WHERE country IN ('CHN', 'TWN', 'DEU', 'DDR', 'YEM', 'YMD') GROUP BY day ORDER BY day;
SELECT * FROM members('Gulf Cooperation Council', '2000-01-01') ORDER BY country;
SELECT name, entered, left_on FROM members('UN', NULL) WHERE left_on IS NOT NULL ORDER BY entered, name;
-- NULLs, what is no country, what is no bloc
SELECT is_member(NULL, 'EU', '2000-01-01'), is_member('XXX', 'EU', '2000-01-01'), is_member('eur', 'EU', '2000-01-01'), is_member('FRA', 'EU', 'infinity'), is_member('FRA', 'EU', '-infinity');
SELECT count(*) FROM members(NULL);
SELECT * FROM members('Warsaw Pact');
SELECT is_member('FRA', '');
