/* Keys of names: the classes of consonants, with the other readings that a group of letters has. */
#include "core/name/name_key.h"

#include <stdbool.h>
#include <string.h>

#include "core/name/name_word.h"
#include "core/text/arabic_article.h"

/* Adds the classes of one reading of a group of letters; the same class twice in a row counts once. */
static inline size_t
add_classes(char *out, size_t n, const char *keys)
{
	for (; *keys != '\0' && *keys != '|'; keys++)
		if (n < NAME_KEY_CAP - 1 && (n == 0 || out[n - 1] != *keys))
			out[n++] = *keys;
	return n;
}

/* The reading of that number, 0 the first; NULL if there are fewer. */
static const char *
reading(const char *keys, int number)
{
	while (number-- > 0)
	{
		keys = strchr(keys, '|');
		if (keys == NULL)
			return NULL;
		keys++;
	}
	return keys;
}

/* The key with up to two groups of letters read in another way. */
static size_t
key_with(const name_letters *letters, int first, const char *first_keys, int second, const char *second_keys, char *out)
{
	size_t		n = 0;

	for (int i = 0; i < letters->count; i++)
		n = add_classes(out, n, i == first ? first_keys : i == second ? second_keys : letters->keys[i]);
	return n;
}

/* Keys of one word as they are found; each is kept once. */
typedef struct key_list
{
	int			count;
	int			most;
	unsigned char *len;
	char		(*key)[NAME_KEY_CAP];
} key_list;

static void
add_key(key_list *list, const char *key, size_t len)
{
	if (len == 0 || list->count >= list->most)
		return;
	for (int i = 0; i < list->count; i++)
		if (list->len[i] == len && memcmp(list->key[i], key, len) == 0)
			return;
	memcpy(list->key[list->count], key, len);
	list->len[list->count++] = (unsigned char) len;
}

/* The first reading of all, then one group read otherwise, then two. */
static void
add_readings(key_list *list, const name_letters *letters)
{
	char		key[NAME_KEY_CAP];
	const char *one;
	const char *two;

	add_key(list, key, key_with(letters, -1, NULL, -1, NULL, key));
	for (int i = 0; i < letters->count; i++)
		for (int r = 1; (one = reading(letters->keys[i], r)) != NULL && list->count < list->most; r++)
			add_key(list, key, key_with(letters, i, one, -1, NULL, key));
	for (int i = 0; i < letters->count && list->count < list->most; i++)
		for (int r = 1; (one = reading(letters->keys[i], r)) != NULL; r++)
			for (int j = i + 1; j < letters->count && list->count < list->most; j++)
				for (int q = 1; (two = reading(letters->keys[j], q)) != NULL; q++)
					add_key(list, key, key_with(letters, i, one, j, two, key));
}

/* A word of a third script is its own key, cut between its letters. */
static size_t
own_key(const name_word *word, char *out)
{
	size_t		n = word->len < NAME_KEY_CAP - 1 ? word->len : NAME_KEY_CAP - 1;

	while (n > 0 && n < word->len && ((unsigned char) word->s[n] & 0xc0) == 0x80)
		n--;
	memcpy(out, word->s, n);
	return n;
}

/* An Arabic word is read without its article first, a Latin one with it. */
static size_t
first_start(const name_word *word)
{
	return word->script == NAME_ARABIC ? word->article : 0;
}

static size_t
first_key(const name_word *word, char *out)
{
	if (word->script == NAME_OTHER)
		return own_key(word, out);
	return name_first_classes(word, first_start(word), out, NAME_KEY_CAP - 1);
}

/* The keys of a word: one is left free for the word with its article, or without it. */
static void
add_word(key_list *list, const name_word *word)
{
	name_letters letters;
	char		key[NAME_KEY_CAP];

	if (word->script == NAME_OTHER)
	{
		add_key(list, key, own_key(word, key));
		return;
	}
	if (word->article > 0)
		list->most--;
	name_classes(word, first_start(word), &letters);
	add_readings(list, &letters);
	if (word->article > 0)
	{
		list->most++;
		name_classes(word, word->article - first_start(word), &letters);
		add_key(list, key, key_with(&letters, -1, NULL, -1, NULL, key));
	}
}

/* The first reading of a joined word, and of one with an article that without it. */
static void
add_join(key_list *list, const name_word *word)
{
	char		key[NAME_KEY_CAP];

	add_key(list, key, first_key(word, key));
	if (word->article > 0)
		add_key(list, key, name_first_classes(word, word->article - first_start(word), key, NAME_KEY_CAP - 1));
}

size_t
name_key(const char *s, size_t len, char *out, size_t size)
{
	name_words	name;
	char		key[NAME_KEY_CAP + 1];
	size_t		total = 0;

	name_split(s, len, &name);
	for (int i = 0; i < name.count; i++)
	{
		size_t		n;

		if (name.words[i].particle)
			continue;
		n = first_key(&name.words[i], key + 1);
		if (n == 0)
			continue;
		key[0] = ' ';
		for (size_t j = total == 0; j <= n; j++, total++)
			if (total < size)
				out[total] = key[j];
	}
	return total;
}

int
name_all_keys(const char *s, size_t len, name_keys *keys)
{
	name_words	name;
	char		word_keys[NAME_KEYS_MAX][NAME_KEY_CAP];
	unsigned char word_lens[NAME_KEYS_MAX];
	key_list	list = {.most = NAME_ALL_KEYS_MAX, .len = keys->len, .key = keys->key};

	name_split(s, len, &name);
	for (int i = 0; i < name.count; i++)
	{
		key_list	of_word = {.most = NAME_KEYS_MAX, .len = word_lens, .key = word_keys};

		if (name.words[i].particle || (name_is_initial(&name.words[i]) && name.count > 1))
			continue;
		add_word(&of_word, &name.words[i]);
		for (int k = 0; k < of_word.count; k++)
			add_key(&list, word_keys[k], word_lens[k]);
	}
	name_join_words(&name);
	for (int i = 0; i < name.join_count; i++)
		add_join(&list, &name.joins[i].word);
	return keys->count = list.count;
}

/* Consonants of a key: an initial vowel is none. */
static size_t
consonants(const char *key, size_t len)
{
	return len > 0 && key[0] == 'a' ? len - 1 : len;
}

size_t
name_key_token(const char *folded, size_t len, char *out)
{
	name_word	word = {.s = folded, .len = (uint16_t) (len < NAME_LETTERS_MAX * 4 ? len : NAME_LETTERS_MAX * 4)};
	unsigned char first = len > 0 ? (unsigned char) folded[0] : 0;
	size_t		n;

	if (first >= 'a' && first <= 'z')
		word.script = NAME_LATIN;
	else if (first >= 0xd8 && first <= 0xdd)
	{
		word.script = NAME_ARABIC;
		if (arabic_article_before(folded, word.len, 3))
			word.article = ARABIC_ARTICLE_BYTES;
	}
	else
		return 0;
	n = first_key(&word, out);
	return consonants(out, n) < 2 ? 0 : n;
}
