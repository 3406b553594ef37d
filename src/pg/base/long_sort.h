/* Sorting as much as a user brings: it can be cancelled. The order may not hold anything, for it is left in the middle. */
#ifndef SMARTDIP_PG_LONG_SORT_H
#define SMARTDIP_PG_LONG_SORT_H

typedef int (*long_sort_order) (const void *a, const void *b);

static inline int
long_sort_compare(const void *a, const void *b, void *order)
{
	return (*(const long_sort_order *) order) (a, b);
}

/* qsort() with a look for interrupts. */
static inline void
long_sort(void *base, size_t count, size_t size, long_sort_order order)
{
	qsort_interruptible(base, count, size, long_sort_compare, &order);
}

#endif
