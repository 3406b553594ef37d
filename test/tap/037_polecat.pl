# Files of POLECAT and of GDELT's mentions, written for this test in the published shape, with all that is odd in published
# ones: loaded by the loader, and compared with what this program reads in them itself.
use strict;
use warnings;
use utf8;
use Encode ();
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok run_command);
use TestLoad qw($dir load read_file write_file);

fresh_database('smartdip_polecat');
my $files = 'test/data/files';

sub asked { my $answer = psql_ok($_[0]); utf8::decode($answer); return $answer }

# --- POLECAT
my ($status, $out, $err) = load('', '-t', 'pol', '--names', "$files/polecat.txt");
is($status, 3, 'the file is loaded') or diag($err);
like($out, qr/^14 loaded, 6 refused, 1 duplicate$/m, 'a line of two actors and three recipients is six events');
is(asked("SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = 'pol'::regclass AND i.indisprimary ORDER BY a.attnum"),
	"id\nday\npart", 'the format made the table: its key has the part');
is(asked(q{SELECT code, source, target, part, contexts, country FROM pol ORDER BY day, url, id, part}), <<'ROWS' =~ s/\n\z//r, 'what was done, by whom, to whom, about what');
CONSULT.visit|JORGOV|TURGOVMIL|1|{diplomatic}|TUR
ACCUSE.disapprove|FRAGOV|SDNMIL|1|{military,territory,human_rights}|
ACCUSE.disapprove|FRAGOV|SDNPRM|2|{military,territory,human_rights}|
ACCUSE.disapprove|FRAGOV|TCD|3|{military,territory,human_rights}|
ACCUSE.disapprove|DEUGOVMIL|SDNMIL|4|{military,territory,human_rights}|
ACCUSE.disapprove|DEUGOVMIL|SDNPRM|5|{military,territory,human_rights}|
ACCUSE.disapprove|DEUGOVMIL|TCD|6|{military,territory,human_rights}|
ACCUSE|SDNMEDHLHCVL||1||
CONSULT.multilateral|EGYGOV||1||
CONSULT.multilateral|JORGOV||2||
CONSULT.multilateral|IRQGOV||3||
AID|IGO|CIV|1|{humanitarian,health}|CIV
PROTEST|CHLCVLLAB||1||
SANCTION.withdraw|JPN|MMR|1||
ROWS
is(asked('SELECT count(DISTINCT id) FROM pol'), 7, 'events of one line share the id, and the repeated id of the file is of two events');
is(asked(q{SELECT url, count(DISTINCT id) FROM pol GROUP BY 1 HAVING count(DISTINCT id) > 1}), '20230405-1002-bbbbbbbbbbbb_ACCUSE_R|2', 'whose name is kept');
is(asked(q{SELECT source_name, target_name, added::date FROM pol WHERE code = 'AID'}), qq{World Food Programme, "WFP"|Côte d'Ivoire|2023-04-06}, 'quotes are those of the file, an apostrophe is none');
is(asked(q{SELECT line_no, CASE WHEN reason ~ 'columns' THEN 'columns' ELSE split_part(reason, ':', 1) END FROM pol_reject ORDER BY 1}), <<'ROWS' =~ s/\n\z//r, 'what is no event is refused');
9|Event Type
10|Event Mode
11|Actor Name
12|Event Date
13|Event ID
15|columns
ROWS
is(asked(q{SELECT quad_class(code), count(*) FROM pol WHERE code <@ 'CONSULT' OR code <@ 'AID' GROUP BY 1 ORDER BY 1}), "1|4\n2|1", 'classes go by the type');
like((load('', '-t', 'pol', '--names', "$files/polecat.txt"))[1], qr/^0 loaded, 6 refused, 15 duplicate$/m, 'once more adds nothing');

# Another copy of the same file: the columns in another order, without the tabs at the end, other names for columns, Windows line ends.
my @lines = split /\n/, read_file("$files/polecat.txt");
my @order = reverse 0 .. 39;
open(my $copy, '>:raw', "$dir/copy.txt") or die;
for my $line (@lines[ 0 .. 7 ])
{
	my @f = split /\t/, $line =~ s/"A\tB"/None/r, -1;
	print $copy join("\t", map { $_ eq 'Event ID' ? 'event_id' : $_ eq 'Event Intensity' ? 'Intensity' : $_ } @f[@order]), "\r\n";
}
close $copy;
like((load('', '-t', 'pol', '--names', "$dir/copy.txt"))[1], qr/^0 loaded, 0 refused, 14 duplicate$/m, 'a copy with the columns in another order is the same');

# Latin-1 with a name too many in the header.
like((load('', '-t', 'pol', '--names', "$files/polecat-latin1.txt"))[1], qr/^2 loaded, 1 refused, 1 duplicate$/m, 'an older file, in Latin-1, with a header that does not fit');
is(asked(q{SELECT source_name, target_name, code, source FROM pol WHERE day = '2018-01-01' AND code = 'AGREE'}), 'Präsident von Österreich|São Tomé und Príncipe|AGREE|AUTGOV', 'its letters are right');
like(asked(q{SELECT reason FROM pol_reject WHERE file LIKE '%latin1%'}), qr/not valid UTF-8/, 'UTF-8 that was damaged is not taken for Latin-1');
# the same lines in UTF-8 are the same events
my $older = Encode::decode('cp1252', join('', (split /^/m, read_file("$files/polecat-latin1.txt"))[ 0 .. 3 ]));
open($copy, '>:raw:encoding(UTF-8)', "$dir/older.txt") or die;
print $copy $older;
close $copy;
like((load('', '-t', 'pol', '--names', "$dir/older.txt"))[1], qr/^0 loaded, 0 refused, 3 duplicate$/m, 'and in UTF-8 they are the same events');

# From standard input; partitions; tables that do not have the column.
like((load(read_file("$files/polecat.txt"), '-t', 'pol_parts', '--partition', 'month', '-'))[1], qr/^14 loaded, 6 refused, 1 duplicate$/m, 'from standard input into partitions');
is(asked('SELECT count(DISTINCT tableoid), count(*) FROM pol_parts'), '1|14', 'all parts went in');
like((load(read_file("$files/polecat.txt"), '-t', 'pol_parts', '--partition', 'month', '-'))[1], qr/^0 loaded, 6 refused, 15 duplicate$/m, 'and no part twice');
psql_ok("SELECT create_event_table('plain')");
($status, $out, $err) = load('', '-t', 'plain', "$files/polecat.txt");
is($status, 1, 'a table without parts takes none');
like($err, qr/no column "part"/, 'and the reason is said');
is(asked('SELECT count(*) FROM plain'), 0, 'nothing of it is there');

# Out as coded events and in again.
psql_ok("SELECT create_event_table('again', parts => true)");
like((load(psql_ok("COPY (SELECT id, day, code, source, target, part, contexts, url, country FROM pol) TO STDOUT (FORMAT csv, HEADER)") . "\n", '-t', 'again', '-'))[1],
	qr/^16 loaded, 0 refused, 0 duplicate$/m, 'an exported table loads again');
is(asked('SELECT count(*) FROM (SELECT id, day, code, source, target, part, contexts, url, country FROM pol EXCEPT SELECT id, day, code, source, target, part, contexts, url, country FROM again) d'), 0,
	'as it was');

# --- mentions
($status, $out, $err) = load('', '-t', 'men', "$files/gdelt-mentions.tsv");
is($status, 3, 'mentions are loaded') or diag($err);
like($out, qr/^7 loaded, 7 refused, 1 duplicate$/m, 'each place of a document is one');
my @published = map { [ split /\t/, $_, -1 ] } (split /\n/, read_file("$files/gdelt-mentions.tsv"))[ 0 .. 5, 7 ];
for (@published) { push @$_, ('') x (16 - @$_) }
my $want = join "\n", sort map {
	my @f = @$_;
	s/^(....)(..)(..)(..)(..)(..)$/$1-$2-$3 $4:$5:$6/ for @f[ 1, 2 ];
	$_ = $_ eq '-1' ? '' : $_ for @f[ 7 .. 9 ];
	$f[10] = $f[10] ? 't' : 'f';
	$f[13] += 0 if $f[13] ne '';
	join '|', @f
} @published;
is(join("\n", sort split /\n/, psql_ok("SET TimeZone = 'UTC'; SET extra_float_digits = 1; SELECT event_id, to_char(event_time, 'YYYY-MM-DD HH24:MI:SS'), to_char(mention_time, 'YYYY-MM-DD HH24:MI:SS'), kind, source_name, url, sentence,
	source_offset, target_offset, action_offset, in_raw_text, confidence, doc_length, tone, translation, extras FROM men")), $want, 'all 16 columns are what the file says');
is(asked('SELECT bool_and(day = (mention_time AT TIME ZONE $$UTC$$)::date AND id < 0) FROM men'), 't', 'the day is that of the mention');
is(asked(q{SELECT line_no, CASE WHEN reason ~ 'columns' THEN 'columns' ELSE split_part(reason, ':', 1) END FROM men_reject ORDER BY 1}), <<'ROWS' =~ s/\n\z//r, 'lines that are no mentions are refused');
9|GLOBALEVENTID
10|MentionTimeDate
11|MentionIdentifier
12|InRawText
13|Confidence
14|Actor2CharOffset
15|columns
ROWS
like((load('', '-t', 'men', "$files/gdelt-mentions.tsv"))[1], qr/^0 loaded, 7 refused, 8 duplicate$/m, 'once more adds nothing');
is(asked(q{SELECT event_id, count(*), count(DISTINCT url), min(mention_time - event_time), max(mention_time - event_time) FROM men GROUP BY 1 ORDER BY 1}), <<'ROWS' =~ s/\n\z//r, 'speed of reporting');
900000001|4|4|00:00:00|366 days 10:30:00
900000002|2|1|00:00:00|00:00:00
900000003|1|1|00:00:00|00:00:00
ROWS
psql_ok("SELECT create_mention_table('men_parts', partition => 'month', url => false)");
like((load('', '-t', 'men_parts', "$files/gdelt-mentions.tsv"))[1], qr/^7 loaded, 7 refused, 1 duplicate$/m, 'into partitions by the day of the mention');
is(asked('SELECT tableoid::regclass, count(*) FROM men_parts GROUP BY 1 ORDER BY 1'), "men_parts_p202002|5\nmen_parts_p202003|2", 'which came by themselves');
($status, $out, $err) = load('', '-t', 'plain', "$files/gdelt-mentions.tsv");
like($err, qr/gdelt-mentions do not go into table "plain"/, 'no mentions among events');
($status, $out, $err) = load('', '-t', 'men', "$files/polecat.txt");
like($err, qr/polecat do not go into table "men"/, 'and no events among mentions');

# The published samples, where they are.
SKIP:
{
	my @samples = glob(($ENV{SMARTDIP_SHARED} || '../shared') . '/data/gdelt/mentions-*.tsv');
	skip 'no published mentions', 1 unless @samples;
	like((load('', '-t', 'men_published', @samples))[1], qr/^100 loaded, 0 refused, 0 duplicate$/m, 'published lines are all loaded');
}
done_testing();
