/* Lines of a lexicon. */
#include "core/lexicon/lexicon_lines.h"

#include <string.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void
trim(char **s, char **end)
{
	while (*s < *end && is_blank(**s))
		(*s)++;
	while (*s < *end && is_blank((*end)[-1]))
		(*end)--;
}

/* The sign, unless a backslash stands before it; end if there is none. */
static char *
find_sign(char *s, char *end, char sign)
{
	for (; s < end && *s != sign; s++)
		if (*s == '\\' && s + 1 < end)
			s++;
	return s < end ? s : end;
}

/* Takes the backslashes out; false for one that is out of place. */
static bool
unescape(char *s, char *end, size_t *len)
{
	char	   *out = s;
	char	   *start = s;

	for (; s < end; s++)
	{
		if (*s != '\\')
		{
			*out++ = *s;
			continue;
		}
		if (++s == end || strchr("\\=;#n", *s) == NULL || *s == '\0')
			return false;
		*out++ = *s == 'n' ? '\n' : *s;
	}
	*len = (size_t) (out - start);
	return true;
}

void
lexicon_lines_begin(struct lexicon_lines *lines, char *text, size_t len)
{
	memset(lines, 0, sizeof(*lines));
	lines->next = text;
	lines->end = text + len;
}

static bool
refuse(struct lexicon_item *item, const char *s, const char *end, enum lexicon_error *error, enum lexicon_error reason)
{
	item->term = s;
	item->term_len = (size_t) (end - s);
	*error = reason;
	return false;
}

/* Reads on to the terms of the next line that has some; false at the end of the text or with an error. */
static bool
begin_line(struct lexicon_lines *lines, struct lexicon_item *item, enum lexicon_error *error)
{
	while (lines->next < lines->end)
	{
		char	   *s = lines->next;
		char	   *end = memchr(s, '\n', (size_t) (lines->end - s));
		char	   *sign;
		char	   *lexeme_end;

		if (end == NULL)
			end = lines->end;
		lines->next = end < lines->end ? end + 1 : end;
		lines->line++;
		trim(&s, &end);
		if (s == end || *s == '#')
			continue;
		sign = find_sign(s + (*s == '='), end, '=');
		if (sign == end)
			return refuse(item, s, end, error, LEXICON_NO_SIGN);
		lexeme_end = sign;
		trim(&s, &lexeme_end);
		lines->lexeme = s;
		if (!unescape(s, lexeme_end, &lines->lexeme_len))
			return refuse(item, s, lexeme_end, error, LEXICON_BAD_ESCAPE);
		if (lines->lexeme_len == 0)
			return refuse(item, s, end, error, LEXICON_NO_LEXEME);
		lines->line_end = end;
		lines->next = sign + 1;
		lines->given = false;
		return true;
	}
	return false;
}

bool
lexicon_lines_next(struct lexicon_lines *lines, struct lexicon_item *item, enum lexicon_error *error)
{
	*error = LEXICON_OK;
	for (;;)
	{
		char	   *s;
		char	   *end;
		char	   *stop;

		if (lines->line_end == NULL && !begin_line(lines, item, error))
			return false;
		s = lines->next;
		stop = find_sign(s, lines->line_end, ';');
		end = stop;
		trim(&s, &end);
		if (stop < lines->line_end)
			lines->next = stop + 1;
		else
		{
			/* the line may have been trimmed */
			char	   *line_end = memchr(stop, '\n', (size_t) (lines->end - stop));

			lines->next = line_end != NULL ? line_end + 1 : lines->end;
			lines->line_end = NULL;
		}
		if (s == end)
		{
			if (lines->line_end == NULL && !lines->given)
				return refuse(item, lines->lexeme, lines->lexeme + lines->lexeme_len, error, LEXICON_NO_TERM);
			continue;
		}
		lines->given = true;
		item->lexeme = lines->lexeme;
		item->lexeme_len = lines->lexeme_len;
		item->term = s;
		if (!unescape(s, end, &item->term_len))
			return refuse(item, s, end, error, LEXICON_BAD_ESCAPE);
		return true;
	}
}

static size_t
escape(const char *s, size_t len, const char *signs, bool line_end, char *out)
{
	char	   *start = out;

	for (size_t i = 0; i < len; i++)
	{
		if (s[i] == '\n')
		{
			*out++ = line_end ? '\\' : ' ';
			if (line_end)
				*out++ = 'n';
			continue;
		}
		if (s[i] != '\0' && strchr(signs, s[i]) != NULL && !(i == 0 && s[i] == '='))
			*out++ = '\\';
		*out++ = s[i];
	}
	return (size_t) (out - start);
}

size_t
lexicon_write_lexeme(const char *s, size_t len, char *out)
{
	return escape(s, len, "\\=#", true, out);
}

size_t
lexicon_write_term(const char *s, size_t len, char *out)
{
	return escape(s, len, "\\;", false, out);
}
