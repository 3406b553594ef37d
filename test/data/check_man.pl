#!/usr/bin/perl
# The man page of smartdip-load tells of the same options as its --help, with the same arguments and defaults, and both of all that it takes.
#
#   perl test/data/check_man.pl
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $page = "$root/doc/man/smartdip-load.1";
my $man = slurp($page) // '';
my $program = slurp("$root/scripts/smartdip-load");
my ($usage) = $program =~ /^my \$usage = <<'END';\n(.*?)^END\n/ms;

# "-t, --table TABLE" of a line of --help, and of the line behind .TP without its fonts
my $option = qr/(?:-[a-z], )?--[a-z-]+(?: [A-Z][^\s]*)?/;
my @of_help = $usage =~ /^ {2,6}($option)(?=\s)/mg;
my @of_man = grep { /^-/ } map { unfont($_) } $man =~ /^\.TP\n\.(.*)\n/mg;

sub unfont
{
	my ($line) = @_;
	return $line =~ s/\A(?:BR|B|RI) //r =~ s/" ([^"]*)"/$1/gr =~ s/\\f.|"//gr =~ s/\\-/-/gr =~ s/ , /, /gr =~ s/ +/ /gr;
}

# The long options without their negations, each once.
sub names
{
	my %seen = map { /--(?:no-)?([a-z-]+)/ ? ($1 => 1) : () } @_;
	return \%seen;
}

sub missing
{
	my ($what, $from, $in) = @_;
	my %in = map { $_ => 1 } @$in;
	return map { "$what: no $_" } grep { !$in{$_} } @$from;
}

ok('--help has options', @of_help >= 10 ? () : scalar(@of_help) . ' found');
ok('the man page has them all', missing($page, \@of_help, \@of_man));
ok('and no others', missing('--help', \@of_man, \@of_help));

my ($taken) = $program =~ /^GetOptions\(\\%option, (.*?)\) or/ms;
my @taken = map { /^([a-z-]+)/ } $taken =~ /'([^']+)'/g;
ok('--help has all that the program takes', missing('--help', \@taken, [ keys %{ names(@of_help) } ]), missing('the program', [ keys %{ names(@of_help) } ], \@taken));

my %default = $program =~ /'(max-[a-z]+)' => ([0-9]+)/g;
for my $name (sort keys %default)
{
	my $written = $name =~ s/-/\\-/gr;
	my ($text) = $man =~ /^\.BR \\-\\-\Q$written\E (.*?)^\.TP/ms;
	ok("the default of --$name", ($text // '') =~ /The default is $default{$name}\b/ ? () : 'the man page tells another', $usage =~ /\($default{$name}\)/ ? () : '--help tells another');
}
my ($version) = slurp("$root/META.json") =~ /^  "version": "([^"]*)"/m;
ok('the version', $man =~ /^\.TH \S+ 1 \S+ "smartdip \Q$version\E"/m ? () : 'not that of META.json');

if (grep { -x "$_/groff" } split /:/, $ENV{PATH})
{
	my $said = `groff -man -ww -Tutf8 -z '$page' 2>&1`;
	ok('groff has no warnings', split /\n/, $said);
}
else { skip('groff has no warnings', 'there is no groff') }
done();
