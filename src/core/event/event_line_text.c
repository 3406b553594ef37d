/* Reasons in words, and bytes of no known encoding as text. */
#include "core/event/event_line.h"

#include <stdio.h>
#include <string.h>

#include "core/base/array.h"
#include "core/base/utf8.h"

/* How much of an offending value a reason shows. */
#define SHOWN_VALUE 64

/* The length of the UTF-8 character that starts at s, 0 if none does. */
static size_t
utf8_character(const char *s, size_t len)
{
	uint32_t	code_point;
	size_t		n = utf8_decode(s, s + len, &code_point);

	return code_point == UTF8_INVALID ? 0 : n;
}

size_t
event_line_utf8_length(const char *s, size_t len)
{
	size_t		i = 0;

	while (i < len)
	{
		size_t		n = utf8_character(s + i, len - i);

		if (n == 0)
			break;
		i += n;
	}
	return i;
}

size_t
event_line_show(const char *s, size_t len, bool ascii, char *buf, size_t cap)
{
	static const char hex[] = "0123456789abcdef";
	size_t		out = 0;
	size_t		n;

	for (size_t i = 0; i < len; i += n)
	{
		unsigned char c = (unsigned char) s[i];

		n = utf8_character(s + i, len - i);
		if (n == 0 || c == '\0' || (ascii && c >= 0x80))
		{
			n = 1;
			if (cap - out < 4)
				break;
			buf[out++] = '\\';
			buf[out++] = 'x';
			buf[out++] = hex[c >> 4];
			buf[out++] = hex[c & 15];
			continue;
		}
		if (cap - out < n)
			break;
		memcpy(buf + out, s + i, n);
		out += n;
	}
	return out;
}

const char *
event_line_error_text(enum event_line_error error)
{
	static const char *const texts[EVENT_LINE_ERRORS] = {
		[EVENT_LINE_OK] = "no error",
		[EVENT_LINE_EMPTY] = "the line is empty",
		[EVENT_LINE_TOO_LONG] = "the line is longer than 1 MB",
		[EVENT_LINE_NUL] = "the line holds a zero byte",
		[EVENT_LINE_BAD_UTF8] = "the line is not valid UTF-8",
		[EVENT_LINE_BAD_QUOTE] = "a quoted value does not end, or something follows its end",
		[EVENT_LINE_COLUMNS] = "the line has another number of columns",
		[EVENT_LINE_HEADER_AGAIN] = "a header line among the data",
		[EVENT_LINE_MISSING] = "the value is missing",
		[EVENT_LINE_NOT_INTEGER] = "not an integer",
		[EVENT_LINE_NOT_NUMBER] = "not a number",
		[EVENT_LINE_OUT_OF_RANGE] = "outside the range of the column",
		[EVENT_LINE_NOT_DATE] = "not a date",
		[EVENT_LINE_NO_SUCH_DAY] = "no such day in the calendar",
		[EVENT_LINE_NOT_TIME] = "not a date or a date with time",
		[EVENT_LINE_NOT_FLAG] = "neither 0 nor 1",
		[EVENT_LINE_NOT_GROUP] = "not a code of this column's length",
		[EVENT_LINE_BAD_ID] = "not an event id",
		[EVENT_LINE_BAD_CODE] = "not an event code",
		[EVENT_LINE_BAD_TEXT] = "not one of ICEWS's texts for events",
		[EVENT_LINE_CODES_DISAGREE] = "does not belong to the code beside it",
		[EVENT_LINE_BAD_ACTOR] = "not an actor code",
	};

	return error < EVENT_LINE_ERRORS ? texts[error] : "unknown error";
}

size_t
event_line_reason(enum event_line_error error, const event_line_row *row, char buf[EVENT_LINE_REASON_MAX])
{
	char		value[SHOWN_VALUE * 4 + 8];
	size_t		shown = row->bad_value.len < SHOWN_VALUE ? row->bad_value.len : SHOWN_VALUE;
	int			len;

	if (error == EVENT_LINE_COLUMNS)
	{
		len = snprintf(buf, EVENT_LINE_REASON_MAX, "the line has %d columns, not %d", row->columns, row->columns_least);
		if (row->columns_wanted > row->columns_least)
			len += snprintf(buf + len, EVENT_LINE_REASON_MAX - (size_t) len, " or %d", row->columns_wanted);
		return (size_t) len;
	}
	/* a character is not cut in two, unless the value is no text anyway */
	while (shown < row->bad_value.len && shown > SHOWN_VALUE - 4 && ((unsigned char) row->bad_value.s[shown] & 0xc0) == 0x80)
		shown--;
	value[event_line_show(row->bad_value.s, shown, false, value, sizeof(value) - 1)] = '\0';
	for (char *c = value; *c != '\0'; c++)
		if ((unsigned char) *c < ' ' || *c == 0x7f)
			*c = ' ';

	len = snprintf(buf, EVENT_LINE_REASON_MAX, "%s%s%s%s%s%s%s%s%s",
				   row->bad_column ? row->bad_column : "", row->bad_column ? ": " : "", event_line_error_text(error),
				   row->detail ? ", " : "", row->detail ? row->detail : "",
				   row->bad_value.s ? ": \"" : "", row->bad_value.s ? value : "",
				   row->bad_value.len > shown ? "..." : "", row->bad_value.s ? "\"" : "");
	return len < EVENT_LINE_REASON_MAX ? (size_t) len : EVENT_LINE_REASON_MAX - 1;
}
