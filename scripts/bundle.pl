#!/usr/bin/perl
# bundle.pl PROGRAM MODULE...: the program as one file, with its modules where it tells where they lie ("use lib").
use strict;
use warnings;

sub slurp
{
	my ($file) = @_;
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	local $/;
	return scalar <$in>;
}

my ($program, @modules) = @ARGV;
my $bundle = '';
for my $module (@modules)
{
	my ($name) = $module =~ m{([^/]+)\z};
	$bundle .= "# $module\nBEGIN\n{\n" . (slurp($module) =~ s/\n1;\n\z/\n/r) . "\$INC{'$name'} = 1;\n}\n\n";
}
my $text = slurp($program);
$text =~ s/^use FindBin \(\);\n//m;
$text =~ s/^use lib .*\n/\n$bundle/m or die "$program does not tell where its modules lie\n";
print $text;
