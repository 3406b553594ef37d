#!/usr/bin/perl
# META.json is a valid description of a distribution for PGXN, by its specification of version 1.0.0, and says the same as
# the control file, the library and the Debian package.
#
#   perl test/data/check_meta.pl
use strict;
use warnings;
BEGIN { unshift @INC, __FILE__ =~ m{^(.*)/} ? $1 : '.' }
use Check;

my $number = qr/(?:0|[1-9][0-9]*)/;
my $version = qr/$number\.$number\.$number(?:-?[A-Za-z][0-9A-Za-z.-]*)?/;
my $url = qr{[a-z][a-z0-9+.-]*://[^\s/]+\S*};
my $term = qr{[^/\\\s[:cntrl:]]{2,}};

# A value of JSON at the place in $_ where the last match ended. A key that comes twice is a fault, too: of the two one is lost.
my %literal = (true => 1, false => 0, null => undef);
sub json_value
{
	/\G\s+/gc;
	return json_string($1) if /\G"((?:[^"\\[:cntrl:]]|\\(?:["\\\/bfnrt]|u[0-9A-Fa-f]{4}))*)"/gc;
	return json_members({}, '}', sub
	{
		my ($hash) = @_;
		my $key = json_value();
		die "a key that is no string\n" if !defined $key || ref $key;
		die "the key $key twice\n" if exists $hash->{$key};
		/\G\s*:/gc or die "no colon behind $key\n";
		$hash->{$key} = json_value();
	}) if /\G\{/gc;
	return json_members([], ']', sub { push @{ $_[0] }, json_value() }) if /\G\[/gc;
	return $literal{$1} if /\G(true|false|null)\b/gc;
	return $1 if /\G(-?$number(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/gc;
	die 'no value at: ' . substr($_, pos() // 0, 30) . "\n";
}

sub json_members
{
	my ($all, $end, $read) = @_;
	return $all if /\G\s*\Q$end\E/gc;
	while (1)
	{
		/\G\s+/gc;
		$read->($all);
		return $all if /\G\s*\Q$end\E/gc;
		/\G\s*,/gc or die "neither a comma nor $end at: " . substr($_, pos(), 30) . "\n";
	}
}

sub json_string
{
	my ($text) = @_;
	my %escape = (b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");
	$text =~ s/\\(?:u(....)|(.))/defined $1 ? chr hex $1 : $escape{$2} \/\/ $2/ge;
	return $text;
}

sub read_json
{
	local $_ = shift;
	my $value = json_value();
	/\G\s*\z/gc or die "something behind the end\n";
	return $value;
}

# What is wrong with a member: that it is missing, or is not of the form.
sub text_faults
{
	my ($name, $value, $form) = @_;
	return "$name is missing" if !defined $value;
	return ref $value || $value !~ /\A$form\z/ ? "$name: " . (ref $value || $value) : ();
}

sub unknown_keys
{
	my ($name, $hash, @known) = @_;
	my %known = map { $_ => 1 } @known;
	return map { "$name has the unknown member $_" } grep { !$known{$_} && !/^[xX]_/ } sort keys %$hash;
}

my $meta = eval { read_json(slurp("$root/META.json")) };
ok('META.json is JSON', defined $meta ? () : $@);
ref $meta eq 'HASH' or done();

ok('required members', (map { text_faults($_, $meta->{$_}, qr/\S.*/s) } qw(abstract)), text_faults('name', $meta->{name}, $term),
	text_faults('version', $meta->{version}, $version),
	(map { text_faults('maintainer', $_, qr/\S.*/) } ref $meta->{maintainer} eq 'ARRAY' ? @{ $meta->{maintainer} } : $meta->{maintainer}));
ok('no members but those of the specification', unknown_keys('META.json', $meta,
	qw(abstract maintainer license provides name version meta-spec description generated_by tags no_index prereqs release_status resources)));

my $spec = ref $meta->{'meta-spec'} eq 'HASH' ? $meta->{'meta-spec'} : {};
ok('of the specification 1.0.0', text_faults('meta-spec.version', $spec->{version}, qr/1\.0\.0/),
	text_faults('meta-spec.url', $spec->{url}, qr{https?://pgxn\.org/meta/spec\.txt}));

my %licence = map { $_ => 1 } qw(agpl_3 apache_1_1 apache_2_0 artistic_1 artistic_2 bsd freebsd gfdl_1_2 gfdl_1_3 gpl_1 gpl_2 gpl_3 lgpl_2_1 lgpl_3_0
	mit mozilla_1_0 mozilla_1_1 openssl perl_5 postgresql qpl_1_0 ssleay sun zlib open_source restricted unrestricted unknown);
ok('a licence of the list', ref $meta->{license} || !$licence{ $meta->{license} // '' } ? 'license' : ());
ok('a release status of the list', text_faults('release_status', $meta->{release_status} // 'stable', qr/stable|testing|unstable/));
ok('tags', map { text_faults('tag', $_, qr{[^/\\[:cntrl:]]{2,255}}) } @{ $meta->{tags} // [] });

sub provides_faults
{
	my ($name, $what) = @_;
	return "$name is no object" if ref $what ne 'HASH';
	return text_faults("name $name", $name, $term), text_faults("$name.version", $what->{version}, $version),
		text_faults("$name.file", $what->{file}, qr{[^/\s]\S*}), unknown_keys($name, $what, qw(file version abstract docfile)),
		map { "$name.$_: no file $what->{$_}" } grep { defined $what->{$_} && !-f "$root/$what->{$_}" } qw(file docfile);
}

my $provides = ref $meta->{provides} eq 'HASH' ? $meta->{provides} : {};
ok('what it provides is there', exists $provides->{smartdip} ? () : 'no smartdip', map { provides_faults($_, $provides->{$_}) } sort keys %$provides);

# Ranges as "1.2.0", ">= 1.2.0, != 1.3.0, < 2.0.0"
my $range = qr/0|(?:(?:[<>]=?|[!=]=)\s*)?$version(?:\s*,\s*(?:[<>]=?|[!=]=)\s*$version)*/;
my $prereqs = $meta->{prereqs} // {};
my @prereq_faults = unknown_keys('prereqs', $prereqs, qw(configure build test runtime develop));
for my $phase (sort keys %$prereqs)
{
	push @prereq_faults, unknown_keys($phase, $prereqs->{$phase}, qw(requires recommends suggests conflicts));
	push @prereq_faults, map { my $of = $_; map { text_faults("$phase: $_", $of->{$_}, $range) } sort keys %$of } values %{ $prereqs->{$phase} };
}
ok('prerequisites', @prereq_faults);

# Addresses are optional: what has none is better left out than made up.
my $resources = $meta->{resources} // {};
my %address = (homepage => $resources->{homepage}, 'bugtracker.web' => $resources->{bugtracker}{web}, map { ("repository.$_" => $resources->{repository}{$_}) } qw(url web));
ok('addresses', unknown_keys('resources', $resources, qw(homepage bugtracker repository)), map { text_faults($_, $address{$_}, $url) } grep { defined $address{$_} } sort keys %address);

# One version everywhere, and the least server that the documents and the sources speak of.
my $control = slurp("$root/smartdip.control");
my ($makefile_reads) = slurp("$root/Makefile") =~ /^EXTVERSION\s*=\s*\$\(shell sed -n '([^']+)' META\.json\)$/m;
my ($of_library) = defined $makefile_reads ? slurp("$root/META.json") =~ /^  "version": "([^"]*)"/m : ();
my %said = ('provides.smartdip' => $provides->{smartdip}{version}, 'smartdip.control' => $control =~ /^default_version = '([^']*)'$/m,
	'the library (as the Makefile reads it)' => $of_library, 'the loader' => slurp("$root/scripts/smartdip-load") =~ /^my \$version = '([^']*)';$/m, 'CHANGELOG.md' => slurp("$root/CHANGELOG.md") =~ /^## (\S+)/m,
	'debian/changelog' => slurp("$root/debian/changelog") =~ /^smartdip \(([^)]+)-[0-9]+\)/);
ok('one version', map { ($said{$_} // 'none') eq ($meta->{version} // '') ? () : "$_ says " . ($said{$_} // 'nothing') } sort keys %said);
ok('one comment', (($control =~ /^comment = '([^']*)'$/m)[0] // '') eq lcfirst($meta->{abstract} // '') ? () : 'that of smartdip.control is another');
# The view of available versions does not list what pg_buildext installs to test it.
ok('trusted, and to be moved', grep { $control !~ /^$_ = true$/m } qw(trusted relocatable));
my ($least) = slurp("$root/README.md") =~ /^PostgreSQL ([0-9]+) to [0-9]+ /m;
ok('the least server', ($prereqs->{runtime}{requires}{PostgreSQL} // '') eq "$least.0.0" ? () : "not $least.0.0 of README.md");

# The reader above is strict: none of these is JSON.
ok('faults of JSON are seen', grep { defined eval { read_json($_) } } '{"a": 1, "a": 2}', '{"a": 1,}', '[1 2]', '{"a" 1}', '"a' . "\n" . '"', '01', '{} {}');
done();
