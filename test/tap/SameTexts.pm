# Texts of which everything that depends on Unicode has to say the same, byte for byte, whatever the database's locale, the
# server's major version and its ICU: the sample, names, themes, every code point of planes 0 to 2 and of what is assigned in 3, and
# shapes that segmenters and folders get wrong. No text comes from ICU itself, as the results of country_name() do. Nothing here is
# pinned to a result, for word lists change: servers with the same sources are compared.
package SameTexts;
use strict;
use warnings;
use Exporter 'import';
use TestDb qw(psql_ok);
our @EXPORT_OK = qw(digests);

# Runs of 256 code points, bare and, but for ideographs and the like, each between letters of both scripts; then marks, joiners,
# directions and signs in turns between words of several scripts.
my $texts = <<'SQL';
SET client_encoding = 'UTF8';
SET search_path = public, pg_catalog, pg_temp;
CREATE TEMP TABLE same_text AS SELECT row_number() OVER (ORDER BY t COLLATE "C") AS id, t FROM (
	SELECT body FROM text_sample()
	UNION ALL SELECT name FROM state_system('cow', '2016-01-01')
	UNION ALL SELECT d FROM theme_catalogue(), unnest(ARRAY[label_ar, definition_en, definition_ar]) d
	UNION ALL SELECT string_agg(chr(c), '' ORDER BY c) FROM generate_series(1, 212991) c WHERE c NOT BETWEEN 55296 AND 57343 GROUP BY c / 256
	UNION ALL SELECT string_agg('a' || chr(c) || 'b ' || U&'\0628' || chr(c) || U&'\062A', ' ' ORDER BY c) FROM generate_series(1, 131071) c
		WHERE NOT (c BETWEEN 13312 AND 40959 OR c BETWEEN 44032 AND 63743 OR c BETWEEN 69632 AND 119807) GROUP BY c / 256
	UNION ALL SELECT w || s || v || ' ' || s || v || s || w || '.' FROM
		unnest(ARRAY['I', 'diplomacy', U&'stra\00DFe', U&'\0130stanbul', U&'\0391\03A3', U&'\FB03', U&'\0627\0644\0633\0644\0627\0645', U&'\0643\062A\0627\0628',
			U&'\5916\4EA4', U&'\0E44\0E17\0E22', U&'\1100\1161', U&'\0915\094D\0937', '1,234.5', '@UN_News', '#SmartPower']) w,
		unnest(ARRAY['', U&'\0301', U&'\0345', U&'\0640', U&'\064B\0651', U&'\00AD', U&'\200C', U&'\200D', U&'\200F', U&'\2066', U&'\2060', U&'\FE0F', U&'\+01F468\200D\+01F469',
			U&'\+01F1E6\+01F1FA\+01F1F8', U&'\+01F3FD', '''', U&'\2019', '_', '.', U&'\00B7', '-', U&'\+0E0020', U&'\FFFE', U&'\+10FFFF', E'\r\n']) s,
		unnest(ARRAY['power', U&'\0642\0648\0629', '7']) v) AS made (t);
SQL

my %measure = (
	fold => q{fold(t)},
	segments => q{(SELECT string_agg(s::text, ';' ORDER BY n) FROM segment(t, 'tokens', true) WITH ORDINALITY s (token, type, start, stop, n))},
	stems => q{(SELECT string_agg(stem(w), ' ' ORDER BY n) FROM regexp_split_to_table(left(t, 2000), ' ') WITH ORDINALITY s (w, n) WHERE length(w) < 200)},
	tsvectors => q{to_tsvector('smartdip', t)::text},
	'wide tsvectors' => q{to_tsvector('smartdip_wide', t)::text},
	'tsvectors of themes' => q{to_tsvector('smartdip_themes', t)::text},
	headlines => q{ts_headline('smartdip', t, 'power | diplomacy'::tsquery)},
	'name keys' => q{name_keys(left(t, 300))::text},
	romanised => q{romanise(t)},
	themes => q{(SELECT string_agg(h::text, ';' ORDER BY h::text COLLATE "C") FROM theme_tags(t) h)},
	actors => q{(SELECT string_agg(a::text, ';' ORDER BY a::text COLLATE "C") FROM actors_in(t, '2020-01-01') a)},
	languages => q{language_of(t)::text},
);

# Scripts without spaces, whose words are those of ICU's dictionaries: they change with it.
my $of_icu = q{t ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u1950-\u19FF\u1A20-\u1AAF\u2E80-\u9FFF\uA9E0-\uA9FF\uAA60-\uAADF\uF900-\uFAFF\uFF66-\uFF9F\U0001AFF0-\U0001B16F\U00020000-\U0003FFFF]'};

# digests(same_icu => 0, lower => 1): a digest for each function, a line each; of all texts, or where ICU may be another, of those
# that it does not cut; on demand of the server's lower() too, which is no promise of ours: it tells that the texts tell.
sub digests
{
	my (%option) = @_;
	my %asked = (%measure, $option{lower} ? (lower => 'lower(t)') : ());
	my $sql = join '', map { "SELECT '$_', count(*), md5(string_agg(coalesce($asked{$_}, '-'), E'\\n' ORDER BY id)) FROM same_text;\n" } sort keys %asked;
	return psql_ok($texts . ($option{same_icu} // 1 ? '' : "DELETE FROM same_text WHERE $of_icu;\n") . $sql);
}

1;
