/* p-values of several tests that were made at once. */
#ifndef SMARTDIP_CORE_P_ADJUST_H
#define SMARTDIP_CORE_P_ADJUST_H

#include <stddef.h>

enum p_adjustment
{
	P_ADJUST_HOLM,
	P_ADJUST_BONFERRONI,
	P_ADJUST_BH,
	P_ADJUST_FDR,				/* another name of bh */
	P_ADJUST_NONE,
	P_ADJUSTMENTS
};

extern const char *const p_adjustment_names[P_ADJUSTMENTS];

typedef struct p_value
{
	double		p;
	size_t		place;			/* where it stood */
} p_value;

/* From the smallest; for qsort(). */
extern int	p_value_order(const void *a, const void *b);

/* Adjusts values sorted by p_value_order(). */
extern void p_adjust(p_value *values, size_t count, enum p_adjustment how);

#endif
