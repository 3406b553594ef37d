/* A name in words: particles and titles left out, articles found, letters read as sounds. */
#include "core/name/name_word.h"

#include <string.h>

#include "core/base/search.h"
#include "core/text/arabic_article.h"
#include "core/text/fold.h"
#include "core/base/utf8.h"

enum name_particle_kind
{
	NAME_PARTICLE = 1,
	NAME_TITLE,
	NAME_SERVANT
};

#define NAME_LETTERS
#include "core/generated/name_sound_data.h"

/* Marks that tell a sound, before folding takes them away; the capital stands before the small letter, or 32 before. */
static const struct
{
	uint16_t	small;
	char		into[3];
}			sounding_marks[] = {
	{0xf1, "n"}, {0x107, "ch"}, {0x10d, "ch"}, {0x11f, "gh"}, {0x15b, "sh"}, {0x15f, "sh"}, {0x161, "sh"}, {0x163, "ts"},
	{0x17c, "zh"}, {0x17e, "zh"}, {0x219, "sh"}, {0x21b, "ts"}
};

static const char *
sounding_mark(uint32_t cp)
{
	for (size_t i = 0; i < lengthof(sounding_marks); i++)
	{
		uint32_t	small = sounding_marks[i].small;
		uint32_t	capital = small < 0x100 ? small - 32 : small - 1;

		if (cp == small || cp == capital)
			return sounding_marks[i].into;
	}
	return NULL;
}

/* C with cedilla is s before a, o, u (French, Portuguese), and otherwise ch (Turkish). */
static const char *
cedilla(const char *s, const char *end, bool first)
{
	return !first && s < end && strchr("aouAOU", *s) != NULL && *s != '\0' ? "s" : "ch";
}

/* The text with those letters spelled out, cut to NAME_BYTES; never longer than the text. */
static size_t
spell_marks(const char *s, size_t len, char *out)
{
	const char *end = s + len;
	size_t		n = 0;
	bool		first = true;

	while (s < end)
	{
		uint32_t	cp;
		size_t		size = utf8_decode(s, end, &cp);
		const char *into = NULL;

		if (n + size > NAME_BYTES)
			break;
		if (cp == 0xe7 || cp == 0xc7)
			into = cedilla(s + size, end, first);
		else if (cp >= 0xd1 && cp < 0x300)
			into = sounding_mark(cp);
		first = cp == ' ' || cp == '-';
		if (into == NULL)
		{
			memcpy(out + n, s, size);
			n += size;
		}
		else
			for (; *into != '\0'; into++)
				out[n++] = *into;
		s += size;
	}
	return n;
}

static bool
is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == '`' || cp == 0xb4 || cp == 0x2b9 || (cp >= 0x2bb && cp <= 0x2bf) || cp == 0x2c8 ||
		cp == 0x2018 || cp == 0x2019 || cp == 0x2bc;
}

/* The script of a folded letter; -1 for what is none. Folding has left of Latin a-z and a few letters more. */
static int
letter_script(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z' ? NAME_LATIN : -1;
	if (cp < 0xc0 || cp == 0xd7 || cp == 0xf7 || (cp >= 0x2b0 && cp < 0x370) || (cp >= 0x2000 && cp < 0x2c00) ||
		(cp >= 0x2e00 && cp < 0x2e80) || (cp >= 0x3000 && cp < 0x3040) || cp >= 0xfff0)
		return -1;
	if (cp >= 0x600 && cp < 0x700)
	{
		bool		digit_or_mark = cp < 0x620 || (cp >= 0x64b && cp < 0x66e) || cp == 0x6d4 || (cp >= 0x6d6 && cp < 0x6ee) ||
		(cp >= 0x6f0 && cp < 0x6fa) || cp == 0x6fd || cp == 0x6fe;

		return digit_or_mark ? -1 : NAME_ARABIC;
	}
	if (cp >= 0x750 && cp < 0x780)
		return NAME_ARABIC;
	if (cp < 0x250)
		return NAME_LATIN;
	return NAME_OTHER;
}

static int
particle_kind(const char *s, size_t len)
{
	int			found = search_table(name_particles, word, s, len);

	return found >= 0 ? name_particles[found].kind : 0;
}

static inline bool
is_vowel(char c)
{
	/* bit 0 is a */
	const uint32_t vowels = 1u << 0 | 1u << ('e' - 'a') | 1u << ('i' - 'a') | 1u << ('o' - 'a') | 1u << ('u' - 'a') | 1u << ('y' - 'a');
	unsigned char letter = (unsigned char) (c - 'a');

	return letter < 26 && (vowels >> letter & 1) != 0;
}

/* The bytes of an article at the start of a word: the Arabic one, or al, el, er-r, es-s where a long enough word follows. */
static uint8_t
article_length(const name_word *word)
{
	if (word->script == NAME_ARABIC)
		return arabic_article_before(word->s, word->len, 3) ? ARABIC_ARTICLE_BYTES : 0;
	if (word->script == NAME_LATIN && word->len >= 7 && (word->s[0] == 'a' || word->s[0] == 'e') && !is_vowel(word->s[2]) &&
		(word->s[1] == 'l' || word->s[1] == word->s[2]))
		return 2;
	return 0;
}

/*
 * Abdulrahman and Abdurrahman in one word: what stands between "abd" and the rest. 0 where the word is not of that kind.
 */
static size_t
servant_article(const char *s, size_t len)
{
	if (len < 7 || memcmp(s, "abd", 3) != 0 || !is_vowel(s[3]))
		return 0;
	if (s[4] == 'l')
		return 2;
	return s[4] == s[5] && !is_vowel(s[4]) ? 2 : 0;
}

/* Takes bytes out of a word. */
static void
drop_bytes(name_word *word, size_t at, size_t count)
{
	char	   *s = (char *) word->s;

	memmove(s + at, s + at + count, word->len - at - count);
	word->len = (uint16_t) (word->len - count);
}

/* Can a word stand between "Abd" and the name that belongs to it? */
static bool
is_article(const name_word *word)
{
	if (word->script != NAME_LATIN || word->len > 3)
		return false;
	return (word->len == 2 && is_vowel(word->s[0])) || particle_kind(word->s, word->len) == NAME_PARTICLE;
}

/*
 * "Abd" takes the next word of its script, without the article of either. The number of parts that went into the word; the
 * bytes are moved to the left only, so the parts that follow stay as they are.
 */
static int
join_servant(name_word *word, const name_word *parts, int count)
{
	size_t		servant = word->script == NAME_LATIN ? 3 : word->len;
	int			next = 1;

	while (next < count && is_article(&parts[next]))
		next++;
	if (next >= count || parts[next].script != word->script)
		return 1;
	word->len = parts[next].len;
	memmove((char *) word->s + servant, parts[next].s, word->len);
	word->len = (uint16_t) (word->len + servant);
	if (word->script == NAME_ARABIC && arabic_article_before(word->s + servant, word->len - servant, 2))
		drop_bytes(word, servant, ARABIC_ARTICLE_BYTES);
	return next + 1;
}

/* Words of one part that begin with "Abd" and an article lose that. */
static void
strip_servant(name_word *word)
{
	static const char abd[] = "\xd8\xb9\xd8\xa8\xd8\xaf" ARABIC_ARTICLE;
	size_t		article;

	if (word->script == NAME_LATIN && (article = servant_article(word->s, word->len)) > 0)
		drop_bytes(word, 3, article);
	else if (word->script == NAME_ARABIC && word->len >= 14 && memcmp(word->s, abd, 10) == 0)
		drop_bytes(word, 6, 4);
}

/* The next run of letters of one script from *in on, its apostrophes taken out; false at the end. */
static bool
next_part(const char **in, const char *end, name_word *part)
{
	char	   *out = NULL;
	int			letters = 0;

	part->len = 0;
	while (*in < end)
	{
		uint32_t	cp;
		size_t		size = utf8_decode(*in, end, &cp);
		int			script = cp == UTF8_INVALID ? -1 : letter_script(cp);

		if (out == NULL && script >= 0)
		{
			part->s = out = (char *) *in;
			part->script = (uint8_t) script;
		}
		if (out != NULL && script != (int) part->script && !is_apostrophe(cp))
			return true;
		if (script >= 0 && letters++ < NAME_LETTERS_MAX)
		{
			memmove(out, *in, size);
			out += size;
			part->len = (uint16_t) (part->len + size);
		}
		*in += size;
	}
	return out != NULL;
}

/* A name of particles alone is made of them. */
static void
keep_only_particles(name_words *name)
{
	for (int i = 0; i < name->count; i++)
		if (!name->words[i].particle)
			return;
	for (int i = 0; i < name->count; i++)
		name->words[i].particle = false;
}

void
name_split(const char *s, size_t len, name_words *name)
{
	char		spelled[NAME_BYTES];
	size_t		bytes = fold_utf8(spelled, spell_marks(s, len, spelled), 0, name->text, sizeof(name->text));
	const char *in = name->text;
	const char *end = in + (bytes < sizeof(name->text) ? bytes : sizeof(name->text));
	name_word	parts[NAME_WORDS];
	int			count = 0;

	while (count < NAME_WORDS && next_part(&in, end, &parts[count]))
		count++;
	name->count = 0;
	name->join_count = 0;
	for (int i = 0; i < count;)
	{
		name_word  *word = &name->words[name->count++];
		int			kind = particle_kind(parts[i].s, parts[i].len);

		*word = (name_word)
		{
			.s = parts[i].s, .len = parts[i].len, .script = parts[i].script, .particle = kind == NAME_PARTICLE || kind == NAME_TITLE,
				.title = kind == NAME_TITLE
		};
		if (kind == NAME_SERVANT)
			i += join_servant(word, parts + i, count - i);
		else
		{
			strip_servant(word);
			word->article = article_length(word);
			i++;
		}
	}
	keep_only_particles(name);
}

bool
name_is_initial(const name_word *word)
{
	return word->len == (word->script == NAME_ARABIC ? 2 : 1);
}

/* Adds words[first] to words[last] as one word, without what of the article the last one begins with. */
static void
add_join(name_words *name, int first, int last, size_t skip, bool with_links)
{
	name_join  *join = &name->joins[name->join_count];
	char	   *out = name->joined + name->joined_len;
	size_t		len = 0;

	if (name->join_count == NAME_JOINS)
		return;
	for (int i = first; i <= last; i++)
	{
		const name_word *word = &name->words[i];
		size_t		from = i == last ? skip : 0;

		if (i > first && i < last && !with_links)
			continue;
		if (word->len - from > sizeof(name->joined) - name->joined_len - len)
			return;
		memcpy(out + len, word->s + from, word->len - from);
		len += word->len - from;
	}
	join->word = (name_word) {.s = out, .len = (uint16_t) len, .script = name->words[last].script};
	join->word.article = article_length(&join->word);
	join->first = (uint8_t) (name->words[first].particle ? last : first);
	join->last = (uint8_t) last;
	name->joined_len += len;
	name->join_count++;
}

/* Words before the last that can be one with it: its neighbour, over an article or none, or up to two particles. */
static void
join_before(name_words *name, int last)
{
	const name_word *word = &name->words[last];
	size_t		skip = word->script == NAME_ARABIC ? word->article : 0;
	int			first = last - 1;

	for (; first >= 0 && last - first <= 2 && name->words[first].particle; first--)
	{
		if (name->words[first].title || name->words[first].script != word->script)
			return;
		add_join(name, first, last, 0, true);
	}
	first = last - 1;
	while (first > 0 && last - first <= 2 && name->words[first].script == word->script && is_article(&name->words[first]))
		first--;
	if (first < 0 || name->words[first].particle || name->words[first].script != word->script)
		return;
	add_join(name, first, last, skip, false);
	if (skip > 0 || first < last - 1)
		add_join(name, first, last, 0, true);
}

void
name_join_words(name_words *name)
{
	name->joined_len = 0;
	for (int last = 1; last < name->count; last++)
		if (!name->words[last].particle && name->words[last].script != NAME_OTHER && !name_is_initial(&name->words[last]))
			join_before(name, last);
}

/* The rules' slot of the letter at s, -1 if no rule can begin with it. */
static inline int
letter_slot(const unsigned char *s, size_t len)
{
	if (s[0] < 0x80)
		return s[0];
	if (len >= 2 && s[0] >= 0xd8 && s[0] <= 0xdd && (s[1] & 0xc0) == 0x80)
		return 0x80 + ((s[0] & 0x07) << 6 | (s[1] & 0x3f));
	return -1;
}

/* Does the group of letters from `at` to `next` stand in the place? `from` is where the word begins. */
static inline bool
in_place(const char *s, size_t from, size_t at, size_t next, size_t len, uint8_t place)
{
	switch ((enum place) place)
	{
		case PLACE_ANY:
			return true;
		case PLACE_CLOSED:
			return next < len && !is_vowel(s[next]);
		case PLACE_BETWEEN:
			return at > from && is_vowel(s[at - 1]) && next < len && is_vowel(s[next]);
		case PLACE_FRONT:
			return next < len && (s[next] == 'e' || s[next] == 'i' || s[next] == 'y');
		case PLACE_END:
			return next == len;
		case PLACE_START:
			return at == from;
	}
	return false;
}

/* The first byte is the slot's own, the second tells most of the others apart. */
static inline bool
spells(const struct letter_rule *rule, const char *s, size_t left)
{
	if (rule->len == 1)
		return true;
	if (rule->len > left || rule->letters[1] != s[1])
		return false;
	for (size_t i = 2; i < rule->len; i++)
		if (rule->letters[i] != s[i])
			return false;
	return true;
}

/* The rule of the letters at `at`; NULL where there is none. */
static inline const struct letter_rule *
rule_at(const char *s, size_t from, size_t at, size_t len)
{
	int			slot = letter_slot((const unsigned char *) s + at, len - at);

	if (slot < 0)
		return NULL;
	if (letter_is_plain[slot])
	{
		/* of one slot's rules the shortest come last */
		unsigned char next = slot < 0x80 && at + 1 < len ? (unsigned char) s[at + 1] : 0;

		if (next < 'a' || next > 'z' || (letter_follow[slot] >> (next - 'a') & 1) == 0)
			return &letter_rules[letter_first[slot + 1] - 1];
	}
	for (int i = letter_first[slot]; i < letter_first[slot + 1]; i++)
	{
		const struct letter_rule *rule = &letter_rules[i];

		if (spells(rule, s + at, len - at) && in_place(s, from, at, at + rule->len, len, rule->place))
			return rule;
	}
	return NULL;
}

static inline size_t
letter_size(const char *s, size_t at, size_t len)
{
	uint32_t	cp;

	return utf8_decode(s + at, s + len, &cp);
}

int
name_sounds(const name_word *word, size_t from, uint8_t *sounds)
{
	int			n = 0;

	for (size_t at = from; at < word->len;)
	{
		const struct letter_rule *rule = rule_at(word->s, from, at, word->len);

		if (rule == NULL)
		{
			at += letter_size(word->s, at, word->len);
			continue;
		}
		for (int i = 0; i < rule->sound_count && n < NAME_SOUNDS_MAX; i++)
			sounds[n++] = rule->sounds[i];
		at += rule->len;
	}
	return n;
}

/*
 * A vowel inside a Latin word has no class: no need to look for the longest group that it begins. Only -eaux and the end of
 * -ow, -ew begin with one and do.
 */
static inline bool
is_silent(const char *s, size_t from, size_t at, size_t len)
{
	return at > from && at + 1 < len && is_vowel(s[at]) && s[at + 1] != 'w' && s[at + 1] != 'a';
}

void
name_classes(const name_word *word, size_t from, name_letters *letters)
{
	letters->count = 0;
	for (size_t at = from; at < word->len && letters->count < NAME_LETTERS_MAX;)
	{
		const struct letter_rule *rule;

		if (is_silent(word->s, from, at, word->len))
		{
			at++;
			continue;
		}
		rule = rule_at(word->s, from, at, word->len);
		if (rule != NULL && rule->keys[0] != '\0')
			letters->keys[letters->count++] = rule->keys;
		at += rule != NULL ? rule->len : letter_size(word->s, at, word->len);
	}
}

size_t
name_first_classes(const name_word *word, size_t from, char *out, size_t size)
{
	size_t		n = 0;

	for (size_t at = from; at < word->len && n < size;)
	{
		const struct letter_rule *rule;

		if (is_silent(word->s, from, at, word->len))
		{
			at++;
			continue;
		}
		rule = rule_at(word->s, from, at, word->len);
		if (rule == NULL)
		{
			at += letter_size(word->s, at, word->len);
			continue;
		}
		for (const char *keys = rule->keys; *keys != '\0' && *keys != '|' && n < size; keys++)
			if (n == 0 || out[n - 1] != *keys)
				out[n++] = *keys;
		at += rule->len;
	}
	return n;
}
