/* Themes in SQL: the catalogue, the tags of a text, and aggregates over texts. */
#include "pg/compat.h"
#include "pg/power/power_profile.h"
#include "pg/base/util.h"

#include "catalog/pg_type.h"
#include "core/lexicon/text_match.h"
#include "core/lexicon/theme.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

SMARTDIP_FUNCTION(theme_catalogue);
SMARTDIP_FUNCTION(theme_label);
SMARTDIP_FUNCTION(theme_tags);
SMARTDIP_FUNCTION(theme_power);
SMARTDIP_FUNCTION(theme_counts_add);
SMARTDIP_FUNCTION(theme_counts_combine);
SMARTDIP_FUNCTION(theme_counts_serial);
SMARTDIP_FUNCTION(theme_counts_deserial);
SMARTDIP_FUNCTION(theme_counts_final);
SMARTDIP_FUNCTION(theme_profile_final);

/* First byte of a serialised state; a worker of another version must not be misread. */
#define COUNTS_VERSION 1

/* Decimal places of a share. */
#define SHARE_SCALE 4

/* As text search reads it: in a database of encoding SQL_ASCII, bytes that are no UTF-8 end a word and are no error. */
static utf8_span
searched_utf8(text *value)
{
	if (GetDatabaseEncoding() == PG_SQL_ASCII)
		return (utf8_span) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
	return text_to_utf8(value);
}

static Datum
utf8_datum(const char *s)
{
	return PointerGetDatum(utf8_to_text(s));
}

Datum
theme_catalogue(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		count;
	const struct theme *themes = theme_list(&count);

	InitMaterializedSRF(fcinfo, 0);
	for (size_t i = 0; i < count; i++)
	{
		const struct theme *theme = &themes[i];
		bool		nulls[9] = {false, theme->parent == THEME_NONE};
		Datum		values[9] = {
			utf8_datum(theme->code),
			nulls[1] ? (Datum) 0 : utf8_datum(themes[theme->parent].code),
			Int32GetDatum(theme->level),
			utf8_datum(theme->label[LABEL_EN]),
			utf8_datum(theme->label[LABEL_AR]),
			utf8_datum(theme->definition[LABEL_EN]),
			utf8_datum(theme->definition[LABEL_AR]),
			utf8_datum(theme->paper),
			utf8_datum(theme->section)
		};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
theme_label(PG_FUNCTION_ARGS)
{
	text	   *code = PG_GETARG_TEXT_PP(0);
	enum label_language language = label_language(PG_GETARG_TEXT_PP(1));
	int			theme = theme_find(VARDATA_ANY(code), VARSIZE_ANY_EXHDR(code));
	size_t		count;

	if (theme == THEME_NONE)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(utf8_to_text(theme_list(&count)[theme].label[language]));
}

/* A stretch of the text that a theme is tagged by. */
typedef struct theme_stretch
{
	uint32		position;
	uint32		start;
	uint32		end;
} theme_stretch;

typedef struct tagged_theme
{
	theme_stretch *stretches;
	int			size;
} tagged_theme;

typedef struct text_tags
{
	bool		ancestors;
	struct theme_tally tally;
	tagged_theme theme[THEMES_MAX];
} text_tags;

static void
tag_theme(text_tags *tags, int theme, const struct text_match *match)
{
	tagged_theme *tagged = &tags->theme[theme];
	theme_stretch *stretch;
	int			count;

	if (theme_tally_add(&tags->tally, theme, match->first, match->last + 1) == THEME_HIT_INSIDE)
		return;
	count = (int) tags->tally.hits[theme];
	if (count > tagged->size)
	{
		tagged->size = tagged->size == 0 ? 8 : tagged->size * 2;
		tagged->stretches = tagged->stretches == NULL ? palloc(tagged->size * sizeof(theme_stretch)) :
			repalloc_huge(tagged->stretches, (Size) tagged->size * sizeof(theme_stretch));
	}
	stretch = &tagged->stretches[count - 1];
	stretch->position = match->first + 1;
	stretch->start = match->start;
	stretch->end = match->end;
}

static bool
tag_match(void *arg, const struct text_match *match)
{
	text_tags  *tags = arg;

	CHECK_FOR_INTERRUPTS();
	if (match == NULL)
		return true;
	for (int theme = (int) match->entry; theme != THEME_NONE; theme = tags->ancestors ? theme_parent(theme) : THEME_NONE)
		tag_theme(tags, theme, match);
	return true;
}

static void
put_tags(ReturnSetInfo *result, utf8_span in, const char *code, const theme_stretch *stretches, int count)
{
	Datum	   *positions = palloc(count * sizeof(Datum));
	Datum	   *words = palloc(count * sizeof(Datum));
	Datum		values[4];
	bool		nulls[4] = {false};

	for (int i = 0; i < count; i++)
	{
		positions[i] = Int32GetDatum((int32) stretches[i].position);
		words[i] = PointerGetDatum(utf8_to_text_with_len(in.s + stretches[i].start, stretches[i].end - stretches[i].start));
	}
	values[0] = CStringGetTextDatum(code);
	values[1] = Int32GetDatum(count);
	values[2] = PointerGetDatum(construct_array(positions, count, INT4OID, sizeof(int32), true, TYPALIGN_INT));
	values[3] = PointerGetDatum(construct_array(words, count, TEXTOID, -1, false, TYPALIGN_INT));
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* Themes by their hits, the most first, those with the same number by their codes. */
static int
compare_tagged(const void *a, const void *b, void *arg)
{
	const struct theme_tally *tally = arg;
	int			x = *(const int *) a;
	int			y = *(const int *) b;

	if (tally->hits[x] != tally->hits[y])
		return tally->hits[x] > tally->hits[y] ? -1 : 1;
	return x - y;
}

Datum
theme_tags(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	utf8_span	in = searched_utf8(PG_GETARG_TEXT_PP(0));
	text_tags  *tags = palloc0(sizeof(text_tags));
	struct lexicon lexicon;
	size_t		count;
	const struct theme *themes = theme_list(&count);
	int			order[THEMES_MAX];
	int			found = 0;

	InitMaterializedSRF(fcinfo, 0);
	tags->ancestors = PG_GETARG_BOOL(1);
	theme_lexicon(&lexicon);
	text_match(&lexicon, TEXT_MATCH_ALL, in.s, in.len, tag_match, tags);
	for (size_t i = 0; i < count; i++)
		if (tags->tally.hits[i] > 0)
			order[found++] = (int) i;
	qsort_arg(order, found, sizeof(int), compare_tagged, &tags->tally);
	for (int i = 0; i < found; i++)
		put_tags(result, in, themes[order[i]].code, tags->theme[order[i]].stretches, (int) tags->tally.hits[order[i]]);
	return (Datum) 0;
}

static void
check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

Datum
theme_power(PG_FUNCTION_ARGS)
{
	utf8_span	in = searched_utf8(PG_GETARG_TEXT_PP(0));
	uint64_t	hits[THEMES_MAX] = {0};
	power_profile *profile = power_profile_palloc();

	theme_count_text(in.s, in.len, hits, check_interrupts);
	theme_power_profile(hits, profile);
	PG_RETURN_POWER_PROFILE(profile);
}

/* The state of both aggregates: hits by theme, over the texts so far. */
typedef struct theme_state
{
	uint64_t	hits[THEMES_MAX];
} theme_state;

static theme_state *
new_state(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "a function of an aggregate was called by itself");
	return MemoryContextAllocZero(context, sizeof(theme_state));
}

static theme_state *
state_arg(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : (theme_state *) PG_GETARG_POINTER(n);
}

/* NULLs make no state: without any text the result is NULL. */
Datum
theme_counts_add(PG_FUNCTION_ARGS)
{
	theme_state *state = state_arg(fcinfo, 0);

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
theme_counts_combine(PG_FUNCTION_ARGS)
{
	theme_state *state = state_arg(fcinfo, 0);
	theme_state *other = state_arg(fcinfo, 1);

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
theme_counts_serial(PG_FUNCTION_ARGS)
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
theme_counts_deserial(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	theme_state *state = palloc0(sizeof(theme_state));
	StringInfoData buf;
	size_t		count;

	theme_list(&count);
	buf.data = VARDATA_ANY(bytes);
	buf.len = buf.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	buf.cursor = 0;
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
theme_counts_final(PG_FUNCTION_ARGS)
{
	theme_state *state = state_arg(fcinfo, 0);
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
theme_profile_final(PG_FUNCTION_ARGS)
{
	theme_state *state = state_arg(fcinfo, 0);
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
