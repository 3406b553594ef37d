-- Folding, scripts and the versions of Unicode behind them. Which words are one is a reader's judgement, that of the
-- product's description; which characters are is Unicode's, tested against ICU in test/unit/fold.c.

SELECT smartdip_unicode_version();

-- Pairs that a searcher takes for one word. Not aligned: what is how wide differs between versions of psql.
\pset format unaligned
SELECT a, b, fold(a) = fold(b) AS same, fold(a)
FROM (VALUES
	('مستشفى', 'مستشفي'),
	('۱۴۰۲', '١٤٠٢'),
	('۱۴۰۲', '1402'),
	('کتاب', 'كتاب'),
	('هٰذا', 'هذا'),
	('ٱلسلام', 'السلام'),
	('الدِّبْلُومَاسِيَّة', 'الدبلوماسية'),
	('الدبلومـــاسية', 'الدبلوماسية'),
	('ﻣﺼﺮ', 'مصر'),
	('ﷲ', 'الله'),
	('ﻷمن', 'لامن'),
	('إلى أن آب', 'الى ان اب'),
	(U&'\0627\0653\0628', 'آب'),
	(U&'\064A\0654', 'ئ'),
	(U&'\200Fمصر\200E', 'مصر'),
	(U&'\2067مصر\2069', 'مصر'),
	(U&'نیم\200Cفاصله', 'نيمفاصله'),
	('ایران', 'إيران'),
	('حكومة', 'حكومه'),
	('نامۀ', 'نامه'),
	('قُرْءَانٌ ۖ', 'قرءان '),
	('Müller', 'MULLER'),
	('Straße', 'STRASSE'),
	('Łódź', 'lodz'),
	('Ærø', 'aero'),
	('Iğdır', 'IGDIR'),
	('Əliyev', 'Aliyev'),
	('ﬁle', 'FILE'),
	('ＵＮ', 'UN'),
	('ΟΔΥΣΣΕΥΣ', 'οδυσσευς'),
	(U&'\1100\1161\11A8', '각')) AS pairs (a, b);

\pset format aligned

-- Others stay apart.
SELECT a, b, fold(a) = fold(b) AS same
FROM (VALUES ('وزير', 'الوزير'), ('سؤال', 'سوال'), ('رئيس', 'ريس'), ('й', 'и'), ('が', 'か'), ('a b', 'ab'), ('u.s.', 'us')) AS pairs (a, b);

-- Options.
SELECT options, fold('أمة إلى مستشفى آل ٱل', options)
FROM (VALUES (''), (' '), ('hamza=keep'), ('tamarbuta=keep'), ('ta_marbuta = KEEP'), ('alefmaqsura=keep'), ('alef_maqsura=keep'),
	('hamza=keep, tamarbuta=keep, alefmaqsura=keep'), ('hamza=keep,hamza=fold')) AS list (options);
SELECT fold('ی ک ے ۃ ۀ ہ', 'hamza=keep, tamarbuta=keep, alefmaqsura=keep');
SELECT fold('x', 'hamzah=keep');
SELECT fold('x', 'hamza');
SELECT fold('x', 'hamza=no');
SELECT fold('x', 'hamza=keep,');
SELECT fold('x', 'همزة=keep');

-- Nothing and NULL.
SELECT fold('') = '' AS empty, fold(NULL) IS NULL AS null_text, fold('x', NULL) IS NULL AS null_options, fold(U&'\0640\064B') = '' AS only_marks;

-- Every character folds to a form that stays, and a composed one as its parts do. The server takes apart by its own
-- version of Unicode: from 18 also letters of four scripts that Unicode has from 16.
SELECT count(*) AS characters,
	count(*) FILTER (WHERE fold(fold(c)) <> fold(c)) AS unstable,
	count(*) FILTER (WHERE fold(c) <> fold(normalize(c, NFD)) AND NOT later) AS unequal_to_parts,
	count(*) FILTER (WHERE fold(fold(c, 'hamza=keep')) <> fold(c)) AS unequal_after_less
FROM (SELECT chr(i) AS c, int4multirange '{[67008,67071],[70528,70655],[90368,90431],[93504,93567]}' @> i AS later
	FROM generate_series(1, 196607) AS i WHERE i NOT BETWEEN 55296 AND 57343) AS every;

-- Long texts: growth to eleven times, and marks without end.
SELECT length(fold(repeat('ﷺ', 100000))) AS grown, length(fold(repeat('a', 100000) || 'ﷺ')) AS grown_at_the_end;
SELECT octet_length(fold('α' || repeat(U&'\0301\0323\0345', 40000))) AS marks;
SELECT octet_length(fold(repeat('السَّلامُ ', 3000000))) AS fifty_megabytes;

-- For indexes.
CREATE TABLE folded (word text);
INSERT INTO folded VALUES ('کتاب'), ('كِتَاب'), ('كتب'), ('Ürün'), ('urun');
CREATE INDEX ON folded (fold(word));
SET enable_seqscan = off;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS off) SELECT word FROM folded WHERE fold(word) = fold('كتاب');
SELECT word FROM folded WHERE fold(word) = fold('كتاب') ORDER BY word COLLATE "C";
RESET enable_seqscan;
RESET max_parallel_workers_per_gather;
DROP TABLE folded;
SELECT proname, provolatile, proisstrict, proparallel FROM pg_proc
WHERE proname IN ('fold', 'script_profile', 'smartdip_unicode_version', 'icu_version', 'icu_selfcheck') ORDER BY proname COLLATE "C";

-- Scripts.
SELECT * FROM script_profile('وقع وزير الخارجية اتفاقا مع NATO في Łódź');
SELECT * FROM script_profile('Мир peace שלום 和平 へいわ ヘイワ 평화 ειρήνη शांति สันติภาพ ሰላም ᬲᬦ᭄ᬢᬶ');
SELECT count(*) FROM script_profile('123, 45.6 % ١٢٣ !؟');
SELECT count(*) FROM script_profile('');
SELECT count(*) FROM script_profile(NULL);

-- The loaded ICU: whatever its version, the check reports and does not fail.
SELECT icu_version() ~ '^[0-9]+(\.[0-9]+)*$' AS icu_version;
SELECT property, unicode_version, compared, CASE WHEN icu_unicode_version = unicode_version THEN differences ELSE 0 END AS differences,
	(first_difference IS NULL) = (differences = 0) AS consistent
FROM icu_selfcheck();
