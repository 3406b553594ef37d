-- The evolution of diplomacy: its milestones, and the era that holds on a day.

CREATE FUNCTION digital_milestone_rows(OUT day date, OUT granularity text, OUT era text, OUT line_en text, OUT line_ar text,
	OUT paper text, OUT section text, OUT note_en text, OUT note_ar text, OUT source text) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE ROWS 32 AS 'MODULE_PATHNAME', 'smartdip_digital_milestone_rows';
COMMENT ON FUNCTION digital_milestone_rows() IS 'the rows of the view digital_milestones, by day';

CREATE VIEW digital_milestones AS
	SELECT day, granularity, era, line_en, line_ar, paper, section, note_en, note_ar, source
	FROM digital_milestone_rows();
GRANT SELECT ON digital_milestones TO PUBLIC;
COMMENT ON VIEW digital_milestones IS 'milestones of the evolution of digital and of smart diplomacy that the papers name, each with its day, a line in English and in Arabic, and what has to be said about the paper''s date. It cannot be read in a database whose encoding has no Arabic letters (22P05)';
COMMENT ON COLUMN digital_milestones.day IS 'when it happened; of a month or a year its first day';
COMMENT ON COLUMN digital_milestones.granularity IS 'what is known of the day: day, month or year';
COMMENT ON COLUMN digital_milestones.era IS 'the era that holds on that day, or at the end of that month or year: a code of the view theme';
COMMENT ON COLUMN digital_milestones.line_en IS 'what happened, in English';
COMMENT ON COLUMN digital_milestones.line_ar IS 'what happened, in Arabic';
COMMENT ON COLUMN digital_milestones.paper IS 'the paper that speaks of it: digital, smart or both';
COMMENT ON COLUMN digital_milestones.section IS 'the section of that paper';
COMMENT ON COLUMN digital_milestones.note_en IS 'where the paper is wrong, vague or silent on the date, in English; NULL where its date holds';
COMMENT ON COLUMN digital_milestones.note_ar IS 'the same in Arabic';
COMMENT ON COLUMN digital_milestones.source IS 'where day and fact come from';

CREATE FUNCTION digital_eras(OUT era text, OUT first date, OUT last date, OUT label_en text, OUT label_ar text,
	OUT definition_en text, OUT definition_ar text) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE ROWS 12 AS 'MODULE_PATHNAME', 'smartdip_digital_eras';
COMMENT ON FUNCTION digital_eras() IS 'the eras of the evolution of diplomacy in order, without gaps: the code in the view theme, its first and its last day (both belong to it; last is NULL for the era that goes on), label and definition in English and Arabic. Error: 22P05 in a database whose encoding has no Arabic letters; digital_era() works there';

CREATE FUNCTION digital_era(day date) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_digital_era';
COMMENT ON FUNCTION digital_era(date) IS 'the era of the evolution of diplomacy that holds on a day, a code of the view theme such as era.telegraph: the last that had begun. NULL before the first (1830-09-15) and for -infinity; infinity is in the last; NULL for NULL';
