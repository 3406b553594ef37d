# The README's first command: the demo builds, loads, answers, leaves its cluster running, and can be run again, with
# files, and beside another one.
use strict;
use warnings;
use Test::More;
use File::Temp ();
use lib 'test/tap';
use TestDb qw(run_command);

# The demo finds its own server; nothing of the tests' may lead it to another.
delete @ENV{ grep { /^PG/ } keys %ENV };
my @folders = map { File::Temp->newdir(CLEANUP => 1) } 1, 2;
chmod 0755, @folders;

sub demo
{
	my ($folder, @arguments) = @_;
	local $ENV{TMPDIR} = "$folder";
	return run_command('', 'scripts/demo.sh', @arguments);
}

my ($status, $out, $err) = demo($folders[0]);
is($status, 0, 'the demo runs') or diag($err);
my ($loaded) = $out =~ /^(\d+) loaded, 0 refused, 0 duplicate$/m;
cmp_ok($loaded || 0, '>', 300, 'the bundled sample is loaded, none of it refused');
like($out, qr/^ +$loaded \| 2009-\d\d-\d\d \| 2023-\d\d-\d\d /m, 'the tour counts what was loaded');
like($out, qr/verbal cooperation.*تعاون لفظي/, 'and speaks both languages');
like($out, qr/Hard, soft and smart power.*United States.*nuclear agreement/s, 'of power, and of texts');
like($err, qr/^ +\d+ s  builds/m, 'and says what it is at');
my @reports = $out =~ m{^  file://(\S+/report-(?:en|ar)\.html)$}mg;
SKIP:
{
	skip 'no network for the charts of the report', 2 if $err =~ /cannot download ECharts/;
	is(scalar @reports, 2, 'it ends in a report, in two languages');
	is(scalar(grep { -s > 1_000_000 } @reports), 2, 'which are there');
}

my ($command) = $out =~ /^  (psql -h .+)$/m;
my ($answered, $answer) = run_command('', 'sh', '-c', "$command -XAtc 'SELECT count(*) FROM events'");
is($answer, "$loaded\n", 'the psql command that it leaves works');

# Two more at once: one in the same place, one elsewhere with a file, of which a line is refused.
my $line = join("\t", '2020-02-02', 'USAGOV', '042', 'IRQ') . "\n";
my $file = File::Temp->new(SUFFIX => '.tsv');
print $file "day\tsource\tcode\ttarget\n", $line, $line =~ s/042/999/r;
close $file;
my $pid = fork();
if ($pid == 0)
{
	my ($status, $out) = demo($folders[1], $file->filename);
	exit($status != 0 || $out =~ /2009|nuclear|articles/ || $out !~ /^1 loaded, 1 refused/m || $out !~ /^ +1 \| 2020-02-02 \| 2020-02-02 /m);
}
($status) = demo($folders[0]);
is($status, 0, 'it runs a second time');
waitpid $pid, 0;
is($?, 0, 'and another one beside it, with a file, of which alone it speaks');

($status, $out) = demo($folders[1], '/nonexistent/file');
isnt($status, 0, 'a file that is not there is an error');
for my $folder (@folders)
{
	($status) = demo($folder, '--stop');
	is($status, 0, 'it stops');
	opendir(my $dir, "$folder") or die;
	is(join(' ', grep { !/^\.\.?$/ } readdir $dir), '', 'and leaves nothing behind');
}
done_testing();
