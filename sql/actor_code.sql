-- actor_code: input and output, order, groups as sets, prefixes, accessors, indexes.
\set VERBOSITY default

SELECT am.amname, opc.opcname, amvalidate(opc.oid) FROM pg_opclass opc JOIN pg_am am ON am.oid = opc.opcmethod
	WHERE opc.opcintype = 'actor_code'::regtype ORDER BY 1, 2;

-- Text is kept as it is, case too.
SELECT 'USAGOV'::actor_code, 'scoGOV'::actor_code, 'CHRPRO210EDU'::actor_code, 'AAABBBCCCDDDEEEFFFGGGHHH'::actor_code AS longest;
SELECT 'per'::actor_code = 'PER'::actor_code AS equal, 'tur'::actor_code <> 'TUR'::actor_code AS differ, 'MNCUSA'::actor_code = 'USAMNC'::actor_code AS same_chain;

-- Refusals name the value, the reason and what a code looks like.
SELECT ''::actor_code;
SELECT 'US'::actor_code;
SELECT 'NGOEEURENV'::actor_code;
SELECT 'AAABBBCCCDDDEEEFFFGGGHHHIII'::actor_code;
SELECT 'USA GOV'::actor_code;
SELECT E' USA\r'::actor_code AS blanks, U&'\FEFFUSAGOV\200E'::actor_code AS invisible;
SELECT 'USA GOV '::actor_code;
SELECT E'\t'::actor_code;
SELECT 'USA-GO'::actor_code;
SELECT '---'::actor_code;
SELECT 'مصر'::actor_code;
SELECT 'ÅSA'::actor_code;
SELECT repeat('USA', 1000000)::actor_code;
SELECT repeat('ذ', 100)::actor_code;
\set VERBOSITY sqlstate
SELECT 'US'::actor_code;
SELECT label('USA'::actor_code, 'fr');
\set VERBOSITY default
-- 16 and later ask without raising an error
DO $$
DECLARE
	valid boolean[];
BEGIN
	IF current_setting('server_version_num')::integer >= 160000 THEN
		EXECUTE $q$ SELECT array_agg(pg_input_is_valid(t, 'actor_code') ORDER BY t) FROM unnest('{US,USA}'::text[]) t $q$ INTO valid;
		ASSERT valid = '{f,t}', valid::text;
	END IF;
END $$;

-- To text it is an assignment, not more: no text operator takes a code by accident.
CREATE TEMP TABLE notes (actor actor_code, remark text);
INSERT INTO notes SELECT t, t::actor_code FROM (SELECT 'USAGOV'::text AS t) s;
SELECT actor::text || '!' AS text, remark FROM notes;
SELECT actor LIKE 'USA%' FROM notes;
SELECT actor_code_send('scoGOV');

-- NULL is NULL.
SELECT country(NULL), region(NULL), roles(NULL), kind(NULL), canonical(NULL), label(NULL::actor_code), NULL::actor_code @> 'GOV', NULL::actor_code ^@ 'USA', actor_code_last(NULL);

-- A few thousand codes, from every category, both cases, digits, and one to eight groups; t is their text.
CREATE TEMP TABLE groups AS SELECT g, o FROM unnest('{USA,PSE,SUN,IGO,MNC,EUR,UNO,per,PER,MOS,CHR,210,GOV,CVL,Xy0}'::text[]) WITH ORDINALITY u(g, o);
CREATE TEMP TABLE codes AS
	SELECT t, t::actor_code AS code, ARRAY(SELECT substr(t, i, 3) FROM generate_series(1, length(t), 3) i) AS a FROM (
		SELECT g AS t FROM groups
		UNION SELECT x.g || y.g FROM groups x, groups y
		UNION SELECT x.g || y.g || z.g FROM groups x, groups y, groups z WHERE (x.o + y.o * z.o) % 2 = 0
		UNION SELECT string_agg(g, '' ORDER BY o * n * 7 % 31, o) FROM groups, generate_series(1, 400) n
			WHERE o * n % 17 < 10 GROUP BY n HAVING count(*) BETWEEN 4 AND 8
	) s;
CREATE TEMP TABLE queries AS SELECT t, code, a FROM codes WHERE length(t) = 3 OR hashtext(t) % 13 = 0;
ANALYZE codes;
SELECT count(*) > 2000 AS many, count(DISTINCT code) = count(*) AS distinct_codes, max(length(t)) AS longest,
	bool_and(code::text = t) AS same_text, bool_and(groups(code) = a) AS same_groups, bool_and(actor_code_send(code) = convert_to(t, 'UTF8')) AS same_bytes FROM codes;
SELECT count(*) > 50000 AS pairs,
	count(*) FILTER (WHERE (c.code @> q.code) <> (c.a @> q.a)) AS wrong_contains,
	count(*) FILTER (WHERE (c.code <@ q.code) <> (c.a <@ q.a)) AS wrong_contained,
	count(*) FILTER (WHERE (c.code && q.code) <> (c.a && q.a)) AS wrong_overlaps,
	count(*) FILTER (WHERE (c.code ^@ q.code) <> starts_with(c.t, q.t)) AS wrong_prefix,
	count(*) FILTER (WHERE (c.code ^@ q.code) <> (c.code BETWEEN q.code AND actor_code_last(q.code))) AS wrong_range
	FROM codes c, queries q;
-- A substring across groups is no group: xUSAx.
SELECT 'AUSABC'::actor_code @> 'USA' AS contains, 'USAGOVMIL'::actor_code @> 'MILUSA' AS any_order, 'USAGOV'::actor_code @> 'USAUSA' AS as_sets;

-- Byte order, which is the order of text in collation "C": by sort, by index, by comparison.
SELECT count(*) FILTER (WHERE (c.code < q.code) <> (c.t < q.t COLLATE "C") OR (c.code <= q.code) <> (c.t <= q.t COLLATE "C")
		OR (c.code = q.code) <> (c.t = q.t) OR (c.code <> q.code) <> (c.t <> q.t)
		OR (c.code >= q.code) <> (c.t >= q.t COLLATE "C") OR (c.code > q.code) <> (c.t > q.t COLLATE "C")
		OR sign(actor_code_cmp(c.code, q.code)) <> (c.t > q.t COLLATE "C")::integer - (c.t < q.t COLLATE "C")::integer) AS wrong_order
	FROM codes c, queries q;
SELECT array_agg(t ORDER BY code) = array_agg(t ORDER BY t COLLATE "C") AS same_sort, array_agg(t ORDER BY code DESC) = array_agg(t ORDER BY t COLLATE "C" DESC) AS same_descending FROM codes;
SELECT min(code), max(code), min(code)::text = min(t COLLATE "C") AND max(code)::text = max(t COLLATE "C") AS as_text FROM codes;
SELECT min(code), max(code) FROM codes WHERE false;
SELECT code FROM codes WHERE t IN ('USA', 'USAGOV', 'USAGOVCVL', 'USAUSA', 'PER', 'per', 'Xy0', '210') ORDER BY code;

-- Grouping, hashing, joining.
SELECT count(*) = 2 * (SELECT count(*) FROM codes) AS doubled, count(DISTINCT code) = (SELECT count(*) FROM codes) AS once
	FROM (SELECT code FROM codes UNION ALL SELECT code FROM codes) s;
SET enable_hashjoin = off; SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM codes a JOIN codes b USING (code);
SELECT count(*) = (SELECT count(*) FROM codes) AS merge_join FROM codes a JOIN codes b USING (code);
RESET enable_hashjoin; SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM codes a JOIN codes b USING (code);
SELECT count(*) = (SELECT count(*) FROM codes) AS hash_join FROM codes a JOIN codes b USING (code);
RESET enable_nestloop; RESET enable_mergejoin;
SELECT count(*) AS wrong FROM codes WHERE actor_code_hash(code) <> hashtext(t COLLATE "C") OR actor_code_hash_extended(code, 7) <> hashtextextended(t COLLATE "C", 7);
CREATE TABLE actor_parts (code actor_code, n integer) PARTITION BY HASH (code);
CREATE TABLE actor_parts_0 PARTITION OF actor_parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE actor_parts_1 PARTITION OF actor_parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO actor_parts SELECT code, 1 FROM codes;
SELECT (SELECT count(*) FROM actor_parts) = (SELECT count(*) FROM codes) AS all_there,
	(SELECT count(*) FROM actor_parts_0) > 500 AND (SELECT count(*) FROM actor_parts_1) > 500 AS both_used;
SELECT count(*) AS lost FROM codes c WHERE NOT EXISTS (SELECT FROM actor_parts p WHERE p.code = c.code);
DROP TABLE actor_parts;

-- A header of one byte and no padding; a code moved out of its row reads the same.
SELECT min(pg_column_size(code)), max(pg_column_size(code)), bool_and(pg_column_size(code) = length(t) + 1) AS one_more FROM codes;
SELECT pg_column_size(ROW('USA'::actor_code, 'USAGOV'::actor_code)) - pg_column_size(ROW()) AS stored;
DO $$
BEGIN
	EXECUTE 'CREATE TEMP TABLE wide (' || (SELECT string_agg(format('c%s actor_code', i), ', ') FROM generate_series(1, 400) i) || ')';
	EXECUTE 'INSERT INTO wide SELECT ' || (SELECT string_agg(format('%L', 'AAABBBCCCDDDEEEFFFGGG' || 100 + i), ', ') FROM generate_series(1, 400) i);
END $$;
SELECT pg_relation_size(reltoastrelid) > 0 AS moved_out FROM pg_class WHERE oid = 'wide'::regclass;
SELECT c1, c400, c1 < c400 AS less, c7 @> 'FFF107' AS contains, c7 ^@ 'AAABBB' AS begins, actor_code_hash(c9) = hashtext('AAABBBCCCDDDEEEFFFGGG109') AS hash, groups(c400) FROM wide;

-- What the groups stand for. Their place counts: SUN is a country in front and a religion behind others.
SELECT c AS code, country(c), region(c), known_group(c) AS known, ethnicity(c), religions(c), roles(c), kind(c), canonical(c)
	FROM unnest('{USA,USAGOV,MNCUSA,USAMNC,GOVUSA,IGOUNO,IGOEUREEC,IGOWAFBUSWAS,AFGINSTAL,NGOHRIAMN,IMGMOSALQUAF,IMGMUSISI,MUS,AFRGOV,sco,scoGOV,per,PER,tur,TUR,KUR,qqqGOV,CHRCTH,CHRPRO210EDU,CHRANG001,SUNGOV,MOSSUN,IRQSUN,SHN,JPNSHN,PSEGOV,LBNPSE,GOV,GOVGOV,GOVMILCOP,USACVL,CVL,REF,USARAD,UIS,INT,EUR,SSD,ROU,und,XXX,CSKSUN}'::actor_code[]) WITH ORDINALITY u(c, o) ORDER BY o;
SELECT count(*) FILTER (WHERE canonical(canonical(code)) <> canonical(code)) AS not_stable,
	count(*) FILTER (WHERE NOT (canonical(code) @> code AND canonical(code) <@ code)) AS other_groups,
	count(*) FILTER (WHERE country(canonical(code)) IS DISTINCT FROM country(code) OR kind(canonical(code)) <> kind(code)
		OR known_group(canonical(code)) IS DISTINCT FROM known_group(code)) AS other_meaning,
	count(*) FILTER (WHERE religions(code) IS NULL OR roles(code) IS NULL OR kind(code) IS NULL) AS null_instead_of_empty FROM codes;

-- Labels: the country's name, a colon, the rest; a group without a name stands for itself.
SELECT c, label(c), label(c, 'ar') FROM unnest('{USA,USAGOVMIL,IGOUNO,scoGOV,XXXGOV,qqq,CHRPRO210}'::actor_code[]) c;
SELECT label(actor_code 'USAGOV', 'ar_EG') = label(actor_code 'USAGOV', 'ar') AS region_ignored;
\set SHOW_CONTEXT never
SELECT label(actor_code 'USAGOV', 'fr');
\set SHOW_CONTEXT errors
SELECT max(length(label(code))) > 100 AS long, count(*) FILTER (WHERE label(code) = '') AS empty FROM codes;

-- The code book.
SELECT category, count(*), count(kind) AS with_kind, bool_and(label_en !~ '[ء-ي]') AS english, bool_and(label_ar ~ '[ء-ي]') AS arabic FROM actor_groups() GROUP BY 1 ORDER BY 1;
SELECT array_agg(DISTINCT kind COLLATE "C") AS kinds, array_agg(code ORDER BY n) = array_agg(code ORDER BY code COLLATE "C") AS in_order, count(DISTINCT code) = count(*) AS once
	FROM actor_groups() WITH ORDINALITY g(code, category, kind, label_en, label_ar, n);
-- one code for a country, however the file writes it; behind the state that it was a part of, too
SELECT c AS code, country(c), country(canonical(c)) AS of_canonical
	FROM unnest('{SCGSRBGOV,SCGGOV,SCGMNE,IGOSCGSRB,SCGGOVSRB,YUGSCGSRB,SUNUKRMIL,SUNUSA,USASCGSRB,ROMGOV,ROUGOV,TMPGOV,ZARGOV,BYSGOV,MNEGOV,IMNGOV,XKXGOV}'::actor_code[]) c;
-- every listed group is read as its category; the four that are also countries are so only behind another country
SELECT code, category, kind(code::actor_code) FROM actor_groups() WHERE country(code::actor_code) IS NOT NULL ORDER BY code COLLATE "C";
SELECT count(*) AS misread FROM actor_groups(), LATERAL (SELECT ('USA' || code)::actor_code AS c) s WHERE code <> ALL (CASE
	WHEN category = 'ethnic' THEN ARRAY[ethnicity(c)] WHEN category = 'religion' THEN religions(c) WHEN category = 'region' THEN ARRAY[region(c)]
	WHEN category = 'known_group' THEN ARRAY[known_group(c)] WHEN category LIKE 'role%' THEN roles(c) ELSE ARRAY[code] END) IS NOT FALSE;
SELECT count(*) AS wrong_kind FROM actor_groups() WHERE country(code::actor_code) IS NULL AND kind(code::actor_code) <> coalesce(kind, 'other');

-- A prefix is a range of a btree, whatever stands on the right side; the plan shows it.
CREATE TEMP TABLE facts AS SELECT c.code, n FROM codes c, generate_series(1, 4) n;
CREATE INDEX facts_code ON facts (code);
ANALYZE facts;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code ^@ 'USAGOV';
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE actor_code_starts_with(code, 'USA');
PREPARE beginning(actor_code) AS SELECT count(*) FROM facts WHERE code ^@ $1;
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) EXECUTE beginning('USAGOV');
EXECUTE beginning('USAGOV');
RESET plan_cache_mode;
-- the other way round there is no range
RESET enable_seqscan;
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE actor_code 'USAGOV' ^@ code;
SET enable_seqscan = off;
SELECT array_agg(code) = (SELECT array_agg(code ORDER BY code::text COLLATE "C") FROM facts) AS index_order FROM (SELECT code FROM facts ORDER BY code) s;
CREATE TEMP TABLE by_index AS SELECT q.code AS query, (SELECT count(*) FROM facts WHERE code ^@ q.code) AS n FROM queries q;
DROP INDEX facts_code;

-- GIN answers sets of groups: one, several, absent.
CREATE INDEX facts_gin ON facts USING gin (code);
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code @> 'GOVUSA';
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code <@ 'USAGOV';
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code && 'perZZZ';
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE actor_code 'GOV' <@ code;
CREATE TEMP TABLE by_gin AS SELECT q.code AS query, (SELECT count(*) FROM facts WHERE code @> q.code) AS contains,
	(SELECT count(*) FROM facts WHERE code <@ q.code) AS contained, (SELECT count(*) FROM facts WHERE code && q.code) AS shares
	FROM (SELECT code FROM queries WHERE length(t) = 3 OR hashtext(t) % 3 = 0 UNION SELECT unnest('{ZZZ,ZZZUSA,USAZZZ,zzz000,USAUSA,GOVUSAGOV}'::actor_code[])) q;
SELECT count(*) FROM facts WHERE code @> 'USA' AND code && 'UNOper' AND NOT code @> 'GOV';
SELECT count(*) FROM facts WHERE code @> ANY ('{USAGOV,perCVL}');
RESET enable_seqscan;
SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
SELECT count(*) > 100 AS queries, count(*) FILTER (WHERE n <> (SELECT count(*) FROM facts WHERE code ^@ query)) AS wrong, sum(n) > 5000 AS found FROM by_index;
SELECT count(*) > 50 AS queries, count(*) FILTER (WHERE contains <> (SELECT count(*) FROM facts WHERE code @> query)) AS wrong_contains,
	count(*) FILTER (WHERE contained <> (SELECT count(*) FROM facts WHERE code <@ query)) AS wrong_contained,
	count(*) FILTER (WHERE shares <> (SELECT count(*) FROM facts WHERE code && query)) AS wrong_overlaps,
	count(*) FILTER (WHERE contains = 0 AND shares = 0) AS absent, min(contained) AS fewest FROM by_gin;
SELECT count(*) FROM facts WHERE code @> 'USA' AND code && 'UNOper' AND NOT code @> 'GOV';
SELECT count(*) FROM facts WHERE code @> ANY ('{USAGOV,perCVL}');
-- Rows that still wait in the index's pending list are judged one by one, by another function.
CREATE TEMP TABLE waiting (code actor_code);
CREATE INDEX waiting_gin ON waiting USING gin (code);
INSERT INTO waiting VALUES ('USAGOV'), ('USAMIL'), ('FRAGOV'), ('GOV'), ('USAGOVMIL'), ('FRA');
RESET enable_bitmapscan; SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT code FROM waiting WHERE code && 'USAMIL';
SELECT q, ARRAY(SELECT code FROM waiting WHERE code @> q::actor_code ORDER BY code) AS contains, ARRAY(SELECT code FROM waiting WHERE code <@ q::actor_code ORDER BY code) AS contained,
	ARRAY(SELECT code FROM waiting WHERE code && q::actor_code ORDER BY code) AS shares FROM unnest('{USA,USAGOV,GOVFRA,per}'::text[]) AS q;
RESET enable_indexscan; RESET enable_indexonlyscan; RESET enable_seqscan;
DROP INDEX facts_gin;

-- The other access methods.
SET enable_seqscan = off;
CREATE INDEX facts_hash ON facts USING hash (code);
EXPLAIN (COSTS OFF) SELECT count(*) FROM facts WHERE code = 'USAGOV';
SELECT count(*) FROM facts WHERE code = 'USAGOV';
DROP INDEX facts_hash;
CREATE TEMP TABLE sorted AS SELECT code FROM facts ORDER BY code;
CREATE INDEX sorted_brin ON sorted USING brin (code) WITH (pages_per_range = 1);
EXPLAIN (COSTS OFF) SELECT count(*) FROM sorted WHERE code ^@ 'USAGOV';
SELECT count(*) FROM sorted WHERE code ^@ 'USAGOV';
RESET enable_seqscan;

-- Estimates follow the statistics once the table is analysed.
CREATE TEMP TABLE skewed AS SELECT (ARRAY['USA', 'USAGOV', 'GOV', 'RUSMIL', 'CHN', 'IGOUNO', 'perGOV', 'NGO'])[1 + (i % 100) * (i % 100) * 8 / 10000]::actor_code AS code FROM generate_series(0, 9999) i;
ANALYZE skewed;
CREATE FUNCTION pg_temp.estimate(op text, query actor_code) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE format('EXPLAIN (FORMAT json) SELECT 1 FROM skewed WHERE code %s %L', op, query) INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
CREATE FUNCTION pg_temp.actual(op text, query actor_code) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE n numeric;
BEGIN
	EXECUTE format('SELECT count(*) FROM skewed WHERE code %s %L', op, query) INTO n;
	RETURN n;
END $$;
SELECT op, query, actual, pg_temp.estimate(op, query) BETWEEN actual * 0.8 - 50 AND actual * 1.25 + 150 AS close
	FROM unnest('{@>,<@,&&,^@,=}'::text[]) op, unnest('{GOV,USAGOV,perZZZ,RUSMIL}'::actor_code[]) query, pg_temp.actual(op, query) actual ORDER BY op COLLATE "C", query;

-- Range partitions are chosen by a beginning.
CREATE TABLE actor_parts (actor actor_code, n integer) PARTITION BY RANGE (actor);
CREATE TABLE actor_parts_am PARTITION OF actor_parts FOR VALUES FROM (MINVALUE) TO ('N00');
CREATE TABLE actor_parts_nz PARTITION OF actor_parts FOR VALUES FROM ('N00') TO (MAXVALUE);
INSERT INTO actor_parts SELECT (c || r)::actor_code, i FROM unnest('{USA,RUS,CHN,EGY,FRA,NGA,per}'::text[]) c, unnest('{GOV,MIL,COP,REB}'::text[]) r, generate_series(1, 50) i;
SET max_parallel_workers_per_gather = 0;
ANALYZE actor_parts;
EXPLAIN (COSTS OFF) SELECT n FROM actor_parts WHERE actor ^@ 'CHNGOV' AND n = 1;
EXPLAIN (COSTS OFF) SELECT n FROM actor_parts WHERE actor ^@ 'USA' OR actor ^@ 'per';
EXPLAIN (COSTS OFF) SELECT n FROM actor_parts WHERE actor @> 'GOV' AND actor ^@ 'EGY';
EXPLAIN (COSTS OFF) SELECT n FROM actor_parts_am WHERE actor ^@ 'EGY';
SELECT (SELECT count(*) FROM actor_parts WHERE actor ^@ 'CHN') AS china, (SELECT count(*) FROM actor_parts WHERE actor ^@ 'NGAGOV') AS nigeria, (SELECT count(*) FROM actor_parts WHERE actor ^@ 'NG1') AS none;
DROP TABLE actor_parts;
RESET max_parallel_workers_per_gather;
