/*
 * The types power_state and power_weighted_state: what avg() and weighted_avg() over power profiles have seen so far. They are
 * sums of fixed length, so that an aggregate changes them in place, and types of their own, so that they can be stored and sent.
 */
#include "pg/power/power_profile.h"
#include "pg/base/report.h"

#include "core/power/power_sum.h"
#include "common/int.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

SMARTDIP_FUNCTION(smartdip_power_state_in);
SMARTDIP_FUNCTION(smartdip_power_state_out);
SMARTDIP_FUNCTION(smartdip_power_state_recv);
SMARTDIP_FUNCTION(smartdip_power_state_send);
SMARTDIP_FUNCTION(smartdip_power_weighted_state_in);
SMARTDIP_FUNCTION(smartdip_power_weighted_state_out);
SMARTDIP_FUNCTION(smartdip_power_weighted_state_recv);
SMARTDIP_FUNCTION(smartdip_power_weighted_state_send);

/* INTERNALLENGTH of the types. */
StaticAssertDecl(sizeof(power_sum) == 176 && sizeof(power_wsum) == 416, "length of a state");

/* First byte of the binary forms. */
#define STATE_VERSION 1

/* Hexadecimal digits of the lower limbs, and of a number at most: the highest limb has up to fourteen. */
#define LIMB_DIGITS 8
#define NUMBER_DIGITS (2 * LIMB_DIGITS + 14)

static void
refuse_bytes(const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary form of type %s", type),
			 errdetail("Its sums cannot have come from power profiles.")));
}

static void
check_bytes(StringInfo buf, int numbers, const char *type)
{
	if (buf->len - buf->cursor != 1 + numbers * 8 || pq_getmsgbyte(buf) != STATE_VERSION)
		refuse_bytes(type);
}

/* The sign before each total: a colon after the head, then commas. */
static inline char
sign_before(int i)
{
	return i == 0 ? ':' : ',';
}

/* ---- power_state: count:total,total,... ---- */

static bool
read_decimal(const char **s, int64 *number)
{
	const char *start = *s;

	for (*number = 0; **s >= '0' && **s <= '9'; (*s)++)
		if (pg_mul_s64_overflow(*number, 10, number) || pg_add_s64_overflow(*number, **s - '0', number))
			return false;
	return *s > start;
}

static bool
read_sum(const char *s, power_sum *sum)
{
	if (!read_decimal(&s, &sum->count))
		return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		if (*s++ != sign_before(i) || !read_decimal(&s, &sum->total[i]))
			return false;
	return *s == '\0' && power_sum_is_valid(sum);
}

Datum
smartdip_power_state_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	power_sum  *sum = palloc0(sizeof(power_sum));

	if (!read_sum(text, sum))
		ereturn(ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "power_state", quoted_value(text, strlen(text))),
				 errhint("It is written as avg_state(power_profile) writes it: the number of rows, a colon, and %d sums of hundredths with commas.",
						 POWER_DIMENSIONS)));
	PG_RETURN_POINTER(sum);
}

Datum
smartdip_power_state_out(PG_FUNCTION_ARGS)
{
	power_sum	sum = *(power_sum *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	power_sum_flush(&sum);
	initStringInfo(&buf);
	appendStringInfo(&buf, "%lld", (long long) sum.count);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		appendStringInfo(&buf, "%c%lld", sign_before(i), (long long) sum.total[i]);
	PG_RETURN_CSTRING(buf.data);
}

Datum
smartdip_power_state_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	power_sum  *sum = palloc0(sizeof(power_sum));

	check_bytes(buf, 1 + POWER_DIMENSIONS, "power_state");
	sum->count = pq_getmsgint64(buf);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		sum->total[i] = pq_getmsgint64(buf);
	if (!power_sum_is_valid(sum))
		refuse_bytes("power_state");
	PG_RETURN_POINTER(sum);
}

Datum
smartdip_power_state_send(PG_FUNCTION_ARGS)
{
	power_sum	sum = *(power_sum *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	power_sum_flush(&sum);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, STATE_VERSION);
	pq_sendint64(&buf, sum.count);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		pq_sendint64(&buf, sum.total[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ---- power_weighted_state: the same of long numbers, in hexadecimal digits ---- */

static void
write_number(StringInfo buf, int64 low, int64 middle, int64 high)
{
	char		digits[16 + 2 * LIMB_DIGITS + 1];
	const char *s = digits;

	snprintf(digits, sizeof(digits), "%llx%08llx%08llx", (long long) high, (long long) middle, (long long) low);
	while (s[0] == '0' && s[1] != '\0')
		s++;
	appendStringInfoString(buf, s);
}

/* The last eight digits are the lowest limb, and what stands before the last sixteen the highest. */
static bool
read_hexadecimal(const char **s, int64 *low, int64 *middle, int64 *high)
{
	int			length = (int) strspn(*s, "0123456789abcdef");
	int64	   *limb[POWER_LIMBS] = {low, middle, high};

	if (length < 1 || length > NUMBER_DIGITS)
		return false;
	*low = *middle = *high = 0;
	for (int left = length; left > 0; left--)
	{
		int64	   *number = limb[Min((left - 1) / LIMB_DIGITS, POWER_LIMBS - 1)];
		char		digit = *(*s)++;

		*number = *number * 16 + (digit <= '9' ? digit - '0' : digit - 'a' + 10);
	}
	return true;
}

StaticAssertDecl(POWER_LIMBS == 3, "limbs of a number that is read and written");

static bool
read_weighted(const char *s, power_wsum *sum)
{
	if (!read_hexadecimal(&s, &sum->weight[0], &sum->weight[1], &sum->weight[2]))
		return false;
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		if (*s++ != sign_before(i) || !read_hexadecimal(&s, &sum->total[0][i], &sum->total[1][i], &sum->total[2][i]))
			return false;
	return *s == '\0' && power_wsum_is_valid(sum);
}

Datum
smartdip_power_weighted_state_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	power_wsum *sum = palloc0(sizeof(power_wsum));

	if (!read_weighted(text, sum))
		ereturn(ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "power_weighted_state", quoted_value(text, strlen(text))),
				 errhint("It is written as weighted_avg_state() writes it: the weight in billionths, a colon, and %d sums with commas, all in hexadecimal digits.",
						 POWER_DIMENSIONS)));
	PG_RETURN_POINTER(sum);
}

Datum
smartdip_power_weighted_state_out(PG_FUNCTION_ARGS)
{
	power_wsum	sum = *(power_wsum *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	power_wsum_carry(&sum);
	initStringInfo(&buf);
	write_number(&buf, sum.weight[0], sum.weight[1], sum.weight[2]);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
	{
		appendStringInfoChar(&buf, sign_before(i));
		write_number(&buf, sum.total[0][i], sum.total[1][i], sum.total[2][i]);
	}
	PG_RETURN_CSTRING(buf.data);
}

Datum
smartdip_power_weighted_state_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	power_wsum *sum = palloc0(sizeof(power_wsum));

	check_bytes(buf, POWER_LIMBS * (1 + POWER_DIMENSIONS), "power_weighted_state");
	for (int k = 0; k < POWER_LIMBS; k++)
	{
		sum->weight[k] = pq_getmsgint64(buf);
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			sum->total[k][i] = pq_getmsgint64(buf);
	}
	if (!power_wsum_is_valid(sum))
		refuse_bytes("power_weighted_state");
	PG_RETURN_POINTER(sum);
}

Datum
smartdip_power_weighted_state_send(PG_FUNCTION_ARGS)
{
	power_wsum	sum = *(power_wsum *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	power_wsum_carry(&sum);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, STATE_VERSION);
	for (int k = 0; k < POWER_LIMBS; k++)
	{
		pq_sendint64(&buf, sum.weight[k]);
		for (int i = 0; i < POWER_DIMENSIONS; i++)
			pq_sendint64(&buf, sum.total[k][i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}
