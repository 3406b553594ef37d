# Binary forms that nobody should send, as a plain role: mutations of the forms of good values of each type, states of aggregates among them, come in by
# COPY. What gets in is given to functions and aggregates of that type, with itself where they take two. No internal error, no crash, nothing that asks for more
# memory than there is, and its text form leads back to it. The mutations are the same in each run: SMARTDIP_RANDOM_SEED makes others,
# SMARTDIP_RANDOM_MUTATIONS more of each type.
use strict;
use warnings;
no warnings 'portable';
use File::Temp qw(tempdir);
use Test::More;
use lib 'test/tap';
use RandomValues qw(one_of random_database usual_values);
use TestDb qw(psql_ok run_command write_file);

my $mutations = $ENV{SMARTDIP_RANDOM_MUTATIONS} || ($ENV{SMARTDIP_LONG} ? 3000 : 100);
my $uses_of_each = $ENV{SMARTDIP_LONG} ? 100 : 5;
my $seed = $ENV{SMARTDIP_RANDOM_SEED} || 412;
srand $seed;
my $role = 'smartdip_random_binary';
random_database($role);
psql_ok(<<"SQL");
SET SESSION AUTHORIZATION $role;
CREATE TABLE good (type text, v bytea);
INSERT INTO good SELECT 'event_code', event_code_send(c) FROM event_codes() c;
INSERT INTO good SELECT 'actor_code', actor_code_send(c) FROM unnest('{USA,USAGOVMIL,IGOUNO}'::actor_code[]) c;
INSERT INTO good SELECT 'power_profile', power_profile_send(p) FROM event_codes() c, power_profile(c) p WHERE p IS NOT NULL LIMIT 40;
INSERT INTO good SELECT 'event_series', event_series_send(s) FROM unnest(ARRAY['', '2014-01-01: 042', '1816-01-01: 01 042*3 190*70000; 2014-02-05: 13; 2199-12-31: 20 204']::event_series[]) s;
INSERT INTO good SELECT 'event_series', event_series_send(event_series(day, code)) FROM smartdip_sample_events(3000) GROUP BY country(source) LIMIT 20;
INSERT INTO good SELECT 'event_pattern', event_pattern_send(t::event_pattern) FROM unnest(ARRAY['13', '13 then 042 within 9 days', '(any+ then other 04){2,9}, all within 30 days', 'hard >= 0.5 or threat < 0.1', 'this 04 then no 19 for 3 days', '(01 | 20)+? then other 04']::text[]) t;
INSERT INTO good SELECT 'number_pairs', number_pairs_send(p) FROM unnest(ARRAY['0:0', '0:0 (1,0) (2.5,1) (3,0) (4,1)', '-1:9 (nan,0) (inf,1)', '500:2 (1,1) (1,2) (2,3) (3,3) (3,3)']::number_pairs[]) p;
INSERT INTO good SELECT 'number_pairs', number_pairs_send(p) FROM (VALUES ((SELECT permutation_test_state(i, i % 2 = 0, 5, 'delta') FROM generate_series(1, 9) i)), ((SELECT before_after_state(i, date '2000-01-01' + i, '2000-01-05') FROM generate_series(1, 9) i)),
	((SELECT krippendorff_alpha_state((i / 2)::text, i::text, i, 'interval') FROM generate_series(1, 9) i)), ((SELECT kaplan_meier_state(i, i % 2 = 0, 3) FROM generate_series(1, 9) i))) p (p);
INSERT INTO good SELECT 'corpus_statistics', corpus_statistics_send(c) FROM unnest(ARRAY['v1 documents=0 length=0 minimum=1', 'v1 documents=5 length=9 minimum=2 ''=x'':5 ''a'':3']::corpus_statistics[]) c;
INSERT INTO good SELECT 'corpus_state', corpus_state_send(s) FROM (SELECT corpus_stats_state(to_tsvector('smartdip', source || ' ' || i)) FROM smartdip_sample_events(20), generate_series(1, 3) i) s (s);
INSERT INTO good SELECT 'name_query', name_query_send(n) FROM unnest('{Clinton,"",al-Assad}'::name_query[]) n;
INSERT INTO good SELECT 'power_state', power_state_send(s) FROM (SELECT avg_state(power_profile(c)) FROM event_codes() c) s (s);
INSERT INTO good SELECT 'power_weighted_state', power_weighted_state_send(s) FROM (SELECT weighted_avg_state(power_profile(c), 0.1) FROM event_codes() c) s (s);
INSERT INTO good SELECT 'theme_state', theme_state_send(s) FROM (SELECT theme_counts_state(t) FROM unnest('{soft power,hacking,smart power}'::text[]) t) s (s);
CREATE TABLE history AS SELECT h FROM unnest(ARRAY['2014-01-01: 042; 2014-03-01: 190', '1990-01-01: 190; 2014-02-05: 13*9']::event_series[]) h;
INSERT INTO good SELECT 'history_state', history_state_send(s) FROM (SELECT panel_agg_state(h, 'month', NULL, NULL) FROM history UNION ALL SELECT smart_together_agg_state(h, 'month') FROM history
	UNION ALL SELECT code_counts_agg_state(h) FROM history UNION ALL SELECT transitions_agg_state(h) FROM history UNION ALL SELECT smart_together_codes_agg_state(h, '{19}', '{04}', 'year') FROM history) s (s);
SQL

sub mutated
{
	my ($bytes) = @_;
	for (1 .. one_of(1, 1, 1, 2, 4))
	{
		my $n = length $bytes;
		my $kind = rand;
		my $at = int rand($n + 1);
		if ($kind < .35 && $at < $n) { substr($bytes, $at, 1) = chr one_of(0, 1, 0x7f, 0x80, 0xff, rand 256) }
		elsif ($kind < .45 && $at < $n) { substr($bytes, $at, 1) = chr(ord(substr $bytes, $at, 1) ^ 1 << rand 8) }
		elsif ($kind < .55) { $bytes = substr $bytes, 0, $at }
		elsif ($kind < .65) { $bytes .= join '', map { chr rand 256 } 1 .. one_of(1, 2, 4, 16, 100) }
		elsif ($kind < .75) { substr($bytes, $at, 1 + rand 4) = '' if $at < $n }
		elsif ($kind < .95) { substr($bytes, $at, 4) = pack 'N', one_of(0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 1 << 16, 1 << 30, $n) if $at + 4 <= $n }
		elsif ($at + 8 <= $n) { substr($bytes, $at, 8) = pack 'Q>', one_of(0, 1, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff) }
	}
	return $bytes;
}

# What takes values of a type v: functions, sets and aggregates whose arguments, but for those with defaults, are of this type.
sub uses_of
{
	my ($type) = @_;
	return split /\n/, psql_ok(<<"SQL");
SELECT format(CASE WHEN p.proretset THEN '(SELECT count(*) FROM %s(%s))' ELSE '%s(%s)' END, p.oid::regproc, concat_ws(', ', 'v', CASE WHEN p.pronargs - p.pronargdefaults > 1 THEN 'v' END))
FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
WHERE p.pronargs > 0 AND p.proargtypes[0] = '$type'::regtype AND (p.pronargs - p.pronargdefaults <= 1 OR p.pronargs - p.pronargdefaults = 2 AND p.proargtypes[1] = '$type'::regtype) ORDER BY p.oid
SQL
}

my $folder = tempdir(CLEANUP => 1);
my ($in, %states) = (0);
my @types = split /\n/, psql_ok('SELECT DISTINCT type FROM good ORDER BY 1');
is(join(' ', @types), psql_ok(q{SELECT string_agg(t.typname, ' ' ORDER BY t.typname COLLATE "C") FROM pg_type t JOIN pg_depend d ON d.objid = t.oid AND d.classid = 'pg_type'::regclass
	AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' WHERE t.typtype = 'b' AND t.typelem = 0}), 'there are values of each type');
for my $type (@types)
{
	my @good = map { pack 'H*', $_ } split /\n/, psql_ok("SELECT encode(v, 'hex') FROM good WHERE type = '$type' AND length(v) < 20000"), -1;
	my @uses = uses_of($type);
	my $script = "\\set VERBOSITY verbose\nSET SESSION AUTHORIZATION $role;\nCREATE TEMP TABLE t (v $type);\nSET statement_timeout = '5s';\n";
	for my $i (0 .. $mutations)
	{
		my $form = $i == 0 ? $good[0] : mutated(one_of(@good));
		write_file("$folder/$type.$i", "PGCOPY\n\xff\r\n\0" . pack('NNnN', 0, 0, 1, length $form) . "$form\xff\xff");
		my @some = @uses <= $uses_of_each ? @uses : map { one_of(@uses) } 1 .. $uses_of_each;
		$script .= "\\echo $i\nTRUNCATE t;\n\\copy t FROM '$folder/$type.$i' BINARY\nSELECT 'in' FROM t;\nSELECT 'not back ' || v::text FROM t WHERE v::text::$type\::text IS DISTINCT FROM v::text;\n"
		  . join '', map { "SELECT $_ IS NULL AND false FROM t;\n" } @some;
	}
	my (undef, $out, $err) = run_command("$script\\echo done\n", 'psql', '-XAtq', '-f', '-');
	my $got_in = () = $out =~ /^in$/mg;
	$in += $got_in;
	$states{$1}++ while $err =~ /ERROR:  (\w{5})/g;
	my @lines = split /\n/, $script;
	my @not_back = $out =~ /^(not back .*)/mg;
	while ($err =~ /<stdin>:(\d+): (ERROR: .*)/g)
	{
		my ($line, $error) = ($1, $2);
		push @not_back, $error if $lines[ $line - 1 ] =~ /not back/;
	}
	like($out, qr/^done$/m, "$type: the server answers, " . @uses . " functions") or diag('mutation ', $out =~ /.*^(\d+)$/ms, ' of seed ', $seed, ': ', substr $err, -500);
	is(join("\n", @not_back), '', "$type: the text of a value leads back to it");
	is(join("\n", $err =~ /(ERROR:  (?:XX\w{3}|53200).*)/g), '', "$type: no internal error");
	cmp_ok($got_in, '>', 0, "$type: some get in");
	unlink glob "$folder/$type.*";
}
note("$mutations mutations of each of " . @types . " types, seed $seed: $in got in; ", join(', ', map { "$_ $states{$_}" } sort keys %states));
done_testing();
