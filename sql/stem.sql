-- stem: the forms of a word have one stem; the values for English are those of Snowball's published vocabulary.
\set VERBOSITY default

SELECT word, stem(word, 'en') FROM unnest(ARRAY['Negotiations', 'negotiating', 'NEGOTIATED', 'consign', 'consigned', 'consigning',
	'consignment', 'consist', 'consistency', 'consistently', 'knack', 'knightly', 'knots', 'America''s', 'America’s', 'generously',
	'naïve', 'Café', 'news', 'sanctions', 'sky', 'skies', 'dying', 'happy', 'say', 'by']) AS word;

-- auto goes by the letters; what is neither Latin nor Arabic is folded only.
SELECT word, stem(word) FROM unnest(ARRAY['Treaties', 'Договоры', '12345', '١٢٣', '', '“Treaties”', '#Sanctions', '外交', 'Å']) AS word;
SELECT stem(word) = stem(word, 'ar') AS arabic, stem(word) = stem('سفارة') AS embassy
	FROM unnest(ARRAY['سفارة', 'السفارة', 'والسفارات', 'سِفَارَة', 'للسفارة', 'ﺳﻔﺎﺭﺓ']) AS word;
SELECT stem('Treaties', 'ar'), stem('سفارات', 'en');
SELECT stem(NULL) IS NULL AND stem('word', NULL) IS NULL AS "NULL";
SELECT stem('word', 'fr');
SELECT stem('word', 'EN');
SELECT stem('word', '');

-- For an index stems have to be the same in every session.
SELECT proname, provolatile, proisstrict, proparallel FROM pg_proc WHERE proname IN ('stem', 'stop_words') ORDER BY 1;

SELECT lang, count(*) > 200 AS many, count(*) = count(DISTINCT word) AS "distinct", bool_and(word <> '') AS words
	FROM unnest('{en,ar}'::text[]) AS lang, stop_words(lang) AS word GROUP BY lang ORDER BY lang;
SELECT word FROM unnest(ARRAY['the', 'don''t', 'us', 'may', 'power', 'wouldn''t']) AS word WHERE word IN (SELECT stop_words('en')) ORDER BY word COLLATE "C";
SELECT word FROM unnest('{من,إلى,على,وزارة}'::text[]) AS word WHERE word IN (SELECT stop_words('ar')) ORDER BY word COLLATE "C";
-- what is as long as no word is stays as it is
SELECT stem(w, 'en') = w AS english, stem(w || 's', 'en') = w || 's' AS plural FROM repeat('meeting', 1000) AS w;
SELECT stop_words('auto');
SELECT count(*) FROM stop_words(NULL);
