/*
 * Power profiles: fuzzy sets over sixteen dimensions, one byte each, in hundredths (0 to 100).
 *
 * The nine cells are three strengths (hard, semihard, soft) by three domains (power, threat, security), the
 * domain outermost; seven instruments follow. The order is that of src/data/power_dimension.tsv, of the text and
 * binary forms and of the btree: it never changes.
 *
 *     union, intersection and complement are max, min and 1 - x; containment is "nowhere greater"
 *     (L. A. Zadeh, Fuzzy Sets, Information and Control 8, 1965); difference is the intersection with the complement
 *
 * The loops below are plain C over sixteen bytes, with results in a place of their own (restrict): bytes may alias
 * anything, and a compiler that has to expect an overlap keeps to single bytes. It was checked that they become
 * vector instructions of baseline x86-64 with gcc 12 -O2 and -O3 (-fopt-info-vec) and with clang 14 -O2, with the
 * server's -fno-strict-aliasing -fwrapv: objdump -d shows every function, inlined into a caller, without a jump
 * (power_sum_add() has one, to its carry): 5 to 7 instructions for max and min, 23 (gcc) and 37 (clang) for the
 * squared distance, 21 for power_sum_add().
 */
#ifndef SMARTDIP_CORE_POWER_PROFILE_H
#define SMARTDIP_CORE_POWER_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/event/event_code.h"
#include "core/base/label.h"

#define POWER_DIMENSIONS 16
#define POWER_CELLS 9
#define POWER_STRENGTHS 3
#define POWER_DOMAINS 3
#define POWER_FULL 100

/* longest text form: every dimension, "name:0.00" and ", " between them */
#define POWER_PROFILE_MAX_TEXT 400

typedef struct power_profile
{
	uint8_t		degree[POWER_DIMENSIONS];
} power_profile;

enum power_strength
{
	POWER_HARD,
	POWER_SEMIHARD,
	POWER_SOFT
};

enum power_domain
{
	POWER_POWER,
	POWER_THREAT,
	POWER_SECURITY
};

enum power_tnorm
{
	TNORM_MINIMUM,
	TNORM_PRODUCT,
	TNORM_LUKASIEWICZ,
	TNORM_GEOMETRIC,			/* a mean, not a t-norm: 1 is not its neutral element */
	TNORM_COUNT
};

enum power_error
{
	POWER_OK,
	POWER_EMPTY_ELEMENT,
	POWER_NO_DEGREE,
	POWER_UNKNOWN_DIMENSION,
	POWER_DERIVED_DIMENSION,
	POWER_DUPLICATE,
	POWER_NOT_A_DEGREE,
	POWER_TOO_FINE,
	POWER_OUT_OF_RANGE
};

/* What is wrong with a text form, and where. */
typedef struct power_fault
{
	enum power_error error;
	const char *part;
	size_t		part_len;
} power_fault;

/* A row of a coding scheme, as src/data/power_scheme.tsv and power_scheme_2.tsv have it: its subtree inherits the profile. */
typedef struct power_scheme_row
{
	event_code	code;
	power_profile profile;
	const char *reason;
	const char *source;
} power_scheme_row;

/* A coding that is built in: its rows, and for every code the number of the row that it inherits from. */
typedef struct power_scheme
{
	const char *name;
	const power_scheme_row *rows;
	size_t		count;
	const uint16_t *row_of;
} power_scheme;

/* Results of power_dimension_by_name() that are not dimensions. */
#define POWER_UNKNOWN (-1)
#define POWER_DERIVED (-2)

extern enum power_error power_profile_parse(const char *s, size_t len, power_profile *p, power_fault *fault);
extern enum power_error power_degree_parse(const char *s, size_t len, uint8_t *degree);
extern size_t power_profile_format(const power_profile *p, char buf[POWER_PROFILE_MAX_TEXT]);
extern const char *power_error_text(enum power_error error);
extern const char *power_error_hint(enum power_error error);

extern int	power_dimension_by_name(const char *name, size_t len);
extern int	power_dimension_nearest(const char *name, size_t len);
extern const char *power_dimension_name(int dimension);
extern const char *power_dimension_label(int dimension, enum label_language language);
extern const char *power_strength_name(enum power_strength strength);
extern const char *power_domain_name(enum power_domain domain);

extern const char *const power_tnorm_names[TNORM_COUNT];
extern int	power_tnorm_by_name(const char *name, size_t len);
extern double power_tnorm(enum power_tnorm tnorm, int a, int b);
extern double power_tnorm_of_shares(enum power_tnorm tnorm, double a, double b);
extern double power_profile_synergy(const power_profile *p);
extern int	power_profile_dominant(const power_profile *p);
extern bool power_degree_from_real(double x, uint8_t *degree);

/* The coding that is meant where none is named: smartdip-1. */
#define POWER_FIRST_SCHEME 0

extern int	power_scheme_by_name(const char *name, size_t len);
extern const char *power_scheme_name(int scheme);
extern const power_profile *power_profile_of_code(event_code code);
extern const power_profile *power_profile_in_scheme(int scheme, event_code code);
extern const power_scheme_row *power_scheme_list(int scheme, size_t *count);

static inline int
power_cell(enum power_strength strength, enum power_domain domain)
{
	return (int) domain * POWER_STRENGTHS + (int) strength;
}

static inline bool
power_profile_is_valid(const uint8_t *bytes)
{
	uint8_t		above = 0;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		above |= bytes[i] > POWER_FULL;
	return above == 0;
}

static inline bool
power_profile_equal(const power_profile *a, const power_profile *b)
{
	return memcmp(a, b, sizeof(power_profile)) == 0;
}

/* Results go to a place of their own, which is what restrict promises to the compiler. */
static inline void
power_profile_max(power_profile *restrict r, const power_profile *a, const power_profile *b)
{
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		r->degree[i] = a->degree[i] > b->degree[i] ? a->degree[i] : b->degree[i];
}

static inline void
power_profile_min(power_profile *restrict r, const power_profile *a, const power_profile *b)
{
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		r->degree[i] = a->degree[i] < b->degree[i] ? a->degree[i] : b->degree[i];
}

static inline void
power_profile_not(power_profile *restrict r, const power_profile *a)
{
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		r->degree[i] = (uint8_t) (POWER_FULL - a->degree[i]);
}

/* In a and not in b. */
static inline void
power_profile_minus(power_profile *restrict r, const power_profile *a, const power_profile *b)
{
	power_profile not_b;

	power_profile_not(&not_b, b);
	power_profile_min(r, a, &not_b);
}

/* Is a nowhere greater than b? */
static inline bool
power_profile_within(const power_profile *a, const power_profile *b)
{
	uint8_t		above = 0;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		above |= a->degree[i] > b->degree[i];
	return above == 0;
}

/* Is there a dimension that both have a degree of? */
static inline bool
power_profile_meet(const power_profile *a, const power_profile *b)
{
	uint8_t		shared = 0;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		shared |= a->degree[i] < b->degree[i] ? a->degree[i] : b->degree[i];
	return shared != 0;
}

/* Square of the Euclidean distance in hundredths: at most 160,000. */
static inline int32_t
power_profile_square(const power_profile *a, const power_profile *b)
{
	int32_t		sum = 0;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		int16_t		d = (int16_t) (a->degree[i] - b->degree[i]);

		sum += d * d;
	}
	return sum;
}

/* The same to the nearest point of a box, 0 inside it. */
static inline int32_t
power_profile_square_to_box(const power_profile *low, const power_profile *high, const power_profile *p)
{
	power_profile above;
	power_profile nearest;

	power_profile_max(&above, low, p);
	power_profile_min(&nearest, &above, high);
	return power_profile_square(&nearest, p);
}

/* Sum of all degrees, in hundredths. */
static inline int32_t
power_profile_mass(const power_profile *a)
{
	int32_t		sum = 0;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		sum += a->degree[i];
	return sum;
}

/* Each degree times a factor of 0 to 1, halves rounded up. */
static inline void
power_profile_scale(power_profile *restrict r, const power_profile *a, double factor)
{
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		r->degree[i] = (uint8_t) (int32_t) (a->degree[i] * factor + 0.5);
}

/* The greatest degree of a strength over its three domains, and of a domain over its three strengths. */
static inline int
power_profile_strength(const power_profile *p, enum power_strength strength)
{
	int			most = 0;

	for (int domain = 0; domain < POWER_DOMAINS; domain++)
	{
		int			degree = p->degree[power_cell(strength, (enum power_domain) domain)];

		most = degree > most ? degree : most;
	}
	return most;
}

static inline int
power_profile_domain(const power_profile *p, enum power_domain domain)
{
	int			most = 0;

	for (int strength = 0; strength < POWER_STRENGTHS; strength++)
	{
		int			degree = p->degree[power_cell((enum power_strength) strength, domain)];

		most = degree > most ? degree : most;
	}
	return most;
}

#endif
