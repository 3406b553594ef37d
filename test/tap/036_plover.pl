# The PLOVER half of event_code against the tables of src/data, read here: numbers, order, scores, classes, labels, the
# translation from CAMEO, and the profiles of the CAMEO codes that stand for it.
use strict;
use warnings;
use utf8;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

fresh_database('smartdip_plover');

sub table
{
	my ($name) = @_;
	open(my $in, '<:raw:encoding(UTF-8)', "src/data/$name.tsv") or die "$name: $!\n";
	my @columns;
	my @rows;
	while (<$in>)
	{
		chomp;
		next if /^#/;
		my @field = split /\t/, $_, -1;
		if (!@columns) { @columns = @field; next }
		my %row;
		@row{@columns} = @field;
		push @rows, \%row;
	}
	return @rows;
}

sub name { my ($event, $mode) = @_; return $mode eq '' ? $event : "$event.$mode" }

# What the server says of each code, one column after the other.
sub server
{
	my ($query) = @_;
	my %said;
	for (split /\n/, psql_ok($query))
	{
		my ($code, @rest) = split /\|/, $_, -1;
		utf8::decode($_) for @rest;
		$said{$code} = join '|', @rest;
	}
	return \%said;
}

my @codes = table('plover_code');
my %number = map { ($_->{event} => $_->{number}) } grep { $_->{mode} eq '' } @codes;
my @ordered = sort { $number{ $a->{event} } <=> $number{ $b->{event} } || ($a->{mode} eq '' ? 0 : $a->{number}) <=> ($b->{mode} eq '' ? 0 : $b->{number}) } @codes;
is(psql_ok("SELECT string_agg(c::text, ' ') FROM (SELECT event_codes('plover') AS c ORDER BY c) x"), join(' ', map { name(@$_{qw(event mode)}) } @ordered),
	'the codes of the table, in the order of their numbers');

my %score = map { (name(@$_{qw(event mode)}) => $_->{goldstein} + 0) } table('plover_goldstein');
my %quad = map { ($_->{key} => $_->{class}) } grep { $_->{scheme} eq 'plover' } table('quad_class');
my %word = map { ("$_->{kind} $_->{key}" => $_) } table('plover_label');
my %want;
for (@codes)
{
	my $code = name(@$_{qw(event mode)});
	my @words = ($word{"event $_->{event}"}, $_->{mode} eq '' ? () : $word{"mode $_->{mode}"});
	$want{$code} = join '|', $score{$code} // $score{ $_->{event} }, $quad{ $_->{event} }, map { my $l = $_; join ': ', map { $_->{$l} } @words } qw(label_en label_ar);
}
is_deeply(server("SELECT c, goldstein(c), quad_class(c), label(c), label(c, 'ar') FROM event_codes('plover') c"), \%want, 'scores, classes and labels');

my %mapped = map { ($_->{code} => $_) } table('plover');
my %translated;
for my $code (split /\n/, psql_ok('SELECT event_codes()'))
{
	my $above = $code;
	chop $above while length $above >= 2 && !$mapped{$above};
	$translated{$code} = length $above < 2 ? '' : name($mapped{$above}{event}, $above eq $code ? $mapped{$above}{mode} : '');
}
is_deeply(server('SELECT c, plover(c) FROM event_codes() c'), \%translated, 'each CAMEO code is translated as the mapping says');

my %like = map { (name(@$_{qw(event mode)}) => $_->{like}) } table('plover_power');
is_deeply([ grep { $translated{ $like{$_} } ne $_ } sort keys %like ], [], 'a CAMEO code that stands for a PLOVER code is mapped to it');
is_deeply([ grep { !defined $like{$_} } sort keys %number ], [], 'each type has one');
my $values = join ', ', map { my $c = name(@$_{qw(event mode)}); "('$c', '" . ($like{$c} // $like{ $_->{event} }) . "')" } @codes;
is(psql_ok("SELECT count(*), count(*) FILTER (WHERE power_profile(code::event_code) IS DISTINCT FROM power_profile(like_code::event_code)) FROM (VALUES $values) v(code, like_code)"),
	@codes . '|0', 'and each has the profile of the code that stands for it or its type');

# Out and in again: text, binary, a dump's COPY, a hash and a btree index.
psql_ok("CREATE TABLE there AS SELECT c FROM (SELECT event_codes() UNION ALL SELECT event_codes('plover')) x(c); CREATE TABLE back (c event_code);
	CREATE INDEX ON back USING hash (c); CREATE UNIQUE INDEX ON back (c); INSERT INTO back SELECT c::text::event_code FROM there;");
is(psql_ok("SELECT count(*), count(*) FILTER (WHERE there.c IS DISTINCT FROM back.c) FROM there FULL JOIN back USING (c)"), psql_ok('SELECT count(*) FROM there') . '|0', 'text round trip');
is(psql_ok("SET enable_seqscan = off; SET enable_indexscan = off; SELECT count(*) FROM there t WHERE EXISTS (SELECT FROM back b WHERE b.c = t.c)"), psql_ok('SELECT count(*) FROM there'), 'found by the hash index');
done_testing();
