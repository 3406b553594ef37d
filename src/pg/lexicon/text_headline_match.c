/*
 * Which of the words that match an operand of the query are part of a match of the query. What a phrase operator
 * matches is found once for all of the text, in arrays by position: linear in the text, whatever the query.
 */
#include "pg/compat.h"
#include "pg/lexicon/text_headline.h"

#include "miscadmin.h"
#include "tsearch/ts_utils.h"
#include "utils/memutils.h"

#define NO_MATCH (-1)

typedef struct phrase_search
{
	const QueryItem *query;
	const headline_hit *hit;
	int32		hits;
	int32		positions;		/* all positions are less, those that only a word under NOT would have, too */
	int32	   *order;			/* the hits' numbers by operand: those of operand i are order[begin[i]] to */
	int32	   *begin;			/* order[begin[i + 1] - 1] */
	bool	   *matched;		/* by hit */
} phrase_search;

/*
 * start[e]: where the match begins that ends at position e, or NO_MATCH; negated: the matches are what must not be. A match
 * has room for what must not stand in it, as the server reckons: "a <-> !b" ends behind a.
 */
typedef struct phrase_matches
{
	int32	   *start;
	int32		width;			/* positions of the longest but one */
	bool		negated;
} phrase_matches;

static bool
has_phrase_or_not(const QueryItem *query, int32 size)
{
	for (int32 i = 0; i < size; i++)
		if (query[i].type == QI_OPR && (query[i].qoperator.oper == OP_PHRASE || query[i].qoperator.oper == OP_NOT))
			return true;
	return false;
}

/* The items of an operator's right side follow it, those of the left side follow these. */
static uint32
right_side(uint32 item)
{
	return item + 1;
}

static uint32
left_side(const QueryItem *query, uint32 item)
{
	return item + query[item].qoperator.left;
}

/* The item after the last one under this one. */
static uint32
subtree_end(const QueryItem *query, uint32 item)
{
	while (query[item].type == QI_OPR)
		item = query[item].qoperator.oper == OP_NOT ? right_side(item) : left_side(query, item);
	return item + 1;
}

static phrase_matches
no_matches(const phrase_search *search)
{
	phrase_matches result = {palloc(search->positions * sizeof(int32)), 0, false};

	for (int32 i = 0; i < search->positions; i++)
		result.start[i] = NO_MATCH;
	return result;
}

static phrase_matches
matches_of_operand(const phrase_search *search, uint32 item)
{
	phrase_matches result = no_matches(search);

	for (int32 i = search->begin[item]; i < search->begin[item + 1]; i++)
	{
		int32		pos = search->hit[search->order[i]].pos;

		result.start[pos] = pos;
	}
	return result;
}

static void
add_match(const phrase_search *search, phrase_matches *matches, int32 end, int32 start)
{
	if (end < search->positions && (matches->start[end] == NO_MATCH || matches->start[end] > start))
		matches->start[end] = Max(start, 0);
}

/* The left matches that no right one follows; or all of them, where what must not be is collected. */
static void
add_left(const phrase_search *search, phrase_matches *result, const phrase_matches *left, const phrase_matches *right, int32 distance)
{
	bool	   *begins = palloc0(search->positions * sizeof(bool));

	for (int32 end = 0; end < search->positions && !left->negated; end++)
		if (right->start[end] != NO_MATCH)
			begins[right->start[end]] = true;
	for (int32 end = 0; end < search->positions; end++)
		if (left->start[end] != NO_MATCH && (end + distance >= search->positions || !begins[end + distance]))
			add_match(search, result, end + distance + right->width, left->start[end]);
	pfree(begins);
}

/* The right side has to begin distance after the left one ends. Either may be what must not stand there. */
static void
follow(const phrase_search *search, phrase_matches *left, const phrase_matches *right, int32 distance)
{
	phrase_matches result = no_matches(search);

	if (right->negated)
		add_left(search, &result, left, right, distance);
	for (int32 end = 0; end < search->positions && (left->negated || !right->negated); end++)
	{
		int32		before = right->start[end] - distance;
		bool		stands = before >= 0 && left->start[before] != NO_MATCH;

		if (right->start[end] == NO_MATCH)
			continue;
		if (right->negated)
			add_match(search, &result, end, right->start[end]);
		else if (left->negated && !stands)
			add_match(search, &result, end, before - left->width);
		else if (!left->negated && stands)
			add_match(search, &result, end, left->start[before]);
	}
	memcpy(left->start, result.start, search->positions * sizeof(int32));
	left->width = Min(left->width + distance + right->width, MAXENTRYPOS);
	left->negated = left->negated && right->negated;
	pfree(result.start);
}

/*
 * Both at the same position, as the server reads AND inside a phrase; or either. Of two that end together, the longer. What is
 * true wherever something does not stand is kept as that: "!a | b" must not be "a & !b".
 */
static void
combine(const phrase_search *search, phrase_matches *left, const phrase_matches *right, bool both)
{
	bool		negated = both ? left->negated && right->negated : left->negated || right->negated;

	for (int32 end = 0; end < search->positions; end++)
	{
		int32		l = left->start[end];
		int32		r = right->start[end];
		bool		in_left = (l != NO_MATCH) != left->negated;
		bool		in_right = (r != NO_MATCH) != right->negated;

		if ((both ? in_left && in_right : in_left || in_right) == negated)
			left->start[end] = NO_MATCH;
		else if (left->negated != right->negated)
			left->start[end] = left->negated == negated ? l : r;
		else
			left->start[end] = l == NO_MATCH ? r : r == NO_MATCH ? l : Min(l, r);
	}
	left->width = Max(left->width, right->width);
	left->negated = negated;
}

/*
 * The matches of the items from this one to before the end. The larger side goes first: then the other sides' matches
 * that wait meanwhile are few, however a query is nested.
 */
static phrase_matches
matches_of(const phrase_search *search, uint32 item, uint32 end)
{
	const QueryOperator *operator = &search->query[item].qoperator;
	uint32		middle;
	phrase_matches left;
	phrase_matches right;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (search->query[item].type == QI_VAL)
		return matches_of_operand(search, item);
	if (operator->oper == OP_NOT)
	{
		left = matches_of(search, right_side(item), end);
		left.negated = !left.negated;
		return left;
	}
	middle = left_side(search->query, item);
	if (end - middle >= middle - right_side(item))
	{
		left = matches_of(search, middle, end);
		right = matches_of(search, right_side(item), middle);
	}
	else
	{
		right = matches_of(search, right_side(item), middle);
		left = matches_of(search, middle, end);
	}
	if (operator->oper == OP_PHRASE)
		follow(search, &left, &right, operator->distance);
	else
		combine(search, &left, &right, operator->oper == OP_AND);
	pfree(right.start);
	return left;
}

/* Of the operands that may stand in the phrase, those that lie inside one of its matches. */
static void
mark_inside(phrase_search *search, uint32 item, bool negated, const int32 *depth)
{
	check_stack_depth();
	if (search->query[item].type == QI_OPR)
	{
		bool		is_not = search->query[item].qoperator.oper == OP_NOT;

		mark_inside(search, right_side(item), negated != is_not, depth);
		if (!is_not)
			mark_inside(search, left_side(search->query, item), negated, depth);
		return;
	}
	for (int32 i = search->begin[item]; i < search->begin[item + 1] && !negated; i++)
		if (depth[search->hit[search->order[i]].pos] > 0)
			search->matched[search->order[i]] = true;
}

static void
mark_phrase(phrase_search *search, uint32 item)
{
	phrase_matches matches = matches_of(search, item, subtree_end(search->query, item));
	int32	   *depth = palloc0((search->positions + 1) * sizeof(int32));

	for (int32 end = 0; end < search->positions && !matches.negated; end++)
		if (matches.start[end] != NO_MATCH)
		{
			depth[matches.start[end]]++;
			depth[end + 1]--;
		}
	for (int32 i = 1; i <= search->positions; i++)
		depth[i] += depth[i - 1];
	mark_inside(search, item, false, depth);
	pfree(depth);
	pfree(matches.start);
}

static void
mark_matches(phrase_search *search, uint32 item, bool negated)
{
	const QueryOperator *operator = &search->query[item].qoperator;

	check_stack_depth();
	if (search->query[item].type == QI_VAL)
	{
		for (int32 i = search->begin[item]; i < search->begin[item + 1] && !negated; i++)
			search->matched[search->order[i]] = true;
	}
	else if (operator->oper == OP_NOT)
		mark_matches(search, right_side(item), !negated);
	else if (operator->oper == OP_PHRASE)
	{
		if (!negated)
			mark_phrase(search, item);
	}
	else
	{
		mark_matches(search, left_side(search->query, item), negated);
		mark_matches(search, right_side(item), negated);
	}
}

/* Positions behind the last word that a phrase may reach by what must not stand there. */
static int32
room_behind(const QueryItem *query, int32 size)
{
	bool		negates = false;
	int32		room = 0;

	for (int32 i = 0; i < size; i++)
		if (query[i].type == QI_OPR)
		{
			negates |= query[i].qoperator.oper == OP_NOT;
			if (query[i].qoperator.oper == OP_PHRASE)
				room = Min(room + query[i].qoperator.distance, MAXENTRYPOS);
		}
	return negates ? room : 0;
}

/* Sorts the hits by operand, by counting: a query of many words over a long text has many hits of each. */
static void
order_hits(phrase_search *search, int32 items)
{
	int32	   *next = palloc0((items + 1) * sizeof(int32));

	search->begin = palloc0((items + 1) * sizeof(int32));
	search->order = MemoryContextAllocHuge(CurrentMemoryContext, search->hits * sizeof(int32));
	for (int32 i = 0; i < search->hits; i++)
	{
		CHECK_FOR_INTERRUPTS();
		search->begin[search->hit[i].operand + 1]++;
	}
	for (int32 i = 0; i < items; i++)
	{
		next[i] = search->begin[i];
		search->begin[i + 1] += search->begin[i];
	}
	for (int32 i = 0; i < search->hits; i++)
	{
		CHECK_FOR_INTERRUPTS();
		search->order[next[search->hit[i].operand]++] = i;
	}
	pfree(next);
}

int32
headline_matches(TSQuery query, headline_hit *hit, int32 hits)
{
	phrase_search search = {.query = GETQUERY(query), .hit = hit, .hits = hits};
	int32		kept = 0;

	if (hits == 0 || !has_phrase_or_not(search.query, query->size))
		return hits;
	for (int32 i = 0; i < hits; i++)
		search.positions = Max(search.positions, (int32) hit[i].pos + 1);
	search.positions += room_behind(search.query, query->size);
	order_hits(&search, query->size);
	search.matched = MemoryContextAllocExtended(CurrentMemoryContext, hits, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	mark_matches(&search, 0, false);
	for (int32 i = 0; i < hits; i++)
		if (search.matched[i])
			hit[kept++] = hit[i];
	pfree(search.matched);
	pfree(search.order);
	pfree(search.begin);
	return kept;
}
