-- rank: corpus statistics and BM25. The twin of rank_bm25() is the formula in SQL over unnest(tsvector).
\set VERBOSITY default
SET extra_float_digits = 0;

CREATE TABLE article (id integer PRIMARY KEY, body text, vector tsvector);
INSERT INTO article (id, body) VALUES
	(1, 'The minister signed the treaty, and the treaty ended the war.'),
	(2, 'A war of words: the embassy denied the words of the minister.'),
	(3, 'Football: the final ended in a draw.'),
	(4, 'Treaty talks resumed in Geneva. Delegates spoke of the treaty, the treaty annexes, and peace.'),
	(5, ''),
	(6, NULL),
	(7, 'Embassy staff negotiated; negotiations and negotiators made the embassy news in every paper of the capital that day.');
UPDATE article SET vector = to_tsvector('english', body);

-- Statistics: by the aggregate, by the query, and by hand.
SELECT corpus_stats(vector) FROM article;
SELECT corpus_stats(vector)::text = corpus_stats('SELECT vector FROM article')::text AS same FROM article;
SELECT documents(s), round(average_length(s)::numeric, 6) AS average_length, document_frequency(s, 'treati') AS treati,
	document_frequency(s, 'war') AS war, document_frequency(s, 'treaty') AS treaty, document_frequency(s, '') AS nothing
	FROM (SELECT corpus_stats(vector) AS s FROM article) AS made;
SELECT count(vector), round(avg((SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(vector))), 6) AS average_length FROM article
	WHERE vector IS NOT NULL;
SELECT count(*) AS different FROM (SELECT corpus_stats(vector) AS s FROM article) AS made,
	document_frequencies(s) AS f FULL JOIN ts_stat('SELECT vector FROM article') AS t ON lexeme = word
	WHERE documents IS DISTINCT FROM ndoc;
-- With a minimum, by NULL and by nothing.
SELECT corpus_stats(vector, 2) FROM article;
SELECT corpus_stats('SELECT vector FROM article', 3);
SELECT corpus_stats(vector, NULL)::text = corpus_stats(vector)::text AS same FROM article;
SELECT corpus_stats(vector) FROM article WHERE id = 6;
SELECT documents(s), average_length(s) FROM (SELECT corpus_stats(vector) AS s FROM article WHERE false) AS made;
-- Two states of the combine function, and groups.
SELECT id % 2 AS odd, corpus_stats(strip(vector), 2) FROM article GROUP BY 1 ORDER BY 1;
-- As a moving window; a state goes on after its result was taken.
SELECT id, documents(corpus_stats(vector) OVER (ORDER BY id)), document_frequency(corpus_stats(vector) OVER (ORDER BY id), 'treati')
	FROM article ORDER BY id;

-- The twin, for the lexemes of a query that are all joined by &, | or <->, each once.
CREATE FUNCTION twin(document tsvector, lexemes text[], k1 float8 DEFAULT 1.2, b float8 DEFAULT 0.75) RETURNS float8 LANGUAGE sql AS $$
	WITH corpus AS (SELECT count(vector) AS n, avg((SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(vector))) AS average
			FROM article WHERE vector IS NOT NULL),
		here AS (SELECT coalesce(sum(cardinality(positions)), 0) AS length FROM unnest(document)),
		terms AS (SELECT l, (SELECT count(*) FROM article WHERE l = ANY (tsvector_to_array(vector))) AS df,
			(SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(document) WHERE lexeme = l) AS tf FROM unnest(lexemes) AS l)
	SELECT coalesce(sum(ln(1 + (n - df + 0.5) / (df + 0.5)) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))), 0)
		FROM terms, corpus, here WHERE tf > 0
$$;
CREATE TABLE stats AS SELECT corpus_stats(vector) AS s FROM article;
SELECT id, round(rank_bm25(vector, 'treati & war', s)::numeric, 6) AS rank, round(twin(vector, '{treati,war}')::numeric, 6) AS twin
	FROM article, stats WHERE vector IS NOT NULL ORDER BY rank DESC, id;
SELECT query, k1, b, max(abs(rank_bm25(vector, query::tsquery, s, k1, b) - twin(vector, lexemes, k1, b))) < 1e-12 AS same,
	sum(rank_bm25(vector, query::tsquery, s, k1, b)) > 0 AS some
	FROM article, stats, (VALUES ('treati', '{treati}'::text[]), ('treati | war', '{treati,war}'), ('treati <-> talk', '{treati,talk}'),
		('treati & treati | treati', '{treati}'), ('(war | word) & (minist | word)', '{war,word,minist}'),
		('peac & !war', '{peac}'), ('!(peac & war)', '{}'), ('nowher', '{nowher}'), ('embassi & nowher', '{embassi}'),
		('negoti | embassi | day', '{negoti,embassi,day}')) AS q (query, lexemes),
		(VALUES (1.2, 0.75), (0, 0.75), (2, 0), (0.5, 1)) AS p (k1, b)
	WHERE vector IS NOT NULL GROUP BY query, k1, b ORDER BY query COLLATE "C", k1;

-- Only what is in the query; nothing for an empty query, an empty document, or what is negated.
SELECT rank_bm25(vector, '', s) AS empty_query, rank_bm25('', 'treati', s) AS empty_document, rank_bm25(vector, '!treati', s) AS negated,
	rank_bm25(vector, 'nowher', s) AS unknown FROM article, stats WHERE id = 1;
SELECT rank_bm25(NULL, 'a', s) IS NULL AND rank_bm25('a', NULL, s) IS NULL AND rank_bm25('a', 'a', NULL) IS NULL AND
	rank_bm25('a', 'a', s, NULL) IS NULL AND rank_bm25('a', 'a', s, 1, NULL) IS NULL AND rank_bm25('a', 'a', s, 1, 1, NULL) IS NULL AS "NULL"
	FROM stats;
-- No documents: no word is rarer than another (ln 2), and no document long or short.
SELECT round(rank_bm25('a:1 b:2,3', 'a', corpus_stats(vector))::numeric, 6) AS a, round(ln(2.0), 6) AS ln_2,
	round(rank_bm25('a:1 b:2,3', 'b', corpus_stats(vector))::numeric, 6) AS b, round(ln(2.0) * 2 * 2.2 / 3.2, 6) AS expected
	FROM article WHERE false;
-- A word that statistics do not list counts as one of minimum - 1 documents.
SELECT round(rank_bm25('x:1', 'x', 'v1 documents=9 length=9 minimum=1')::numeric, 6) AS listed_all, round(ln(1 + 9.5 / 0.5), 6) AS expected,
	round(rank_bm25('x:1', 'x', 'v1 documents=9 length=9 minimum=4')::numeric, 6) AS dropped, round(ln(1 + 6.5 / 3.5), 6) AS expected,
	round(rank_bm25('x:1', 'x', 'v1 documents=2 length=2 minimum=9')::numeric, 6) AS beyond, round(ln(1 + 0.5 / 2.5), 6) AS expected;

-- In what follows every word has the idf of ten of a hundred documents, and k1 = 0: a word that is there counts one idf.
CREATE FUNCTION words(document tsvector, query tsquery) RETURNS numeric LANGUAGE sql AS $$
	SELECT round((rank_bm25(document, query, $s$v1 documents=100 length=1000 minimum=1
		'=c':10 '=d':10 '~k':10 'a':10 'b':10 'e':10 'f':10 'fa':5 'fb':5 '=rare':1 '~all':100$s$, 0) / ln(1 + 90.5 / 10.5))::numeric, 3)
$$;
-- A concept or a skeleton stands for the word beside it: one of the two counts.
SELECT words('a =c', 'a | =c') AS both, words('a', 'a | =c') AS word, words('=c', 'a | =c') AS concept, words('b', 'a | =c') AS neither,
	words('a =c ~k', 'a | =c | ~k') AS three, words('a b', 'a | b') AS plain_or, words('=c =d', '=c | =d') AS concepts;
-- The best counts: a rare concept more than its word, a skeleton that stands everywhere less.
SELECT words('a =rare', 'a | =rare') AS rare, words('a ~all', 'a | ~all') AS common, words('~all', 'a | ~all') AS only;
-- Words before and after; the order in the text decides, not how | nests.
SELECT q, words('a =c b', q::tsquery) AS all, words('a b', q::tsquery) AS words, words('=c', q::tsquery) AS concept, words('=c b', q::tsquery) AS other
	FROM unnest('{a | =c | b,(a | =c) | b,a | (=c | b),b | (a | =c),b | a | =c,=c | a | b,(=c | a) & b,a & b,(a & b) | =c,(a <-> b) | =c,=c | a & b,a | =c & b,
	 !a | =c | b,=c,=c & =c,(b | =c) & (b | =c)}'::text[]) AS q;
-- A phrase of two words that is a concept: smart power. The concept counts as much as the words, and not twice.
SELECT q, words('a b =c', q::tsquery) AS phrase, words('=c', q::tsquery) AS concept, words('a =c', q::tsquery) AS part, words('a b', q::tsquery) AS words
	FROM unnest('{(a | =c) & (b | =c),(a | =c) <-> (b | =c),(a | =c) & (b | =c) & e,(a | =c) & e & (b | =c)}'::text[]) AS q;
-- Three words, two concepts that overlap: each word is used once.
SELECT d, words(d::tsvector, '(a | =c) & (b | =c | =d) & (e | =d)') FROM unnest('{a b e,=c,=d,=c =d,=c e,a =d,a b e =c =d}'::text[]) AS d;
-- The same in the two languages of one query.
SELECT words('a =c', '(a | =c) | (e | =c)') AS one, words('a e =c', '(a | =c) | (e | =c)') AS both, words('=c', '(a | =c) | (e | =c)') AS concept;
-- A concept stands at every word of its phrase: positions in a row are one occurrence. Those of a word are not.
SELECT q, d, round(rank_bm25(d::tsvector, q::tsquery, 'v1 documents=9 length=45 minimum=1 ''a'':4 ''=c'':4', 1, 0, w)::numeric / round(ln(1 + 5.5 / 4.5), 10), 4) AS rank,
	round(tf * 2 / (tf + 1), 4) AS expected
	FROM (VALUES ('=c', '=c:1,2', '{1,1,1,1}'::real[], 1.0), ('=c', '=c:1,2,3,7,9,10', '{1,1,1,1}', 3), ('=c', '=c:1,3', '{1,1,1,1}', 2), ('a', 'a:1,2', '{1,1,1,1}', 2),
		('=c', '=c:1A,2B,3', '{1,1,2,5}', 5), ('=c:B', '=c:1A,2B,3B,4,5B', '{1,1,2,5}', 4), ('=c', '=c:16382,16383', '{1,1,1,1}', 1)) AS v (q, d, w, tf);

-- Prefixes are one word: their matches are summed, in the document and in the statistics.
SELECT words('fa', 'f:*') AS one, words('f fa fb', 'f:*') AS three, words('g', 'f:*') AS none, words('fa', 'f:* & fa') AS also_by_itself;
SELECT round(rank_bm25('fa:1,2 fb:3 g:4', 'f:*', 'v1 documents=9 length=36 minimum=1 ''fa'':2 ''fb'':3 ''fc'':1 ''g'':8', 1, 0)::numeric, 6) AS rank,
	round(ln(1 + 3.5 / 6.5) * 3 * 2 / (3 + 1), 6) AS expected,
	round(rank_bm25('fa:1', 'f:*', 'v1 documents=4 length=36 minimum=1 ''fa'':3 ''fb'':3', 0)::numeric, 6) AS no_more_than_all, round(ln(1 + 0.5 / 4.5), 6) AS expected;

-- Labels: a query may ask for some, and weights say what each counts, D, C, B, A.
SELECT q, w, round(rank_bm25('a:1A,2B,3,4C b:5', q::tsquery, 'v1 documents=9 length=45 minimum=1 ''a'':4', 1, 0, w)::numeric / round(ln(1 + 5.5 / 4.5), 10), 4) AS rank,
	round(tf * 2 / (tf + 1), 4) AS expected
	FROM (VALUES ('a', '{1,1,1,1}'::real[], 4.0), ('a:A', '{1,1,1,1}', 1), ('a:AB', '{1,1,1,1}', 2), ('a:D', '{1,1,1,1}', 1), ('a', '{0.1,0.2,0.4,1}', 1.7),
		('a', '{1,1,1,3}', 6), ('a:BC', '{0,0.5,2,9}', 2.5)) AS v (q, w, tf);
SELECT rank_bm25('a:1', 'a', s, 0, 0, '{0,0,0,0}') AS no_weight, rank_bm25('a:1', 'a:A', s) AS other_label FROM stats;
-- Without positions a lexeme counts once, and whatever label is asked for is met, as @@ has it.
SELECT strip('a:1A'::tsvector) @@ 'a:B' AS matches, words(strip('a:1A,2 b:3'), 'a:B') AS counts, words(strip('a:1,2'), 'a') AS once;

-- Parameters out of range.
SELECT rank_bm25('a', 'a', s, -0.1) FROM stats;
SELECT rank_bm25('a', 'a', s, 'NaN') FROM stats;
SELECT rank_bm25('a', 'a', s, 'Infinity') FROM stats;
SELECT rank_bm25('a', 'a', s, b => 1.01) FROM stats;
SELECT rank_bm25('a', 'a', s, b => 'NaN') FROM stats;
SELECT rank_bm25('a', 'a', s, weights => '{1,1,1}') FROM stats;
SELECT rank_bm25('a', 'a', s, weights => '{1,1,1,NULL}') FROM stats;
SELECT rank_bm25('a', 'a', s, weights => '{1,1,-1,1}') FROM stats;
SELECT rank_bm25('a', 'a', s, weights => '{{1,1},{1,1}}') FROM stats;
SELECT rank_bm25('a', 'a', s, weights => '{NaN,1,1,1}') FROM stats;

-- Other queries and statistics from row to row: what is kept between rows must not be mixed up.
CREATE TABLE mixed AS SELECT n, CASE WHEN n % 2 = 0 THEN 'a' ELSE 'b' END::tsquery AS q,
	format('v1 documents=%s length=99 minimum=1 ''a'':%s ''b'':1', 10 + n % 3, 1 + n % 5)::corpus_statistics AS s FROM generate_series(1, 60) AS n;
SELECT count(*) AS different FROM mixed WHERE abs(rank_bm25('a b', q, s, 0) -
	ln(1 + (10 + n % 3 - (CASE WHEN n % 2 = 0 THEN 1 + n % 5 ELSE 1 END) + 0.5) / ((CASE WHEN n % 2 = 0 THEN 1 + n % 5 ELSE 1 END) + 0.5))) > 1e-12;

-- Big statistics live in a TOAST table, compressed or not, and are found there.
CREATE TABLE big (n integer, s corpus_statistics);
INSERT INTO big SELECT 1, corpus_stats(to_tsvector('simple', md5(n::text) || ' common')) FROM generate_series(1, 3000) AS n;
ALTER TABLE big ALTER s SET STORAGE external;
INSERT INTO big SELECT 2, corpus_stats(to_tsvector('simple', md5(n::text) || ' common')) FROM generate_series(1, 4000) AS n;
SELECT n, pg_column_size(s) > 30000 AS big, documents(s), document_frequency(s, 'common') AS common, document_frequency(s, md5('77')) AS one,
	document_frequency(s, md5('3333')) AS later FROM big ORDER BY n;
SELECT count(*), count(DISTINCT round(rank_bm25('common', 'common', s, 0)::numeric, 9)) AS "distinct",
	count(*) FILTER (WHERE abs(rank_bm25('common', 'common', s, 0) - ln(1 + 0.5 / (documents(s) + 0.5))) > 1e-12) AS different
	FROM generate_series(1, 50) AS i, big;

-- Text form: there and back, in any order of lexemes, with every kind of character.
SELECT 'v1 documents=3 length=9 minimum=1 ''b'':1 ''a'':2'::corpus_statistics;
SELECT $$ v1  documents=3   length=9 minimum=1
	'it''s':1 'back\\slash':2 'مرحبا':3 ' ':1$$::corpus_statistics;
SELECT s::text = s::text::corpus_statistics::text AS same FROM stats;
SELECT corpus_stats(array_to_tsvector(ARRAY['it''s', 'a\b', 'ü', repeat('x', 2000)]))::text::corpus_statistics::text LIKE '%''a\\\\b'':1 ''it''''s'':1 ''xxx%''ü'':1' AS kept;
SELECT count(*) AS different FROM big, document_frequencies(s::text::corpus_statistics) AS a FULL JOIN document_frequencies((SELECT s FROM big WHERE n = 2)) AS b USING (lexeme, documents)
	WHERE n = 2 AND (a IS NULL OR b IS NULL);
SELECT ''::corpus_statistics;
SELECT 'SELECT vector FROM article'::corpus_statistics;
SELECT 'v2 documents=1 length=1 minimum=1'::corpus_statistics;
SELECT 'v1 documents=-1 length=1 minimum=1'::corpus_statistics;
SELECT 'v1 documents=4294967296 length=1 minimum=1'::corpus_statistics;
SELECT 'v1 documents=1 length=99999999999999999999 minimum=1'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=0'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 a:1'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 ''a'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 ''a'''::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 ''a'':'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 ''a'':4294967296'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 ''a\b'':1'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 '''':1'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 ''a'':2'::corpus_statistics;
SELECT 'v1 documents=1 length=1 minimum=1 ''a'':0'::corpus_statistics;
SELECT 'v1 documents=2 length=9 minimum=2 ''a'':1'::corpus_statistics;
SELECT 'v1 documents=2 length=9 minimum=1 ''a'':1 ''a'':1'::corpus_statistics;
SELECT 'v1 documents=2 length=2 minimum=1 ''a'':2 ''b'':1'::corpus_statistics;
SELECT 'v1 documents=2 length=2 minimum=1 ''a'':2 x'::corpus_statistics;
SELECT ('v1 documents=1 length=1 minimum=1 ''' || repeat('x', 2048) || ''':1')::corpus_statistics;

-- Queries that do not give documents, and the rights and the transaction they run with.
SELECT corpus_stats('SELECT 1');
SELECT corpus_stats('SELECT vector, id FROM article');
SELECT corpus_stats('CREATE TABLE t ()');
SELECT corpus_stats('SELECT vector FROM article; SELECT vector FROM article');
SELECT corpus_stats('SELECT vector FROM nowhere');
SELECT corpus_stats('');
SELECT corpus_stats('DELETE FROM article RETURNING vector');
SELECT corpus_stats('SELECT vector FROM article', 0);
SELECT corpus_stats(vector, 0) FROM article;
SELECT corpus_stats(NULL) IS NULL AS "NULL";
SELECT count(*) FROM article;
CREATE ROLE regress_smartdip_reader;
SET ROLE regress_smartdip_reader;
SELECT corpus_stats('SELECT vector FROM article');
RESET ROLE;
DROP ROLE regress_smartdip_reader;

-- Workers count what one process counts.
CREATE TABLE many AS SELECT n, to_tsvector('simple', 'w' || n % 700 || ' w' || n % 31 || ' all ' || md5((n % 9000)::text)) AS vector FROM generate_series(1, 30000) AS n;
ANALYZE many;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE alone AS SELECT corpus_stats(vector) AS s, corpus_stats(vector, 5) AS s5 FROM many;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS off) SELECT corpus_stats(vector) FROM many;
CREATE TABLE together AS SELECT corpus_stats(vector) AS s, corpus_stats(vector, 5) AS s5 FROM many;
SELECT a.s::text = t.s::text AS same, a.s5::text = t.s5::text AS same_5, documents(t.s), document_frequency(t.s, 'w3') AS w3 FROM alone AS a, together AS t;
SELECT document_frequency(s, 'w3') AS w3, (SELECT count(*) FROM many WHERE vector @@ 'w3') AS counted FROM together;
SELECT round(sum(rank_bm25(vector, 'w3 | all', (SELECT s FROM together)))::numeric, 6) FROM many;
SET max_parallel_workers_per_gather = 0;
SELECT round(sum(rank_bm25(vector, 'w3 | all', (SELECT s FROM together)))::numeric, 6) FROM many;

-- A query of ten thousand words is laid out in no time, nested to either side, and deep ones do not crash.
SELECT round(rank_bm25('w1 w77', string_agg('w' || n % 100, ' | ')::tsquery, 'v1 documents=2 length=2 minimum=1', 0)::numeric, 6) AS rank, round(2 * ln(1 + 2.5 / 0.5), 6) AS expected
	FROM generate_series(1, 10000) AS n;
SELECT round(rank_bm25('w1 w77 =c', (string_agg('(w' || n % 100 || ' | =c)', ' & '))::tsquery, 'v1 documents=2 length=2 minimum=1', 0)::numeric, 6) AS rank, round(2 * ln(1 + 2.5 / 0.5), 6) AS expected
	FROM generate_series(1, 3000) AS n;

DROP TABLE article, stats, mixed, big, many, alone, together;
DROP FUNCTION twin, words;
