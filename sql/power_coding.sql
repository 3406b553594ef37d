-- The coding of events (doc/power-coding.md): that it says something of every code, keeps its own rules, and agrees with
-- what others publish about the same codes. test/data/check_power_scheme.pl asks the same of the table itself, and more.
CREATE TEMP TABLE coding AS
	SELECT c AS code, power_profile(c) AS p, d[1] + d[4] + d[7] AS hard, d[3] + d[6] + d[9] AS soft,
		d[1] + d[2] + d[3] + d[4] + d[5] + d[6] + d[7] + d[8] + d[9] AS cells,
		d[10] + d[11] + d[12] + d[13] + d[14] + d[15] + d[16] AS instruments,
		greatest(d[4], d[5], d[6]) AS threat, greatest(d[1], d[2], d[3], d[7], d[8], d[9]) AS no_threat,
		greatest(d[1], d[4]) AS force
	FROM event_codes() c, LATERAL (SELECT power_profile(c)::real[] AS d) a WHERE known(c);

SELECT count(*) AS codes, count(*) FILTER (WHERE cells > 0) AS with_a_cell, count(*) FILTER (WHERE instruments > 0) AS with_an_instrument,
	(SELECT count(*) FROM power_scheme()) > 150 AS rows_enough, (SELECT count(DISTINCT root(code)) FROM power_scheme()) AS roots_and_types
FROM coding;

-- A code without a row of its own has the profile of the nearest code above that has one.
SELECT count(*) AS inherited, count(*) FILTER (WHERE p <> above.profile) AS wrong FROM coding,
	LATERAL (SELECT profile FROM power_scheme() s WHERE starts_with(coding.code::text, s.code::text) ORDER BY length(s.code::text) DESC LIMIT 1) above
WHERE code NOT IN (SELECT code FROM power_scheme());
SELECT power_profile(event_code '0499') = power_profile(event_code '04') AS unlisted_too, power_profile(event_code '19', 'smartdip-1') = power_profile(event_code '19') AS by_name;

-- Every threat stands in the threat row.
SELECT count(*) AS threats, count(*) FILTER (WHERE threat >= no_threat) AS in_the_threat_row FROM coding WHERE code <@ '13';

-- What is harder, what is softer.
SELECT a, b, why FROM (VALUES
	('20', '19', 'mass violence and combat'), ('19', '18', 'combat and assault'), ('18', '17', 'assault and coercion'),
	('17', '16', 'coercion and cutting ties'), ('16', '12', 'cutting ties and refusing'), ('12', '04', 'refusing and talking'),
	('13', '11', 'threatening and blaming'), ('15', '14', 'showing force and protesting'), ('138', '131', 'threatening force and threatening to stop aid'),
	('190', '193', 'combat of any kind and small arms'), ('072', '071', 'military and economic aid'), ('0872', '085', 'lifting a blockade and lifting sanctions')
) v(a, b, why) WHERE hard(power_profile(a::event_code)) <= hard(power_profile(b::event_code));
SELECT a, b, why FROM (VALUES
	('04', '07', 'talking and giving'), ('05', '06', 'diplomatic and material cooperation'), ('03', '13', 'offering and threatening'), ('05', '12', 'supporting and refusing'),
	('04', '16', 'talking and cutting ties'), ('01', '19', 'speaking and fighting'), ('07', '18', 'giving and assaulting')
) v(a, b, why) WHERE soft(power_profile(a::event_code)) <= soft(power_profile(b::event_code));

-- Spearman's rank correlation, ties in the middle, with what others say of the same codes.
CREATE TEMP VIEW agreement AS
	SELECT code, hard / cells AS hard_share, soft / cells AS soft_share, force, goldstein(code) AS goldstein,
		(quad_class(code) = 4)::integer AS material_conflict, (quad_class(code) = 1)::integer AS verbal_cooperation
	FROM coding;
CREATE TEMP VIEW ranks AS SELECT measure, code, rank() OVER of_measure + (count(*) OVER (PARTITION BY measure, value) - 1) / 2.0 AS r
	FROM agreement, LATERAL (VALUES ('hard', hard_share), ('soft', soft_share), ('force', force), ('goldstein', goldstein),
		('material conflict', material_conflict), ('verbal cooperation', verbal_cooperation)) m(measure, value)
	WHERE goldstein IS NOT NULL WINDOW of_measure AS (PARTITION BY measure ORDER BY value);
SELECT t.one, t.other, t.least, sign(t.least) * corr(a.r, b.r) >= abs(t.least) AS agrees
	FROM (VALUES ('hard', 'material conflict', 0.6), ('soft', 'verbal cooperation', 0.6), ('force', 'goldstein', -0.65)) t(one, other, least)
	JOIN ranks a ON a.measure = t.one JOIN ranks b ON b.measure = t.other AND b.code = a.code
	GROUP BY 1, 2, 3 ORDER BY 1;

-- The second scheme: what it has anew, what follows from that, and what it takes over (doc/power-coding.md).
SELECT code, dimension, degree(power_profile(code), dimension) AS smartdip_1, degree(power_profile(code, 'smartdip-2'), dimension) AS smartdip_2
	FROM (VALUES (event_code '161', 'semihard.power'), ('161', 'soft.threat'), ('176', 'hard.threat'), ('1246', 'hard.threat'), ('1661', 'hard.threat'),
		('0871', 'soft.power'), ('0841', 'soft.power'), ('1324', 'hard.threat'), ('054', 'legal'), ('MOBILIZE.police', 'hard.threat'), ('04', 'soft.power')) v(code, dimension);
SELECT count(*) AS rows, count(*) FILTER (WHERE source LIKE 'smartdip-2;%' AND level(code) > 0 AND code < 'ACCUSE') AS of_the_second,
	bool_and(source ~ '^smartdip-[12]; ') AS sources, bool_and(profile = power_profile(code, 'smartdip-2')) AS found,
	count(*) FILTER (WHERE source LIKE 'smartdip-1;%' AND profile <> power_profile(code)) AS taken_over_wrongly FROM power_scheme('smartdip-2');
SELECT count(*) FROM power_scheme('smartdip-2') FULL JOIN power_scheme() first USING (code) WHERE first.code IS NULL OR first.source IS NULL;
