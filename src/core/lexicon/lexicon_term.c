/* Terms to keys. */
#include "core/lexicon/lexicon_term.h"

#include <string.h>

#include "core/text/segment.h"
#include "core/lexicon/text_match.h"

static enum lexicon_kind
exact_kind(const struct token *token)
{
	switch (token_case(token))
	{
		case LEXICON_CASE_CAPS:
			return LEXICON_ALL_CAPITALS;
		case LEXICON_CASE_TITLE:
			return LEXICON_CAPITAL;
		default:
			return LEXICON_ANY_CASE;
	}
}

/* Arabic has no capitals, and lexicon_ids() asks for no case there. */
static enum lexicon_error
add_word(struct lexicon_term *term, const char *text, const struct token *token, bool exact)
{
	struct lexicon_key *key = &term->keys[term->count];
	char	   *bytes = term->bytes + term->used;
	const char *word = text + token->start;

	if (term->count == LEXICON_MAX_WORDS)
		return LEXICON_MANY_WORDS;
	key->s = bytes;
	key->len = exact ? token_form(word, token->len, bytes) : token_key(word, token->len, bytes);
	key->kind = !exact ? LEXICON_STEM : token->type == TOKEN_ARABIC ? LEXICON_ANY_CASE : exact_kind(token);
	if (key->len == 0)
		return LEXICON_BAD_WORD;
	term->count++;
	term->used += key->len;
	return LEXICON_OK;
}

/* The words of a piece inside or outside quotes; *apart tells that a phrase ended behind the last word. */
static enum lexicon_error
add_piece(struct lexicon_term *term, const char *s, size_t len, bool exact, bool *apart)
{
	struct segmenter segmenter;
	struct token token;

	segment_begin(&segmenter, s, len);
	while (segment_next(&segmenter, &token))
	{
		enum token_role role = token_role(s, &token);
		enum lexicon_error error;

		*apart |= role == TOKEN_IS_END;
		if (role != TOKEN_IS_WORD)
			continue;
		if (*apart && term->count > 0)
			return LEXICON_BREAK;
		if ((error = add_word(term, s, &token, exact)) != LEXICON_OK)
			return error;
		*apart = false;
	}
	return LEXICON_OK;
}

enum lexicon_error
lexicon_parse_term(const char *s, size_t len, struct lexicon_term *term)
{
	const char *end = s + len;
	bool		exact = false;
	bool		apart = false;

	term->count = 0;
	term->used = 0;
	for (;;)
	{
		const char *quote = s < end ? memchr(s, '"', (size_t) (end - s)) : NULL;
		const char *stop = quote != NULL ? quote : end;
		enum lexicon_error error = add_piece(term, s, (size_t) (stop - s), exact, &apart);

		if (error != LEXICON_OK)
			return error;
		if (quote == NULL)
			break;
		exact = !exact;
		s = quote + 1;
	}
	return exact ? LEXICON_OPEN_QUOTE : term->count == 0 ? LEXICON_NO_WORDS : LEXICON_OK;
}
