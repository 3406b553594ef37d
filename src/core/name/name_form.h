/* Frequent names in both scripts, with their vowels. */
#ifndef SMARTDIP_CORE_NAME_FORM_H
#define SMARTDIP_CORE_NAME_FORM_H

#include <stdbool.h>
#include <stddef.h>

typedef struct name_form
{
	const char *bare;			/* Arabic without vowel signs */
	const char *vowelled;		/* the same with them */
	const char *latin;			/* as English writes it most often */
} name_form;

/* The number of the name with these Arabic letters, -1 if it is not listed. */
extern int	name_form_find(const char *bare, size_t len);
extern const name_form *name_form_at(int form);

/* The name that a Latin spelling, as name_split() leaves it, most often is; NULL if none is listed. */
extern const name_form *name_form_of_spelling(const char *latin, size_t len);

/* Are the two words, as name_split() leaves them, forms of one frequent name? One is Latin and the other Arabic, or both Latin. */
extern bool name_forms_match(const char *a, size_t a_len, const char *b, size_t b_len);

#endif
