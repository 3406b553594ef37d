-- segment: text cut into tokens, or strictly by UAX #29.

CREATE FUNCTION segment(value text, mode text DEFAULT 'tokens', blanks boolean DEFAULT false,
	OUT token text, OUT type text, OUT start integer, OUT "end" integer) RETURNS SETOF record
	LANGUAGE c STABLE STRICT PARALLEL SAFE ROWS 200 AS 'MODULE_PATHNAME', 'smartdip_segment';
COMMENT ON FUNCTION segment(text, text, boolean) IS
	'a text cut into tokens, in order. type is latin, arabic, word (another script), numword (letters and digits), integer, decimal, version, date, url, host, url_path, email, hashtag, mention, emoji, compound (the whole of a hyphenated word) or blank. A url, hashtag, mention or compound is followed by its parts, which cover its characters again. A token has 1,048,576 bytes at most: what is longer is cut. start counts characters from 1; "end" is the character behind the token, so that substring(value, start, "end" - start) is the token and int4range(start, "end") its range. blanks => true also gives what lies between tokens. mode uax29 gives every segment strictly by Unicode Standard Annex 29, Unicode 15.0, with a NULL type; blanks then says nothing. No rows for a NULL argument. STABLE because the words of Thai, Lao, Khmer, Burmese, Chinese and Japanese are cut by the dictionaries of the ICU library; everything else stays as it is when libraries change. Errors: 22023 for another mode';
