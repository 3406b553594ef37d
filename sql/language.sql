-- language: short texts of known languages. The sentences are our own.
SELECT (language_of(t)).language AS found, said, t FROM (VALUES
	('en', 'The foreign minister said that the talks would go on.'), ('en', 'Sanctions against the central bank'), ('en', 'Ambassador recalled'),
	('en', 'The fiancé of the president''s naïve aide arrived'), ('ar', 'قال وزير الخارجية إن المحادثات ستستمر'), ('ar', 'عقوبات على البنك المركزي'), ('ar', 'محادثات'),
	('ar', 'NATO: حلف شمال الأطلسي يجتمع في بروكسل'), ('fa', 'وزیر امور خارجه گفت که مذاکرات ادامه دارد'), ('fa', 'تحریم‌های بانک مرکزی'),
	('ur', 'وزیر خارجہ نے کہا کہ مذاکرات جاری رہیں گے'), ('ur', 'مرکزی بینک پر پابندیاں'), ('other', 'Le ministre a dit que les négociations continuent'),
	('other', 'Der Minister sagte, dass die Gespräche weitergehen'), ('other', 'El ministro dijo que las conversaciones seguirán'),
	('other', 'Bakan görüşmelerin devam edeceğini söyledi'), ('other', 'Il ministro ha detto che le trattative continuano'), ('other', 'O ministro disse que não'),
	('other', 'Министр сказал'), ('other', '外交部长说'), ('other', 'وەزیری دەرەوە گوتی'), ('other', 'Ο υπουργός είπε'), ('other', 'השר אמר')) v(said, t);
SELECT count(*) AS wrong FROM (VALUES ('en', 'US'), ('ar', 'مِصْرُ'), ('ar', 'ﺍﻟﺴﻼﻡ')) v(said, t) WHERE (language_of(t)).language <> said;
SELECT t, (language_of(t)).* FROM unnest(ARRAY['', ' ', '12.5 %', '٤٢', '؟!', NULL]) t;
SELECT bool_and((language_of(t)).confidence BETWEEN 0 AND 1) AS within,
	(language_of('The talks will go on, said the minister')).confidence > (language_of('Talks')).confidence AS surer,
	(language_of('Talks محادثات السلام')).confidence < (language_of('محادثات السلام')).confidence AS mixed
	FROM unnest(ARRAY['a', 'ab', 'محمد', 'ß', 'the']) t;
SELECT (language_of(repeat('a', 1000000))).language, (language_of(repeat('the ', 100000))).language, (language_of(repeat('م', 1000000))).language;
SELECT provolatile, proisstrict, proparallel FROM pg_proc WHERE proname = 'language_of';
