# The two papers, tagged section by section: each section is about its own subject, by one rule for all of them, that of
# theme_dominant(): the most hits, actors and platforms aside. The subject is a theme, or for the sections that go
# through a whole family that family. And it is so whether terms need the company that they ask for or not. Needs the papers' texts, in the folder that SMARTDIP_SHARED names.
use strict;
use warnings;
use Test::More;
use lib 'test/tap';
use TestDb qw(fresh_database psql_ok);

my $seeds = ($ENV{SMARTDIP_SHARED} || 'nowhere') . '/seeds';
plan skip_all => 'no papers' unless -f "$seeds/digital-diplomacy.txt" && -f "$seeds/smart-diplomacy.txt";

# A heading in the text, a name for it, and what the section is about; no subject: it only ends the one before.
my @digital = (
	['1.1 The definition', '1.1', 'form.digital'],
	['1.2 The goals', '1.2', 'goal'],
	['1.3 The evolution', '1.3', 'era'],
	['1.4 Effective digital', '1.4', 'point'],
	['2. THE BENEFITS', ''],
	['2.1 Strengthening', '2.1', 'benefit.relations'],
	['2.2 Proximity', '2.2', 'benefit.proximity'],
	['2.3 Fast', '2.3', 'benefit.speed'],
	['2.4 Low', '2.4', 'benefit.cost'],
	['2.5 Favoring', '2.5', 'benefit.small_states'],
	['3. THE RISKS', ''],
	['3.1 Freedom', '3.1', 'risk.freedom'],
	['3.2 Lack', '3.2', 'risk.knowledge'],
	['3.3 Disagreements', '3.3', 'risk.disagreement'],
	['3.4 The culture', '3.4', 'risk.anonymity'],
	['3.5 Hacking', '3.5', 'risk.hacking'],
	['CONCLUSION', '']);
my @smart = (
	['1- Literature', '1', 'form.smart', 'power.smart'],
	['2- Method', ''],
	['3- Results', ''],
	['The effect of smart diplomacy on the ease', '3, ease', 'effect.ease'],
	['The effect of smart diplomacy on the speed', '3, speed', 'effect.speed'],
	['The effect of smart diplomacy on the accuracy', '3, accuracy', 'effect.accuracy'],
	['4- Conclusions', '4', 'form.smart', 'power.smart']);

# The text without running heads, page numbers and the empty line that stands behind every line of print.
sub paper
{
	my ($name) = @_;
	open(my $in, '<:raw', "$seeds/$name") or die "$name: $!\n";
	my $text = do { local $/; <$in> };
	$text =~ s/^[ \t]*\d+[ \t]*\n\s*Tikrit Journal[^\n]*\n//mg;
	$text =~ s/\n\s*\n/\n/g;
	return $text;
}

# The text between a heading's line and the next heading.
sub section
{
	my ($text, $heading, $next) = @_;
	my $end = defined $next ? '^ ?' . quotemeta $next : '\z';
	my ($body) = $text =~ /^ ?\Q$heading\E[^\n]*\n(.*?)$end/ms or die "no section '$heading'\n";
	return $body;
}

fresh_database('smartdip_theme_papers');
psql_ok('CREATE TABLE hits (paper text, section text, minimum real, theme text, hits int); CREATE TABLE about (paper text, section text, theme text, family text)');
my @case;
for my $paper (['digital', 'digital-diplomacy.txt', @digital], ['smart', 'smart-diplomacy.txt', @smart])
{
	my ($name, $file, @sections) = @$paper;
	my $text = paper($file);
	for my $i (0 .. $#sections)
	{
		my ($heading, $section, @subject) = @{ $sections[$i] };
		next unless @subject;
		my $body = section($text, $heading, $i < $#sections ? $sections[ $i + 1 ][0] : undef);
		psql_ok("INSERT INTO hits SELECT '$name', '$section', minimum, t.theme, t.hits FROM unnest(ARRAY[0.5, 0]) minimum, theme_tags(\$body\$$body\$body\$, true, minimum) t;\n"
			. "INSERT INTO about SELECT '$name', '$section', theme_dominant(\$body\$$body\$body\$), theme_dominant(\$body\$$body\$body\$, true)");
		push @case, [$name, $section, @subject];
	}
}

for my $case (@case)
{
	my ($paper, $section, @subject) = @$case;
	my $level = $subject[0] =~ /\./ ? 'theme' : 'family';
	my $about = psql_ok("SELECT $level FROM about WHERE paper = '$paper' AND section = '$section'");
	ok((grep { $_ eq $about } @subject), "$paper $section is about " . join(' or ', @subject)) or diag("it is about $about");
	# not by the order of the codes alone: no other theme has as many hits
	my $list = join ', ', map { "'$_'" } @subject;
	my $same = $level eq 'theme' ? "strpos(theme, '.') > 0" : "strpos(theme, '.') = 0";
	for my $minimum (0.5, 0)
	{
		my $here = "paper = '$paper' AND section = '$section' AND minimum = $minimum";
		my $rivals = psql_ok("SELECT string_agg(theme, ' ') FROM hits WHERE $here AND theme NOT IN ($list)
			AND split_part(theme, '.', 1) NOT IN ('actor', 'platform') AND $same
			AND hits >= (SELECT max(hits) FROM hits WHERE $here AND theme IN ($list))");
		is($rivals, '', "$paper $section: no other theme comes as often, hits counted from a confidence of $minimum");
	}
}
done_testing();
