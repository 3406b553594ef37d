# Actors in texts of databases in other encodings, and while somebody waits: a long search can be cancelled.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok psql_fails);

$ENV{PGCLIENTENCODING} = 'UTF8';
my %example = (
	UTF8 => [ 'قال وزير الخارجية المصري في باريس, and São Paulo police', "EGYGOV|5|25|وزير الخارجية المصري\nFRA|29|34|باريس\nBRACOP|40|56|São Paulo police" ],
	WIN1256 => [ 'قال وزير الخارجية المصري في باريس', "EGYGOV|5|25|وزير الخارجية المصري\nFRA|29|34|باريس" ],
	LATIN1 => [ 'São Paulo police met the Élysée', "BRACOP|1|17|São Paulo police\nFRAGOV|26|32|Élysée" ]);

for my $encoding (sort keys %example)
{
	my ($text, $expected) = @{ $example{$encoding} };
	fresh_database('smartdip_actor_text');
	psql_ok("CREATE DATABASE smartdip_actor_text_2 TEMPLATE template0 ENCODING '$encoding' LC_COLLATE 'C' LC_CTYPE 'C'");
	local $ENV{PGDATABASE} = 'smartdip_actor_text_2';
	psql_ok('CREATE EXTENSION smartdip');
	my $found = psql_ok("SELECT * FROM actors_in('$text')");
	$found =~ s/\s+\z//;
	is($found, $expected, "places and words in a database in $encoding");
	local $ENV{PGDATABASE} = 'smartdip_actor_text';
	psql_ok('DROP DATABASE smartdip_actor_text_2 WITH (FORCE)');
}

my $error = psql_fails("SET statement_timeout = '100ms'; SELECT count(*) FROM actors_in(repeat('the minister of Iran and ', 8000000))");
like($error, qr/57014/, 'a search can be cancelled');

done_testing();
