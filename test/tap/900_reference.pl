# doc/reference.md says what the installed objects' comments say.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database run_command);

fresh_database('smartdip_reference');
my ($status, $made) = run_command('', 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-f', 'scripts/reference.sql');
is($status, 0, 'the reference can be made');
open(my $in, '<:raw', 'doc/reference.md') or die "doc/reference.md: $!\n";
my $kept = do { local $/; <$in> };
ok($made eq $kept, 'doc/reference.md is up to date') or diag("run scripts/reference.sh and look at what changed");
my @short = grep { /\|\s*\|$/ } split /\n/, $made;
is("@short", '', 'no object stands there without a word');
done_testing();
