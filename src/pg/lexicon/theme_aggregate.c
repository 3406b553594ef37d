/* Aggregates over texts: theme_counts(text), theme_profile(text); their state is in theme_state.c. */
#include "pg/lexicon/theme_state.h"
#include "pg/base/aggregate.h"
#include "pg/base/long_text.h"
#include "pg/base/encoding.h"

#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

SMARTDIP_FUNCTION(smartdip_theme_counts_add);
SMARTDIP_FUNCTION(smartdip_theme_counts_combine);
SMARTDIP_FUNCTION(smartdip_theme_counts_final);
SMARTDIP_FUNCTION(smartdip_theme_profile_final);

/* Decimal places of a share. */
#define SHARE_SCALE 4

/* The state to be changed: the aggregate's own, or else a copy; a new one where there is none. */
static theme_state *
own_state(FunctionCallInfo fcinfo)
{
	theme_state *state;
	theme_state *copy;

	if (PG_ARGISNULL(0))
		return theme_state_new();
	state = theme_state_open(PG_GETARG_DATUM(0));
	if (in_aggregate(fcinfo) && PointerGetDatum(state) == PG_GETARG_DATUM(0))
		return state;
	copy = theme_state_new();
	memcpy(copy->hits, state->hits, VARSIZE(state) - offsetof(theme_state, hits));
	return copy;
}

/* NULLs make no state: without any text the result is NULL. */
Datum
smartdip_theme_counts_add(PG_FUNCTION_ARGS)
{
	theme_state *state;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	state = own_state(fcinfo);
	if (!PG_ARGISNULL(1))
	{
		text	   *value = PG_GETARG_TEXT_PP(1);
		utf8_span	in = searched_utf8(value);

		theme_count_text(in.s, in.len, state->hits, check_interrupts);
		if (in.s != VARDATA_ANY(value))
			pfree((char *) in.s);
		PG_FREE_IF_COPY(value, 1);
	}
	PG_RETURN_POINTER(state);
}

Datum
smartdip_theme_counts_combine(PG_FUNCTION_ARGS)
{
	theme_state *state;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	state = own_state(fcinfo);
	if (!PG_ARGISNULL(1))
		theme_state_merge(state, theme_state_open(PG_GETARG_DATUM(1)));
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
	theme_state *state = PG_ARGISNULL(0) ? NULL : theme_state_open(PG_GETARG_DATUM(0));
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
	theme_state *state = PG_ARGISNULL(0) ? NULL : theme_state_open(PG_GETARG_DATUM(0));
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
