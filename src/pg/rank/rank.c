/*
 * rank_bm25(): a query laid out for src/core/rank/rank.h, once per query and corpus, and documents looked up in it.
 *
 * A lexeme that starts with = (a concept) or ~ (the skeleton of a name) stands for the word beside it in the query:
 *
 * - Words take a slot each, whatever joins them (&, |, <->); what is negated takes none.
 * - In a chain of |, a concept or skeleton is an alternative for the word or words before it, back to the last |;
 *   those that come first are alternatives for what follows. With no word in the chain they take one slot together. So
 *   does each of the concepts that & joins there (a concept and those above it).
 * - The same concept in neighbouring slots ((smart | =smart-power) & (power | =smart-power)) is one alternative for
 *   all of them.
 * - What the query has again counts where it has it first.
 *
 * The rules look at the order of the lexemes, not at how | nests, which a query's text form does not keep.
 */
#include "pg/rank/corpus_stats.h"

#include <math.h>

#include "access/detoast.h"
#include "core/base/bytes.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_rank_bm25);

#define POSITION_WEIGHTS 4		/* D, C, B, A */

typedef struct rank_operand
{
	const char *s;
	uint32		len;
	bool		prefix;
	uint8		weights;		/* mask of the weights asked for; 0 = any */
	double		idf;
} rank_operand;

/* A query laid out for one corpus. Pointers lead into the query it was made from. */
typedef struct rank_plan
{
	rank_operand *operands;		/* no two the same */
	uint32		operand_count;
	struct rank_alternative *alternatives;
	uint32		count;
	uint32		slots;
	double		average;
	double	   *scores;			/* room for an operand's score each, */
	double	   *best;			/* and for rank_best() */
} rank_plan;

/* While it is laid out. */
typedef struct rank_layout
{
	rank_plan  *plan;
	QueryItem  *items;
	uint32	   *operand_of;		/* by item */
	int64	   *last;			/* by operand: its latest alternative, -1 = none */
	uint32	   *waiting;		/* stack: marked items at the start of a chain, before its first word */
	uint32		waiting_count;
} rank_layout;

/* A chain of | as it is read. */
typedef struct rank_chain
{
	uint32		waiting_from;
	uint32		start;			/* first slot of the member before */
	bool		has_words;
} rank_chain;

/* What the function keeps from row to row: all of it in a memory context of its own. */
typedef struct rank_cache
{
	MemoryContext context;
	bool		toasted;		/* the statistics came from this place on disk, and were copied */
	struct varatt_external place;
	corpus_stats *stats;		/* only if toasted */
	TSQuery		query;
	uint64		digest;			/* of the statistics that the plan was made for, with their documents and size */
	int64		documents;
	Size		size;
	rank_plan  *plan;
	MemoryContext plan_context;
} rank_cache;

static const char *
operand_text(const QueryOperand *operand, TSQuery query)
{
	return GETOPERAND(query) + operand->distance;
}

static bool
is_marked(const rank_operand *operand)
{
	return rank_is_marked(operand->s, operand->len);
}

static int
compare_operands(const rank_operand *a, const rank_operand *b)
{
	int			order = bytes_compare(a->s, a->len, b->s, b->len);

	if (order != 0)
		return order;
	if (a->prefix != b->prefix)
		return a->prefix - b->prefix;
	return (int) a->weights - (int) b->weights;
}

typedef struct numbered_operand
{
	rank_operand operand;
	uint32		item;
} numbered_operand;

static int
compare_numbered(const void *a, const void *b)
{
	return compare_operands(&((const numbered_operand *) a)->operand, &((const numbered_operand *) b)->operand);
}

/* Finds the operands that differ, and which of them every item is. */
static void
number_operands(rank_layout *layout, TSQuery query)
{
	rank_plan  *plan = layout->plan;
	numbered_operand *all = palloc(sizeof(numbered_operand) * query->size);
	uint32		count = 0;

	for (int i = 0; i < query->size; i++)
	{
		const QueryOperand *item = &layout->items[i].qoperand;

		if (item->type != QI_VAL)
			continue;
		all[count].item = (uint32) i;
		all[count].operand.s = operand_text(item, query);
		all[count].operand.len = item->length;
		all[count].operand.prefix = item->prefix;
		all[count].operand.weights = item->weight;
		count++;
	}
	qsort(all, count, sizeof(numbered_operand), compare_numbered);
	plan->operands = palloc(sizeof(rank_operand) * count);
	for (uint32 i = 0; i < count; i++)
	{
		if (i == 0 || compare_numbered(&all[i - 1], &all[i]) != 0)
			plan->operands[plan->operand_count++] = all[i].operand;
		layout->operand_of[all[i].item] = plan->operand_count - 1;
	}
	pfree(all);
}

/* The item's operand can stand for the slots from .. to - 1, if it has not been counted before. */
static void
add_alternative(rank_layout *layout, uint32 item, uint32 from, uint32 to)
{
	uint32		operand = layout->operand_of[item];
	int64		last = layout->last[operand];
	rank_plan  *plan = layout->plan;

	if (last < 0)
	{
		struct rank_alternative alternative = {operand, from, to};

		layout->last[operand] = plan->count;
		plan->alternatives[plan->count++] = alternative;
	}
	else if (plan->alternatives[last].to == from && is_marked(&plan->operands[operand]))
		plan->alternatives[last].to = to;
}

static void lay_out(rank_layout *layout, uint32 item);

/* The concepts and skeletons that waited for what they stand for. */
static void
place_waiting(rank_layout *layout, rank_chain *chain, uint32 from, uint32 to)
{
	for (uint32 i = chain->waiting_from; i < layout->waiting_count; i++)
		add_alternative(layout, layout->waiting[i], from, to);
	layout->waiting_count = chain->waiting_from;
}

static bool
is_marked_item(const rank_layout *layout, uint32 item)
{
	return layout->items[item].type == QI_VAL && is_marked(&layout->plan->operands[layout->operand_of[item]]);
}

/* Nothing but concepts, joined by &? */
static bool
is_concept_and_broader(const rank_layout *layout, uint32 item)
{
	const QueryItem *node = &layout->items[item];

	check_stack_depth();
	if (node->type != QI_OPR)
		return is_marked_item(layout, item);
	return node->qoperator.oper == OP_AND && is_concept_and_broader(layout, item + 1) &&
		is_concept_and_broader(layout, item + node->qoperator.left);
}

static void
add_marked(rank_layout *layout, rank_chain *chain, uint32 item)
{
	const QueryItem *node = &layout->items[item];

	check_stack_depth();
	if (node->type == QI_OPR)
	{
		add_marked(layout, chain, item + node->qoperator.left);
		add_marked(layout, chain, item + 1);
	}
	else if (chain->has_words)
		add_alternative(layout, item, chain->start, layout->plan->slots);
	else
		layout->waiting[layout->waiting_count++] = item;
}

/* Adds the members of a chain of |, or of what is no chain: one member. */
static void
add_members(rank_layout *layout, rank_chain *chain, uint32 item)
{
	const QueryItem *node = &layout->items[item];
	uint32		start = layout->plan->slots;

	check_stack_depth();
	if (node->type == QI_OPR && node->qoperator.oper == OP_OR)
	{
		add_members(layout, chain, item + node->qoperator.left);
		add_members(layout, chain, item + 1);
		return;
	}
	if (is_concept_and_broader(layout, item))
	{
		add_marked(layout, chain, item);
		return;
	}
	if (node->type == QI_VAL)
	{
		layout->plan->slots++;
		add_alternative(layout, item, start, start + 1);
	}
	else
		lay_out(layout, item);
	if (layout->plan->slots > start)
	{
		chain->start = start;
		chain->has_words = true;
		place_waiting(layout, chain, start, layout->plan->slots);
	}
}

static void
lay_out(rank_layout *layout, uint32 item)
{
	const QueryItem *node = &layout->items[item];

	check_stack_depth();
	if (node->type == QI_OPR && node->qoperator.oper == OP_NOT)
		return;
	if (node->type == QI_OPR && node->qoperator.oper != OP_OR)
	{
		lay_out(layout, item + node->qoperator.left);
		lay_out(layout, item + 1);
	}
	else
	{
		rank_chain	chain = {.waiting_from = layout->waiting_count};

		add_members(layout, &chain, item);
		if (layout->waiting_count > chain.waiting_from)
		{
			uint32		slot = layout->plan->slots++;

			place_waiting(layout, &chain, slot, slot + 1);
		}
	}
}

static int
compare_alternatives(const void *a, const void *b)
{
	uint32		x = ((const struct rank_alternative *) a)->to;
	uint32		y = ((const struct rank_alternative *) b)->to;

	return (x > y) - (x < y);
}

static rank_plan *
make_plan(TSQuery query, const corpus_stats *stats)
{
	struct rank_corpus corpus = corpus_stats_view(stats);
	rank_plan  *plan = palloc0(sizeof(rank_plan));
	rank_layout layout = {.plan = plan, .items = GETQUERY(query)};

	plan->average = rank_average(&corpus);
	if (query->size == 0)
		return plan;
	layout.operand_of = palloc0(sizeof(uint32) * query->size);
	layout.waiting = palloc(sizeof(uint32) * query->size);
	number_operands(&layout, query);
	layout.last = palloc(sizeof(int64) * plan->operand_count);
	for (uint32 i = 0; i < plan->operand_count; i++)
	{
		rank_operand *operand = &plan->operands[i];

		layout.last[i] = -1;
		operand->idf = rank_idf(corpus.documents,
								rank_documents_expected(&corpus, operand->s, operand->len, operand->prefix));
	}
	plan->alternatives = palloc(sizeof(struct rank_alternative) * query->size);
	lay_out(&layout, 0);
	qsort(plan->alternatives, plan->count, sizeof(struct rank_alternative), compare_alternatives);
	plan->scores = palloc0(sizeof(double) * plan->operand_count);
	plan->best = palloc(sizeof(double) * (plan->slots + 1));
	return plan;
}

/* ---- a document ---- */

static double
document_length(TSVector document)
{
	const WordEntry *entries = ARRPTR(document);
	int64		length = 0;

	for (int i = 0; i < document->size; i++)
		length += corpus_lexeme_length(document, &entries[i]);
	return (double) length;
}

/* The first lexeme of the document that is not before s. */
static int
lower_bound(TSVector document, const char *s, size_t len)
{
	const WordEntry *entries = ARRPTR(document);
	int			low = 0;
	int			high = document->size;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (bytes_compare(STRPTR(document) + entries[middle].pos, entries[middle].len, s, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * The weights of the positions that the operand asks for, summed. A concept stands at every word of its phrase, so
 * positions of a marked lexeme in a row are one occurrence. Without positions (strip()): one of weight D.
 */
static double
entry_frequency(TSVector document, const WordEntry *entry, const rank_operand *operand, const float4 *weights)
{
	const WordEntryPos *positions = POSDATAPTR(document, entry);
	int			count = POSDATALEN(document, entry);
	bool		marked = is_marked(operand);
	int			previous = -1;
	double		sum = 0;

	if (!entry->haspos)
		return weights[0];
	for (int i = 0; i < count; i++)
	{
		int			weight = WEP_GETWEIGHT(positions[i]);

		if (operand->weights != 0 && !(operand->weights & 1 << weight))
			continue;
		if (!marked || previous < 0 || WEP_GETPOS(positions[i]) != previous + 1)
			sum += weights[weight];
		previous = WEP_GETPOS(positions[i]);
	}
	return sum;
}

static double
term_frequency(TSVector document, const rank_operand *operand, const float4 *weights)
{
	const WordEntry *entries = ARRPTR(document);
	double		sum = 0;

	for (int i = lower_bound(document, operand->s, operand->len); i < document->size; i++)
	{
		if (entries[i].len < operand->len || memcmp(STRPTR(document) + entries[i].pos, operand->s, operand->len) != 0 ||
			(!operand->prefix && entries[i].len > operand->len))
			break;
		sum += entry_frequency(document, &entries[i], operand, weights);
	}
	return sum;
}

/* ---- the function ---- */

/* The statistics, which live as long as the row, or in the cache if they had to be fetched from their TOAST table. */
static corpus_stats *
cached_stats(rank_cache *cache, Datum value)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(value);
	struct varatt_external place;
	MemoryContext before;

	if (!VARATT_IS_EXTERNAL_ONDISK(raw))
		return corpus_stats_open(value);
	/* The same place cannot hold another value while a query reads it. */
	VARATT_EXTERNAL_GET_POINTER(place, raw);
	if (cache->toasted && memcmp(&place, &cache->place, sizeof(place)) == 0)
		return cache->stats;
	if (cache->toasted)
	{
		cache->toasted = false;
		pfree(cache->stats);
	}
	before = MemoryContextSwitchTo(cache->context);
	cache->stats = corpus_stats_open(value);
	MemoryContextSwitchTo(before);
	cache->place = place;
	cache->toasted = true;
	return cache->stats;
}

static rank_plan *
cached_plan(FunctionCallInfo fcinfo, TSQuery query, Datum value)
{
	rank_cache *cache = fcinfo->flinfo->fn_extra;
	corpus_stats *stats;
	MemoryContext before;

	if (cache == NULL)
	{
		cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(rank_cache));
		cache->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt, "corpus_stats", ALLOCSET_DEFAULT_SIZES);
		cache->plan_context = AllocSetContextCreate(cache->context, "rank_bm25", ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = cache;
	}
	stats = cached_stats(cache, value);
	if (cache->plan != NULL && cache->digest == stats->digest && cache->documents == stats->documents &&
		cache->size == VARSIZE(stats) && VARSIZE(query) == VARSIZE(cache->query) &&
		memcmp(query, cache->query, VARSIZE(query)) == 0)
		return cache->plan;

	cache->plan = NULL;
	MemoryContextReset(cache->plan_context);
	before = MemoryContextSwitchTo(cache->plan_context);
	cache->query = palloc(VARSIZE(query));
	memcpy(cache->query, query, VARSIZE(query));
	cache->digest = stats->digest;
	cache->documents = stats->documents;
	cache->size = VARSIZE(stats);
	cache->plan = make_plan(cache->query, stats);
	MemoryContextSwitchTo(before);
	return cache->plan;
}

static void
check_parameters(double k1, double b)
{
	if (!(k1 >= 0) || isinf(k1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("k1 cannot be %g", k1),
				 errhint("k1 is 0 or greater; 1.2 is usual.")));
	if (!(b >= 0 && b <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("b cannot be %g", b),
				 errhint("b is 0 (length does not count) to 1 (it counts in proportion); 0.75 is usual.")));
}

static void
read_weights(ArrayType *array, float4 *weights)
{
	const float4 *given = (const float4 *) ARR_DATA_PTR(array);

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != POSITION_WEIGHTS || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weights are not an array of four numbers"),
				 errhint("They are the weights of positions labelled D, C, B and A, in this order.")));
	for (int i = 0; i < POSITION_WEIGHTS; i++)
	{
		if (!(given[i] >= 0) || isinf(given[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a weight cannot be %g", given[i]),
					 errhint("Weights are 0 or greater.")));
		weights[i] = given[i];
	}
}

Datum
smartdip_rank_bm25(PG_FUNCTION_ARGS)
{
	TSVector	document = PG_GETARG_TSVECTOR(0);
	TSQuery		query = PG_GETARG_TSQUERY(1);
	struct rank_parameters parameters = {.k1 = PG_GETARG_FLOAT8(3), .b = PG_GETARG_FLOAT8(4)};
	float4		weights[POSITION_WEIGHTS];
	rank_plan  *plan;
	double		length;
	double		rank;

	check_parameters(parameters.k1, parameters.b);
	read_weights(PG_GETARG_ARRAYTYPE_P(5), weights);
	plan = cached_plan(fcinfo, query, PG_GETARG_DATUM(2));
	if (plan->count == 0)
		PG_RETURN_FLOAT8(0);

	parameters.average = plan->average;
	length = document_length(document);
	for (uint32 i = 0; i < plan->count; i++)
	{
		uint32		term = plan->alternatives[i].term;
		const rank_operand *operand = &plan->operands[term];

		plan->scores[term] = rank_term(&parameters, operand->idf, term_frequency(document, operand, weights), length);
	}
	rank = rank_best(plan->alternatives, plan->count, plan->scores, plan->slots, plan->best);
	PG_FREE_IF_COPY(document, 0);
	PG_RETURN_FLOAT8(rank);
}
