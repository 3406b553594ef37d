/* The distributions that tests and intervals need, to some eleven digits in tails of 1e-30 and more. */
#ifndef SMARTDIP_CORE_DISTRIBUTION_H
#define SMARTDIP_CORE_DISTRIBUTION_H

/* The probability that a standard normal variable is greater than z. */
extern double normal_above(double z);

/* The probability that Student's t is greater than t >= 0; freedom > 0. */
extern double student_above(double t, double freedom);

/* The z with probability p below it; 0 < p < 1. */
extern double normal_quantile(double p);

/* The t with probability p below it, of Student's distribution; 0 < p < 1, freedom > 0. */
extern double student_quantile(double p, double freedom);

#endif
