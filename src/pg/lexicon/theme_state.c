/* The type theme_state: its text and binary forms, which name the themes, and merging. */
#include "pg/lexicon/theme_state.h"
#include "pg/base/report.h"

#include "common/hashfn.h"
#include "common/int.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

SMARTDIP_FUNCTION(smartdip_theme_state_in);
SMARTDIP_FUNCTION(smartdip_theme_state_out);
SMARTDIP_FUNCTION(smartdip_theme_state_recv);
SMARTDIP_FUNCTION(smartdip_theme_state_send);

/* First byte of the binary form. */
#define STATE_VERSION 1

/* Hits of a theme, so that those of all themes fit into 64 bits. */
#define HITS_MAX (PG_INT64_MAX / THEMES_MAX)

static size_t
theme_count(void)
{
	size_t		count;

	theme_list(&count);
	return count;
}

/* Of the codes of all themes in their order. */
static uint32
themes_mark(void)
{
	static uint32 mark;
	size_t		count;
	const struct theme *themes = theme_list(&count);

	if (mark == 0)
		for (size_t i = 0; i < count; i++)
			mark = hash_combine(mark, hash_bytes((const unsigned char *) themes[i].code, (int) strlen(themes[i].code)));
	return mark;
}

theme_state *
theme_state_new(void)
{
	size_t		size = offsetof(theme_state, hits) + theme_count() * sizeof(uint64);
	theme_state *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->mark = themes_mark();
	return state;
}

theme_state *
theme_state_open(Datum value)
{
	theme_state *state = (theme_state *) PG_DETOAST_DATUM(value);

	if (state->mark != themes_mark())
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a theme_state of other themes cannot be read"),
				 errhint("It was made by another version of smartdip: make it anew.")));
	return state;
}

void
theme_state_merge(theme_state *state, const theme_state *other)
{
	size_t		count = theme_count();

	for (size_t i = 0; i < count; i++)
	{
		state->hits[i] += other->hits[i];
		if (state->hits[i] > HITS_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("too many hits of the theme %s", theme_code((int) i))));
	}
}

/* A theme from elsewhere, which has hits, and only once. */
static bool
set_hits(theme_state *state, const char *code, size_t len, int64 hits)
{
	int			theme = theme_find(code, len);

	if (theme == THEME_NONE || hits <= 0 || hits > HITS_MAX || state->hits[theme] != 0)
		return false;
	state->hits[theme] = (uint64) hits;
	return true;
}

/* ---- {risk.freedom=1,risk.hacking=3} ---- */

static bool
read_item(const char **s, theme_state *state)
{
	size_t		len = strcspn(*s, "=,}");
	const char *code = *s;
	int64		hits = 0;

	*s += len;
	if (*(*s)++ != '=')
		return false;
	for (; **s >= '0' && **s <= '9'; (*s)++)
		if (pg_mul_s64_overflow(hits, 10, &hits) || pg_add_s64_overflow(hits, **s - '0', &hits))
			return false;
	return set_hits(state, code, len, hits);
}

static bool
read_state(const char *s, theme_state *state)
{
	if (strcmp(s, "{}") == 0)
		return true;
	if (*s++ != '{')
		return false;
	while (read_item(&s, state))
	{
		if (*s == '}')
			return s[1] == '\0';
		if (*s++ != ',')
			return false;
	}
	return false;
}

Datum
smartdip_theme_state_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	theme_state *state = theme_state_new();

	if (!read_state(text, state))
		ereturn(ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "theme_state", quoted_value(text, strlen(text))),
				 errhint("It is written as theme_counts_state(text) writes it: {risk.freedom=1,risk.hacking=3}.")));
	PG_RETURN_POINTER(state);
}

Datum
smartdip_theme_state_out(PG_FUNCTION_ARGS)
{
	const theme_state *state = theme_state_open(PG_GETARG_DATUM(0));
	size_t		count = theme_count();
	const char *before = "{";
	StringInfoData buf;

	initStringInfo(&buf);
	for (size_t i = 0; i < count; i++)
		if (state->hits[i] > 0)
		{
			appendStringInfo(&buf, "%s%s=%lld", before, theme_code((int) i), (long long) state->hits[i]);
			before = ",";
		}
	appendStringInfoString(&buf, buf.len == 0 ? "{}" : "}");
	PG_RETURN_CSTRING(buf.data);
}

/* A version, the number of themes that have hits; for each one its hits, its code and a NUL. */
Datum
smartdip_theme_state_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	theme_state *state = theme_state_new();
	int			version = pq_getmsgbyte(buf);
	uint32		count = pq_getmsgint(buf, 4);
	bool		valid = version == STATE_VERSION && count <= theme_count();

	for (uint32 i = 0; i < count && valid; i++)
	{
		int64		hits = pq_getmsgint64(buf);
		const char *code = pq_getmsgstring(buf);

		valid = set_hits(state, code, strlen(code), hits);
	}
	if (!valid)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", "theme_state"),
				 errhint("It may come from a version of smartdip with other themes.")));
	PG_RETURN_POINTER(state);
}

Datum
smartdip_theme_state_send(PG_FUNCTION_ARGS)
{
	const theme_state *state = theme_state_open(PG_GETARG_DATUM(0));
	size_t		count = theme_count();
	uint32		with_hits = 0;
	StringInfoData buf;

	for (size_t i = 0; i < count; i++)
		with_hits += state->hits[i] > 0;
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, STATE_VERSION);
	pq_sendint32(&buf, with_hits);
	for (size_t i = 0; i < count; i++)
		if (state->hits[i] > 0)
		{
			pq_sendint64(&buf, (int64) state->hits[i]);
			pq_sendstring(&buf, theme_code((int) i));
		}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}
