# The options of a headline, of every sign and size, together: what they are refused with is what the server's own headline refuses
# them with, and what comes out is made of pieces of the text. Run with a build that traps undefined behaviour, a read or a
# write beyond an array ends the server here.
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

fresh_database('smartdip_headline_options');
psql_ok(encode('UTF-8', <<'SQL'));
CREATE FUNCTION headline(c regconfig, t text, q tsquery, o text, OUT state text, OUT headline text) LANGUAGE plpgsql AS $$
BEGIN
	headline := ts_headline(c, t, q, o);
	state := '00000';
EXCEPTION WHEN OTHERS THEN
	state := SQLSTATE;
END $$;

CREATE TABLE text (t text);
INSERT INTO text VALUES (''), ('  '), ('minister'), ('a cease-fire #ForeignMinister http://minister.gov/path 1,234.5'),
	(repeat('The foreign minister met the president of Egypt. The foreign minister again. ', 200)),
	(repeat('التقى وزير الخارجية foreign minister في القاهرة ', 30));
CREATE TABLE query (q tsquery);
INSERT INTO query VALUES (to_tsquery('smartdip', 'minister')), ('nothing'), ('foreign <-> minist'), ('!minist & fire');

-- ShortWord goes round, so that it meets every value of the others.
CREATE TABLE options AS
SELECT format('HighlightAll=%s, MaxWords=%s, MinWords=%s, MaxFragments=%s, ShortWord=%s, StartSel="", StopSel="", FragmentDelimiter="§"',
		h, most, least, f, ('{-2147483648,0,2147483647}'::text[])[1 + row_number() OVER () % 3]) AS o, h AND f = '0' AS whole
FROM unnest('{true,false}'::bool[]) h, unnest('{-2147483648,-5,0,1,2,35,2147483647}'::text[]) most,
	unnest('{-2147483648,-1,0,1,2,34,2147483646,2147483647}'::text[]) least, unnest('{-2147483648,-2000,-1,0,1,3,100,2147483647}'::text[]) f;
CREATE TABLE refused AS SELECT o, (headline('english', 'The foreign minister again', 'minist', o)).state FROM options;
SQL
cmp_ok(psql_ok("SELECT count(*) FROM refused WHERE state = '22023'"), '>', 200, 'the server refuses many options');
cmp_ok(psql_ok("SELECT count(*) FROM refused WHERE state = '00000'"), '>', 200, 'and takes many');

psql_ok("CREATE TABLE made AS SELECT o, whole, isolates, t, h.* FROM options, text, query, unnest('{false,true}'::bool[]) isolates,
	headline('smartdip', t, q, CASE WHEN isolates THEN 'BidiIsolate=true, ' ELSE '' END || o) h");
note('tried ' . psql_ok('SELECT count(*) FROM made') . ' headlines');
is(psql_ok('SELECT count(*), min(made.o) FROM made JOIN refused USING (o) WHERE made.state <> refused.state'), '0|',
	'options are refused as by the server\'s headline, whatever the text');
is(psql_ok('SELECT count(*) FROM made WHERE state = \'00000\' AND whole AND NOT isolates AND headline <> t'), 0, 'HighlightAll shows all of the text');
is(psql_ok(encode('UTF-8', q{SELECT count(*), min(o) FROM made WHERE state = '00000' AND (headline IS NULL OR
	EXISTS (SELECT FROM unnest(string_to_array(translate(headline, U&'\2068\2069', ''), '§')) piece WHERE strpos(t, piece) = 0))})), '0|',
	'headlines are made of pieces of the text');

# What is no number, and signs as long as they may be and longer. Releases differ in the errors, so the server is asked again.
psql_ok(<<'SQL');
CREATE TABLE odd AS
SELECT name || '="' || value || '"' AS o
FROM unnest('{MaxWords,MinWords,MaxFragments,ShortWord}'::text[]) name,
	unnest(ARRAY['', ' ', 'x', '1.5', '1e3', '-', '+7', ' 20 ', '0x10', '1_000', '99999999999', '-99999999999', 'NaN', 'true', repeat('9', 5000)]) value
UNION ALL SELECT name || '="' || repeat('s', length) || '"' FROM unnest('{StartSel,StopSel,FragmentDelimiter}'::text[]) name, unnest('{0,1,255,32767,32768,100000}'::int[]) length
UNION ALL SELECT unnest(ARRAY['Words=1', 'HighlightAll=maybe', 'HighlightAll=', 'MaxWords', '=', ',', 'MaxWords=5, MaxWords=30', 'maxwords=20']);
SQL
for my $also ('', ', HighlightAll=true', ', MaxFragments=2')
{
	is(psql_ok("SELECT count(*), left(min(o), 80) FROM odd, text WHERE (headline('smartdip', t, 'minist', o || '$also')).state
		<> (headline('english', t, 'minist', o || '$also')).state"), '0|', "odd values$also are refused as by the server's headline");
}

done_testing();
