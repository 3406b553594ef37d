/*
 * Text cut into tokens. The tables are those of one version of Unicode, linked in: results never change with a library
 * or a locale. Nothing is allocated and every function is linear in the bytes it reads, on any input; bytes that are no
 * UTF-8 are blank.
 */
#ifndef SMARTDIP_CORE_SEGMENT_H
#define SMARTDIP_CORE_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of a token, and so of the work for the next one: what is longer is cut. */
#define SEGMENT_TOKEN_MAX (1 << 20)

/* How far the recognisers look ahead, in bytes or as said. What is longer is cut into plain words. */
#define SEGMENT_ADDRESS_MAX 320		/* a host or an email address: 64 @ 255 */
#define SEGMENT_SCHEME_MAX 16		/* the scheme of a URL */
#define SEGMENT_ACRONYM_MAX 12		/* letters of U.S.A. */

enum token_type
{
	TOKEN_LATIN = 1,			/* a word in Latin letters */
	TOKEN_ARABIC,				/* a word in Arabic letters */
	TOKEN_WORD,					/* a word in another script */
	TOKEN_NUMWORD,				/* letters and digits: COP28, 2nd */
	TOKEN_INTEGER,				/* 2009, 1,234,567, ١٬٢٣٤, 1.234.567 */
	TOKEN_DECIMAL,				/* 1,234.5, ٣٫٥, 1.234,56: the last mark is the decimal point */
	TOKEN_VERSION,				/* 1.2.3, 192.168.0.1 */
	TOKEN_DATE,					/* 2009-05-01, 01/05/2009 */
	TOKEN_URL,					/* with a scheme or a path; its host and path follow */
	TOKEN_HOST,
	TOKEN_URLPATH,
	TOKEN_EMAIL,
	TOKEN_HASHTAG,				/* its words follow */
	TOKEN_MENTION,				/* its words follow */
	TOKEN_EMOJI,
	TOKEN_COMPOUND,				/* the whole of a hyphenated word; its parts follow */
	TOKEN_BLANK,
	TOKEN_TYPES
};

enum token_flag
{
	TOKEN_ASCII = 1,			/* all bytes below 0x80 */
	TOKEN_TITLE = 2,			/* begins with a capital and is not in capitals throughout */
	TOKEN_CAPS = 4,				/* two letters or more, all capitals: NATO, U.S.; a possessive 's does not count */
	TOKEN_PLAIN = 8,			/* folding would change nothing but the case of ASCII */
	TOKEN_PART = 16,			/* a part of the whole before it, covering some of its bytes again */
	TOKEN_DICTIONARY = 32		/* a run of a script without spaces, for the caller to cut */
};

struct token
{
	uint32_t	start;
	uint32_t	len;
	uint8_t		type;
	uint8_t		flags;
};

/* A plain value: a copy goes on by itself. Only the functions here look inside. */
struct segmenter
{
	const char *text;
	size_t		len;
	size_t		pos;			/* where the next token begins */
	size_t		word_end;		/* the end of the last word: an @ or # right there begins nothing */
	size_t		no_address;		/* no host or email address begins before this */
	size_t		whole_end;		/* while parts are given: the end of their whole, else 0 */
	uint8_t		whole;			/* and its type */
	uint8_t		parts;			/* and how many it has given */
};

/* text is UTF-8 and stays the caller's; bytes beyond UINT32_MAX are not read. */
extern void segment_begin(struct segmenter *s, const char *text, size_t len);

/* The next token. Tokens without TOKEN_PART cover all bytes in order, with no two blanks in a row but those that were cut. */
extern bool segment_next(struct segmenter *s, struct token *token);

/* latin, arabic, ...: the names that users see. */
extern const char *token_type_name(enum token_type type);

/* A number token in ASCII: digits, and a decimal point in a decimal. Returns its length, at most len. */
extern size_t segment_number(const char *s, size_t len, enum token_type type, char *out);

#endif
