/*
 * The power_profile type: I/O, casts, the algebra of fuzzy sets, accessors, and the coding of events.
 *
 * Order and hashing are the server's own functions of uuid, sixteen bytes in memcmp order as well: see
 * src/sql/50_power_profile.sql. Aggregates, indexes and user schemes have files of their own.
 */
#include "pg/power/power_profile.h"
#include "pg/base/abbreviate.h"
#include "pg/base/encoding.h"
#include "pg/base/argument.h"
#include "pg/base/report.h"

#include "catalog/pg_type.h"
#include "core/actor/actor_code.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "port/pg_bswap.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

SMARTDIP_FUNCTION(smartdip_power_profile_in);
SMARTDIP_FUNCTION(smartdip_power_profile_out);
SMARTDIP_FUNCTION(smartdip_power_profile_recv);
SMARTDIP_FUNCTION(smartdip_power_profile_send);
SMARTDIP_FUNCTION(smartdip_power_profile__float4);
SMARTDIP_FUNCTION(smartdip_power_profile_to_real);
SMARTDIP_FUNCTION(smartdip_power_profile_jsonb);
SMARTDIP_FUNCTION(smartdip_power_profile_to_jsonb);
SMARTDIP_FUNCTION(smartdip_power_profile_sortsupport);
SMARTDIP_FUNCTION(smartdip_power_profile_union);
SMARTDIP_FUNCTION(smartdip_power_profile_intersection);
SMARTDIP_FUNCTION(smartdip_power_profile_complement);
SMARTDIP_FUNCTION(smartdip_power_profile_difference);
SMARTDIP_FUNCTION(smartdip_power_profile_contains);
SMARTDIP_FUNCTION(smartdip_power_profile_contained);
SMARTDIP_FUNCTION(smartdip_power_profile_overlaps);
SMARTDIP_FUNCTION(smartdip_power_profile_distance);
SMARTDIP_FUNCTION(smartdip_power_profile_times_power_profile_float8);
SMARTDIP_FUNCTION(smartdip_power_profile_times_float8_power_profile);
SMARTDIP_FUNCTION(smartdip_hard);
SMARTDIP_FUNCTION(smartdip_semihard);
SMARTDIP_FUNCTION(smartdip_soft);
SMARTDIP_FUNCTION(smartdip_power);
SMARTDIP_FUNCTION(smartdip_threat);
SMARTDIP_FUNCTION(smartdip_security);
SMARTDIP_FUNCTION(smartdip_degree);
SMARTDIP_FUNCTION(smartdip_instruments);
SMARTDIP_FUNCTION(smartdip_smart_power_profile);
SMARTDIP_FUNCTION(smartdip_smart_power_profile_text);
SMARTDIP_FUNCTION(smartdip_synergy);
SMARTDIP_FUNCTION(smartdip_dominant);
SMARTDIP_FUNCTION(smartdip_power_grid);
SMARTDIP_FUNCTION(smartdip_label_text_text);
SMARTDIP_FUNCTION(smartdip_power_dimensions);
SMARTDIP_FUNCTION(smartdip_power_profile_event_code);
SMARTDIP_FUNCTION(smartdip_power_profile_event_code_text);
SMARTDIP_FUNCTION(smartdip_power_scheme);

static bool
all_digits(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return len > 0;
}

/* What to do about a name that is no dimension: the likeliest one, or all of them. */
static int
dimension_hint(const char *name, size_t len)
{
	int			nearest = power_dimension_nearest(name, len);
	const char *instruments[POWER_DIMENSIONS - POWER_CELLS];
	event_code	code;

	if (all_digits(name, len) || event_code_parse(name, len, &code) == EVENT_CODE_OK)
		return errhint("An event code as an argument is written event_code '%s'.", quoted_value(name, len));
	if (nearest >= 0)
		return errhint("Perhaps you mean %s.", power_dimension_name(nearest));
	for (int i = POWER_CELLS; i < POWER_DIMENSIONS; i++)
		instruments[i - POWER_CELLS] = power_dimension_name(i);
	return errhint("Dimensions are hard, semihard or soft, joined by a dot with power, threat or security, and %s: see power_dimensions().",
				   names_listed(instruments, lengthof(instruments)));
}

bool
power_profile_from_text(const char *s, size_t len, power_profile *p, Node *escontext)
{
	power_fault fault = {POWER_OK, s, 0};
	const char *hint;

	power_profile_parse(s, len, p, &fault);
	if (fault.error == POWER_OK)
		return true;
	hint = power_error_hint(fault.error);
	if (fault.error == POWER_OUT_OF_RANGE)
		ereturn(escontext, false,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("degree \"%s\" is out of range for type %s", quoted_value(fault.part, fault.part_len), "power_profile"),
				 error_detail(power_error_text(fault.error))));
	ereturn(escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", "power_profile", quoted_value(s, len)),
			 errdetail("At \"%s\": %s.", quoted_value(fault.part, fault.part_len), power_error_text(fault.error)),
			 fault.error == POWER_UNKNOWN_DIMENSION ? dimension_hint(fault.part, fault.part_len) :
			 hint ? errhint("%s", hint) : 0));
}

Datum
smartdip_power_profile_in(PG_FUNCTION_ARGS)
{
	char	   *s = PG_GETARG_CSTRING(0);
	power_profile *p = power_profile_palloc();

	if (!power_profile_from_text(s, strlen(s), p, ESCONTEXT(fcinfo)))
		PG_RETURN_NULL();
	PG_RETURN_POWER_PROFILE(p);
}

Datum
smartdip_power_profile_out(PG_FUNCTION_ARGS)
{
	char		text[POWER_PROFILE_MAX_TEXT];
	size_t		len = power_profile_format(PG_GETARG_POWER_PROFILE(0), text);

	PG_RETURN_CSTRING(pnstrdup(text, len));
}

Datum
smartdip_power_profile_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			len = buf->len - buf->cursor;
	const char *bytes = pq_getmsgbytes(buf, len);
	power_profile *p;

	if (len != sizeof(power_profile))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "power_profile"),
				 errdetail("It has %d bytes, not 16.", len)));
	if (!power_profile_is_valid((const uint8_t *) bytes))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s: \"%s\"", "power_profile", quoted_bytes(bytes, len)),
				 errdetail("Each of its bytes is a degree in hundredths, 0 to 100.")));
	p = power_profile_palloc();
	memcpy(p, bytes, sizeof(power_profile));
	PG_RETURN_POWER_PROFILE(p);
}

Datum
smartdip_power_profile_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbytes(&buf, (const char *) PG_GETARG_POWER_PROFILE(0), sizeof(power_profile));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
smartdip_power_profile__float4(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	power_profile *p = power_profile_palloc();
	const float4 *values;

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != POWER_DIMENSIONS)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("a power profile is made from an array of one dimension and 16 elements"),
				 errhint("The order of the elements is that of power_dimensions().")));
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a degree of a power profile cannot be NULL")));
	values = (const float4 *) ARR_DATA_PTR(array);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		if (!power_degree_from_real(values[i], &p->degree[i]))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("%g is not a degree of %s", values[i], power_dimension_name(i)),
					 errdetail("A degree lies between 0 and 1 and is a number of hundredths.")));
	PG_RETURN_POWER_PROFILE(p);
}

Datum
smartdip_power_profile_to_real(PG_FUNCTION_ARGS)
{
	const power_profile *p = PG_GETARG_POWER_PROFILE(0);
	Datum		values[POWER_DIMENSIONS];

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		values[i] = Float4GetDatum((float4) (p->degree[i] / 100.0));
	PG_RETURN_ARRAYTYPE_P(construct_array(values, POWER_DIMENSIONS, FLOAT4OID, sizeof(float4), true, TYPALIGN_INT));
}

int
power_dimension_of_name(const char *name, size_t len)
{
	int			dimension = power_dimension_by_name(name, len);

	if (dimension < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized power dimension: \"%s\"", quoted_value(name, len)),
				 dimension == POWER_DERIVED ? errhint("%s", power_error_hint(POWER_DERIVED_DIMENSION)) : dimension_hint(name, len)));
	return dimension;
}

static uint8_t
degree_of_json(const JsonbValue *value, int dimension)
{
	uint8_t		degree = 0;
	char	   *number;
	enum power_error error;

	if (value->type != jbvNumeric)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the degree of %s is not a number", power_dimension_name(dimension))));
	number = numeric_normalize(value->val.numeric);
	error = power_degree_parse(number, strlen(number), &degree);
	if (error != POWER_OK)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is not a degree of %s", quoted_value(number, strlen(number)), power_dimension_name(dimension)),
				 error_detail(power_error_text(error))));
	pfree(number);
	return degree;
}

Datum
smartdip_power_profile_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb	   *json = PG_GETARG_JSONB_P(0);
	power_profile *p = power_profile_palloc();
	uint32_t	seen = 0;
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	v;
	int			dimension = 0;

	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a power profile is made from a JSON object of dimensions and degrees")));
	memset(p, 0, sizeof(*p));
	it = JsonbIteratorInit(&json->root);
	/* what stands in the object is not entered: a nested value is no number */
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			dimension = power_dimension_of_name(v.val.string.val, v.val.string.len);
			if (seen & (1u << dimension))
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("%s stands there twice", power_dimension_name(dimension))));
			seen |= 1u << dimension;
		}
		else if (token == WJB_VALUE)
			p->degree[dimension] = degree_of_json(&v, dimension);
	}
	PG_RETURN_POWER_PROFILE(p);
}

/* Numbers without trailing zeros: 0.8, not 0.80. */
static Numeric
degree_numeric(int degree)
{
	if (degree % 100 == 0)
		return int64_to_numeric(degree / 100);
	return degree % 10 == 0 ? int64_div_fast_to_numeric(degree / 10, 1) : int64_div_fast_to_numeric(degree, 2);
}

Datum
smartdip_power_profile_to_jsonb(PG_FUNCTION_ARGS)
{
	const power_profile *p = PG_GETARG_POWER_PROFILE(0);
	JsonbParseState *state = NULL;
	JsonbValue *result;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		const char *name = power_dimension_name(i);
		JsonbValue	key = {.type = jbvString, .val.string = {.len = (int) strlen(name), .val = unconstify(char *, name)}};
		JsonbValue	value = {.type = jbvNumeric};

		if (p->degree[i] == 0)
			continue;
		value.val.numeric = degree_numeric(p->degree[i]);
		pushJsonbValue(&state, WJB_KEY, &key);
		pushJsonbValue(&state, WJB_VALUE, &value);
	}
	result = pushJsonbValue(&state, WJB_END_OBJECT, NULL);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(result));
}

static int
compare_profiles(Datum x, Datum y, SortSupport ssup)
{
	return memcmp(DatumGetPointer(x), DatumGetPointer(y), sizeof(power_profile));
}

static Datum
abbreviate(Datum original, SortSupport ssup)
{
	Datum		key = 0;

	memcpy(&key, DatumGetPointer(original), sizeof(key));
	return DatumBigEndianToNative(key);
}

/* Abbreviated keys: the first eight bytes as a big-endian integer. */
Datum
smartdip_power_profile_sortsupport(PG_FUNCTION_ARGS)
{
	sort_by_keys((SortSupport) PG_GETARG_POINTER(0), compare_profiles, abbreviate);
	PG_RETURN_VOID();
}

Datum
smartdip_power_profile_union(PG_FUNCTION_ARGS)
{
	power_profile *r = power_profile_palloc();

	power_profile_max(r, PG_GETARG_POWER_PROFILE(0), PG_GETARG_POWER_PROFILE(1));
	PG_RETURN_POWER_PROFILE(r);
}

Datum
smartdip_power_profile_intersection(PG_FUNCTION_ARGS)
{
	power_profile *r = power_profile_palloc();

	power_profile_min(r, PG_GETARG_POWER_PROFILE(0), PG_GETARG_POWER_PROFILE(1));
	PG_RETURN_POWER_PROFILE(r);
}

Datum
smartdip_power_profile_complement(PG_FUNCTION_ARGS)
{
	power_profile *r = power_profile_palloc();

	power_profile_not(r, PG_GETARG_POWER_PROFILE(0));
	PG_RETURN_POWER_PROFILE(r);
}

Datum
smartdip_power_profile_difference(PG_FUNCTION_ARGS)
{
	power_profile *r = power_profile_palloc();

	power_profile_minus(r, PG_GETARG_POWER_PROFILE(0), PG_GETARG_POWER_PROFILE(1));
	PG_RETURN_POWER_PROFILE(r);
}

Datum
smartdip_power_profile_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(power_profile_within(PG_GETARG_POWER_PROFILE(1), PG_GETARG_POWER_PROFILE(0)));
}

Datum
smartdip_power_profile_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(power_profile_within(PG_GETARG_POWER_PROFILE(0), PG_GETARG_POWER_PROFILE(1)));
}

Datum
smartdip_power_profile_overlaps(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(power_profile_meet(PG_GETARG_POWER_PROFILE(0), PG_GETARG_POWER_PROFILE(1)));
}

Datum
smartdip_power_profile_distance(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(power_distance(power_profile_square(PG_GETARG_POWER_PROFILE(0), PG_GETARG_POWER_PROFILE(1))));
}

static Datum
times(const power_profile *p, double factor)
{
	power_profile *r = power_profile_palloc();

	if (!(factor >= 0 && factor <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a power profile cannot be multiplied by %g", factor),
				 errdetail("A factor lies between 0 and 1, so that degrees do.")));
	power_profile_scale(r, p, factor);
	PG_RETURN_POWER_PROFILE(r);
}

Datum
smartdip_power_profile_times_power_profile_float8(PG_FUNCTION_ARGS)
{
	return times(PG_GETARG_POWER_PROFILE(0), PG_GETARG_FLOAT8(1));
}

Datum
smartdip_power_profile_times_float8_power_profile(PG_FUNCTION_ARGS)
{
	return times(PG_GETARG_POWER_PROFILE(1), PG_GETARG_FLOAT8(0));
}

/* Hundredths as the double nearest to the decimal figure. */
#define PG_RETURN_DEGREE(hundredths) PG_RETURN_FLOAT8((hundredths) / 100.0)

Datum
smartdip_hard(PG_FUNCTION_ARGS)
{
	PG_RETURN_DEGREE(power_profile_strength(PG_GETARG_POWER_PROFILE(0), POWER_HARD));
}

Datum
smartdip_semihard(PG_FUNCTION_ARGS)
{
	PG_RETURN_DEGREE(power_profile_strength(PG_GETARG_POWER_PROFILE(0), POWER_SEMIHARD));
}

Datum
smartdip_soft(PG_FUNCTION_ARGS)
{
	PG_RETURN_DEGREE(power_profile_strength(PG_GETARG_POWER_PROFILE(0), POWER_SOFT));
}

Datum
smartdip_power(PG_FUNCTION_ARGS)
{
	PG_RETURN_DEGREE(power_profile_domain(PG_GETARG_POWER_PROFILE(0), POWER_POWER));
}

Datum
smartdip_threat(PG_FUNCTION_ARGS)
{
	PG_RETURN_DEGREE(power_profile_domain(PG_GETARG_POWER_PROFILE(0), POWER_THREAT));
}

Datum
smartdip_security(PG_FUNCTION_ARGS)
{
	PG_RETURN_DEGREE(power_profile_domain(PG_GETARG_POWER_PROFILE(0), POWER_SECURITY));
}

Datum
smartdip_degree(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(1);
	int			dimension = cached_name(fcinfo->flinfo, name, power_dimension_by_name);

	if (dimension < 0)
		dimension = power_dimension_of_name(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	PG_RETURN_DEGREE(PG_GETARG_POWER_PROFILE(0)->degree[dimension]);
}

/* Names of the instruments of any degree, in the order of the dimensions. */
Datum
smartdip_instruments(PG_FUNCTION_ARGS)
{
	const power_profile *p = PG_GETARG_POWER_PROFILE(0);
	Datum		names[POWER_DIMENSIONS - POWER_CELLS];
	int			n = 0;

	for (int i = POWER_CELLS; i < POWER_DIMENSIONS; i++)
		if (p->degree[i] > 0)
			names[n++] = CStringGetTextDatum(power_dimension_name(i));
	PG_RETURN_ARRAYTYPE_P(construct_array(names, n, TEXTOID, -1, false, TYPALIGN_INT));
}

static Datum
smart_datum(const power_profile *p, enum power_tnorm tnorm)
{
	PG_RETURN_FLOAT8(power_tnorm(tnorm, power_profile_strength(p, POWER_HARD), power_profile_strength(p, POWER_SOFT)));
}

Datum
smartdip_smart_power_profile(PG_FUNCTION_ARGS)
{
	return smart_datum(PG_GETARG_POWER_PROFILE(0), TNORM_MINIMUM);
}

Datum
smartdip_smart_power_profile_text(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(1);
	int			tnorm = cached_name(fcinfo->flinfo, name, power_tnorm_by_name);

	if (tnorm < 0)
		report_unrecognized("t-norm", VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), power_tnorm_names, TNORM_COUNT, "");
	return smart_datum(PG_GETARG_POWER_PROFILE(0), (enum power_tnorm) tnorm);
}

Datum
smartdip_synergy(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(power_profile_synergy(PG_GETARG_POWER_PROFILE(0)));
}

Datum
smartdip_dominant(PG_FUNCTION_ARGS)
{
	int			dominant = power_profile_dominant(PG_GETARG_POWER_PROFILE(0));

	if (dominant < 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(power_dimension_name(dominant)));
}

/* Nine rows: strength, domain, degree. */
Datum
smartdip_power_grid(PG_FUNCTION_ARGS)
{
	const power_profile *p = PG_GETARG_POWER_PROFILE(0);
	ReturnSetInfo *result;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	for (int cell = 0; cell < POWER_CELLS; cell++)
	{
		Datum		values[3] = {
			CStringGetTextDatum(power_strength_name((enum power_strength) (cell % POWER_STRENGTHS))),
			CStringGetTextDatum(power_domain_name((enum power_domain) (cell / POWER_STRENGTHS))),
			Float8GetDatum(p->degree[cell] / 100.0)
		};
		bool		nulls[3] = {false};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* A literal or a parameter without a type is a text, so label('USAGOV') comes here, too. */
static bool
is_actor(const char *s, size_t len)
{
	actor_part	parts[ACTOR_CODE_MAX_GROUPS];

	return actor_code_check(s, len) == ACTOR_CODE_OK && actor_code_classify(s, len, parts) > 0 &&
		(parts[0].category == ACTOR_COUNTRY || parts[0].info != NULL);
}

Datum
smartdip_label_text_text(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	const char *s = VARDATA_ANY(name);
	size_t		len = VARSIZE_ANY_EXHDR(name);
	enum label_language language = label_language(PG_GETARG_TEXT_PP(1));

	if (power_dimension_by_name(s, len) < 0 && is_actor(s, len))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized power dimension: \"%s\"", quoted_value(s, len)),
				 errhint("For an actor write label(actor_code '%s'), or label($1::actor_code) of a parameter.", quoted_value(s, len))));
	PG_RETURN_TEXT_P(utf8_to_text(power_dimension_label(power_dimension_of_name(s, len), language)));
}

/* Every dimension in order: its name, its parts (NULL for an instrument), its labels. */
Datum
smartdip_power_dimensions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		bool		instrument = i >= POWER_CELLS;
		const char *strength = instrument ? "" : power_strength_name((enum power_strength) (i % POWER_STRENGTHS));
		const char *domain = instrument ? "" : power_domain_name((enum power_domain) (i / POWER_STRENGTHS));
		Datum		values[5] = {
			CStringGetTextDatum(power_dimension_name(i)), CStringGetTextDatum(strength), CStringGetTextDatum(domain),
			PointerGetDatum(utf8_to_text(power_dimension_label(i, LABEL_EN))),
			PointerGetDatum(utf8_to_text(power_dimension_label(i, LABEL_AR)))
		};
		bool		nulls[5] = {false, instrument, instrument, false, false};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/*
 * The profile that the coding gives an event code. The result is the row of the compiled table itself, which is
 * constant like any argument that a function hands through: nothing is allocated for a row.
 */
Datum
smartdip_power_profile_event_code(PG_FUNCTION_ARGS)
{
	return PointerGetDatum(power_profile_of_code((event_code) PG_GETARG_INT16(0)));
}

/* Names of the built-in schemes for a hint: "a and b". */
static const char *
scheme_names(void)
{
	StringInfoData names;
	const char *name;

	initStringInfo(&names);
	for (int i = 0; (name = power_scheme_name(i)) != NULL; i++)
		appendStringInfo(&names, "%s%s", i == 0 ? "" : power_scheme_name(i + 1) ? ", " : " and ", name);
	return names.data;
}

/* The number of the built-in scheme that an argument names. */
static int
scheme_argument(FunctionCallInfo fcinfo, int arg)
{
	text	   *name = PG_GETARG_TEXT_PP(arg);
	int			scheme = cached_name(fcinfo->flinfo, name, power_scheme_by_name);

	if (scheme < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized power scheme: \"%s\"", quoted_text(name)),
				 errhint("The built-in schemes are %s. A table of your own is named as 'my_table'::regclass.", scheme_names())));
	return scheme;
}

Datum
smartdip_power_profile_event_code_text(PG_FUNCTION_ARGS)
{
	int			scheme = scheme_argument(fcinfo, 1);

	return PointerGetDatum(power_profile_in_scheme(scheme, (event_code) PG_GETARG_INT16(0)));
}

/* The rows of a coding as they are written: code, profile, reason, source. */
Datum
smartdip_power_scheme(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;
	const power_scheme_row *rows;
	size_t		count;
	int			scheme = scheme_argument(fcinfo, 0);

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	rows = power_scheme_list(scheme, &count);
	for (size_t i = 0; i < count; i++)
	{
		Datum		values[4] = {
			Int16GetDatum(rows[i].code), PointerGetDatum(&rows[i].profile),
			PointerGetDatum(utf8_to_text(rows[i].reason)), PointerGetDatum(utf8_to_text(rows[i].source))
		};
		bool		nulls[4] = {false};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
