/*
 * A lexicon on a whole text: cuts it into tokens, analyses each of them once, and calls back for every phrase found.
 * Linear in the text, with a window of a few tokens and no allocation.
 */
#ifndef SMARTDIP_CORE_TEXT_MATCH_H
#define SMARTDIP_CORE_TEXT_MATCH_H

#include "core/base/pause.h"
#include "core/lexicon/lexicon.h"
#include "core/lexicon/text_company.h"
#include "core/text/segment.h"

/* What a token is to phrases. */
enum token_role
{
	TOKEN_IS_WORD,				/* may be one of their words */
	TOKEN_IS_NOTHING,			/* is passed over: a blank, a whole whose parts follow */
	TOKEN_IS_END				/* no phrase goes across it: a blank that blank_breaks() */
};

/*
 * Does a phrase end at the blank at text[start]? It does at the end of a sentence or clause (. ! ? … , ; : in both scripts), at
 * brackets, at a dash, and at an empty line; not at spaces, one line end, hyphens, slashes or quotes, nor at the full stop
 * of an initial (W., U.S., د.) or of what is shortened before names (Mr., St.). What stands before the blank is read, from text on.
 */
extern bool blank_breaks(const char *text, size_t start, size_t len);

/* Compounds, hashtags, mentions and URLs are wholes; their parts and all other tokens are words. */
static inline enum token_role
token_role(const char *text, const struct token *token)
{
	switch (token->type)
	{
		case TOKEN_BLANK:
			if (token->len == 1 && text[token->start] == ' ')
				return TOKEN_IS_NOTHING;
			return blank_breaks(text, token->start, token->len) ? TOKEN_IS_END : TOKEN_IS_NOTHING;
		case TOKEN_COMPOUND:
		case TOKEN_HASHTAG:
		case TOKEN_MENTION:
		case TOKEN_URL:
			return TOKEN_IS_NOTHING;
		default:
			return TOKEN_IS_WORD;
	}
}

/* Of a blank that breaks: does it end the sentence, or is it that of a clause or a bracket? */
extern bool blank_ends_sentence(const char *text, size_t start, size_t len);

/* enum lexicon_case of a token. */
extern unsigned token_case(const struct token *token);

/* The stem of a word: word_key() of core/text/word.h. Its length, 0 = none. */
extern size_t token_key(const char *word, size_t len, char out[LEXICON_KEY_MAX]);

/* A word folded, and what it may be in a list of terms; no forms: it can be nothing. */
struct token_forms
{
	struct word_forms forms;
	char		word[LEXICON_KEY_MAX];
};

extern void token_forms(const char *word, size_t len, struct token_forms *out);

/* lexicon_ids() of a token in a text. */
extern unsigned token_lexicon_ids(const struct lexicon *lexicon, const char *text, const struct token *token,
								  uint32_t ids[LEXICON_IDS]);

enum text_match_mode
{
	TEXT_MATCH_ALL,				/* overlapping phrases, too, and phrases in phrases that do not cover their words */
	TEXT_MATCH_LONGEST			/* from left to right the longest, the next one behind it */
};

/* Tokens are the words of the text, counted from 0; the bytes are those from the first to the last of them. */
struct text_match
{
	uint32_t	entry;
	unsigned	marks;			/* of enum lexicon_mark */
	enum lexicon_certainty certainty;
	uint32_t	first;
	uint32_t	last;
	uint32_t	start;
	uint32_t	end;
};

/*
 * false ends the search. match is NULL after every PAUSE_BYTES of the text, matches or not: a caller can see whether it is
 * wanted still.
 */
typedef bool (*text_match_callback) (void *arg, const struct text_match *match);

/* An entry may be told twice of one place, by two of its phrases. */
extern void text_match(const struct lexicon *lexicon, enum text_match_mode mode, const char *text, size_t len,
					   text_match_callback callback, void *arg);

#endif
