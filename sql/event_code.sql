-- event_code: input and output, order, tree, accessors, schemes, indexes.
\set VERBOSITY default

-- Every operator class of the extension is what its access method asks for.
SELECT am.amname, opc.opcname FROM pg_opclass opc JOIN pg_am am ON am.oid = opc.opcmethod
	WHERE opc.opcintype = 'event_code'::regtype ORDER BY 1, 2;
SELECT opc.opcname, am.amname, amvalidate(opc.oid) FROM pg_opclass opc JOIN pg_am am ON am.oid = opc.opcmethod
	WHERE opc.opcintype = 'event_code'::regtype ORDER BY 1, 2;

-- Text is kept as it is: 010 is not 10.
SELECT '04'::event_code, '010'::event_code, '0411'::event_code, '2099'::event_code;
SELECT '010'::event_code = '10'::event_code AS equal, '010'::event_code < '10'::event_code AS before;

-- Refusals name the value, the reason and, where there is something to do, what to do.
SELECT '13y'::event_code;
SELECT '4'::event_code;
SELECT '00'::event_code;
SELECT '21'::event_code;
SELECT '01234'::event_code;
SELECT '---'::event_code;
SELECT ''::event_code;
SELECT E' 04\t'::event_code AS blanks, U&'\00A0040\200B'::event_code AS invisible;
SELECT '0 4'::event_code;
SELECT ' '::event_code;
SELECT '٠٤'::event_code;
SELECT repeat('9', 1000000)::event_code;
SELECT repeat('ذ', 100)::event_code;
\set VERBOSITY sqlstate
SELECT '13y'::event_code;
SELECT event_code(10);
SELECT known('04', 'nonesuch');
\set VERBOSITY default

-- Zeros lost on the way through an integer.
SELECT event_code(43), event_code(4), event_code(231), event_code(112), event_code(2042), 190::event_code;
SELECT event_code(10);
SELECT event_code(20);
SELECT event_code_from_int(10, roots => false), event_code_from_int(20, roots => false);
SELECT event_code_from_int(4, roots => false);
SELECT event_code(0);
SELECT event_code(-1);
SELECT event_code(2147483647);
SELECT count(*) AS lost FROM event_codes() c
	WHERE level(c) > 1 AND event_code_from_int(c::text::integer, roots => false) <> c;

-- Binary form: the digits; a table goes out and comes back.
SELECT event_code_send('0411'), event_code_send('04');

-- NULL is NULL.
SELECT root(NULL), parent(NULL), label(NULL::event_code), goldstein(NULL), NULL::event_code <@ '04', level(NULL);

-- The tree.
SELECT c, root(c), base(c), parent(c), level(c), event_code_last(c) FROM unnest('{04,041,0411,20,2042}'::event_code[]) c;
SELECT '0411'::event_code <@ '04' AS under, '04'::event_code <@ '04' AS same, '05'::event_code <@ '04' AS beside,
	'04'::event_code @> '0411' AS over, '041'::event_code @> '042' AS not_over, '10'::event_code @> '010' AS no_kin;

-- Against the text itself: a prefix is an ancestor, text order in C is tree order.
CREATE TEMP TABLE codes AS
	SELECT (lpad(r::text, 2, '0') || coalesce(b::text, '') || coalesce(l::text, '')) AS t
	FROM generate_series(1, 20) r, (SELECT NULL::int UNION ALL SELECT generate_series(0, 9)) b(b),
		LATERAL (SELECT NULL::int UNION ALL SELECT generate_series(0, 9) WHERE b IS NOT NULL) l(l);
SELECT count(*), count(DISTINCT t::event_code), bool_and(t::event_code::text = t) AS same_text FROM codes;
SELECT count(*) AS pairs, count(*) FILTER (WHERE (a.t::event_code <@ b.t::event_code) <> starts_with(a.t, b.t)) AS wrong_tree,
	count(*) FILTER (WHERE (a.t::event_code < b.t::event_code) <> (a.t < b.t COLLATE "C")) AS wrong_order
	FROM codes a, codes b WHERE b.t <= '0499' COLLATE "C" OR level(b.t::event_code) = 1;
SELECT bool_and(root(t::event_code)::text = left(t, 2) AND base(t::event_code)::text = left(t, 3)
	AND level(t::event_code) = length(t) - 1
	AND parent(t::event_code)::text IS NOT DISTINCT FROM CASE WHEN length(t) > 2 THEN left(t, -1) END) AS accessors_agree FROM codes;

-- What the ontologies list: 310 codes in GDELT, 312 in ICEWS; the manual lacks 1213 and has five of its own.
SELECT count(*) FILTER (WHERE known(c, 'gdelt')) AS gdelt, count(*) FILTER (WHERE known(c, 'icews')) AS icews,
	count(*) FILTER (WHERE known(c, 'cameo')) AS cameo, count(*) FILTER (WHERE known(c)) AS known FROM event_codes() c;
SELECT array_agg(c ORDER BY c) FROM event_codes() c WHERE known(c, 'icews') AND NOT known(c, 'gdelt');
SELECT array_agg(c ORDER BY c) FROM event_codes() c WHERE known(c, 'cameo') AND NOT known(c, 'icews');
SELECT array_agg(c ORDER BY c) FROM event_codes() c WHERE NOT known(c);
SELECT known('106'), known('106', 'gdelt'), known('0199'), known('1834', 'cameo');
SELECT known('04', 'nonesuch');
SELECT known('04', repeat('x', 1000));

-- Goldstein scores as published: the tables disagree where they are known to.
SELECT c, goldstein(c), goldstein(c, 'icews') AS icews, goldstein(c, 'phoenix') AS phoenix
	FROM unnest('{016,022,046,04,124,13,130,163,164,165,166,106,1213,190,20}'::event_code[]) c;
SELECT goldstein('2099') AS gdelt, goldstein('2099', 'icews') AS icews, goldstein('2099', 'phoenix') AS of_the_root;
SELECT c, plover_event(c), plover_mode(c), goldstein(c, 'plover') AS score
	FROM unnest('{01,03,042,0411,050,060,070,080,0871,0872,0873,090,100,111,120,130,140,145,150,160,163,170,180,190,204,1712,191,175}'::event_code[]) c;
SELECT goldstein('04', 'nonesuch');
SELECT goldstein('042') = 1.9 AS numeric_equal, goldstein('042') = 1.9::float8 AS float_equal;

-- Quad classes by root.
SELECT root(c) AS root, min(quad_class(c)) AS gdelt, min(quad_class(c, 'icews')) AS icews, min(quad_class(c, 'phoenix')) AS phoenix,
	bool_and(penta_class(c) = quad_class(c, 'phoenix')) AS penta, bool_and(quad_class(c) = quad_class(root(c))) AS by_root
	FROM event_codes() c GROUP BY 1 ORDER BY 1;
SELECT plover_event(c), array_agg(DISTINCT quad_class(c, 'plover')) AS quad, count(*) FROM event_codes() c GROUP BY 1 ORDER BY 2, 1;
SELECT quad_class('04', '');
SELECT q, quad_class_label(q::smallint), quad_class_label(q::smallint, 'ar') FROM generate_series(-1, 5) q;

-- Labels: every listed code, event, mode and context has both, and no two codes share one.
SELECT count(*) AS codes, count(DISTINCT label(c)) AS english, count(DISTINCT label(c, 'ar')) AS arabic FROM event_codes() c;
SELECT bool_and(label(c, 'ar') ~ '[ء-ي]') AS arabic, bool_and(label(c) ~ '^[ -~]+$') AS english FROM event_codes() c;
SELECT label(c, 'ar_EG') = label(c, 'ar') AS region_ignored, label(c, 'en-GB') = label(c) AS same, label(event_code '0199') AS unlisted
	FROM (VALUES (event_code '042')) v(c);
SELECT label(event_code '042', 'fr');
SELECT label(event_code '042', '');
SELECT array_agg(DISTINCT plover_event(c)) FROM event_codes() c WHERE plover_event(c) IS NOT NULL AND (plover_label(plover_event(c)) IS NULL OR plover_label(plover_event(c), 'ar') IS NULL);
SELECT array_agg(DISTINCT m) FROM event_codes() c, plover_mode(c) m WHERE m IS NOT NULL AND (plover_label(m) IS NULL OR plover_label(m, 'ar') IS NULL);
SELECT array_agg(DISTINCT x) FROM event_codes() c, unnest(string_to_array(plover_context(c), ';')) x WHERE plover_label(x, 'ar') IS NULL;
SELECT plover_label('nonesuch');
SELECT measure, scheme, version FROM event_code_schemes();

-- PLOVER types and modes: any case in, the manual's out; near misses are told what there is.
SELECT 'CONSULT'::event_code, 'consult.VISIT'::event_code, 'Protest.Riot'::event_code, E'\tcoerce.MARTIAL_LAW '::event_code;
SELECT 'CONSULT.vist'::event_code;
SELECT 'AGREE.visit'::event_code;
SELECT 'CONSULT.'::event_code;
SELECT 'DEMAND'::event_code;
SELECT 'riot'::event_code;
SELECT ('PROTEST.' || repeat('x', 1000000))::event_code;
SELECT event_code_send('PROTEST.riot');
SELECT c, root(c), base(c), parent(c), level(c), event_code_last(c), known(c), known(c, 'plover') AS plover, known(c, 'cameo') AS cameo
	FROM unnest('{PROTEST,PROTEST.riot,AGREE,04}'::event_code[]) c;
SELECT 'PROTEST.riot'::event_code <@ 'PROTEST' AS under, 'PROTEST'::event_code <@ 'PROTEST.riot' AS over, 'PROTEST.riot'::event_code <@ 'REJECT' AS beside,
	'2099'::event_code < 'ACCUSE' AS cameo_first, 'ACCUSE'::event_code <@ '20' AS apart;
-- Against the text itself, on all pairs: the part before the dot is the ancestor, text order in C is tree order.
SELECT count(*) AS codes, count(DISTINCT c) AS different, count(*) FILTER (WHERE level(c) = 1) AS types, bool_and(c::text::event_code = c AND upper(c::text)::event_code = c
	AND lower(c::text)::event_code = c) AS round_trip, bool_and(c::text ~ '^[A-Z]+(\.[a-z]+([-_][a-z]+)?)?$') AS form FROM event_codes('plover') c;
SELECT count(*) AS pairs, count(*) FILTER (WHERE (a <@ b) <> (a::text = b::text OR starts_with(a::text, b::text || '.'))) AS wrong_tree,
	count(*) FILTER (WHERE (a < b) <> (a::text < b::text COLLATE "C")) AS wrong_order,
	count(*) FILTER (WHERE (a <@ b) <> (a BETWEEN b AND event_code_last(b))) AS wrong_range
	FROM (SELECT event_codes('plover') UNION ALL SELECT event_codes()) x(a), (SELECT event_codes('plover') UNION ALL SELECT event_codes()) y(b)
	WHERE NOT (a::text ~ '^\d' AND b::text ~ '^\d');
SELECT bool_and(root(c)::text = split_part(c::text, '.', 1) AND base(c) = c AND level(c) = CASE WHEN c::text ~ '\.' THEN 2 ELSE 1 END
	AND parent(c) IS NOT DISTINCT FROM nullif(root(c), c)) AS accessors_agree FROM event_codes('plover') c;
-- Translated only where it is asked for, and once.
SELECT c, plover(c), plover_event(c), plover_mode(c) FROM unnest('{042,0871,145,1951,01,PROTEST.riot,AID}'::event_code[]) c;
SELECT count(*) AS codes, count(plover(c)) AS translated, count(DISTINCT plover(c)) AS different, bool_and(known(plover(c), 'plover')) AS known,
	bool_and(plover(plover(c)) = plover(c)) AS once, array_agg(DISTINCT root(c)) FILTER (WHERE plover(c) IS NULL) AS without,
	bool_and(goldstein(c, 'plover') IS NOT DISTINCT FROM goldstein(plover(c)) AND quad_class(c, 'plover') IS NOT DISTINCT FROM quad_class(plover(c))) AS same_scores,
	bool_and(c::text <> '042' OR c <> plover(c)) AS another_code FROM event_codes() c;
SELECT c, goldstein(c), goldstein(c, 'icews') AS icews, goldstein(c, 'plover') AS plover, quad_class(c), quad_class(c, 'phoenix') AS phoenix, penta_class(c),
	power_profile(c) IS NOT NULL AS coded FROM event_codes('plover') c WHERE level(c) = 1 OR goldstein(c) <> goldstein(root(c)) ORDER BY c;
SELECT count(*) AS codes, count(DISTINCT label(c)) AS english, count(DISTINCT label(c, 'ar')) AS arabic, bool_and(label(c, 'ar') ~ '^[ء-ي]') AS in_arabic,
	bool_and(power_profile(c) = power_profile(root(c)) OR EXISTS (SELECT FROM power_scheme() s WHERE s.code = c)) AS inherited FROM event_codes('plover') c;
SELECT label(event_code 'CONSULT.visit'), label(event_code 'CONSULT.visit', 'ar');
SELECT ontology, count(*) FROM unnest('{gdelt,icews,cameo,legacy,plover}'::text[]) ontology, event_codes(ontology) GROUP BY 1 ORDER BY 1;
SELECT event_codes('nonesuch');
-- A type is a range of the index, and chooses partitions; histories hold both ontologies.
CREATE TABLE plover_parts (code event_code, n integer) PARTITION BY RANGE (code);
CREATE TABLE plover_parts_cameo PARTITION OF plover_parts FOR VALUES FROM (MINVALUE) TO ('ACCUSE');
CREATE TABLE plover_parts_early PARTITION OF plover_parts FOR VALUES FROM ('ACCUSE') TO ('PROTEST');
CREATE TABLE plover_parts_late PARTITION OF plover_parts FOR VALUES FROM ('PROTEST') TO (MAXVALUE);
INSERT INTO plover_parts SELECT c, i FROM (SELECT event_codes() UNION ALL SELECT event_codes('plover')) x(c), generate_series(1, 20) i;
CREATE INDEX plover_parts_code ON plover_parts (code);
ANALYZE plover_parts;
SET enable_seqscan = off; SET enable_bitmapscan = off; SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT n FROM plover_parts WHERE code <@ 'PROTEST';
EXPLAIN (COSTS OFF) SELECT n FROM plover_parts WHERE code <@ 'CONSULT.visit';
EXPLAIN (COSTS OFF) SELECT n FROM plover_parts_cameo WHERE code <@ '20';
SELECT count(*), count(DISTINCT code) FROM plover_parts WHERE code <@ 'PROTEST';
RESET enable_seqscan; RESET enable_bitmapscan; RESET max_parallel_workers_per_gather;
SELECT count(*) AS subtrees, count(*) FILTER (WHERE n <> m) AS wrong FROM event_codes('plover') top,
	LATERAL (SELECT count(*) AS n FROM plover_parts WHERE code <@ top) w, LATERAL (SELECT count(*) AS m FROM plover_parts WHERE code::text = top::text OR starts_with(code::text, top::text || '.')) x;
DROP TABLE plover_parts;
SELECT s, goldstein_sum(s), quad_counts(s), only_codes(s, 'PROTEST', '04') FROM (VALUES ('2020-01-01: PROTEST.riot*3 protest 042; 2020-01-02: AID'::event_series)) v(s);
SELECT '2020-01-01: PROTEST.rio'::event_series;

-- Grouping, sorting, hashing, joining, min and max.
CREATE TEMP TABLE facts AS SELECT i, c AS code FROM event_codes() WITH ORDINALITY e(c, o), generate_series(1, 30) i;
ANALYZE facts;
SELECT min(code), max(code), count(DISTINCT code) FROM facts;
SELECT min(code) FROM facts WHERE false;
SELECT count(*) FROM facts a JOIN facts b USING (code, i);
SELECT root(code), count(*) FROM facts GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 3;

-- A subtree is a range of a btree; BRIN answers too; the plan shows it.
CREATE INDEX facts_code ON facts (code);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code <@ '04';
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE '04' @> code;
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE event_code_under(code, '0871');
PREPARE subtree(event_code) AS SELECT count(*) FROM facts WHERE code <@ $1;
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) EXECUTE subtree('04');
EXECUTE subtree('04');
EXPLAIN (COSTS OFF) SELECT count(*) FROM (VALUES ('04'::event_code), ('19')) v(top), LATERAL (SELECT * FROM facts WHERE code <@ top OFFSET 0) f;
-- ancestors are no range: the filter stays
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code @> '0411';
RESET plan_cache_mode;
CREATE TEMP TABLE by_index AS SELECT top.c AS top, (SELECT count(*) FROM facts WHERE code <@ top.c) AS n,
	(SELECT count(*) FROM facts WHERE top.c @> code) AS m FROM event_codes() top(c);
RESET enable_seqscan;
SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
SELECT count(*) AS tops, count(*) FILTER (WHERE n <> (SELECT count(*) FROM facts WHERE starts_with(code::text, top::text))
	OR n <> m) AS wrong FROM by_index;
RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;
DROP INDEX facts_code;
CREATE INDEX facts_brin ON facts USING brin (code) WITH (pages_per_range = 1);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code <@ '0871';
SELECT count(*) FROM facts WHERE code <@ '0871';
DROP INDEX facts_brin;
CREATE INDEX facts_brin ON facts USING brin (code event_code_minmax_multi_ops) WITH (pages_per_range = 1);
SELECT count(*) FROM facts WHERE code <@ '0871';
DROP INDEX facts_brin;
CREATE INDEX facts_hash ON facts USING hash (code);
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code = '0871';
SELECT count(*) FROM facts WHERE code = '0871';
RESET enable_seqscan;

-- The estimate of a subtree is close to the truth once the table is analysed.
CREATE FUNCTION pg_temp.estimate(top event_code) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE format('EXPLAIN (FORMAT json) SELECT 1 FROM facts WHERE code <@ %L', top) INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT top, count(*) AS actual, pg_temp.estimate(top) BETWEEN count(*) * 0.5 - 90 AND count(*) * 2 + 90 AS close
	FROM facts, unnest('{02,03,04,0871,12,20}'::event_code[]) top WHERE code <@ top GROUP BY 1 ORDER BY 1;

-- Hash and list partitions find their rows.
CREATE TABLE code_parts (code event_code, n integer) PARTITION BY HASH (code);
CREATE TABLE code_parts_0 PARTITION OF code_parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE code_parts_1 PARTITION OF code_parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO code_parts SELECT c, 1 FROM event_codes() c;
SELECT (SELECT count(*) FROM code_parts) = (SELECT count(*) FROM event_codes()) AS all_there,
	(SELECT count(*) FROM code_parts_0) > 50 AND (SELECT count(*) FROM code_parts_1) > 50 AS both_used;
DROP TABLE code_parts;

-- Range and list partitions are chosen by a subtree: when a query is planned, and by a parameter when it starts. What is
-- no condition on a column of such a table stays as it is written.
CREATE TABLE code_parts (code event_code, n integer) PARTITION BY RANGE (code);
CREATE TABLE code_parts_cooperation PARTITION OF code_parts FOR VALUES FROM (MINVALUE) TO ('10');
CREATE TABLE code_parts_conflict PARTITION OF code_parts FOR VALUES FROM ('10') TO (MAXVALUE);
INSERT INTO code_parts SELECT c, i FROM event_codes() c, generate_series(1, 20) i;
SET max_parallel_workers_per_gather = 0;
ANALYZE code_parts;
EXPLAIN (COSTS OFF) SELECT n FROM code_parts WHERE code <@ '04';
EXPLAIN (COSTS OFF) SELECT n FROM code_parts WHERE '19' @> code AND n = 1;
EXPLAIN (COSTS OFF) SELECT n FROM code_parts WHERE code <@ '19' OR code <@ '20';
EXPLAIN (COSTS OFF) DELETE FROM code_parts WHERE code <@ '042';
EXPLAIN (COSTS OFF) SELECT n FROM code_parts_conflict WHERE code <@ '19';
EXPLAIN (COSTS OFF) SELECT n FROM code_parts WHERE parent(code) <@ '19';
CREATE FUNCTION pg_temp.explain_analyze(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query;
END $$;
SET plan_cache_mode = force_generic_plan;
PREPARE by_top(event_code) AS SELECT count(*) FROM code_parts WHERE code <@ $1;
SELECT plan LIKE '%Subplans Removed: 1%' AS chosen_at_the_start FROM (SELECT string_agg(line, E'\n') FROM pg_temp.explain_analyze('EXECUTE by_top(''04'')') line) p(plan);
EXECUTE by_top('04');
EXECUTE by_top(NULL);
DEALLOCATE by_top;
RESET plan_cache_mode;
SELECT count(*) FROM (VALUES ('04'::event_code)) v(top) WHERE EXISTS (SELECT FROM facts f, facts g, code_parts p WHERE p.code <@ top AND p.code <@ '042' AND f.code = p.code AND g.code = f.code);
-- The same rows, whole and part by part, and an estimate as close.
SELECT count(*) AS subtrees, count(*) FILTER (WHERE (SELECT count(*) FROM code_parts WHERE code <@ top) <>
	(SELECT count(*) FROM code_parts_cooperation WHERE code <@ top) + (SELECT count(*) FROM code_parts_conflict WHERE code <@ top)) AS other_rows FROM event_codes() top;
CREATE FUNCTION pg_temp.estimate_of_part(top event_code) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE format('EXPLAIN (FORMAT json) SELECT 1 FROM code_parts WHERE code <@ %L', top) INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT top, count(*) AS actual, pg_temp.estimate_of_part(top) BETWEEN count(*) * 0.5 - 20 AND count(*) * 2 + 20 AS close
	FROM code_parts, unnest('{02,04,0871,12,20}'::event_code[]) top WHERE code <@ top GROUP BY 1 ORDER BY 1;
DROP TABLE code_parts;
CREATE TABLE code_parts (code event_code) PARTITION BY LIST (code);
CREATE TABLE code_parts_visits PARTITION OF code_parts FOR VALUES IN ('042', '043');
CREATE TABLE code_parts_other PARTITION OF code_parts FOR VALUES IN ('190', '193');
EXPLAIN (COSTS OFF) SELECT * FROM code_parts WHERE code <@ '04';
DROP TABLE code_parts;
RESET max_parallel_workers_per_gather;

-- Where the server has soft errors, a malformed code is a question that can be asked.
SELECT current_setting('server_version_num')::integer >= 160000 AS soft_errors \gset
\if :soft_errors
SELECT pg_input_is_valid('13y', 'event_code') AS bad, pg_input_is_valid('0411', 'event_code') AS good \gset
\else
\set bad f
\set good t
\endif
\echo :bad :good
