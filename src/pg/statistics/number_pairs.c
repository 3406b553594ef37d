/* The type number_pairs: input and output, growth, and combining. */
#include "pg/statistics/number_pairs.h"

#include "pg/base/aggregate.h"
#include "pg/base/report.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_number_pairs_in);
SMARTDIP_FUNCTION(smartdip_number_pairs_out);
SMARTDIP_FUNCTION(smartdip_number_pairs_recv);
SMARTDIP_FUNCTION(smartdip_number_pairs_send);
SMARTDIP_FUNCTION(smartdip_number_pairs_add);
SMARTDIP_FUNCTION(smartdip_number_pairs_add_group);
SMARTDIP_FUNCTION(smartdip_number_pairs_combine);

#define PAIRS_FIRST 16
#define PAIRS_MAX ((MaxAllocSize - offsetof(number_pairs, pair)) / sizeof(number_pair))

static size_t
room_for(size_t pairs)
{
	return offsetof(number_pairs, pair) + pairs * sizeof(number_pair);
}

static size_t
room_of(const number_pairs *pairs)
{
	return (VARSIZE(pairs) - offsetof(number_pairs, pair)) / sizeof(number_pair);
}

static number_pairs *
make_pairs(size_t room)
{
	number_pairs *pairs;

	if (room > PAIRS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("more than %zu rows are too many for one group of this aggregate", (size_t) PAIRS_MAX),
				 errhint("Draw a sample of the rows, or group them.")));
	pairs = palloc(room_for(room));
	memset(pairs, 0, offsetof(number_pairs, pair));
	SET_VARSIZE(pairs, room_for(room));
	return pairs;
}

/* The value of a datum, judged: it may come from a table or another node. */
static number_pairs *
open_pairs(Datum value)
{
	number_pairs *pairs = (number_pairs *) PG_DETOAST_DATUM(value);

	if (VARSIZE(pairs) < offsetof(number_pairs, pair) || pairs->count > room_of(pairs))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("invalid value of type %s", "number_pairs")));
	return pairs;
}

const number_pairs *
number_pairs_arg(FunctionCallInfo fcinfo, int n)
{
	const number_pairs *pairs = PG_ARGISNULL(n) ? NULL : open_pairs(PG_GETARG_DATUM(n));

	return pairs != NULL && pairs->count > 0 ? pairs : NULL;
}

/*
 * Room for so many pairs more: the state itself, or a copy that is at least twice as large. That is made in the memory of the row, for the
 * server copies it to where states stay, and frees the old one.
 */
static number_pairs *
with_room(number_pairs *pairs, size_t more)
{
	number_pairs *larger;

	if (pairs != NULL && room_of(pairs) - pairs->count >= more)
		return pairs;
	if (pairs == NULL)
		return make_pairs(Max(more, PAIRS_FIRST));
	larger = make_pairs(Max(pairs->count + more, Min(2 * room_of(pairs), PAIRS_MAX)));
	larger->count = pairs->count;
	larger->seed = pairs->seed;
	larger->kind = pairs->kind;
	memcpy(larger->pair, pairs->pair, pairs->count * sizeof(number_pair));
	return larger;
}

Datum
number_pairs_add(FunctionCallInfo fcinfo, double a, double b)
{
	number_pairs *pairs = PG_ARGISNULL(0) ? NULL : open_pairs(PG_GETARG_DATUM(0));

	aggregate_context(fcinfo);
	pairs = with_room(pairs, 1);
	pairs->pair[pairs->count++] = (number_pair) {a, b};
	PG_RETURN_POINTER(pairs);
}

Datum
number_pairs_keep(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

Datum
smartdip_number_pairs_add(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return number_pairs_keep(fcinfo);
	return number_pairs_add(fcinfo, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
}

Datum
smartdip_number_pairs_add_group(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return number_pairs_keep(fcinfo);
	return number_pairs_add(fcinfo, PG_GETARG_FLOAT8(1), PG_GETARG_BOOL(2) ? 1.0 : 0.0);
}

/* The other state may live in a context that ends sooner: it is copied, never kept. */
Datum
smartdip_number_pairs_combine(PG_FUNCTION_ARGS)
{
	const number_pairs *other = number_pairs_arg(fcinfo, 1);
	number_pairs *pairs;

	aggregate_context(fcinfo);
	if (other == NULL)
		return number_pairs_keep(fcinfo);
	pairs = PG_ARGISNULL(0) ? NULL : open_pairs(PG_GETARG_DATUM(0));
	if (pairs != NULL && pairs->count > 0 && (pairs->seed != other->seed || pairs->kind != other->kind))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("states with different arguments cannot be joined"),
				 errdetail("The seeds are %lld and %lld, the kinds %lld and %lld.", (long long) pairs->seed, (long long) other->seed,
						   (long long) pairs->kind, (long long) other->kind),
				 errhint("A seed, a statistic and a metric are constants: the same in all rows.")));
	pairs = with_room(pairs, other->count);
	memcpy(pairs->pair + pairs->count, other->pair, other->count * sizeof(number_pair));
	pairs->count += other->count;
	pairs->seed = other->seed;
	pairs->kind = other->kind;
	PG_RETURN_POINTER(pairs);
}

/* ---- text and binary forms ---- */

/* seed:kind (1,0) (2.5,1) */
Datum
smartdip_number_pairs_out(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = open_pairs(PG_GETARG_DATUM(0));
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "%lld:%lld", (long long) pairs->seed, (long long) pairs->kind);
	for (uint32 i = 0; i < pairs->count; i++)
	{
		char	   *a = float8out_internal(pairs->pair[i].a);
		char	   *b = float8out_internal(pairs->pair[i].b);

		CHECK_FOR_INTERRUPTS();
		appendStringInfo(&buf, " (%s,%s)", a, b);
		pfree(a);
		pfree(b);
	}
	PG_RETURN_CSTRING(buf.data);
}

/*
 * A number from *s to the sign that ends it, which is passed over; false where there is none. As the server has it, what is
 * too small for all its digits is a number, and what becomes 0 or infinite is none.
 */
static bool
read_number(const char **s, char sign, double *number)
{
	char	   *end;

	errno = 0;
	*number = strtod(*s, &end);
	if (end == *s || *end != sign || (errno == ERANGE && (*number == 0.0 || isinf(*number))))
		return false;
	*s = end + 1;
	return true;
}

static bool
read_whole(const char **s, int64 *number)
{
	char	   *end;

	errno = 0;
	*number = strtoll(*s, &end, 10);
	if (end == *s || errno == ERANGE)
		return false;
	*s = end;
	return true;
}

static bool
read_pairs(const char *s, number_pairs *pairs)
{
	if (!read_whole(&s, &pairs->seed) || *s++ != ':' || !read_whole(&s, &pairs->kind))
		return false;
	while (*s != '\0')
	{
		number_pair *pair = &pairs->pair[pairs->count];

		CHECK_FOR_INTERRUPTS();
		if (*s++ != ' ' || *s++ != '(' || !read_number(&s, ',', &pair->a) || !read_number(&s, ')', &pair->b))
			return false;
		pairs->count++;
	}
	return true;
}

Datum
smartdip_number_pairs_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	/* a pair takes six characters and more */
	number_pairs *pairs = make_pairs(strlen(text) / 6 + 1);

	if (!read_pairs(text, pairs))
		ereturn(ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "number_pairs", quoted_value(text, strlen(text))),
				 errhint("It is written seed:kind (a,b) (a,b), as 0:0 (1,0) (2.5,1).")));
	PG_RETURN_POINTER(pairs);
}

/* Seed, kind, number of pairs; two numbers a pair. */
Datum
smartdip_number_pairs_send(PG_FUNCTION_ARGS)
{
	const number_pairs *pairs = open_pairs(PG_GETARG_DATUM(0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint64(&buf, pairs->seed);
	pq_sendint64(&buf, pairs->kind);
	pq_sendint32(&buf, pairs->count);
	for (uint32 i = 0; i < pairs->count; i++)
	{
		pq_sendfloat8(&buf, pairs->pair[i].a);
		pq_sendfloat8(&buf, pairs->pair[i].b);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
smartdip_number_pairs_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int64		seed = pq_getmsgint64(buf);
	int64		kind = pq_getmsgint64(buf);
	uint32		count = pq_getmsgint(buf, 4);
	number_pairs *pairs;

	if (count != (uint32) (buf->len - buf->cursor) / 16 || (buf->len - buf->cursor) % 16 != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "number_pairs"),
				 errdetail("It says %u pairs and has %d bytes for them.", count, buf->len - buf->cursor)));
	pairs = make_pairs(Max(count, 1));
	pairs->seed = seed;
	pairs->kind = kind;
	pairs->count = count;
	for (uint32 i = 0; i < count; i++)
	{
		pairs->pair[i].a = pq_getmsgfloat8(buf);
		pairs->pair[i].b = pq_getmsgfloat8(buf);
	}
	PG_RETURN_POINTER(pairs);
}
