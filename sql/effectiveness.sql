-- Points, scores and evidence of effectiveness.
\set SHOW_CONTEXT never
-- The points: twenty-five in six sections of 9, 2, 2, 6, 2 and 4, as the paper counts them.
SELECT section, section_en, count(*) AS points, min(point), max(point) FROM effectiveness_points GROUP BY 1, 2 ORDER BY 1;
SELECT * FROM effectiveness_points WHERE point IN ('1.1', '6.4') ORDER BY point;
SELECT s.section FROM effectiveness_score('{}') s LEFT JOIN (SELECT section, count(*) FROM effectiveness_points GROUP BY section) p USING (section) WHERE s.points <> p.count;
-- scores: 2 of 9 answered with 1 and 0.5, 1 of 2 with 0; all of the last
SELECT * FROM effectiveness_score('{"1.1": true, "1.2": 0.5, "3.1": false, "4.4": null, "6.1": 1, "6.2": true, "6.3": 1.0, "6.4": 0}');
SELECT * FROM effectiveness_score('{}', 'ar_EG');
SELECT score, score_of_all, missing FROM effectiveness_score((SELECT jsonb_object_agg(point, true) FROM effectiveness_points)) WHERE section IS NULL;
SELECT count(*) FROM effectiveness_score(NULL);
SELECT * FROM effectiveness_answers('{"b": null, "a": 0.25}', '{a,b,c}');
-- refused: keys that are no point, values that are no answer, what is no object, a language that there is not
SELECT * FROM effectiveness_score('{"1.10": true}');
SELECT * FROM effectiveness_score('{"": true}');
SELECT * FROM effectiveness_score('{"1.1": 1.01}');
SELECT * FROM effectiveness_score('{"1.1": -1e-9}');
SELECT * FROM effectiveness_score('{"1.1": 1e400}');
SELECT * FROM effectiveness_score('{"1.1": "yes"}');
SELECT * FROM effectiveness_score('{"1.1": [true]}');
SELECT * FROM effectiveness_score('[true]');
SELECT * FROM effectiveness_score('{}', 'fr');
-- sentences
SELECT effectiveness_sentence('1.3', 0.3333, 6), effectiveness_sentence('4.2', 3, 6), effectiveness_sentence('1.7', 10.5, 2, 'ar'), effectiveness_sentence('1.1', 1, 1), effectiveness_sentence('1.3', NULL, 1);
SELECT length(effectiveness_sentence('4.5', 1.7976931348623157e308, -9223372036854775808)), effectiveness_sentence('4.5', 'NaN', 0);

-- Evidence. What is expected is counted by hand: six texts of the United States on three platforms, three accounts, three replies of
-- theirs (after 2 hours, 2 days, 12 hours), three received, one of them answered; Britain began before, France after them.
CREATE TABLE said (id text NOT NULL, published timestamptz NOT NULL, author actor_code, account text, platform text, language text, title text, body text,
	reply_to text, repost_of text, likes bigint, reposts bigint, replies bigint);
INSERT INTO said (id, published, author, account, platform, language, title, body, reply_to, repost_of, likes, reposts, replies) VALUES
	('a', '2020-01-01 10:00+00', 'USAGOV', 'state', 'Twitter', 'en', NULL, 'Good morning.', NULL, NULL, 10, 2, 1),
	('b', '2020-01-02 12:00+00', 'USAGOV', 'state', 'Twitter', 'ar', NULL, 'شكرا.', 'f1', NULL, 0, 0, 0),
	('c', '2020-01-03 10:00+00', 'USAGOV', 'state', 'facebook', 'en', 'A warning', 'Hackers broke into the mail of the ministry.', NULL, NULL, 30, NULL, NULL),
	('d', '2020-01-04 10:00+00', 'USAGOVMIL', 'site', 'website', 'en', 'Training for diplomats', 'We train our diplomats in digital tools.', NULL, 'zz', NULL, NULL, NULL),
	('e', '2020-01-06 10:00+00', 'USAGOV', 'state', 'Twitter', 'fr', NULL, 'Merci.', 'f2', NULL, NULL, NULL, NULL),
	('g', '2020-01-02 09:00+00', 'USAGOV', 'state', 'Twitter', 'en', NULL, 'You are welcome.', 'r2', NULL, NULL, NULL, NULL),
	('f1', '2020-01-02 10:00+00', 'FRAGOV', 'fr', 'Twitter', 'fr', NULL, 'Bonjour.', NULL, NULL, 1, 1, 1),
	('f2', '2020-01-04 10:00+00', 'FRAGOV', 'fr', 'Twitter', 'fr', NULL, 'Bonjour.', NULL, NULL, 1, 1, 1),
	('r1', '2020-01-01 11:00+00', 'FRAGOV', 'fr', 'Twitter', 'fr', NULL, 'Bonjour.', 'a', NULL, NULL, NULL, NULL),
	('r2', '2020-01-01 21:00+00', 'FRAGOV', 'fr', 'Twitter', 'fr', NULL, 'Merci.', 'a', NULL, NULL, NULL, NULL),
	('h', '2020-01-03 21:00+00', NULL, NULL, NULL, NULL, NULL, 'Why?', 'c', NULL, NULL, NULL, NULL);
CREATE TABLE said_account (account text NOT NULL, platform text NOT NULL, actor actor_code, opened date, PRIMARY KEY (platform, account));
INSERT INTO said_account VALUES ('state', 'Twitter', 'USAGOV', '2009-01-01'), ('state', 'facebook', 'USAGOV', '2009-01-11'), ('exdip', 'Twitter', 'USAELI', '2009-02-20'),
	('fr', 'Twitter', 'FRAGOV', '2010-01-01'), ('uk', 'Twitter', 'GBRGOV', '2008-06-01'), ('nobody', 'Twitter', NULL, '2007-01-01'), ('de', 'Twitter', 'DEUGOV', NULL);
SELECT * FROM effectiveness_evidence('USA', 'said', 'said_account');
SELECT point, what FROM effectiveness_evidence('USA', 'said', 'said_account', 'ar');
-- texts alone: adoption by the first text, nothing of accounts but those that wrote; a role alone
SELECT point, figure, n FROM effectiveness_evidence('USA', 'said') WHERE point IN ('1.7', '3.2', '4.3', '5.1', '5.2');
SELECT point, figure, n FROM effectiveness_evidence('USAGOVMIL', 'said', 'said_account');
-- who only has an account, who has nothing
SELECT point, figure, n FROM effectiveness_evidence('GBR', 'said', 'said_account');
SELECT count(*) FROM effectiveness_evidence('ZZZ', 'said', 'said_account');
SELECT count(*) FROM effectiveness_evidence(NULL, 'said');
SELECT count(*) FROM effectiveness_evidence('USA', NULL);
-- a column of themes says what the text says
ALTER TABLE said ADD themes tsvector GENERATED ALWAYS AS (to_tsvector('smartdip_themes', coalesce(title, '') || ' ' || coalesce(body, ''))) STORED;
SELECT point, figure, n FROM effectiveness_evidence('USA', 'said') WHERE point IN ('2.1', '6.4');
UPDATE said SET body = 'Hackers again.' WHERE id = 'a';
SELECT point, figure, n FROM effectiveness_evidence('USA', 'said') WHERE point = '2.1';
-- the infinities
UPDATE said_account SET opened = '-infinity' WHERE actor = 'GBRGOV';
UPDATE said_account SET opened = 'infinity' WHERE actor = 'USAELI';
UPDATE said SET published = 'infinity' WHERE id IN ('e', 'f1');
SELECT point, figure, n FROM effectiveness_evidence('USA', 'said', 'said_account') WHERE point IN ('1.7', '3.1', '3.2');
TRUNCATE said;
SELECT count(*) FROM effectiveness_evidence('USA', 'said');
-- the rights of the caller, and tables that do not fit
CREATE ROLE effectiveness_reader;
SET ROLE effectiveness_reader;
SELECT count(*) FROM effectiveness_points;
SELECT * FROM effectiveness_evidence('USA', 'said');
RESET ROLE;
DROP ROLE effectiveness_reader;
SELECT * FROM effectiveness_evidence('USA', 'said_account');
SELECT * FROM effectiveness_evidence('USA', 'said', 'said');
SELECT * FROM effectiveness_evidence('USA', 4000000000::oid::regclass);
SELECT * FROM effectiveness_evidence('USA', 'said', locale => 'fr');
SELECT effectiveness_query('said') ~ 'said', effectiveness_query('said', 'said_account') ~ 'said_account', effectiveness_query(NULL) IS NULL;
DROP TABLE said, said_account;
