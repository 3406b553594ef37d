/* Phrases of a lexicon in a text. */
#include "core/lexicon/text_match.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/base/utf8.h"
#include "core/text/english.h"
#include "core/text/fold.h"
#include "core/text/word.h"

/* Is what ends before text[at] a letter or a digit, so that a word that begins there is the end of another? */
static bool
goes_on_before(const char *text, size_t at)
{
	uint32_t	c;
	size_t		from = at;

	if (at == 0)
		return false;
	do
		from--;
	while (from > 0 && at - from < 4 && ((unsigned char) text[from] & 0xc0) == 0x80);
	utf8_decode(text + from, text + at, &c);
	if (c < 0x80)
		return ascii_is_alphanumeric((char) c);
	/* quotes, spaces, dashes, direction marks, Arabic punctuation */
	return !(c <= 0xbf || (c >= 0x2000 && c <= 0x206f) || (c >= 0x600 && c <= 0x61f));
}

/*
 * Does the full stop at text[at] belong to the word before it? It does to initials and to letters with stops between them (W., U.S., د.),
 * and to what is shortened before names (Mr., Gen.). I is none: it counts (World War I.).
 */
static bool
belongs_to_word(const char *text, size_t at)
{
	char		word[8];
	size_t		len = 0;
	bool		stops = false;
	bool		initials = true;

	/* one Arabic letter, of two bytes */
	if (at >= 2 && (unsigned char) text[at - 2] >= 0xd8 && (unsigned char) text[at - 2] <= 0xd9 && !goes_on_before(text, at - 2))
		return true;
	/* backwards; in initials a capital and a stop take turns */
	while (len < at && len < sizeof(word) && (ascii_is_letter(text[at - 1 - len]) || text[at - 1 - len] == '.'))
	{
		char		c = text[at - 1 - len++];

		initials &= len % 2 == 0 ? c == '.' : ascii_is_capital(c);
		stops |= c == '.';
		word[sizeof(word) - len] = ascii_lower(c);
	}
	if (len == 0 || len == sizeof(word) || goes_on_before(text, at - len))
		return false;
	if (initials)
		return stops || text[at - 1] != 'I';
	return !stops && english_abbreviation(word + sizeof(word) - len, len);
}

/* The blank at text[start] without a full stop that belongs to the word before it. */
static const char *
behind_abbreviation(const char *text, size_t start, size_t len)
{
	return len > 0 && text[start] == '.' && belongs_to_word(text, start) ? text + start + 1 : text + start;
}

bool
blank_breaks(const char *text, size_t start, size_t len)
{
	const char *end = text + start + len;
	int			line_ends = 0;

	for (const char *s = behind_abbreviation(text, start, len); s < end;)
	{
		uint32_t	c;

		s += utf8_decode(s, end, &c);
		switch (c)
		{
			case '\n':
				if (++line_ends == 2)
					return true;
				break;
			case '\f':
			case 0x85:
			case 0x2028:		/* line and paragraph separator */
			case 0x2029:
			case '.':
			case '!':
			case '?':
			case ',':
			case ';':
			case ':':
			case '(':
			case ')':
			case '[':
			case ']':
			case '{':
			case '}':
			case '|':
			case 0x061f:		/* Arabic ? , ; . and the Urdu full stop */
			case 0x060c:
			case 0x061b:
			case 0x061e:
			case 0x06d4:
			case 0x2014:		/* em dash, horizontal bar */
			case 0x2015:
			case 0x2022:		/* bullet */
			case 0x2026:		/* … */
			case 0x3001:		/* 、 。 */
			case 0x3002:
				return true;
			default:
				break;
		}
	}
	return false;
}

/* A mark that ends sentences with a space behind it, or an empty line. */
bool
blank_ends_sentence(const char *text, size_t start, size_t len)
{
	const char *end = text + start + len;
	bool		mark = false;
	int			line_ends = 0;

	for (const char *s = behind_abbreviation(text, start, len); s < end;)
	{
		uint32_t	c;

		s += utf8_decode(s, end, &c);
		if (c == '.' || c == '!' || c == '?' || c == 0x061f || c == 0x06d4 || c == 0x2026 || c == 0x3002)
			mark = true;
		else if (c == '\n' && ++line_ends == 2)
			return true;
		else if (mark && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xa0))
			return true;
	}
	return false;
}

unsigned
token_case(const struct token *token)
{
	return token->flags & TOKEN_CAPS ? LEXICON_CASE_CAPS : token->flags & TOKEN_TITLE ? LEXICON_CASE_TITLE : 0;
}

size_t
token_key(const char *word, size_t len, char out[LEXICON_KEY_MAX])
{
	return word_key(word, len, out, LEXICON_KEY_MAX - 1);
}

void
token_forms(const char *word, size_t len, struct token_forms *out)
{
	static const struct word_options options = {0, false, false, WORD_AUTO};
	size_t		folded = word_analyse(&options, word, len, out->word, LEXICON_KEY_MAX - 1).len;

	/* an alef that is joined to the word before (U+0671) is a plain one, an alef maqsura within a word a ya */
	for (size_t i = 0; i + 1 < folded; i++)
		if (memcmp(out->word + i, "\xd9\xb1", 2) == 0)
			memcpy(out->word + i, "\xd8\xa7", 2);
		else if (i + 2 < folded && memcmp(out->word + i, "\xd9\x89", 2) == 0)
			out->word[i + 1] = '\x8a';
	word_forms(out->word, folded, &out->forms);
}

unsigned
token_lexicon_ids(const struct lexicon *lexicon, const char *text, const struct token *token, uint32_t ids[LEXICON_IDS])
{
	struct token_forms forms;

	token_forms(text + token->start, token->len, &forms);
	return lexicon_ids(lexicon, &forms.forms, token_case(token), ids);
}

/* A word of the text that is still needed. */
struct window_word
{
	uint32_t	start;
	uint32_t	end;
	bool		apart;			/* no phrase reaches it from the words before */
	bool		sentence;		/* it begins one */
	uint32_t	ids[LEXICON_IDS];
};

/* More than may be asked for ahead. */
#define WINDOW_WORDS 32
_Static_assert(WINDOW_WORDS >= COMPANY_AHEAD, "the window holds what a term asks for");

/* The words from the one at hand on, as far as a phrase or its company asked for them. */
struct window
{
	const struct lexicon *lexicon;
	struct segmenter segmenter;
	text_match_callback callback;
	void	   *arg;
	size_t		asked;			/* as far as we had got when the caller was asked last */
	bool		enough;			/* so it said */
	bool		apart;
	bool		sentence;
	unsigned	first;
	unsigned	count;
	struct window_word words[WINDOW_WORDS];
	struct text_company company;
	/* the words, by number, between which a phrase covers others: from the first up to before the second */
	uint32_t	cover_first;
	uint32_t	cover_end;
	struct lexicon_match covering;	/* that phrase */
};

/* Is the search wanted still? The caller is asked now and then. */
static bool
is_wanted(struct window *window)
{
	if (window->segmenter.pos - window->asked >= PAUSE_BYTES)
	{
		window->asked = window->segmenter.pos;
		window->enough |= !window->callback(window->arg, NULL);
	}
	return !window->enough;
}

/* Reads on to the next word; false at the end of the text, and if the caller has enough. */
static bool
read_word(struct window *window)
{
	const char *text = window->segmenter.text;
	struct token token;

	while (is_wanted(window) && segment_next(&window->segmenter, &token))
	{
		enum token_role role = token_role(text, &token);

		if (role == TOKEN_IS_WORD)
		{
			struct window_word *word = &window->words[(window->first + window->count++) % WINDOW_WORDS];

			word->start = token.start;
			word->end = token.start + token.len;
			word->apart = window->apart;
			word->sentence = window->sentence;
			window->apart = window->sentence = false;
			token_lexicon_ids(window->lexicon, text, &token, word->ids);
			return true;
		}
		if (role == TOKEN_IS_END)
		{
			window->apart = true;
			window->sentence |= blank_ends_sentence(text, token.start, token.len);
		}
	}
	return false;
}

/* The word so many places ahead; NULL at the end of the text. */
static const struct window_word *
word_ahead(struct window *window, unsigned ahead)
{
	while (window->count <= ahead)
		if (!read_word(window))
			return NULL;
	return &window->words[(window->first + ahead) % WINDOW_WORDS];
}

static const uint32_t *
window_source(void *arg, unsigned ahead)
{
	const struct window_word *word = word_ahead(arg, ahead);

	return word == NULL || (ahead > 0 && word->apart) ? NULL : word->ids;
}

static bool
company_ahead(void *arg, unsigned ahead, struct company_word *out)
{
	const struct window_word *word = word_ahead(arg, ahead);

	if (word == NULL)
		return false;
	*out = (struct company_word) {word->ids, word->apart, word->sentence};
	return true;
}

/* Is a phrase of the entry, from the word at hand on and so many words long, a part of one that covers it? */
static bool
is_covered(const struct window *window, const struct lexicon_found *phrases, uint32_t number, unsigned words, uint32_t entry)
{
	return lexicon_is_covered(phrases, words, entry) ||
		(number >= window->cover_first && number + words <= window->cover_end && !lexicon_keeps(&window->covering, entry));
}

/* Tells the phrases that start at the word at hand: those of that length, or all for 0. False: the caller has enough. */
static bool
tell(struct window *window, uint32_t number, unsigned words)
{
	struct lexicon_found phrases;

	lexicon_find(window->lexicon, window_source, window, &phrases);
	for (unsigned m = 0; m < phrases.count; m++)
	{
		const struct lexicon_match *match = &phrases.match[m];
		struct text_match found = {.first = number, .last = number + match->words - 1};

		if (words != 0 && match->words != words)
			continue;
		found.start = window->words[window->first].start;
		found.end = window->words[(window->first + match->words - 1) % WINDOW_WORDS].end;
		for (uint32_t i = 0; i < match->count; i++)
		{
			found.entry = lexicon_entry(match->outputs[i]);
			found.marks = lexicon_marks(match->outputs[i]);
			if (found.marks & LEXICON_KEPT || (words == 0 && is_covered(window, &phrases, number, match->words, found.entry)))
				continue;
			if (found.entry >= window->lexicon->company)
			{
				text_company_note(&window->company, window->lexicon, found.entry, number + match->words);
				continue;
			}
			found.certainty = text_company_certainty(&window->company, window->lexicon, match->outputs[i], number, match->words,
													 company_ahead, window);
			if (window->enough || !window->callback(window->arg, &found))
				return false;
		}
	}
	if (phrases.covering.words > 0 && number + phrases.covering.words > window->cover_end)
	{
		window->cover_first = number + phrases.title;
		window->cover_end = number + phrases.covering.words;
		window->covering = phrases.covering;
	}
	return true;
}

void
text_match(const struct lexicon *lexicon, enum text_match_mode mode, const char *text, size_t len,
		   text_match_callback callback, void *arg)
{
	struct window window = {.lexicon = lexicon, .callback = callback, .arg = arg};
	uint32_t	number = 0;

	segment_begin(&window.segmenter, text, len);
	while (!window.enough && (window.count > 0 || read_word(&window)))
	{
		unsigned	words = 1;

		if (window.words[window.first].sentence)
			text_company_begin(&window.company);
		if (lexicon_starts(lexicon, window.words[window.first].ids))
		{
			unsigned	longest = mode == TEXT_MATCH_LONGEST ? lexicon_longest(lexicon, window_source, &window) : 0;

			if (longest > 0)
				words = longest;
			if ((mode == TEXT_MATCH_ALL || longest > 0) && !tell(&window, number, longest))
				return;
		}
		window.first = (window.first + words) % WINDOW_WORDS;
		window.count -= words;
		number += words;
	}
}
