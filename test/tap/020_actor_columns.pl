# The parts of real actor codes against the columns into which GDELT split the same codes. Skips without its files.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

my $folder = ($ENV{SMARTDIP_SHARED} || '../shared') . '/data/gdelt';
my @files = grep { -r $_ } map { "$folder/$_" } qw(gdelt2-20180101000000.export.CSV gdelt1-mixed-57-58.tsv);
plan skip_all => "no GDELT files in $folder" unless @files;

# Of each row the two actors: whole code, country, known group, people, two religions, three types.
my $rows = '';
for my $file (@files)
{
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	while (my $line = <$in>)
	{
		my @columns = split /\t/, $line, -1;
		for my $first (5, 15)
		{
			my @actor = @columns[ $first, $first + 2 .. $first + 9 ];
			$rows .= join("\t", map { $_ eq '' ? '\N' : $_ } @actor) . "\n" if $actor[0] ne '';
		}
	}
}
fresh_database('smartdip_columns');
psql_ok("CREATE TABLE split (code actor_code, country text, known text, people text, r1 text, r2 text, t1 text, t2 text, t3 text);\n"
	. "COPY split FROM STDIN;\n$rows\\.\n");
cmp_ok(psql_ok('SELECT count(*) FROM split'), '>', 1000, 'every code of the files is an actor code');

# What GDELT's lists lack it leaves out, and it counts regions as countries and generic groups as roles.
my %differ = (
	country => q(coalesce(country(code), region(code)) IS DISTINCT FROM country AND code::text !~ '^(ROU|TWN)'),
	known_group => 'known_group(code) IS DISTINCT FROM known',
	ethnicity => 'ethnicity(code) IS DISTINCT FROM people',
	religions => '(religions(code))[1:2] <> array_remove(ARRAY[r1, r2], NULL)',
	roles => q(ARRAY(SELECT r FROM unnest(roles(code)) r WHERE r NOT IN ('REL', 'PTY')) <>
		ARRAY(SELECT t FROM unnest(ARRAY[t1, t2, t3]) t WHERE t NOT IN ('IGO', 'IMG', 'INT', 'MNC', 'NGM', 'NGO', 'UIS'))),
);
for my $part (sort keys %differ)
{
	is(psql_ok("SELECT DISTINCT code FROM split WHERE $differ{$part} ORDER BY 1 LIMIT 10"), '', "$part() and GDELT's column agree");
}
done_testing();
