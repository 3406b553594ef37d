# A user's lexicons are part of a dump: their terms, with quotes, backslashes, line ends and Arabic, and the
# configurations that use them; restored into an empty database they give the same tsvectors, stored, generated and
# made anew. pg_restore runs with an empty search_path, and makes dictionaries in the order of their names.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my $from = fresh_database('smartdip_lexicon_dump');
psql_ok(<<'SQL');
CREATE TEXT SEARCH DICTIONARY z_plain (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY a_terms (TEMPLATE = smartdip_lexicon, Mode = longest, Dictionaries = 'public.z_plain', Terms = $$
# it's a comment
o'clock = o'clock; "May"
back\\slash = smart power; القوة الذكية
$$);
CREATE TEXT SEARCH DICTIONARY usual_terms (TEMPLATE = smartdip_lexicon, Terms = 'hacking = hacker; cyber attack; قرصنة');
CREATE TEXT SEARCH CONFIGURATION own (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION own ALTER MAPPING FOR latin WITH a_terms, usual_terms, smartdip_english;
ALTER TEXT SEARCH CONFIGURATION own ALTER MAPPING FOR arabic WITH a_terms, usual_terms, smartdip_arabic;
CREATE TABLE texts (id integer PRIMARY KEY, body text, words tsvector GENERATED ALWAYS AS (to_tsvector('public.own', body)) STORED);
CREATE INDEX texts_words ON texts USING gin (words);
CREATE INDEX texts_made ON texts USING gin (to_tsvector('public.own', body));
INSERT INTO texts (id, body) VALUES (1, 'Smart power at five o''clock in May'), (2, 'القوة الذكية وقرصنة'), (3, 'A cyber attack by hackers'), (4, 'nothing');
SQL
my $summary = <<'SQL';
SELECT id, words FROM texts ORDER BY id;
SELECT id, to_tsvector('own', body) FROM texts ORDER BY id;
SELECT dictname, dictinitoption FROM pg_ts_dict WHERE dictname ~ '_terms$' ORDER BY 1;
SELECT dictname, lexemes, terms FROM pg_ts_dict, lexicon_info(oid) WHERE dictname ~ '_terms$' ORDER BY 1;
SET enable_seqscan = off;
SELECT id FROM texts WHERE words @@ plainto_tsquery('own', 'smart power') ORDER BY id;
SELECT id FROM texts WHERE to_tsvector('public.own', body) @@ to_tsquery('own', 'قرصنة') ORDER BY id;
SQL
my $before = psql_ok($summary);
like($before, qr/^1\n2\n2\n3$/m, 'phrases and words are found in both languages') or diag($before);
my ($status, $dump, $err) = run_command('', 'pg_dump', $from);
is($status, 0, 'pg_dump runs') or diag($err);
like($dump, qr/CREATE TEXT SEARCH DICTIONARY public\.a_terms \(\n\s*TEMPLATE = public\.smartdip_lexicon,/, 'the dictionaries are in the dump');
unlike($dump, qr/CREATE TEXT SEARCH TEMPLATE/, 'the template is not');

fresh_database('smartdip_lexicon_restored', bare => 1);
($status, undef, $err) = run_command($dump, 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
is($status, 0, 'the dump restores into an empty database') or diag($err);
is(psql_ok($summary), $before, 'tsvectors, options and answers are the same');

# one term changed after the restore is seen by the index that is made anew
psql_ok("ALTER TEXT SEARCH DICTIONARY usual_terms (Terms = 'raid = nothing'); UPDATE texts SET body = body");
is(psql_ok("SELECT id FROM texts WHERE words @@ 'raid'::tsquery"), '4', 'a change reaches generated columns as rows are written');
done_testing();
