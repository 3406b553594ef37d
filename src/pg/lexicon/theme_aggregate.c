/* Aggregates over texts: theme_counts(text), theme_profile(text). */
#include "pg/compat.h"
#include "pg/base/aggregate.h"
#include "pg/base/long_text.h"
#include "pg/base/encoding.h"

#include "core/lexicon/theme.h"
#include "libpq/pqformat.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

SMARTDIP_FUNCTION(smartdip_theme_counts_add);
SMARTDIP_FUNCTION(smartdip_theme_counts_combine);
SMARTDIP_FUNCTION(smartdip_theme_counts_serial);
SMARTDIP_FUNCTION(smartdip_theme_counts_deserial);
SMARTDIP_FUNCTION(smartdip_theme_counts_final);
SMARTDIP_FUNCTION(smartdip_theme_profile_final);

/* First byte of a serialised state; a worker of another version must not be misread. */
#define COUNTS_VERSION 1

/* Decimal places of a share. */
#define SHARE_SCALE 4

/* The state of both aggregates: hits by theme, over the texts so far. */
typedef struct theme_state
{
	uint64_t	hits[THEMES_MAX];
} theme_state;

static theme_state *
new_state(FunctionCallInfo fcinfo)
{
	return MemoryContextAllocZero(aggregate_context(fcinfo), sizeof(theme_state));
}

/* NULLs make no state: without any text the result is NULL. */
Datum
smartdip_theme_counts_add(PG_FUNCTION_ARGS)
{
	theme_state *state = aggregate_state(fcinfo, 0);

	if (!PG_ARGISNULL(1))
	{
		text	   *value = PG_GETARG_TEXT_PP(1);
		utf8_span	in = searched_utf8(value);

		if (state == NULL)
			state = new_state(fcinfo);
		theme_count_text(in.s, in.len, state->hits, check_interrupts);
		if (in.s != VARDATA_ANY(value))
			pfree((char *) in.s);
		PG_FREE_IF_COPY(value, 1);
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
smartdip_theme_counts_combine(PG_FUNCTION_ARGS)
{
	theme_state *state = aggregate_state(fcinfo, 0);
	theme_state *other = aggregate_state(fcinfo, 1);

	if (other != NULL)
	{
		/* the other state may live in a context that ends sooner: it is copied, never kept */
		if (state == NULL)
			state = new_state(fcinfo);
		for (int i = 0; i < THEMES_MAX; i++)
			state->hits[i] += other->hits[i];
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
smartdip_theme_counts_serial(PG_FUNCTION_ARGS)
{
	theme_state *state = (theme_state *) PG_GETARG_POINTER(0);
	StringInfoData buf;
	size_t		count;

	theme_list(&count);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, COUNTS_VERSION);
	for (size_t i = 0; i < count; i++)
		pq_sendint64(&buf, (int64) state->hits[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
smartdip_theme_counts_deserial(PG_FUNCTION_ARGS)
{
	theme_state *state = palloc0(sizeof(theme_state));
	StringInfoData buf;
	size_t		count;

	theme_list(&count);
	aggregate_open_state(&buf, PG_GETARG_BYTEA_PP(0));
	if (buf.len != (int) (1 + count * 8) || pq_getmsgbyte(&buf) != COUNTS_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of an aggregate over themes")));
	for (size_t i = 0; i < count; i++)
		state->hits[i] = (uint64_t) pq_getmsgint64(&buf);
	PG_RETURN_POINTER(state);
}

static void
put_number(JsonbParseState **json, const char *key, Numeric number)
{
	JsonbValue	value;

	value.type = jbvString;
	value.val.string.val = (char *) key;
	value.val.string.len = (int) strlen(key);
	pushJsonbValue(json, WJB_KEY, &value);
	value.type = jbvNumeric;
	value.val.numeric = number;
	pushJsonbValue(json, WJB_VALUE, &value);
}

Datum
smartdip_theme_counts_final(PG_FUNCTION_ARGS)
{
	theme_state *state = aggregate_state(fcinfo, 0);
	JsonbParseState *json = NULL;
	size_t		count;
	const struct theme *themes = theme_list(&count);

	if (state == NULL)
		PG_RETURN_NULL();
	pushJsonbValue(&json, WJB_BEGIN_OBJECT, NULL);
	for (size_t i = 0; i < count; i++)
		if (state->hits[i] > 0)
			put_number(&json, themes[i].code, int64_to_numeric((int64) state->hits[i]));
	PG_RETURN_JSONB_P(JsonbValueToJsonb(pushJsonbValue(&json, WJB_END_OBJECT, NULL)));
}

/* hits / all, rounded: exact decimal arithmetic, the same on every machine. */
static Numeric
share_of(uint64_t hits, uint64_t all)
{
	Numeric		quotient = numeric_div_opt_error(int64_to_numeric((int64) hits), int64_to_numeric((int64) all), NULL);

	return DatumGetNumeric(DirectFunctionCall2(numeric_round, NumericGetDatum(quotient), Int32GetDatum(SHARE_SCALE)));
}

Datum
smartdip_theme_profile_final(PG_FUNCTION_ARGS)
{
	theme_state *state = aggregate_state(fcinfo, 0);
	uint64_t	family[THEMES_MAX] = {0};
	JsonbParseState *json = NULL;
	size_t		count;
	const struct theme *themes = theme_list(&count);

	if (state == NULL)
		PG_RETURN_NULL();
	for (size_t i = 0; i < count; i++)
		family[theme_family((int) i)] += state->hits[i];
	pushJsonbValue(&json, WJB_BEGIN_OBJECT, NULL);
	for (size_t i = 0; i < count; i++)
		if (state->hits[i] > 0)
			put_number(&json, themes[i].code, share_of(state->hits[i], family[theme_family((int) i)]));
	PG_RETURN_JSONB_P(JsonbValueToJsonb(pushJsonbValue(&json, WJB_END_OBJECT, NULL)));
}
