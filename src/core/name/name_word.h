/*
 * The words of a name, folded, and their letters by sound: what keys and similarity are made of.
 *
 * A word is a run of letters of one script. Hyphens, points and blanks part words, apostrophes do not. Articles, nobiliary
 * particles and titles (name_particle.tsv) are left out unless the name has nothing else; "Abd" and what follows it are one
 * word, whatever the article is written like: Abdul Rahman, Abdel-Rahman, Abdurrahman, abd al-Rahman. Other names are written
 * as one word or as two as well (Nasrallah and Nasr Allah, Benali and Ben Ali), so that neighbours can also be read as one.
 */
#ifndef SMARTDIP_CORE_NAME_WORD_H
#define SMARTDIP_CORE_NAME_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is read of a name: bytes, words, and letters of a word; the rest is not looked at. */
#define NAME_BYTES 1024
#define NAME_WORDS 16
#define NAME_LETTERS_MAX 64

/* Every letter of a word gives at most four sounds, and a group of letters no more than it has letters. */
#define NAME_SOUNDS_MAX 128

enum name_script
{
	NAME_LATIN,
	NAME_ARABIC,
	NAME_OTHER
};

typedef struct name_word
{
	const char *s;				/* folded; hamza, ta marbuta and alef maqsura are kept */
	uint16_t	len;
	uint8_t		script;
	uint8_t		article;		/* bytes at the start that may be the article: al-, el-, U+0627 U+0644 */
	bool		particle;		/* left out: there is something else */
	bool		title;			/* a particle that is never part of a word */
} name_word;

/* Two neighbours read as one word, or a particle with the word behind it. */
typedef struct name_join
{
	name_word	word;
	uint8_t		first;			/* the words that it stands for */
	uint8_t		last;
} name_join;

/* Every word with its neighbour, with the article between them and without, and with particles before it. */
#define NAME_JOINS (4 * NAME_WORDS)

typedef struct name_words
{
	int			count;
	int			join_count;		/* none unless asked for */
	name_word	words[NAME_WORDS];
	name_join	joins[NAME_JOINS];
	size_t		joined_len;
	char text[	NAME_BYTES * 4];
	char		joined[NAME_BYTES * 8];
} name_words;

extern void name_split(const char *s, size_t len, name_words *name);

/* Fills in the joins of a name that has been split. */
extern void name_join_words(name_words *name);

/* One letter, which stands for the word that it begins. */
extern bool name_is_initial(const name_word *word);

/* The sounds of a Latin or Arabic word from a byte of it on (0 or its article); at most NAME_SOUNDS_MAX, their number. */
extern int	name_sounds(const name_word *word, size_t from, uint8_t *sounds);

/* Rules of letters as the key needs them: the consonant classes of each group of letters, with alternatives after '|'. */
typedef struct name_letters
{
	int			count;
	const char *keys[NAME_LETTERS_MAX];
} name_letters;

/* The first reading of all groups in one go, the same class twice in a row once; at most size bytes, their number. */
extern size_t name_first_classes(const name_word *word, size_t from, char *out, size_t size);

extern void name_classes(const name_word *word, size_t from, name_letters *letters);

#endif
