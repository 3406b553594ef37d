#!/usr/bin/perl
# Lays out C as pgindent does, with pg_bsd_indent (Debian's package pg-bsd-indent), at 120 columns:
#
#	scripts/indent.pl [--check] FILE...
#
# --check changes nothing, names the files whose layout differs, and exits with 1 if there are any.
#
# pg_bsd_indent does not know compound literals, (struct token) {...}: each is handed over as one name of its own length.
use strict;
use warnings;

my @options = qw(-bad -bap -bbb -bc -bl -cli1 -cp33 -cdb -nce -d0 -di12 -nfc1 -i4 -l120 -lp -lpl -nip -npro -sac -tpg -ts4);
my $typedefs = ($0 =~ m{^(.*)/[^/]+$} ? $1 : '.') . '/../tools/typedefs.list';

my $check = @ARGV && $ARGV[0] eq '--check' ? shift @ARGV : 0;
my $differ = 0;

sub slurp
{
	my ($path) = @_;
	open(my $in, '<:raw', $path) or die "cannot read $path: $!\n";
	local $/ = undef;
	return scalar <$in>;
}

sub spew
{
	my ($path, $content) = @_;
	open(my $out, '>:raw', $path) or die "cannot write $path: $!\n";
	print $out $content;
	close($out) or die "cannot write $path: $!\n";
	return;
}

sub laid_out
{
	my ($path, $source) = @_;
	my @literals;
	my $name = sub {
		my ($literal) = @_;
		push @literals, $literal;
		return 'Literal' . ('x' x (length($literal) > 12 ? length($literal) - 12 : 0)) . sprintf('_%04d', $#literals);
	};
	1 while $source =~ s/\((?:const )?(?:struct |union )?\w+(?: \*)?(?:\[\w*\])?\) \{[^{}\n]*\}/$name->($&)/e;
	my $copy = "/tmp/indent-$$.c";
	spew($copy, $source);
	system('pg_bsd_indent', @options, "-U$typedefs", $copy, "$copy.out") == 0 or die "pg_bsd_indent does not take $path\n";
	my $result = slurp("$copy.out");
	unlink $copy, "$copy.out";
	# Designated initialisers are younger than it, too; * behind -- is no product, and text is a type and a good name.
	$result =~ s/,(?=\[\w+\] = |\.\w+ = )/, /g;
	$result =~ s/(?<=--|\+\+)\* (?=\w)/*/g;
	$result =~ s/\btext \+(?=\w)/text + /g;
	1 while $result =~ s/\bLiteralx*_(\d{4})\b/$literals[$1]/;
	return $result;
}

for my $path (@ARGV)
{
	my $source = slurp($path);
	my $result = laid_out($path, $source);
	next if $result eq $source;
	$differ = 1;
	print "$path\n";
	spew($path, $result) unless $check;
}
exit($check && $differ ? 1 : 0);
