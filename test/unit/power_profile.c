/*
 * Power profiles: text form, names, the algebra's vector loops against loops over single degrees, exact sums against
 * wide integers, the coding. What is small enough is tried exhaustively.
 */
#include <math.h>
#include <stdlib.h>

#include "core/power/power_sum.h"
#include "tap.h"

static uint64_t seed = 88172645463325252u;

/* xorshift64: the same numbers on every machine */
static uint32_t
number_below(uint32_t limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t) (seed >> 32) % limit;
}

/* Sparse and dense ones, with the ends of the range more often than by chance. */
static power_profile
any_profile(void)
{
	power_profile p;
	uint32_t	density = number_below(5);

	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		uint32_t	kind = number_below(8);

		p.degree[i] = number_below(5) > density ? 0 : kind == 0 ? POWER_FULL : (uint8_t) number_below(POWER_FULL + 1);
	}
	return p;
}

/* A copy of just this length, so that the sanitizer sees a read past it. */
static enum power_error
parse(const char *s, size_t len, power_profile *p, power_fault *fault)
{
	char	   *copy = malloc(len ? len : 1);
	enum power_error error;

	memcpy(copy, s, len);
	fault->error = POWER_OK;
	error = power_profile_parse(copy, len, p, fault);
	if (error != POWER_OK && (fault->part < copy || fault->part + fault->part_len > copy + len || fault->error != error))
		printf("# the fault of '%.60s' lies outside of it\n", s), error = (enum power_error) 99;
	free(copy);
	return error;
}

static power_profile
must_parse(const char *s)
{
	power_profile p = {{255}};
	power_fault fault;

	if (parse(s, strlen(s), &p, &fault) != POWER_OK)
		printf("# unexpected refusal of %s\n", s);
	return p;
}

static void
test_text(void)
{
	char		text[POWER_PROFILE_MAX_TEXT];
	char		again[POWER_PROFILE_MAX_TEXT];
	int			wrong = 0;
	power_profile full;
	power_profile p;
	power_fault fault;
	size_t		len;

	for (int round = 0; round < 20000; round++)
	{
		power_profile one = any_profile();

		len = power_profile_format(&one, text);
		wrong += parse(text, len, &p, &fault) != POWER_OK || !power_profile_equal(&p, &one);
		wrong += power_profile_format(&p, again) != len || memcmp(text, again, len) != 0;
	}
	tap_tried(20000, "random profiles");
	CHECK(wrong == 0, "20,000 profiles come back from their text");
	memset(&full, POWER_FULL, sizeof(full));
	len = power_profile_format(&full, text);
	CHECK(len < POWER_PROFILE_MAX_TEXT && parse(text, len, &p, &fault) == POWER_OK && power_profile_equal(&p, &full),
		  "the longest text fits: %zu of %d bytes", len, POWER_PROFILE_MAX_TEXT);

	p = must_parse(" hard : .8 ,soft.power:1,\tinstrument.military:0.5,semi-hard.threat : 00.25,security.soft:0 ");
	len = power_profile_format(&p, text);
	CHECK(len == strlen("hard.power:0.80, soft.power:1.00, semihard.threat:0.25, military:0.50") &&
		  memcmp(text, "hard.power:0.80, soft.power:1.00, semihard.threat:0.25, military:0.50", len) == 0,
		  "any order, blanks and names: %.*s", (int) len, text);
	p = must_parse(" \t ");
	CHECK(power_profile_format(&p, text) == 0 && power_profile_mass(&p) == 0, "no text is the profile without any degree");
}

/* Every degree in every notation. */
static void
test_degrees(void)
{
	int			wrong = 0;

	for (int n = 0; n <= 10000; n++)
	{
		char		text[16];
		uint8_t		degree = 255;
		enum power_error error;

		snprintf(text, sizeof(text), "%d.%03d", n / 1000, n % 1000);
		error = power_degree_parse(text, strlen(text), &degree);
		wrong += error != (n > 1000 ? POWER_OUT_OF_RANGE : n % 10 != 0 ? POWER_TOO_FINE : POWER_OK);
		wrong += degree != (error == POWER_OK ? n / 10 : 255);
	}
	CHECK(wrong == 0, "a third decimal is too fine unless it is a zero, and above 1 is out of range");
	wrong = 0;
	for (int n = 0; n <= 1000; n++)
	{
		char		text[16];
		uint8_t		degree = 255;

		snprintf(text, sizeof(text), "%d.%02d", n / 100, n % 100);
		wrong += power_degree_parse(text, strlen(text), &degree) != (n > 100 ? POWER_OUT_OF_RANGE : POWER_OK);
		wrong += n <= 100 && degree != n;
		if (n <= 100 && n % 10 == 0)
			wrong += power_degree_parse(text, strlen(text) - 1, &degree) != POWER_OK || degree != n;
		if (n < 100)
			wrong += power_degree_parse(text + 1, strlen(text) - 1, &degree) != POWER_OK || degree != n;
	}
	CHECK(wrong == 0, "0.00 to 10.00, with one decimal and without the zero before the point");
	for (int n = 0; n <= POWER_FULL; n++)
	{
		uint8_t		degree = 255;

		wrong += !power_degree_from_real((float) (n / 100.0), &degree) || degree != n;
		wrong += !power_degree_from_real(n / 100.0, &degree) || degree != n;
		wrong += power_degree_from_real((n + 0.5) / 100.0, &degree);
	}
	CHECK(wrong == 0 && !power_degree_from_real(NAN, &(uint8_t) {0}) && !power_degree_from_real(-0.01, &(uint8_t) {0}) &&
		  !power_degree_from_real(1.01, &(uint8_t) {0}) && !power_degree_from_real(INFINITY, &(uint8_t) {0}),
		  "reals stand for hundredths or for nothing");
}

static void
test_refusals(void)
{
	static const struct
	{
		const char *text;
		enum power_error error;
		const char *part;
	}			bad[] = {
		{"hard:1.01", POWER_OUT_OF_RANGE, "1.01"},
		{"hard:-0.1", POWER_OUT_OF_RANGE, "-0.1"},
		{"hard:99999999999999999999", POWER_OUT_OF_RANGE, "99999999999999999999"},
		{"hard:1.000000001", POWER_OUT_OF_RANGE, "1.000000001"},
		{"hard:0.505", POWER_TOO_FINE, "0.505"},
		{"hard:0.5000000000000000001", POWER_TOO_FINE, "0.5000000000000000001"},
		{"hard:", POWER_NO_DEGREE, "hard"},
		{"hard", POWER_NO_DEGREE, "hard"},
		{"hard:x", POWER_NOT_A_DEGREE, "x"},
		{"hard:1.", POWER_NOT_A_DEGREE, "1."},
		{"hard:.", POWER_NOT_A_DEGREE, "."},
		{"hard:-", POWER_NOT_A_DEGREE, "-"},
		{"hard:1e-1", POWER_NOT_A_DEGREE, "1e-1"},
		{"hard:+0.1", POWER_NOT_A_DEGREE, "+0.1"},
		{"hard:nan", POWER_NOT_A_DEGREE, "nan"},
		{"hard:0.1:0.2", POWER_NOT_A_DEGREE, "0.1:0.2"},
		{"hard:0,5", POWER_UNKNOWN_DIMENSION, "5"},
		{"hard 0.5", POWER_UNKNOWN_DIMENSION, "hard 0.5"},
		{"Hard:0.5", POWER_UNKNOWN_DIMENSION, "Hard"},
		{"smart:0.5", POWER_DERIVED_DIMENSION, "smart"},
		{"smart.threat:0.5", POWER_DERIVED_DIMENSION, "smart.threat"},
		{"power.smart:0.5", POWER_DERIVED_DIMENSION, "power.smart"},
		{"hard:0.1,power.hard:0.1", POWER_DUPLICATE, "power.hard"},
		{"hard:0,hard:0", POWER_DUPLICATE, "hard"},
		{"instrument.hard:0.1", POWER_UNKNOWN_DIMENSION, "instrument.hard"},
		{"hard.:0.1", POWER_UNKNOWN_DIMENSION, "hard."},
		{".power:0.1", POWER_UNKNOWN_DIMENSION, ".power"},
		{".:0.1", POWER_UNKNOWN_DIMENSION, "."},
		{"hard.military:0.1", POWER_UNKNOWN_DIMENSION, "hard.military"},
		{":0.1", POWER_UNKNOWN_DIMENSION, ""},
		{",", POWER_EMPTY_ELEMENT, ""},
		{"hard:1,", POWER_EMPTY_ELEMENT, ""},
		{"hard:1,,soft:1", POWER_EMPTY_ELEMENT, ""},
		{":", POWER_EMPTY_ELEMENT, ""},
		{"\xd8\xb5\xd9\x84\xd8\xa8:0.5", POWER_UNKNOWN_DIMENSION, "\xd8\xb5\xd9\x84\xd8\xa8"},
		{"hard:\xd9\xa0.5", POWER_NOT_A_DEGREE, "\xd9\xa0.5"},
		{"hard:0.5\xff", POWER_NOT_A_DEGREE, "0.5\xff"},
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		power_profile p = {{77}};
		power_fault fault = {POWER_OK, "", 0};
		const char *s = bad[i].text;
		enum power_error error = power_profile_parse(s, strlen(s), &p, &fault);

		CHECK(error == bad[i].error && p.degree[0] == 77 && fault.part_len == strlen(bad[i].part) &&
			  memcmp(fault.part, bad[i].part, fault.part_len) == 0 && parse(s, strlen(s), &p, &fault) == error,
			  "%s is refused at '%.*s': %s", s, (int) fault.part_len, fault.part, power_error_text(error));
	}
}

static void
test_names(void)
{
	int			wrong = 0;
	char	   *commas = malloc(1 << 20);
	power_profile p;
	power_fault fault;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		const char *name = power_dimension_name(i);
		char		misspelt[40];

		wrong += power_dimension_by_name(name, strlen(name)) != i;
		/* a letter too many, one that is wrong, one in upper case */
		snprintf(misspelt, sizeof(misspelt), "%sx", name);
		wrong += power_dimension_by_name(misspelt, strlen(misspelt)) != POWER_UNKNOWN || power_dimension_nearest(misspelt, strlen(misspelt)) != i;
		misspelt[strlen(name)] = '\0';
		misspelt[0] = (char) (misspelt[0] - 32);
		wrong += power_dimension_by_name(misspelt, strlen(misspelt)) != POWER_UNKNOWN || power_dimension_nearest(misspelt, strlen(misspelt)) != i;
		wrong += power_dimension_label(i, LABEL_EN)[0] == '\0' || power_dimension_label(i, LABEL_AR)[0] == '\0';
	}
	CHECK(wrong == 0, "names are found, and misspelt ones are guessed");
	CHECK(power_dimension_nearest("zebra", 5) == POWER_UNKNOWN && power_dimension_nearest("", 0) == POWER_UNKNOWN, "no guess for what is far from all");
	memset(commas, ',', 1 << 20);
	CHECK(parse(commas, 1 << 20, &p, &fault) == POWER_EMPTY_ELEMENT, "a megabyte of commas is refused");
	memset(commas, '0', 1 << 20);
	memcpy(commas, "hard:", 5);
	CHECK(parse(commas, 1 << 20, &p, &fault) == POWER_OK && p.degree[0] == 0, "a megabyte of zeros is 0");
	memset(commas, 'h', 1 << 20);
	CHECK(parse(commas, 1 << 20, &p, &fault) == POWER_UNKNOWN_DIMENSION && power_dimension_nearest(commas, 1 << 20) == POWER_UNKNOWN, "a megabyte of letters is no name");
	free(commas);
}

/* Every function that the compiler vectorises against the same, one degree at a time. */
static int
wrong_in_algebra(const power_profile *a, const power_profile *b, double factor)
{
	power_profile u, n, c, d, s;
	int			wrong = 0;
	int			square = 0;
	int			mass = 0;
	bool		within = true;
	bool		meet = false;

	power_profile_max(&u, a, b);
	power_profile_min(&n, a, b);
	power_profile_not(&c, a);
	power_profile_minus(&d, a, b);
	power_profile_scale(&s, a, factor);
	for (volatile int v = 0; v < POWER_DIMENSIONS; v++)
	{
		int			i = v;
		int			x = a->degree[i];
		int			y = b->degree[i];

		wrong += u.degree[i] != (x > y ? x : y);
		wrong += n.degree[i] != (x < y ? x : y);
		wrong += c.degree[i] != 100 - x;
		wrong += d.degree[i] != (x < 100 - y ? x : 100 - y);
		wrong += s.degree[i] != (int) floor(x * factor + 0.5);
		square += (x - y) * (x - y);
		mass += x;
		within = within && x <= y;
		meet = meet || (x > 0 && y > 0);
	}
	wrong += power_profile_square(a, b) != square;
	wrong += power_profile_mass(a) != mass;
	wrong += power_profile_within(a, b) != within;
	wrong += power_profile_meet(a, b) != meet;
	wrong += power_profile_square_to_box(&n, &u, a) != 0 || power_profile_square_to_box(b, b, a) != square;
	return wrong;
}

static void
test_algebra(void)
{
	int			wrong = 0;

	/* every pair of degrees, in a place that moves through the lanes */
	for (int x = 0; x <= POWER_FULL; x++)
		for (int y = 0; y <= POWER_FULL; y++)
		{
			power_profile a = {{0}};
			power_profile b = {{0}};

			a.degree[(x + y) % POWER_DIMENSIONS] = (uint8_t) x;
			b.degree[(x + y) % POWER_DIMENSIONS] = (uint8_t) y;
			wrong += wrong_in_algebra(&a, &b, x / 100.0);
		}
	CHECK(wrong == 0, "every pair of degrees, in every dimension");
	for (int round = 0; round < 50000; round++)
	{
		power_profile a = any_profile();
		power_profile b = any_profile();

		wrong += wrong_in_algebra(&a, &b, number_below(1001) / 1000.0);
	}
	tap_tried(50000, "random pairs of profiles");
	CHECK(wrong == 0, "50,000 pairs of profiles, vector loops against single degrees");
	wrong = 0;
	for (int value = 0; value < 256; value++)
		for (int i = 0; i < POWER_DIMENSIONS; i++)
		{
			power_profile a = {{0}};

			a.degree[i] = (uint8_t) value;
			wrong += power_profile_is_valid(a.degree) != (value <= POWER_FULL);
		}
	CHECK(wrong == 0, "a byte above 100 is seen in every place");
}

/* The axioms of a t-norm over every pair, and over every third one for associativity by the product's own formula. */
static void
test_tnorms(void)
{
	static const char *const names[TNORM_COUNT] = {"minimum", "product", "lukasiewicz", "geometric"};

	for (int t = 0; t < TNORM_COUNT; t++)
	{
		enum power_tnorm tnorm = (enum power_tnorm) power_tnorm_by_name(names[t], strlen(names[t]));
		int			broken = 0;
		int			not_neutral = 0;

		for (int a = 0; a <= POWER_FULL; a++)
		{
			not_neutral += power_tnorm(tnorm, a, POWER_FULL) != a / 100.0 || power_tnorm_of_shares(tnorm, 1, a / 100.0) != a / 100.0;
			for (int b = 0; b <= POWER_FULL; b++)
			{
				double		value = power_tnorm(tnorm, a, b);

				broken += value != power_tnorm(tnorm, b, a) || value < 0 || value > 1;
				broken += a < POWER_FULL && power_tnorm(tnorm, a + 1, b) < value;
				broken += tnorm != TNORM_GEOMETRIC && value > power_tnorm(TNORM_MINIMUM, a, b);
				broken += fabs(value - power_tnorm_of_shares(tnorm, a / 100.0, b / 100.0)) > 1e-15;
			}
		}
		CHECK(broken == 0, "%s commutes, is monotone and lies between 0 and the minimum (a mean: 1)", names[t]);
		CHECK((not_neutral == 0) == (tnorm != TNORM_GEOMETRIC), "1 is %sneutral for %s", tnorm == TNORM_GEOMETRIC ? "not " : "", names[t]);
	}
	CHECK(power_tnorm_by_name("drastic", 7) < 0 && power_tnorm_by_name("", 0) < 0, "no other t-norm");
}

static void
test_derived(void)
{
	power_profile p = must_parse("hard.threat:0.6,hard.power:0.2,soft.security:0.5,semihard.power:0.6,military:1");
	power_profile none = {{0}};

	CHECK(power_profile_strength(&p, POWER_HARD) == 60 && power_profile_strength(&p, POWER_SEMIHARD) == 60 &&
		  power_profile_strength(&p, POWER_SOFT) == 50, "strengths are the greatest over the domains");
	CHECK(power_profile_domain(&p, POWER_POWER) == 60 && power_profile_domain(&p, POWER_THREAT) == 60 &&
		  power_profile_domain(&p, POWER_SECURITY) == 50, "domains are the greatest over the strengths");
	CHECK(fabs(power_profile_synergy(&p) - (0.6 + 0.5 - 0.6 * 0.5 - 0.6)) < 1e-12, "synergy is the probabilistic sum minus the maximum");
	CHECK(power_profile_dominant(&p) == power_cell(POWER_SEMIHARD, POWER_POWER), "of equal cells the first dominates, and no instrument");
	CHECK(power_profile_dominant(&none) == POWER_UNKNOWN && power_profile_synergy(&none) == 0, "nothing dominates where nothing is");
}

#define SUM_ROWS 3000

static void
test_sums(void)
{
	static power_profile rows[SUM_ROWS];
	power_sum	window = {0};
	power_sum	halves[2] = {{0}, {0}};
	power_profile average;
	int			wrong = 0;

	memset(rows, POWER_FULL, sizeof(rows));
	for (int i = 1000; i < SUM_ROWS; i++)
		rows[i] = any_profile();
	CHECK(!power_sum_average(&window, &average), "no rows have no average");
	for (int i = 0; i < SUM_ROWS; i++)
	{
		int			first = i < 700 ? 0 : i - 699;

		power_sum_add(&window, &rows[i]);
		power_sum_add(&halves[i % 2], &rows[i]);
		if (i >= 700)
			power_sum_remove(&window, &rows[i - 700]);
		wrong += !power_sum_average(&window, &average) || window.count != i - first + 1;
		for (int d = 0; i % 50 == 0 && d < POWER_DIMENSIONS; d++)
		{
			int			sum = 0;

			for (int k = first; k <= i; k++)
				sum += rows[k].degree[d];
			wrong += average.degree[d] != (int) floor((double) sum / (i - first + 1) + 0.5);
		}
	}
	CHECK(wrong == 0, "a moving average over 700 of %d rows is that of the rows in it", SUM_ROWS);
	power_sum_merge(&halves[0], &halves[1]);
	power_sum_flush(&halves[0]);
	CHECK(power_sum_is_valid(&halves[0]) && halves[0].count == SUM_ROWS, "two halves make the whole");
	halves[0].total[3] = halves[0].count * 100 + 1;
	CHECK(!power_sum_is_valid(&halves[0]), "a sum that no rows can have is seen");
}

typedef __int128 wide;

static wide
wide_weight(double weight)
{
	double		whole = floor(weight);

	return (wide) whole * 1000000000 + (wide) floor((weight - whole) * 1e9 + 0.5);
}

/* Weights of every size against 128-bit integers; a window that has lost all its rows is empty to the last bit. */
static void
test_weighted(void)
{
	static const double sizes[] = {1e-9, 1e-3, 1, 1e4, 1e9, 1e13};
	power_wsum	s = {0};
	wide		weight = 0;
	wide		total[POWER_DIMENSIONS] = {0};
	power_profile average;
	int			wrong = 0;

	seed = 88172645463325252u;
	for (int i = 0; i < 6000; i++)
	{
		power_profile p = any_profile();
		double		w = sizes[number_below(6)] * number_below(100000) / 1000;
		uint32_t	limb[POWER_LIMBS];

		wrong += !power_weight_limbs(w, limb);
		wrong += ((wide) limb[2] << 64 | (wide) limb[1] << 32 | limb[0]) != wide_weight(w);
		power_wsum_add(&s, &p, limb);
		if (i % 7 == 0)
			power_wsum_carry(&s);
		weight += wide_weight(w);
		for (int d = 0; d < POWER_DIMENSIONS; d++)
			total[d] += wide_weight(w) * p.degree[d];
		if (!power_wsum_average(&s, &average))
			wrong += weight != 0;
		else
			for (int d = 0; d < POWER_DIMENSIONS; d++)
				wrong += average.degree[d] != (int) ((2 * total[d] + weight) / (2 * weight));
	}
	CHECK(wrong == 0, "6,000 weights from 1e-9 to 1e15 against 128-bit integers");
	power_wsum_carry(&s);
	CHECK(power_wsum_is_valid(&s), "the sums are valid");

	seed = 88172645463325252u;
	for (int i = 0; i < 6000; i++)
	{
		power_profile p = any_profile();
		uint32_t	limb[POWER_LIMBS];

		power_weight_limbs(sizes[number_below(6)] * number_below(100000) / 1000, limb);
		power_wsum_remove(&s, &p, limb);
	}
	CHECK(!power_wsum_average(&s, &average), "nothing is left when every row has gone");
	power_wsum_carry(&s);
	for (int k = 0; k < POWER_LIMBS; k++)
		for (int d = 0; d < POWER_DIMENSIONS; d++)
			wrong += s.total[k][d] != 0;
	CHECK(wrong == 0 && power_wsum_is_valid(&s), "not even a trace");
	s.total[2][5] = 1;
	CHECK(!power_wsum_is_valid(&s), "a sum that no rows can have is seen");

	CHECK(!power_weight_limbs(-1e-9, (uint32_t[3]) {0}) && !power_weight_limbs(NAN, (uint32_t[3]) {0}) &&
		  !power_weight_limbs(INFINITY, (uint32_t[3]) {0}) && !power_weight_limbs(1.1e15, (uint32_t[3]) {0}) &&
		  power_weight_limbs(1e15, (uint32_t[3]) {0}) && power_weight_limbs(-0.0, (uint32_t[3]) {0}), "weights are 0 to 1e15");
}

static void
test_counts(void)
{
	static power_profile rows[2000];
	power_count *c = malloc(sizeof(power_count));
	power_profile u, n, most, least;
	int			wrong = 0;

	power_count_init(c);
	CHECK(!power_count_union(c, &u) && !power_count_intersection(c, &n), "no rows have no union");
	for (int i = 0; i < 2000; i++)
	{
		int			size = 1 + i % 40;
		int			first = i + 1 < size ? 0 : i + 1 - size;

		rows[i] = any_profile();
		wrong += !power_count_add(c, &rows[i]);
		while (c->rows > i + 1 - first)
			wrong += !power_count_remove(c, &rows[i + 1 - c->rows]);
		first = (int) (i + 1 - c->rows);
		most = least = rows[first];
		for (int k = first; k <= i; k++)
		{
			power_profile_max(&u, &most, &rows[k]);
			power_profile_min(&n, &least, &rows[k]);
			most = u;
			least = n;
		}
		wrong += !power_count_union(c, &u) || !power_profile_equal(&u, &most);
		wrong += !power_count_intersection(c, &n) || !power_profile_equal(&n, &least);
	}
	CHECK(wrong == 0, "union and intersection of a moving window of 1 to 40 rows");
	while (c->rows > 0)
		wrong += !power_count_remove(c, &rows[2000 - c->rows]);
	CHECK(wrong == 0 && !power_count_remove(c, &rows[0]) && !power_count_union(c, &u), "an empty window gives no row away");
	free(c);
}

static void
test_scheme(int scheme)
{
	size_t		count;
	const power_scheme_row *rows = power_scheme_list(scheme, &count);
	const char *name = power_scheme_name(scheme);
	int			wrong = 0;
	int			codes = 0;

	for (size_t i = 0; i < count; i++)
	{
		wrong += !power_profile_equal(power_profile_in_scheme(scheme, rows[i].code), &rows[i].profile);
		wrong += !power_profile_is_valid(rows[i].profile.degree) || rows[i].reason == NULL || rows[i].source == NULL;
		wrong += i > 0 && rows[i - 1].code >= rows[i].code;
	}
	CHECK(count >= 20 && wrong == 0, "%s: %zu rows, sorted, each found by its code", name, count);
	for (int value = EVENT_CODE_FIRST; value <= EVENT_CODE_LAST; value++)
	{
		event_code	code = (event_code) value;
		const power_profile *expected = NULL;

		if (!event_code_is_valid(code))
			continue;
		codes++;
		for (size_t i = 0; i < count; i++)
			if (event_code_under(code, rows[i].code) && (code == rows[i].code || expected == NULL || rows[i].code != event_code_root(rows[i].code)))
				expected = &rows[i].profile;
		wrong += expected == NULL || !power_profile_equal(power_profile_in_scheme(scheme, code), expected);
		wrong += scheme == 0 && power_profile_of_code(code) != power_profile_in_scheme(0, code);
	}
	CHECK(codes == 2220 + 95 && wrong == 0, "%s: every well-formed code has the profile of its longest prefix", name);
	CHECK(power_scheme_by_name(name, strlen(name)) == scheme, "%s: the scheme is found by its name", name);
}

static void
test_schemes(void)
{
	int			schemes = 0;

	while (power_scheme_name(schemes) != NULL)
		test_scheme(schemes++);
	CHECK(schemes == 2 && power_scheme_name(-1) == NULL, "there are two schemes");
	CHECK(power_scheme_by_name("smartdip-1", 10) == 0 && power_scheme_by_name("smartdip-2", 10) == 1, "their names");
	CHECK(power_scheme_by_name("smartdip-3", 10) < 0 && power_scheme_by_name("Smartdip-2", 10) < 0 &&
		  power_scheme_by_name("smartdip", 8) < 0 && power_scheme_by_name("", 0) < 0,
		  "no other names");
}

int
main(void)
{
	test_text();
	test_degrees();
	test_refusals();
	test_names();
	test_algebra();
	test_tnorms();
	test_derived();
	test_sums();
	test_weighted();
	test_counts();
	test_schemes();
	return tap_done();
}
