/*
 * A lexicon as people write it: a line for an entry.
 *
 *	# a comment
 *	hacking = hacking; hacker; cyber attack; اختراق; قرصنة
 *	=sanction = "OFAC" list; blacklist
 *
 * The lexeme ends at the first =, but one that the line begins with is a part of it. Blanks around lexeme and terms do
 * not count, nor do empty lines, nor a semicolon at the end. A backslash takes its meaning from \ = ; and #, and \n is
 * the end of a line. An entry may have several lines.
 */
#ifndef SMARTDIP_CORE_LEXICON_LINES_H
#define SMARTDIP_CORE_LEXICON_LINES_H

#include "core/lexicon/lexicon_build.h"

struct lexicon_lines
{
	char	   *next;
	char	   *end;
	char	   *line_end;			/* of the line whose terms are being given; NULL between lines */
	const char *lexeme;
	size_t		lexeme_len;
	bool		given;				/* the line had a term */
	int			line;				/* its number, from 1 */
};

/* A term and its lexeme, in the text itself, without their backslashes. */
struct lexicon_item
{
	const char *lexeme;
	size_t		lexeme_len;
	const char *term;
	size_t		term_len;
};

/* The text is UTF-8, and is written over. */
extern void lexicon_lines_begin(struct lexicon_lines *lines, char *text, size_t len);

/* The next term; false at the end, and where *error is not LEXICON_OK: item->term is then what is wrong. */
extern bool lexicon_lines_next(struct lexicon_lines *lines, struct lexicon_item *item, enum lexicon_error *error);

/* Writes a lexeme or a term for such a line; needs 2 * len bytes. The length written. */
extern size_t lexicon_write_lexeme(const char *s, size_t len, char *out);
extern size_t lexicon_write_term(const char *s, size_t len, char *out);

#endif
