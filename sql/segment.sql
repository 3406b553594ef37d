-- segment: tokens with their kinds and places, and the segments of UAX #29.
\set VERBOSITY default
\set SHOW_CONTEXT never
\pset format unaligned

-- Words and their places, which are characters: substring() finds them again.
SELECT s.*, substring(t, s.start, s."end" - s.start) = s.token AS same
	FROM (VALUES ('The U.S. met مصر and الأردن.')) v(t), segment(t) s;

-- Every kind, as token/type.
SELECT t AS input, (SELECT string_agg(token || ' ' || type, ' | ' ORDER BY n) FROM segment(t) WITH ORDINALITY s(token, type, a, b, n)) AS tokens
	FROM unnest(ARRAY[
		'1,234,567.89 and ١٢٬٣٤٥٫٦٧, 1.234.567, 1.234,56; 12,34,567',
		'3,5,7 -5 +3.5% $2.5m 2009-2011 ۱۴۰۲ 3.5.',
		'2009-05-01 01/05/2009 1.5.2009 ١/٥/٢٠٠٩ 2009-13-45 1/2/3/4',
		'1.2.3 192.168.0.1 COP28 2nd 1990s 5kg F-16',
		'U.S. U.N. U.S.A. D.C., e.g. J.K. Rowling, أ.ف.ب end.The د.محمد',
		'Clinton''s O’Brien ''quoted'' don''t',
		'http://موقع.وزارة.مصر/صفحة، https://www.un.org/en/(x)?a=b#c). un.org example.com/news.',
		'بريد@مثال.مصر john.smith+x@mail.un.org a@b foo@bar',
		'#DigitalDiplomacy #الدبلوماسية_الرقمية @UN_News #COP28 #Elections2024 #UNNews #NGOs #123 &#39;',
		'الNATO عام2011 السلام،والأمن؛هل؟نعم',
		'16-year-old U.S.-led al-Qaeda pre- and post-war US–China a--b روسيا-أوكرانيا',
		'a_b_c and/or AT&T C++',
		'😀👍🏽👨‍👩‍👧‍👦🇪🇬🇺🇸 1️⃣ #️⃣ ❤️ © 2024 ™',
		'русский Ελληνικά שלום צה"ל हिन्दी 한국어']) t;

-- Marks, tatweel and direction marks are inside a word, not at its ends, and never break it.
SELECT token, start, "end", length(token) FROM segment(U&'\200F\0645\064F\062F\0640\0631\0651\0650\0633\200F \202B\0645\06CC\200C\062E\0648\0627\0647\0645\202C \0640\0640');

-- Scripts without spaces are cut by ICU's dictionaries, and only they: the rest stands.
SELECT token, type, start, "end" FROM segment('NATO ภาษาไทย 2024');
SELECT string_agg(token, '' ORDER BY start) = t AS whole, count(*) > 100 AS cut
	FROM (SELECT repeat('ภาษาไทย', 5000)) v(t), segment(t) GROUP BY t;
-- Two that take turns, one inside the other.
SELECT a.token, (SELECT count(*) FROM segment(repeat(a.token, 3)) b) FROM segment('ภาษาไทย') a;
SELECT a.token, b.token FROM segment('ภาษาไทย') a, segment('ภาษาไทย') b WHERE a.start = b.start;

-- Blanks are runs; with them the tokens that are no parts give the text again.
SELECT token, type FROM segment('one,  two... -- three', blanks => true);
SELECT string_agg(token, '' ORDER BY start) = 'a, b_c: (d) ' AS whole FROM segment('a, b_c: (d) ', blanks => true);
SELECT count(*) FROM segment('');
SELECT count(*) FROM segment(' ,.-_@#: ');
SELECT count(*) FROM segment(NULL);

-- Strictly by UAX #29.
SELECT array_agg(token ORDER BY start) FROM segment('Can''t pay $3.50, says e.g. a_b: 3.5.', 'uax29');
SELECT array_agg(token ORDER BY start) FROM segment('👨‍👩‍👧‍👦🇪🇬🇺🇸 الدبلوماسية،والأمن', 'uax29');
SELECT token, type, start, "end" FROM segment('مصر now', 'uax29');

SELECT segment('a', 'words');
SELECT segment('a', '');
SELECT segment('a', repeat('x', 1000));

-- One long word is one token, and what would make other parsers go back and back takes one pass.
SELECT token = repeat('x', 100000) AS one, start, "end" FROM segment(repeat('x', 100000));
SELECT u, count(*) AS tokens FROM unnest('{a_,@,#,.,-,a.,a@,"1,",http://}'::text[]) WITH ORDINALITY v(u, o), segment(repeat(u, 80000 / length(u)))
	GROUP BY u, o ORDER BY o;

SELECT proname, provolatile, proisstrict, proparallel FROM pg_proc WHERE proname = 'segment';

-- In a database of another encoding texts are converted both ways; start and end are still characters.
SELECT current_database() AS here, quote_ident(current_database() || '_latin1') AS latin1 \gset
CREATE DATABASE :latin1 TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C';
\connect :latin1
SET client_min_messages = warning;
CREATE EXTENSION smartdip;
SET client_encoding = 'UTF8';
SELECT * FROM segment('Côte d''Ivoire: 3,000 café-owners');
\connect :here
DROP DATABASE :latin1;
