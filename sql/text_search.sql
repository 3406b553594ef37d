-- Text search: parser, dictionaries, configuration and headline of smartdip. What should match and what a token is says
-- the product's description; tsvectors are compared with those that the server's framework makes.
\set VERBOSITY default
\set SHOW_CONTEXT never
\pset format unaligned

SELECT tokid, alias, description FROM ts_token_type('smartdip');

-- Pairs that the server's configurations miss: each side finds the other, as a word and in a phrase.
SELECT a, b, to_tsvector('smartdip', a) @@ plainto_tsquery('smartdip', b) AS found,
	to_tsvector('smartdip', b) @@ phraseto_tsquery('smartdip', a) AS finds, to_tsvector('smartdip', a)
FROM (VALUES
	('الدبلوماسية', 'والدبلوماسية'),
	('القرارات', 'قرارات'),
	('وزير', 'الوزير'),
	('رئيس', 'رؤساء'),
	('مستشفى', 'مستشفي'),
	('۱۴۰۲', '١٤٠٢'),
	('کتاب', 'كتاب'),
	('السلام', 'ٱلسلام'),
	('بريد', 'البريد'),
	('الدِّبْلُومَاسِيَّة', 'الدبلوماسية'),
	('السـلـام', 'السلام'),
	('ﺍﻟﺴﻼﻡ', 'السلام'),
	('ایران', 'إيران'),
	('#SmartPower', '#smart_power'),
	('@UN_News', '@un_news'),
	('😀', '😀'),
	('بريد@مثال.مصر', 'بريد@مثال.مصر'),
	('1,234,567.89', '1234567.89'),
	('١٢٬٣٤٥٫٦٧', '12345.67'),
	('2009-05-01', '٢٠٠٩/٥/١'),
	('2009-05-01', '2009-05-01'),
	('U.S.', 'US'),
	('U.N', 'UN'),
	('Clinton''s', 'Clinton'),
	(U&'Clinton\2019s', 'Clinton'),
	('الNATO', 'NATO'),
	('cease-fire', 'cease fire'),
	('Sana''a', 'sanaa'),
	('talks', 'TALK'),
	('café', 'cafe')) AS pairs (a, b);

-- The words of a hashtag and the host of an address find their whole; the whole finds nothing but itself. A hashtag in
-- small letters finds it in all spellings.
SELECT a, b, to_tsvector('smartdip', a) @@ phraseto_tsquery('smartdip', b) AS found,
	to_tsvector('smartdip', b) @@ phraseto_tsquery('smartdip', a) AS finds
FROM (VALUES
	('#الدبلوماسية_الرقمية', 'الدبلوماسية الرقمية'),
	('#SmartPower', 'smart power'),
	('http://موقع.وزارة.مصر/صفحة', 'موقع.وزارة.مصر'),
	('#SmartPower', '#smartpower'),
	('#Smart_Power', '#smartPower'),
	('https://www.un.org/en/about', 'un.org')) AS pairs (a, b);

-- This pronoun is a stop word with and without its small alef.
SELECT to_tsvector('smartdip', 'هٰذا') = to_tsvector('smartdip', 'هذا') AS same, to_tsvector('smartdip', 'هذا');

-- In a database whose locale knows no letters but ASCII, too, punctuation and direction marks end a word.
SELECT token, tokid FROM ts_parse('smartdip', U&'\0627\0644\0633\0644\0627\0645\060C\0648\0627\0644\0623\0645\0646\061B\0647\0644\061F\200F\0646\0639\0645') WHERE tokid <> 17;

-- The tokens of each kind.
SELECT alias, token, dictionary, lexemes FROM ts_debug('smartdip',
	'The minister''s 2nd visit, وزير الخارجية; Москва 1,234 3.5 v 1.2.3 on 2009-05-01. See https://www.un.org/en?x=1, un.org, press@un.org #SmartPower @UN_News 😀 cease-fire الNATO')
WHERE alias NOT IN ('blank', 'blank_part');

-- Every byte is covered: tokens that are no parts make up the text again, and so do the parts of a whole.
CREATE TEMP TABLE sample_file (day text, source text, code text, target text, text_en text, text_ar text, reference text);
\copy sample_file FROM 'src/data/sample_events.tsv' (FORMAT text, HEADER)
CREATE TEMP TABLE samples AS
	SELECT row_number() OVER () AS id, t FROM (SELECT text_en FROM sample_file UNION ALL SELECT text_ar FROM sample_file) s (t);
INSERT INTO samples SELECT 1000 + id, t FROM (VALUES
	(1, 'cease-fire talks: see https://www.un.org/en/x, #SmartPower @UN_News, press@un.org.'),
	(2, 'الNATO و#الدبلوماسية_الرقمية في http://موقع.وزارة.مصر/صفحة'),
	(3, '東京 ภาษาไทย #東京都 '),
	(4, '')) v (id, t);
SELECT count(*) FILTER (WHERE string_agg IS DISTINCT FROM t) AS torn, count(*) > 800 AS many
FROM samples, LATERAL (SELECT coalesce(string_agg(token, '' ORDER BY n), '') AS string_agg
	FROM ts_parse('smartdip', t) WITH ORDINALITY p (tokid, token, n) WHERE tokid NOT BETWEEN 18 AND 23 AND tokid <> 11) whole;
SELECT count(*) FILTER (WHERE string_agg IS DISTINCT FROM t) AS torn
FROM samples, LATERAL (SELECT coalesce(string_agg(token, '' ORDER BY n), '') AS string_agg FROM (
		SELECT *, lead(tokid) OVER (ORDER BY n) AS next FROM ts_parse('smartdip', t) WITH ORDINALITY p (tokid, token, n)) p
	WHERE tokid NOT IN (9, 13, 14, 16) OR NOT (next BETWEEN 18 AND 23 OR next = 11)) parts;

-- Words by themselves.
SELECT w, ts_lexize('smartdip_auto', w)
FROM unnest('{Clinton''s,States'',U.S.,US,us,IT,it,WHO,who,don''t,we''ve,O''Brien,ﬁnance,１２３,"1,234","1.234.567,89",٣٫٥,2009/5/1,01/05/2009,3rd,COP28,على,علي,وَزِيرُ,ال,وال,Press@UN.org,www.UN.org,HTTPS://UN.org/,Москва,co-operation}'::text[]) WITH ORDINALITY u (w, n)
ORDER BY n;
SELECT ts_lexize('smartdip_english', 'The'), ts_lexize('smartdip_english', 'nations'), ts_lexize('smartdip_arabic', 'الدول'),
	ts_lexize('smartdip_other', 'Nations'), ts_lexize('smartdip_other', repeat('x', 3000)), ts_lexize('smartdip_other', '');

-- Options of a dictionary.
CREATE TEXT SEARCH DICTIONARY keeps (TEMPLATE = smartdip_word, Language = arabic, Hamza = keep, TaMarbuta = keep, AlefMaqsura = keep, Stem = false, StopWords = off);
CREATE TEXT SEARCH DICTIONARY keeps_stem (TEMPLATE = smartdip_word, Language = arabic, Hamza = keep, AlefMaqsura = keep);
CREATE TEXT SEARCH DICTIONARY latin_only (TEMPLATE = smartdip_word, Language = english, Accept = script);
CREATE TEXT SEARCH DICTIONARY stops (TEMPLATE = smartdip_word, Accept = stop);
SELECT w, ts_lexize('keeps', w) AS keeps, ts_lexize('keeps_stem', w) AS keeps_stem, ts_lexize('smartdip_arabic', w) AS arabic,
	ts_lexize('latin_only', w) AS latin_only, ts_lexize('stops', w) AS stops
FROM unnest('{إلى,على,علي,الأمن,أمن,القوة,the,Nations,1948}'::text[]) WITH ORDINALITY u (w, n) ORDER BY n;
CREATE TEXT SEARCH DICTIONARY wrong (TEMPLATE = smartdip_word, Lang = english);
CREATE TEXT SEARCH DICTIONARY wrong (TEMPLATE = smartdip_word, Language = french);
CREATE TEXT SEARCH DICTIONARY wrong (TEMPLATE = smartdip_word, Hamza = off);
CREATE TEXT SEARCH DICTIONARY wrong (TEMPLATE = smartdip_word, Stem = perhaps);
ALTER TEXT SEARCH DICTIONARY latin_only (Accept = some);

-- A dictionary of smartdip behind another parser and before another dictionary.
CREATE TEXT SEARCH CONFIGURATION mixed (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION mixed ALTER MAPPING FOR asciiword, word WITH stops, latin_only, simple;
SELECT to_tsvector('mixed', 'the United Nations والأمم المتحدة');

-- Queries.
SELECT to_tsquery('smartdip', 'foreign & minister:*'), plainto_tsquery('smartdip', 'the foreign ministers'),
	phraseto_tsquery('smartdip', 'cease-fire in the city'), websearch_to_tsquery('smartdip', '"secretary of state" -war or حرب'),
	to_tsquery('smartdip', 'the'), to_tsquery('smartdip', 'وزير:A* & !حرب');
SELECT to_tsvector('smartdip', 'Ministers met') @@ to_tsquery('smartdip', 'mini:*') AS prefix,
	to_tsvector('smartdip', 'on 2009-05-17') @@ to_tsquery('smartdip', '''2009-05'':*') AS month,
	setweight(to_tsvector('smartdip', 'وزير'), 'A') @@ to_tsquery('smartdip', 'الوزراء:A') AS weight,
	setweight(to_tsvector('smartdip', 'وزير'), 'B') @@ to_tsquery('smartdip', 'الوزراء:A') AS other_weight,
	to_tsvector('smartdip', 'the Secretary of State said') @@ websearch_to_tsquery('smartdip', '"secretary of state"') AS phrase,
	to_tsvector('smartdip', 'the state secretary said') @@ websearch_to_tsquery('smartdip', '"secretary of state"') AS other_phrase;

CREATE TEXT SEARCH DICTIONARY word_alone (TEMPLATE = smartdip_word);
CREATE TEXT SEARCH CONFIGURATION words_alone (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION words_alone ALTER MAPPING FOR latin, latin_part, arabic, arabic_part, compound, hashtag, mention WITH word_alone;
-- A text under another spelling has the same lexemes at the same places; one without hamza may mean more concepts, no fewer, and
-- one with ha for ta marbuta other ones (his work, and no currency): it has the same words.
SELECT count(*) FILTER (WHERE to_tsvector('smartdip', t) <> to_tsvector('smartdip', marks)) AS by_marks,
	count(*) FILTER (WHERE to_tsvector('smartdip', t) <> to_tsvector('smartdip', persian)) AS by_persian_letters,
	count(*) FILTER (WHERE NOT tsvector_to_array(to_tsvector('smartdip', t)) <@ tsvector_to_array(to_tsvector('smartdip', bare))
		OR to_tsvector('words_alone', t) <> to_tsvector('words_alone', carriers)) AS by_hamza_and_ta,
	count(*) FILTER (WHERE to_tsvector('smartdip', t) <> to_tsvector('smartdip', controls)) AS by_controls,
	count(*) FILTER (WHERE t <> marks AND t <> persian AND t <> carriers AND t <> controls) > 400 AS many
FROM samples, LATERAL (SELECT
	regexp_replace(t, '([بتثجحخسشصضطظعغفقكلمنه])', '\1' || U&'\064E\0640', 'g') AS marks,
	translate(t, 'كي٠١٢٣٤٥٦٧٨٩', U&'\06A9\06CC\06F0\06F1\06F2\06F3\06F4\06F5\06F6\06F7\06F8\06F9') AS persian,
	translate(t, 'أإآ', 'ااا') AS bare,
	translate(t, 'أإآة', 'ااا' || 'ه') AS carriers,
	regexp_replace(t, '([بتثجحخسشصضطظعغفقكلمنه])', U&'\200F' || '\1' || U&'\200E', 'g') AS controls) spelt
WHERE id < 1000;

-- smartdip_tsvector() is to_tsvector(), to the byte: the samples, texts of random pieces, and texts made to be hard.
SELECT count(*) FILTER (WHERE tsvectorsend(to_tsvector('smartdip', t)) <> tsvectorsend(smartdip_tsvector(t))
	OR pg_column_size(to_tsvector('smartdip', t)) <> pg_column_size(smartdip_tsvector(t))) AS different, count(*) > 800 AS many FROM samples;
CREATE TEMP TABLE random_texts AS SELECT n, string_agg(piece[1 + abs(hashint4(n * 100 + i)) % array_length(piece, 1)], '') AS t
FROM (SELECT ARRAY['a', 'B', 'the ', 'US ', ' ', '.', ',', '''s', '-', '_', '#', '@', '1', '23', '2009-05-01', 'http://', 'www.un.org', '/', '?', U&'\2019', 'é', 'ß',
		'و', 'ال', 'وزير', 'ة', 'ى', 'ء', U&'\064B', U&'\0640', U&'\200F', U&'\200D', '٣', '٬', '٫', '،', '؟', U&'\FDFA', 'ﻻ', '京', 'ไ', '😀', U&'\+01F468\200D', 'я', E'\n', E'\t',
		'cease-fire ', 'U.S.', 'x@y.org ', repeat('z', 700)] AS piece) p, generate_series(1, 1500) n, generate_series(1, 60) i GROUP BY n;
SELECT count(*) FILTER (WHERE to_tsvector('smartdip', t) <> smartdip_tsvector(t) OR to_tsvector('smartdip', t) IS NULL) AS different, count(*) FROM random_texts;
SELECT count(*) FILTER (WHERE string_agg IS DISTINCT FROM t) AS torn
FROM random_texts r, LATERAL (SELECT coalesce(string_agg(token, '' ORDER BY n), '') AS string_agg
	FROM ts_parse('smartdip', t) WITH ORDINALITY p (tokid, token, n) WHERE tokid NOT BETWEEN 18 AND 23 AND tokid <> 11) whole;

-- Many positions: 255 of a lexeme, and none beyond 16,383.
SELECT to_tsvector('smartdip', t) = smartdip_tsvector(t) AS same, length(t) AS bytes, array_length(positions, 1) AS positions, positions[array_length(positions, 1)] AS last
FROM (VALUES (repeat('word ', 300)), (repeat('x y ', 10000) || 'word word'), (repeat('the ', 20000) || 'word word z word')) v (t),
	LATERAL (SELECT positions FROM unnest(smartdip_tsvector(t)) WHERE lexeme = 'word') u;

-- Long tokens are left out, as the server does it; more than a megabyte of lexemes is an error in the server's words.
SET client_min_messages = warning;		-- of 2047 bytes the server gives notice from 18 only
SELECT to_tsvector('smartdip', t) = smartdip_tsvector(t) AS same, length(smartdip_tsvector(t)) AS lexemes, smartdip_tsvector(t)::text::tsvector = smartdip_tsvector(t) AS restored
FROM generate_series(2046, 2047) n, LATERAL (SELECT 'first ' || repeat('x', n) || ' word' AS t) s;
RESET client_min_messages;
SELECT to_tsvector('smartdip', 'first ' || repeat('x', 2048) || ' last');
SELECT smartdip_tsvector('first ' || repeat('x', 2048) || ' last');
SELECT to_tsvector('smartdip', 'first ' || repeat(U&'\FDFA', 600) || ' last') AS grows_too_long;
SELECT length(to_tsvector('smartdip', string_agg('w' || i, ' '))) FROM generate_series(1, 200000) i;
SELECT length(smartdip_tsvector(string_agg('w' || i, ' '))) FROM generate_series(1, 200000) i;
SELECT smartdip_tsvector(NULL) IS NULL AS strict, smartdip_tsvector('') = ''::tsvector AS empty, smartdip_tsvector('the of !') = ''::tsvector AS stops;

-- Long texts that are hard on a parser are cut, each in a time that grows with its length.
SET client_min_messages = warning;
SELECT unit, length(to_tsvector('smartdip', t)) AS lexemes, to_tsvector('smartdip', t) = smartdip_tsvector(t) AS same, length(ts_headline('smartdip', t, 'a & b'::tsquery)) > 0 AS headline
FROM unnest(ARRAY['a_', '@', '#', '.', '-', '#a', '@a', 'a-', 'a.', 'a@', 'http://', 'a/', '1,', 'a ', U&'\064B', U&'\200D', 'x''']) WITH ORDINALITY u (unit, n), LATERAL (SELECT repeat(unit, 80000 / octet_length(unit)) AS t) r
ORDER BY n;
RESET client_min_messages;

-- Two parses at a time, and parses that an error cuts off, leave nothing that another parse or word would meet.
CREATE FUNCTION nested(t text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN to_tsvector('smartdip', t)::text;
EXCEPTION WHEN program_limit_exceeded THEN
	RETURN ts_lexize('smartdip_english', 'talks')::text || to_tsvector('smartdip', 'cease-fire')::text;
END $$;
SELECT nested(t) FROM (SELECT string_agg('w' || i, ' ') AS t FROM generate_series(1, 200000) i UNION ALL SELECT 'talks') s;
SELECT count(*) AS left_behind FROM pg_backend_memory_contexts WHERE name = 'smartdip text parse';
SET statement_timeout = '50ms';
SELECT count(to_tsvector('smartdip', 'word ' || i)) FROM generate_series(1, 100000000) i;
RESET statement_timeout;
SELECT count(*) AS left_behind FROM pg_backend_memory_contexts WHERE name = 'smartdip text parse';
SELECT a.token, b.token FROM ts_parse('smartdip', 'cease-fire x') WITH ORDINALITY a (tokid, token, n)
	JOIN ts_parse('smartdip', '#ab_cd y') WITH ORDINALITY b (tokid, token, n) USING (n) ORDER BY n;

-- In tables: a generated column, an expression index, GIN.
CREATE TABLE news (id integer PRIMARY KEY, t text,
	v tsvector GENERATED ALWAYS AS (to_tsvector('smartdip', t)) STORED, direct tsvector GENERATED ALWAYS AS (smartdip_tsvector(t)) STORED);
INSERT INTO news (id, t) SELECT id, t FROM samples;
CREATE INDEX news_v ON news USING gin (v);
CREATE INDEX news_t ON news USING gin (to_tsvector('smartdip', t));
CREATE INDEX news_direct ON news USING gist (smartdip_tsvector(t));
SELECT count(*) FROM news WHERE v <> direct;
CREATE FUNCTION found(query tsquery, OUT of_column bigint, OUT of_expression bigint, OUT of_function bigint) LANGUAGE sql BEGIN ATOMIC
	SELECT (SELECT count(*) FROM news WHERE v @@ query), (SELECT count(*) FROM news WHERE to_tsvector('smartdip', t) @@ query),
		(SELECT count(*) FROM news WHERE smartdip_tsvector(t) @@ query);
END;
CREATE TEMP TABLE questions AS SELECT n, q, websearch_to_tsquery('smartdip', q) AS query FROM
	unnest('{minister,وزير,"\"foreign minister\"",الأمم المتحدة,talks -war,سلام or peace,cease-fire,U.S.}'::text[]) WITH ORDINALITY u (q, n);
CREATE TEMP TABLE by_scan AS SELECT q, (found(query)).* FROM questions;
SET enable_seqscan = off;
SELECT s.q, s.of_column > 0 AS some, s.of_column = i.of_column AND s.of_column = i.of_expression AND s.of_column = i.of_function
	AND s.of_column = s.of_expression AND s.of_column = s.of_function AS same
FROM by_scan s JOIN questions USING (q), LATERAL found(questions.query) i ORDER BY n;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT id FROM news WHERE v @@ to_tsquery('smartdip', 'minister');
EXPLAIN (COSTS OFF) SELECT id FROM news WHERE to_tsvector('smartdip', t) @@ to_tsquery('smartdip', 'minister');
EXPLAIN (COSTS OFF) SELECT id FROM news WHERE smartdip_tsvector(t) @@ to_tsquery('smartdip', 'minister');
RESET max_parallel_workers_per_gather;
RESET enable_seqscan;

-- Headlines. Marks stand around the words as the text has them; of a whole and its parts one is printed.
\set t 'The talks on a cease-fire in Gaza began. Smart power was used by the U.S., not the power of smart people. See https://www.un.org/en, #SmartPower and @UN_News.'
SELECT q, ts_headline('smartdip', :'t', q, 'HighlightAll=on')
FROM (VALUES (to_tsquery('smartdip', 'smart & power')), (phraseto_tsquery('smartdip', 'smart power')), (to_tsquery('smartdip', 'fire')),
	(to_tsquery('smartdip', '''cease-fire''')), (to_tsquery('smartdip', 'US & !talk')), (to_tsquery('smartdip', '''un.org'' | news')),
	(to_tsquery('smartdip', '''#smartpower''')), (to_tsquery('smartdip', 'power <3> people')), (to_tsquery('smartdip', '(smart | weak) <-> (power | force)')),
	(to_tsquery('smartdip', '!smart <-> power')), (to_tsquery('smartdip', 'smart <-> !power')), (to_tsquery('smartdip', 'nothing'))) v (q);
SELECT q, ts_headline('smartdip', 'قال وَزِيرُ الخارجيّةِ إنّ الدّبلوماسيّةَ الرَّقْميّة مهمّة، والدبلوماسية بلا وزراء ضعيفة', to_tsquery('smartdip', q))
FROM unnest('{الوزير,دبلوماسية <-> رقمية,دبلوماسية <-> !رقمية}'::text[]) q;
-- What must not stand in a phrase has its place there, as @@ reckons, and is never marked.
SELECT q, to_tsvector('smartdip', t) @@ q AS found, ts_headline('smartdip', t, q, 'HighlightAll=on')
FROM (VALUES (1, '(!red & !blue) <-> bird'::tsquery), (2, '(!red <-> !blue) <-> bird'), (3, '(!cat | !blue) <-> dog'), (4, '(!red | cat) <-> dog'), (5, 'cat <-> (!red <-> bird)'),
	(6, '(cat <-> !red) <-> bird'), (7, '(cat <-> !red) <-> dog'), (8, 'cat <2> !dog'), (9, '!bird <5> cat'), (10, '!cat <-> !red'), (11, '(!cat & !blue) <-> dog'), (12, '(!cat | bird) <-> dog'),
	(13, '(bird <-> !dog) <-> cat'), (14, '(!red <-> dog) <-> bird')) v (n, q), (SELECT 'cat dog bird' AS t) x ORDER BY n;
SELECT ts_headline('smartdip', 'a ' || repeat(' ', 5000) || 'word', to_tsquery('smartdip', 'word'), 'HighlightAll=on') = 'a ' || repeat(' ', 5000) || '<b>word</b>' AS long_blank;

-- With all of a text highlighted the headline is the text, but for the marks.
SELECT count(*) FILTER (WHERE ts_headline('smartdip', t, 'nothing', 'HighlightAll=on') <> t) AS changed,
	count(*) FILTER (WHERE translate(ts_headline('smartdip', t, 'a | b | 1 | ''cease-fir'' | un.org', 'HighlightAll=on, StartSel="«", StopSel="»"'), '«»', '') <> t) AS changed_when_marked,
	count(*) FILTER (WHERE ts_headline('smartdip', t, 'a | b | 1 | ''cease-fir'' | un.org', 'HighlightAll=on') <> t) > 500 AS many_marked
FROM (SELECT t FROM samples UNION ALL SELECT t FROM random_texts WHERE t !~ 'z{200}z{200}z{200}z{200}') s;

-- Length, fragments and the words they end with.
SELECT n, ts_headline('smartdip', s, to_tsquery('smartdip', q), o) FROM (VALUES
	(1, repeat('filler text of words ', 20) || 'the minister met the president in Cairo ' || repeat('and more of it ', 20), 'minister & president', ''),
	(2, repeat('filler text of words ', 20) || 'the minister met the president in Cairo ' || repeat('and more of it ', 20), 'minister & president', 'MaxWords=6, MinWords=3'),
	(3, 'minister ' || repeat('filler ', 60) || 'president and minister ' || repeat('filler ', 60) || 'president', 'minister & president', 'MaxWords=6, MinWords=3'),
	(4, 'minister ' || repeat('filler ', 60) || 'president and minister ' || repeat('filler ', 60) || 'president', 'minister & president', 'MaxFragments=2, MaxWords=8, MinWords=3'),
	(5, 'minister ' || repeat('filler ', 60) || 'president and minister ' || repeat('filler ', 60) || 'president', 'minister & president', 'MaxFragments=9, MaxWords=8, MinWords=3, FragmentDelimiter=|, StartSel=[, StopSel=]'),
	(6, 'one two three four five six seven', 'nothing', 'MaxWords=4, MinWords=3'),
	(11, 'minister one two three four five six president', 'minister & president', 'MaxFragments=2, MaxWords=9, MinWords=3'),
	(7, 'one two three four five six seven', 'nothing', 'MaxWords=4, MinWords=3, MaxFragments=2'),
	(8, 'one two three four five six seven', 'seven', 'MaxWords=5, MinWords=4'),
	(9, 'one two at the end of war', 'two', 'MaxWords=6, MinWords=2, ShortWord=3'),
	(10, '', 'two', '')) v (n, s, q, o) ORDER BY n;

-- Isolates around fragments that are not written in the direction of the text.
SELECT replace(replace(ts_headline('smartdip', s, to_tsquery('smartdip', 'وزير | minister'), 'MaxFragments=3, MaxWords=4, MinWords=2, BidiIsolate=' || o), U&'\2068', '{'), U&'\2069', '}')
FROM (VALUES (repeat('word ', 20) || 'التقى الوزير بالرئيس ' || repeat('filler ', 20) || 'minister Ivanov'), (repeat('كلمة ', 20) || 'the minister said ' || repeat('كلمة ', 20) || 'وزير')) v (s),
	unnest('{off,on}'::text[]) o;

-- A text without letters has no direction.
SELECT ts_headline('smartdip', '1 2 3', '2', 'BidiIsolate=on');

-- Options as the server has them, with its errors.
SELECT ts_headline('smartdip', 'a word', 'word', 'MaxSize=3');
SELECT ts_headline('smartdip', 'a word', 'word', 'MaxWords=many');
SELECT ts_headline('smartdip', 'a word', 'word', 'MinWords=35');
SELECT ts_headline('smartdip', 'a word', 'word', 'MinWords=0');
SELECT ts_headline('smartdip', 'a word', 'word', 'ShortWord=-1');
SELECT ts_headline('smartdip', 'a word', 'word', 'MaxFragments=-1');
SELECT ts_headline('smartdip', 'a word', 'word', 'StartSel=' || repeat('x', 40000));
SELECT ts_headline('pg_catalog.simple', 'a word', 'word', o) = ts_headline('smartdip', 'a word', 'word', o) AS same
FROM unnest('{"","StartSel=<, StopSel=>","highlightall=TRUE","HIGHLIGHTALL=yes, maxwords=1"}'::text[]) o;

DROP FUNCTION found(tsquery), nested(text);
DROP TABLE news;

-- Concepts go by inflection: a derivation, a word of the same stem or root, and a name that is written otherwise have none of them.
SELECT a, b, ARRAY(SELECT unnest(tsvector_to_array(to_tsvector('smartdip', a))) INTERSECT SELECT unnest(tsvector_to_array(to_tsvector('smartdip', b)))) AS common
FROM (VALUES ('socialist', 'social'), ('executive', 'execution'), ('أعدم', 'عدم'), ('نيبال', 'النيل'), ('الإعلام', 'الأعلام'), ('turkey', 'Turkey'),
	('cairo', 'Cairo')) AS v (a, b);
SELECT a, b, to_tsvector('smartdip', a) @@ plainto_tsquery('smartdip', b) AS inflected FROM (VALUES ('negotiated', 'تفاوض'), ('crises', 'أزمة'),
	('sanctions', 'العقوبة'), ('وبالسفراء', 'ambassadors'), ('والقاهرة', 'Cairo''s'), ('للولايات المتحدة', 'the United States')) AS v (a, b);
-- Which concepts a dictionary gives.
CREATE TEXT SEARCH DICTIONARY concepts_sure (TEMPLATE = smartdip_word, Concepts = sure);
CREATE TEXT SEARCH DICTIONARY concepts_none (TEMPLATE = smartdip_word, Concepts = none);
SELECT ts_lexize('concepts_sure', 'ambassador'), ts_lexize('concepts_none', 'ambassador');
CREATE TEXT SEARCH DICTIONARY concepts_some (TEMPLATE = smartdip_word, Concepts = some);

-- Prefixes. The server puts :* on whatever a dictionary gives: never does a concept begin another by that.
SELECT to_tsquery('smartdip', 'النيجر:*'), to_tsvector('smartdip', 'Nigeria') @@ to_tsquery('smartdip', 'النيجر:*') AS nigeria,
	to_tsvector('smartdip', 'Niger') @@ to_tsquery('smartdip', 'النيجر:*') AS niger;
-- What is typed is not stemmed, and an article goes; the words before it are whole.
SELECT q, smartdip_prefix_tsquery('smartdip', q) FROM unnest(ARRAY['negotiat', 'Universit', 'the foreign mini', 'القرا', 'وزار', 'cease-fi', '#Smart', 'U.S.', 'O''Br',
	'the', 'minister ', 'minister.', '', ' ', NULL]) AS q;
SELECT smartdip_prefix_tsquery('simple', 'Foreign Mini'), length(smartdip_prefix_tsquery('smartdip', repeat('x', 3000))::text) AS longest,
	numnode(smartdip_prefix_tsquery('smartdip', repeat('word ', 20000) || 'en')) AS words;
-- A day of one digit may be the first of two, and a date is found by its beginnings.
SELECT q, smartdip_prefix_tsquery('smartdip', q), to_tsvector('smartdip', 'on 2009-05-17') @@ smartdip_prefix_tsquery('smartdip', q) AS the_17th,
	to_tsvector('smartdip', 'on 2009-05-01') @@ smartdip_prefix_tsquery('smartdip', q) AS the_first
FROM unnest('{2009-05-1,2009/5/1,٢٠٠٩/٠٥/١,2009-05-01,2009-05-17,2009-,on 2009/0,2009-05,2009.05.,٢٠٠٩/٠٥/٠,2009-06,2009-1,x2009-05,12009-05,2009-05-0x}'::text[]) q;
SELECT smartdip_prefix_tsquery(4294967294::regconfig, 'mini');

-- A full stop behind an initial or a title ends no phrase and no sentence.
SELECT text, to_tsvector('smartdip', text) FROM (VALUES ('George W. Bush'), ('“Mr. Bush”'), ('the U.S. Senate'), ('John F. Kennedy'), ('George. Bush'), ('World War I. Bush')) t (text);
