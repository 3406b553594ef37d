-- lexicon: a user's own terms as a dictionary, their errors, and the text that Terms is written from.
\set VERBOSITY default
\set SHOW_CONTEXT never

CREATE TEXT SEARCH DICTIONARY own_terms (TEMPLATE = smartdip_lexicon, Terms = '
# what a newsroom looks for
hacking = hacking; hacker; cyber attack; اختراق; قرصنة; هجوم إلكتروني
=smart-power. = smart power; القوة الذكية
semi = semi-hard power
month = "May"
who = "WHO"; World Health Organization; منظمة الصحة العالمية
congress = "كونغرس"
us = "U.S."
ministry = ministry of foreign affairs; وزارة الخارجية
');
CREATE TEXT SEARCH CONFIGURATION own (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION own ALTER MAPPING FOR latin, latin_part WITH own_terms, smartdip_english;
ALTER TEXT SEARCH CONFIGURATION own ALTER MAPPING FOR arabic, arabic_part WITH own_terms, smartdip_arabic;
ALTER TEXT SEARCH CONFIGURATION own ALTER MAPPING FOR compound WITH own_terms, smartdip_auto;

-- A phrase's lexeme stands at every word of it, the words' own lexemes beside.
SELECT to_tsvector('own', 'Smart power, and cyber attacks');
SELECT to_tsvector('own', 'والقوة الذكية للدولة');
SELECT to_tsvector('own', 'Hackers hacked by hacking');
-- Words that stand in no term go on to the next dictionary; without a term nothing changes.
SELECT to_tsvector('own', 'plain words و كلمات') = to_tsvector('smartdip', 'plain words و كلمات') AS same;
-- Both sides of a query: one language finds the other. (to_tsquery() looks at each operand by itself.)
SELECT to_tsvector('own', 'القوة الذكية في العالم') @@ plainto_tsquery('own', 'smart power') AS plain,
	to_tsvector('own', 'القوة الذكية في العالم') @@ to_tsquery('own', '''smart power''') AS quoted,
	to_tsvector('own', 'القوة الذكية في العالم') @@ to_tsquery('own', 'smart & power') AS apart,
	to_tsvector('own', 'القوة الذكية في العالم') @@ phraseto_tsquery('own', 'smart power') AS phrase,
	to_tsvector('own', 'soft power') @@ phraseto_tsquery('own', 'smart power') AS soft,
	to_tsvector('own', 'a hacker') @@ to_tsquery('own', 'قرصنة') AS hacker;
SELECT phraseto_tsquery('own', 'smart power'), to_tsquery('own', 'hackers');

-- Sentences, commas, brackets and empty lines end a phrase; a line end, a hyphen and quotes do not.
SELECT t, to_tsvector('own', t) @@ '=smart-power.'::tsquery AS found FROM unnest(ARRAY['smart power', 'smart. Power', 'smart, power',
	'smart (power)', E'smart\n\npower', E'smart\npower', 'smart-power', 'smart "power"', '#SmartPower', '#smart_power', 'القوة، الذكية',
	'القوة الذكية', 'القوة؟ الذكية', 'القوة — الذكية', 'Smart 🙂 power']) WITH ORDINALITY u(t, n) ORDER BY n;

-- Hyphens, on both sides.
SELECT to_tsvector('own', 'semi-hard power'), to_tsvector('own', 'semi hard power'), to_tsvector('own', 'Cyber-attack!');

-- Exact words: capitals count where the term has them, and there is no stemming.
SELECT t, to_tsvector('own', t) @@ 'month'::tsquery AS month, to_tsvector('own', t) @@ 'who'::tsquery AS who,
	to_tsvector('own', t) @@ 'us'::tsquery AS us
	FROM unnest(ARRAY['may', 'May', 'MAY', 'who', 'Who', 'WHO', 'U.S.', 'US', 'us', 'Us', 'world health organizations']) WITH ORDINALITY u(t, n) ORDER BY n;
SELECT t, to_tsvector('own', t) @@ 'congress'::tsquery AS congress FROM unnest(ARRAY['كونغرس', 'الكونغرس', 'والكونغرس', 'بالكونغرس', 'للكونغرس',
	'كونغرسهم', 'لكونغرس']) WITH ORDINALITY u(t, n) ORDER BY n;

-- Stop words inside a phrase get its lexeme, too.
SELECT to_tsvector('own', 'the Ministry of Foreign Affairs');

-- One word alone, as ts_lexize() has it; a phrase handed over whole.
SELECT ts_lexize('own_terms', 'hackers'), ts_lexize('own_terms', 'power'), ts_lexize('own_terms', 'cyber attack'), ts_lexize('own_terms', '');

-- With another parser, each word is seen alone.
CREATE TEXT SEARCH CONFIGURATION own_default (COPY = english);
ALTER TEXT SEARCH CONFIGURATION own_default ALTER MAPPING FOR asciiword, word, hword, asciihword WITH own_terms, english_stem;
SELECT to_tsvector('own_default', 'a hacker, a cyber attack, a cyber-attack, اختراق');

-- Overlapping phrases, and the longest.
CREATE TEXT SEARCH DICTIONARY pairs (TEMPLATE = smartdip_lexicon, Words = false, Terms = E'ab = alpha beta\nbc = beta gamma\nabc = alpha beta gamma\nb = beta\ncd = gamma delta');
CREATE TEXT SEARCH CONFIGURATION pairs (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION pairs ADD MAPPING FOR latin WITH pairs;
SELECT to_tsvector('pairs', 'alpha beta gamma delta'), to_tsvector('pairs', 'alpha beta'), to_tsvector('pairs', 'x beta gamma x beta');
ALTER TEXT SEARCH DICTIONARY pairs (Mode = longest);
SELECT to_tsvector('pairs', 'alpha beta gamma delta'), to_tsvector('pairs', 'alpha beta'), to_tsvector('pairs', 'x beta gamma x beta');
SELECT ts_lexize('pairs', 'alpha beta gamma delta');

-- Another dictionary for the words' own lexemes, and none.
ALTER TEXT SEARCH DICTIONARY own_terms (Dictionaries = 'pg_catalog.simple');
SELECT to_tsvector('own', 'hackers attacked');
ALTER TEXT SEARCH DICTIONARY own_terms (Words = false);
SELECT to_tsvector('own', 'hackers attacked');
ALTER TEXT SEARCH DICTIONARY own_terms (Words, Dictionaries);
SELECT to_tsvector('own', 'hackers attacked');
-- Two lexicons one after the other: what the second one does not know goes on to the third.
CREATE TEXT SEARCH DICTIONARY second (TEMPLATE = smartdip_lexicon, Terms = 'breach = hacker');
ALTER TEXT SEARCH DICTIONARY own_terms (Dictionaries = 'second, "smartdip_auto"');
SELECT ts_lexize('own_terms', 'hackers'), ts_lexize('own_terms', 'hacking'), ts_lexize('own_terms', 'attacked');
ALTER TEXT SEARCH DICTIONARY own_terms (Dictionaries = 'second,');
ALTER TEXT SEARCH DICTIONARY own_terms (Dictionaries = '');
ALTER TEXT SEARCH DICTIONARY own_terms (Dictionaries);
DROP TEXT SEARCH DICTIONARY second;
CREATE TEXT SEARCH DICTIONARY lost (TEMPLATE = smartdip_lexicon, Dictionaries = nowhere, Terms = 'a = alpha');
SELECT ts_lexize('lost', 'beta');
SELECT ts_lexize('lost', 'alpha');
-- A dictionary beside itself is an error, and no crash.
ALTER TEXT SEARCH DICTIONARY lost (Dictionaries = 'lost');
\set VERBOSITY sqlstate
SELECT ts_lexize('lost', 'alpha');
\set VERBOSITY default
DROP TEXT SEARCH DICTIONARY lost;

-- The headline marks the words of a phrase.
SELECT ts_headline('own', 'They spoke of smart power in Cairo.', phraseto_tsquery('own', 'القوة الذكية'), 'HighlightAll = true');

-- Two lines of one entry, one term of two entries, a term twice, Windows line ends, signs behind backslashes.
CREATE TEXT SEARCH DICTIONARY forms (TEMPLATE = smartdip_lexicon, Words = false,
	Terms = E'one = alpha; alpha; alphas;\r\n\r\n  # no entry\r\none=beta\r\ntwo\t=\tbeta\r\n\\#three = gamma\nfo\\=ur = delta\nfi ve = "epsilon"');
SELECT w, ts_lexize('forms', w) FROM unnest('{alpha,beta,gamma,delta,epsilon,one,zeta}'::text[]) WITH ORDINALITY u(w, n) ORDER BY n;
SELECT lexemes, terms, words FROM lexicon_info('forms');

-- Errors name the line, the text and the reason.
ALTER TEXT SEARCH DICTIONARY forms (Terms = E'one = alpha\n\ntwo beta');
ALTER TEXT SEARCH DICTIONARY forms (Terms = E'one = alpha\n= beta');
ALTER TEXT SEARCH DICTIONARY forms (Terms = 'one =');
ALTER TEXT SEARCH DICTIONARY forms (Terms = 'one = ;;');
ALTER TEXT SEARCH DICTIONARY forms (Terms = 'one = alpha; "beta');
ALTER TEXT SEARCH DICTIONARY forms (Terms = 'one = alpha; beta, gamma');
ALTER TEXT SEARCH DICTIONARY forms (Terms = 'one = alpha; ...');
ALTER TEXT SEARCH DICTIONARY forms (Terms = E'one = alpha\ntwo = a b c d e f g h; a b c d e f g h i');
ALTER TEXT SEARCH DICTIONARY forms (Terms = E'one = al\\pha');
ALTER TEXT SEARCH DICTIONARY forms (Terms = E'on\\e = alpha');
\set VERBOSITY terse
DO $$ BEGIN EXECUTE format('ALTER TEXT SEARCH DICTIONARY forms (Terms = %L)', 'one = ' || repeat('x', 1000)); END $$;
DO $$ BEGIN EXECUTE format('ALTER TEXT SEARCH DICTIONARY forms (Terms = %L)', repeat('x', 256) || ' = alpha'); END $$;
DO $$ BEGIN EXECUTE format('ALTER TEXT SEARCH DICTIONARY forms (Terms = %L)',
	(SELECT string_agg(format('e%s = alpha', i), E'\n') FROM generate_series(1, 65) i)); END $$;
\set VERBOSITY default
ALTER TEXT SEARCH DICTIONARY forms (Words = perhaps);
ALTER TEXT SEARCH DICTIONARY forms (Mode = shortest);
ALTER TEXT SEARCH DICTIONARY forms (Term = 'one = alpha');
-- After all these errors it is as it was.
SELECT lexemes, terms, words FROM lexicon_info('forms');
-- No terms at all.
ALTER TEXT SEARCH DICTIONARY forms (Terms = '');
SELECT ts_lexize('forms', 'alpha'), lexemes, terms, words FROM lexicon_info('forms');
SELECT lexicon_info('simple');

-- Terms from a table.
CREATE TABLE words (code text, word text);
INSERT INTO words VALUES ('b', 'beta'), ('b', 'beta'), ('a', 'alpha'), ('b', '"Aleph"'), ('=c', 'gamma; delta'), ('d=e', E'two\nlines'),
	('#f', 'c# back\slash'), ('ع', 'عين');
SELECT lexicon_from('SELECT code, word FROM words');
SELECT lexicon_from('SELECT code, word FROM words WHERE false') = '' AS none, lexicon_from(NULL);
DELETE FROM words WHERE word ~ '[;\\]';
SELECT set_lexicon('forms', 'SELECT code, word FROM words');
SELECT w, ts_lexize('forms', w) FROM unnest('{alpha,beta,aleph,two lines,عين}'::text[]) WITH ORDINALITY u(w, n) ORDER BY n;
SELECT lexemes, terms, words, bytes > 0 AS bytes, compile_ms > 0 AS compile_ms FROM lexicon_info('forms');
-- An ALTER that is rolled back leaves no trace.
BEGIN;
SELECT set_lexicon('forms', $$ SELECT 'z', 'omega' $$);
SELECT ts_lexize('forms', 'omega'), ts_lexize('forms', 'alpha');
ROLLBACK;
SELECT ts_lexize('forms', 'omega'), ts_lexize('forms', 'alpha');
SELECT lexicon_from('SELECT 1');
SELECT lexicon_from('CREATE TABLE never (a int)');
SELECT lexicon_from($$ SELECT 'a', NULL $$);
SELECT lexicon_from($$ SELECT 'a', ' ' $$);
SELECT lexicon_from('SELECT a');
SELECT set_lexicon('simple', $$ SELECT 'a', 'b' $$);
SELECT set_lexicon('forms', $$ SELECT 'a', 'b, c' $$);
-- Who does not own the dictionary does not change it.
CREATE ROLE regress_reader;
SET ROLE regress_reader;
SELECT set_lexicon('forms', $$ SELECT 'a', 'b' $$);
RESET ROLE;
DROP ROLE regress_reader;

-- 100,000 terms: each leads to its own entry, and to no other; what is not among them to none.
CREATE TEXT SEARCH DICTIONARY many (TEMPLATE = smartdip_lexicon, Words = false);
SELECT set_lexicon('many', $$ SELECT 'e' || i % 50000, format('w%sq v%sq', i, i % 1000) FROM generate_series(1, 100000) i $$);
SELECT lexemes, terms, words, bytes < 30000000 AS small FROM lexicon_info('many');
SELECT count(*) FROM generate_series(1, 100000, 37) i WHERE ts_lexize('many', format('w%sq v%sq', i, i % 1000)) = ARRAY['e' || i % 50000];
SELECT count(*) FROM generate_series(1, 100000, 37) i WHERE ts_lexize('many', format('w%sq v%sq', i, (i + 1) % 1000)) IS NULL;
-- So do they in a text, one after the other.
CREATE TEXT SEARCH CONFIGURATION many (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION many ADD MAPPING FOR numword WITH many;
SELECT count(*) AS lexemes, count(*) FILTER (WHERE positions <>
		ARRAY[2 * substr(lexeme, 2)::int - 1, 2 * substr(lexeme, 2)::int]::smallint[]) AS wrong
	FROM unnest((SELECT to_tsvector('many', string_agg(format('w%sq v%sq', i, i % 1000), ' ' ORDER BY i)) FROM generate_series(1, 5000) i));

-- In a database of another encoding, terms, texts and lexemes are converted.
SELECT current_database() AS here, quote_ident(current_database() || '_iso88596') AS iso \gset
CREATE DATABASE :iso TEMPLATE template0 ENCODING 'ISO_8859_6' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C';
\connect :iso
SET client_min_messages = warning;
CREATE EXTENSION smartdip;
SET client_encoding = 'UTF8';
CREATE TEXT SEARCH DICTIONARY own_terms (TEMPLATE = smartdip_lexicon, Words = false, Terms = 'قوة = القوة الذكية; smart power');
CREATE TEXT SEARCH CONFIGURATION own (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION own ADD MAPPING FOR latin, arabic WITH own_terms;
SELECT to_tsvector('own', 'والقوة الذكية smart power'), ts_lexize('own_terms', 'القوة الذكية'), octet_length((ts_lexize('own_terms', 'smart power'))[1]);
ALTER TEXT SEARCH DICTIONARY own_terms (Terms = 'ق القوة');
\connect :here
DROP DATABASE :iso;
DROP TEXT SEARCH CONFIGURATION own, own_default, pairs, many;
DROP TEXT SEARCH DICTIONARY own_terms, pairs, forms, many;
DROP TABLE words;

-- Signs behind a term: one that covers its words keeps the entries of these away, there and nowhere else.
CREATE TEXT SEARCH DICTIONARY covers (TEMPLATE = smartdip_lexicon, Words = false, Terms = '
bank = bank
west = west
west-bank = west bank !; الضفة الغربية !
ضفة = ضفة');
CREATE TEXT SEARCH CONFIGURATION covers (PARSER = smartdip);
ALTER TEXT SEARCH CONFIGURATION covers ADD MAPPING FOR latin, arabic WITH covers;
SELECT t, to_tsvector('covers', t) FROM unnest(ARRAY['the west bank and a bank in the west', 'في الضفة الغربية وضفة النهر', 'West Banks']) AS t;
-- Company is for the concepts that are linked in.
CREATE TEXT SEARCH DICTIONARY company (TEMPLATE = smartdip_lexicon, Terms = 'bush = Bush ~');
