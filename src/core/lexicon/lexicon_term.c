/* Terms to keys. */
#include "core/lexicon/lexicon_term.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/lexicon/text_match.h"
#include "core/text/segment.h"

/* Arabic has no capitals, and lexicon_ids() asks for no case there. */
static enum lexicon_kind
kind_of(const struct token *token, enum lexicon_terms terms, bool quoted)
{
	unsigned	letter_case = token_case(token);

	if (token->type == TOKEN_ARABIC)
		return quoted ? LEXICON_ANY_CASE : terms == LEXICON_TERMS_NAMES ? LEXICON_NAME : LEXICON_INFLECTED;
	if (quoted && letter_case & LEXICON_CASE_CAPS)
		return LEXICON_ALL_CAPITALS;
	if (letter_case != 0 && (quoted || terms != LEXICON_TERMS_WORDS))
		return LEXICON_CAPITAL;
	return quoted ? LEXICON_ANY_CASE : LEXICON_INFLECTED;
}

static enum lexicon_error
add_word(struct lexicon_term *term, const char *text, const struct token *token, enum lexicon_terms terms, bool quoted)
{
	struct lexicon_key *key = &term->keys[term->count];
	char	   *bytes = term->bytes + term->used;
	struct token_forms forms;
	const struct word_form *form = forms.forms.form;
	unsigned	i = 0;

	if (term->count == LEXICON_MAX_WORDS)
		return LEXICON_MANY_WORDS;
	key->kind = kind_of(token, terms, quoted);
	token_forms(text + token->start, token->len, &forms);
	/* the first form is the word as it stands */
	while (key->kind == LEXICON_INFLECTED && i < forms.forms.count && !(form[i].use & WORD_FORM_TERM))
		i++;
	if (i == forms.forms.count || form[i].len >= LEXICON_KEY_MAX)
		return LEXICON_BAD_WORD;
	memcpy(bytes, form[i].s, form[i].len);
	key->s = bytes;
	key->len = form[i].len;
	term->count++;
	term->used += key->len;
	return LEXICON_OK;
}

/* The words of a piece inside or outside quotes; *apart tells that a phrase ended behind the last word. */
static enum lexicon_error
add_piece(struct lexicon_term *term, const char *s, size_t len, enum lexicon_terms terms, bool quoted, bool *apart)
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
		if ((error = add_word(term, s, &token, terms, quoted)) != LEXICON_OK)
			return error;
		*apart = false;
	}
	return LEXICON_OK;
}

size_t
lexicon_term_words(const char *s, size_t len, unsigned *signs)
{
	static const char known[] = "!?~";

	*signs = 0;
	for (;;)
	{
		const char *sign;

		while (len > 0 && s[len - 1] == ' ')
			len--;
		if (len < 3 || s[len - 2] != ' ' || (sign = memchr(known, s[len - 1], 3)) == NULL)
			return len;
		*signs |= 1u << (sign - known);
		len--;
	}
}

enum lexicon_error
lexicon_parse_term(const char *s, size_t len, enum lexicon_terms terms, struct lexicon_term *term)
{
	unsigned	signs;
	const char *end = s + lexicon_term_words(s, len, &signs);
	bool		quoted = false;
	bool		apart = false;

	term->count = 0;
	term->used = 0;
	term->marks = (signs & LEXICON_SIGN_COVERS ? LEXICON_COVERS : 0) | (signs & LEXICON_SIGN_UNSURE ? LEXICON_UNSURE : 0);
	term->company = (signs & LEXICON_SIGN_COMPANY) != 0;
	for (;;)
	{
		const char *quote = s < end ? memchr(s, '"', (size_t) (end - s)) : NULL;
		const char *stop = quote != NULL ? quote : end;
		enum lexicon_error error = add_piece(term, s, (size_t) (stop - s), terms, quoted, &apart);

		if (error != LEXICON_OK)
			return error;
		if (quote == NULL)
			break;
		quoted = !quoted;
		s = quote + 1;
	}
	/* a single word has none but itself to cover */
	if (term->count == 1)
		term->marks &= ~(unsigned) LEXICON_COVERS;
	else if (terms == LEXICON_TERMS_NAMES)
		term->marks |= LEXICON_COVERS;
	return quoted ? LEXICON_OPEN_QUOTE : term->count == 0 ? LEXICON_NO_WORDS : LEXICON_OK;
}

bool
lexicon_is_name(const char *s, size_t len)
{
	unsigned	signs;
	struct segmenter segmenter;
	struct token token;
	bool		capital = false;
	bool		name = false;

	segment_begin(&segmenter, s, lexicon_term_words(s, len, &signs));
	while (segment_next(&segmenter, &token))
	{
		if (token_role(s, &token) != TOKEN_IS_WORD)
			continue;
		for (uint32_t i = token.start; i < token.start + token.len; i++)
			capital |= ascii_is_capital(s[i]);
		name = token_case(&token) != 0 || (capital && ascii_is_digit(s[token.start]));
	}
	return name;
}
