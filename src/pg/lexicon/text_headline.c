/*
 * The headline function of the parser smartdip. The server's own looks for covers of the query by trial, which takes
 * time that grows with the square of the matches; this one lists the matches once and moves a window over the list.
 */
#include "pg/compat.h"
#include "pg/lexicon/text_headline.h"
#include "pg/base/long_sort.h"

#include "commands/defrem.h"
#include "core/base/utf8.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "pg/text/text_parse.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

SMARTDIP_FUNCTION(smartdip_parser_headline);

typedef struct headline_options
{
	int32		max_words;
	int32		min_words;
	int32		short_word;
	int32		max_fragments;	/* 0: one fragment around the best matches */
	bool		highlight_all;
	bool		bidi_isolate;
} headline_options;

/* A piece of the text that is shown: words first to last, both units. */
typedef struct headline_fragment
{
	int32		first;
	int32		last;
	int32		words;			/* counted as hits count them */
	int32		distinct;		/* operands that match in it */
	int32		hits;
} headline_fragment;

typedef struct headline
{
	HeadlineParsedText *text;
	headline_options options;
	headline_hit *hit;
	int32		hits;
	bool	   *chosen;			/* by word: part of a match */
	int32	   *seen;			/* by operand: in how many hits of the window */
} headline;

static bool
is_part(const HeadlineWordEntry *word)
{
	return word->type > TEXT_BLANK || word->type == TOKEN_URLPATH;
}

static bool
is_word(const HeadlineWordEntry *word)
{
	return !word->repeated && word->type != TEXT_BLANK && !is_part(word);
}

/* The word after this one, its doubles skipped. A text may have millions, so whoever goes along them can be stopped here. */
static int32
next_word(const HeadlineParsedText *text, int32 i)
{
	CHECK_FOR_INTERRUPTS();
	do
		i++;
	while (i < text->curwords && text->words[i].repeated);
	return i;
}

/* The word after the parts of a whole. Parts whose whole is missing (it was too long) are words of their own. */
static int32
next_unit(const HeadlineParsedText *text, int32 i)
{
	bool		whole = is_word(&text->words[i]);

	i = next_word(text, i);
	while (whole && i < text->curwords && is_part(&text->words[i]))
		i = next_word(text, i);
	return i;
}

static void
set_string(char **to, int16 *len, const char *name, const char *value)
{
	size_t		value_len = strlen(value);

	if (value_len > PG_INT16_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("value for \"%s\" is too long", name)));
	*to = pstrdup(value);
	*len = (int16) value_len;
}

static bool
is_true(const char *value)
{
	static const char *const words[] = {"1", "on", "true", "t", "y", "yes"};

	for (size_t i = 0; i < lengthof(words); i++)
		if (pg_strcasecmp(value, words[i]) == 0)
			return true;
	return false;
}

static void
set_option(headline_options *options, HeadlineParsedText *text, DefElem *option)
{
	const char *name = option->defname;
	char	   *value = defGetString(option);

	if (pg_strcasecmp(name, "MaxWords") == 0)
		options->max_words = pg_strtoint32(value);
	else if (pg_strcasecmp(name, "MinWords") == 0)
		options->min_words = pg_strtoint32(value);
	else if (pg_strcasecmp(name, "ShortWord") == 0)
		options->short_word = pg_strtoint32(value);
	else if (pg_strcasecmp(name, "MaxFragments") == 0)
		options->max_fragments = pg_strtoint32(value);
	else if (pg_strcasecmp(name, "StartSel") == 0)
		set_string(&text->startsel, &text->startsellen, "StartSel", value);
	else if (pg_strcasecmp(name, "StopSel") == 0)
		set_string(&text->stopsel, &text->stopsellen, "StopSel", value);
	else if (pg_strcasecmp(name, "FragmentDelimiter") == 0)
		set_string(&text->fragdelim, &text->fragdelimlen, "FragmentDelimiter", value);
	else if (pg_strcasecmp(name, "HighlightAll") == 0)
		options->highlight_all = is_true(value);
	else if (pg_strcasecmp(name, "BidiIsolate") == 0)
		options->bidi_isolate = is_true(value);
	else
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized headline parameter: \"%s\"", name)));
}

/* With HighlightAll the server takes any numbers. Those that fragments cannot be made by become the nearest that will do. */
static void
check_options(headline_options *options)
{
	const char *fault = NULL;

	if (options->bidi_isolate && GetDatabaseEncoding() != PG_UTF8)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("encoding \"%s\" has no directional isolates", GetDatabaseEncodingName()),
				 errhint("BidiIsolate works in databases of encoding UTF8.")));
	if (options->highlight_all)
	{
		options->max_words = Max(options->max_words, 1);
		options->min_words = Max(options->min_words, 1);
		options->max_fragments = Max(options->max_fragments, 0);
		return;
	}
	if (options->min_words >= options->max_words)
		fault = "MinWords should be less than MaxWords";
	else if (options->min_words <= 0)
		fault = "MinWords should be positive";
	else if (options->short_word < 0)
		fault = "ShortWord should be >= 0";
	else if (options->max_fragments < 0)
		fault = "MaxFragments should be >= 0";
	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s", fault)));
}

static headline_options
read_options(List *list, HeadlineParsedText *text)
{
	headline_options options = {35, 15, 3, 0, false, false};
	ListCell   *cell;

	text->startsel = text->stopsel = text->fragdelim = NULL;
	foreach(cell, list)
		set_option(&options, text, (DefElem *) lfirst(cell));
	check_options(&options);
	if (text->startsel == NULL)
		set_string(&text->startsel, &text->startsellen, "StartSel", "<b>");
	if (text->stopsel == NULL)
		set_string(&text->stopsel, &text->stopsellen, "StopSel", "</b>");
	if (text->fragdelim == NULL)
		set_string(&text->fragdelim, &text->fragdelimlen, "FragmentDelimiter", " ... ");
	return options;
}

/* Lists the words that match an operand, doubles included, in the order of the text. */
static void
list_hits(headline *h, TSQuery query)
{
	HeadlineParsedText *text = h->text;
	int32		ordinal = -1;
	int32		unit = 0;
	int32		word = 0;
	int32		count = 0;

	for (int32 i = 0; i < text->curwords; i++)
	{
		CHECK_FOR_INTERRUPTS();
		count += text->words[i].item != NULL;
	}
	h->hit = MemoryContextAllocHuge(CurrentMemoryContext, (count + 1) * sizeof(headline_hit));
	h->hits = 0;
	if (count == 0)
		return;
	for (int32 i = 0; i < text->curwords; i++)
	{
		HeadlineWordEntry *entry = &text->words[i];

		CHECK_FOR_INTERRUPTS();
		if (!entry->repeated)
		{
			word = i;
			ordinal += is_word(entry);
			if (!is_part(entry))
				unit = i;
		}
		if (entry->item != NULL)
			h->hit[h->hits++] = (headline_hit)
			{
				unit, word, Max(ordinal, 0), (uint32) ((QueryItem *) entry->item - GETQUERY(query)), entry->pos
			};
	}
	h->hits = headline_matches(query, h->hit, h->hits);
	h->chosen = MemoryContextAllocExtended(CurrentMemoryContext, text->curwords, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int32 i = 0; i < h->hits; i++)
		h->chosen[h->hit[i].word] = true;
	h->seen = palloc0(query->size * sizeof(int32));
}

/* May a fragment begin or end with this word? A match always, otherwise no number and no short word. */
static bool
is_good_end(const headline *h, int32 i)
{
	const HeadlineWordEntry *word = &h->text->words[i];

	if (h->chosen != NULL && h->chosen[i])
		return true;
	if (!is_word(word) || (word->type >= TOKEN_INTEGER && word->type <= TOKEN_VERSION))
		return false;
	return pg_mbstrlen_with_len(word->word, word->len) > h->options.short_word;
}

static bool
unit_matches(const headline *h, int32 unit)
{
	int32		end = next_unit(h->text, unit);

	for (int32 i = unit; i < end; i++)
		if (h->chosen != NULL && h->chosen[i])
			return true;
	return false;
}

static bool
is_good_unit(const headline *h, int32 unit)
{
	return is_good_end(h, unit) || unit_matches(h, unit);
}

/* May the fragment stay as it is, with this unit at its end? */
static bool
is_enough(const headline *h, const headline_fragment *f, int32 end)
{
	return f->words >= h->options.max_words || (f->words >= h->options.min_words && is_good_unit(h, end));
}

/* Ends a fragment at the first good word to the right that makes it long enough. */
static void
extend_right(const headline *h, headline_fragment *f, int32 limit)
{
	const HeadlineParsedText *text = h->text;
	bool		enough = is_enough(h, f, f->last);

	for (int32 i = next_unit(text, f->last); i < limit && !enough; i = next_unit(text, i))
		if (is_word(&text->words[i]))
		{
			f->last = i;
			f->words++;
			enough = is_enough(h, f, i);
		}
}

/* The unit before: back over parts and doubles. */
static int32
previous_unit(const HeadlineParsedText *text, int32 i)
{
	CHECK_FOR_INTERRUPTS();
	do
		i--;
	while (i >= 0 && (text->words[i].repeated || is_part(&text->words[i])));
	return i;
}

static void
extend_left(const headline *h, headline_fragment *f, int32 limit)
{
	bool		enough = is_enough(h, f, f->first);

	for (int32 i = previous_unit(h->text, f->first); i >= limit && !enough; i = previous_unit(h->text, i))
		if (is_word(&h->text->words[i]))
		{
			f->first = i;
			f->words++;
			enough = is_enough(h, f, i);
		}
}

/* A step of the window's ends over the hits; the hits of one word count once. */
static void
take_hit(headline *h, headline_fragment *f, int32 i)
{
	f->distinct += h->seen[h->hit[i].operand]++ == 0;
	f->hits += i == 0 || h->hit[i].word != h->hit[i - 1].word;
}

static void
leave_hit(headline *h, headline_fragment *f, int32 i)
{
	f->distinct -= --h->seen[h->hit[i].operand] == 0;
	f->hits -= i + 1 == h->hits || h->hit[i].word != h->hit[i + 1].word;
}

static bool
is_better(const headline_fragment *a, const headline_fragment *b)
{
	return a->distinct != b->distinct ? a->distinct > b->distinct : a->hits > b->hits;
}

/* The first of the windows of MaxWords words that hold the most operands, and of these the most hits. */
static headline_fragment
best_window(headline *h)
{
	headline_fragment window = {0};
	headline_fragment best = {0};
	int32		left = 0;

	for (int32 right = 0; right < h->hits; right++)
	{
		CHECK_FOR_INTERRUPTS();
		take_hit(h, &window, right);
		while (h->hit[right].ordinal - h->hit[left].ordinal >= h->options.max_words)
			leave_hit(h, &window, left++);
		if (right == 0 || is_better(&window, &best))
		{
			best = window;
			best.first = h->hit[left].unit;
			best.last = h->hit[right].unit;
			best.words = h->hit[right].ordinal - h->hit[left].ordinal + 1;
		}
	}
	return best;
}

/* The words first to last are shown, each whole either as one or by its parts. */
static void
show_unit(const headline *h, int32 unit)
{
	HeadlineParsedText *text = h->text;
	int32		end = next_unit(text, unit);
	int32		parts_len = 0;
	bool		part_matches = false;
	bool		whole_matches = h->chosen != NULL && h->chosen[unit];
	bool		by_parts;

	for (int32 i = next_word(text, unit); i < end; i = next_word(text, i))
	{
		parts_len += (int32) text->words[i].len;
		part_matches |= h->chosen != NULL && h->chosen[i];
	}
	by_parts = part_matches && !whole_matches && parts_len == (int32) text->words[unit].len;
	for (int32 i = unit; i < end; i++)
	{
		HeadlineWordEntry *word = &text->words[i];

		if (word->repeated)
			continue;
		word->in = 1;
		word->skip = by_parts == (i == unit);
		word->selected = by_parts ? h->chosen[i] : i == unit && (whole_matches || part_matches);
	}
}

static void
show(const headline *h, const headline_fragment *f)
{
	for (int32 i = f->first; i <= f->last && i < h->text->curwords; i = next_unit(h->text, i))
		show_unit(h, i);
}

/* Without any match the first MinWords words are shown. */
static headline_fragment
beginning(const headline *h)
{
	headline_fragment f = {0, -1, 0, 0, 0};

	for (int32 i = 0; i < h->text->curwords && f.words < h->options.min_words; i = next_unit(h->text, i))
	{
		f.words += is_word(&h->text->words[i]);
		f.last = i;
	}
	return f;
}

static headline_fragment
one_fragment(headline *h)
{
	headline_fragment f = best_window(h);

	extend_right(h, &f, h->text->curwords);
	if (f.words < h->options.min_words)
		extend_left(h, &f, 0);
	return f;
}

/* Cuts the hits into runs of at most MaxWords words. */
static int32
list_fragments(headline *h, headline_fragment *fragment)
{
	int32		fragments = 0;
	int32		first = 0;

	for (int32 i = 0; i <= h->hits; i++)
	{
		headline_fragment *f = &fragment[fragments];

		CHECK_FOR_INTERRUPTS();
		if (i == h->hits || h->hit[i].ordinal - h->hit[first].ordinal >= h->options.max_words)
		{
			f->first = h->hit[first].unit;
			f->last = h->hit[i - 1].unit;
			f->words = h->hit[i - 1].ordinal - h->hit[first].ordinal + 1;
			for (int32 j = first; j < i; j++)
				h->seen[h->hit[j].operand] = 0;
			fragments++;
			first = i;
		}
		if (i < h->hits)
			take_hit(h, &fragment[fragments], i);
	}
	return fragments;
}

static int
compare_worth(const void *a, const void *b)
{
	const headline_fragment *l = a;
	const headline_fragment *r = b;

	CHECK_FOR_INTERRUPTS();
	if (l->distinct != r->distinct)
		return l->distinct > r->distinct ? -1 : 1;
	if (l->hits != r->hits)
		return l->hits > r->hits ? -1 : 1;
	return l->first < r->first ? -1 : 1;
}

static int
compare_place(const void *a, const void *b)
{
	return ((const headline_fragment *) a)->first < ((const headline_fragment *) b)->first ? -1 : 1;
}

/* Fills a fragment up to MaxWords, half of it to the left, and takes bad ends off again. */
static void
stretch(const headline *h, headline_fragment *f, int32 from, int32 to)
{
	const HeadlineParsedText *text = h->text;
	int32		first = f->first;
	int32		last = f->last;
	int32		words = f->words;
	int32		to_the_left = (h->options.max_words - words) / 2;

	for (int32 i = previous_unit(text, first); i >= from && to_the_left > 0; i = previous_unit(text, i))
		if (is_word(&text->words[i]))
		{
			words++;
			to_the_left--;
			if (is_good_unit(h, i))
				first = i;
		}
	for (int32 i = next_unit(text, last); i < to && words < h->options.max_words; i = next_unit(text, i))
		if (is_word(&text->words[i]))
		{
			words++;
			if (is_good_unit(h, i))
				last = i;
		}
	f->first = first;
	f->last = last;
}

static headline_fragment *
many_fragments(headline *h, int32 *count)
{
	headline_fragment *fragment;

	fragment = MemoryContextAllocExtended(CurrentMemoryContext, (h->hits + 1) * sizeof(headline_fragment),
										  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	*count = list_fragments(h, fragment);
	if (*count > h->options.max_fragments)
	{
		long_sort(fragment, *count, sizeof(headline_fragment), compare_worth);
		*count = h->options.max_fragments;
		long_sort(fragment, *count, sizeof(headline_fragment), compare_place);
	}
	for (int32 i = 0; i < *count; i++)
		stretch(h, &fragment[i], i == 0 ? 0 : next_unit(h->text, fragment[i - 1].last),
				i + 1 == *count ? h->text->curwords : fragment[i + 1].first);
	return fragment;
}

/* Which way a word is written: -1 right to left, 1 left to right, 0 neither. The first letter tells. */
static int
direction_of(const HeadlineWordEntry *word)
{
	uint32		c;

	if (word->type == TEXT_BLANK || word->type == TEXT_BLANK_PART || word->len == 0)
		return 0;
	for (const char *s = word->word, *end = s + word->len; s < end;)
	{
		s += utf8_decode(s, end, &c);
		if ((c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9))
			continue;
		if ((c >= 0x590 && c < 0x900) || (c >= 0xfb1d && c < 0xff00) || (c >= 0x10800 && c < 0x11000) || (c >= 0x1e800 && c < 0x1f000))
			return -1;
		if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xc0 && c < 0x2000) || c >= 0x2c00)
			return 1;
	}
	return 0;
}

static int
direction_between(const HeadlineParsedText *text, int32 first, int32 last)
{
	int			direction = 0;

	for (int32 i = first; i <= last && i < text->curwords && direction == 0; i++)
	{
		CHECK_FOR_INTERRUPTS();
		direction = direction_of(&text->words[i]);
	}
	return direction;
}

static HeadlineWordEntry
sign(const char *s)
{
	HeadlineWordEntry entry = {0};

	entry.in = 1;
	entry.type = TEXT_BLANK;
	entry.len = (uint32) strlen(s);
	entry.word = pstrdup(s);
	return entry;
}

/*
 * Puts FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE around the fragments that are not written in the direction of
 * the text, as words of their own.
 */
static void
isolate_fragments(HeadlineParsedText *text, const headline_fragment *fragment, int32 count)
{
	int			base = direction_between(text, 0, text->curwords - 1);
	int64		room = (int64) text->curwords + 2 * (int64) count;
	HeadlineWordEntry *words = MemoryContextAllocHuge(CurrentMemoryContext, room * sizeof(HeadlineWordEntry));
	int32		n = 0;
	int32		from = 0;

	for (int32 i = 0; i < count; i++)
	{
		int32		first = fragment[i].first;
		int32		end = next_unit(text, fragment[i].last);

		if (base == 0 || direction_between(text, first, end - 1) != -base)
			continue;
		memcpy(words + n, text->words + from, (first - from) * sizeof(HeadlineWordEntry));
		n += first - from;
		words[n++] = sign("\xe2\x81\xa8");
		memcpy(words + n, text->words + first, (end - first) * sizeof(HeadlineWordEntry));
		n += end - first;
		words[n++] = sign("\xe2\x81\xa9");
		from = end;
	}
	memcpy(words + n, text->words + from, (text->curwords - from) * sizeof(HeadlineWordEntry));
	pfree(text->words);
	text->words = words;
	text->curwords = text->lenwords = n + text->curwords - from;
}

Datum
smartdip_parser_headline(PG_FUNCTION_ARGS)
{
	headline	h = {.text = (HeadlineParsedText *) PG_GETARG_POINTER(0)};
	TSQuery		query = PG_GETARG_TSQUERY(2);
	headline_fragment one;
	headline_fragment *fragment = &one;
	int32		count = 1;

	h.options = read_options((List *) PG_GETARG_POINTER(1), h.text);
	list_hits(&h, query);
	if (h.options.highlight_all && h.options.max_fragments == 0)
		one = (headline_fragment) {0, h.text->curwords - 1, 0, 0, 0};
	else if (h.hits == 0)
		one = beginning(&h);
	else if (h.options.max_fragments == 0)
		one = one_fragment(&h);
	else
		fragment = many_fragments(&h, &count);
	for (int32 i = 0; i < count; i++)
		show(&h, &fragment[i]);
	if (h.options.bidi_isolate && h.text->curwords > 0)
		isolate_fragments(h.text, fragment, count);
	PG_RETURN_POINTER(h.text);
}
