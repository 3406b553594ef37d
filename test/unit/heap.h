/* malloc() as the memory of a lexicon's builder, for tests and fuzz targets. */
#ifndef HEAP_H
#define HEAP_H

#include <stdlib.h>

#include "core/lexicon/lexicon_build.h"

/* Bytes handed out so far. */
static size_t heap_used;

static inline void *
heap_take(void *arg, size_t size)
{
	(void) arg;
	heap_used += size;
	return malloc(size);
}

static inline void
heap_give(void *arg, void *memory)
{
	(void) arg;
	free(memory);
}

static const struct lexicon_memory heap = {heap_take, heap_give, NULL};

#endif
