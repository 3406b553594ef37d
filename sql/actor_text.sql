-- actors_in() and actor_of(): actors named in a text.
\pset null NULL
SET client_encoding = 'UTF8';

-- a country and a role in either order and language
SELECT phrase, actor_of(phrase) FROM unnest(ARRAY['the Iranian foreign minister', 'Iran''s foreign minister',
	'the foreign minister of Iran', 'وزير الخارجية الإيراني', 'وزير خارجية إيران', 'French police', 'الشرطة الفرنسية',
	'Iran', 'Iranians', 'الإيرانيون', 'South Korean', 'New Zealand''s army', 'the army of the Democratic Republic of Congo',
	'UN envoy', 'المبعوث الأممي', 'وزير النقل التركي', 'a walk in the park', '']) WITH ORDINALITY AS t(phrase, n) ORDER BY n;

-- a capital is the government, or a place
SELECT phrase, (SELECT string_agg(actor::text, ' ' ORDER BY start) FROM actors_in(phrase)) AS actors
FROM unnest(ARRAY['Tehran said no', 'أعلنت طهران', 'in Tehran', 'في طهران', 'بطهران', 'residents of Tehran', 'Tehran police',
	'between Tehran and Washington', 'in Tehran and Washington', 'the Iranian capital Tehran', 'the Paris summit', 'قمة باريس',
	'talks in Geneva']) WITH ORDINALITY AS t(phrase, n) ORDER BY n;

-- several actors share a role, or have the role of the one before
SELECT phrase, (SELECT string_agg(actor::text || ' (' || words || ')', ', ' ORDER BY start) FROM actors_in(phrase)) AS actors
FROM unnest(ARRAY['Russian, Turkish and Chinese presidents', 'the presidents of Egypt, Jordan and Iraq',
	'وزيرا خارجية مصر والأردن', 'the Indian army chief and his Pakistani counterpart', 'رئيس الوزراء الهندي ونظيره الباكستاني',
	'pro-Russian separatists in Ukraine', 'troops in Iraq', 'protesters in Iraq',
	'the Turkish ambassador to France']) WITH ORDINALITY AS t(phrase, n) ORDER BY n;

-- people, by the days of their office
SELECT phrase, actor_of(phrase), actor_of(phrase, '1999-06-01') AS "1999", actor_of(phrase, '2010-06-01') AS "2010",
	actor_of(phrase, '2020-06-01') AS "2020"
FROM unnest(ARRAY['Angela Merkel', 'أنغيلا ميركل', 'Donald Trump', 'former President Trump', 'US President Donald Trump',
	'Mark Rutte', 'Kofi Annan', 'Osama bin Laden', 'President Nicolas Sarkozy', 'الرئيس الفرنسي السابق نيكولا ساركوزي'])
	WITH ORDINALITY AS t(phrase, n) ORDER BY n;
SELECT actor_of('Joe Biden', '2021-01-20') AS first_day, actor_of('Joe Biden', '2021-01-19') AS day_before,
	actor_of('Joe Biden', '2025-01-20') AS last_day, actor_of('Joe Biden', '2025-01-21') AS day_after,
	actor_of('Joe Biden', 'infinity') AS late, actor_of('Xi Jinping', 'infinity') AS open_end, actor_of('Joe Biden', '-infinity') AS early;

-- places of the words, in characters; they are as segment() counts them
SELECT a.*, substring(t, a.start, a."end" - a.start) = a.words AS same
FROM (VALUES ('«التقى» وزير خارجية إيران في جنيف نظيره الروسي، and US officials.')) AS v(t), actors_in(t) AS a;

-- roles without a country
SELECT * FROM actors_in('The minister met rebels and the French police', roles => true);
SELECT * FROM actors_in('The minister met rebels and the French police');

-- nothing
SELECT count(*) FROM actors_in(NULL);
SELECT count(*) FROM actors_in('');
SELECT actor_of(NULL), actor_of('Iran', NULL);
SELECT count(*) FROM actors_in('Let us go. Who ate turkey? He polished china in may. الوضع المالي جاء بأن التالي أمام العالم');

-- long and hostile texts take time in proportion to their length
SELECT count(*) FROM actors_in(repeat('Iran and ', 20000));
SELECT count(*) FROM actors_in(repeat('the foreign minister of the ', 20000));
SELECT count(*) FROM actors_in(repeat('وزير الخارجية ', 20000));
SELECT count(*) FROM actors_in(repeat('a_', 40000) || repeat('@', 40000) || repeat(', ', 40000) || 'Iran');
