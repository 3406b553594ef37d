# Every function and aggregate of the extension, and text search through its configurations, is called with odd and hostile
# arguments by a role without rights: any answer and any error will do, but for an internal one (XX000) and for a server
# that has gone. The calls are the same in each run: SMARTDIP_RANDOM_SEED makes others, SMARTDIP_RANDOM_CALLS more.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use RandomValues qw(one_of quoted random_option random_headline random_value unknown_types extension_functions random_database);
use TestDb qw(psql_ok run_command);

my $calls = $ENV{SMARTDIP_RANDOM_CALLS} || 5000;
my $seed = $ENV{SMARTDIP_RANDOM_SEED} || 410;
srand $seed;

my $role = 'smartdip_random';
my $database = random_database($role);

# What the templates below ask for beside types; these are never NULL.
my %part = (
	config => sub { "'" . one_of(qw(smartdip smartdip_wide smartdip_themes)) . "'" },
	dictionary => sub { "'" . one_of(qw(lexicon smartdip_english smartdip_arabic smartdip_auto_wide smartdip_theme)) . "'" },
	template => sub { one_of(qw(smartdip_word smartdip_lexicon smartdip_theme)) },
	option => \&random_option,
	headline => sub { quoted(random_headline()) },
	window => sub { 'ROWS BETWEEN ' . one_of(qw(UNBOUNDED 0 1 3)) . ' PRECEDING AND ' . one_of(qw(UNBOUNDED 0 2)) . ' FOLLOWING' },
);

sub value
{
	my ($type) = @_;
	return $part{$type} ? $part{$type}->() : random_value($type);
}

# A template has a type in braces where a value has to stand.
sub templates_of
{
	my ($function) = @_;
	my ($name, @types) = ($function->{name}, @{ $function->{types} });
	my $arguments = join ', ', map { "{$_}" } @types;
	return $function->{set} ? "SELECT count(*), max(length(r::text)) FROM $name($arguments) r" : "SELECT $name($arguments)" if $function->{kind} ne 'a';
	my $columns = join ', ', map { "c$_" } 1 .. @types;
	my $rows = 'FROM (VALUES ' . join(', ', ("($arguments)") x 7) . ") v ($columns)";
	return ("SELECT $name($columns) $rows", "SELECT $name($columns) OVER ({window}) $rows", "SELECT $name($columns ORDER BY c1) $rows WHERE false");
}

my @templates = map { templates_of($_) } extension_functions();
my $functions = @templates;
my @searches = (
	('SELECT ts_headline({config}, {text}, {tsquery}, {headline})') x 9,
	"SELECT ts_headline('smartdip', repeat('The foreign minister met the president. ', 200), 'minist'::tsquery, {headline})",
	'SELECT to_tsvector({config}, {text})',
	'SELECT count(*) FROM ts_debug({config}, {text})',
	"SELECT count(*) FROM ts_parse('smartdip', {text})",
	'SELECT ts_lexize({dictionary}, {text})',
	"CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = {template}, {option}, {option}); SELECT ts_lexize('d', {text});"
	  . " ALTER TEXT SEARCH DICTIONARY d ({option}); SELECT ts_lexize('d', {text})",
);
push @templates, (@searches) x 3;

# What has no argument is called once.
my @varied = grep { /\{/ } @templates;
my @calls = (@templates, map { $varied[ $_ % @varied ] } @templates .. $calls - 1);
s/\{(\w[^{}]*)\}/value($1)/ge for @calls;
my $script = "\\set VERBOSITY sqlstate\nSET SESSION AUTHORIZATION $role;\nSET statement_timeout = '1s';\n";
my $first = 1 + ($script =~ tr/\n//);
$script .= "BEGIN; $_; ROLLBACK;\n" for @calls;
my ($status, $out, $err) = run_command("$script\\echo done\n", 'timeout', 300 + int($calls / 10), 'psql', '-Xq', '-o', '/dev/null', '-f', '-');

my (%states, @internal);
while ($err =~ /^psql:<stdin>:(\d+): (?:ERROR|FATAL|PANIC): +(\w{5})/mg)
{
	my ($line, $state) = ($1, $2);
	$states{$state}++;
	push @internal, $calls[ $line - $first ] if $state =~ /^XX/;
}
note('tried ' . @calls . ' random calls');
cmp_ok($functions, '>', 200, "$functions functions and ways to call an aggregate, $calls calls, seed $seed");
is(join(', ', unknown_types()), '', 'there are values for each type of argument');
note(join ', ', map { "$_ $states{$_}" } sort { $states{$b} <=> $states{$a} } keys %states);
is($out, "done\n", 'the server answers every call')
  or diag((split /\n/, $err)[-1], "\n", (map { substr $calls[ $_ - $first ], 0, 1000 } $err =~ /.*^psql:<stdin>:(\d+):/ms),
	"\nstill running: ", eval { psql_ok("SELECT left(query, 1000) FROM pg_stat_activity WHERE datname = '$database' AND pid <> pg_backend_pid()") });
is(scalar @internal, 0, 'no error is an internal one')
  or diag(join "\n", map { substr $_, 0, 300 } grep { defined } @internal[ 0 .. 9 ]);

# A server that has just gone is not yet back.
psql_ok("\\c postgres\nDROP DATABASE $database WITH (FORCE);\nDROP ROLE $role") if $out eq "done\n";
done_testing();
