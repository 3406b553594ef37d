/*
 * Two things that either are or are not the case in each of n periods: do they meet more often than by chance? One table
 * of two by two, and many of them, in which chance is that of each table by itself.
 */
#ifndef SMARTDIP_CORE_ASSOCIATION_H
#define SMARTDIP_CORE_ASSOCIATION_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/exact_sum.h"

typedef struct association_table
{
	int64_t		n;
	int64_t		both;
	int64_t		first;			/* both included */
	int64_t		second;
} association_table;

typedef struct association_interval
{
	double		low;			/* NaN: there is none */
	double		high;
} association_interval;

/* How many of both independence gives; NaN for an empty table. */
extern double association_expected(association_table t);

/* The correlation of the two, -1 to 1; NaN where one of them does not vary. */
extern double association_phi(association_table t);

/*
 * The 95 % interval of phi: its large-sample variance (Bishop, Fienberg and Holland 1975, chapter 11) on the scale of
 * Fisher's z, both of the table with one half added to each cell, without which an empty cell would make it too narrow. None
 * where there is no phi.
 */
extern association_interval association_phi_interval(association_table t);

/*
 * Many tables. The correlation is that within tables: their covariances added up, over the root of their variances added up.
 * A table in which neither varies says nothing about it, and does not count as one of the tables.
 */
typedef struct association_tables
{
	int64_t		tables;			/* in which at least one of the two varies */
	exact_sum	expected;
	exact_sum	first;			/* sums of the variances, each times n */
	exact_sum	second;
	exact_sum	cc;				/* sums of products of n times covariance (c) and variances (f, s) */
	exact_sum	cf;
	exact_sum	cs;
	exact_sum	ff;
	exact_sum	fs;
	exact_sum	ss;
	exact_sum	chance;			/* variances of n times covariance, if the two are independent in each table */
} association_tables;

/* So many periods in all tables together are as many as the sums have room for. */
#define ASSOCIATION_MOST_PERIODS (INT64_C(1) << 40)

/* The sums as an array, for whoever stores them. */
#define ASSOCIATION_SUMS 10

extern void association_add(association_tables *tables, association_table t);
extern void association_merge(association_tables *tables, const association_tables *other);

/* Of tables that have so many of both in all; NaN where one of the two varies in no table. */
extern double association_within_phi(const association_tables *tables, int64_t both);

/*
 * Its 95 % interval with the tables as what was drawn (linearised, Binder 1983; Student's t on Fisher's z), so that
 * periods of one table need not be independent; but never narrower than chance makes phi in tables of these
 * margins (Mantel and Haenszel 1959), for where the two hardly ever meet, tables differ too little from each other.
 * None for fewer than two tables.
 */
extern association_interval association_within_interval(const association_tables *tables, int64_t both);

#endif
