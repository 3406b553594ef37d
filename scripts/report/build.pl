#!/usr/bin/perl
# build.pl LOCALE ECHARTS DATA: prints the page of the report. DATA has a line for each part: its name, a tab, its rows as JSON.
use strict;
use warnings;

my ($locale, $echarts, $data) = @ARGV;
(my $here = $0) =~ s{[^/]+$}{};

sub slurp
{
	my ($file) = @_;
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	local $/;
	return scalar <$in>;
}

# Inside a script element nothing may look like its end, nor like the start of a comment, whatever a name in the data is.
# U+2028 and U+2029 end a line where JSON is read as a program.
sub for_script
{
	my ($json) = @_;
	$json =~ s/</\\u003c/g;
	$json =~ s/>/\\u003e/g;
	$json =~ s/&/\\u0026/g;
	$json =~ s/\xE2\x80(\xA8|\xA9)/$1 eq "\xA8" ? '\u2028' : '\u2029'/ge;
	return $json;
}

# The last line of a part counts: a part comes once.
my %part;
for my $line (split /\n/, slurp($data))
{
	my ($name, $json) = $line =~ /^(\w+)\t(.+)$/s or die "$data: not a part of a report: $line\n";
	$part{$name} = $json;
}
defined $part{span} && defined $part{meta} or die "$data: the report has no span\n";

my %text = (
	locale => $locale,
	direction => $locale eq 'ar' ? 'rtl' : 'ltr',
	style => slurp("${here}style.css"),
	data => for_script('{' . join(',', map { qq("$_":$part{$_}) } sort keys %part) . '}'),
	echarts => join("\n", map { slurp("$echarts/$_") } 'dist/echarts.min.js', $locale eq 'ar' ? 'i18n/langAR.js' : ()),
	words => slurp("${here}words.js") . slurp("${here}charts.js"),
	report => slurp("${here}report.js"),
);
$text{$_} =~ s{</(script)}{<\\/$1}gi for qw(echarts words report);
my $page = slurp("${here}page.html");
$page =~ s/\{\{(\w+)\}\}/$text{$1} \/\/ die "page.html: nothing is named $1\n"/ge;
print $page;
