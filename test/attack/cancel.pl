# How late does a long statement answer statement_timeout = 100 ms? Long work of every kind that is not in test/tap/272_cancel.pl, and
# texts of types that are made to be slow to read. The work has to begin at once, or it is reported as done or early.
use strict;
use warnings;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

$| = 1;
my ($timeout, $allowed, $only) = (100, 300, $ARGV[0] || '');
fresh_database('smartdip_late');
psql_ok(<<'SQL');
SET client_min_messages = error;
CREATE TABLE piece AS SELECT repeat('The foreign minister met the president of Egypt. ', 100000) AS text,
	(SELECT event_series(date '1800-01-01' + i / 4, c.code) FROM generate_series(1, 400000) i, LATERAL (SELECT (ARRAY['042','190','13','20']::event_code[])[1 + i % 4] AS code) c) AS history;
CREATE TABLE n AS SELECT i, (i % 977)::float8 AS a, (i % 883)::float8 AS b, i % 2 = 0 AS g FROM generate_series(1, 1500000) i;
SELECT create_text_table('tx', themes => false, indexes => false);
INSERT INTO tx (id, published, author, account, platform, language, body, reply_to, likes, reposts)
	SELECT i::text, '2014-01-01'::timestamptz + i * interval '1 min', (ARRAY['USA','EGY','RUS'])[1 + i % 3]::actor_code, 'a' || i % 500, 'x', 'en', 'cyber risk', (i - 1)::text, i % 9, i % 5 FROM generate_series(1, 300000) i;
SELECT create_account_table('ac'); INSERT INTO ac (account, platform, actor, opened) SELECT 'a' || i, 'x', (ARRAY['USA','EGY','RUS'])[1 + i % 3]::actor_code, date '2010-01-01' + i FROM generate_series(0, 499) i;
SELECT create_follow_table('fo'); INSERT INTO fo SELECT 'x', 'a' || i, 'a' || j FROM generate_series(0, 499) i, generate_series(0, 499) j;
SELECT create_event_table('ev', indexes => false); INSERT INTO ev (id, day, code, source, target)
	SELECT 100000 * j + id, day, code, source, target FROM smartdip_sample_events(20000), generate_series(1, 15) j;
CREATE TABLE st (line_no bigint, line text); INSERT INTO st SELECT 1, 'id,published,author,body' UNION ALL SELECT i + 1, i || ',2014-01-01,USA,"a text"' FROM generate_series(1, 400000) i;
CREATE TABLE one AS SELECT 1::bigint AS line_no, 'id,body' || E'\n' || '1,"' || repeat('a ""b"" c' || E'\n', 5000000) AS line;
ANALYZE;
SQL

my $history = '(SELECT history FROM piece)';
my @works = (
	(map { "$_(a, b) FROM n" } qw(spearman kendall)), (map { "$_(a, g) FROM n" } qw(mann_whitney cliffs_delta)), 'permutation_test(a, g, 100000) FROM n', 'hhi(a), concentration(a) FROM n', 'kaplan_meier(a, g) FROM n',
	"krippendorff_alpha((i / 9)::text, b::text, a, 'interval') FROM n", "report_agreement(i / 10, b::text, a) FROM n", "before_after(a, date '2000-01-01' + i % 9000, '2010-01-01') FROM n",
	"count(*) FROM panel($history, 'day', '1800-01-01', '5000000-01-01')", "smart_together($history, 'day', '0001-01-01', '5000000-01-01')", "count(*) FROM sequence_matches($history, '(042 | 190)+ then (13 | 20)+ then 042 within 3000 days')",
	"length($history\::text::event_series::text)", "merge(history) FROM (SELECT history FROM piece, generate_series(1, 100)) h", "count(*) FROM events($history) e, events($history)",
	"count(*) FROM reply_times($history, $history, '{042}', '{190}')", "count(*) FROM dyad_panel(NULL, 'day', '1816-01-01', '2016-12-31', 'un')", (map { "count(*) FROM $_" } "vocality('tx', 'day')", "message_efficiency('tx', 'day')", "reply_share('tx', 'day')",
		"text_reply_latency('tx', 'day')", "languages_used('tx', 'day')", "mutual_share('fo', 'ac')", "account_centrality('fo', 'ac')", "effectiveness_evidence('USA', 'tx', 'ac')", "communication_quality('ev')", "smart_ranks('ev')"),
	"count(*) FROM pagerank('SELECT i % 100000, (i * 7) % 99991 FROM n', 0.999999)", "network_reciprocity('SELECT i, i + 1 FROM n')", "load_text_lines('tx', 'st')", "count(*) FROM read_text_lines('tx', 'st')", "count(*) FROM read_text_lines('tx', 'one')",
	"load_text_lines('tx', 'one')", "create_history('hi', 'ev')", "repeat('(', 5000000)::event_pattern", "repeat('042 then ', 2000000)::event_pattern", "repeat('(0,0) ', 20000000)::number_pairs", "repeat('2014-01-01: 042; ', 3000000)::event_series",
	"('0:0' || repeat(' (1,2)', 8000000))::number_pairs", "repeat('hard:1,', 5000000)::power_profile", "(SELECT array_agg(0.1::real) FROM generate_series(1, 3000000))::power_profile", "decode(repeat('01', 30000000), 'hex')::text::history_state",
	"effectiveness_score((SELECT jsonb_object_agg(i, 1) FROM n))", "count(smart_rank(n.a / 977, n.b / 883)) FROM n, n m", "country_code((SELECT text FROM piece), 'name', 'cameo')", "count(diplomacy_track('USAGOV', repeat('USAGOV', 4)::actor_code)) FROM n, n m");

my %sum;
for my $work (grep { index($_, $only) >= 0 } @works)
{
	my (undef, $out, $err) = run_command("SET client_min_messages = error; SELECT count(*) FROM (SELECT length(text), event_count(history) FROM piece) p;\nSET statement_timeout = $timeout;\n\\timing on\nSELECT $work;\n", 'timeout', '60', 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-f', '-');
	my ($state) = $err =~ /ERROR:  (\w{5})/;
	my ($took) = ("$out" =~ /.*Time: ([\d.]+) ms/s);
	my $verdict = !defined $took ? 'GONE' : ($state // 'done') eq '57014' ? ($took - $timeout > $allowed ? 'LATE' : 'in time') : $took > $timeout + $allowed ? 'LATE' : 'done';
	$sum{$verdict}++;
	printf "%s: %s after %s ms: %s\n", $verdict, $state // 'done', $took // '?', $work if $verdict =~ /LATE|GONE/ || (defined $state && $state ne '57014');
}
print join(', ', map { "$_ $sum{$_}" } sort keys %sum), "\n";
