/* Evidence for points of effectiveness: a figure read as a sentence. */
#ifndef SMARTDIP_CORE_EFFECTIVENESS_H
#define SMARTDIP_CORE_EFFECTIVENESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/label.h"

/* Room for every sentence: the generator lets none be longer than 200 bytes, and numbers take at most 320. */
#define EFFECTIVENESS_SENTENCE_MAX 640

typedef struct effectiveness_evidence
{
	const char *point;			/* 1.3 */
	bool		is_share;		/* 0 to 1, read as a percentage */
	const char *sentence[LABEL_LANGUAGES];	/* with {figure} and {n} */
} effectiveness_evidence;

/* NULL for a point that texts and accounts say nothing about. */
extern const effectiveness_evidence *effectiveness_evidence_of(const char *point, size_t len);

/* Writes the sentence in UTF-8 with its NUL; gives its length. */
extern size_t effectiveness_sentence(const effectiveness_evidence *evidence, double figure, int64_t n, enum label_language language,
									 char buf[EFFECTIVENESS_SENTENCE_MAX]);

#endif
