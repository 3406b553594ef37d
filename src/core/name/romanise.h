/*
 * Arabic letters to Latin ones by four schemes.
 *
 * Short vowels that are not written cannot be restored by rule; frequent names (name_form.tsv) are known with theirs, and any
 * vowel signs in the text are used. Written with consonants alone and not known, a name is romanised with consonants alone, but for
 * the scheme plain, which puts an a between them.
 */
#ifndef SMARTDIP_CORE_ROMANISE_H
#define SMARTDIP_CORE_ROMANISE_H

#include <stddef.h>

#include "core/base/pause.h"

enum romanise_scheme
{
	ROMANISE_BGN,				/* BGN/PCGN 1956 */
	ROMANISE_ISO233,			/* ISO 233:1984, letter for letter */
	ROMANISE_ALA,				/* ALA-LC */
	ROMANISE_PLAIN,				/* ASCII; frequent names as English writes them */
	ROMANISE_SCHEMES
};

extern const char *const romanise_scheme_names[ROMANISE_SCHEMES];

/*
 * Writes at most size bytes and returns the length of the whole (compare snprintf). What is not Arabic stays as it is; Arabic
 * digits and punctuation become ASCII.
 */
extern size_t romanise(const char *s, size_t len, enum romanise_scheme scheme, char *out, size_t size, core_pause pause);

#endif
