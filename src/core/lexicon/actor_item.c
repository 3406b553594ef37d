/* From matches of the lexicon of actors to items. */
#include "core/lexicon/actor_item.h"

#include <string.h>

#include "core/actor/actor_code.h"
#include "core/base/array.h"
#include "core/base/ascii.h"
#include "core/lexicon/actor_text.h"
#include "core/text/arabic_article.h"

uint8_t
actor_former_code(char *code, uint8_t len)
{
	if (actor_group_is(code, "IGO"))
	{
		if (len + ACTOR_GROUP_LENGTH > ACTOR_CODE_MAX_LENGTH)
			return len;
	}
	else if (actor_group_is(code, "IMG") || (len > ACTOR_GROUP_LENGTH && actor_group_is(code + ACTOR_GROUP_LENGTH, "REB")))
		return len;
	else
		len = ACTOR_GROUP_LENGTH;
	memcpy(code + len, "ELI", ACTOR_GROUP_LENGTH);
	return (uint8_t) (len + ACTOR_GROUP_LENGTH);
}

bool
actor_item_has_article(const actor_item *item, const char *text)
{
	const char *s = text + item->start;
	size_t		len = item->end - item->start;

	for (int clitics = 0; clitics < 3 && len > 4; clitics++, s += 2, len -= 2)
	{
		if (arabic_article_before(s, len, 0) || memcmp(s, "\xd9\x84\xd9\x84", 4) == 0)
			return true;
		/* و ف ب ك */
		if (memcmp(s, "\xd9\x88", 2) != 0 && memcmp(s, "\xd9\x81", 2) != 0 && memcmp(s, "\xd8\xa8", 2) != 0 &&
			memcmp(s, "\xd9\x83", 2) != 0)
			return false;
	}
	return false;
}

/* A number of the lexeme, behind a blank; * is the end of time. */
static const char *
read_day(const char *s, const char *end, int32_t *day)
{
	bool		negative = false;

	*day = 0;
	for (s++; s < end && *s != ' '; s++)
		if (*s == '*')
			*day = INT32_MAX;
		else if (*s == '-')
			negative = true;
		else
			*day = *day * 10 + (*s - '0');
	*day = negative ? -*day : *day;
	return s;
}

/* The office on the day, or what became of its holder: CODE FIRST LAST, once for each office, the earlier first. */
static void
read_offices(actor_item *item, const char *s, const char *end, int32_t on_date)
{
	bool		held = false;

	while (s < end)
	{
		const char *code = s;
		uint8_t		len;
		int32_t		from;
		int32_t		to;
		bool		now;

		while (s < end && *s != ' ')
			s++;
		len = (uint8_t) (s - code);
		s = read_day(s, end, &from);
		s = read_day(s, end, &to);
		s += s < end;
		now = on_date == CALENDAR_ANY_DAY || (from <= on_date && on_date <= to);
		/* outside all offices: of the last one before the day, or of the first of all */
		if (now || item->code_len == 0 || (!held && from <= on_date))
		{
			memcpy(item->code, code, len);
			item->code_len = len;
		}
		held |= now;
	}
	if (!held)
		item->code_len = actor_former_code(item->code, item->code_len);
}

/* Is the first letter, of two bytes, only written together with the word? Then the rest has the same stem. */
static bool
is_clitic(const char *word, size_t len)
{
	char		whole[LEXICON_KEY_MAX];
	char		rest[LEXICON_KEY_MAX];
	size_t		end = 2;
	size_t		whole_len;

	while (end < len && word[end] != ' ')
		end++;
	whole_len = token_key(word, end, whole);
	return whole_len > 0 && token_key(word + 2, end - 2, rest) == whole_len && memcmp(whole, rest, whole_len) == 0;
}

static enum actor_item_kind
word_kind(const char *s, size_t len)
{
	static const struct
	{
		char		name[8];
		enum actor_item_kind kind;
	}			kinds[] = {
		{"and", ITEM_AND}, {"apart", ITEM_APART}, {"beside", ITEM_BESIDE}, {"event", ITEM_EVENT}, {"former", ITEM_FORMER},
		{"from", ITEM_FROM}, {"in", ITEM_IN}, {"of", ITEM_OF}, {"place", ITEM_PLACE}, {"same", ITEM_SAME}, {"seat", ITEM_SEAT}, {"skip", ITEM_SKIP},
	};

	for (size_t i = 0; i < lengthof(kinds); i++)
		if (strlen(kinds[i].name) == len && memcmp(kinds[i].name, s, len) == 0)
			return kinds[i].kind;
	return ITEM_NONE;
}

void
actor_item_make(actor_item *item, const struct lexicon *lexicon, const char *text, const struct text_match *match, int32_t on_date)
{
	static const char letters[] = "NPWCYORL";
	const char *s = text + match->start;
	size_t		len = match->end - match->start;
	size_t		lexeme_len;
	const char *lexeme = lexicon_lexeme(lexicon, match->entry, &lexeme_len);
	const char *letter = lexeme_len > 2 && lexeme[1] == ' ' ? strchr(letters, lexeme[0]) : NULL;

	*item = (actor_item) {.start = match->start, .end = match->end, .last_word = match->last};
	item->kind = (uint8_t) (letter != NULL ? (enum actor_item_kind) (letter - letters) : word_kind(lexeme, lexeme_len));
	item->arabic = (unsigned char) s[0] >= 0xd8 && (unsigned char) s[0] <= 0xdb;
	if (item->kind == ITEM_LEADER)
		read_offices(item, lexeme + 2, lexeme + lexeme_len, on_date);
	else if (letter != NULL)
	{
		item->code_len = (uint8_t) (lexeme_len - 2);
		memcpy(item->code, lexeme + 2, lexeme_len - 2);
	}
	if (item->arabic && item->kind != ITEM_AND && len > 2)
	{
		item->with_and = memcmp(s, "\xd9\x88", 2) == 0 && is_clitic(s, len);
		item->with_in = memcmp(s, "\xd8\xa8", 2) == 0 && is_clitic(s, len);
	}
	if (item->kind == ITEM_PEOPLE)
		item->adjective = s[len - 1] != 's' || s[len - 2] == 's';
	else if (item->kind == ITEM_NAME)
		item->adjective = s[len - 1] == '.' || ascii_is_capital(s[len - 1]);
	if (item->kind == ITEM_WEAK && actor_item_has_article(item, text))
		item->kind = ITEM_NONE;
}
