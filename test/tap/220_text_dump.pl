# Text search survives a dump and restore: generated columns, expression indexes, own dictionaries and configurations
# that build on those of smartdip; and it works in databases of other encodings, which give the same words.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails run_command);

my $from = fresh_database('smartdip_text_dump');
psql_ok(<<'SQL');
CREATE TEXT SEARCH DICTIONARY unstemmed (TEMPLATE = smartdip_word, Language = arabic, Stem = false, Hamza = keep);
CREATE TEXT SEARCH CONFIGURATION own (COPY = smartdip);
ALTER TEXT SEARCH CONFIGURATION own ALTER MAPPING FOR arabic WITH unstemmed;
CREATE TABLE news (id integer PRIMARY KEY, t text,
	v tsvector GENERATED ALWAYS AS (to_tsvector('smartdip', t)) STORED,
	direct tsvector GENERATED ALWAYS AS (smartdip_tsvector(t)) STORED,
	own tsvector GENERATED ALWAYS AS (to_tsvector('own', t)) STORED);
INSERT INTO news (id, t) VALUES (1, 'The ministers of foreign affairs met at 10,000 feet #SmartPower cease-fire'),
	(2, 'التقى وزراء الخارجية في القاهرة والأمن'), (3, 'الـوَزِير وقع #الدبلوماسية_الرقمية 外交部'), (4, NULL);
CREATE INDEX news_v ON news USING gin (v);
CREATE INDEX news_expression ON news USING gin (to_tsvector('smartdip', t));
CREATE INDEX news_function ON news USING gist (smartdip_tsvector(t));
CREATE MATERIALIZED VIEW words AS SELECT lexeme, count(*) FROM news, unnest(v) GROUP BY lexeme;
CREATE VIEW found AS SELECT id, ts_headline('smartdip', t, q) AS headline FROM news, to_tsquery('smartdip', 'وزير | minister') q WHERE v @@ q;
SQL
my $summary = <<'SQL';
SELECT md5(string_agg(n::text, ',' ORDER BY id)) FROM news n;
SELECT md5(string_agg(w::text, ',' ORDER BY lexeme COLLATE "C")) FROM words w;
SELECT string_agg(f::text, ';' ORDER BY id) FROM found f;
SELECT string_agg(pg_get_indexdef(indexrelid), ';' ORDER BY indexrelid::regclass::text) FROM pg_index WHERE indrelid = 'news'::regclass;
SET enable_seqscan = off;
SELECT count(*) FROM news WHERE to_tsvector('smartdip', t) @@ to_tsquery('smartdip', 'الوزير');
SELECT count(*) FROM news WHERE smartdip_tsvector(t) @@ to_tsquery('smartdip', 'الوزير');
SQL
my $before = psql_ok($summary);
my ($status, $dump, $err) = run_command('', 'pg_dump', $from);
is($status, 0, 'pg_dump runs') or diag($err);
unlike($dump, qr/CREATE TEXT SEARCH (PARSER|TEMPLATE)/, 'parser and template belong to the extension');
like($dump, qr/CREATE TEXT SEARCH CONFIGURATION public\.own/, 'a configuration of one\'s own is in the dump');
fresh_database('smartdip_text_restored', bare => 1);
($status, undef, $err) = run_command($dump, 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
is($status, 0, 'the dump restores') or diag($err);
is(psql_ok($summary), $before, 'and everything is the same');

# The extension holds on to its objects and takes them along when it goes.
like(psql_fails('DROP EXTENSION smartdip'), qr/cannot drop extension smartdip because other objects depend on it/, 'what builds on it keeps the extension');
psql_ok('DROP EXTENSION smartdip CASCADE; CREATE EXTENSION smartdip');
is(psql_ok(q{SELECT to_tsvector('smartdip', 'Ministers') || smartdip_tsvector('talks')}), q{'=minister.':1 '=talks.':2 'minist':1 'talk':2}, 'dropped and created again in one session');
psql_ok('DROP EXTENSION smartdip CASCADE; CREATE SCHEMA elsewhere; CREATE EXTENSION smartdip SCHEMA elsewhere');
is(psql_ok(q{SELECT to_tsvector('elsewhere.smartdip', 'Ministers of الدول')}), q{'=country.':3 '=minister.':1 'minist':1 'دوله':3}, 'in a schema off the search path');

# Other encodings. The client speaks UTF-8; the words are those that a database in UTF-8 gives.
sub in_encoding
{
	my ($encoding, $text) = @_;
	system('psql', '-Xq', '-d', 'postgres', '-c', 'DROP DATABASE IF EXISTS smartdip_encoded',
		'-c', "CREATE DATABASE smartdip_encoded TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'") == 0 or die;
	local $ENV{PGDATABASE} = 'smartdip_encoded';
	local $ENV{PGCLIENTENCODING} = $encoding eq 'SQL_ASCII' ? undef : 'UTF8';
	delete $ENV{PGCLIENTENCODING} if $encoding eq 'SQL_ASCII';
	psql_ok('CREATE EXTENSION smartdip');
	return psql_ok("SELECT to_tsvector('smartdip', t), to_tsvector('smartdip', t) = smartdip_tsvector(t), "
			. "ts_headline('smartdip', t, to_tsquery('smartdip', 'power | talks'), 'HighlightAll=on') FROM (SELECT '$text'::text) s (t)");
}
my %texts = (
	LATIN1 => "Talks at the caf\x{c3}\x{a9} on smart power, \x{c2}\x{b5}g \x{c2}\x{bd} #SmartPower cease-fire Clinton's",
	WIN1256 => "\xd9\x88\xd8\xb2\xd9\x8e\xd9\x8a\xd8\xb1 talks \xd9\x88\xd8\xa7\xd9\x84\xd8\xa3\xd9\x85\xd9\x86 #SmartPower",
	EUC_JP => "\xe5\xa4\x96\xe4\xba\xa4 talks power \xe6\x97\xa5\xe6\x9c\xac\xe3\x81\xae #\xe6\x9d\xb1\xe4\xba\xac",
	SQL_ASCII => "talks \xd9\x88\xd8\xb2\xd9\x8e\xd9\x8a\xd8\xb1 power",
);
for my $encoding (sort keys %texts)
{
	(my $text = $texts{$encoding}) =~ s/'/''/g;
	fresh_database('smartdip_encoded_utf8');
	my $expected = psql_ok("SELECT to_tsvector('smartdip', t), true, ts_headline('smartdip', t, to_tsquery('smartdip', 'power | talks'), 'HighlightAll=on') FROM (SELECT '$text'::text) s (t)");
	my $got = eval { in_encoding($encoding, $text) } // "failed: $@";
	# The micro sign folds to a Greek letter that LATIN1 lacks: there it stays as it is. Words sort by their bytes.
	$expected =~ s/\xce\xbc/\xc2\xb5/ if $encoding eq 'LATIN1';
	is(sorted($got), sorted($expected), "$encoding: the same words, marked at the same places");
}

sub sorted
{
	my ($vector, @rest) = split /\|/, $_[0];
	return join '|', join(' ', sort split / /, $vector), @rest;
}

# Bytes that are no UTF-8 reach the parser in an SQL_ASCII database only: they end words and do no harm.
{
	local $ENV{PGDATABASE} = 'smartdip_encoded';
	delete $ENV{PGCLIENTENCODING};
	in_encoding('SQL_ASCII', 'x');
	like(psql_ok(q{SELECT to_tsvector('smartdip', E'talks\xff\xfe power \xd8 \xed\xa0\x80 \xd9')}), qr/'power':\d+ 'talk':1/, 'bytes that are no UTF-8');
}
done_testing();
