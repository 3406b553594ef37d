/*
 * The actor_code type: I/O, comparison and hashing, the operators over groups, and the accessors.
 *
 * Sort support stands in actor_code_sort.c, the GIN operator class in actor_code_gin.c.
 */
#include "pg/actor/actor_code.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "core/actor/country.h"
#include "core/base/blank.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "pg/base/argument.h"
#include "pg/base/encoding.h"
#include "pg/base/report.h"
#include "pg/base/subtree.h"
#include "utils/array.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_actor_code_in);
SMARTDIP_FUNCTION(smartdip_actor_code_out);
SMARTDIP_FUNCTION(smartdip_actor_code_recv);
SMARTDIP_FUNCTION(smartdip_actor_code_send);
SMARTDIP_FUNCTION(smartdip_actor_code_lt);
SMARTDIP_FUNCTION(smartdip_actor_code_le);
SMARTDIP_FUNCTION(smartdip_actor_code_eq);
SMARTDIP_FUNCTION(smartdip_actor_code_ne);
SMARTDIP_FUNCTION(smartdip_actor_code_ge);
SMARTDIP_FUNCTION(smartdip_actor_code_gt);
SMARTDIP_FUNCTION(smartdip_actor_code_cmp);
SMARTDIP_FUNCTION(smartdip_actor_code_larger);
SMARTDIP_FUNCTION(smartdip_actor_code_smaller);
SMARTDIP_FUNCTION(smartdip_actor_code_hash);
SMARTDIP_FUNCTION(smartdip_actor_code_hash_extended);
SMARTDIP_FUNCTION(smartdip_actor_code_contains);
SMARTDIP_FUNCTION(smartdip_actor_code_contained);
SMARTDIP_FUNCTION(smartdip_actor_code_overlaps);
SMARTDIP_FUNCTION(smartdip_actor_code_starts_with);
SMARTDIP_FUNCTION(smartdip_actor_code_starts_with_support);
SMARTDIP_FUNCTION(smartdip_actor_code_last);
SMARTDIP_FUNCTION(smartdip_country);
SMARTDIP_FUNCTION(smartdip_countries);
SMARTDIP_FUNCTION(smartdip_region);
SMARTDIP_FUNCTION(smartdip_known_group);
SMARTDIP_FUNCTION(smartdip_ethnicity);
SMARTDIP_FUNCTION(smartdip_groups);
SMARTDIP_FUNCTION(smartdip_religions);
SMARTDIP_FUNCTION(smartdip_roles);
SMARTDIP_FUNCTION(smartdip_kind);
SMARTDIP_FUNCTION(smartdip_canonical);
SMARTDIP_FUNCTION(smartdip_label_actor_code_text);
SMARTDIP_FUNCTION(smartdip_actor_groups);

/* The reason as a sentence; a wrong length is told, since a long code is tedious to count. */
static int
detail_of(enum actor_code_error error, size_t len)
{
	const char *reason = actor_code_error_text(error);

	if (error == ACTOR_CODE_BROKEN_GROUP || error == ACTOR_CODE_TOO_LONG)
		reason = psprintf("%s: it has %zu", reason, len);
	return error_detail(reason);
}

Datum
smartdip_actor_code_in(PG_FUNCTION_ARGS)
{
	const char *s = PG_GETARG_CSTRING(0);
	size_t		len = strlen(s);
	enum actor_code_error error;
	const char *hint;

	blank_trim(&s, &len);
	error = actor_code_check(s, len);
	hint = actor_code_error_hint(error);
	if (error != ACTOR_CODE_OK)
		ereturn(ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "actor_code", quoted_value(s, len)),
				 detail_of(error, len),
				 hint ? errhint("%s", hint) : 0));
	PG_RETURN_TEXT_P(cstring_to_text_with_len(s, (int) len));
}

Datum
smartdip_actor_code_out(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);

	PG_RETURN_CSTRING(pnstrdup(code.s, code.len));
}

/* The binary form is the code's characters. */
Datum
smartdip_actor_code_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			len = buf->len - buf->cursor;
	const char *s = pq_getmsgbytes(buf, len);
	enum actor_code_error error = actor_code_check(s, len);

	if (error != ACTOR_CODE_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s: \"%s\"", "actor_code", quoted_bytes(s, len)),
				 detail_of(error, len)));
	PG_RETURN_TEXT_P(cstring_to_text_with_len(s, len));
}

Datum
smartdip_actor_code_send(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbytes(&buf, code.s, (int) code.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Comparison */

static inline int
compare_args(FunctionCallInfo fcinfo)
{
	actor_view	a = PG_GETARG_ACTOR(0);
	actor_view	b = PG_GETARG_ACTOR(1);

	return actor_code_compare(a.s, a.len, b.s, b.len);
}

static inline bool
equal_args(FunctionCallInfo fcinfo)
{
	actor_view	a = PG_GETARG_ACTOR(0);
	actor_view	b = PG_GETARG_ACTOR(1);

	return a.len == b.len && memcmp(a.s, b.s, a.len) == 0;
}

Datum
smartdip_actor_code_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) < 0);
}

Datum
smartdip_actor_code_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) <= 0);
}

Datum
smartdip_actor_code_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(equal_args(fcinfo));
}

Datum
smartdip_actor_code_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!equal_args(fcinfo));
}

Datum
smartdip_actor_code_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) >= 0);
}

Datum
smartdip_actor_code_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) > 0);
}

Datum
smartdip_actor_code_cmp(PG_FUNCTION_ARGS)
{
	int			order = compare_args(fcinfo);

	PG_RETURN_INT32((order > 0) - (order < 0));
}

Datum
smartdip_actor_code_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(compare_args(fcinfo) > 0 ? PG_GETARG_DATUM(0) : PG_GETARG_DATUM(1));
}

Datum
smartdip_actor_code_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(compare_args(fcinfo) < 0 ? PG_GETARG_DATUM(0) : PG_GETARG_DATUM(1));
}

/* Rows lie in hash partitions by this value: it can never change. */
Datum
smartdip_actor_code_hash(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);

	return hash_any((const unsigned char *) code.s, (int) code.len);
}

Datum
smartdip_actor_code_hash_extended(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);

	return hash_any_extended((const unsigned char *) code.s, (int) code.len, PG_GETARG_INT64(1));
}

/* Groups as a set, and the chain's beginning */

/* a @> b */
Datum
smartdip_actor_code_contains(PG_FUNCTION_ARGS)
{
	actor_view	a = PG_GETARG_ACTOR(0);
	actor_view	b = PG_GETARG_ACTOR(1);

	PG_RETURN_BOOL(actor_code_contains(a.s, a.len, b.s, b.len));
}

/* a <@ b */
Datum
smartdip_actor_code_contained(PG_FUNCTION_ARGS)
{
	actor_view	a = PG_GETARG_ACTOR(0);
	actor_view	b = PG_GETARG_ACTOR(1);

	PG_RETURN_BOOL(actor_code_contains(b.s, b.len, a.s, a.len));
}

/* a && b */
Datum
smartdip_actor_code_overlaps(PG_FUNCTION_ARGS)
{
	actor_view	a = PG_GETARG_ACTOR(0);
	actor_view	b = PG_GETARG_ACTOR(1);

	PG_RETURN_BOOL(actor_code_overlaps(a.s, a.len, b.s, b.len));
}

/* a ^@ b */
Datum
smartdip_actor_code_starts_with(PG_FUNCTION_ARGS)
{
	actor_view	a = PG_GETARG_ACTOR(0);
	actor_view	b = PG_GETARG_ACTOR(1);

	PG_RETURN_BOOL(actor_code_starts_with(a.s, a.len, b.s, b.len));
}

/* A beginning is a range of the byte order, and the range holds nothing else. */
Datum
smartdip_actor_code_starts_with_support(PG_FUNCTION_ARGS)
{
	return subtree_support(fcinfo, 0, "actor_code_last");
}

Datum
smartdip_actor_code_last(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);
	char		last[ACTOR_CODE_MAX_LENGTH];

	PG_RETURN_TEXT_P(cstring_to_text_with_len(last, (int) actor_code_last(code.s, code.len, last)));
}

/* What the groups stand for */

static Datum
group_text(const char *group)
{
	return PointerGetDatum(cstring_to_text_with_len(group, ACTOR_GROUP_LENGTH));
}

/* The first group of a category, NULL if there is none. */
static Datum
first_of(FunctionCallInfo fcinfo, enum actor_category category)
{
	actor_view	code = PG_GETARG_ACTOR(0);
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	size_t		count = actor_code_classify(code.s, code.len, parts);

	for (size_t i = 0; i < count; i++)
		if (parts[i].category == category)
			return group_text(parts[i].text);
	PG_RETURN_NULL();
}

Datum
smartdip_country(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);
	char		cameo[COUNTRY_CODE_CAP];

	/* by one code, also where files write a country by several: ROM is ROU */
	if (!country_code_in(actor_code_first_country(code.s, code.len), COUNTRY_CAMEO, CALENDAR_ANY_DAY, cameo, sizeof(cameo)))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(cameo));
}

/* Each by the code that country() gives, and in the same order. */
Datum
smartdip_countries(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);
	int			countries[ACTOR_CODE_MAX_GROUPS];
	size_t		count = actor_code_countries(code.s, code.len, countries);
	Datum		codes[ACTOR_CODE_MAX_GROUPS];
	int			written = 0;
	char		cameo[COUNTRY_CODE_CAP];

	for (size_t i = 0; i < count; i++)
		if (country_code_in(countries[i], COUNTRY_CAMEO, CALENDAR_ANY_DAY, cameo, sizeof(cameo)))
			codes[written++] = CStringGetTextDatum(cameo);
	PG_RETURN_ARRAYTYPE_P(construct_array(codes, written, TEXTOID, -1, false, TYPALIGN_INT));
}

Datum
smartdip_region(PG_FUNCTION_ARGS)
{
	return first_of(fcinfo, ACTOR_REGION);
}

Datum
smartdip_known_group(PG_FUNCTION_ARGS)
{
	return first_of(fcinfo, ACTOR_KNOWN_GROUP);
}

Datum
smartdip_ethnicity(PG_FUNCTION_ARGS)
{
	return first_of(fcinfo, ACTOR_ETHNIC);
}

static bool
is_any(enum actor_category category)
{
	return true;
}

static bool
is_religion(enum actor_category category)
{
	return category == ACTOR_RELIGION;
}

/* The groups of the wanted categories in the order of the code; an empty array if there is none. */
static Datum
array_of(FunctionCallInfo fcinfo, bool (*wanted) (enum actor_category))
{
	actor_view	code = PG_GETARG_ACTOR(0);
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];
	size_t		count = actor_code_classify(code.s, code.len, parts);
	Datum		groups[ACTOR_CODE_MAX_GROUPS];
	int			found = 0;

	for (size_t i = 0; i < count; i++)
		if (wanted(parts[i].category))
			groups[found++] = group_text(parts[i].text);
	PG_RETURN_ARRAYTYPE_P(construct_array(groups, found, TEXTOID, -1, false, TYPALIGN_INT));
}

Datum
smartdip_groups(PG_FUNCTION_ARGS)
{
	return array_of(fcinfo, is_any);
}

Datum
smartdip_religions(PG_FUNCTION_ARGS)
{
	return array_of(fcinfo, is_religion);
}

Datum
smartdip_roles(PG_FUNCTION_ARGS)
{
	return array_of(fcinfo, actor_category_is_role);
}

Datum
smartdip_kind(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);

	PG_RETURN_TEXT_P(cstring_to_text(actor_kind_name(actor_code_kind(code.s, code.len))));
}

Datum
smartdip_canonical(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);
	char		canonical[ACTOR_CODE_MAX_LENGTH];

	PG_RETURN_TEXT_P(cstring_to_text_with_len(canonical, (int) actor_code_canonical(code.s, code.len, canonical)));
}

Datum
smartdip_label_actor_code_text(PG_FUNCTION_ARGS)
{
	actor_view	code = PG_GETARG_ACTOR(0);
	enum label_language language = label_language(PG_GETARG_TEXT_PP(1));
	char		label[ACTOR_LABEL_MAX + 1];

	label[actor_code_label(code.s, code.len, language, label, ACTOR_LABEL_MAX)] = '\0';
	PG_RETURN_TEXT_P(utf8_to_text(label));
}

/* Every listed group, in byte order. */
Datum
smartdip_actor_groups(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;
	const actor_group_info *groups;
	size_t		count;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	groups = actor_group_list(&count);
	for (size_t i = 0; i < count; i++)
	{
		const char *columns[] = {groups[i].code, actor_category_name(groups[i].category),
			actor_kind_name(groups[i].kind), groups[i].label[LABEL_EN], groups[i].label[LABEL_AR]};

		put_text_row(result, columns, lengthof(columns));
	}
	return (Datum) 0;
}
