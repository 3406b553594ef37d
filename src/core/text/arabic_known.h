/*
 * How the list of Arabic words reads a word: which known word is in it, and where. For the stemmer and for the forms of
 * word_form.h, which want different things of the same reading.
 */
#ifndef SMARTDIP_CORE_ARABIC_KNOWN_H
#define SMARTDIP_CORE_ARABIC_KNOWN_H

#include "core/text/arabic_letter.h"

enum arabic_class
{
	ARABIC_NOUN = 1,
	ARABIC_PERFECT = 2,
	ARABIC_IMPERFECT = 4
};

/* Keys are those of arabic_key(). */
struct arabic_reading
{
	unsigned	class;			/* of enum arabic_class */
	size_t		start;			/* where the known word begins, behind its clitics; of an imperfect, behind the person's letter too */
	size_t		end;			/* and ends */
	bool		ha;				/* behind the end its ta marbuta follows, which is not there or written as ta */
	uint64_t	key;			/* the known word */
	uint64_t	stem;			/* what it is searched by */
	uint64_t	lemma;			/* of a noun: its singular, or itself; */
	enum arabic_alef alef;		/* how the known word is written at its beginning, */
	enum arabic_alef lemma_alef;	/* and its lemma, */
	bool		lemma_other_end;	/* the end of which is a ta marbuta or an alef maqsura */
	bool		also_noun;		/* the known word is a noun as well */
};

/*
 * inflected: endings that may make another word, such as the nisba, do not count, and the last letter is what is written: a
 * ta marbuta is no pronoun, and a ha no ta marbuta. False: nothing is known in the word.
 */
extern bool arabic_read(const struct arabic_word *word, bool inflected, struct arabic_reading *reading);

/* The letters of a key; at most 24 bytes. Their length. */
extern size_t arabic_write_key(uint64_t key, char *out);

#endif
