-- Tracks of diplomacy, by all roles and generic groups: each towards a foreign government, a foreign people, and its own government.
SELECT code, category, diplomacy_track(code::actor_code, 'FRA') AS and_france, diplomacy_track('FRACVL', code::actor_code) AS and_frenchmen,
	diplomacy_track(('USA' || code)::actor_code, 'USAGOV') AS at_home
	FROM actor_groups() WHERE category LIKE 'role%' OR category = 'generic' ORDER BY code COLLATE "C";
-- the order of the two does not matter, and nothing but the three names is given
SELECT count(*) FILTER (WHERE diplomacy_track(a, b) IS DISTINCT FROM diplomacy_track(b, a)) AS unequal, string_agg(DISTINCT coalesce(diplomacy_track(a, b), 'NULL'), ' ') AS names
	FROM (SELECT ('USA' || code)::actor_code FROM actor_groups()) AS s (a), (SELECT code::actor_code FROM actor_groups() WHERE category LIKE 'role%') AS t (b);
SELECT a AS source, b AS target, diplomacy_track(a::actor_code, b::actor_code) FROM (VALUES ('USA', 'IRNCVL'), ('USAGOV', 'IRNGOV'), ('EGYEDU', 'TURMED'),
	('USA', 'USA'), ('RUSGOV', 'IGOUNO'), ('IGOUNO', 'IGONON'), ('USA', 'EUR'), ('SYRREB', 'USA'), ('per', 'arm'), ('IRNper', 'USA'), ('HMS', 'ISR'), ('SCGSRB', 'SRBCVL'), (NULL, 'USA')) AS v (a, b);
