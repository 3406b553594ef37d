/* Cuts a line at its delimiters, in one pass, and notes whether it holds anything but ASCII. */
#include "core/event/event_line_format.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

event_slice
event_line_trim(const char *line, size_t len)
{
	if (len >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0)
	{
		line += 3;
		len -= 3;
	}
	if (len > 0 && line[len - 1] == '\n')
		len--;
	if (len > 0 && line[len - 1] == '\r')
		len--;
	return (event_slice) {line, len};
}

static inline void
add_field(event_line_fields *fields, const char *start, const char *end)
{
	if (fields->count < EVENT_LINE_COLUMNS_MAX)
		fields->field[fields->count] = (event_slice) {start, (size_t) (end - start)};
	fields->count++;
}

/*
 * Positions of the delimiter as bits, sixteen bytes at a time: most of GDELT's 61 columns are empty or a few bytes
 * long, so a search for each delimiter by itself costs more than to look at every byte.
 */
static void
split_plain(const char *line, size_t len, char delimiter, event_line_fields *fields)
{
	const char *start = line;
	size_t		i = 0;
	unsigned char all = 0;
	bool		nul = false;

#if defined(__SSE2__)
	const __m128i wanted = _mm_set1_epi8(delimiter);
	__m128i		high = _mm_setzero_si128();
	__m128i		least = _mm_set1_epi8((char) 0xff);

	for (; i + 16 <= len; i += 16)
	{
		__m128i		bytes = _mm_loadu_si128((const __m128i *) (line + i));
		unsigned	hits = (unsigned) _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted));

		high = _mm_or_si128(high, bytes);
		least = _mm_min_epu8(least, bytes);
		for (; hits != 0; hits &= hits - 1)
		{
			const char *end = line + i + __builtin_ctz(hits);

			add_field(fields, start, end);
			start = end + 1;
		}
	}
	all = _mm_movemask_epi8(high) != 0 ? 0x80 : 0;
	nul = _mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0;
#endif
	for (; i < len; i++)
	{
		all |= (unsigned char) line[i];
		nul |= line[i] == '\0';
		if (line[i] == delimiter)
		{
			add_field(fields, start, line + i);
			start = line + i + 1;
		}
	}
	add_field(fields, start, line + len);
	fields->ascii = all < 0x80;
	fields->nul = nul;
}

/*
 * One quoted value that starts behind s, its opening quote passed: gives where it ends behind its closing quote,
 * NULL where there is none. Doubled quotes are single ones of the value, put together in scratch.
 */
static const char *
quoted_value(const char *s, const char *end, char **scratch, event_slice *value)
{
	const char *start = s;
	const char *quote;
	char	   *out = NULL;

	while ((quote = memchr(s, '"', (size_t) (end - s))) != NULL)
	{
		bool		doubled = quote + 1 < end && quote[1] == '"';

		if (*scratch != NULL && (doubled || out != NULL))
		{
			size_t		part = (size_t) (quote - s) + doubled;

			if (out == NULL)
				out = *scratch;
			memcpy(*scratch, s, part);
			*scratch += part;
		}
		if (!doubled)
		{
			*value = out != NULL ? (event_slice) {out, (size_t) (*scratch - out)} : (event_slice) {start, (size_t) (quote - start)};
			return quote + 1;
		}
		s = quote + 2;
	}
	return NULL;
}

static const char *
find_delimiter(const char *s, const char *end, char delimiter)
{
	const char *found = memchr(s, delimiter, (size_t) (end - s));

	return found != NULL ? found : end;
}

/* A quote begins a quoted value only where a value begins; with loose quoting only if it is closed as one, too. */
static enum event_line_error
split_quoted(const char *line, size_t len, char delimiter, bool loose, char *scratch, event_line_fields *fields)
{
	const char *end = line + len;
	const char *s = line;

	for (;;)
	{
		event_slice value;
		const char *stop = NULL;
		char	   *unused = scratch;

		if (s < end && *s == '"')
		{
			stop = quoted_value(s + 1, end, &scratch, &value);
			if (stop != NULL && stop < end && *stop != delimiter)
				stop = NULL;
			if (stop == NULL && !loose)
				return EVENT_LINE_BAD_QUOTE;
			if (stop == NULL)
				scratch = unused;
			else if (fields->count < EVENT_LINE_COLUMNS_MAX)
				fields->quoted[fields->count / 64] |= UINT64_C(1) << (fields->count % 64);
			fields->any_quoted |= stop != NULL;
		}
		if (stop == NULL)
		{
			stop = find_delimiter(s, end, delimiter);
			value = (event_slice) {s, (size_t) (stop - s)};
		}
		add_field(fields, value.s, value.s + value.len);
		if (stop == end)
			return EVENT_LINE_OK;
		s = stop + 1;
	}
}

enum event_line_error
event_line_split(const char *line, size_t len, char delimiter, uint8_t quoting, char *scratch, event_line_fields *fields)
{
	fields->count = 0;
	fields->any_quoted = false;
	memset(fields->quoted, 0, sizeof(fields->quoted));
	if (quoting == EVENT_QUOTES_NONE || (quoting == EVENT_QUOTES_LOOSE && memchr(line, '"', len) == NULL))
	{
		split_plain(line, len, delimiter, fields);
		return EVENT_LINE_OK;
	}
	fields->nul = memchr(line, '\0', len) != NULL;
	fields->ascii = false;
	return split_quoted(line, len, delimiter, quoting == EVENT_QUOTES_LOOSE, scratch, fields);
}
