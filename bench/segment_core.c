/*
 * How fast the core cuts a file into tokens, and into the segments of UAX #29.
 *
 *	cc -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Isrc bench/segment_core.c src/core/text/segment*.c src/core/text/word_break.c src/core/text/top_level_domain.c -o /tmp/segment_core
 *	/tmp/segment_core FILE...		(after a build, which makes src/core/generated)
 *
 * Prints, for each file, the best of several rounds in megabytes a second of CPU time, and bytes a token.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/text/segment.h"
#include "core/text/word_break.h"

#define ROUNDS 9

static double
cpu_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static size_t
count_tokens(const char *text, size_t len)
{
	struct segmenter s;
	struct token token;
	size_t		n = 0;

	segment_begin(&s, text, len);
	while (segment_next(&s, &token))
		n++;
	return n;
}

static size_t
count_segments(const char *text, size_t len)
{
	struct word_break b;
	size_t		n = 0;

	word_break_begin(&b, text, len, NULL);
	for (size_t pos = 0; pos < len; n++)
		pos = word_break_next(&b);
	return n;
}

static void
report(const char *what, size_t (*count) (const char *, size_t), const char *text, size_t len)
{
	double		best = 1e9;
	size_t		n = 0;

	for (int i = 0; i < ROUNDS; i++)
	{
		double		start = cpu_seconds();
		double		took;

		n = count(text, len);
		took = cpu_seconds() - start;
		if (took < best)
			best = took;
	}
	printf("  %-9s %6.0f MB/s, %.2f bytes each\n", what, (double) len / best / 1e6, (double) len / (double) n);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
	{
		FILE	   *in = fopen(argv[i], "rb");
		char	   *text = malloc(64 << 20);
		size_t		len;

		if (in == NULL || text == NULL)
		{
			perror(argv[i]);
			return 1;
		}
		len = fread(text, 1, 64 << 20, in);
		fclose(in);
		printf("%s: %zu bytes\n", argv[i], len);
		if (len > 0)
		{
			report("tokens", count_tokens, text, len);
			report("segments", count_segments, text, len);
		}
		free(text);
	}
	return 0;
}
