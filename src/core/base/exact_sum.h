/*
 * A sum of numbers that does not depend on their order, so that workers and their number change no digit of it: each is
 * cut off at 2^-60 and added in 128 bits. Sums stay between -2^67 and 2^67.
 */
#ifndef SMARTDIP_CORE_EXACT_SUM_H
#define SMARTDIP_CORE_EXACT_SUM_H

#include <math.h>
#include <stdint.h>

#define EXACT_SUM_FRACTION 60

/* High and low half of a number of 128 bits in two's complement; all zeros are 0. */
typedef struct exact_sum
{
	uint64_t	high;
	uint64_t	low;
} exact_sum;

static inline exact_sum
exact_sum_negative(exact_sum s)
{
	s.low = ~s.low + 1;
	s.high = ~s.high + (s.low == 0);
	return s;
}

static inline void
exact_sum_merge(exact_sum *s, exact_sum other)
{
	s->low += other.low;
	s->high += other.high + (s->low < other.low);
}

/* Adds a number between -2^67 and 2^67. */
static inline void
exact_sum_add(exact_sum *s, double x)
{
	double		units = floor(ldexp(fabs(x), EXACT_SUM_FRACTION));
	double		high = floor(ldexp(units, -64));
	exact_sum	n = {(uint64_t) high, (uint64_t) (units - ldexp(high, 64))};

	exact_sum_merge(s, x < 0 ? exact_sum_negative(n) : n);
}

static inline double
exact_sum_value(exact_sum s)
{
	int			negative = s.high >> 63 != 0;

	if (negative)
		s = exact_sum_negative(s);
	return (negative ? -1 : 1) * (ldexp((double) s.high, 64 - EXACT_SUM_FRACTION) + ldexp((double) s.low, -EXACT_SUM_FRACTION));
}

#endif
