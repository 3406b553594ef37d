/* Names in SQL: keys, similarity, the operator =~> with its GIN operator class, and both directions between the scripts. */
#include "pg/compat.h"
#include "pg/base/encoding.h"
#include "pg/base/argument.h"

#include "access/gin.h"
#include "catalog/pg_type.h"
#include "core/name/arabicise.h"
#include "core/name/name_key.h"
#include "core/name/name_similarity.h"
#include "core/name/romanise.h"
#include "pg/name/name.h"
#include "pg/base/long_text.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"

SMARTDIP_FUNCTION(smartdip_name_key);
SMARTDIP_FUNCTION(smartdip_name_keys);
SMARTDIP_FUNCTION(smartdip_name_similarity);
SMARTDIP_FUNCTION(smartdip_name_matches);
SMARTDIP_FUNCTION(smartdip_name_matches_commuted);
SMARTDIP_FUNCTION(smartdip_name_gin_extract_value);
SMARTDIP_FUNCTION(smartdip_name_gin_extract_query);
SMARTDIP_FUNCTION(smartdip_name_gin_consistent);
SMARTDIP_FUNCTION(smartdip_name_gin_triconsistent);
SMARTDIP_FUNCTION(smartdip_romanise);
SMARTDIP_FUNCTION(smartdip_arabicise);

static double similarity_threshold = NAME_SIMILARITY_THRESHOLD;

void
name_define_settings(void)
{
	DefineCustomRealVariable("smartdip.name_similarity_threshold",
							 "Least name_similarity() of two names for the operator =~> to hold.", NULL,
							 &similarity_threshold, NAME_SIMILARITY_THRESHOLD, 0.0, 1.0, PGC_USERSET, 0, NULL, NULL, NULL);
}

Datum
smartdip_name_key(PG_FUNCTION_ARGS)
{
	utf8_span	name = text_to_utf8(PG_GETARG_TEXT_PP(0));
	char		key[NAME_ALL_KEYS_MAX * NAME_KEY_CAP];
	size_t		len = name_key(name.s, name.len, key, sizeof(key));

	PG_RETURN_TEXT_P(utf8_to_text_with_len(key, Min(len, sizeof(key))));
}

/* Every key of a text as a bytea: the entries of the index, whose order is then that of the bytes in every locale. */
static Datum *
keys_of(text *name, int32 *count)
{
	utf8_span	span = text_to_utf8(name);
	name_keys  *keys = palloc(sizeof(name_keys));
	Datum	   *entries;

	*count = name_all_keys(span.s, span.len, keys);
	entries = palloc(sizeof(Datum) * Max(*count, 1));
	for (int32 i = 0; i < *count; i++)
		entries[i] = PointerGetDatum(cstring_to_text_with_len(keys->key[i], keys->len[i]));
	pfree(keys);
	return entries;
}

static bool
share_key(const name_keys *a, const name_keys *b)
{
	for (int i = 0; i < a->count; i++)
		for (int j = 0; j < b->count; j++)
			if (a->len[i] == b->len[j] && memcmp(a->key[i], b->key[j], a->len[i]) == 0)
				return true;
	return false;
}

Datum
smartdip_name_similarity(PG_FUNCTION_ARGS)
{
	utf8_span	a = text_to_utf8(PG_GETARG_TEXT_PP(0));
	utf8_span	b = text_to_utf8(PG_GETARG_TEXT_PP(1));

	PG_RETURN_FLOAT4((float4) name_similarity(a.s, a.len, b.s, b.len));
}

/* The keys of the last query of a call site: a sequential scan asks for the same name at every row. */
typedef struct query_cache
{
	size_t		len;
	char	   *name;
	name_keys	keys;
} query_cache;

static const name_keys *
query_keys(FmgrInfo *flinfo, utf8_span query)
{
	query_cache *cache = flinfo->fn_extra;

	if (cache != NULL && cache->len == query.len && memcmp(cache->name, query.s, query.len) == 0)
		return &cache->keys;
	if (cache == NULL)
		flinfo->fn_extra = cache = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(query_cache));
	if (cache->name != NULL)
		pfree(cache->name);
	cache->name = NULL;
	cache->name = MemoryContextAlloc(flinfo->fn_mcxt, query.len + 1);
	memcpy(cache->name, query.s, query.len);
	cache->len = query.len;
	name_all_keys(query.s, query.len, &cache->keys);
	return &cache->keys;
}

/* The threshold is a float4 as well, so that a similarity that prints like the threshold passes it. */
static bool
matches(FmgrInfo *flinfo, text *name, text *query)
{
	utf8_span	a = text_to_utf8(name);
	utf8_span	b = text_to_utf8(query);
	name_keys	keys;

	name_all_keys(a.s, a.len, &keys);
	return share_key(&keys, query_keys(flinfo, b)) &&
		(float4) name_similarity(a.s, a.len, b.s, b.len) >= (float4) similarity_threshold;
}

Datum
smartdip_name_matches(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(matches(fcinfo->flinfo, PG_GETARG_TEXT_PP(0), PG_GETARG_TEXT_PP(1)));
}

Datum
smartdip_name_matches_commuted(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(matches(fcinfo->flinfo, PG_GETARG_TEXT_PP(1), PG_GETARG_TEXT_PP(0)));
}

Datum
smartdip_name_keys(PG_FUNCTION_ARGS)
{
	int32		count;
	Datum	   *keys = keys_of(PG_GETARG_TEXT_PP(0), &count);

	for (int32 i = 0; i < count; i++)
	{
		text	   *key = DatumGetTextPP(keys[i]);

		keys[i] = PointerGetDatum(utf8_to_text_with_len(VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key)));
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(keys, count, TEXTOID, -1, false, TYPALIGN_INT));
}

Datum
smartdip_name_gin_extract_value(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(keys_of(PG_GETARG_TEXT_PP(0), (int32 *) PG_GETARG_POINTER(1)));
}

Datum
smartdip_name_gin_extract_query(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(keys_of(PG_GETARG_TEXT_PP(0), (int32 *) PG_GETARG_POINTER(1)));
}

/* One key in common makes a candidate; how alike the names are, only the names tell. */
Datum
smartdip_name_gin_consistent(PG_FUNCTION_ARGS)
{
	bool	   *check = (bool *) PG_GETARG_POINTER(0);
	int32		nkeys = PG_GETARG_INT32(3);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);

	*recheck = true;
	for (int32 i = 0; i < nkeys; i++)
		if (check[i])
			PG_RETURN_BOOL(true);
	PG_RETURN_BOOL(false);
}

Datum
smartdip_name_gin_triconsistent(PG_FUNCTION_ARGS)
{
	GinTernaryValue *check = (GinTernaryValue *) PG_GETARG_POINTER(0);
	int32		nkeys = PG_GETARG_INT32(3);

	for (int32 i = 0; i < nkeys; i++)
		if (check[i] != GIN_FALSE)
			PG_RETURN_GIN_TERNARY_VALUE(GIN_MAYBE);
	PG_RETURN_GIN_TERNARY_VALUE(GIN_FALSE);
}

static enum romanise_scheme
scheme_arg(text *name)
{
	return (enum romanise_scheme) name_arg(name, "romanisation scheme", romanise_scheme_names, ROMANISE_SCHEMES,
										   ": BGN/PCGN, ISO 233, ALA-LC and ASCII");
}

static size_t
write_romanised(utf8_span in, const void *options, char *out, size_t size)
{
	return romanise(in.s, in.len, *(const enum romanise_scheme *) options, out, size, check_interrupts);
}

static size_t
write_arabicised(utf8_span in, const void *options, char *out, size_t size)
{
	(void) options;
	return arabicise(in.s, in.len, out, size, check_interrupts);
}

/* A guess at the bytes of a text in the letters of the other script: most texts need fewer. */
static size_t
rewritten_room(utf8_span in)
{
	return in.len + in.len / 2 + 64;
}

Datum
smartdip_romanise(PG_FUNCTION_ARGS)
{
	enum romanise_scheme scheme = scheme_arg(PG_GETARG_TEXT_PP(1));
	utf8_span	in = text_to_utf8(PG_GETARG_TEXT_PP(0));

	PG_RETURN_TEXT_P(text_from_utf8(written_text(in, rewritten_room(in), write_romanised, &scheme, "romanised text")));
}

Datum
smartdip_arabicise(PG_FUNCTION_ARGS)
{
	utf8_span	in = text_to_utf8(PG_GETARG_TEXT_PP(0));

	PG_RETURN_TEXT_P(text_from_utf8(written_text(in, rewritten_room(in), write_arabicised, NULL, "text in Arabic letters")));
}
