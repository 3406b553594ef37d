/* The sample of texts (src/data/sample_text.tsv): written for this project, labelled with themes by hand. */
#ifndef SMARTDIP_CORE_TEXT_SAMPLE_H
#define SMARTDIP_CORE_TEXT_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

struct text_sample
{
	const char *id;
	int64_t		published;		/* microseconds since 2000-01-01 00:00 UTC */
	const char *author;			/* an actor code */
	const char *platform;
	const char *language;
	const char *title;
	const char *body;
	const char *themes;			/* as an array is written: {risk.hacking,actor.diplomat} */
	const char *doubtful;		/* as themes */
	const char *half;			/* tune or check */
	const char *subject;		/* papers or news */
	const char *style;			/* plain or indirect */
};

extern const struct text_sample *text_sample_list(size_t *count);

#endif
