# What depends on Unicode says the same in every database, whatever its locale and its provider of locales. That servers of other
# versions with another ICU say the same too is seen by 810_upgrade.pl, which compares these digests before and after an upgrade.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(psql_ok);
use SameTexts qw(digests);

$ENV{PGOPTIONS} = '-c client_min_messages=warning';

sub digests_in
{
	my ($name, $options) = @_;
	my $database = "smartdip_same_$name";
	$ENV{PGDATABASE} = 'postgres';
	psql_ok("DROP DATABASE IF EXISTS $database WITH (FORCE);\nCREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8' $options;");
	$ENV{PGDATABASE} = $database;
	psql_ok('CREATE EXTENSION smartdip');
	my %digest = map { /^(.*)\|\d+\|(.*)$/ } split /\n/, digests(lower => 1);
	$ENV{PGDATABASE} = 'postgres';
	psql_ok("DROP DATABASE $database");
	return \%digest;
}

my $plain = digests_in('c', q{LOCALE 'C'});
note("$_ $plain->{$_}") for sort keys %$plain;
my %other = (icu_tr => q{LOCALE_PROVIDER icu ICU_LOCALE 'tr' LOCALE 'C'});
$other{c_utf8} = q{LOCALE 'C.UTF-8'} if $ENV{SMARTDIP_LONG};
for my $name (sort keys %other)
{
	my $digest = digests_in($name, $other{$name});
	isnt($digest->{lower}, $plain->{lower}, "$name: the server's lower() is another than in C");
	is($digest->{$_}, $plain->{$_}, "$name: $_ as in C") for grep { $_ ne 'lower' } sort keys %$plain;
}
done_testing();
