# Varied values of each type that has operator classes in smartdip, a table with one index for each of the classes, and the comparison
# of what the index answers with what the table answers. Classes and operators are read from the catalogue: new ones are among them.
package TestIndexes;
use strict;
use warnings;
use Exporter 'import';
use TestDb qw(psql_ok);
our @EXPORT_OK = qw(value operator_classes make_tables change_tables operators compare_indexes differences amcheck);

sub one_of { return $_[ rand @_ ] }
sub chance { return rand() < $_[0] }

my @codes = qw(01 02 04 040 042 0411 057 10 14 141 17 19 190 193 1931 20 204 2042 CONSULT CONSULT.visit PROTEST.riot AGREE THREATEN.violence);
my @groups = qw(USA EGY FRA GOV MIL REB COP JEW IGO UNO BUS 010 per ZZZ);
my @dimensions = qw(hard.power semihard.power soft.power hard.threat semihard.threat soft.threat hard.security diplomatic economic military political legal cultural informational);
my @names = ('Egypt', 'مصر', 'Iran', 'إيران', 'ايران', 'United Kingdom', 'Abd al-Rahman', 'عبد الرحمن', 'Qaddafi', 'Gadhafi', 'القذافي', 'Angela Merkel', 'Müller', 'Muller',
	"O'Neill", 'Ban Ki-moon', 'x', '', '1', 'أ', 'Xi Jinping', '习近平', 'Netanyahu', 'نتنياهو', 'François Hollande');

my %value = (
	event_code => sub { one_of(@codes) },
	actor_code => sub { join '', map { one_of(@groups) } 1 .. one_of(1, 1, 2, 2, 3, 8) },
	power_profile => sub {
		my $share = one_of(0.1, 0.1, 0.1, 1);
		return join ', ', map { "$_:" . (chance(0.02) ? one_of(0, 0.01, 1) : sprintf '%.2f', rand() ** 2) } grep { chance($share) } @dimensions;
	},
	event_series => sub {
		my $year = one_of(1816, 1990, 2014, 2020);
		return join '; ', map { sprintf '%04d-%02d-%02d: %s', $year++, 1 + rand 3, 1 + rand 4, one_of(@codes[ 0 .. 9 ]) . one_of('', '', '*3', '*90000') }
			1 .. (chance(0.01) ? 350 : one_of(0, 1, 1, 2, 30));
	},
	event_pattern => sub { join ' then ', map { one_of('', 'this ', 'other ') . one_of(qw(13 042 19 verbal-conflict THREATEN)) . one_of('', '+', '{2,9}') } 1 .. one_of(1, 1, 2, 3) },
	text => sub { join ' ', map { one_of(@names) } 1 .. (chance(0.01) ? 200 : one_of(1, 1, 2, 3)) },
);
$value{name_query} = $value{text};

# value(type): a text of it, often one that came before, sometimes a long one.
my %given;
sub value
{
	my ($type) = @_;
	die "there are no values of type $type to try: add them here\n" unless $value{$type};
	return one_of(@{ $given{$type} }) if $given{$type} && chance(0.3);
	my $value = $value{$type}->();
	push @{ $given{$type} }, $value if chance(0.3);
	return $value;
}

sub quoted { my ($text) = @_; return "'" . $text =~ s/'/''/gr . "'" }

my $members = q(JOIN pg_depend d ON d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'smartdip'));

# [ table, method, class, type ] of each; the table is to have that index and no other.
sub operator_classes
{
	return map { [ split /[|]/ ] } split /\n/, psql_ok(<<"SQL");
SELECT concat_ws('_', m.amname, c.opcname), m.amname, c.opcname, c.opcintype::regtype FROM pg_opclass c JOIN pg_am m ON m.oid = c.opcmethod
	$members AND d.classid = 'pg_opclass'::regclass AND d.objid = c.oid ORDER BY 1
SQL
}

# [ class, operator, type on the right, purpose: s(earch) or o(rder) ] of each, and those that a planner support function turns into a range of the
# index, where their value is a constant; "@> v" has it on the left.
sub operators
{
	my @classes = operator_classes();
	my @found = map { my ($table, @operator) = split /[|]/; [ (grep { $_->[0] eq $table } @classes)[0], @operator ] } split /\n/, psql_ok(<<"SQL");
SELECT concat_ws('_', m.amname, c.opcname), o.oprname, o.oprright::regtype, a.amoppurpose
	FROM pg_amop a JOIN pg_operator o ON o.oid = a.amopopr JOIN pg_am m ON m.oid = a.amopmethod
	$members AND d.classid = 'pg_opfamily'::regclass AND d.objid = a.amopfamily
	JOIN pg_opclass c ON c.opcfamily = a.amopfamily AND c.opcintype = a.amoplefttype ORDER BY 1, a.amopstrategy
SQL
	my ($codes, $actors) = map { my $table = $_; grep { $_->[0] eq $table } @classes } qw(btree_event_code_ops btree_actor_code_ops);
	return (@found, [ $codes, '<@', 'event_code', 's', 'constant' ], [ $codes, '@> v', 'event_code', 's', 'constant' ], [ $actors, '^@', 'actor_code', 's', 'constant' ]);
}

# A table (id, v) for each class, with this many rows; the same in each run.
sub make_tables
{
	my ($rows, $first) = @_;
	$first //= 1;
	srand $first;
	my $sql = '';
	for my $class (operator_classes())
	{
		my ($table, $method, $name, $type) = @$class;
		$sql .= "CREATE TABLE $table (id integer PRIMARY KEY, v $type); CREATE INDEX ${table}_v ON $table USING $method (v $name);\n" if $first == 1;
		$sql .= "COPY $table FROM STDIN;\n" . join('', map { "$_\t" . (chance(0.05) ? '\N' : value($type) =~ s/\\/\\\\/gr) . "\n" } $first .. $first + $rows - 1) . "\\.\n";
	}
	psql_ok($sql);
	return;
}

# What differing rows add to the tables: updates that move values from row to row, deletions, and new rows.
sub change_tables
{
	my ($rows, $first) = @_;
	psql_ok(join "\n", map { "UPDATE $_->[0] t SET v = (SELECT v FROM $_->[0] o WHERE o.id = t.id + 7) WHERE id % 3 = 0; DELETE FROM $_->[0] WHERE id % 4 = 1;" } operator_classes());
	make_tables($rows, $first);
	return;
}

# One line for what a query finds: its rows in order, and how many they are.
sub rows_of { my ($what, $from) = @_; return "SELECT md5(string_agg($what, ' ' ORDER BY n)), count(*) FROM (SELECT *, row_number() OVER () AS n FROM ($from) o) s" }

# [ class, what is tried, query ] for values of each operator, and for what btree does beside its operators. Rows are sorted by id + 0, which
# no server reads from the index of the key.
sub questions
{
	my ($values) = @_;
	my @questions;
	for my $operator (operators())
	{
		my ($class, $name, $right, $purpose) = @$operator;
		# The newest rows stand where an index had to grow for them. Names take long to compare.
		my $newest = $right eq 'name_query' ? 5 : 100;
		push @questions, [ $class, $name, "WITH a AS MATERIALIZED (SELECT id, v FROM $class->[0] WHERE id % 5 = 3 ORDER BY id DESC LIMIT $newest) "
			. "SELECT sum(hashint8(a.id * 1000000::bigint + b.id)::bigint), count(*) FROM a JOIN $class->[0] b ON b.v $name a.v::$right" ] if $purpose eq 's' && !$operator->[4];
		for (1 .. $values)
		{
			my $literal = quoted(value($right)) . "::$right";
			my $condition = $name =~ / v$/ ? "$literal $name" : "v $name $literal";
			push @questions, [ $class, $name, $purpose eq 'o' ? rows_of('d::text', "SELECT $condition AS d FROM $class->[0] WHERE v IS NOT NULL ORDER BY $condition LIMIT 300")
				: "SELECT md5(string_agg(id::text, ' ' ORDER BY id + 0)), count(*) FROM $class->[0] WHERE $condition" ];
		}
	}
	for my $class (grep { $_->[1] eq 'btree' } operator_classes())
	{
		my ($table, undef, undef, $type) = @$class;
		my $list = join ', ', map { quoted(value($type)) } 1 .. 20;
		push @questions, map { [ $class, "ORDER BY $_", rows_of("coalesce(v::text, '-')", "SELECT v FROM $table ORDER BY $_") ] } 'v', 'v DESC';
		push @questions, map { [ $class, $_, rows_of('v::text', "SELECT v FROM $table WHERE v IS NOT NULL ORDER BY v $_ LIMIT 1") ] } 'ASC', 'DESC';
		push @questions, map { [ $class, $_->[0], "SELECT md5(string_agg(id::text, ' ' ORDER BY id + 0)), count(*) FROM $table WHERE v $_->[1]" ] }
			[ 'IS NULL', 'IS NULL' ], [ 'IS NOT NULL', 'IS NOT NULL' ], [ '= ANY', "= ANY (ARRAY[$list]::${type}[])" ];
	}
	return @questions;
}

my $by_index = 'SET enable_seqscan = off; SET enable_sort = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off;';
my $by_table = 'SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;';

# compare_indexes(values, options): as many values for each operator. Gives the questions that are answered otherwise, those whose plan is without
# the index (with plans => 1), and how many rows were found for each class and operator.
sub compare_indexes
{
	my ($values, %options) = @_;
	srand($options{seed} // 1);
	my @questions = questions($values);
	my @by_index = split /\n/, psql_ok($by_index . join '', map { "$_->[2];\n" } @questions);
	my @by_table = split /\n/, psql_ok($by_table . join '', map { "$_->[2];\n" } @questions);
	my @plans = $options{plans} ? split(/^--\n/m, psql_ok($by_index . join '', map { "EXPLAIN (COSTS OFF) $_->[2];\n\\echo --\n" } @questions)) : ();
	die "not every question was answered\n" if @by_index != @questions || @by_table != @questions || $options{plans} && @plans != @questions;
	my (@differ, @unused, %found);
	for my $n (0 .. $#questions)
	{
		my ($class, $operator, $query) = @{ $questions[$n] };
		push @differ, "$query: index $by_index[$n], table $by_table[$n]" if $by_index[$n] ne $by_table[$n];
		push @unused, "$query:\n$plans[$n]" if $options{plans} && $plans[$n] !~ /Scan (?:Backward )?(?:using|on) $class->[0]_v\b/;
		my ($rows) = $by_table[$n] =~ /(\d+)\z/;
		$found{"$class->[0] $operator"} += $rows // 0;
	}
	return (\@differ, \@unused, \%found);
}

# What differs, as text; empty where all indexes answer as their tables.
sub differences { my ($differ) = compare_indexes(@_); return join "\n", @$differ }

# What amcheck says of all btree indexes of the database, and of the GIN indexes where it knows them: their number; undef where it is not installed.
sub amcheck
{
	return if psql_ok("SELECT count(*) FROM pg_available_extensions WHERE name = 'amcheck'") eq '0';
	my $indexes = q(FROM pg_class c JOIN pg_am m ON m.oid = c.relam WHERE c.relkind = 'i' AND c.relpersistence = 'p' AND m.amname);
	psql_ok('CREATE EXTENSION IF NOT EXISTS amcheck');
	psql_ok("SELECT count(gin_index_check(c.oid)) $indexes = 'gin'") if psql_ok("SELECT count(*) FROM pg_proc WHERE proname = 'gin_index_check'");
	return psql_ok("SELECT count(bt_index_check(c.oid, true)) $indexes = 'btree'");
}

1;
