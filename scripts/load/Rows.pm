# Files of texts, accounts and follows: tables of text, and folders of texts whose names tell who spoke and when.
package Rows;
use strict;
use warnings;
use Exporter 'import';
use Psql qw(fail literal run_psql copy_file @session);
our @EXPORT_OK = qw(is_row_kind check_row_options make_row_table load_rows);

# The server refuses rows from 16 MB on, so what it gets of a longer line is enough to see that.
my $line_limit = 20 << 20;

sub is_row_kind { return defined $_[0] && $_[0] =~ /^(?:text|account|follow)\z/ }

# A string of JSON. Bytes that are no UTF-8 stay what they are: it is the server that refuses them.
sub json_string
{
	my ($s) = @_;
	my %short = ("\n" => '\n', "\t" => '\t', "\r" => '\r', '"' => '\"', '\\' => '\\\\');
	$s =~ s/([\x00-\x1f"\\])/$short{$1} \/\/ sprintf '\\u%04x', ord $1/ge;
	return '"' . $s . '"';
}

# COLUMN=VALUE, several of them with commas between, as an object of JSON. A value may hold commas.
sub json_pairs
{
	my ($option, @given) = @_;
	my @pairs;
	for my $pair (map { split /,(?=\w+=)/ } @given)
	{
		my ($column, $value) = $pair =~ /^(\w+)=(.*)\z/s or fail("--$option takes COLUMN=VALUE, several with commas between, not '$pair'");
		push @pairs, json_string($column) . ':' . json_string($value);
	}
	return '{' . join(',', @pairs) . '}';
}

sub check_row_options
{
	my ($option) = @_;
	$option->{map_json} = json_pairs('map', @{ $option->{map} || [] });
	$option->{set_json} = json_pairs('set', @{ $option->{set} || [] });
	!defined $option->{input} || $option->{input} =~ /^(?:csv|tsv|json)\z/ or fail("unknown input '$option->{input}': csv, tsv or json");
	$option->{partition} eq 'none' || $option->{format} eq 'text' or fail('only texts and events can be partitioned');
	fail('--names and --no-url are for events') if $option->{names} || !$option->{url};
}

# A configuration of smartdip stands in its schema; others are the server's, or have a schema before them.
sub configuration
{
	my ($name, $schema) = @_;
	return 'NULL::regconfig' if !defined $name;
	return literal(($name =~ /^smartdip\w*\z/ ? "$schema." : '') . $name) . '::regconfig';
}

# Makes the table; gives its oid, or '' and the reason.
sub make_row_table
{
	my ($option, $schema, $in_schema) = @_;
	my ($table, $where) = (literal($option->{table}) . '::text', ($in_schema ne '' ? literal($in_schema) : 'NULL') . '::name');
	my $themes = $option->{themes} ? 'true' : 'false';
	# all arguments, each of its type: no other function of this name in that schema fits as well
	my $call = $option->{format} eq 'text'
		? "create_text_table($table, " . configuration($option->{search}, $schema) . ", $themes, " . literal($option->{partition}) . "::text, false, $where)"
		: "create_$option->{format}_table($table, false, $where" . ($option->{format} eq 'account' ? ', false)' : ')');
	return run_psql(@session, "SELECT $schema.$call\::oid");
}

# The texts below a folder, in the order of their paths, and how many files have other names.
sub speeches_below
{
	my ($folder) = @_;
	my (@speeches, $others);
	opendir(my $dir, $folder) or die "cannot read: $!\n";
	for my $name (sort grep { !/^\./ } readdir $dir)
	{
		my $path = "$folder/$name";
		if (-d $path)
		{
			my ($below, $more) = speeches_below($path);
			push @speeches, @$below;
			$others += $more;
		}
		elsif ($name =~ /^([A-Z]{2,3})_\d+_(\d{4})\.txt\z/) { push @speeches, { path => $path, id => $name, country => $1, year => $2 } }
		else                                                { $others++ }
	}
	return (\@speeches, $others // 0);
}

# The actor codes of countries by their ISO codes; the European Union, which speaks there too, is an organisation.
sub actors_of
{
	my ($schema, @countries) = @_;
	my %actor = (EU => 'IGOEUREEC');
	my ($rows) = run_psql(@session, "SELECT c || ' ' || coalesce($schema.country_code(c, 'iso3', 'cameo'), c) FROM unnest('{" . join(',', @countries) . "}'::text[]) c");
	for (split /\n/, $rows) { $actor{$1} //= $2 if /^(\S+) (\S+)$/ }
	return \%actor;
}

sub whole_file
{
	my ($path) = @_;
	open(my $in, '<:raw', $path) or die "cannot read $path: $!\n";
	local $/;
	my $text = <$in> // '';
	$text =~ s/^\xef\xbb\xbf//;
	return $text;
}

# A reader of JSON Lines, one for each text of a folder. Of a speech only the year is known: the general debate of the United
# Nations opens in the second half of September, and the fifteenth stands for all of it.
sub folder_reader
{
	my ($folder, $schema) = @_;
	my ($speeches, $others) = speeches_below($folder);
	@$speeches or die "the folder has no text whose name is COUNTRY_SESSION_YEAR.txt, such as USA_75_2020.txt\n";
	print STDERR "$folder: not read, since their names are not COUNTRY_SESSION_YEAR.txt: $others\n" if $others;
	my $actor = actors_of($schema, keys %{ { map { ($_->{country} => 1) } @$speeches } });
	return sub {
		my $speech = shift @$speeches or return '';
		my %row = (id => $speech->{id}, author => $actor->{ $speech->{country} } // $speech->{country}, published => "$speech->{year}-09-15",
			platform => 'speech', body => whole_file($speech->{path}));
		return '{' . join(',', map { json_string($_) . ':' . json_string($row{$_}) } sort keys %row) . "}\n";
	};
}

# One file or folder, one transaction. Gives the three counts, or dies with the reason.
sub load_rows
{
	my ($option, $file, $open, $schema, $table) = @_;
	my $is_folder = $file ne '-' && -d $file;
	$option->{format} eq 'text' || !$is_folder or die "cannot read: it is a folder\n";
	my $reader = $is_folder ? folder_reader($file, $schema) : $open->($file);
	my $input = $is_folder ? 'json' : $option->{input};
	return copy_file($file, $reader, $line_limit,
		'CREATE TEMP TABLE smartdip_lines (line_no bigint GENERATED ALWAYS AS IDENTITY, line bytea)',
		'ALTER TABLE pg_temp.smartdip_lines ALTER COLUMN line SET STORAGE EXTERNAL',
		'COPY pg_temp.smartdip_lines (line) FROM STDIN (FORMAT binary)',
		"SELECT loaded, refused, duplicate FROM $schema.load_text_lines(" . literal($table) . "::regclass, 'pg_temp.smartdip_lines'::regclass, "
			. (defined $input ? literal($input) : 'NULL') . '::text, ' . literal($file) . '::text, ' . literal($is_folder ? '{}' : $option->{map_json}) . '::jsonb, '
			. literal($option->{set_json}) . '::jsonb, ' . ($option->{header} ? 'true' : 'false') . ", $option->{'max-refused'}::float8, true)",
		'DROP TABLE pg_temp.smartdip_lines');
}

1;
