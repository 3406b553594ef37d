-- power_profile: input and output, casts, order, the algebra of fuzzy sets, accessors, the coding of events.
\set VERBOSITY default
-- Whether a parallel worker raised an error is not asked here.
\set SHOW_CONTEXT never

-- Text: any order, blanks and names; out comes one form.
SELECT 'military:.6,soft.security:0.25 , hard.power:0.8'::power_profile;
SELECT 'hard:1, semihard:0.5, semi-hard.threat:0.1, soft:.01, security.soft:0.2, instrument.legal:1'::power_profile AS aliases;
SELECT ''::power_profile AS none, '  '::power_profile AS blanks, 'hard:0, military:0.00'::power_profile AS zeros;
SELECT E'\thard.power\n:\r0.8\f,soft.power:1'::power_profile AS blanks;

-- Refusals name the part that is wrong, and say what to do where there is something to do.
SELECT 'hard:1.01'::power_profile;
SELECT 'hard:-0.1'::power_profile;
SELECT 'hard:0.505'::power_profile;
SELECT 'hard:0.5, soft:1e-1'::power_profile;
SELECT 'hard:'::power_profile;
SELECT 'hard'::power_profile;
SELECT 'hard:0.1, soft:0.2, power.hard:0.3'::power_profile;
SELECT 'hrad.power:0.1'::power_profile;
SELECT 'Military:0.1'::power_profile;
SELECT 'nuclear:0.1'::power_profile;
SELECT 'smart:0.1'::power_profile;
SELECT 'smart.threat:0.1'::power_profile;
SELECT 'hard:1,'::power_profile;
SELECT 'hard:1,,soft:1'::power_profile;
SELECT 'القوة الصلبة:0.5'::power_profile;
SELECT 'hard:٠.٥'::power_profile;
SELECT repeat(',', 1048576)::power_profile;
SELECT repeat('h', 1048576)::power_profile;
SELECT ('hard:0.' || repeat('1', 1048576))::power_profile;
SELECT repeat('ص', 100)::power_profile;
-- a code is not a profile: the hint says how it becomes one
SELECT power_profile('0411');
\set VERBOSITY sqlstate
SELECT 'hard:1.01'::power_profile;
SELECT 'hard:0.505'::power_profile;
SELECT 'nuclear:0.1'::power_profile;
\set VERBOSITY default
-- 16 and later ask without raising an error
SELECT current_setting('server_version_num')::integer >= 160000 AS soft_errors \gset
\if :soft_errors
SELECT pg_input_is_valid('hard:1.01', 'power_profile') AS bad, pg_input_is_valid('hard:1', 'power_profile') AS good \gset
\else
\set bad f
\set good t
\endif
\echo :bad :good

-- Many random profiles, as hundredths and as the type: half of the degrees are 0, and 1 is more frequent than by chance.
SELECT setseed(0.25);
CREATE TEMP TABLE profiles AS
	SELECT i, h, ARRAY(SELECT (x / 100.0)::real FROM unnest(h) WITH ORDINALITY u(x, n) ORDER BY n)::power_profile AS p
	FROM (SELECT i, ARRAY(SELECT CASE WHEN random() < 0.5 THEN 0 WHEN random() < 0.1 THEN 100 ELSE floor(random() * 101)::integer END + 0 * i
		FROM generate_series(1, 16)) AS h FROM generate_series(1, 3000) i) r;
CREATE TEMP TABLE pairs AS
	SELECT a.i, a.h AS ah, a.p AS a, b.h AS bh, b.p AS b, c.h AS ch, c.p AS c
	FROM profiles a JOIN profiles b ON b.i = (a.i * 7 + 3) % 3000 + 1 JOIN profiles c ON c.i = (a.i * 11 + 5) % 3000 + 1;
SELECT count(*), count(DISTINCT p) > 2900 AS varied FROM profiles;
CREATE FUNCTION pg_temp.hundredths(power_profile) RETURNS integer[] LANGUAGE sql AS
	$$ SELECT array_agg(round(x::numeric * 100)::integer ORDER BY n) FROM unnest($1::real[]) WITH ORDINALITY u(x, n) $$;

-- Round trips: text, real[], jsonb, binary.
SELECT count(*) FILTER (WHERE p::text::power_profile <> p) AS text, count(*) FILTER (WHERE p::real[]::power_profile <> p) AS reals,
	count(*) FILTER (WHERE p::jsonb::power_profile <> p) AS json, count(*) FILTER (WHERE pg_temp.hundredths(p) <> h) AS hundredths,
	count(*) FILTER (WHERE power_profile_send(p) <> (SELECT string_agg(set_byte('\x00', 0, x), '' ORDER BY n) FROM unnest(h) WITH ORDINALITY u(x, n))) AS bytes
	FROM profiles;
SELECT count(*) AS hundredths, count(*) FILTER (WHERE (format('hard:%s', n / 100.0))::power_profile::real[] <> ARRAY[(n / 100.0)::real] || array_fill(0::real, '{15}')) AS wrong
	FROM generate_series(0, 100) n;

-- Arrays and JSON.
SELECT 'hard:0.8, military:0.33'::power_profile::real[], 'hard:0.8, military:0.33, legal:1'::power_profile::jsonb;
SELECT '{"hard": 0.80, "military": 1, "soft.threat": 0}'::jsonb::power_profile, '{}'::jsonb::power_profile AS none;
SELECT '{0.5}'::real[]::power_profile;
SELECT array_fill(0.5::real, '{4,4}')::power_profile;
SELECT array_fill(NULL::real, '{16}')::power_profile;
SELECT (array_fill(0::real, '{15}') || 0.505::real)::power_profile;
SELECT (array_fill(0::real, '{15}') || 1.01::real)::power_profile;
SELECT (array_fill(0::real, '{15}') || 'NaN'::real)::power_profile;
SELECT power_profile(array_fill(0.3, '{16}')) = array_fill(0.3::real, '{16}')::power_profile AS from_numeric;
SELECT '[0.5]'::jsonb::power_profile;
SELECT '0.5'::jsonb::power_profile;
SELECT '{"hard": "0.5"}'::jsonb::power_profile;
SELECT '{"hard": null}'::jsonb::power_profile;
SELECT '{"hard": {"power": 1}}'::jsonb::power_profile;
SELECT '{"hard": 0.505}'::jsonb::power_profile;
SELECT '{"hard": 1e300}'::jsonb::power_profile;
SELECT '{"hard": 1, "hard.power": 1}'::jsonb::power_profile;
SELECT '{"nuclear": 1}'::jsonb::power_profile;
SELECT '{"smart": 1}'::jsonb::power_profile;

-- NULL is NULL.
SELECT NULL::power_profile | 'hard:1' AS u, hard(NULL), dominant(NULL), 'hard:1'::power_profile * NULL AS t, NULL::power_profile @> '' AS c,
	power_profile(NULL::event_code) AS p, (SELECT count(*) FROM power_grid(NULL)) AS grid;

-- Every operator against a loop over single degrees.
CREATE FUNCTION pg_temp.each(a integer[], b integer[], OUT u integer[], OUT n integer[], OUT c integer[], OUT d integer[],
	OUT contain boolean, OUT meet boolean, OUT square bigint) LANGUAGE sql AS $$
	SELECT array_agg(greatest(x, y) ORDER BY k), array_agg(least(x, y) ORDER BY k), array_agg(100 - x ORDER BY k),
		array_agg(least(x, 100 - y) ORDER BY k), bool_and(x >= y), bool_or(x > 0 AND y > 0), sum((x - y) * (x - y))
	FROM unnest(a, b) WITH ORDINALITY z(x, y, k) $$;
SELECT count(*) AS pairs, count(*) FILTER (WHERE pg_temp.hundredths(a | b) <> u) AS wrong_union,
	count(*) FILTER (WHERE pg_temp.hundredths(a & b) <> n) AS wrong_intersection, count(*) FILTER (WHERE pg_temp.hundredths(!a) <> e.c) AS wrong_complement,
	count(*) FILTER (WHERE pg_temp.hundredths(a - b) <> d) AS wrong_difference,
	count(*) FILTER (WHERE (a @> b) <> contain OR (b <@ a) <> contain) AS wrong_containment,
	count(*) FILTER (WHERE NOT (a | b) @> b OR NOT (a & b) <@ a) AS wrong_bounds,
	count(*) FILTER (WHERE (a && b) <> meet) AS wrong_overlap,
	count(*) FILTER (WHERE abs((a <-> b) - sqrt(square) / 100) > 1e-12) AS wrong_distance
	FROM pairs, pg_temp.each(ah, bh) e;
-- containment and missing overlap are rare among random pairs: pairs that have them
SELECT count(*) FILTER (WHERE (a & b) <@ a AND (a | b) @> b AND NOT (a | b) <@ (a & b)) AS contained, count(*) FILTER (WHERE NOT (a && (a - a) AND a <> (a - a))) > 0 AS some_apart,
	count(*) FILTER (WHERE ''::power_profile && a) AS none_overlaps, count(*) FILTER (WHERE a @> '') AS all_contain_none FROM pairs;
SELECT count(*) AS products, count(*) FILTER (WHERE pg_temp.hundredths(p * f) <> (SELECT array_agg(floor(x * f + 0.5)::integer ORDER BY k) FROM unnest(h) WITH ORDINALITY z(x, k))
	OR f * p <> p * f) AS wrong FROM profiles, unnest('{0,0.25,0.5,0.75,1}'::float8[]) f WHERE i <= 500;
SELECT 'hard:0.01, soft:0.05, military:1'::power_profile * 0.5 AS half, 0.333 * 'military:1'::power_profile AS third;
SELECT 'hard:1'::power_profile * 1.01;
SELECT 'hard:1'::power_profile * -0.1;
SELECT 'NaN'::float8 * 'hard:1'::power_profile;

-- The laws of the algebra.
SELECT count(*) FILTER (WHERE a | b <> b | a OR a & b <> b & a) AS commute,
	count(*) FILTER (WHERE (a | b) | c <> a | (b | c) OR (a & b) & c <> a & (b & c)) AS associate,
	count(*) FILTER (WHERE (a | (a & b)) <> a OR (a & (a | b)) <> a) AS absorb,
	count(*) FILTER (WHERE (a | a) <> a OR (a & a) <> a) AS idempotent,
	count(*) FILTER (WHERE (a & (b | c)) <> ((a & b) | (a & c)) OR (a | (b & c)) <> ((a | b) & (a | c))) AS distribute,
	count(*) FILTER (WHERE !(a | b) <> (!a & !b) OR !(a & b) <> (!a | !b)) AS de_morgan,
	count(*) FILTER (WHERE !(!a) <> a) AS involution,
	count(*) FILTER (WHERE a - b <> (a & !b)) AS difference,
	count(*) FILTER (WHERE (a | '') <> a OR (a & '') <> '' OR (a & !''::power_profile) <> a OR (a | !''::power_profile) <> !''::power_profile) AS bounds,
	count(*) FILTER (WHERE (a <@ b) <> ((a | b) = b) OR (a <@ b) <> ((a & b) = a)) AS containment,
	count(*) FILTER (WHERE (a <-> b) <> (b <-> a) OR (a <-> a) <> 0 OR (a <-> c) > (a <-> b) + (b <-> c) + 1e-12) AS metric
	FROM pairs;
SELECT ''::power_profile <-> !''::power_profile AS farthest;

-- Order and hash are those of the bytes.
SELECT count(*) FILTER (WHERE (a < b) <> (power_profile_send(a) < power_profile_send(b)) OR (a = b) <> (power_profile_send(a) = power_profile_send(b))
	OR (a <= b) <> NOT (a > b) OR (a >= b) <> NOT (a < b) OR (a <> b) <> NOT (a = b)) AS wrong_order,
	count(*) FILTER (WHERE sign(power_profile_cmp(a, b)) <> CASE WHEN a < b THEN -1 WHEN a > b THEN 1 ELSE 0 END) AS wrong_cmp FROM pairs;
SELECT bool_and(ordered) AS sorts FROM (SELECT p >= lag(p) OVER (ORDER BY n) IS NOT FALSE AS ordered
	FROM (SELECT p, row_number() OVER () AS n FROM (SELECT p FROM profiles, generate_series(1, 3) ORDER BY p) s) r) o;
SELECT count(*) = count(DISTINCT p) * 3 AS grouped FROM profiles, generate_series(1, 3);
CREATE TABLE power_parts (p power_profile) PARTITION BY HASH (p);
CREATE TABLE power_parts_0 PARTITION OF power_parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE power_parts_1 PARTITION OF power_parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO power_parts SELECT p FROM profiles;
SELECT (SELECT count(*) FROM power_parts) AS rows, (SELECT count(*) FROM power_parts_0) > 1000 AND (SELECT count(*) FROM power_parts_1) > 1000 AS both_used;
DROP TABLE power_parts;

-- Accessors against the array: cell (strength, domain) is element 3 * domain + strength + 1.
SELECT count(*) FILTER (WHERE hard(p) <> greatest(h[1], h[4], h[7]) / 100.0::float8 OR semihard(p) <> greatest(h[2], h[5], h[8]) / 100.0::float8
	OR soft(p) <> greatest(h[3], h[6], h[9]) / 100.0::float8) AS strengths,
	count(*) FILTER (WHERE power(p) <> greatest(h[1], h[2], h[3]) / 100.0::float8 OR threat(p) <> greatest(h[4], h[5], h[6]) / 100.0::float8
	OR security(p) <> greatest(h[7], h[8], h[9]) / 100.0::float8) AS domains,
	count(*) FILTER (WHERE abs(synergy(p) - (hard(p) + soft(p) - hard(p) * soft(p) - greatest(hard(p), soft(p)))) > 1e-12) AS synergies,
	count(*) FILTER (WHERE dominant(p) IS DISTINCT FROM (SELECT dimension FROM power_dimensions() WITH ORDINALITY d(dimension, s, m, e, r, n)
		WHERE s IS NOT NULL AND h[n] > 0 ORDER BY h[n] DESC, n LIMIT 1)) AS dominants,
	count(*) FILTER (WHERE instruments(p) <> ARRAY(SELECT dimension FROM power_dimensions() WITH ORDINALITY d(dimension, s, m, e, r, n)
		WHERE s IS NULL AND h[n] > 0 ORDER BY n)) AS instruments,
	count(*) FILTER (WHERE EXISTS (SELECT FROM power_dimensions() WITH ORDINALITY d(dimension, s, m, e, r, n) WHERE degree(p, dimension) <> h[n] / 100.0::float8)) AS degrees,
	count(*) FILTER (WHERE EXISTS (SELECT FROM power_grid(p) g WHERE g.degree <> degree(p, strength || '.' || domain))) AS grids FROM profiles;
SELECT degree('hard:0.8', 'power.hard') = 0.8 AS exact, instruments('hard:1'), dominant('military:1') AS no_cell, dominant('soft.threat:0.5, hard.security:0.5') AS first_of_two;
SELECT degree('hard:0.8', 'nuclear');
SELECT degree('hard:0.8', 'smart');
SELECT smart('hard:0.8, soft:0.5'), smart(p, 'product') AS product, smart(p, 'lukasiewicz') AS lukasiewicz, round(smart(p, 'geometric')::numeric, 6) AS geometric, synergy(p)
	FROM (VALUES ('hard:0.8, soft:0.5'::power_profile)) v(p);
SELECT smart('hard:0.8', 'drastic');
SELECT smart('hard:0.8', repeat('x', 1000));

-- T-norms over every pair of degrees: commutative, monotone, associative, 1 neutral; a t-norm never exceeds the minimum.
CREATE TEMP TABLE norm AS SELECT t, a, b, smart((format('hard:%s, soft:%s', a / 100.0, b / 100.0))::power_profile, t) AS v
	FROM unnest('{minimum,product,lukasiewicz,geometric}'::text[]) t, generate_series(0, 100) a, generate_series(0, 100) b;
CREATE INDEX ON norm (t, a, b);
ANALYZE norm;
SELECT x.t, count(*) AS pairs, count(*) FILTER (WHERE x.v <> y.v) AS not_commutative, count(*) FILTER (WHERE x.v > z.v) AS not_monotone,
	count(*) FILTER (WHERE x.b = 100 AND x.v <> x.a / 100.0::float8) > 0 AS one_not_neutral, count(*) FILTER (WHERE x.v * 100 > least(x.a, x.b) + 1e-9) > 0 AS above_minimum
	FROM norm x JOIN norm y ON (y.t, y.a, y.b) = (x.t, x.b, x.a) LEFT JOIN norm z ON (z.t, z.a, z.b) = (x.t, x.a + 1, x.b) GROUP BY 1 ORDER BY x.t COLLATE "C";
SELECT x.t, count(*) AS triples, count(*) FILTER (WHERE y.v <> z.v) AS not_associative
	FROM norm x CROSS JOIN generate_series(0, 100, 20) c JOIN norm w ON (w.t, w.a, w.b) = (x.t, x.b, c)
		JOIN norm y ON (y.t, y.a, y.b) = (x.t, round(x.v * 100)::integer, c) JOIN norm z ON (z.t, z.a, z.b) = (x.t, x.a, round(w.v * 100)::integer)
	WHERE x.t IN ('minimum', 'lukasiewicz') AND x.a % 10 = 0 AND x.b % 10 = 0 GROUP BY 1 ORDER BY x.t COLLATE "C";
SELECT max(synergy(p)) AS greatest_synergy FROM (SELECT (format('hard:%s, soft:%s', a / 100.0, b / 100.0))::power_profile AS p
	FROM generate_series(0, 100) a, generate_series(0, 100) b) s;

-- Names, parts, labels; the grid as psql draws it.
SELECT dimension, strength, domain, label_en FROM power_dimensions();
SELECT count(*) FILTER (WHERE label_ar ~ '^[ء-ي ]+$') AS arabic, count(DISTINCT label_ar) AS different, bool_and(label(dimension) = label_en AND label(dimension, 'ar_EG') = label_ar) AS same FROM power_dimensions();
SELECT label('hard'), label('instrument.legal', 'en');
SELECT label('nuclear');
SELECT label('042');
SELECT label('CONSULT.visit');
SELECT label('USAGOV');
SELECT label('scoGOV', 'ar');
SELECT label('Xyz');
SELECT label('hard', 'fr');
SELECT * FROM power_grid('hard.threat:0.7, soft.power:0.25') \crosstabview domain strength degree

-- The coding: every code has a profile, a row holds for its subtree, unknown schemes are refused.
SELECT count(*) >= 20 AS rows, count(DISTINCT code) = count(*) AS distinct_codes, bool_and(reason <> '' AND source <> '') AS reasons, count(*) FILTER (WHERE level(code) = 1) AS roots_and_types FROM power_scheme();
SELECT count(*) AS codes, count(*) FILTER (WHERE power_profile(c) IS DISTINCT FROM s.profile) AS wrong, count(*) FILTER (WHERE power_profile(c, 'smartdip-1') <> power_profile(c)) AS wrong_by_name
	FROM (SELECT (lpad(r::text, 2, '0') || coalesce(b::text, '') || coalesce(l::text, ''))::event_code AS c
		FROM generate_series(1, 20) r, (SELECT NULL::int UNION ALL SELECT generate_series(0, 9)) b(b),
			LATERAL (SELECT NULL::int UNION ALL SELECT generate_series(0, 9) WHERE b IS NOT NULL) l(l)) codes,
		LATERAL (SELECT profile FROM power_scheme() WHERE c <@ code ORDER BY level(code) DESC LIMIT 1) s;
-- what the coding says of the roots, from fighting to aid, and of every code: doc/power-coding.md
SELECT bool_and(hard(power_profile(a::event_code)) > hard(power_profile(b::event_code))) AS harder FROM (VALUES ('19', '16'), ('19', '13'), ('18', '17'), ('15', '12'), ('13', '11')) v(a, b);
SELECT bool_and(soft(power_profile(a::event_code)) > soft(power_profile(b::event_code))) AS softer FROM (VALUES ('04', '07'), ('05', '06'), ('03', '16'), ('05', '19')) v(a, b);
SELECT count(*) FILTER (WHERE instruments(power_profile(c)) = '{}') AS without_instrument, count(*) FILTER (WHERE dominant(power_profile(c)) IS NULL) AS without_cell,
	count(*) FILTER (WHERE c <@ '13' AND threat(power_profile(c)) = 0) AS threats_without_threat FROM event_codes() c;
SELECT corr(hard(power_profile(c)), (quad_class(c) = 4)::integer) > 0.3 AS hard_is_material_conflict, corr(soft(power_profile(c)), (quad_class(c) = 1)::integer) > 0.3 AS soft_is_verbal_cooperation,
	corr(hard(power_profile(c)) - soft(power_profile(c)), goldstein(c)) < -0.5 AS hard_is_far_from_goldstein FROM event_codes() c;
SELECT power_profile('04'::event_code, 'smartdip-3');
SELECT count(*) FROM power_scheme('nonesuch');
-- a stored profile is a copy of the compiled row, as of any value
CREATE TEMP TABLE coded AS SELECT c, power_profile(c) AS p FROM event_codes() c;
UPDATE coded SET p = p | power_profile('19'::event_code);
SELECT count(*) FILTER (WHERE p <> (power_profile(c) | power_profile('19'::event_code))) AS wrong FROM coded;
