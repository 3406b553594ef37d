#!/usr/bin/perl
# The gate of the concepts, at build time: which frequent words does each term take, and are they meant? Run by make whenever the
# lexicon of concepts is built; by hand it is
#
#	make concept-gate
#
# The keys in test/data/language were made without looking at the concepts:
#
#	common_en.tsv, common_ar.tsv	frequent words with their right translations, or - for a word that should give no concept
#	link_en_ar.tsv					pairs of translation, which must share a concept
#	apart_en.tsv, apart_ar.tsv		look-alikes, opposites and rivals, which must share none
#
# A concept that a frequent word takes has to have one of its translations for a term (or an inflection of one), or to stand in
# gate_exception.tsv with a reason. What falls short is written to the report, a line each: word, concept, the term that took it.
# gate_limit.tsv holds how many of each kind there may be: more fail the build, and the limits are lowered as terms are mended.
use strict;
use warnings;
use File::Temp;
use tsv qw(read_tsv);

@ARGV > 2 or die "usage: concept_gate.pl REPORT BUILD_LEXICON [ARGUMENT...]\n";
my ($report, $builder, @arguments) = @ARGV;
my $folder = 'test/data/language';

my %words = map { my $language = $_; $language => [ read_tsv("$folder/common_$language.tsv", qw(word translations source)) ] } qw(en ar);
my @link = read_tsv("$folder/link_en_ar.tsv", qw(en ar source));
my %apart = map { my $language = $_; $language => [ read_tsv("$folder/apart_$language.tsv", qw(word other source)) ] } qw(en ar);
my %exception = map { ("$_->{language} $_->{word} $_->{concept}" => $_->{reason}) } read_tsv("$folder/gate_exception.tsv", qw(language word concept reason source));
my %limit = map { ($_->{kind} => $_->{most}) } read_tsv("$folder/gate_limit.tsv", qw(kind most));

# The key has names, too, in small letters: as a text writes them.
sub spellings { my ($language, $word) = @_; return $language eq 'en' ? ($word, ucfirst $word, uc $word) : $word; }

sub translations { my ($row) = @_; return $row->{translations} eq '-' ? () : split /; /, $row->{translations}; }

# What takes each text: concept -> term, for the text as a whole and for any part of it.
my (%whole, %any);
{
	my %texts;
	for my $language (qw(en ar)) { $texts{$_}++ for map { (spellings($language, $_->{word}), translations($_)) } @{ $words{$language} } }
	for my $row (@{ $words{ar} }) { $texts{$_}++ for map { spellings('en', $_) } translations($row) }
	$texts{$_}++ for map({ ($_->{en}, $_->{ar}) } @link),
		map { ($_->{word}, $_->{other}) } map { @$_ } values %apart;
	my $file = File::Temp->new;
	print $file "$_\n" for sort keys %texts;
	$file->flush;
	open(my $in, '-|', $builder, '--takes', $file->filename, @arguments) or die "cannot run $builder: $!\n";
	while (my $line = <$in>)
	{
		chomp $line;
		my ($text, $concept, $term, $extent) = split /\t/, $line;
		$concept =~ s/^=|\.$//g;
		$any{$text}{$concept} //= $term;
		$whole{$text}{$concept} //= $term if $extent eq 'whole';
	}
	close $in or die "$builder failed\n";
}

# Have any of the one and any of the other texts a concept in common?
sub shared
{
	my ($left, $right) = @_;
	my %left = map { ($_ => 1) } map { keys %{ $whole{$_} || {} } } @$left;
	return grep { $left{$_} } map { keys %{ $whole{$_} || {} } } @$right;
}

my (%faults, %checked, %used);
for my $language (qw(en ar))
{
	for my $row (@{ $words{$language} })
	{
		my $word = $row->{word};
		my @translations = translations($row);
		for my $concept (sort keys %{ $whole{$word} || {} })
		{
			my $kind = @translations ? "wrong_$language" : "grammar_$language";
			$checked{$kind}++;
			next if grep { $whole{$_}{$concept} } map { spellings($language eq 'en' ? 'ar' : 'en', $_) } @translations;
			my $exception = "$language $word $concept";
			if ($exception{$exception}) { $used{$exception} = 1 }
			else { push @{ $faults{$kind} }, "$word\t=$concept.\t$whole{$word}{$concept}\t" . join('; ', @translations) }
		}
		next if !@translations;
		$checked{"missing_$language"}++;
		push @{ $faults{"missing_$language"} }, "$word\t\t\t$row->{translations}"
			unless shared([ spellings($language, $word) ], [ map { spellings($language eq 'en' ? 'ar' : 'en', $_) } @translations ]);
	}
	for my $pair (@{ $apart{$language} })
	{
		$checked{"apart_$language"}++;
		push @{ $faults{"apart_$language"} }, map { "$pair->{word} / $pair->{other}\t=$_.\t$any{$pair->{word}}{$_}; $any{$pair->{other}}{$_}\t" }
			(grep { $any{ $pair->{other} }{$_} } sort keys %{ $any{ $pair->{word} } || {} })[0] // ();
	}
}
for my $pair (@link)
{
	$checked{link}++;
	push @{ $faults{link} }, "$pair->{en} = $pair->{ar}\t\t\t"
		unless grep { $any{ $pair->{ar} }{$_} } keys %{ $any{ $pair->{en} } || {} };
}
push @{ $faults{exception} }, map { "$_\t\t\t" } grep { !$used{$_} } sort keys %exception;

my %heading = (
	wrong_en => 'frequent English words in a concept that has none of their translations',
	wrong_ar => 'frequent Arabic words in a concept that has none of their translations',
	grammar_en => 'English words that should give no concept, and give one',
	grammar_ar => 'Arabic words that should give no concept, and give one',
	missing_en => 'frequent English words that share no concept with any of their translations',
	missing_ar => 'frequent Arabic words that share no concept with any of their translations',
	link => 'pairs of translation that share no concept',
	apart_en => 'English look-alikes, opposites and rivals that share a concept',
	apart_ar => 'Arabic look-alikes, opposites and rivals that share a concept',
	exception => 'exceptions that are none any more');
open(my $out, '>:raw', $report) or die "$report: $!\n";
print $out "# What the terms of the concepts take that they should not, and what they miss: word, concept, the term that took it, the right translations.\n";
my $failed = 0;
for my $kind (qw(wrong_en wrong_ar grammar_en grammar_ar missing_en missing_ar link apart_en apart_ar exception))
{
	my @lines = @{ $faults{$kind} || [] };
	my $most = $limit{$kind} // 0;
	printf $out "\n## %s: %s, %d of %d, at most %d\n%s", $kind, $heading{$kind}, scalar @lines, $checked{$kind} // scalar keys %exception, $most, join('', map { "$_\n" } @lines);
	next if @lines <= $most;
	$failed = 1;
	printf STDERR "the gate of the concepts: %d %s, not %d as gate_limit.tsv allows; see %s\n", scalar @lines, $heading{$kind}, $most, $report;
}
close $out or die "$report: $!\n";
exit $failed;
