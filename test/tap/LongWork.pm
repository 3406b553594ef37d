# Work that takes long: expressions over long texts of hostile shapes, and statements over many rows. It is cancelled, starved of memory, and
# measured for how it grows.
package LongWork;
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use Exporter 'import';
use TestDb qw(psql_ok);
our @EXPORT_OK = qw(text_works text_of table_works table_setup);

my $marks = join '', map { chr } 0x300, 0x31b, 0x321, 0x323, 0x327, 0x328, 0x334, 0x345, 0x35c, 0x35d, 0x35f, 0x5b0 .. 0x5bd, 0x5c1, 0x5c2, 0x64b .. 0x652,
	0x670, 0x711, 0x93c, 0x94d, 0xe38, 0xe48, 0xeb8, 0xec8, 0xf71, 0xf72, 0xf74;
my %shape = ('a word' => 'a', 'words of a letter' => 'a ', acronyms => 'U.S.A.', 'a hyphenated word' => 'a-', alefs => 'ا ', 'a phrase in one letter' => 'ﷺ',
	marks => $marks, English => 'The foreign minister met the president of Egypt. ', URL => '%41', apostrophes => 'a\'', pairs => ' (1,2)',
	'beginnings of a phrase' => 'minister of foreign affairs of the islamic republic of ', Arabic => 'وزير الخارجية المصري التقى نظيره ', tags => '#aA', underscores => 'a_', mentions => '@a ',
	joiners => "👨\x{200d}", flags => '🇪', Han => '你', Thai => 'ก', tatweel => 'ـ', brackets => '(a', tabs => "\t", lines => "a\n", quotes => '"', commas => 'a,', digits => '1', 'numbers with commas' => '1,', braces => '{a}',
	'days of a history' => '2014-01-01: 042; ', 'codes of a day' => ' 042', parentheses => '(', 'a long pattern' => '042 then ', 'a pattern of conditions' => '01 | ', 'degrees of power' => 'hard:1,',
	'one lexeme' => ' \'a\':1', 'hexadecimal digits' => '01', 'counts of themes' => 'risk.hacking=3,', dots => 'a.', equals => 'a = b; ', spaces => ' ', pluses => '+', stars => '042*1 ', 'numbers of a state' => '0,',
	'objects of JSON' => '{"a":');
my %start = (URL => 'http://a.com/', pairs => '0:0', 'codes of a day' => '2014-01-01:', 'one lexeme' => 'v1 documents=5 length=9 minimum=1', 'counts of themes' => '{', stars => '2014-01-01: ', 'numbers of a state' => '2:',
	'a pattern of conditions' => '(01', pluses => '042');

# expression over the text t, shapes of text that it finds hardest
my @works = (
	['length(fold(t))', 'a phrase in one letter', 'marks', 'words of a letter'],
	['length(stem(t))', 'a phrase in one letter', 'marks'],
	["length(stem(t, 'en'))", 'a phrase in one letter', 'a word'],
	["length(stem(t, 'ar'))", 'a phrase in one letter', 'tatweel'],
	['length(arabicise(t))', 'words of a letter', 'acronyms', 'English', 'a hyphenated word', 'a phrase in one letter'],
	(map { ["length(romanise(t, '$_'))", 'alefs', 'apostrophes'] } qw(bgn iso233 ala plain)),
	['(SELECT count(*) FROM script_profile(t))', 'a word', 'Arabic'],
	['(SELECT count(*) FROM segment(t))', 'a hyphenated word', 'apostrophes', 'URL', 'tags', 'dots', 'numbers with commas'],
	["(SELECT count(*) FROM segment(t, 'uax29'))", 'apostrophes', 'marks', 'joiners', 'flags'],
	['(SELECT count(*) FROM theme_tags(t))', 'a hyphenated word', 'URL', 'English'],
	['theme_power(t)::text', 'URL', 'apostrophes'],
	['theme_counts(t)::text', 'a hyphenated word', 'URL'],
	['theme_dominant(t)::text', 'English'],
	['(SELECT count(*) FROM theme_keyness(t, t))', 'English', 'Arabic'],
	['(SELECT count(*) FROM actors_in(t))', 'a hyphenated word', 'URL', 'English', 'beginnings of a phrase'],
	['actor_of(t)::text', 'a hyphenated word', 'URL', 'acronyms'],
	["length(to_tsvector('smartdip', t))", 'a hyphenated word', 'English', 'mentions', 'underscores'],
	["length(to_tsvector('smartdip_wide', t))", 'English', 'Arabic', 'beginnings of a phrase'],
	["length(to_tsvector('smartdip_themes', t))", 'English', 'Arabic'],
	['length(smartdip_tsvector(t))', 'a hyphenated word', 'English'],
	["length(ts_headline('smartdip', t, 'a | b', 'MaxFragments=5'))", 'a hyphenated word', 'words of a letter'],
	["length(ts_headline('smartdip', t, 'minist & !a', 'MaxFragments=5, BidiIsolate=true'))", 'English', 'Arabic'],
	["ts_lexize('smartdip_theme', t)::text", 'URL', 'a hyphenated word'],
	["smartdip_prefix_tsquery('smartdip', t)::text", 'a hyphenated word', 'spaces'],
	["country_code(t, 'name', 'cameo')", 'marks', 'words of a letter'],
	['(language_of(t)).language', 'English', 'Arabic'],
	['array_length(name_keys(t), 1)::text', 'words of a letter', 'Arabic', 'a hyphenated word'],
	['name_similarity(t, t)::text', 'a word', 'Arabic'],
	["(t =~> 'Clinton')::text", 'a word', 'Arabic'],
	["('Clinton' =~> t::name_query)::text", 'a word', 'Arabic'],
	["(parse_event('gdelt2', t)).reason", 'tabs', 'a word'],
	["(parse_event('icews', t)).reason", 'tabs', 'brackets'],
	["(parse_event('polecat', t)).reason", 'tabs', 'quotes'],
	["(parse_event('gdelt2', 'a', t)).reason", 'tabs', 'commas'],
	["(SELECT count(*) FROM parse_events('coded', t))", 'a word', 'commas', 'tabs'],
	['event_format(t)', 'tabs', 'quotes'],
	['is_event_header(t)::text', 'tabs', 'commas'],
	["length(claim_fill(t, '{\"a\": 1}'))", 'braces', 'English'],
	["length(lexicon_from('SELECT ''a'', ' || quote_literal(t)))", 'a word', 'equals'],
	['(t::number_pairs IS NULL)', 'pairs'],
	['(t::event_series IS NULL)', 'days of a history', 'codes of a day', 'stars'],
	['(t::event_pattern IS NULL)', 'parentheses', 'a long pattern', 'a pattern of conditions', 'pluses'],
	['(t::power_profile IS NULL)', 'degrees of power'],
	['(t::corpus_statistics IS NULL)', 'one lexeme'],
	['(t::corpus_state IS NULL)', 'hexadecimal digits'],
	['(t::history_state IS NULL)', 'hexadecimal digits'],
	['(t::theme_state IS NULL)', 'counts of themes'],
	['(t::power_state IS NULL)', 'numbers of a state'],
	['(t::power_weighted_state IS NULL)', 'numbers of a state'],
	['(t::event_code IS NULL)', 'digits'],
	['(t::actor_code IS NULL)', 'a word'],
	["fold('a', t)", 'commas', 'equals'],
	["label('042'::event_code, t)", 'a word'],
	["(SELECT count(*) FROM event_codes(t))", 'a word'],
	["smart('hard:1'::power_profile, t)::text", 'a word'],
	["degree('hard:1', t)::text", 'dots']);

# Each expression with each of its shapes, or only the first two of them.
sub text_works
{
	my ($all) = @_;
	my @chosen = map { my ($expression, @shapes) = @$_; map { { expression => $expression, shape => $_, shown => "$expression of $_" } } $all ? @shapes : grep { defined } @shapes[ 0, 1 ] } @works;
	return @chosen;
}

# text_of(shape, bytes): the SQL of a text of about so many bytes.
sub text_of
{
	my ($name, $bytes) = @_;
	my $unit = encode('UTF-8', $shape{$name} // die "no shape '$name'\n");
	my ($start, $times) = ($start{$name} // '', int($bytes / length $unit) || 1);
	s/'/''/g for $start, $unit;
	return "'$start' || repeat('$unit', $times)";
}

# What table_works() read, `scale` times as much.
sub table_setup
{
	my ($scale) = @_;
	my ($n, $texts, $events, $pieces) = map { $scale * $_ } 200_000, 20_000, 20_000, 10_000;
	my ($copies, $lexemes) = (int(4 * $scale), $scale > 1 ? 6_000_000 : $n);
	psql_ok(<<"SQL");
SET client_min_messages = error;
CREATE TABLE piece AS SELECT repeat('The foreign minister met the president of Egypt. ', $pieces) AS text,
	(SELECT event_series(date '1800-01-01' + i / 4, (ARRAY['042','190','13','20']::event_code[])[1 + i % 4]) FROM generate_series(1, $n) i) AS history;
CREATE TABLE corpus AS SELECT 'v1 documents=9 length=999999999 minimum=1 ' || string_agg(concat('''', left(md5(i::text), 12), ''':1'), ' ') AS statistics FROM generate_series(1, $lexemes) i;
CREATE TABLE n AS SELECT i, (i % 977)::float8 AS a, (i % 883)::float8 AS b, i % 2 = 0 AS g FROM generate_series(1, $n) i;
SELECT create_text_table('tx', themes => false, indexes => false);
INSERT INTO tx (id, published, author, account, platform, language, body, reply_to, likes, reposts)
	SELECT i::text, '2014-01-01'::timestamptz + i * interval '1 min', (ARRAY['USA','EGY','RUS'])[1 + i % 3]::actor_code, 'a' || i % 500, 'x', 'en', 'cyber risk', (i - 1)::text, i % 9, i % 5 FROM generate_series(1, $texts) i;
SELECT create_account_table('ac'); INSERT INTO ac (account, platform, actor, opened) SELECT 'a' || i, 'x', (ARRAY['USA','EGY','RUS'])[1 + i % 3]::actor_code, date '2010-01-01' + i FROM generate_series(0, 499) i;
SELECT create_follow_table('fo'); INSERT INTO fo SELECT 'x', 'a' || i, 'a' || j FROM generate_series(0, 199) i, generate_series(0, 199) j;
SELECT create_event_table('ev', indexes => false); INSERT INTO ev (id, day, code, source, target)
	SELECT 100000 * j + id, day, code, source, target FROM smartdip_sample_events($events) s, generate_series(1, $copies) j;
SELECT create_load_view('ev_load', 'ev', 'coded');
CREATE TABLE st (line_no bigint, line text); INSERT INTO st SELECT 1, 'id,published,author,body' UNION ALL SELECT i + 1, i || ',2014-01-01,USA,"a text"' FROM generate_series(1, $n) i;
CREATE TABLE est (line_no bigint, line text); INSERT INTO est SELECT i, format(E'%s\\t2014-01-01\\tUSA\\t042\\tEGY', i) FROM generate_series(1, $n) i;
CREATE TABLE one AS SELECT 1::bigint AS line_no, 'id,published,body' || E'\\n' || '1,2014-01-01,"' || repeat('a ""b"" c' || E'\\n', $n) AS line;
CREATE TABLE json AS SELECT 1::bigint AS line_no, '{"id": 1, "published": "2014-01-01", "body": "' || repeat('\\u0061 \\n', $n) || '"}' AS line;
ANALYZE;
SQL
	return;
}

my $history = '(SELECT history FROM piece)';

# What stands behind SELECT, over the tables of table_setup().
sub table_works
{
	return (
		(map { "$_(a, b) FROM n" } qw(spearman kendall)), (map { "$_(a, g) FROM n" } qw(mann_whitney cliffs_delta)), 'permutation_test(a, g, 100000) FROM n', "permutation_test(a, g, 5, 'delta') FROM n",
		'hhi(a), concentration(a) FROM n', 'kaplan_meier(a, g) FROM n', 'clustered_share(i, 1, 2), clustered_change(i, 1, 2, 3) FROM n', 'p_adjust(array_agg(a / 977)) FROM n',
		"krippendorff_alpha((i / 9)::text, b::text, a, 'interval') FROM n", 'report_agreement(i / 10, b::text, a) FROM n', "before_after(a, date '2000-01-01' + i % 9000, '2010-01-01') FROM n",
		"time_to_half_of_reports('2000-01-01', '2000-01-01'::timestamptz + i * interval '1 s') FROM n",
		"count(*) FROM panel($history, 'day', '1800-01-01', '5000000-01-01')", "smart_together($history, 'day', '0001-01-01', '5000000-01-01')",
		"count(*) FROM volatility($history, 'day', '1800-01-01', '3000-01-01')", "count(*) FROM surges($history, $history, 'day', '1800-01-01', '2070-01-01', 5000)",
		"count(*) FROM sequence_matches($history, '(042 | 190)+ then (13 | 20)+ then 042 within 3000 days')", "sequence_count($history, $history, '(any+ then other 04){2,9}')",
		"length($history\::text::event_series::text)", "merge(history) FROM (SELECT history FROM piece, generate_series(1, 100)) h", "count(*) FROM events($history) e, events($history)",
		"count(*) FROM reply_times($history, $history, '{042}', '{190}')", "reciprocity($history, $history, 'month')", "count(*) FROM transitions($history), generate_series(1, 1000)",
		"event_series_send(history)::text FROM piece, generate_series(1, 50)", "count(history - history || history) FROM piece, generate_series(1, 100)",
		"transitions_agg(history) FROM piece, generate_series(1, 1000)", "panel_agg(history, 'day', '1800-01-01', '3000-01-01') FROM piece, generate_series(1, 100)",
		"count(*) FROM dyad_panel(NULL, 'day', '1816-01-01', '2016-12-31', 'un')",
		(map { "count(*) FROM $_" } "vocality('tx', 'day')", "message_efficiency('tx', 'day')", "reply_share('tx', 'day')", "text_reply_latency('tx', 'day')", "languages_used('tx', 'day')", "mutual_share('fo', 'ac')",
			"account_centrality('fo', 'ac')", "effectiveness_evidence('USA', 'tx', 'ac')", "communication_quality('ev')", "smart_ranks('ev')"),
		"count(*) FROM hypotheses('ev', 'tx', 'ac', 'fo')", "count(*) FROM claims('ev')",
		"count(*) FROM pagerank('SELECT i % 100000, (i * 7) % 99991 FROM n', 0.999999)", "network_reciprocity('SELECT i, i + 1 FROM n')", "count(*) FROM network_strength('SELECT i, i + 1 FROM n')",
		"load_text_lines('tx', 'st')", "count(*) FROM read_text_lines('tx', 'st')", "count(*) FROM read_text_lines('tx', 'one')", "load_text_lines('tx', 'one')", "count(*) FROM read_text_lines('tx', 'json')",
		"load_event_lines('ev', 'est', 'coded')", "create_history('hi', 'ev')",
		'statistics::corpus_statistics FROM corpus', "documents(corpus_stats(array_to_tsvector(ARRAY[md5(i::text)]))) FROM n", "corpus_stats_state(array_to_tsvector(ARRAY[md5(i::text)]))::text::corpus_state FROM n",
		"(SELECT array_agg(0.1::real) FROM generate_series(1, 3000000))::power_profile", "effectiveness_score((SELECT jsonb_object_agg(i, 1) FROM n))", 'count(smart_rank(n.a / 977, n.b / 883)) FROM n, n m',
		"count(diplomacy_track('USAGOV', repeat('USAGOV', 4)::actor_code)) FROM n, n m", 'avg(power_profile(c)) FROM event_codes() c, n', 'power_union(power_profile(c)) FROM event_codes() c, n',
		"theme_counts(text) FROM piece, generate_series(1, 100)", "length(smartdip_tsvector(string_agg(md5(i::text), ' '))) FROM n",
		"length(ts_headline('smartdip', text, plainto_tsquery('smartdip', left(text, 20000)))) FROM piece",
		"rank_bm25(to_tsvector('smartdip', text), plainto_tsquery('smartdip', left(text, 3000)), 'v1 documents=5 length=9 minimum=1') FROM piece",
		"length(lexicon_from('SELECT md5(i::text), md5((-i)::text) FROM n'))");
}

1;
