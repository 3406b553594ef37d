-- Patterns over histories. The expected rows of rules are worked out by hand from the days given; twins in plain SQL
-- answer the same over random histories.
\set VERBOSITY default
SET datestyle = 'ISO, YMD';

-- Text: what is written freely comes out in one form.
SELECT p::event_pattern FROM unnest(ARRAY['19', ' THIS  (13|17) then OTHER 042 within 2 weeks', '((13)) & !(04 | 05)', 'Verbal-Conflict then threaten then SANCTION',
	'hard>=0.50 & threat > 0 then soft.power < .5', 'hard>=0.50 & threat > 0 then power.soft < 0.05', '13{1,} then 04{0,} then 05{0,1} then 06{2,2} then 07{2,}? then 08{1,3}',
	'this 02 then no other then this 02 then no other for 30 days', '13 then or with 04 all within 90 days', '(13 then 04 or 05 then 06)+ next any',
	'13 then (next 04)', '(next 04)+', 'this then other then !this']) WITH ORDINALITY t(p, n) WHERE n <> 5 ORDER BY n;
SELECT event_pattern_send('THIS 13  then other 19')::text = '\x' || encode('this 13 then other 19', 'hex') AS binary_is_text;

-- What is refused, and where.
DO $$
DECLARE
	bad text;
	detail text;
	hint text;
BEGIN
	FOREACH bad IN ARRAY ARRAY['', '13 then', '13 14', '13 then (14', '13 then )', '13 then peace', '13 then 21', 'hard', 'hard > 2', '13 within 3 months', '13{2',
		'13{5,2}', '13++', '13 | (14 then 15)', 'no 04 then 13', '13 then no 04', '13 with no 04 then 05', '13{40} then (14{40}){40}', '13, all', 'next 13', '13 then 0 4',
		'13 then ' || repeat('(', 60) || '14' || repeat(')', 60), '01' || repeat(' then 01', 70), repeat(' ', 4001), repeat('!!13&', 790) || '13',
		'13? then no 04 for 3 days', 'زيارة then 13'] LOOP
		BEGIN
			PERFORM bad::event_pattern;
			RAISE NOTICE 'taken: %', left(bad, 40);
		EXCEPTION WHEN OTHERS THEN
			GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
			RAISE NOTICE '% %', SQLSTATE, detail;
			IF hint = '' AND SQLSTATE <> '54000' AND detail NOT LIKE '%not closed%' THEN RAISE NOTICE 'no hint'; END IF;
		END;
	END LOOP;
END $$;
SELECT event_pattern '13 then other 042 whithin 30 days';

-- Sorting, grouping, indexes.
CREATE TABLE patterns (p event_pattern);
INSERT INTO patterns SELECT p::event_pattern FROM unnest(ARRAY['19', '(19)', '19 then 04', '04', NULL, ' 19', '04 then 19']) p;
SELECT p, count(*) FROM patterns GROUP BY p ORDER BY p;
SELECT count(*) FROM patterns WHERE p = '19' AND p <= '19' AND p >= '19' AND NOT p <> '19' AND NOT p < '19' AND NOT p > '19';
SELECT event_pattern_hash('19') = event_pattern_hash('( 19 )') AS same_hash, event_pattern_hash_extended('19', 1) <> event_pattern_hash_extended('19', 2) AS seeded,
	event_pattern_cmp('04', '19') < 0 AS before;
CREATE INDEX ON patterns (p);
CREATE INDEX ON patterns USING hash (p);
CREATE TABLE parts (p event_pattern) PARTITION BY HASH (p);
CREATE TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parts SELECT * FROM patterns;
SELECT count(*), count(p) FROM parts;

-- Two sides, day by day: threats, an attack of the other side in between, visits.
CREATE TABLE two (ab event_series, ba event_series);
INSERT INTO two VALUES ('2020-01-01: 13; 2020-01-05: 042; 2020-01-08: 138*2 139; 2020-01-22: 13', '2020-01-01: 042; 2020-01-03: 19; 2020-01-05: 042; 2020-01-20: 042*3');
SELECT m.* FROM two, sequence_matches(ab, ba, 'this 13 then other 042 within 30 days') m;
SELECT p AS pattern, string_agg(steps, ' | ' ORDER BY match) AS matches FROM unnest(ARRAY['this 13 then other 042', 'this 13 with other 042', 'this 13 then or with other 042',
		'this 13 then other 042 within 4 days', 'this 13 then other 042 within 3 days', 'this 13 next other', 'this 13 then no other 19 then other 042',
		'this 13 then no other for 11 days', 'this 13 then no other for 12 days', '13 then 042+', '13 then 042+?', '13 then 042+, all within 18 days', '13 then 13',
		'13{2,} within 7 days', '19 or 13', '(13 then 19 or 13 then 042) then 13', 'this & 04 | other & 19', 'verbal-conflict then material-conflict',
		'THREATEN then ASSAULT then CONSULT', 'hard >= 0.5 then soft > 0', '!04 then !(this 13)']) WITH ORDINALITY t(p, n), two
	LEFT JOIN LATERAL (SELECT match, string_agg(DISTINCT step || '@' || to_char(day, 'DD'), ' ') AS steps
		FROM sequence_matches(ab, ba, p::event_pattern) GROUP BY match) m ON true
	GROUP BY n, p ORDER BY n;
-- The four comparisons of a degree, over every code, against the profile itself.
SELECT count(*) > 200 AS codes, count(*) FILTER (WHERE at_most <> (degree <= 0.5) OR below <> (degree < 0.5) OR at_least <> (degree >= 0.5) OR above <> (degree > 0.5)) AS wrong,
	count(*) FILTER (WHERE degree = 0.5) > 0 AS just, count(*) FILTER (WHERE below) > 0 AS less, count(*) FILTER (WHERE above) > 0 AS more
FROM (SELECT hard(power_profile(c))::numeric AS degree, sequence_count(s, 'hard <= 0.5') = 1 AS at_most, sequence_count(s, 'hard < 0.5') = 1 AS below,
		sequence_count(s, 'hard >= 0.5') = 1 AS at_least, sequence_count(s, 'hard > 0.5') = 1 AS above
	FROM (SELECT c, event_series(date '2020-01-01', c) AS s FROM event_codes() AS c GROUP BY c) AS one) AS t;
SELECT resume, sequence_count(ab, ba, 'any then any then any', resume), sequence_count(ab || ba, 'any then any then any', resume),
	(SELECT string_agg(day::text, ' ' ORDER BY match, day) FROM (SELECT DISTINCT match, day FROM sequence_matches(ab, ba, '13 then 13', resume)) m) AS threats
	FROM two, unnest('{after last day,last day,next day}'::text[]) resume;

-- What happens behind the last event is not known, unless it is said how far the data go.
SELECT until, sequence_count(ab, ba, 'this 13 then no other for 30 days', until => until), sequence_match(ab, ba, 'this 13 then no any for 30 days', until => until)
	FROM two, unnest('{-infinity,2020-02-20,2020-02-21,infinity}'::date[]) until;

-- Examples of Trino's tests of MATCH_RECOGNIZE. They are over values: here, a fall from the day before is 19, a rise 04, all else 01.
SELECT match, array_agg((ARRAY['A', 'B', 'C'])[step] ORDER BY day) AS labels, min(day), max(day) FROM sequence_matches(
	'2020-01-01: 01; 2020-01-02: 19; 2020-01-03: 19; 2020-01-04: 04; 2020-01-05: 04; 2020-01-06: 19; 2020-01-07: 19; 2020-01-08: 04', event_pattern 'any next 19+ next 04+')
	GROUP BY match ORDER BY match;
SELECT p AS pattern, (SELECT string_agg(days, ' | ' ORDER BY match) FROM (SELECT match, string_agg(to_char(day, 'DD'), ' ' ORDER BY day) AS days
	FROM sequence_matches('2020-01-01: 04; 2020-01-02: 19; 2020-01-03: 19; 2020-01-04: 01', p::event_pattern) GROUP BY match) m) AS rows
	FROM unnest(ARRAY['(19 | 01)+', '(19 | 01)+?', '(19 | 01){2,}?', '(19 | 01){5,}']) p;

-- Empty, NULL, one event; the ends of the calendar.
SELECT sequence_count('', event_pattern '19'), sequence_match('', '', event_pattern '19*'), sequence_count(NULL, event_pattern '19'), sequence_match('2020-01-01: 19', event_pattern '19?'),
	sequence_count('2020-01-01: 19*7 190', event_pattern '19'), (SELECT count(*) FROM sequence_matches(NULL, NULL, '19')) AS none;
SELECT m.* FROM sequence_matches('4714-11-24 BC: 19; 5874897-12-31: 04', event_pattern '19 then 04') m;
SELECT sequence_match('5874897-12-31: 19', event_pattern '19 then no any for 1 day, all within 1000000 days'), sequence_match('4714-11-24 BC: 19; 5874897-12-31: 04', event_pattern '19 then 04, all within 1000000 days');
SELECT sequence_count(event_series '2020-01-01: 19', 'this 19 then other 04');
SELECT sequence_count(event_series '2020-01-01: 19', '19', 'tomorrow');
SELECT sequence_match(event_series '2020-01-01: 19', '19', until => NULL) IS NULL AS strict;

-- In the select list, with a limit, several patterns side by side, and from a table of patterns.
SELECT sequence_matches(ab, ba, 'any') FROM two LIMIT 2;
SELECT count(*), count(DISTINCT (a, b)) FROM (SELECT (sequence_matches(ab, ba, 'any')).day AS a, (sequence_matches(ab, ba, 'this then other')).day AS b FROM two) x;
SELECT p, sequence_count(ab, ba, p) FROM two, (SELECT ('this 0' || i || ' or other 1' || 9 - i)::event_pattern AS p FROM generate_series(1, 9) i) x ORDER BY p;

-- Twins in plain SQL over random histories: with 'next day', a match begins on each day from which there is one.
CREATE TABLE act AS SELECT i % 40 AS pair, get_byte(m, 0) < 128 AS other, date '2020-01-01' + get_byte(m, 1) + get_byte(m, 2) % 45 AS day,
	(ARRAY['010', '042', '130', '190', '1621']::event_code[])[1 + get_byte(m, 3) % 5] AS code FROM generate_series(1, 3000) i, decode(md5(i::text), 'hex') m;
CREATE TABLE pair AS SELECT pair, event_series(day, code) FILTER (WHERE NOT other) AS ab, event_series(day, code) FILTER (WHERE other) AS ba FROM act GROUP BY pair;
CREATE TABLE found AS SELECT pair, p, day FROM pair, unnest(ARRAY['this 13 then other 04 within 9 days', 'this 13 with other 04', 'this 13 then or with other 04 within 5 days',
		'this 13 next other', 'this 13 then no 19 then other 04', 'this 13 then other 04 then this 16, all within 12 days', 'this 13 then no other for 4 days',
		'13 then 13 then 13, all within 6 days']) p,
	LATERAL (SELECT match, min(day) AS day FROM sequence_matches(ab, ba, p::event_pattern, 'next day', '2020-10-27') GROUP BY match) m;
-- the twin's subqueries for each row are not worth workers of their own
SET max_parallel_workers_per_gather = 0;
CREATE TABLE twin AS
	SELECT DISTINCT a.pair, 'this 13 then other 04 within 9 days' AS p, a.day FROM act a JOIN act b USING (pair)
		WHERE NOT a.other AND a.code <@ '13' AND b.other AND b.code <@ '04' AND b.day > a.day AND b.day <= a.day + 9
	UNION SELECT a.pair, 'this 13 with other 04', a.day FROM act a JOIN act b USING (pair, day) WHERE NOT a.other AND a.code <@ '13' AND b.other AND b.code <@ '04'
	UNION SELECT a.pair, 'this 13 then or with other 04 within 5 days', a.day FROM act a JOIN act b USING (pair)
		WHERE NOT a.other AND a.code <@ '13' AND b.other AND b.code <@ '04' AND b.day BETWEEN a.day AND a.day + 5
	UNION SELECT a.pair, 'this 13 next other', a.day FROM act a JOIN act b USING (pair)
		WHERE NOT a.other AND a.code <@ '13' AND b.other AND b.day = (SELECT min(day) FROM act n WHERE n.pair = a.pair AND n.day > a.day)
	UNION SELECT a.pair, 'this 13 then no 19 then other 04', a.day FROM act a JOIN act b USING (pair)
		WHERE NOT a.other AND a.code <@ '13' AND b.other AND b.code <@ '04' AND b.day > a.day
			AND NOT EXISTS (SELECT FROM act n WHERE n.pair = a.pair AND n.code <@ '19' AND n.day > a.day AND n.day < b.day)
	UNION SELECT a.pair, 'this 13 then other 04 then this 16, all within 12 days', a.day FROM act a JOIN act b USING (pair) JOIN act c USING (pair)
		WHERE NOT a.other AND a.code <@ '13' AND b.other AND b.code <@ '04' AND NOT c.other AND c.code <@ '16' AND b.day > a.day AND c.day > b.day AND c.day <= a.day + 12
	UNION SELECT a.pair, 'this 13 then no other for 4 days', a.day FROM act a WHERE NOT a.other AND a.code <@ '13'
			AND a.day + 4 <= greatest('2020-10-27', (SELECT max(day) FROM act n WHERE n.pair = a.pair))
			AND NOT EXISTS (SELECT FROM act n WHERE n.pair = a.pair AND n.other AND n.day > a.day AND n.day <= a.day + 4)
	UNION SELECT a.pair, '13 then 13 then 13, all within 6 days', a.day FROM act a JOIN act b USING (pair) JOIN act c USING (pair)
		WHERE a.code <@ '13' AND b.code <@ '13' AND c.code <@ '13' AND b.day > a.day AND c.day > b.day AND c.day <= a.day + 6;
RESET max_parallel_workers_per_gather;
SELECT p, count(f.day) AS found, count(t.day) AS twin, count(*) FILTER (WHERE f.day IS NULL OR t.day IS NULL) AS differ FROM found f FULL JOIN twin t USING (p, pair, day) GROUP BY p ORDER BY p;

-- Every day with a threat is a match of its own; counts are those of the rows; one history with both sides is as good as two where no side is asked for.
SELECT count(*) AS wrong FROM pair WHERE sequence_count(ab, ba, '13') <> (SELECT count(DISTINCT day) FROM act a WHERE a.pair = pair.pair AND code <@ '13');
SELECT count(*) AS wrong FROM pair, unnest(ARRAY['13+ then 04', '13 then no 19 then 04+?', '(13 or 04){2,3}', 'any next any{2} with 04?']) p,
	LATERAL (SELECT count(DISTINCT match) AS matches, coalesce(max(match), 0) AS last, array_agg(m) AS rows FROM sequence_matches(ab, ba, p::event_pattern) m) m
	WHERE sequence_count(ab, ba, p::event_pattern) <> matches OR matches <> last OR sequence_match(ab, ba, p::event_pattern) <> (matches > 0)
		OR sequence_count(ab || ba, p::event_pattern) <> matches;

-- The order of rows, and of what is put together, is of no matter.
SELECT count(*) AS wrong FROM pair JOIN (SELECT pair, event_series(day, code ORDER BY code DESC, day DESC) FILTER (WHERE NOT other) AS ab,
		event_series(day, code ORDER BY n % 7) FILTER (WHERE other) AS ba FROM (SELECT *, day - date '2000-01-01' AS n FROM act) a GROUP BY pair) again USING (pair)
	WHERE (SELECT array_agg(m) FROM sequence_matches(pair.ab, pair.ba, '13+ then or with 04{2,}') m)
		IS DISTINCT FROM (SELECT array_agg(m) FROM sequence_matches(again.ab, again.ba, '13+ then or with 04{2,}') m);

-- A pattern that never ends, and one with every step there may be.
SELECT sequence_count(s, '(any*)* then 20') AS none, sequence_count(s, 'any+') AS one, sequence_count(s, 'any{1000}') AS thousands, sequence_count(s, '((any?)*){999} then 042') AS last
	FROM (SELECT event_series(date '2000-01-01' + i, '042') AS s FROM generate_series(1, 3000) i) x;

DROP TABLE patterns, parts, two, act, pair, found, twin;
