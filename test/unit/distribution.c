/*
 * Tails of Student's t by many digits: the density was integrated from t on with fifty digits (mpmath 1.3), the logarithms of
 * gamma with as many.
 */
#include <math.h>

#include "core/statistics/distribution.h"
#include "tap.h"

static const struct
{
	double		t;
	double		freedom;
	double		above;
}			tails[] = {
	{0.001, 1, 0.49968169021991944},
	{0.5, 1, 0.35241638234956673},
	{1, 1, 0.25},
	{1.9599639845400545, 1, 0.15017381375072808},
	{3, 1, 0.10241638234956673},
	{6, 1, 0.05256845671125343},
	{12, 1, 0.026464676059589875},
	{0.001, 2, 0.49964644669779504},
	{0.5, 2, 0.33333333333333333},
	{1, 2, 0.21132486540518712},
	{1.9599639845400545, 2, 0.094531205734230695},
	{3, 2, 0.047732983133354566},
	{6, 2, 0.013335736607712386},
	{12, 2, 0.0034364668385792301},
	{0.001, 5, 0.49962039338609883},
	{0.5, 5, 0.3191494358204645},
	{1, 5, 0.18160873382456131},
	{1.9599639845400545, 5, 0.053646448834333456},
	{3, 5, 0.015049623948731287},
	{6, 5, 0.00092306914479700721},
	{12, 5, 3.5447462585807613e-5},
	{0.001, 30, 0.49960436788324255},
	{0.5, 30, 0.31036150244256364},
	{1, 30, 0.16265430771301495},
	{1.9599639845400545, 30, 0.02967335777880961},
	{3, 30, 0.0026949820328259733},
	{6, 30, 6.9713843836023714e-7},
	{12, 30, 2.790092707599628e-13},
	{0.001, 1000, 0.49960115750922637},
	{0.5, 1000, 0.30859254041693741},
	{1, 1000, 0.15877620904233615},
	{1.9599639845400545, 1000, 0.025138700516348742},
	{3, 1000, 0.0013833545221190962},
	{6, 1000, 1.3776845866887346e-9},
	{12, 1000, 2.1620286933872637e-31},
	{0.001, 100000, 0.49960105878344389},
	{0.5, 100000, 0.30853808882720902},
	{1, 100000, 0.15865646378205501},
	{1.9599639845400545, 100000, 0.025001386480893095},
	{3, 100000, 0.0013502304420323596},
	{6, 100000, 9.8996472780088128e-10},
	{12, 100000, 1.8722529059781755e-33},
	{0.001, 1e+09, 0.49960105778618867},
	{0.5, 1e+09, 0.3085375387809971},
	{1, 1e+09, 0.15865525405244241},
	{1.9599639845400545, 1e+09, 0.025000000138647543},
	{3, 1e+09, 0.0013498980648689578},
	{6, 1e+09, 9.8658798224924594e-10},
	{12, 1e+09, 1.7764914488705718e-33},
	{0.001, 703687441776640, 0.49960105778608894},
	{0.5, 703687441776640, 0.30853753872598697},
	{1, 703687441776640, 0.15865525393145722},
	{1.9599639845400545, 703687441776640, 0.025000000000000182},
	{3, 703687441776640, 0.0013498980316301418},
	{6, 703687441776640, 9.8658764503817735e-10},
	{12, 703687441776640, 1.7764821120909473e-33},
	{0.001, 1e+18, 0.49960105778608894},
	{0.5, 1e+18, 0.3085375387259869},
	{1, 1e+18, 0.15865525393145705},
	{1.9599639845400545, 1e+18, 0.024999999999999985},
	{3, 1e+18, 0.0013498980316300946},
	{6, 1e+18, 9.8658764503769848e-10},
	{12, 1e+18, 1.7764821120776883e-33},
};

static void
check_tails(void)
{
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		CHECK(fabs(student_above(tails[i].t, tails[i].freedom) / tails[i].above - 1) < 2e-11, "above %g with freedom of %g",
			  tails[i].t, tails[i].freedom);
	CHECK(student_above(0, 1) == 0.5 && student_above(0, 1e9) == 0.5 && student_above(0, 1e300) == 0.5, "half is above 0");
	CHECK(student_above(1e200, 3) == 0 && student_above(1e200, 1e9) == 0 && student_above(INFINITY, 1e9) == 0, "nothing beyond all");
	CHECK(fabs(student_above(1.5, 1e300) / normal_above(1.5) - 1) < 1e-15, "with freedom without end it is the normal distribution");
	for (double freedom = 1; freedom < 1e300; freedom *= 7)
		for (double t = 0.1; t < 40; t *= 1.3)
			if (!(student_above(t, freedom) > student_above(t * 1.3, freedom)) && student_above(t, freedom) != 0)
				CHECK(false, "it falls from %g to %g with freedom of %g", t, t * 1.3, freedom);
}

/* Where t is small, against the closed forms of one and of two degrees of freedom. */
static void
check_small(void)
{
	for (double t = 1e-12; t < 1e-2; t *= 10)
		CHECK(fabs(student_above(t, 1) - (0.5 - atan(t) / acos(-1.0))) < 1e-15 && fabs(student_above(t, 2) - 0.5 * (1 - t / sqrt(2 + t * t))) < 1e-15,
			  "a little less than half is above %g", t);
}

static void
check_quantiles(void)
{
	static const double freedom[] = {1, 4, 999, 1001, 1e6, 1e15};

	CHECK(fabs(normal_quantile(0.975) - 1.9599639845400545) < 1e-12 && normal_quantile(0.5) == 0, "of the normal distribution");
	for (size_t i = 0; i < sizeof(freedom) / sizeof(freedom[0]); i++)
	{
		double		t = student_quantile(0.99, freedom[i]);

		CHECK(fabs(student_above(t, freedom[i]) - 0.01) < 1e-12 && fabs(student_quantile(0.01, freedom[i]) / t + 1) < 1e-12, "of freedom of %g", freedom[i]);
	}
}

int
main(void)
{
	check_tails();
	check_small();
	check_quantiles();
	return tap_done();
}
