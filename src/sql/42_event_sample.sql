-- event_sample: synthetic events.

CREATE FUNCTION smartdip_sample_events(
	n bigint, seed integer DEFAULT 1,
	OUT id bigint, OUT day date, OUT code event_code, OUT source actor_code, OUT target actor_code,
	OUT mentions integer, OUT sources integer, OUT articles integer, OUT tone double precision,
	OUT added timestamp with time zone
) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 10000 AS 'MODULE_PATHNAME', 'smartdip_sample_events';
COMMENT ON FUNCTION smartdip_sample_events(bigint, integer) IS
	'n SYNTHETIC events, made up by a random generator: for trials and measurements, they say nothing about the world. The same n and seed give the same events everywhere; they are added in 2022 and 2023, in the order of time, and of a hundred some four tell of an earlier day, 1, 7, 30, 365 or 3650 days before, as re-dated ones of GDELT do; with shares of codes, roles and missing actors like those of real files; ids are 1 to n. Error 22023 for n below 0 or above 10^12';
