/*
 * The type event_pattern: what is looked for in histories, as a value.
 *
 * A value is its canonical text. Order, equality and hashing are the server's own functions of bytea: see
 * src/sql/72_event_pattern.sql.
 */
#include "pg/history/event_pattern.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_event_pattern_in);
SMARTDIP_FUNCTION(smartdip_event_pattern_out);
SMARTDIP_FUNCTION(smartdip_event_pattern_recv);

/* A pattern that has too many nodes is refused as a whole. */
static bool
parse(const char *s, size_t length, event_pattern *pattern, pattern_fault *fault)
{
	pattern_program *program;

	if (!event_pattern_parse(s, length, pattern, fault))
		return false;
	program = palloc(sizeof(pattern_program));
	if (!pattern_compile(pattern, program))
		fault->error = PATTERN_TOO_MANY_STEPS;
	pfree(program);
	return fault->error == PATTERN_OK;
}

/* The canonical text as a value; where it is longer than a text may be, that is a fault, too. */
static struct varlena *
value_of(const event_pattern *pattern, pattern_fault *fault)
{
	struct varlena *value = palloc(VARHDRSZ + PATTERN_MAX_TEXT);
	size_t		length = event_pattern_format(pattern, VARDATA(value));

	if (length == 0)
		fault->error = PATTERN_TOO_LONG;
	SET_VARSIZE(value, VARHDRSZ + length);
	return value;
}

static int
fault_code(const pattern_fault *fault)
{
	switch (pattern_error_class_of(fault->error))
	{
		case PATTERN_VALUE:
			return ERRCODE_INVALID_PARAMETER_VALUE;
		case PATTERN_LIMIT:
			return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
		default:
			return ERRCODE_SYNTAX_ERROR;
	}
}

/* Where a text is refused, counted in characters, and why. */
static int
fault_detail(const char *s, const pattern_fault *fault)
{
	const char *reason = pattern_error_text(fault->error);

	int			character = pg_mbstrlen_with_len(s, (int) fault->at) + 1;

	if (fault->length > 0)
		return errdetail("At character %d, \"%s\": %s.", character, quoted_value(s + fault->at, fault->length), reason);
	if (s[fault->at] == '\0')
		return errdetail("At the end: %s.", reason);
	return errdetail("At character %d: %s.", character, reason);
}

Datum
smartdip_event_pattern_in(PG_FUNCTION_ARGS)
{
	char	   *s = PG_GETARG_CSTRING(0);
	event_pattern *pattern = palloc(sizeof(event_pattern));
	struct varlena *value = NULL;
	pattern_fault fault;

	if (parse(s, strlen(s), pattern, &fault))
		value = value_of(pattern, &fault);
	pfree(pattern);
	if (fault.error != PATTERN_OK)
	{
		const char *hint = pattern_error_hint(fault.error);

		ereturn(ESCONTEXT(fcinfo), (Datum) 0,
				(errcode(fault_code(&fault)),
				 errmsg("invalid input syntax for type %s: \"%s\"", "event_pattern", quoted_value(s, strlen(s))),
				 fault_detail(s, &fault),
				 hint ? errhint("%s", hint) : 0));
	}
	PG_RETURN_BYTEA_P(value);
}

Datum
smartdip_event_pattern_out(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(0);

	PG_RETURN_CSTRING(pnstrdup(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)));
}

/* The binary form is the text, which may be any that a pattern can be written in. */
Datum
smartdip_event_pattern_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			size = buf->len - buf->cursor;
	const char *bytes = pq_getmsgbytes(buf, size);
	event_pattern *pattern = palloc(sizeof(event_pattern));
	struct varlena *value = NULL;
	pattern_fault fault;

	if (parse(bytes, size, pattern, &fault))
		value = value_of(pattern, &fault);
	pfree(pattern);
	if (fault.error != PATTERN_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s: \"%s\"", "event_pattern", quoted_bytes(bytes, size)),
				 errdetail("At byte %zu: %s.", fault.at + 1, pattern_error_text(fault.error))));
	PG_RETURN_BYTEA_P(value);
}

/* So many patterns are kept, which is more than a query has in most cases; each takes half a megabyte. */
#define KEPT_PATTERNS 4

static void
unpin(void *compiled)
{
	((compiled_pattern *) compiled)->pins--;
}

/* A place for another pattern: a free one, or that of the one that was not asked for the longest; NULL for none. */
static compiled_pattern *
place_for_pattern(compiled_pattern *kept[KEPT_PATTERNS])
{
	compiled_pattern *place = NULL;

	for (int i = 0; i < KEPT_PATTERNS; i++)
	{
		if (kept[i] == NULL)
			return kept[i] = MemoryContextAllocZero(TopMemoryContext, sizeof(compiled_pattern));
		if (kept[i]->pins == 0 && (place == NULL || kept[i]->used < place->used))
			place = kept[i];
	}
	return place;
}

static void
compile(compiled_pattern *place, const char *text, size_t length)
{
	pattern_fault fault;

	/* values have been checked on their way in */
	place->length = 0;
	if (!event_pattern_parse(text, length, &place->pattern, &fault) || !pattern_compile(&place->pattern, &place->program))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("a stored event_pattern is damaged"),
				 errhint("Restore the row from a backup, or write the pattern anew.")));
	pattern_fill_holds(&place->pattern, &place->program, history_pause);
	memcpy(place->text, text, length);
	place->length = length;
}

const compiled_pattern *
compiled_pattern_of(Datum pattern, bool comes_back)
{
	static compiled_pattern *kept[KEPT_PATTERNS];
	static uint64 clock;
	struct varlena *value = PG_DETOAST_DATUM_PACKED(pattern);
	const char *text = VARDATA_ANY(value);
	size_t		length = VARSIZE_ANY_EXHDR(value);
	compiled_pattern *found = NULL;

	for (int i = 0; i < KEPT_PATTERNS && found == NULL; i++)
		if (kept[i] != NULL && kept[i]->length == length && memcmp(kept[i]->text, text, length) == 0)
			found = kept[i];
	if (found == NULL)
	{
		found = place_for_pattern(kept);
		if (found == NULL)
			found = palloc0(sizeof(compiled_pattern));
		compile(found, text, length);
	}
	found->used = ++clock;
	if (comes_back)
	{
		MemoryContextCallback *callback = palloc(sizeof(MemoryContextCallback));

		callback->func = unpin;
		callback->arg = found;
		MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
		found->pins++;
	}
	return found;
}
