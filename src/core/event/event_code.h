/*
 * Event codes of two ontologies: CAMEO codes of two to four digits, the first two a root from 01 to 20, and PLOVER types
 * and modes, PROTEST and PROTEST.riot.
 *
 * A code is one small integer, and integer order is the order of the code tree, so that a subtree is one contiguous
 * range. A CAMEO code is its digits in base 11, with 0 for "no digit here":
 *
 *     04 < 040 < 041 < ... < 05        '04' = [0+1][4+1][0][0] in base 11
 *
 * A PLOVER code is EVENT_PLOVER_FIRST + 64 * type + mode, mode 0 being the type itself. The numbers of types and modes
 * are stored in tables, so they stand in src/data/plover_code.tsv and stay: a new mode takes the next number.
 *
 * Text I/O is faithful: 010 and 10 are different codes (CAMEO manual 1.1b3, chapter 2). Names of PLOVER are read in any
 * case and written in the manual's.
 */
#ifndef SMARTDIP_CORE_EVENT_CODE_H
#define SMARTDIP_CORE_EVENT_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/label.h"

typedef int16_t event_code;

/* the longest text: ASSAULT.suicide-attack has 22 characters */
#define EVENT_CODE_MAX_LENGTH 24
#define EVENT_CAMEO_MAX_LENGTH 4

/* the smallest and the largest value a CAMEO code can have: 01 and 2099 */
#define EVENT_CAMEO_FIRST ((event_code) (1 * 1331 + 2 * 121))
#define EVENT_CAMEO_LAST ((event_code) (3 * 1331 + 1 * 121 + 10 * 11 + 10))

/* PLOVER codes stand above; a multiple of the modes that a type has room for */
#define EVENT_PLOVER_MODES 64
#define EVENT_PLOVER_TYPES 16
#define EVENT_PLOVER_FIRST ((event_code) (68 * EVENT_PLOVER_MODES))
#define EVENT_PLOVER_LAST ((event_code) (EVENT_PLOVER_FIRST + EVENT_PLOVER_TYPES * EVENT_PLOVER_MODES - 1))

/* of all codes: tables over them have a slot for each value from the first to the last */
#define EVENT_CODE_FIRST EVENT_CAMEO_FIRST
#define EVENT_CODE_LAST EVENT_PLOVER_LAST
#define EVENT_CODE_SLOTS (EVENT_CODE_LAST - EVENT_CODE_FIRST + 1)

enum event_code_error
{
	EVENT_CODE_OK,
	EVENT_CODE_EMPTY,
	EVENT_CODE_TOO_SHORT,
	EVENT_CODE_TOO_LONG,
	EVENT_CODE_NOT_DIGITS,
	EVENT_CODE_BAD_ROOT,
	EVENT_CODE_AMBIGUOUS,		/* from an integer: 10 to 20 may be 010 to 020 */
	EVENT_CODE_BAD_NUMBER,
	EVENT_CODE_NO_TYPE,
	EVENT_CODE_NO_MODE
};

/* Ontologies that list codes, as bits. */
#define EVENT_CODE_GDELT 1
#define EVENT_CODE_ICEWS 2
#define EVENT_CODE_CAMEO 4
#define EVENT_CODE_LEGACY 8
#define EVENT_CODE_PLOVER 16
#define EVENT_CODE_ONTOLOGIES 5

/* Named schemes of scores and classes; the order is that of the generated tables. */
enum event_code_scheme
{
	EVENT_SCHEME_GDELT,
	EVENT_SCHEME_ICEWS,
	EVENT_SCHEME_PHOENIX,
	EVENT_SCHEME_PLOVER,
	EVENT_SCHEME_COUNT
};

/* A row of event_code_schemes(): what there is, its version and where it comes from. */
typedef struct event_scheme_info
{
	const char *measure;
	const char *scheme;
	const char *version;
	const char *description;
	const char *source;
} event_scheme_info;

/* Text of either ontology, or digits only. */
extern enum event_code_error event_code_parse(const char *s, size_t len, event_code *code);
extern enum event_code_error event_code_parse_cameo(const char *s, size_t len, event_code *code);

/* A PLOVER type and a mode, which may be empty; case and the difference of - and _ do not count. */
extern enum event_code_error event_code_parse_plover(const char *type, size_t type_len, const char *mode, size_t mode_len,
													 event_code *code);
extern enum event_code_error event_code_from_number(int32_t n, bool roots, event_code *code);
extern size_t event_code_format(event_code code, char buf[EVENT_CODE_MAX_LENGTH]);
extern const char *event_code_error_text(enum event_code_error error);

/* What to do about a refused text; NULL where there is nothing to say. */
extern const char *event_code_error_hint(enum event_code_error error, const char *s, size_t len);
extern bool event_code_is_valid(event_code code);

static inline bool
event_code_is_plover(event_code code)
{
	return code >= EVENT_PLOVER_FIRST;
}

/* The number of a PLOVER code's mode in its type, 0 for the type itself. */
static inline int
event_code_mode_number(event_code code)
{
	return code % EVENT_PLOVER_MODES;
}

/* 1 = root (two digits, a type), 2 = base (three, a mode), 3 = event (four). */
static inline int
event_code_level(event_code code)
{
	if (event_code_is_plover(code))
		return event_code_mode_number(code) != 0 ? 2 : 1;
	return code % 11 != 0 ? 3 : code % 121 != 0 ? 2 : 1;
}

/* How many values stand below a code and belong to its subtree. */
static inline int
event_code_span(event_code code)
{
	if (event_code_is_plover(code))
		return event_code_mode_number(code) != 0 ? 0 : EVENT_PLOVER_MODES - 1;
	return code % 11 != 0 ? 0 : code % 121 != 0 ? 10 : 120;
}

static inline event_code
event_code_root(event_code code)
{
	return (event_code) (code - (event_code_is_plover(code) ? event_code_mode_number(code) : code % 121));
}

static inline event_code
event_code_base(event_code code)
{
	return (event_code) (event_code_is_plover(code) ? code : code - code % 11);
}

/* The code one digit shorter, the type of a mode; a root has none, and gives itself. */
static inline event_code
event_code_parent(event_code code)
{
	return event_code_level(code) == 3 ? event_code_base(code) : event_code_root(code);
}

/* Is code inside (or the same as) the subtree of top? */
static inline bool
event_code_under(event_code code, event_code top)
{
	return code >= top && code <= top + event_code_span(top);
}

/* The greatest code of a subtree: 04 gives 0499, PROTEST its last mode. */
extern event_code event_code_last(event_code code);

/* The two digits of a CAMEO root as a number, 1 to 20. */
static inline int
event_code_root_number(event_code code)
{
	return (code / 1331 - 1) * 10 + code / 121 % 11 - 1;
}

/*
 * The two facts that every analysis asks for, row by row, so they are loads from tables over every possible code.
 * NAN and EVENT_CLASS_NONE where the scheme has no value (PLOVER has none for roots 01 and 02). A scheme says by which
 * table CAMEO codes are read; PLOVER codes have PLOVER's values in each.
 */
extern const double event_goldstein[EVENT_SCHEME_COUNT][EVENT_CODE_SLOTS];
extern const int8_t event_quad[EVENT_SCHEME_COUNT][EVENT_CODE_SLOTS];

#define EVENT_CLASS_NONE INT8_MIN

static inline double
event_code_goldstein_score(event_code code, enum event_code_scheme scheme)
{
	return event_goldstein[scheme][code - EVENT_CODE_FIRST];
}

static inline int
event_code_quad_class(event_code code, enum event_code_scheme scheme)
{
	return event_quad[scheme][code - EVENT_CODE_FIRST];
}

/* Facts about codes. The *_name lookups give -1 (or 0 bits) for a name that does not exist. */
extern const char *const event_code_scheme_names[EVENT_SCHEME_COUNT];
extern int	event_code_scheme_by_name(const char *name, size_t len);
extern const char *const event_code_ontology_names[EVENT_CODE_ONTOLOGIES];
extern int	event_code_ontology_by_name(const char *name, size_t len);
extern int	event_code_ontologies(event_code code);

/* A CAMEO code in PLOVER, by the mapping: the type of its nearest ancestor there, the mode of the very code; 0 for none. */
extern event_code event_code_plover(event_code code);
extern const char *event_code_plover_event(event_code code);
extern const char *event_code_plover_mode(event_code code);
extern const char *event_code_plover_context(event_code code);
extern const char *event_code_label(event_code code, enum label_language language);
extern const char *event_quad_label(int quad, enum label_language language);
extern const char *event_plover_label(const char *key, size_t len, enum label_language language);
extern const event_scheme_info *event_code_scheme_list(size_t *count);

/* The codes that CAMEO's lists have, and those of PLOVER, in order. */
extern const event_code *event_code_list(size_t *count);
extern const event_code *event_code_plover_list(size_t *count);

#endif
