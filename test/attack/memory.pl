# Does a statement that calls a function very often need more memory than one that calls it a few times? Each function and aggregate of
# the extension in a session of its own; the peak of the server process is read from /proc, so the server has to run on this machine.
use strict;
use warnings;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);

my ($few, $many, $only) = (1000, $ARGV[0] || 20_000, $ARGV[1] || '');
my %allowed = (f => 6000, t => 16_000); # kB; the server itself keeps some 450 bytes for each call of a function that gives a set in FROM, as for jsonb_each_text()
fresh_database('smartdip_memory');
psql_ok("SELECT create_event_table('events'); INSERT INTO events (id, day, code, source, target) SELECT id, day, code, source, target FROM smartdip_sample_events(100)");

my %value = (
	text => 'The minister of Egypt met 12 envoys', integer => 2, bigint => 5, smallint => 1, boolean => 'true', 'double precision' => 0.5, real => 0.5, name => 'smartdip',
	'real[]' => '{0.1,0.2,0.3,1}', 'double precision[]' => '{1,2,3}', 'text[]' => '{a,b}', date => '2014-02-03', 'timestamp with time zone' => '2014-02-03 10:00Z', bytea => 'abc',
	jsonb => '{"1.1": 2}', cstring => '042', oid => 1255, tsvector => "'power':1 'soft':2", tsquery => "'power' & !'hard'", regclass => 'events', regconfig => 'smartdip', regdictionary => 'smartdip_english',
	daterange => '[2014-01-01,2015-01-01)', event_code => '042', 'event_code[]' => '{04,19}', actor_code => 'USAGOV', power_profile => 'hard:1', name_query => 'Clinton',
	corpus_statistics => q(v1 documents=5 length=9 minimum=2 'a':3), event_series => '2014-01-01: 042*3 190; 2014-02-05: 13; 2014-02-09: 042', event_pattern => '13 then 042 within 9 days',
	number_pairs => '0:0 (1,0) (2.5,1) (3,0) (4,1)', history_state => 'NULL');
# words that functions know, tried one after another until one is no error
my @texts = ($value{text}, qw(month country cow gdelt2 minimum conflict power en iso3 product smartdip-1 1.1 USA first), 'SELECT 1', '{"a": 1}');

sub call
{
	my ($name, $kind, $set, $text, @types) = @_;
	my $arguments = join ', ', map
	{
		my $value = $_ eq 'text' ? $text : $value{$_} // 'NULL';
		# an expression of the row, so that nothing is computed beforehand
		$value eq 'NULL' ? "NULL::$_" : "(CASE WHEN g > 0 THEN '" . $value =~ s/'/''/gr . "' END)::$_";
	} @types;
	return $kind eq 'a' ? "SELECT count(r) FROM (SELECT $name($arguments) AS r FROM generate_series(1, %d) g GROUP BY g / 10) s"
	  : $set eq 't' ? "SELECT count(*) FROM generate_series(1, %d) g, LATERAL (SELECT count(*) FROM $name($arguments) OFFSET 0) s" : "SELECT count($name($arguments)) FROM generate_series(1, %d) g";
}

# The peak of the backend after a statement, in kB; undef where it failed.
sub peak
{
	my ($statement) = @_;
	my ($status, $out) = run_command("SET jit = off; SET client_min_messages = error; SET statement_timeout = '20s'; $statement;\n\\setenv PID \nSELECT pg_backend_pid() \\gset\n\\setenv PID :pg_backend_pid\n\\! grep VmHWM /proc/\$PID/status\n",
		'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', '-');
	return $status == 0 && $out =~ /VmHWM:\s+(\d+)/ ? $1 : undef;
}

my ($tried, $failed, $grew) = (0, 0, 0);
for (split /\n/, psql_ok("SELECT concat_ws('|', p.proname, p.prokind, p.proretset, (SELECT string_agg(format_type(t, NULL), '|' ORDER BY n) FROM unnest(p.proargtypes) WITH ORDINALITY a (t, n)))
	FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
	WHERE NOT 'internal'::regtype = ANY (proargtypes) AND cardinality(proargtypes::oid[]) > 0 AND proname ~ '$only' AND proname !~ '^(create|add|load|insert|write|set)_' ORDER BY 1"))
{
	my ($name, $kind, $set, @types) = split /[|]/;
	my ($text) = grep { defined peak(sprintf call($name, $kind, $set, $_, @types), 10) } (grep({ $_ eq 'text' } @types) ? @texts : '');
	my ($first, $last) = defined $text ? map { peak(sprintf call($name, $kind, $set, $text, @types), $_) } $few, $many : ();
	if (!defined $first || !defined $last)
	{
		$failed++;
		print "not run: $name(" . join(', ', @types) . ")\n";
		next;
	}
	$tried++;
	next if $last - $first < $allowed{$set};
	$grew++;
	printf "%s(%s): %d kB more for %d calls than for %d\n", $name, join(', ', @types), $last - $first, $many, $few;
}
print "$tried functions called $many times, $grew of them took more memory; $failed not called\n";
