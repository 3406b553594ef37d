# The program that compiles the lexicons: what terms take, and what it refuses, on small tables of its own.
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);

my $builder = 'src/core/generated/build_lexicon';
plan skip_all => "$builder is not there" unless -x $builder;
my $folder = tempdir(CLEANUP => 1);

sub write_file
{
	my ($name, @lines) = @_;
	open(my $out, '>:raw', "$folder/$name") or die "$folder/$name: $!\n";
	print $out map { "$_\n" } @lines;
	close $out;
	return "$folder/$name";
}

my $company = write_file('company.tsv', "language\tword\tplace\tsource", "en\tpresident\tbefore\town", "en\tprime minister\tbefore\town",
	"en\tadministration\tafter\town", "ar\tالرئيس\tbefore\town");

# The builder over rows of concept, broader, en, ar and what is kept; with a text, what takes it: the lines sorted.
sub build
{
	my ($rows, $text) = @_;
	my $table = write_file('table.tsv', "concept\tbroader\ten\tar\tkeeps", map { join("\t", @$_[0 .. 3], $_->[4] // '') } @$rows);
	my @takes = defined $text ? ('--takes', write_file('text', $text)) : ();
	my $command = join(' ', $builder, '--prefix =', '--suffix .', '--heads', '--no-stops', '--broader broader --keeps keeps', "--company $company", @takes, "concept concept en,ar $table");
	my $out = `$command 2>&1`;
	return defined $text ? join('; ', sort map { my @field = split /\t/; "$field[1] $field[3]" } split /\n/, $out) : $out;
}

my @bush = ([ 'bush-president', '', 'George Bush; Bush ~', 'جورج بوش; بوش ~' ], [ 'bush', '', 'bush', 'شجيرة' ], [ 'president', '', 'president', 'رئيس' ]);
is(build(\@bush, 'President Bush'), '=bush-president. whole; =president. part', 'a name in company of a title, which keeps its own meaning');
is(build(\@bush, 'a bush'), '=bush. part', 'a small letter is the word');
is(build(\@bush, 'Prime Minister Bush'), '=bush-president. whole', 'a title of two words');
is(build(\@bush, 'the Bush administration'), '=bush-president. part', 'what stands behind');
is(build(\@bush, 'Kate Bush'), '=bush. part', 'no company, no president');
is(build(\@bush, 'الرئيس بوش'), '=bush-president. whole; =president. part', 'company in Arabic');
is(build(\@bush, 'بوش'), '', 'and none there');

my @bank = ([ 'west-bank', '', 'West Bank', 'الضفة الغربية' ], [ 'bank', '', 'bank', 'بنك; ضفة ?' ], [ 'west', '', 'west', 'غرب' ],
	[ 'air-strike', '', 'air strike !', 'غارة جوية !' ], [ 'air', '', 'air', 'جو' ], [ 'strike', '', 'strike', 'إضراب' ]);
is(build(\@bank, 'the West Bank'), '=west-bank. part', 'a name covers its words');
is(build(\@bank, 'a bank in the west'), '=bank. part; =west. part', 'which stand elsewhere');
is(build(\@bank, 'air strikes'), '=air-strike. whole', 'so does a term with the sign');
is(build(\@bank, 'وضفة'), '=bank. whole', 'a rare sense takes its word');

my @room = ([ 'operating-room', '', 'operating room !; surgical theatre', 'غرفة عمليات !', 'room' ], [ 'room', '', 'room', 'غرفة' ],
	[ 'operate', '', 'operate', 'عملية ?; يشغل' ]);
is(build(\@room, 'operating rooms'), '=operating-room. whole; =room. part', 'a phrase keeps what is named');
is(build(\@room, 'غرفة عمليات'), '=operating-room. whole; =room. part', 'in both languages');
is(build([ [ @{ $room[0] }[0 .. 3] ], @room[1, 2] ], 'operating rooms'), '=operating-room. whole', 'and else nothing');
like(build([ [ @{ $room[0] }[0 .. 3], 'room door' ], @room[1, 2] ]), qr/table\.tsv:2: =operating-room\. is to keep door, but there is none/, 'what is kept is there');
like(build([ [ 'a', 'b', 'alpha beta !', 'ألفا بيتا', 'b' ], [ 'b', '', 'beta', 'بيتا' ] ]), qr/=a\. keeps b, which it is/, 'a broader entry is there anyway');
like(build([ [ 'a', '', 'alpha beta', 'ألفا بيتا', 'b' ], [ 'b', '', 'beta', 'بيتا' ] ]), qr/=a\. keeps =b\., which no term of it covers/, 'and so is what is not hidden');

like(build([ [ 'a', '', 'alpha', 'ألفا' ], [ 'b', '', 'alpha; beta', 'بيتا' ] ]), qr/"alpha" is the head of =a\., too/, 'each concept has a head of its own');
like(build([ [ 'a', '', 'alpha ?', 'ألفا' ] ]), qr/is its head, and has no \? and no ~/, 'which is sure');
unlike(build([ [ 'a', '', 'alpha', 'ألفا' ], [ 'b', '', 'beta; alpha ?', 'ألفا; بيتا' ] ]), qr/table\.tsv:\d/, 'other terms may be shared');
like(build([ [ 'a', 'c', 'alpha', 'ألفا' ] ]), qr/=c\. is to be broader than =a\., but there is none/, 'what is broader is there');
like(build([ [ 'a', 'b', 'alpha', 'ألفا' ], [ 'b', 'a', 'beta', 'بيتا' ] ]), qr/=a\. is broader than itself/, 'and nothing is broader than itself');
like(build([ [ 'a', '', 'alpha; of the', 'ألفا' ] ]), qr/"of the" has nothing but stop words/, 'stop words alone are no term');
like(build([ [ 'a', '', 'alpha', '' ] ]), qr/has no term in column ar/, 'both languages have terms');
like(build([ [ 'a', '', 'alpha, beta', 'ألفا' ] ]), qr/table\.tsv:2: "alpha, beta": a mark between the words/, 'a fault names file and line');
like(build([ [ 'a', '', 'alpha', 'ألفا' ] ]), qr/static const uint32_t lexicon_concept\[\d+\]/, 'without a fault it is written');

done_testing();
