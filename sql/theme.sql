-- theme: the tree, the dictionary and its configuration, tags, what a text is about, aggregates.
\set VERBOSITY default
\set SHOW_CONTEXT never

-- The catalogue.
SELECT count(*) AS themes, count(*) FILTER (WHERE parent IS NULL) AS families, max(level) AS deepest FROM theme;
SELECT theme, label_en, label_ar, (SELECT count(*) FROM theme c WHERE c.parent = t.theme) AS children FROM theme t WHERE level = 1 ORDER BY theme;
SELECT theme, parent, level, definition_en, definition_ar, paper, section FROM theme WHERE theme IN ('form', 'risk.hacking', 'point.4.1') ORDER BY theme;
SELECT theme_label('risk.hacking') AS plain, theme_label('risk.hacking', 'ar') AS arabic, theme_label('risk.hacking', 'en_US') AS locale,
	theme_label('risk.nothing') AS unknown, theme_label(NULL) AS none;
SELECT theme_label('risk', 'fr');
SELECT count(*) AS differing FROM (TABLE theme EXCEPT ALL SELECT * FROM theme_catalogue()) AS d;
SELECT count(*) AS lost FROM theme WHERE theme_label(theme) IS DISTINCT FROM label_en OR theme_label(theme, 'ar') IS DISTINCT FROM label_ar;

-- A theme stands at every word that names it, and its ancestors with it. Other words only count.
SELECT to_tsvector('smartdip_themes', 'The hackers wrote of public diplomacy.');
SELECT to_tsvector('smartdip_themes', 'والقوة الناعمة في السفارة الافتراضية');
SELECT to_tsvector('smartdip_themes', 'no such words here') AS none, to_tsvector('smartdip_themes', '') AS empty;
-- Phrases in phrases and across one another all count.
SELECT to_tsvector('smartdip_themes', 'new public diplomacy 2.0'), to_tsvector('smartdip_themes', 'hard and soft power politics');
-- In every spelling, behind clitics, in hashtags and hyphenated words; not across the end of a sentence.
SELECT t, to_tsvector('smartdip_themes', t) @@ 'form.digital'::tsquery AS found FROM unnest(ARRAY['DIGITAL DIPLOMACY', 'digital-diplomacy',
	'#DigitalDiplomacy', '#digital_diplomacy', E'digital\ndiplomacy', 'E-diplomacy', 'وبالدبلوماسية الرقمية', 'الدِّبلوماسيَّة الرَّقميَّة', '#الدبلوماسية_الرقمية',
	'digital. Diplomacy', 'digital, diplomacy', 'الدبلوماسية. الرقمية', 'digital art and diplomacy']) WITH ORDINALITY u(t, n) ORDER BY n;
-- Abbreviations ask for their capitals.
SELECT to_tsvector('smartdip_themes', 'NATO and the UN') AS capitals, to_tsvector('smartdip_themes', 'un nato') AS small;

-- Queries: a code, a family, words of either language.
SELECT to_tsquery('smartdip_themes', 'risk.hacking') AS code, to_tsquery('smartdip_themes', 'risk') AS family,
	to_tsquery('smartdip_themes', 'hackers') AS word, to_tsquery('smartdip_themes', 'مخترقون') AS arabic,
	plainto_tsquery('smartdip_themes', 'public diplomacy') AS words;
SELECT to_tsquery('smartdip_themes', 'risk.hacking & !form.media'), websearch_to_tsquery('smartdip_themes', 'point.1.1 OR -era.cold_war');
SELECT to_tsquery('smartdip_themes', 'banana');
SELECT q, to_tsvector('smartdip_themes', 'The embassy was hit by hackers') @@ q AS hackers, to_tsvector('smartdip_themes', 'اختراق إلكتروني للسفارة') @@ q AS arabic,
	to_tsvector('smartdip_themes', 'Extremism on the internet') @@ q AS extremism
FROM unnest(ARRAY[to_tsquery('smartdip_themes', 'risk.hacking'), to_tsquery('smartdip_themes', 'risk'), 'risk'::tsquery,
	to_tsquery('smartdip_themes', 'cyberattack'), to_tsquery('smartdip_themes', 'risk.hacking & actor.diplomat'),
	to_tsquery('smartdip_themes', '!risk.hacking')]) WITH ORDINALITY u(q, n) ORDER BY n;
-- A code by itself is that code, so that a headline marks its words only; in a text it brings its ancestors.
SELECT count(*) AS codes, count(*) FILTER (WHERE to_tsquery('smartdip_themes', theme) = quote_literal(theme)::tsquery) AS good FROM theme;
SELECT count(*) AS codes, count(*) FILTER (WHERE tsvector_to_array(v) <> ARRAY(SELECT a.theme FROM theme a
	WHERE t.theme = a.theme OR starts_with(t.theme, a.theme || '.') ORDER BY a.theme COLLATE "C")) AS wrong
FROM theme t, to_tsvector('smartdip_themes', 'see ' || theme || '.') v WHERE level > 1;
-- The code of a family is a plain word where anything stands beside it.
SELECT to_tsvector('smartdip_themes', 'form') AS alone, to_tsvector('smartdip_themes', 'a form and a point') AS words;

-- Headlines mark what was tagged.
SELECT ts_headline('smartdip_themes', 'Two embassies were struck by a cyber attack, and the hackers asked for money.', to_tsquery('smartdip_themes', 'risk.hacking'), 'HighlightAll=true');
SELECT ts_headline('smartdip_themes', 'تتحدث الورقة عن القوة الناعمة والقوة الصلبة', to_tsquery('smartdip_themes', 'power.soft'), 'HighlightAll=true');
SELECT ts_headline('smartdip_themes', 'On #DigitalDiplomacy and cyber-attacks', to_tsquery('smartdip_themes', 'form | risk'), 'HighlightAll=true');

-- The dictionary by itself, without ancestors, and with a wrong option.
SELECT ts_lexize('smartdip_theme', 'hacker') AS word, ts_lexize('smartdip_theme', 'public diplomacy') AS phrase, ts_lexize('smartdip_theme', 'banana') AS other;
CREATE TEXT SEARCH DICTIONARY leaf_themes (TEMPLATE = smartdip_theme, Ancestors = false);
SELECT ts_lexize('leaf_themes', 'hacker') AS leaf;
CREATE TEXT SEARCH DICTIONARY bad_themes (TEMPLATE = smartdip_theme, Terms = 'x = y');
CREATE TEXT SEARCH DICTIONARY bad_themes (TEMPLATE = smartdip_theme, Ancestors = perhaps);
CREATE TEXT SEARCH DICTIONARY bad_themes (TEMPLATE = smartdip_theme, Minimum = 1.5);
CREATE TEXT SEARCH DICTIONARY bad_themes (TEMPLATE = smartdip_theme, Minimum = 'half');

-- Tags: hits, where they begin, and the words.
SELECT * FROM theme_tags('The hackers wrote of new public diplomacy 2.0. Hacking is a risk of digital diplomacy, say ambassadors.');
SELECT * FROM theme_tags('المخترقون يهددون الدبلوماسية الرقمية والسفارات', true);
SELECT * FROM theme_tags('nothing of the kind') UNION ALL SELECT * FROM theme_tags('') UNION ALL SELECT * FROM theme_tags(NULL);
SELECT * FROM theme_tags('hackers', minimum => -0.1);
SELECT * FROM theme_tags('hackers', minimum => 'NaN');
-- A hit lies in no longer hit of the same theme; of other themes it may.
SELECT theme, hits, words FROM theme_tags('new public diplomacy, public diplomacy, public diplomacy 2.0');

-- Terms in company: a training of diplomats, and one of a team. What speaks of the domain stands in the sentence, before or behind.
SELECT t, p.theme, p.confidence, m.theme AS sure FROM unnest(ARRAY['The embassy trained its staff.', 'The team trained in the rain.',
	'The team trained. The embassy was closed.', 'trained', 'تدريب الدبلوماسيين', 'تدريب اللاعبين']) WITH ORDINALITY u(t, n)
	LEFT JOIN LATERAL theme_tags(t, minimum => 0) p ON p.theme LIKE 'point%' LEFT JOIN LATERAL theme_tags(t, minimum => 0.9) m ON m.theme = p.theme ORDER BY n;
SELECT t, to_tsvector('smartdip_themes', t) FROM unnest(ARRAY['The embassy trained its staff.', 'The team trained in the rain.',
	'The team trained. The embassy was closed.', 'trained']) WITH ORDINALITY u(t, n) ORDER BY n;
CREATE TEXT SEARCH DICTIONARY all_themes (TEMPLATE = smartdip_theme, Ancestors = false, Minimum = 0);
CREATE TEXT SEARCH DICTIONARY sure_themes (TEMPLATE = smartdip_theme, Ancestors = false, Minimum = 0.9);
CREATE TEXT SEARCH CONFIGURATION all_themes (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION all_themes ADD MAPPING FOR latin, arabic WITH all_themes;
CREATE TEXT SEARCH CONFIGURATION sure_themes (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION sure_themes ADD MAPPING FOR latin, arabic WITH sure_themes;
SELECT to_tsvector('all_themes', 'The team trained. Digital diplomacy is training.') AS all, to_tsvector('smartdip_themes', 'The team trained. Digital diplomacy is training.') AS likely,
	to_tsvector('sure_themes', 'The team trained. Digital diplomacy is training.') AS sure;
-- A phrase that covers its words names none of their themes.
SELECT theme, words FROM theme_tags('The Daily Telegraph reports to the embassy by telegraph');

-- What a text is about: actors and platforms do not stand for it.
SELECT theme_dominant('Ambassadors and consuls on Twitter and Facebook fear hackers') AS leaf, theme_dominant('Ambassadors on Twitter fear hackers', true) AS family,
	theme_dominant('Ambassadors on Twitter') AS none, theme_dominant('') AS empty, theme_dominant(NULL) AS null;
-- Keyness by hand: 3 of 4 hits here, 1 of 6 there; 2 (3 ln(3/1.6) + ln(1/2.4)).
SELECT theme, hits, background_hits, round(keyness::numeric, 4) AS keyness FROM theme_keyness('malware, malware, malware, extradition', 'malware, extradition, extradition, extradition, extradition, extradition');
SELECT round((2 * (3 * ln(3 / 1.6) + ln(1 / 2.4)))::numeric, 4) AS hacking, round((-2 * (1 * ln(1 / 2.4) + 5 * ln(5 / 3.6)))::numeric, 4) AS legal;
SELECT theme, hits, background_hits, round(keyness::numeric, 4) AS keyness FROM theme_keyness('hacker', 'nothing');
SELECT count(*) FROM theme_keyness('nothing', 'hacker');

-- Power profiles of texts.
SELECT t, theme_power(t), smart(theme_power(t)) FROM unnest(ARRAY['hard power, soft power, soft power', 'smart power', 'sanctions and air strikes', 'القوة الناعمة والتهديد الصلب', 'a fine day']) WITH ORDINALITY u(t, n) ORDER BY n;

-- Aggregates.
CREATE TABLE theme_text (id int, grp int, body text);
INSERT INTO theme_text VALUES (1, 1, 'Hackers and hackers; extremism on the internet'), (2, 1, 'Public diplomacy'), (3, 1, NULL), (4, 2, 'القرصنة الإلكترونية'), (5, 3, NULL), (6, 4, 'nothing');
SELECT grp, theme_counts(body), theme_profile(body) FROM theme_text GROUP BY grp ORDER BY grp;
SELECT theme_counts(body), theme_profile(body) FROM theme_text;
SELECT theme_counts(body) AS none, theme_profile(body) AS none FROM theme_text WHERE false;
SELECT theme_counts(NULL) AS only_null;
-- Counts are the sums of tags.
SELECT (SELECT jsonb_object_agg(theme, hits) FROM (SELECT t.theme, sum(t.hits) AS hits FROM theme_text, theme_tags(body) t GROUP BY 1) s) = (SELECT theme_counts(body) FROM theme_text) AS same;
-- The shares of a family add up to one.
SELECT split_part(key, '.', 1) AS family, sum(value::numeric) FROM jsonb_each_text((SELECT theme_profile(body) FROM theme_text)) GROUP BY 1 ORDER BY 1;

-- In parallel: partial states over the workers' shares of a table, states without a text among them.
CREATE TABLE theme_many AS SELECT CASE WHEN i % 7 = 0 THEN NULL WHEN i % 3 = 0 THEN 'hackers and extremism on the internet' WHEN i % 5 = 0 THEN 'القوة الناعمة' ELSE 'plain ' || i END AS body FROM generate_series(1, 3000) i;
CREATE TEMP TABLE theme_serial AS SELECT theme_counts(body) AS counts, theme_profile(body) AS profile FROM theme_many;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT theme_counts(body) FROM theme_many;
CREATE TEMP TABLE theme_parallel AS SELECT theme_counts(body) AS counts, theme_profile(body) AS profile FROM theme_many;
SELECT counts, p.* IS NOT DISTINCT FROM s.* AS same FROM theme_parallel p JOIN theme_serial s USING (counts);
SELECT theme_counts(body) FROM theme_many WHERE body IS NULL;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- Every term, tagged alone, gives its theme, in tags and in tsvectors. (Quotes say how a term is compared, ~ that it asks for company.)
CREATE TABLE theme_term (theme text, en text, ar text, company text, source text);
\copy theme_term FROM 'src/data/theme_term.tsv' (FORMAT text, HEADER)
CREATE TEMP VIEW single_term AS SELECT theme, language, regexp_replace(term, '"| [~!]', '', 'g') AS term, term LIKE '% ~' AS company
FROM theme_term, LATERAL (VALUES ('en', en), ('ar', ar)) l(language, terms), regexp_split_to_table(terms, '; ') term;
SELECT language, count(*) > 1200 AS many,
	count(*) FILTER (WHERE NOT EXISTS (SELECT FROM theme_tags(term) t WHERE t.theme = s.theme)) AS not_tagged,
	count(*) FILTER (WHERE NOT tsvector_to_array(to_tsvector('smartdip_themes', term)) @> ARRAY[s.theme]) AS not_in_tsvector
FROM single_term s GROUP BY language ORDER BY language;
-- In a sentence and in capitals still, if it asks for no company.
SELECT count(*) AS not_tagged FROM single_term s WHERE language = 'en' AND NOT company AND NOT EXISTS (SELECT FROM theme_tags('said "' || upper(term) || '".') t WHERE t.theme = s.theme);

-- The same event told in English and in Arabic shares most of its themes.
CREATE TABLE theme_event (day text, source text, code text, target text, text_en text, text_ar text, reference text);
\copy theme_event FROM 'src/data/sample_events.tsv' (FORMAT text, HEADER)
CREATE TEMP TABLE event_themes AS SELECT row_number() OVER () AS id,
	ARRAY(SELECT theme FROM theme_tags(text_en)) AS en, ARRAY(SELECT theme FROM theme_tags(text_ar)) AS ar FROM theme_event;
CREATE TEMP VIEW event_shared AS SELECT en, ar,
	cardinality(ARRAY(SELECT unnest(en) INTERSECT SELECT unnest(ar))) AS shared, cardinality(ARRAY(SELECT unnest(en) UNION SELECT unnest(ar))) AS either FROM event_themes;
SELECT count(*) >= 100 AS many, avg((cardinality(en) > 0)::int) > 0.5 AS most_tagged_en, avg((cardinality(ar) > 0)::int) > 0.5 AS most_tagged_ar,
	sum(shared)::numeric / sum(either) >= 0.8 AS most_shared FROM event_shared;
-- Tags and tsvectors name the same themes, and begin at the same positions.
SELECT count(*) AS differ FROM theme_event, LATERAL (VALUES (text_en), (text_ar)) v(body)
WHERE ARRAY(SELECT theme FROM theme_tags(body, true) ORDER BY theme COLLATE "C") <> tsvector_to_array(to_tsvector('smartdip_themes', body))
	OR EXISTS (SELECT FROM theme_tags(body, true) t, unnest(to_tsvector('smartdip_themes', body)) u WHERE u.lexeme = t.theme AND NOT u.positions::int[] @> t.positions);

DROP TABLE theme_text, theme_many, theme_term, theme_event CASCADE;
DROP TEXT SEARCH CONFIGURATION all_themes;
DROP TEXT SEARCH CONFIGURATION sure_themes;
DROP TEXT SEARCH DICTIONARY leaf_themes;
DROP TEXT SEARCH DICTIONARY all_themes;
DROP TEXT SEARCH DICTIONARY sure_themes;
