/* Tables of two by two: the measures of tables whose values were worked out by hand or by differences, and exact sums. */
#include <math.h>
#include <stdlib.h>

#include "core/statistics/association.h"
#include "tap.h"

static bool
near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

static void
check_one_table(void)
{
	association_table table = {100, 20, 40, 30};
	association_interval interval = association_phi_interval(table);

	CHECK(near(association_expected(table), 12), "expected is 40 * 30 / 100");
	CHECK(near(association_phi(table), 8 / sqrt(504)), "phi is (20 * 100 - 1200) / sqrt(40 * 60 * 30 * 70)");
	CHECK(fabs(interval.low - 0.15130995995) < 1e-8 && fabs(interval.high - 0.52067616157) < 1e-8, "its interval");
	interval = association_phi_interval((association_table) {10, 5, 5, 5});
	CHECK(near(association_phi((association_table) {10, 5, 5, 5}), 1) && interval.high < 1 && interval.low > 0,
		  "a perfect table has an interval, too");
	interval = association_phi_interval((association_table) {10, 5, 5, 10});
	CHECK(isnan(association_phi((association_table) {10, 5, 5, 10})) && isnan(interval.low) && isnan(interval.high),
		  "none where one does not vary");
	CHECK(isnan(association_expected((association_table) {0, 0, 0, 0})), "nothing is expected of no periods");
}

static void
check_exact_sums(void)
{
	exact_sum	there = {0, 0};
	exact_sum	back = {0, 0};
	double		x[1000];

	srand(1);
	for (int i = 0; i < 1000; i++)
		x[i] = ((double) rand() / RAND_MAX - 0.5) * pow(2, i % 80 - 20);
	for (int i = 0; i < 1000; i++)
	{
		exact_sum_add(&there, x[i]);
		exact_sum_add(&back, x[999 - i]);
	}
	CHECK(there.high == back.high && there.low == back.low, "a sum is the same in either order");
	for (int i = 0; i < 1000; i++)
		exact_sum_add(&there, -x[i]);
	CHECK(there.high == 0 && there.low == 0, "and nothing when all is taken away");
	exact_sum_add(&there, -0.75);
	CHECK(exact_sum_value(there) == -0.75, "a negative number comes back");
	exact_sum_add(&there, 1048576.75);
	CHECK(exact_sum_value(there) == 1048576, "and is added up");
	exact_sum_add(&back, ldexp(1, 66) - exact_sum_value(back));
	CHECK(fabs(exact_sum_value(back) / ldexp(1, 66) - 1) < 1e-15, "so are large ones");
}

static void
check_many_tables(void)
{
	association_tables all = {0};
	association_tables parts[2] = {{0}, {0}};
	association_tables unlike = {0};
	association_interval interval;

	association_add(&parts[0], (association_table) {4, 2, 3, 2});
	association_add(&parts[1], (association_table) {14, 4, 6, 7});
	association_add(&parts[1], (association_table) {100, 20, 40, 30});
	association_merge(&all, &parts[1]);
	association_merge(&all, &parts[0]);
	interval = association_within_interval(&all, 26);
	CHECK(all.tables == 3 && near(exact_sum_value(all.expected), 16.5), "what is expected in three tables adds up");
	CHECK(near(association_within_phi(&all, 26), 0.35440025780489387), "phi within them");
	CHECK(fabs(interval.low - 0.15980283332) < 1e-8 && fabs(interval.high - 0.52248366265) < 1e-8, "its interval, that of chance");
	association_add(&all, (association_table) {50, 0, 0, 50});
	association_add(&all, (association_table) {0, 0, 0, 0});
	CHECK(all.tables == 3 && near(association_within_phi(&all, 26), 0.35440025780489387), "a table that does not vary says nothing");
	CHECK(isnan(association_within_interval(&parts[0], 2).low), "one table gives no interval between tables");
	association_add(&unlike, (association_table) {20, 8, 9, 9});
	association_add(&unlike, (association_table) {20, 1, 9, 9});
	association_add(&unlike, (association_table) {30, 5, 10, 10});
	association_add(&unlike, (association_table) {40, 12, 12, 12});
	interval = association_within_interval(&unlike, 26);
	CHECK(fabs(interval.low + 0.70221791410) < 1e-8 && fabs(interval.high - 0.94826406639) < 1e-8, "and that of tables unlike each other");
	CHECK(isnan(association_within_phi(&(association_tables) {0}, 0)), "no tables give no phi");
}

int
main(void)
{
	check_one_table();
	check_exact_sums();
	check_many_tables();
	return tap_done();
}
