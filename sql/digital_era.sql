-- Eras and milestones: days from outside, at the borders; NULL and the infinities.
SET datestyle = ISO;
SELECT era, first, last, label_en FROM digital_eras();
SELECT day, digital_era(day) FROM unnest('{-infinity,0001-01-01 BC,1830-09-14,1830-09-15,1844-05-23,1844-05-24,1917-11-07,1933-01-30,1965-06-01,1992-06-02,1992-06-03,2009-01-12,2009-01-13,2010-11-28,2011-01-13,2011-01-14,2018-03-16,2018-03-17,infinity}'::date[]) AS day;
SELECT digital_era(NULL);
-- no gaps, no overlaps, each a theme, and all themes of the family
SELECT count(*) FILTER (WHERE last + 1 IS DISTINCT FROM next) AS gaps, count(*) FILTER (WHERE digital_era(first) <> era OR digital_era(coalesce(last, 'infinity')) <> era) AS elsewhere
	FROM (SELECT *, lead(first) OVER (ORDER BY first) AS next FROM digital_eras()) AS e;
SELECT theme FROM theme WHERE parent = 'era' AND theme NOT IN (SELECT era FROM digital_eras());
SELECT count(*) FROM digital_eras() e JOIN theme t ON t.theme = e.era WHERE e.label_ar <> t.label_ar OR e.definition_en <> t.definition_en OR e.definition_ar <> t.definition_ar;
-- milestones: what the papers date, and what has to be said about it
SELECT day, granularity, era, paper, section, line_en FROM digital_milestones;
SELECT day, note_en FROM digital_milestones WHERE day IN ('2009-01-13', '1965-01-01', '2018-03-17', '1933-01-30') ORDER BY day;
SELECT line_ar, note_ar, source FROM digital_milestones WHERE day = '2009-01-13';
SELECT count(*) AS of_one_language FROM digital_milestones WHERE line_ar !~ '[ء-ي]' OR line_en ~ '[ء-ي]' OR (note_en IS NULL) <> (note_ar IS NULL) OR note_ar !~ '[ء-ي]';
SELECT count(*) AS not_behind_view FROM digital_milestone_rows() r WHERE granularity = 'day' AND r.era IS DISTINCT FROM digital_era(r.day);
SELECT day, era FROM digital_milestones WHERE line_en ~ 'Malta|Gullion|Nossel' ORDER BY day;
-- it may stand in an index
CREATE TEMP TABLE text_day (day date);
CREATE INDEX ON text_day (digital_era(day));
