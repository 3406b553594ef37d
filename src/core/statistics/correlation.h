/* Rank correlation of pairs of numbers: Spearman's rho and Kendall's tau-b, ties as midranks and as ties. */
#ifndef SMARTDIP_CORE_CORRELATION_H
#define SMARTDIP_CORE_CORRELATION_H

#include <stddef.h>

typedef struct ranked_pair
{
	double		x;
	double		y;
	double		x_rank;			/* the functions' own */
	double		y_rank;
} ranked_pair;

/* By y, then x; by x, then y. For qsort(). */
extern int	ranked_by_y(const void *a, const void *b);
extern int	ranked_by_x(const void *a, const void *b);

/* The midranks of y, of pairs sorted by y; of x, of pairs sorted by x. */
extern void rank_y(ranked_pair *pairs, size_t count);
extern void rank_x(ranked_pair *pairs, size_t count);

/* Of pairs with both ranks; NaN where one of the two does not vary. */
extern double spearman_of(const ranked_pair *pairs, size_t count);

/* Of pairs sorted by x; scratch has room for twice as many numbers. NaN as above. n log n. */
extern double kendall_of(const ranked_pair *pairs, size_t count, double *scratch);

#endif
