/*
 * The forms under which a list of terms may know a word of a text: itself, without what is only written together with
 * it, and the words that it is an inflection of. A derivation is no inflection: *negotiator* and *negotiate*, Arabic
 * words of one root or pattern, a noun and its adjective have no form in common.
 *
 * Nothing is decided here that needs the list: a form is a proposal, and *meeting* proposes itself and *meet*. The
 * nearer form goes before; whoever asks can stop at the first that the list has as a term.
 */
#ifndef SMARTDIP_CORE_WORD_FORM_H
#define SMARTDIP_CORE_WORD_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a term was written that the form may meet. */
enum word_form_use
{
	WORD_FORM_WHOLE = 1,		/* to be taken as it stands */
	WORD_FORM_NAME = 2,			/* a name */
	WORD_FORM_INFLECTED = 4,	/* a word with its inflections */
	WORD_FORM_TERM = 8			/* and such a term is kept by this form */
};

/* Forms of a word, and bytes of the longest word that has more forms than itself. */
#define WORD_FORMS 32
#define WORD_FORM_LONGEST 80

struct word_form
{
	const char *s;
	uint16_t	len;
	uint8_t		use;			/* of enum word_form_use */
	uint8_t		distance;		/* from the word: 0 is itself */
};

/* In order of their distance. The forms point into the bytes, and the first at the word. */
struct word_forms
{
	unsigned	count;
	unsigned	used;
	unsigned	later;			/* is added to the distance of the forms to come: another reading of the word */
	struct word_form form[WORD_FORMS];
	char		bytes[WORD_FORMS * (WORD_FORM_LONGEST + 8)];
};

/*
 * word: as word_analyse() leaves it without stemming and without the foldings of options; it must outlive the forms. Arabic
 * forms keep the hamza of alef, waw and ya: one that is written tells words apart (media and flags), and one that is left
 * out may be any, so word_form_meets() is for whoever compares. They keep a last ta marbuta and alef maqsura, too. What is
 * written ha is the pronoun (his work, and no currency), and a ta marbuta only if nothing known would be left without it or
 * the article forbids it; what is written alef maqsura may be a ya, in a form that is farther than all others.
 */
extern void word_forms(const char *word, size_t len, struct word_forms *forms);

/* Nearest first. */
enum word_form_meeting
{
	WORD_FORM_APART,
	WORD_FORM_MET,
	WORD_FORM_LEFT_OUT,			/* but for a hamza that the text lacks, behind the first letter or before a lam */
	WORD_FORM_FORGIVEN			/* but for a hamza that the text writes and the term lacks */
};

/*
 * Is the form of a text that of the term, of the same length? They may differ in the hamza of alef, waw and ya: a text may
 * leave any of them out, and writes one too many at the beginning of words, but not both in one word: the mother (الأم) is no pains (آلام).
 * At the beginning most writers leave it out, elsewhere few do: there a term without it is meant first (seemed, بدا, is no began, بدأ).
 * Alef and lam are the article first (الغاز the gas, not ألغاز riddles).
 */
extern enum word_form_meeting word_form_meets(const char *form, const char *term, size_t len);

/* Writes the word without the hamza of its letters, so that what word_form_meets() is the same; the length stays. */
extern void word_form_bare(const char *s, size_t len, char *out);

/* The list alone with the word itself (word_form_list.c); false where it is too long or empty, and the list with it. */
extern bool word_forms_begin(struct word_forms *forms, const char *word, size_t len, unsigned use);

/* For the languages' own files: a further form, unless it is there with this use. */
extern void word_forms_add(struct word_forms *forms, const char *s, size_t len, unsigned use, unsigned distance);
extern void word_forms_english(struct word_forms *forms, const char *word, size_t len);
extern void word_forms_arabic(struct word_forms *forms, const char *word, size_t len);

#endif
