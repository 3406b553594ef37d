-- text_sample: the texts that come with the extension.
SELECT subject, style, language, half, count(*), count(*) FILTER (WHERE themes_by_hand = '{}') AS without_theme FROM text_sample() GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4;
SELECT count(*) AS in_both_languages FROM text_sample() e JOIN text_sample() a ON a.id = replace(e.id, '-en', '-ar')
	WHERE e.language = 'en' AND a.language = 'ar' AND e.published = a.published AND e.author = a.author AND e.themes_by_hand = a.themes_by_hand;
SELECT count(*) AS of_unknown_theme FROM text_sample(), unnest(themes_by_hand) t WHERE theme_label(t) IS NULL;
SELECT count(*) AS of_other_language FROM text_sample() WHERE (language_of(title || '. ' || body)).language <> language;
SELECT id, published AT TIME ZONE 'UTC' AS published, author, account, platform, title, likes, url, themes_by_hand FROM text_sample() WHERE id LIKE 'p001-%';
-- it goes into a text table as it is
SELECT create_text_table('pg_temp.sample_texts');
INSERT INTO sample_texts SELECT id, published, author, account, platform, language, title, body, reply_to, repost_of, likes, reposts, replies, views, url FROM text_sample();
SELECT count(*), count(*) FILTER (WHERE themes <> '') > 100 AS some_have_themes FROM sample_texts;
