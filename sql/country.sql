-- country: codes between schemes, by date; names in both languages; state systems. The values are published facts
-- (ISO 3166, FIPS 10-4, COW v2016, Gleditsch and Ward, CAMEO), not what the code happens to say.
\set VERBOSITY default
-- Whether a parallel worker raised an error is not asked here.
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, MDY';

SELECT scheme, description IS NOT NULL AS described FROM country_schemes();

-- One country in every scheme.
SELECT s.scheme, country_code('EGY', 'iso3', s.scheme) AS egypt, country_code('GBR', 'iso3', s.scheme) AS britain,
	country_code('NAM', 'iso3', s.scheme) AS namibia, country_code('PSE', 'iso3', s.scheme) AS palestine
	FROM country_schemes() s;

-- Namibia is not a missing value.
SELECT country_code('NA', 'iso2', 'name'), country_code('na', 'iso2', 'iso3'), country_code('Namibia', 'name', 'iso2'),
	country_code('NA', 'fips', 'name') AS none;

-- FIPS is not ISO.
SELECT c AS code, country_code(c, 'fips', 'name') AS fips, country_code(c, 'iso2', 'name') AS iso2
	FROM unnest('{AU,CH,GB,ES,GM,IS,NI,NG,SG,UK,GR}'::text[]) c;
SELECT count(*) AS misread FROM (SELECT chr(a) || chr(b) AS c FROM generate_series(65, 90) a, generate_series(65, 90) b) codes
	WHERE country_code(c, 'fips', 'fips', '2020-01-01') = c AND country_code(c, 'iso2', 'iso2', '2020-01-01') = c
		AND country_code(c, 'fips', 'cameo') <> country_code(c, 'iso2', 'cameo');

-- CAMEO's own codes, the withdrawn ones that it still has, and those that real files hold beside them.
SELECT c AS cameo, country_code(c, 'cameo', 'name') AS name, country_code(c, 'cameo', 'iso3') AS iso3,
	country_code(c, 'cameo', 'cameo') AS written
	FROM unnest('{WSB,GZS,BAG,ROM,ROU,TMP,TLS,ANT,MTN,MNE,IMY,IMN,SSD,SUN,DDR,CSK,KSV,YMD,ZAR,BYS}'::text[]) WITH ORDINALITY u(c, n)
	ORDER BY n;
-- Every code by which a file may write a country leads to one code: by country_code(), as the country of an actor, and by
-- its name in a text. A text has a name with brackets written otherwise; Baghdad, Gaza and the West Bank are places there.
SELECT count(*) AS codes, count(DISTINCT written) AS countries, count(*) FILTER (WHERE country((k || 'GOV')::actor_code) IS DISTINCT FROM written) AS apart,
	string_agg(DISTINCT k, ' ' ORDER BY k) FILTER (WHERE k <> written) AS other_ways
FROM (SELECT k, country_code(k, 'cameo', 'cameo') AS written FROM (SELECT chr(a) || chr(b) || chr(c) AS k
	FROM generate_series(65, 90) a, generate_series(65, 90) b, generate_series(65, 90) c) k) c WHERE written IS NOT NULL;
SELECT DISTINCT written, name, actor FROM (SELECT country_code(k, 'cameo', 'cameo') AS written, country_code(k, 'cameo', 'name') AS name
		FROM (SELECT chr(a) || chr(b) || chr(c) AS k FROM generate_series(65, 90) a, generate_series(65, 90) b, generate_series(65, 90) c) k) c
	LEFT JOIN LATERAL actors_in('The government of ' || name || ' said so.') a ON true
	WHERE written IS NOT NULL AND country(actor) IS DISTINCT FROM written ORDER BY 1;
-- Serbia in GDELT: actors behind the state that ended, places by the gazetteer's code.
SELECT country('SCGSRBGOV'), country_code('RB', 'fips', 'name'), country_code('RI', 'fips', 'cameo'), country_code('SRB', 'cameo', 'fips');
-- Regions are no countries, and case carries meaning: per is an ethnic group.
SELECT country_code('AFR', 'cameo', 'name'), country_code('per', 'cameo', 'name'), country_code('PER', 'cameo', 'name'),
	country_code('per', 'iso3', 'name');

-- Germany: COW 255 and 260, Gleditsch-Ward 255 to 1945 and 260 since; no state and so no number from May 1945 to September 1949.
SELECT d::date, country_code('DEU', 'iso3', 'cown', d::date) AS cow, country_code('DEU', 'iso3', 'gwn', d::date) AS gw
	FROM unnest('{1900-01-01,1945-05-07,1945-05-09,1945-07-01,1949-09-20,1949-09-21,1970-01-01,1990-10-02,1990-10-03,2020-01-01,NULL}'::date[]) d;
SELECT country_code('255', 'cown', 'gwn'), country_code('260', 'gwn', 'cown'), country_code('260', 'cown', 'iso3'),
	country_code('265', 'cown', 'name'), country_code('DDR', 'iso3', 'cown', '1991-01-01') AS gone;
-- Vietnam: Gleditsch-Ward's 815 ended in 1893, today's is 816 as in COW.
SELECT country_code('815', 'gwn', 'cown'), country_code('816', 'cown', 'gwn'), country_code('VNM', 'iso3', 'gwn', '1850-01-01'),
	country_code('817', 'cown', 'name'), country_code('817', 'gwn', 'name', '1976-01-01') AS gone;
-- Yemen: COW 678 to 1990 and 679 since, Gleditsch-Ward 678 throughout.
SELECT country_code('YEM', 'iso3', 'cown'), country_code('YEM', 'iso3', 'gwn'), country_code('678', 'gwn', 'cown'),
	country_code('678', 'gwn', 'cown', '1985-01-01'), country_code('YEM', 'cameo', 'cown', '1985-01-01'),
	country_code('680', 'gwn', 'cameo');
-- Yugoslavia to Serbia: COW keeps 345, Gleditsch-Ward goes from 345 to 340.
SELECT d::date, country_code('345', 'cown', 'iso3', d::date) AS cow_345, country_code('345', 'cown', 'gwn', d::date) AS gw,
	country_code('345', 'gwn', 'iso3', d::date) AS gw_345
	FROM unnest('{1900-01-01,1980-01-01,2003-02-03,2003-02-04,2006-06-04,2006-06-05,NULL}'::date[]) d;
-- The Soviet Union and Russia share a number.
SELECT country_code('365', 'cown', 'cameo', '1990-01-01'), country_code('365', 'cown', 'cameo', '1992-01-01'),
	country_code('365', 'gwn', 'name', '1910-01-01'), country_code('SUN', 'cameo', 'cown'),
	country_code('SUN', 'cameo', 'cown', '1990-01-01'), country_code('SUN', 'cameo', 'cown', '2000-01-01') AS gone,
	country_code('RUS', 'cameo', 'cown', '1985-01-01');
-- One number, two countries in the two lists: 970 is Nauru in COW, Kiribati in Gleditsch-Ward.
SELECT country_code('970', 'cown', 'name'), country_code('970', 'gwn', 'name');
-- ISO's withdrawn codes; CS was two countries.
SELECT country_code('CS', 'iso2', 'name', '1980-01-01'), country_code('CS', 'iso2', 'name', '2004-01-01'),
	country_code('CS', 'iso2', 'name', '2010-01-01') AS gone, country_code('COD', 'iso3', 'iso3', '1990-01-01'),
	country_code('ZAR', 'iso3', 'iso3'), country_code('891', 'isonum', 'iso3', '1999-01-01'), country_code('891', 'isonum', 'iso3');
-- Numbers with and without their zeros.
SELECT country_code('4', 'isonum', 'iso3'), country_code('004', 'isonum', 'iso3'), country_code('AFG', 'iso3', 'isonum'),
	country_code('002', 'cown', 'cowc'), country_code('2', 'cown', 'cowc'), country_code('-2', 'cown', 'cowc') AS none;

-- Blanks around a code say nothing.
SELECT country_code(' EG', 'iso2', 'name'), country_code(E'651\t', 'cown', 'name'), country_code(U&'\00A0EGY\200F', 'cameo', 'name'), country_code('E G', 'iso2', 'name') AS none;

-- Names: both languages, every spelling, whole.
SELECT n AS name, country_code(n, 'name', 'cameo') AS cameo FROM unnest(ARRAY[
	'Russian Federation', 'Occupied Palestinian Territory', 'Palestinian Territory, Occupied', 'Democratic Republic of Congo',
	'Congo', 'Myanmar', 'Burma', 'South Korea', 'KOREA, REPUBLIC OF', 'Ivory Coast', 'Côte d’Ivoire', 'COTE D''IVOIRE', 'cote  d ivoire',
	'Czechia', 'UAE', 'the United Arab Emirates', 'UK', 'U.S.A.', 'The Gambia', 'Gambia, The', 'Trinidad & Tobago', 'St. Lucia',
	'Saint Lucia', 'Türkiye', 'TURKIYE', 'Åland Islands', 'São Tomé & Príncipe', 'Việt Nam', 'Curacao', 'Soviet Union',
	'السعودية', 'سعودية', 'الإمارات', 'الامارات', 'أمريكا', 'أميركا', 'امريكا', 'بريطانيا', 'سوريا', 'سورية', 'مصر', 'مِصْر', 'العـــراق',
	'إيران', 'ایران', 'كوريا الشمالية', 'كوريا الشماليه', 'الاتحاد السوفيتي', 'فلسطين', 'روسيا الإتحادية'])
	WITH ORDINALITY u(n, o) ORDER BY o;
-- as the United Nations, UNHCR, the World Bank, the IMF and mapmakers shorten and turn them round; ICEWS's slips
SELECT n AS name, country_code(n, 'name', 'cameo') AS cameo FROM unnest(ARRAY['Rep. of Korea', 'Korea, Rep.', 'Korea, Rep. of', 'D.P.R. Korea', 'Dem. People''s Rep. of Korea',
	'Korea, Dem. People''s Rep.', 'Iran (Islamic Rep. of)', 'Iran, Islamic Rep.', 'Dem. Rep. of the Congo', 'Congo, Dem. Rep. of the', 'Dem. Rep. Congo', 'Congo, Rep.',
	'Syrian Arab Rep.', 'Central African Rep.', 'Dominican Rep.', 'Czech Rep.', 'Rep. of Moldova', 'United Rep. of Tanzania', 'Lao People''s Dem. Rep.',
	'The former Yugoslav Rep. of Macedonia', 'Venezuela (Bolivarian Rep. of)', 'Virgin Islands (US)', 'Virgin Islands (U.S.)', 'Virgin Islands (British)', 'Falkland Is. (Malvinas)',
	'Bosnia and Herz.', 'St. Vin. and Gren.', 'Micronesia, Fed. Sts.', 'Armenia, Rep. of', 'China, P.R.: Hong Kong', 'Yemen, Rep. of', 'Ethiopia, The Federal Dem. Rep. of',
	'Sudan, South', 'Cook Island', 'Madagaskar', 'German Dem. Rep.']) WITH ORDINALITY u(n, o) ORDER BY o;
SELECT d::date, country_code('Korea', 'name', 'cown', d::date), country_code('كوريا', 'name', 'gwn', d::date) FROM unnest('{1900-01-01,1910-08-22,1910-08-23,1950-01-01,NULL}'::date[]) d;
SELECT n AS refused, country_code(n, 'name', 'cameo') AS cameo FROM unnest(ARRAY['Germ', 'Germany West Berlin', 'Korea', 'Europe', 'the', '&', '  ', '',
	'South', 'Republic', 'إلى', '٪']) n;
SELECT country_code('Guinea', 'name', 'iso2'), country_code('Guinea-Bissau', 'name', 'iso2'), country_code('Equatorial Guinea', 'name', 'iso2'),
	country_code('Niger', 'name', 'iso2'), country_code('Nigeria', 'name', 'iso2'), country_code('Dominica', 'name', 'iso2'),
	country_code('Dominican Republic', 'name', 'iso2'), country_code('السودان', 'name', 'iso2'), country_code('جنوب السودان', 'name', 'iso2');
SELECT country_code('CIV', 'cameo', 'name'), country_code('Soviet Union', 'name', 'cown', '2000-01-01') AS gone;

-- Unknown is NULL, so is NULL, so is what no code can be; an unknown scheme is an error.
SELECT country_code('XX', 'iso2', 'name'), country_code('', 'iso2', 'name'), country_code('EGYPT', 'iso3', 'name'),
	country_code('999', 'cown', 'name'), country_code('é', 'iso2', 'name'), country_code(NULL, 'iso2', 'name'),
	country_code('EG', NULL, 'name'), country_code('EG', 'iso2', NULL), country_code(repeat('x', 1000000), 'name', 'cameo'),
	country_code(repeat('the ', 250000) || 'Egypt', 'name', 'cameo'), country_code(repeat('9', 1000000), 'cown', 'cameo');
SELECT country_code('EG', 'iso', 'name');
SELECT country_code('EG', 'iso2', repeat('iso', 1000));
\set VERBOSITY sqlstate
SELECT country_code('EG', 'iso2', '');
\set VERBOSITY default
SELECT country_code('EGY', 'iso3', 'cown', 'infinity'), country_code('SUN', 'iso3', 'cown', '-infinity') AS gone;

-- Every code leads back to its country, in every scheme; only Palestine's FIPS code is that of a part of it, the West Bank.
SELECT s.scheme, count(c.code) AS codes, count(*) FILTER (WHERE country_code(c.code, s.scheme, 'name') <> c.name) AS astray
	FROM country_schemes() s,
		LATERAL (SELECT DISTINCT country_code(k, 'iso3', 'name') AS name, country_code(k, 'iso3', s.scheme) AS code
			FROM (SELECT chr(a) || chr(b) || chr(c) AS k
				FROM generate_series(65, 90) a, generate_series(65, 90) b, generate_series(65, 90) c) keys
			WHERE country_code(k, 'iso3', 'iso3', '2020-01-01') = k) c
	GROUP BY s.scheme ORDER BY s.scheme;

-- Display names. ICU's wording is its own, so only what does not change is looked at.
SELECT country_name('DEU'), country_name('DEU', 'ar'), country_name('DEU', 'ar_EG'), country_name('DEU', 'ar-EG'), country_name('DEU', 'fr'),
	country_name('EGY', 'AR'), country_name('NAM', 'es');
SELECT country_name('SUN'), country_name('SUN', 'ar'), country_name('SUN', 'fr'), country_name('DDR', 'ar'), country_name('WSB', 'ar'),
	country_name('GZS'), country_name('KSV', 'ar'), country_name('YUG', 'en_GB');
SELECT country_name('DEU', 'xx'), country_name('ZZZ'), country_name('deu'), country_name('DE'), country_name(''), country_name(NULL), country_name('DEU', NULL);
SELECT country_name('HVO') AS withdrawn, country_name('hvo'), country_name('ROM'), country_name('MNE') = country_name('MTN') AS same;
SELECT country_name('DEU', 'e');
SELECT country_name('DEU', '');
SELECT country_name('DEU', 'en@currency=eur');
SELECT country_name('DEU', 'en__');
SELECT country_name('DEU', repeat('en_', 100000));

-- State systems: COW v2016 has 217 states in 243 spells, Gleditsch and Ward list 216 spells and 23 microstates.
SELECT count(*), count(DISTINCT code), count(*) FILTER (WHERE left_on IS NULL) AS members FROM state_system('cow', NULL);
SELECT microstate, count(*), count(DISTINCT code) FROM state_system('gw', NULL) GROUP BY 1 ORDER BY 1;
SELECT count(*) AS cow_2016 FROM state_system('cow', '2016-12-31');
SELECT count(*) AS cow_1816 FROM state_system('cow', '1816-01-01');
SELECT count(*) = 195 AS same FROM state_system('cow', '2024-01-01');
SELECT * FROM state_system('cow', '1990-01-01') WHERE code IN ('255', '260', '265', '345', '365', '678', '679', '680') ORDER BY code::int;
SELECT * FROM state_system('gw', '2000-01-01') WHERE code IN ('255', '260', '340', '345', '678', '815', '816', '970') ORDER BY code::int;
SELECT * FROM state_system('cow', NULL) WHERE code IN ('220', '345', '730') ORDER BY code::int, entered;
SELECT count(*) FROM state_system('cow', '1945-05-08') WHERE code = '255';
SELECT count(*) FROM state_system('cow', '1945-05-09') WHERE code = '255';
SELECT count(*) FROM state_system('cow', '1815-12-31');
SELECT count(*) FROM state_system('cow', '-infinity');
SELECT count(*) FROM state_system(NULL, '2000-01-01');
SELECT count(*) > 190 AS today FROM state_system();
SELECT state_system('polity');
-- A spell's code is what country_code() reads.
SELECT count(*) AS astray FROM state_system('cow', NULL) s WHERE country_code(s.code, 'cown', 'name', s.entered) IS NULL
	OR country_code(s.abbreviation, 'cowc', 'name', s.entered) IS DISTINCT FROM country_code(s.code, 'cown', 'name', s.entered);

-- What is declared: the planner may fold country_code() away, not country_name().
SELECT proname, provolatile, proisstrict, proparallel FROM pg_proc
	WHERE proname IN ('country_code', 'country_name', 'country_schemes', 'state_system') ORDER BY 1;

-- In a database of another encoding names are converted both ways.
SELECT current_database() AS here, quote_ident(current_database() || '_latin1') AS latin1 \gset
CREATE DATABASE :latin1 TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C';
\connect :latin1
SET client_min_messages = warning;
CREATE EXTENSION smartdip;
SET client_encoding = 'UTF8';
SELECT country_code('Côte d''Ivoire', 'name', 'cameo'), country_code('CIV', 'cameo', 'name'), length(country_code('CIV', 'cameo', 'name'));
SELECT country_name('CUW', 'fr'), length(country_name('CUW', 'fr'));
SELECT country_name('DEU', 'ar');
\connect :here
DROP DATABASE :latin1;
