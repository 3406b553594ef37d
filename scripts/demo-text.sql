-- The tour of texts that demo.sh gives, over what the bundled sample says of its events, in English and Arabic (sample.tsv in the working folder).
\pset footer off
SET client_min_messages = warning;

CREATE TEMP TABLE told (day date, source text, code text, target text, body_en text, body_ar text, reference text);
\copy told FROM 'sample.tsv' WITH (FORMAT csv, DELIMITER E'\t', QUOTE E'\b', HEADER)
\echo
\echo 'One index over both languages: words, the concepts that they share, and the keys of names:'
CREATE TABLE article AS
	SELECT row_number() OVER (ORDER BY day, language) AS id, day, language, body, to_tsvector('smartdip_wide', body) AS words
	FROM told, LATERAL (VALUES ('en', body_en), ('ar', body_ar)) AS version (language, body);
CREATE INDEX ON article USING gin (words);
ANALYZE article;
SELECT language, count(*) AS articles, sum(length(words)) AS lexemes FROM article GROUP BY 1 ORDER BY 1 DESC;

\echo 'An English question finds Arabic texts, ranked by BM25:'
SELECT a.day, ts_headline('smartdip', a.body, query, 'StartSel=[, StopSel=]') AS "nuclear agreement"
FROM article a, plainto_tsquery('smartdip', 'nuclear agreement') AS query, (SELECT corpus_stats(words) AS stats FROM article) AS corpus
WHERE a.words @@ query AND a.language = 'ar'
ORDER BY rank_bm25(a.words, query, corpus.stats) DESC, a.id LIMIT 4;

\echo 'And an Arabic one English texts:'
SELECT a.day, ts_headline('smartdip', a.body, query, 'StartSel=[, StopSel=]') AS "العقوبات"
FROM article a, plainto_tsquery('smartdip', 'العقوبات') AS query, (SELECT corpus_stats(words) AS stats FROM article) AS corpus
WHERE a.words @@ query AND a.language = 'en'
ORDER BY rank_bm25(a.words, query, corpus.stats) DESC, a.id LIMIT 4;

\echo 'What the texts are about: the themes of smart and digital diplomacy, by language:'
SELECT t.theme, theme_label(t.theme) AS label, theme_label(t.theme, 'ar') AS "التسمية",
	sum(t.hits) FILTER (WHERE language = 'en') AS english, sum(t.hits) FILTER (WHERE language = 'ar') AS arabic
FROM article, theme_tags(body) AS t WHERE t.theme LIKE ANY ('{power.%,threat.%,security.%,form.%,risk.%}')
GROUP BY 1 ORDER BY sum(t.hits) DESC, 1 LIMIT 8;

\echo 'Who is named, as actor codes:'
SELECT a.actor, label(a.actor) AS who, count(*) FILTER (WHERE language = 'en') AS english, count(*) FILTER (WHERE language = 'ar') AS arabic
FROM article, actors_in(body) AS a
GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 6;

\echo 'Texts of diplomats, ministries and newspapers, written as examples (what they tell is made up): benefits and risks of digital diplomacy in them:'
SELECT create_text_table('example_texts') AS texts \gset
INSERT INTO example_texts (id, published, author, platform, language, title, body)
	SELECT id, published, author, platform, language, title, body FROM text_sample();
SELECT side, metric AS what, value AS texts FROM chart_benefit_risk('example_texts') ORDER BY side, texts DESC, what;
