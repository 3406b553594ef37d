# Binary forms that nobody should send: mutations of the forms of good values come in by COPY, and what gets in is given to every
# function of one such argument. Its text form has to lead back to it. binary.pl [mutations of each type [seed]]
use strict;
use warnings;
no warnings 'portable';
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command write_file);

my ($mutations, $seed) = ($ARGV[0] || 1000, $ARGV[1] || 1);
srand $seed;
fresh_database('smartdip_mutations');
psql_ok(<<'SQL');
CREATE TABLE good (type text, v bytea);
INSERT INTO good SELECT 'event_code', event_code_send(c) FROM event_codes() c;
INSERT INTO good SELECT 'actor_code', actor_code_send(c) FROM unnest('{USA,USAGOVMIL,IGOUNO}'::actor_code[]) c;
INSERT INTO good SELECT 'power_profile', power_profile_send(p) FROM event_codes() c, power_profile(c) p WHERE p IS NOT NULL LIMIT 40;
INSERT INTO good SELECT 'event_series', event_series_send(s) FROM unnest(ARRAY['', '2014-01-01: 042', '1816-01-01: 01 042*3 190*70000; 2014-02-05: 13; 2199-12-31: 20 204']::event_series[]) s;
INSERT INTO good SELECT 'event_series', event_series_send(event_series(day, code)) FROM smartdip_sample_events(3000) GROUP BY country(source) LIMIT 20;
INSERT INTO good SELECT 'event_pattern', event_pattern_send(p) FROM unnest(ARRAY['13', '13 then 042 within 9 days', '(any+ then other 04){2,9}, all within 30 days', 'hard >= 0.5 or threat < 0.1', 'this 04 then no 19 for 3 days', '(01 | 20)+? then other 04']::text[]) t, LATERAL (SELECT t::event_pattern AS p) p;
INSERT INTO good SELECT 'number_pairs', number_pairs_send(p) FROM unnest(ARRAY['0:0', '0:0 (1,0) (2.5,1) (3,0) (4,1)', '-1:9 (nan,0) (inf,1)', '500:2 (1,1) (1,2) (2,3) (3,3) (3,3)']::number_pairs[]) p;
INSERT INTO good SELECT 'corpus_statistics', corpus_statistics_send(c) FROM unnest(ARRAY['v1 documents=0 length=0 minimum=1', 'v1 documents=5 length=9 minimum=2 ''=x'':5 ''a'':3']::corpus_statistics[]) c;
INSERT INTO good SELECT 'name_query', name_query_send(n) FROM unnest('{Clinton,"",al-Assad}'::name_query[]) n;
CREATE TABLE state AS SELECT panel_add(NULL, s, 'month', NULL, NULL, 'goldstein') AS v FROM unnest(ARRAY['2014-01-01: 042', '1990-01-01: 190; 2014-02-05: 13*9']::event_series[]) s;
INSERT INTO state SELECT smart_together_add(NULL, s, 'month') FROM unnest(ARRAY['2014-01-01: 042; 2014-03-01: 190']::event_series[]) s;
INSERT INTO good SELECT 'history_state', history_state_send(v) FROM state;
SQL

sub mutated
{
	my ($bytes) = @_;
	for (1 .. (1, 1, 1, 2, 4)[ rand 5 ])
	{
		my $n = length $bytes;
		my $kind = rand;
		my $at = int rand($n + 1);
		my @numbers = (0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 1 << 16, 1 << 30, $n);
		if ($kind < .35 && $at < $n) { substr($bytes, $at, 1) = chr((0, 1, 0x7f, 0x80, 0xff, rand 256)[ rand 6 ]) }
		elsif ($kind < .45 && $at < $n) { substr($bytes, $at, 1) = chr(ord(substr $bytes, $at, 1) ^ 1 << rand 8) }
		elsif ($kind < .55) { $bytes = substr $bytes, 0, $at }
		elsif ($kind < .65) { $bytes .= join '', map { chr rand 256 } 1 .. (1, 2, 4, 16, 100)[ rand 5 ] }
		elsif ($kind < .75) { substr($bytes, $at, 1 + rand 4) = '' if $at < $n }
		elsif ($kind < .95) { substr($bytes, $at, 4) = pack 'N', $numbers[ rand @numbers ] if $at + 4 <= $n }
		elsif ($at + 8 <= $n) { substr($bytes, $at, 8) = pack 'Q>', (0, 1, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff)[ rand 5 ] }
	}
	return $bytes;
}

my $folder = "/tmp/smartdip-mutations-$$";
mkdir $folder or die "$folder: $!\n";
my ($in, $internal, $not_back, %states) = (0, 0, 0);
for my $type (split /\n/, psql_ok('SELECT DISTINCT type FROM good ORDER BY 1'))
{
	my @good = map { pack 'H*', $_ } split /\n/, psql_ok("SELECT encode(v, 'hex') FROM good WHERE type = '$type' AND length(v) < 20000"), -1;
	my @uses = split /\n/, psql_ok("SELECT format(CASE WHEN p.proretset THEN '(SELECT count(*) FROM %s(v))' ELSE '%s(v)' END, p.oid::regproc) FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass
		AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' WHERE p.pronargs > 0 AND p.proargtypes[0] = '$type'::regtype AND p.pronargs - p.pronargdefaults <= 1 AND p.prokind = 'f' ORDER BY 1");
	my $script = "\\set VERBOSITY verbose\nCREATE TEMP TABLE t (v $type);\nSET statement_timeout = '10s';\n";
	for my $i (1 .. $mutations)
	{
		my $form = mutated($good[ rand @good ]);
		write_file("$folder/$type.$i", "PGCOPY\n\xff\r\n\0" . pack('NNnN', 0, 0, 1, length $form) . "$form\xff\xff");
		$script .= "\\echo $i\nTRUNCATE t;\n\\copy t FROM '$folder/$type.$i' BINARY\nSELECT 'in' FROM t;\nSELECT 'not back ' || v::text FROM t WHERE v::text::$type\::text IS DISTINCT FROM v::text;\n" . join '', map { "SELECT $_ IS NULL AND false FROM t;\n" } @uses;
	}
	my ($status, $out, $err) = run_command("$script\\echo done\n", 'psql', '-XAtq', '-f', '-');
	$in += () = $out =~ /^in$/mg;
	$not_back += () = $out =~ /^not back/mg;
	$states{$1}++ while $err =~ /ERROR:  (\w{5})/g;
	print "$type: ", substr($_, 0, 300), "\n" for grep { /^not back/ } split /\n/, $out;
	$internal++, print "$type: $1\n" while $err =~ /(ERROR:  (?:XX\w{3}|53200).*)/g;
	print "$type: the server went down after mutation ", ($out =~ /.*^(\d+)$/ms), ", kept in $folder: ", substr($err, -300), "\n" if $out !~ /^done$/m;
	print "$type: " . @uses . " uses\n";
	unlink glob "$folder/$type.*" if $out =~ /^done$/m;
}
rmdir $folder;
print "$mutations mutations of each type, seed $seed: $in got in, $not_back did not come back, $internal internal errors; ", join(', ', map { "$_ $states{$_}" } sort keys %states), "\n";
