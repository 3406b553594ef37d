/* The type corpus_state: counting lexemes in a flat value, and its text and binary forms. */
#include "pg/rank/corpus_state.h"
#include "pg/base/aggregate.h"
#include "pg/base/hex_text.h"
#include "pg/base/long_text.h"
#include "pg/base/report.h"
#include "pg/base/session_key.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_corpus_state_in);
SMARTDIP_FUNCTION(smartdip_corpus_state_out);
SMARTDIP_FUNCTION(smartdip_corpus_state_recv);
SMARTDIP_FUNCTION(smartdip_corpus_state_send);

/* First byte of the binary form. */
#define STATE_VERSION 1

#define UNIT sizeof(uint32)
#define FIRST_LEXEMES 64

/* Units of a lexeme of common length: its head and twelve bytes. */
#define COMMON_UNITS 6

static uint32
units_of(uint32 len)
{
	return (uint32) ((offsetof(corpus_entry, s) + len + UNIT - 1) / UNIT);
}

static inline uint32 *
entries_of(const corpus_state *state)
{
	return unconstify(corpus_state *, state)->slot + state->slots;
}

static inline corpus_entry *
entry_at(const corpus_state *state, uint32 unit)
{
	return (corpus_entry *) (entries_of(state) + unit);
}

/* Units that are left. */
static inline size_t
room_of(const corpus_state *state)
{
	return (VARSIZE(state) - offsetof(corpus_state, slot)) / UNIT - state->slots - state->used;
}

/* Not the key, which nobody should see, but what tells it from others. */
static uint32
session_mark(void)
{
	static const char name[] = "corpus_state";

	return keyed_hash(session_hash_key(), name, sizeof(name));
}

static corpus_state *
make_state(size_t slots, size_t units)
{
	size_t		size = offsetof(corpus_state, slot) + (slots + units) * UNIT;
	corpus_state *state;

	if (slots > MaxAllocSize / UNIT || units > MaxAllocSize / UNIT || size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many different lexemes for one value"),
				 errdetail("What corpus_stats() remembers can be no longer than 1 GB."),
				 errhint("Make the statistics of a sample of the documents.")));
	state = palloc(size);
	memset(state, 0, offsetof(corpus_state, slot) + slots * UNIT);
	SET_VARSIZE(state, size);
	state->session = session_mark();
	state->minimum = 1;
	state->slots = (uint32) slots;
	return state;
}

corpus_state *
corpus_state_new(size_t lexemes)
{
	size_t		slots = FIRST_LEXEMES * 2;

	while (slots < lexemes * 2)
		slots *= 2;
	return make_state(slots, slots / 2 * COMMON_UNITS);
}

/* The slot of a lexeme, or the empty one where it belongs. Half of the slots are empty. */
static uint32 *
find_slot(corpus_state *state, const char *s, uint32 len, uint32 hash)
{
	uint32		mask = state->slots - 1;

	for (uint32 i = hash & mask;; i = (i + 1) & mask)
	{
		const corpus_entry *entry;

		if (state->slot[i] == 0)
			return &state->slot[i];
		entry = entry_at(state, state->slot[i] - 1);
		if (entry->hash == hash && entry->len == len && memcmp(entry->s, s, len) == 0)
			return &state->slot[i];
	}
}

/* For a copy with other slots: where the entries stand in them. */
static void
fill_slots(corpus_state *state)
{
	uint32		mask = state->slots - 1;

	for (uint32 unit = 0; unit < state->used;)
	{
		const corpus_entry *entry = entry_at(state, unit);
		uint32		i = entry->hash & mask;

		CHECK_FOR_INTERRUPTS();
		while (state->slot[i] != 0)
			i = (i + 1) & mask;
		state->slot[i] = unit + 1;
		unit += units_of(entry->len);
	}
}

/* A copy that has room for twice as much of what there is too little of. */
static corpus_state *
larger_state(const corpus_state *state, uint32 units)
{
	size_t		slots = state->lexemes >= state->slots / 2 ? (size_t) state->slots * 2 : state->slots;
	size_t		room = (size_t) state->used + room_of(state);
	corpus_state *larger = make_state(slots, room_of(state) < units ? Max(room * 2, (size_t) state->used + units) : room);

	larger->documents = state->documents;
	larger->length = state->length;
	larger->minimum = state->minimum;
	larger->lexemes = state->lexemes;
	larger->used = state->used;
	memcpy(entries_of(larger), entries_of(state), state->used * UNIT);
	if (slots == state->slots)
		memcpy(larger->slot, state->slot, slots * UNIT);
	else
		fill_slots(larger);
	return larger;
}

/* Counts a lexeme in `documents` more documents. Counts end where those of documents do. */
static corpus_state *
count_lexeme(corpus_state *state, const char *s, uint32 len, uint32 documents)
{
	uint32		hash = keyed_hash(session_hash_key(), s, len);
	uint32	   *slot = find_slot(state, s, len, hash);
	corpus_entry *entry;

	if (*slot != 0)
	{
		entry_at(state, *slot - 1)->documents += documents;
		return state;
	}
	if (state->lexemes >= state->slots / 2 || room_of(state) < units_of(len))
	{
		state = larger_state(state, units_of(len));
		slot = find_slot(state, s, len, hash);
	}
	*slot = state->used + 1;
	entry = entry_at(state, state->used);
	*entry = (corpus_entry) {.documents = documents, .hash = hash, .len = len};
	memcpy(entry->s, s, len);
	state->used += units_of(len);
	state->lexemes++;
	return state;
}

static void
count_documents(corpus_state *state, int64 documents, int64 length)
{
	if (documents > CORPUS_DOCUMENTS_MAX - state->documents)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("statistics of more than %lld documents are not supported", (long long) CORPUS_DOCUMENTS_MAX)));
	if (length > PG_INT64_MAX - state->length)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the documents of statistics are too long")));
	state->documents += documents;
	state->length += length;
}

corpus_state *
corpus_state_add(corpus_state *state, TSVector document)
{
	const WordEntry *entries = ARRPTR(document);
	int64		length = 0;

	for (int i = 0; i < document->size; i++)
	{
		state = count_lexeme(state, STRPTR(document) + entries[i].pos, entries[i].len, 1);
		length += corpus_lexeme_length(document, &entries[i]);
	}
	count_documents(state, 1, length);
	return state;
}

corpus_state *
corpus_state_merge(corpus_state *state, const corpus_state *other)
{
	count_documents(state, other->documents, other->length);
	state->minimum = Max(state->minimum, other->minimum);
	for (uint32 unit = 0; unit < other->used;)
	{
		const corpus_entry *entry = entry_at(other, unit);

		state = count_lexeme(state, entry->s, entry->len, entry->documents);
		unit += units_of(entry->len);
		CHECK_FOR_INTERRUPTS();
	}
	return state;
}

corpus_state *
corpus_state_arg(FunctionCallInfo fcinfo, size_t lexemes)
{
	corpus_state *state;

	if (PG_ARGISNULL(0))
		return corpus_state_new(lexemes);
	state = (corpus_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	if (state->session != session_mark())
		return corpus_state_merge(corpus_state_new(state->lexemes), state);
	if (in_aggregate(fcinfo) && PointerGetDatum(state) == PG_GETARG_DATUM(0))
		return state;
	return memcpy(palloc(VARSIZE(state)), state, VARSIZE(state));
}

/* The lexemes of a state that stand in so many documents or more, sorted. */
static struct corpus_parts
parts_of(const corpus_state *state, uint32 minimum)
{
	struct corpus_parts parts = {.documents = state->documents, .length = state->length, .minimum = minimum};

	parts.lexemes = corpus_lexemes_palloc(state->lexemes);
	for (uint32 unit = 0; unit < state->used;)
	{
		const corpus_entry *entry = entry_at(state, unit);

		CHECK_FOR_INTERRUPTS();
		if (entry->documents >= minimum)
			parts.lexemes[parts.count++] = (struct corpus_lexeme) {entry->s, entry->len, entry->documents};
		unit += units_of(entry->len);
	}
	corpus_sort(&parts);
	return parts;
}

corpus_stats *
corpus_state_value(const corpus_state *state, uint32 minimum)
{
	struct corpus_parts parts = parts_of(state, minimum);
	corpus_stats *stats = corpus_stats_make(&parts);

	pfree(parts.lexemes);
	return stats;
}

/* ---- text and binary forms: the text is the binary form in hexadecimal digits ---- */

/* A version, documents, length, minimum, number of lexemes; for each one its documents, the number of its bytes, and these. */
static bytea *
state_to_bytes(const corpus_state *state)
{
	struct corpus_parts parts = parts_of(state, 1);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, STATE_VERSION);
	pq_sendint64(&buf, state->documents);
	pq_sendint64(&buf, state->length);
	pq_sendint32(&buf, state->minimum);
	pq_sendint32(&buf, (uint32) parts.count);
	for (size_t i = 0; i < parts.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&buf, parts.lexemes[i].documents);
		pq_sendint16(&buf, (uint16) parts.lexemes[i].len);
		pq_sendbytes(&buf, parts.lexemes[i].s, (int) parts.lexemes[i].len);
	}
	pfree(parts.lexemes);
	return pq_endtypsend(&buf);
}

static enum corpus_error
parts_from_bytes(StringInfo buf, struct corpus_parts *parts)
{
	parts->documents = pq_getmsgint64(buf);
	parts->length = pq_getmsgint64(buf);
	parts->minimum = pq_getmsgint(buf, 4);
	parts->count = (uint32) pq_getmsgint(buf, 4);
	/* a lexeme takes seven bytes and more: a count from elsewhere must not make room for billions */
	if (parts->count > (size_t) (buf->len - buf->cursor) / 7)
		return CORPUS_FEW_LEXEMES;
	parts->lexemes = corpus_lexemes_palloc(parts->count);
	for (size_t i = 0; i < parts->count; i++)
	{
		struct corpus_lexeme *lexeme = &parts->lexemes[i];

		CHECK_FOR_INTERRUPTS();
		lexeme->documents = (uint32) pq_getmsgint(buf, 4);
		lexeme->len = (uint32) pq_getmsgint(buf, 2);
		lexeme->s = pq_getmsgbytes(buf, (int) lexeme->len);
		if (memchr(lexeme->s, '\0', lexeme->len) != NULL)
			return CORPUS_BAD_LEXEME;
		pg_verify_mbstr(GetDatabaseEncoding(), lexeme->s, (int) lexeme->len, false);
	}
	corpus_sort(parts);
	return CORPUS_OK;
}

static corpus_state *
state_from_bytes(StringInfo buf)
{
	struct corpus_parts parts = {0};
	enum corpus_error error = CORPUS_FEW_LEXEMES;
	uint32		minimum = 0;
	corpus_state *state;

	if (buf->len > buf->cursor && pq_getmsgbyte(buf) == STATE_VERSION)
	{
		error = parts_from_bytes(buf, &parts);
		/* a state has all lexemes, whatever is to be left out in the end */
		minimum = (uint32) parts.minimum;
		parts.minimum = 1;
	}
	if (error == CORPUS_OK)
		error = minimum < 1 || minimum > PG_INT32_MAX ? CORPUS_BAD_MINIMUM : corpus_check(&parts, check_interrupts);
	if (error != CORPUS_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of the aggregate corpus_stats"),
				 error_detail(corpus_error_text(error))));
	pq_getmsgend(buf);
	state = corpus_state_new(parts.count);
	state->documents = parts.documents;
	state->length = parts.length;
	state->minimum = minimum;
	for (size_t i = 0; i < parts.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		state = count_lexeme(state, parts.lexemes[i].s, parts.lexemes[i].len, parts.lexemes[i].documents);
	}
	return state;
}

Datum
smartdip_corpus_state_in(PG_FUNCTION_ARGS)
{
	StringInfoData buf = hex_text_read(PG_GETARG_CSTRING(0));

	PG_RETURN_POINTER(state_from_bytes(&buf));
}

Datum
smartdip_corpus_state_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(hex_text_of(state_to_bytes((const corpus_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0)))));
}

Datum
smartdip_corpus_state_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(state_from_bytes((StringInfo) PG_GETARG_POINTER(0)));
}

Datum
smartdip_corpus_state_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(state_to_bytes((const corpus_state *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0))));
}
