/*
 * A running parse: the tokens of one text, one after another, with a look at those that come. Parser and dictionaries
 * share it. The server hands a dictionary the very pointer that the parser returned, so a dictionary that is called
 * with the current token of a running parse finds that parse, sees the token's type and what follows, and one that is
 * called otherwise (ts_lexize, another parser) sees a single word.
 *
 * The parse works on its own copy of the text, in a memory context of its own. As long as the parse is in the list of
 * running ones, no other word can lie at the address of its token, so a parse that an error left behind is never
 * taken for one that runs; it leaves the list when its memory goes.
 */
#ifndef SMARTDIP_PG_TEXT_PARSE_H
#define SMARTDIP_PG_TEXT_PARSE_H

#include "pg/compat.h"

#include "core/text/segment.h"
#include "pg/text/dictionary_break.h"

/*
 * The token types as the server knows them. Up to TEXT_BLANK they are those of core/text/segment.h; the parts of a
 * compound, hashtag or address have numbers of their own, so that the headline does not print them twice.
 */
enum text_type
{
	TEXT_BLANK = TOKEN_BLANK,
	TEXT_LATIN_PART,
	TEXT_ARABIC_PART,
	TEXT_WORD_PART,
	TEXT_NUMWORD_PART,
	TEXT_HOST_PART,
	TEXT_BLANK_PART,
	TEXT_TYPES
};

/* Tokens that are kept to look ahead: more than the longest phrase with its blanks and wholes. */
#define TEXT_AHEAD 64

/*
 * Longer blanks are handed out in pieces: the server throws a token away that has 2,047 bytes, which would tear a hole
 * into a headline.
 */
#define TEXT_BLANK_MAX 2000

/* No part of a text begins here. */
#define TEXT_NOWHERE PG_UINT32_MAX

struct text_attachment;

typedef struct text_parse
{
	struct text_parse *next;	/* the list of running parses; link is what points to this one */
	struct text_parse **link;
	MemoryContext context;		/* holds the parse and all that belongs to it */
	MemoryContextCallback callback;
	uint64		serial;			/* no other parse of the session had it */
	const char *text;			/* UTF-8, the parse's own copy */
	uint32		len;
	bool		converted;		/* the database is in another encoding */
	struct segmenter segmenter;
	struct dictionary_break *cutter;	/* opened at the first run that only a dictionary can cut */
	struct token run;			/* the run that is being cut; len 0: none */
	struct token whole;			/* the last token that is no part */
	uint32		parts_at;		/* while parts are given: where the next one may begin, */
	uint32		parts_end;		/* and the end of the whole; 0 before the first part */
	bool		has_pending;
	struct token pending;		/* comes after a blank part that was put before it */
	struct token current;
	const char *current_text;	/* what the server was given as the current token */
	uint32		current_len;
	struct token whole_of_part; /* the whole that the current token is, or is a part of */
	uint32		parts_given;	/* its parts up to the current token, blanks left out */
	uint32		merged;			/* start of a part whose lexeme its whole has given */
	struct text_attachment *attachments;
	uint32		first;			/* index of the next token in the ring */
	uint32		count;			/* tokens in the ring */
	struct token ahead[TEXT_AHEAD];
} text_parse;

/* Begins a parse of len bytes in the database's encoding, in a child of the current memory context. */
extern text_parse *text_parse_begin(const char *text, size_t len);

/* text_parse_next() for what is not a plain word or blank, or comes while tokens wait; given: the token is read already. */
extern bool text_parse_next_special(text_parse *parse, bool given);

/* text_parse_ahead() for a token that is not read yet. */
extern const struct token *text_parse_read_ahead(text_parse *parse, uint32 n);

/* A piece of the parse's text in the database's encoding, for as long as the parse lives. */
extern const char *text_parse_to_server(text_parse *parse, const char *utf8, uint32 *len);

extern void text_parse_end(text_parse *parse);

/* The running parse whose current token this is, or NULL. */
extern text_parse *text_parse_current(const char *token, size_t len);

/*
 * Memory in which a dictionary keeps something of a parse from token to token: size bytes, zeros when they are first
 * asked for, the same whenever the owner asks again. It goes with the parse.
 */
extern void *text_parse_attach(text_parse *parse, const void *owner, Size size);

static inline void
text_parse_set_current(text_parse *parse)
{
	parse->current_text = parse->text + parse->current.start;
	parse->current_len = parse->current.len;
	if (unlikely(parse->converted) && !(parse->current.flags & TOKEN_ASCII))
		parse->current_text = text_parse_to_server(parse, parse->current_text, &parse->current_len);
}

/* A word or a blank that is given out as it is. */
static inline bool
text_parse_is_plain(const struct token *token)
{
	return !(token->flags & (TOKEN_PART | TOKEN_DICTIONARY)) &&
		(token->type < TOKEN_URL || (token->type == TOKEN_BLANK && token->len <= TEXT_BLANK_MAX));
}

/* The next token becomes the current one; false at the end. Inline, for words and blanks are most of a text. */
static inline bool
text_parse_next(text_parse *parse)
{
	struct token *token = &parse->current;

	if (parse->count > 0 && text_parse_is_plain(&parse->ahead[parse->first]))
	{
		*token = parse->ahead[parse->first];
		parse->first = (parse->first + 1) % TEXT_AHEAD;
		parse->count--;
	}
	else if ((parse->count | parse->run.len | parse->parts_end | parse->has_pending) != 0)
		return text_parse_next_special(parse, false);
	else if (!segment_next(&parse->segmenter, token))
		return false;
	else if (!text_parse_is_plain(token))
		return text_parse_next_special(parse, true);
	text_parse_set_current(parse);
	return true;
}

/* The token n places after the current one, 0 for the first; NULL past the end or beyond what is kept. */
static inline const struct token *
text_parse_ahead(text_parse *parse, uint32 n)
{
	if (n < parse->count)
		return &parse->ahead[(parse->first + n) % TEXT_AHEAD];
	return text_parse_read_ahead(parse, n);
}

extern const uint8 text_part_type[TOKEN_TYPES];

/* The type of a token as the server knows it. */
static inline int
text_type_of(const struct token *token)
{
	return token->flags & TOKEN_PART ? text_part_type[token->type] : token->type;
}

#endif
