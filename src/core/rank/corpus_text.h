/*
 * The text form of corpus statistics:
 *
 *	v1 documents=3 length=120 minimum=1 'it''s':2 'peace':3
 *
 * A quote or backslash in a lexeme is doubled. The reader allocates nothing and looks at nothing beyond the end given.
 */
#ifndef SMARTDIP_CORE_CORPUS_TEXT_H
#define SMARTDIP_CORE_CORPUS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/pause.h"

/* Bytes of a lexeme, as in a tsvector; documents are counted in 32 bits. */
#define CORPUS_LEXEME_MAX 2047
#define CORPUS_DOCUMENTS_MAX ((int64_t) UINT32_MAX)

enum corpus_error
{
	CORPUS_OK,
	CORPUS_NO_HEADER,
	CORPUS_NO_QUOTE,
	CORPUS_OPEN_QUOTE,
	CORPUS_LONE_BACKSLASH,
	CORPUS_NO_NUMBER,
	CORPUS_FEW_LEXEMES,
	CORPUS_BAD_DOCUMENTS,
	CORPUS_BAD_LENGTH,
	CORPUS_BAD_MINIMUM,
	CORPUS_BAD_LEXEME,
	CORPUS_BAD_FREQUENCY,
	CORPUS_TWICE,
	CORPUS_SHORT_LENGTH,
	CORPUS_ERRORS
};

/* Why it was refused, as a sentence without its full stop. */
extern const char *corpus_error_text(enum corpus_error error);

/* A lexeme and in how many documents it stands. */
struct corpus_lexeme
{
	const char *s;
	uint32_t	len;
	uint32_t	documents;
};

/* What statistics are made from. */
struct corpus_parts
{
	int64_t		documents;
	int64_t		length;
	int64_t		minimum;
	struct corpus_lexeme *lexemes;
	size_t		count;
};

/* In the order of bytes, which is that of a value; for qsort(). */
extern int	corpus_lexeme_order(const void *a, const void *b);

/* Can parts that came from outside be statistics? Their lexemes are sorted by corpus_lexeme_order(). */
extern enum corpus_error corpus_check(const struct corpus_parts *parts, core_pause pause);

struct corpus_text
{
	const char *p;
	const char *end;
};

/* Reads the head into the parts' three numbers. */
extern enum corpus_error corpus_text_begin(struct corpus_text *text, const char *s, size_t len, struct corpus_parts *parts);

/*
 * The next lexeme; *more is false where the text ends. Its bytes are written to out, which has room for all that is left
 * of the text; a lexeme that is too long keeps its length.
 */
extern enum corpus_error corpus_text_next(struct corpus_text *text, char *out, struct corpus_lexeme *lexeme, bool *more);

#endif
