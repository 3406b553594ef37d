/*
 * Shares and changes of shares over clusters: texts with several tags each, dyads with many acts. What a cluster holds is not independent, so
 * the interval comes from how clusters differ (the linearised variance of a ratio), not from how much they hold. States are plain sums.
 */
#ifndef SMARTDIP_CORE_CLUSTER_H
#define SMARTDIP_CORE_CLUSTER_H

/* Clusters; sums of part and whole; of their squares and product; the reference of the last cluster. */
#define CLUSTER_SHARE_SUMS 7

/* Sums of the four numbers; of their ten products; clusters that have a whole before, and after. */
#define CLUSTER_CHANGE_SUMS 16

typedef struct cluster_share
{
	double		share;			/* NaN where there is no whole, and all else with it */
	double		low;			/* of the 95 % interval; NaN for a single cluster, and where squares are out of range */
	double		high;
	double		p;				/* two-sided, against the reference; NaN if that is not between 0 and 1 */
	double		clusters;
	double		effective;		/* independent observations that would be as telling */
} cluster_share;

typedef struct cluster_change
{
	double		before;			/* NaN where there is no whole */
	double		after;
	double		difference;
	double		low;			/* of the 95 % interval; NaN where a side has a single cluster, or squares are out of range */
	double		high;
	double		p;				/* two-sided, against no difference */
	double		clusters_before;
	double		clusters_after;
} cluster_change;

/* A cluster without a whole does not count. */
extern void cluster_share_add(double sums[CLUSTER_SHARE_SUMS], double part, double whole, double reference);
extern void cluster_share_combine(double sums[CLUSTER_SHARE_SUMS], const double other[CLUSTER_SHARE_SUMS]);
extern cluster_share cluster_share_of(const double sums[CLUSTER_SHARE_SUMS]);

/* numbers: part and whole before, part and whole after. */
extern void cluster_change_add(double sums[CLUSTER_CHANGE_SUMS], const double numbers[4]);
extern cluster_change cluster_change_of(const double sums[CLUSTER_CHANGE_SUMS]);

/*
 * The chance that `drawn` of `total` things, `marked` of which bear a mark, hold both a marked one and another: what hard and soft acts of a
 * dyad would do in a period of so many acts if chance had put them there. NaN for numbers that cannot be.
 */
extern double chance_of_both(double drawn, double marked, double total);

/* The same for at least one marked thing: of as many days as an answer may take, one on which the other side acts anyway. */
extern double chance_of_any(double drawn, double marked, double total);

#endif
