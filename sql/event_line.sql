-- event_line: lines of event files as rows, format by format; every line here was written for this test.

-- Columns written with bars between them, some of them changed by their position (from 1), joined by the delimiter.
CREATE FUNCTION pg_temp.line(columns text, changes jsonb DEFAULT '{}', delimiter text DEFAULT E'\t') RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT string_agg(coalesce(changes ->> place::text, value), delimiter ORDER BY place)
	FROM unnest(string_to_array(columns, '|')) WITH ORDINALITY c(value, place)
$$;
CREATE FUNCTION pg_temp.gdelt2(changes jsonb DEFAULT '{}') RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT pg_temp.line('900000001|20180101|201801|2018|2018.0027|USAGOV|WASHINGTON|USA|||||GOV|||sco|SCOTTISH|||sco||||||1|0431|043|04|1|2.8'
		|| '|18|3|17|-2.56410256410256|0||||||||0||||||||4|Edinburgh, United Kingdom|UK|UKU8|40110|55.95|-3.2|-2601889|20180101134500|http://example.org/1', changes)
$$;
CREATE FUNCTION pg_temp.gdelt1(changes jsonb DEFAULT '{}') RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT pg_temp.line('900000002|19820103|198201|1982|1982.0082|PSE|PALESTINIAN|PSE||||||||||||||||||0|010|010|01|1|0|2|1|2|6.72268907563025'
		|| '|0|||||||0|||||||4|Paris, France|FR|FR00|48.8667|2.33333|-1456928|20130203', changes)
$$;

SET TimeZone = 'UTC';
SET DateStyle = 'ISO, YMD';
-- A worker that raises an error adds a line of context.
\set SHOW_CONTEXT never
SELECT * FROM event_formats();

-- GDELT 2.0
\x on
SELECT * FROM parse_event('gdelt2', pg_temp.gdelt2());
SELECT * FROM parse_event('gdelt2', pg_temp.gdelt2('{"6": "", "17": "", "34": "", "54": "", "57": "", "58": "", "60": "", "61": ""}'));
\x off
-- text and bytes say the same, line ends do not matter
SELECT parse_event('gdelt2', pg_temp.gdelt2()) = parse_event('gdelt2', convert_to(pg_temp.gdelt2(), 'UTF8')) AS same,
	parse_event('gdelt2', pg_temp.gdelt2()) = parse_event('gdelt2', pg_temp.gdelt2() || E'\r\n') AS windows,
	parse_event('gdelt2', pg_temp.gdelt2()) = parse_event('gdelt2', U&'\FEFF' || pg_temp.gdelt2()) AS byte_order_mark;
SELECT parse_event(NULL, 'x') IS NULL AS no_format, parse_event('gdelt2', NULL::text) IS NULL AS no_line, event_format(NULL::text) IS NULL AS nothing;

-- GDELT 1.0: 57 or 58 columns; a place of zeros is none; root and code tell which zeros were lost
SELECT id, day, code, source, target, latitude, country, added, url, reason FROM (VALUES
	(pg_temp.gdelt1()), (pg_temp.gdelt1() || E'\thttp://example.org/2'), (pg_temp.gdelt1('{"52": "", "54": "0", "55": "0"}')),
	(pg_temp.gdelt1('{"2": "1982-01-03"}')), (pg_temp.gdelt1('{"27": "10", "28": "10", "29": "1"}')),
	(pg_temp.gdelt1('{"27": "100", "28": "100", "29": "10"}')), (pg_temp.gdelt1('{"27": "311", "28": "31", "29": "3"}')),
	(pg_temp.gdelt1('{"27": "04", "28": "04", "29": "04"}')), (pg_temp.gdelt1('{"27": "43", "28": "", "29": ""}')),
	(pg_temp.gdelt1('{"27": "14", "28": "", "29": ""}'))) v(line), parse_event('gdelt1', line);
-- re-exports: commas, quotes, row numbers, NA; with a header in any order and without one
SELECT id, day, code, source, target, source_name, country, mentions, reason FROM (VALUES
	(replace(pg_temp.gdelt1('{"7": "\"A \"\"B\"\", C\"", "51": "\"Paris, France\"", "26": "FALSE", "32": "2.0", "16": "NA", "52": "NA"}'), E'\t', ',')),
	('"17",' || replace(pg_temp.gdelt1('{"51": "\"Paris, France\""}'), E'\t', ','))) v(line), parse_event('gdelt1', line);
SELECT id, day, code, source, target, country, reason FROM
	(SELECT '"","SQLDATE","GLOBALEVENTID","EventCode","EventRootCode","Actor1Code","Actor2Code","ActionGeo_CountryCode"') h(header),
	unnest(ARRAY['"1",20010911,5,43,4,"USA",NA,"UK"', '"2",20010911,6,"043","04","per",NA,NA', '"3",20010911,7,10,1,"NA","USA","NA"', '4,20010911,8,10,1,NA,USA',
		'5,6,20010911,8,10,1,NA,USA,UK']) line,
	parse_event('gdelt1', line, header);
SELECT event_format(h), is_event_header(h) FROM unnest(ARRAY['GLOBALEVENTID,Day,Actor1Code,Actor2Code,EventCode', 'globaleventid.SQLDATE', 'day	source	target	code']) h;

-- Numbers, days and flags as spreadsheets, R and pandas write them, where they are exact; signs for what is missing
SELECT changes, coalesce(reason, concat_ws(' ', id, day, code, source, target, mentions, added)) AS read FROM
	(SELECT '410000000|20180101|201801|2018|USA|IRN|1|043|100000|20180102134500') l(columns),
	unnest('{"{\"1\": \"4.1e+08\", \"9\": \"1e+05\"}", "{\"1\": \"410e6\", \"8\": \"43.0\"}", "{\"1\": \"410000000.0\", \"8\": \"43\"}",
		"{\"2\": \"20180101.0\", \"3\": \"201801.0\", \"4\": \"2018.0\", \"7\": \"1.0\"}", "{\"2\": \"2018-01-01 00:00:00\", \"10\": \"2018-01-02 13:45:00\"}",
		"{\"10\": \"20180102134500.0\", \"7\": \"true\"}", "{\"5\": \"NULL\", \"6\": \"NaN\", \"9\": \"None\", \"10\": \"\\\\N\"}", "{\"8\": \"190.0\"}",
		"{\"1\": \"4.15e-1\"}", "{\"2\": \"20180101.5\"}", "{\"2\": \"2.018e+07\"}", "{\"2\": \"1/2/2018\"}", "{\"3\": \"2018.0\"}", "{\"7\": \"0.5\"}", "{\"8\": \"43.5\"}", "{\"9\": \"1.5\"}"}'::text[]) changes,
	parse_event('gdelt1', pg_temp.line(columns, changes::jsonb, ','), 'GLOBALEVENTID,SQLDATE,MonthYear,Year,Actor1Code,Actor2Code,IsRootEvent,EventCode,NumMentions,DATEADDED');
-- Blanks and what else cannot be seen around a value say nothing, whatever the format; a value of blanks is missing
SELECT count(*) AS blanks, count(*) FILTER (WHERE (e.source, e.target, e.code, e.day, e.id, e.mentions, e.latitude) = ('USAGOV', 'scoGOV', '0431', '2018-01-01', 900000001, 18, 55.95)) AS read,
	count(*) FILTER (WHERE m.reason IS NULL AND m.target IS NULL AND m.mentions IS NULL AND m.country IS NULL) AS missing
FROM unnest(ARRAY[U&' ', U&'\00A0', U&'\200B', U&'\FEFF', U&'\200E', U&'\200F', U&'\202A', U&'\2066', U&'\061C', U&'\3000', U&'\2007', U&'\202F', U&'\2060', U&'\00AD', U&'\0085', U&'\2028', E'\r', E'\u001A', E'\f']) b,
	parse_event('gdelt2', pg_temp.gdelt2(jsonb_build_object('1', b || '900000001' || b, '2', b || '20180101' || b || b, '6', b || 'USAGOV', '8', 'USA' || b, '16', b || 'scoGOV' || b,
		'27', '0431' || b, '28', b || '043', '29', b || '04' || b, '26', b || '1', '32', b || '18', '57', '55.95' || b, '60', b || '20180101134500'))) e,
	parse_event('gdelt2', pg_temp.gdelt2(jsonb_build_object('16', b, '32', b || b, '54', b, '21', b))) m;
SELECT id, source, target, reason FROM unnest(ARRAY['7," USA","",043,"20180101"', E'7, "USA" ,"\tIRN\t",043, 20180101', '7,"   "," ",043,20180101', '7,U SA,IRN,043,20180101']) line,
	parse_event('gdelt1', line, 'GLOBALEVENTID,Actor1Code,Actor2Code,EventCode,SQLDATE');
SELECT source, target, reason FROM parse_event('coded', E'2009-06-13\t USAGOV\t042 \tIRN\u00a0', E'\ufeffday \tsource\tcode\t target');
-- quotes between tabs, with and without a header
SELECT source, source_name, reason FROM unnest(ARRAY[pg_temp.gdelt2('{"6": "\"USAGOV\"", "7": "\"A, \"\"B\"\"\""}'), pg_temp.gdelt2('{"7": "\"A"}'), pg_temp.gdelt2('{"7": "\"A\" B"}')]) line, parse_event('gdelt2', line);

-- reduced: no id, so the line's hash; the same line has the same id, here and everywhere
SELECT id, day, code, source, target, mentions, articles, latitude, longitude, reason FROM (VALUES
	(E'19790101\tAFR\tFRA\t043\t2\t4\t1\t2.8\t\t\t\t1\t46\t2\t1\t46\t2'), (E'19790101\tAFR\tFRA\t043\t2\t4\t1\t2.8\t\t\t\t1\t46\t2\t0\t0\t0'),
	(E'19790101\tAFR\tFRA\t043\t2\t4\t1\t2.8\t\t'), (E'19790101\t\tFRA\t043\t2\t4\t1\t2.8\t\t\t\t1\t46\t2\t\t\t')) v(line), parse_event('gdelt-reduced', line);

-- ICEWS: actors are names with sectors and a country; what has no code stays a name
SELECT id, day, code, source, target, source_name, target_name, country, reason FROM
	(SELECT '123|20170104|Police (Namibia)|Police,Government|Namibia|Consult|040|1|NA|NA|NA|1|2|Wire|NA|NA|NA|Namibia|-22.5|17') l(columns),
	unnest('{"{}", "{\"2\": \"2018-06-01\"}", "{\"4\": \"NA\"}", "{\"5\": \"Atlantis\", \"18\": \"Atlantis\"}", "{\"4\": \"Nonesuch\", \"5\": \"NA\"}",
		"{\"7\": \"13y\"}", "{\"7\": \"40\"}", "{\"7\": \"---\"}", "{\"8\": \"11\"}", "{\"12\": \"Wire\"}", "{\"19\": \"NA\", \"20\": \"NA\"}"}'::text[]) changes,
	parse_event('icews', pg_temp.line(columns, changes::jsonb));

-- as published in other years: quotes, blanks behind commas, the month first, NULL, no column for the code
SELECT list, source, reason FROM unnest('{"Government,Police", "\"Government,Police\"", "Government, Police", "\"Government, Police\"", "Arab, Levant,Government", "Government, Arab, Levant, Police",
		"\"Government\",\"Police\"", "Nonesuch, Police", "NULL", "\"Police"}'::text[]) list,
	parse_event('icews', E'1\t2017-01-01\tA (India)\t' || list || E'\tIndia\tConsult\t040\t1\tB (India)\tPolice\tIndia\t1\t1\tWire\t\t\t\tIndia\t20\t77');
SELECT event_format(header) AS format, event_format(line) AS of_line, id, day, code, source, target, source_name, country, latitude, reason FROM
	(SELECT E'Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude',
		'1|1/4/2017|"Government (Palestinian Territory, Occupied)"|"Government,Police"|India|Consult|1|B (India)|NULL|India|1|1|Wire|Delhi|NULL|Delhi|India|28.6|77.2') h(header, columns),
	unnest('{"{}", "{\"2\": \"20170104\", \"6\": \"fight with small arms and light weapons\"}", "{\"6\": \"\\\"Arrest, detain, or charge with legal action\\\"\"}", "{\"17\": \"NULL\", \"18\": \"NULL\"}",
		"{\"6\": \"Meet for tea\"}", "{\"6\": \"NA\"}", "{\"2\": \"13/1/2017\"}", "{\"2\": \"1/4/17\"}"}'::text[]) changes,
	LATERAL (SELECT pg_temp.line(columns, changes::jsonb)) t(line), parse_event('icews', line, header);
SELECT day, code, reason FROM parse_event('icews', E'1\t1/4/2017\tA\tPolice\tIndia\tVeto\t1\tB\tNULL\tIndia\t1\t1\tWire\t\t\t\tIndia\t28.6\t77.2');

-- Phoenix: integers for codes, ids with versions, quotes
SELECT id, day, code, source, target, country, latitude, url, reason FROM
	(SELECT '1|1272134_v0.2.0|20150730|2015|7|30|ISRMED|ISR|MED||PAKCOPGOVAGRCVLREF|PAK|COP|GOV|10|1|0|0|"TERROR,2"|NA|NA|||Russian Federation|id_1|http://example.org/a|b') l(columns),
	unnest('{"{}", "{\"2\": \"1272134_v1.2.0\"}", "{\"2\": \"332047\"}", "{\"2\": \"332047_v1\"}", "{\"15\": \"100\", \"16\": \"10\"}", "{\"15\": \"311\", \"16\": \"3\"}",
		"{\"15\": \"311\", \"16\": \"4\"}", "{\"15\": \"2042\", \"16\": \"20\"}", "{\"24\": \"FRA\"}", "{\"24\": \"Republic of Nowhere\"}", "{\"19\": \"\\\"TERROR\"}"}'::text[]) changes,
	parse_event('phoenix', pg_temp.line(columns, changes::jsonb, ','));

-- the daily files: tabs, no header; no actor, or no country of an actor; other names of the columns, in either order
SELECT event_format(line) AS format, id, day, code, source, target, latitude, country, url, reason FROM
	(SELECT '1208341_v0.3.0|20150630|2015|06|30|USAGOV|USA|GOV||IRN|IRN|||043|04|1|2.8|ID_NUCLEAR,1|48.2|16.37|Vienna|Wien|AUT|55_1|http://example.org/a|wn_a') l(columns),
	unnest('{"{}", "{\"6\": \"---\", \"7\": \"---\", \"10\": \"---GOV\"}", "{\"6\": \"USA---MIL\", \"23\": \"\", \"22\": \"DEU\"}", "{\"6\": \"--GOV-\"}", "{\"14\": \"---\"}", "{\"1\": \"7\", \"2\": \"6/30/2015\"}"}'::text[]) changes,
	LATERAL (SELECT pg_temp.line(columns, changes::jsonb)) t(line), parse_event('phoenix', line);
SELECT id < 0 AS own_id, day, source, reason FROM parse_event('phoenix', E'20140620\t2014\t6\t20\tUSA\tUSA\t\t\tIRN\tIRN\t\t\t043\t04\t1\t2.8\t\t\t\t\t\t\t55_1\thttp://example.org/a\twn_a');
SELECT event_format(header) AS format, id, day, code, source, latitude, longitude, country, reason FROM (VALUES
	('EventID,Date,SourceActorFull,TargetActorFull,EventCode,EventRootCode,ActionLat,ActionLong,GeoCountryName', '7_v0.1.0,20150630,USA,IRN,43,4,1.5,2.5,THA'),
	('EventID,Date,SourceActorFull,TargetActorFull,EventCode,EventRootCode,ActionLat,ActionLong,GeoCountryName,GeoStateName', '7_v0.1.0,20150630,USA,IRN,43,4,1.5,2.5,Georgia,USA'),
	('event_id,date8,source,target,code,root_code,latitude,longitude,country_code', '7,20150630,USA,IRN,43,4,1.5,2.5,Thailand'),
	('eid,story_date,source,target,code,root_code,lat,lon,placename,statename,countryname', 'FBIS0296242,01/31/1970,RUSBUSGOV,USA,42,4,NA,NA,,,RUS')) v(header, line),
	parse_event('phoenix', line, header);

-- coded by hand: the header decides; nothing is repaired
SELECT day, code, source, target, id < 0 AS own_id, url, mentions, reason FROM
	unnest(ARRAY[E'2009-06-13\tUSAGOV\t042\tIRN\ttext\thttp://example.org/3\t2', E'2009-06-13\t-\t04\t\ttext\t\t', E'20090613\tUSA\t42\tIRN\t\t\t', E'2009-06-13\tNA\t042\tIRN\t\t\t',
		E'2009-06-13\tUSA\t042\tIRN', E'day\tsource\tcode\ttarget\ttext\turl\tmentions']) line,
	parse_event('coded', line, E'day\tsource\tcode\ttarget\ttext\turl\tmentions');
SELECT day, code, source, target, reason FROM parse_event('coded', '042,"USA",IRN,2009-06-13', 'code,source,target,day');
SELECT parse_event('coded', 'x');
SELECT parse_event('coded', 'x', 'day,source');

-- PLOVER codes are the coders', too; the columns of a table that holds parts come back.
SELECT day, code, part, contexts, reason FROM unnest(ARRAY[E'2009-06-13\tUSA\tconsult.Visit\tIRN\t2\t{military,cyber}', E'2009-06-13\tUSA\tCONSULT.vist\tIRN\t\t', E'2009-06-13\tUSA\t04\tIRN\t0\t',
		E'2009-06-13\tUSA\t04\tIRN\t32768\t', E'2009-06-13\tUSA\t04\tIRN\t\t{}']) line, parse_event('coded', line, E'day\tsource\tcode\ttarget\tpart\tcontexts');
SELECT reason FROM parse_event('gdelt2', pg_temp.gdelt2('{"27": "CONSULT"}'));

-- POLECAT: 40 columns, None for missing, lists of actors
CREATE FUNCTION pg_temp.cells(columns text[], changes jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT string_agg(coalesce(changes ->> place::text, value), E'\t' ORDER BY place) FROM unnest(columns) WITH ORDINALITY c(value, place)
$$;
CREATE FUNCTION pg_temp.polecat(changes jsonb DEFAULT '{}') RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT pg_temp.cells(ARRAY['20230405-1_CONSULT_R', '2023-04-05', 'CONSULT', 'None', '2.5', 'VERBAL COOPERATION', 'None', 'Jordan', 'JOR', '663', 'GOV', 'GOV', 'None', 'None', 'None',
		'Iraq', 'IRQ', '645', 'GOV', 'GOV'] || array_fill('None'::text, '{7}') || ARRAY['JOR', '31.9', '35.9'] || array_fill('None'::text, '{4}') || '2023-04-06'::text || array_fill('None'::text, '{5}'), changes) $$;
\x on
SELECT id < 0 AS own_id, p.* FROM parse_event('polecat', pg_temp.polecat('{"4": "visit", "7": "diplomatic; military"}')) p;
\x off
SELECT event_format(pg_temp.polecat()), event_format(E'Event ID\tEvent Date\tEvent Type\tActor Name\tActor Country\tRecipient Name\tRecipient Country'),
	(SELECT id FROM parse_event('polecat', pg_temp.polecat())) = (SELECT id FROM parse_event('polecat', pg_temp.polecat() || E'\t\t\r\n')) AS same,
	(SELECT id FROM parse_event('polecat', pg_temp.polecat())) = (SELECT id FROM parse_event('polecat', pg_temp.polecat('{"8": "Egypt"}'))) AS other;
-- Who did what: an event for each actor with each recipient.
SELECT changes, part, code, source, target, source_name, target_name, contexts, reason FROM (VALUES ('{}'), ('{"16": "None", "17": "None", "19": "None", "20": "None"}'), ('{"8": "Jordan; Egypt", "9": "JOR; EGY"}'),
		('{"8": "Jordan|Egypt", "9": "JOR|EGY", "11": "GOV|MIL", "12": "None"}'), ('{"8": "A; B", "9": "JOR; EGY", "11": "GOV; MIL", "12": "GOV|LEG; MIL", "16": "C; D", "17": "IRQ; SYR", "19": "None", "20": "None"}'),
		('{"8": "None", "9": "JOR; EGY", "11": "None", "12": "None"}'), ('{"8": "A; B; C", "9": "JOR; EGY"}'), ('{"8": "A; B", "9": "JOR; EGY", "12": "GOV; MIL; LEG"}'),
		('{"9": "Jordan", "11": "JRN", "12": "JRN; MED"}'), ('{"9": "IGO", "11": "IGO", "12": "IGO"}'), ('{"9": "XYZ"}'), ('{"9": "Atlantis"}'), ('{"8": "None", "9": "None", "11": "MIL", "12": "None"}'),
		('{"3": "protest", "4": "demo; riot"}'), ('{"3": "PROTEST", "4": "riot; riot"}'), ('{"3": "PROTEST", "4": "PROTEST-riot"}'), ('{"3": "PROTEST", "4": "visit"}'), ('{"3": "DEMAND"}'), ('{"3": "None"}'),
		('{"7": "a|b, c;None;d"}'), ('{"7": "' || repeat('a;', 70) || '"}'), ('{"8": "' || repeat('A;', 70) || '"}'), ('{"5": "11"}'), ('{"29": "91"}'), ('{"1": "None"}'), ('{"2": "2023-02-30"}')) v(changes),
	parse_events('polecat', pg_temp.polecat(changes::jsonb));
SELECT count(*), max(part), min(part), count(DISTINCT id) FROM parse_events('polecat', pg_temp.polecat(jsonb_build_object('8', repeat('A;', 31) || 'A', '9', repeat('JOR;', 31) || 'JOR', '16', repeat('B;', 31) || 'B', '17', 'IRQ')));
SELECT part, left(reason, 60) FROM parse_events('polecat', pg_temp.polecat(jsonb_build_object('8', repeat('A;', 40) || 'A', '9', 'JOR', '16', repeat('B;', 40) || 'B', '17', 'IRQ')));
SELECT source, reason FROM parse_events('gdelt2', pg_temp.gdelt2());
SELECT count(*) FROM parse_events(NULL, 'x');
SELECT count(*) FROM parse_events('polecat', NULL);
-- Latin-1, and Windows's characters; UTF-8 that was damaged is neither.
SELECT source_name, reason FROM (VALUES (convert_to('Präsident', 'LATIN1')), (convert_to('„Präsident“ – €', 'WIN1252')), (convert_to('Präsident', 'UTF8')), (convert_to('Präsident', 'UTF8') || '\xe4'), ('\x81')) v(name),
	parse_event('polecat', convert_to(split_part(pg_temp.polecat('{"8": "@"}'), '@', 1), 'UTF8') || name || convert_to(split_part(pg_temp.polecat('{"8": "@"}'), '@', 2), 'UTF8'));
-- A header with names too many, lines that end in tabs
SELECT n, code, source, target, reason FROM (VALUES (1, pg_temp.polecat(), 'Headline'), (2, pg_temp.polecat() || E'\t\t\t', 'Headline'), (3, pg_temp.polecat() || E'\tx', 'Headline'), (4, pg_temp.polecat() || E'\tx\ty', 'Headline')) v(n, line, surplus),
	LATERAL (SELECT E'Event ID\tEvent Date\t' || surplus || E'\tEvent Type\tEvent Mode\tEvent Intensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion') h(header),
	parse_event('polecat', line, header) ORDER BY n;

-- GDELT's mentions
CREATE FUNCTION pg_temp.mention(changes jsonb DEFAULT '{}') RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT pg_temp.cells(string_to_array('900000001,20200229134500,20200301000000,1,example.org,http://example.org/a,3,12,-1,20,1,60,4000,-2.5,,', ','), changes) $$;
\x on
SELECT * FROM parse_mention(pg_temp.mention('{"15": "srclc:ara;eng:GT-ARA 1.0"}'));
\x off
SELECT event_format(pg_temp.mention()), event_format(E'GLOBALEVENTID\tEventTimeDate\tMentionTimeDate\tMentionIdentifier'), parse_mention(pg_temp.mention()) = parse_mention(convert_to(pg_temp.mention() || E'\r\n', 'UTF8')) AS same,
	parse_mention(NULL::text) IS NULL AS nothing;
SELECT changes, day, m.event_id, sentence, target_offset, in_raw_text, confidence, reason FROM (VALUES ('{}'), ('{"1": "x"}'), ('{"1": "-1"}'), ('{"1": ""}'), ('{"2": ""}'), ('{"2": "20200229"}'), ('{"2": "20200229250000"}'), ('{"3": "20200230134500"}'), ('{"3": ""}'), ('{"4": "0"}'),
		('{"6": ""}'), ('{"7": "-1"}'), ('{"9": "-2"}'), ('{"11": "2"}'), ('{"12": "101"}'), ('{"12": ""}'), ('{"13": "-1"}'), ('{"14": "x"}'), ('{"14": ""}')) v(changes), parse_mention(pg_temp.mention(changes::jsonb)) m;
SELECT reason FROM unnest(ARRAY['', 'x', repeat(E'\t', 15), pg_temp.mention() || E'\tx']) line, parse_mention(line);
SELECT count(DISTINCT (parse_mention(pg_temp.mention(changes::jsonb))).id) AS mentions FROM unnest('{"{}","{\"1\": \"900000002\"}","{\"3\": \"20200301001500\"}","{\"6\": \"u\"}","{\"7\": \"4\"}","{\"8\": \"13\"}","{\"9\": \"1\"}","{\"10\": \"1\"}","{\"12\": \"10\"}"}'::text[]) changes;
SELECT parse_event('gdelt-mentions', 'x');
SELECT parse_events('gdelt-mentions', 'x');

-- Every reason. The columns of GDELT, then what is no line at all.
SELECT changes, reason FROM (VALUES ('{"1": ""}'), ('{"1": "12a"}'), ('{"1": "99999999999999999999"}'), ('{"2": "20180229"}'), ('{"2": "20181301"}'),
		('{"2": "2018013"}'), ('{"2": "99999999"}'), ('{"3": "2018"}'), ('{"4": "20x8"}'), ('{"5": "soon"}'), ('{"6": "FRAGOVMILX"}'), ('{"6": "FR"}'),
		('{"6": "USA GOV"}'), ('{"16": "FRAGOVFRAGOVFRAGOVFRAGOVFRA"}'), ('{"16": "فرنسا"}'), ('{"8": "FRANCE"}'), ('{"26": "2"}'), ('{"27": ""}'), ('{"27": "13y"}'),
		('{"27": "---"}'), ('{"27": "04311"}'), ('{"27": "0531"}'), ('{"27": "0421"}'), ('{"29": "99"}'), ('{"29": "004"}'), ('{"27": "2531", "28": "253", "29": "25"}'),
		('{"30": "5"}'), ('{"31": "10.1"}'), ('{"32": "-1"}'), ('{"33": "2147483648"}'), ('{"34": "1.5"}'), ('{"35": "nan"}'), ('{"35": "1e999"}'), ('{"36": "9"}'),
		('{"38": "FRAN"}'), ('{"41": "91"}'), ('{"54": "Scotland"}'), ('{"57": "-90.5"}'), ('{"58": "180.01"}'), ('{"60": "20180101250000"}'),
		('{"60": "20180230"}'), ('{"60": "yesterday"}'), ('{"6": "' || repeat('ذ', 100) || '"}')) v(changes),
	LATERAL (SELECT (parse_event('gdelt2', pg_temp.gdelt2(changes::jsonb))).reason) r;
SELECT reason FROM (VALUES (''), (E'\r\n'), ('x'), (repeat(E'\t', 1000)), (repeat('x', 1024 * 1024)), (repeat('x', 1024 * 1024 + 1)),
	(E'GLOBALEVENTID\tSQLDATE' || repeat(E'\t', 59))) v(line), parse_event('gdelt2', line);
SELECT reason FROM (VALUES ('\x61ff62'::bytea), ('\x610062'), ('\xeda080'), ('\xf4908080'), ('\xc3'), (convert_to(pg_temp.gdelt2(), 'UTF8') || '\xe4f6fc')) v(line),
	parse_event('gdelt2', line);
SELECT reason FROM parse_event('phoenix', '1,"a');
SELECT reason FROM parse_event('phoenix', '1,"a"b,c');
-- a refused row holds nothing but the reason
SELECT num_nonnulls(id, day, code, source, target, mentions, sources, articles, tone, latitude, longitude, added, country, url, source_name, target_name)
	FROM parse_event('gdelt2', pg_temp.gdelt2('{"35": "x"}'));
SELECT parse_event('gdelt3', 'x');
SELECT parse_event('', 'x');
SELECT parse_event(repeat('x', 1000), 'x'::bytea);

-- Which format a line has
SELECT event_format(line) AS format, is_event_header(line) AS header FROM (VALUES (pg_temp.gdelt2()), (pg_temp.gdelt1()), (pg_temp.gdelt1() || E'\tu'),
	(replace(pg_temp.gdelt1('{"51": ""}'), E'\t', ',')), (E'Date\tSource\tTarget\tCAMEOCode\tNumEvents\tNumArts\tQuadClass'), (E'19790101' || repeat(E'\t', 16)),
	(E'Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country'),
	(E'123\t2018-06-01' || repeat(E'\t', 18)), ('GID,Date,Source,Target,CAMEO'), (E'code\tday\ttarget\tnote\tsource'), ('day,source,code'), (''), ('hello, world'),
	(repeat(E'\t', 60)), (repeat(',', 100000)), ('"')) v(line);
SELECT event_format('\xff00ff'::bytea), event_format(convert_to(pg_temp.gdelt2(), 'UTF8')), is_event_header(E'\\x6461790a'::bytea);

-- Each line for itself: what came before it changes nothing
SELECT array_agg(coalesce(reason, id::text) ORDER BY o) FROM unnest(ARRAY[pg_temp.gdelt1(), replace(pg_temp.gdelt1('{"51": ""}'), E'\t', ','), pg_temp.gdelt1(), 'x', pg_temp.gdelt1() || E'\tu'])
	WITH ORDINALITY l(line, o), parse_event('gdelt1', line);
-- numbers are what the server itself makes of the same digits
SELECT count(*) AS different FROM generate_series(1, 3000) i, LATERAL (SELECT (sin(i) * 10 ^ (i % 7 - 3))::numeric(30, 14)::text AS digits) d,
	parse_event('gdelt2', pg_temp.gdelt2(jsonb_build_object('35', digits))) r WHERE tone IS DISTINCT FROM digits::float8;
-- days are the server's, from the first to the last year
SELECT count(*) AS different FROM generate_series('0001-01-01'::date, '9999-12-31', '5 days') g(t),
	parse_event('coded', to_char(t, 'YYYYMMDD') || ',USA,042,FRA', 'day,source,code,target') WHERE day IS DISTINCT FROM t::date;
