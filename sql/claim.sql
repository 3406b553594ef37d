-- Claims of the two papers tried on tables: what each counts, by hand on a few rows; sentences, options, and what is missing.
\pset format unaligned
\pset tuples_only on
SET extra_float_digits = -3;

CREATE TABLE words (id integer, author actor_code, title text, body text, repost_of text, likes bigint, reposts bigint, replies bigint);
INSERT INTO words VALUES
	(1, 'EST', 'Digital diplomacy', 'Digital diplomacy is soft power.', NULL, 10, 0, 1),
	(2, 'EST', NULL, 'The embassy was hacked: hackers took its cables.', NULL, 20, 5, 0),
	(3, 'QAT', NULL, 'Media diplomacy and digital diplomacy', NULL, 8, 0, 0),
	(4, 'USA', NULL, 'الدبلوماسية الرقمية تفيد الدول الصغيرة', NULL, 3, 0, 0),
	(5, 'USA', NULL, 'Sports diplomacy', NULL, 1, 1, 1),
	(6, 'CHN', NULL, 'Digital diplomacy is a tool of hard power.', NULL, 2, 0, 0),
	(7, 'CHN', NULL, 'Digital diplomacy', '6', 0, 0, 0),
	(8, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(9, 'FRA', '', 'Nothing of the kind', NULL, NULL, NULL, NULL);

-- H1: 4 of 5 texts that name a form name the digital one (the repost does not count); media and sports have one each
SELECT id, estimate, n, verdict, sentence FROM hypothesis('H1', texts => 'words', options => '{"min_n": 3}');
SELECT n, sentence FROM hypothesis('h1', texts => 'words', locale => 'ar_EG', options => '{"min_n": 3, "reposts": true}');
-- H2: soft in one of the two digital texts that name a power; H3: one benefit; H6: one risk; H7: of two hits of benefits or more
SELECT id, estimate, n, verdict, sentence FROM hypotheses(texts => 'words', options => '{"min_n": 1}');
SELECT * FROM theme_balance('words', 'form.digital', 'form.media', 0.6, true) \gx
SELECT n, first_hits, second_hits, share FROM theme_balance('words', 'benefit', 'risk');
-- with too little data there is no number
SELECT id, estimate, low, high, p_value, n, verdict, sentence FROM hypothesis('H1', texts => 'words');
SELECT id, estimate, n, sentence FROM hypothesis('H1', texts => 'words', locale => 'ar');

-- the query gives the figure
CREATE TABLE account (platform text, account text, actor actor_code);
INSERT INTO account VALUES ('x', 'est', 'EST'), ('x', 'usa', 'USA'), ('x', 'usa2', 'USAGOV');
CREATE TABLE follow (platform text, source text, target text);
INSERT INTO follow VALUES ('x', 'a', 'est'), ('x', 'b', 'est'), ('x', 'b', 'usa'), ('y', 'b', 'usa');
CREATE TABLE act AS SELECT date '2007-01-02' + (i * 37 % 1500) AS day, (ARRAY['USA','FRACVL','RUSGOV','IRN','NGO'])[1 + i % 5]::actor_code AS source,
	(ARRAY['EGY','SYRCVL','UKR'])[1 + i / 7 % 3]::actor_code AS target, (ARRAY['042','190','045','111','0841','163','195'])[1 + i * i % 7]::event_code AS code
	FROM generate_series(1, 400) i UNION ALL SELECT date '2007-01-05' + (i * 41 % 1500), 'EGY', 'USA', '043' FROM generate_series(1, 60) i;
CREATE TABLE mention AS SELECT e::bigint AS event_id, 'outlet ' || k AS source_name, (e * 17 % 19 + k * e % 3)::double precision AS tone,
	timestamptz '2007-01-01 00:00Z' + e * interval '3 days' AS event_time, timestamptz '2007-01-01 00:00Z' + e * interval '3 days' + k * (600 - e) * interval '1 minute' AS mention_time
	FROM generate_series(1, 500) e, generate_series(1, 2) k;
CREATE FUNCTION estimate_of(query text, OUT estimate double precision, OUT n bigint) LANGUAGE plpgsql AS $$
BEGIN EXECUTE format('SELECT estimate, n FROM (%s) q', query) INTO estimate, n; END $$;
CREATE VIEW tried AS
	SELECT * FROM hypotheses('act', 'words', 'account', 'follow', options => '{"min_n": 1}') UNION ALL SELECT * FROM claims('act', 'mention', options => '{"min_n": 1}')
	UNION ALL SELECT h.* FROM unnest('{per_capita,per_event,followed}'::text[]) m, hypothesis('H4', 'act', 'words', 'account', 'follow', options => jsonb_build_object('min_n', 1, 'measure', m)) h;
SELECT id, t.n, t.n = q.n AND (abs(t.estimate - q.estimate) < 1e-12 OR verdict = 'too little data') AS same, verdict FROM tried t, estimate_of(query) q;
SELECT id, claim, measure FROM tried WHERE id IN ('H7', 'S1');

-- every claim has its words in both languages
SELECT part FROM claim_texts('ar') WHERE id NOT IN ('any', 'chart') GROUP BY part HAVING count(*) = 15 ORDER BY part COLLATE "C";
SELECT count(*) = (SELECT count(*) FROM claim_texts('ar')) FROM claim_texts();
SELECT sentence FROM claims('act', 'mention', options => '{"min_n": 2, "min_months": 6, "unit": "year"}');
SELECT sentence FROM claims('act', 'mention', 'ar', options => '{"min_n": 2, "min_months": 6, "unit": "year"}');

-- synthetic events grow with the years and know neither turn nor answer: with this seed nothing is found but the mix of codes (S2), one in twenty would be
CREATE TABLE synthetic AS SELECT day, source, target, code FROM smartdip_sample_events(60000, 2);
SELECT id, verdict FROM claims('synthetic', options => '{"turn": "2023-01-01"}') WHERE id <> 'S6';

-- no table, an empty one, one row, NULL columns
SELECT id, n, verdict, sentence, query IS NULL AS no_query FROM hypothesis('H5', texts => 'words');
SELECT id, sentence FROM claims(locale => 'ar') WHERE id IN ('S1', 'S6');
CREATE TABLE no_words (LIKE words);
CREATE TABLE no_act (LIKE act);
CREATE TABLE no_mention (LIKE mention);
SELECT id, estimate, n, verdict FROM hypotheses('no_act', 'no_words', 'account') UNION ALL SELECT id, estimate, n, verdict FROM claims('no_act', 'no_mention');
INSERT INTO no_words (id, body) VALUES (1, 'Digital diplomacy');
INSERT INTO no_act VALUES ('2010-01-01', 'USA', 'EGY', '042'), (NULL, NULL, NULL, NULL), ('infinity', 'USA', 'EGY', '190');
INSERT INTO no_mention (event_id, tone) VALUES (1, 'NaN'), (NULL, NULL);
SELECT id, estimate, n, verdict FROM hypotheses('no_act', 'no_words', 'account', options => '{"min_n": 1}') UNION ALL SELECT id, estimate, n, verdict FROM claims('no_act', 'no_mention', options => '{"min_n": 1, "min_months": 1}');
SELECT id, sentence FROM claim('S4', 'act', options => '{"turn": "2007-03-01", "min_n": 2}'), claim_check_option('min_months', '12');
SELECT id, sentence FROM claim('S4', 'act', locale => 'ar', options => '{"turn": "2000-03-01"}');

-- themes that are kept are taken, and found where they are not
CREATE TABLE tagged AS SELECT body, CASE WHEN id % 2 = 0 THEN to_tsvector('smartdip_themes', body) END AS themes FROM words WHERE id < 7;
SELECT n, estimate, query ~ 'coalesce\(t\.themes' AS kept FROM hypothesis('H1', texts => 'tagged', options => '{"min_n": 1}');

-- an account that was counted on three days is one; what has no size is neither small nor another state: 2 follows of Estonia, 1 of the
-- United States, none of Qatar and France
CREATE VIEW counted AS SELECT a.* FROM account a, generate_series(1, 3) UNION ALL VALUES ('x', 'qa', 'QAT'::actor_code), ('x', 'fr', 'FRA'), ('x', 'hk', 'HKG');
SELECT n, sentence FROM hypothesis('H4', accounts => 'counted', follows => 'follow', texts => 'words', options => '{"measure": "followed", "min_n": 1}');
-- an event without a code is no answer, and no chance of one
CREATE VIEW coded AS SELECT * FROM act UNION ALL SELECT day + 3, target, source, NULL FROM act;
SELECT n, estimate = (SELECT estimate FROM claim('S5', 'act', options => '{"min_n": 1, "min_months": 1}')) AS same FROM claim('S5', 'coded', options => '{"min_n": 1, "min_months": 1}');

-- a claim that asks for a column that is not there, or is of another type, keeps no other from its answer
CREATE TABLE typed AS SELECT day, source::text, target, code FROM act;
SELECT id, verdict, sentence FROM hypotheses('typed', 'tagged', options => '{"min_n": 1}') WHERE id IN ('H1', 'H2', 'H4');
SELECT id, sentence FROM claims('words', locale => 'ar') WHERE id IN ('S1', 'S6');

-- what is refused
\set SHOW_CONTEXT never
SELECT hypothesis('H8', texts => 'words');
SELECT claim('H1');
SELECT hypothesis(NULL);
SELECT hypothesis('H1', texts => 'words', locale => 'fr');
SELECT hypothesis('H1', texts => 'words', options => '{"min": 3}');
SELECT hypotheses(texts => 'words', options => '{"unit": "day"}');
SELECT hypothesis('H1', texts => 'words', options => '[]');
SELECT hypothesis('H1', texts => 'words', options => '{"main": "form.digital"}');
SELECT hypothesis('H1', texts => 'words', options => '{"main": ["form.digital", "form.quantum"]}');
SELECT hypothesis('H1', texts => 'words', options => '{"others": []}');
SELECT hypothesis('H1', texts => 'words', options => '{"min_n": 0.5}');
SELECT hypothesis('H1', texts => 'words', options => '{"reposts": null}');
SELECT hypothesis('H4', texts => 'words', options => '{"measure": "fame"}');
SELECT hypothesis('H7', texts => 'words', options => '{"reference": 1}');
SELECT hypothesis('H7', texts => 'words', options => '{"reference": null}');
SELECT hypotheses(texts => 'words', options => '{"main": ["form.media"]}');
SELECT claim('S1', 'act', options => '{"unit": "fortnight"}');
SELECT claim('S5', 'act', options => '{"days": 365}');
SELECT claim('S1', 'act', options => '{"degree": 0}');
SELECT claim('S3', 'act', options => '{"turn": "yesterday"}');
SELECT claim('S3', 'act', options => '{"turn": "2009-02-30"}');
SELECT claim('S6', 'act', 'mention', options => '{"margin": -1}');
SELECT hypothesis('H1', texts => 'account');
SELECT hypothesis('H4', texts => 'tagged');
SELECT claim('S1', 'words');
SELECT claim('S1', 'typed');
SELECT claim('S1', 0::regclass);
SELECT theme_balance('words', 'benefit', 'danger');
SELECT theme_balance('words', 'form.digital', 'form');
SELECT theme_balance(NULL, 'benefit', 'risk');

-- what they are made of
SELECT claim_options('S3'), hypothesis_query('H8'), claim_query('S9'), left(hypothesis_query('H1'), 14), left(claim_query('acts'), 11);
SELECT claim_fill('{a} of {b}, {c}: {a}', '{"a": "{b}", "b": 2}'), claim_fill('', '{}'), claim_fill('{', '{}');
SELECT claim_figure('0.1234', '%', 'en'), claim_figure('-0.5', '', 'ar') = chr(8206) || '-0.5', claim_figure('"risk"', 'theme', 'ar'), claim_figure(NULL, '', 'en'), claim_figure('-0.015', 'points', 'en');
SELECT claim_words('{x%} and {y:word}', '{"x": 0.5, "y": "month"}', '{"month": "months"}', 'en'), claim_words('{x}', '{}', '{}', 'en');
SELECT claim_settings('S1', '{"degree": 0.3}', false), claim_check_option('unit', '"day"'), claim_check_arguments('s1', '{S1}', 'en');
SELECT claim_text_columns('words', false), claim_text_columns('tagged', true);
SELECT claim_missing('S1', '{events}', NULL, NULL, NULL, NULL, NULL), claim_check_table('words', 'texts', '{body}', '{text}');
SELECT left(claim_template('S1', '{}', NULL), 11), claim_values('{"unit": "day", "min_n": 3, "area": null}', '{"texts": "work.words"}', true);
SELECT claim_verdict('{"n": 5, "estimate": 1, "low": 0.6, "high": 2, "reference_low": 0.4, "reference_high": 0.5}', s) FROM (VALUES (jsonb '{"min_n": 5}'), ('{"min_n": 6}')) v(s);
SELECT claim_verdict('{"n": 5, "estimate": 1, "low": 0.6, "high": 2, "reference_low": 0.4, "reference_high": 0.5, "facts": {"months_before": 8, "months_after": 9}}', s)
FROM (VALUES (jsonb '{"min_n": 5, "min_months": 8}'), ('{"min_n": 5, "min_months": 9}')) v(s);
SELECT claim_verdict('{"n": 5, "estimate": 1, "low": 0.6, "high": 2, "reference_low": 0.4, "reference_high": 0.5, "facts": {"premise": false}}', '{"min_n": 1}'), claim_verdict(NULL, '{"min_n": 1}');
SELECT claim_sentence('H7', '{"n": 1, "facts": {}}', 'too little data', '{"min_n": 3}', '{"too_few": "{n} {unit}, not {min_n}", "unit": "texts"}', 'en');
SELECT (claim_try('S1', 'act', NULL, NULL, NULL, NULL, 'en', '{}', false)).id;
SELECT delta_bounds(1, NULL, NULL, 10, 12), delta_bounds(-1, NULL, NULL, 10, 12), delta_bounds(0.5, 0.1, 0.7, 10, 12), delta_bounds(1, NULL, NULL, 1, 12);

-- A title ends as a sentence does, whether the themes of its text are kept or found now.
CREATE TEMP TABLE titled AS SELECT timestamptz '2020-01-01' AS published, text 'They wanted it smart' AS title, text 'Power is back in the ministry' AS body;
SELECT text_expression('titled'), text_expression('titled', 't'), text_expression('tagged'), text_expression(NULL) IS NULL AS of_none;
SELECT first_hits, second_hits FROM theme_balance('titled', 'power.smart', 'power.hard');
SELECT count(*) FROM chart_theme_texts('titled');
DROP VIEW tried, counted, coded;
DROP FUNCTION estimate_of;
DROP TABLE words, account, follow, act, mention, synthetic, no_words, no_act, no_mention, tagged, typed;
