/* Reads the text of a pattern, by recursive descent: a function for each rule of the grammar in the header. */
#include "core/history/event_pattern.h"

#include <string.h>

#include "core/base/ascii.h"
#include "core/base/keyword.h"
#include "core/power/power_profile.h"

#define LONGEST_WORD 40

enum token_kind
{
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_SYMBOL
};

typedef struct pattern_token
{
	enum token_kind kind;
	const char *s;
	size_t		length;
} pattern_token;

typedef struct pattern_parser
{
	const char *text;
	const char *end;
	pattern_token now;
	const char *behind;			/* the token before it */
	int			depth;
	event_pattern *pattern;
	pattern_fault *fault;
} pattern_parser;

/* The first fault is the one that is told; always false. */
static bool
deny(pattern_parser *p, enum pattern_error error, const char *s, size_t length)
{
	if (p->fault->error == PATTERN_OK)
		*p->fault = (pattern_fault) {error, (size_t) (s - p->text), length};
	return false;
}

static bool
deny_token(pattern_parser *p, enum pattern_error error)
{
	return deny(p, error, p->now.s, p->now.length);
}

/* The same in place of a node. */
static int16_t
refuse(pattern_parser *p, enum pattern_error error, const char *s, size_t length)
{
	deny(p, error, s, length);
	return PATTERN_NONE;
}

static int16_t
refuse_token(pattern_parser *p, enum pattern_error error)
{
	return refuse(p, error, p->now.s, p->now.length);
}

static bool
failed(const pattern_parser *p)
{
	return p->fault->error != PATTERN_OK;
}

static void
advance(pattern_parser *p)
{
	const char *s = p->now.s + p->now.length;
	const char *e;

	p->behind = s;
	while (s < p->end && (*s == ' ' || (*s >= '\t' && *s <= '\r')))
		s++;
	e = s;
	p->now.kind = TOKEN_END;
	if (s < p->end && ascii_is_letter(*s))
	{
		p->now.kind = TOKEN_WORD;
		while (e < p->end && (ascii_is_letter(*e) || ascii_is_digit(*e) || *e == '_' || *e == '.' || *e == '-'))
			e++;
	}
	else if (s < p->end && ascii_is_digit(*s))
	{
		p->now.kind = TOKEN_NUMBER;
		while (e < p->end && (ascii_is_digit(*e) || *e == '.'))
			e++;
	}
	else if (s < p->end)
	{
		p->now.kind = TOKEN_SYMBOL;
		e += (*s == '>' || *s == '<') && s + 1 < p->end && s[1] == '=' ? 2 : 1;
		/* a character of several bytes is one symbol, and none that is known */
		while (e < p->end && ((unsigned char) *s & 0x80) != 0 && ((unsigned char) *e & 0xc0) == 0x80)
			e++;
	}
	p->now.s = s;
	p->now.length = (size_t) (e - s);
}

static bool
at_symbol(const pattern_parser *p, const char *symbol)
{
	return p->now.kind == TOKEN_SYMBOL && keyword_is(p->now.s, p->now.length, symbol);
}

static bool
take_symbol(pattern_parser *p, const char *symbol)
{
	bool		is = at_symbol(p, symbol);

	if (is)
		advance(p);
	return is;
}

/* The word as it is in lower case; an empty one for what is no word or too long. */
static void
lower_word(const pattern_parser *p, char word[LONGEST_WORD])
{
	size_t		length = p->now.kind == TOKEN_WORD && p->now.length < LONGEST_WORD ? p->now.length : 0;

	for (size_t i = 0; i < length; i++)
		word[i] = ascii_lower(p->now.s[i]);
	word[length] = '\0';
}

static bool
at_word(const pattern_parser *p, const char *known)
{
	char		word[LONGEST_WORD];

	lower_word(p, word);
	return strcmp(word, known) == 0;
}

static bool
take_word(pattern_parser *p, const char *word)
{
	bool		is = at_word(p, word);

	if (is)
		advance(p);
	return is;
}

/* Words of the grammar; every other word is the name of a condition. */
static bool
at_reserved(const pattern_parser *p)
{
	static const char *const words[] = {"then", "next", "with", "or", "within", "no", "all", "for", "day", "days", "week", "weeks"};
	char		word[LONGEST_WORD];

	lower_word(p, word);
	return keyword_index(words, sizeof(words) / sizeof(words[0]), word, strlen(word)) >= 0;
}

static pattern_node *
node_at(const pattern_parser *p, int16_t node)
{
	return &p->pattern->node[node];
}

static int16_t
new_node(pattern_parser *p, enum pattern_kind kind, const char *at)
{
	pattern_node *node;

	if (failed(p))
		return PATTERN_NONE;
	if (p->pattern->nodes == PATTERN_MAX_NODES)
		return refuse(p, PATTERN_TOO_LONG, at, 0);
	node = node_at(p, p->pattern->nodes);
	memset(node, 0, sizeof(*node));
	node->kind = kind;
	node->inner = node->next = PATTERN_NONE;
	node->at = (uint16_t) (at - p->text);
	node->said = node->place = (pattern_place) {LINK_NONE, PATTERN_NONE, PATTERN_NONE};
	node->days = PATTERN_NONE;
	return p->pattern->nodes++;
}

/* A node of a kind with one inside; the one itself, if it is not. */
static int16_t
wrap(pattern_parser *p, enum pattern_kind kind, const char *at, int16_t inner)
{
	int16_t		node = new_node(p, kind, at);

	if (node == PATTERN_NONE || inner == PATTERN_NONE)
		return PATTERN_NONE;
	node_at(p, node)->inner = inner;
	return node;
}

static bool
is_condition(const pattern_parser *p, int16_t node)
{
	return node_at(p, node)->kind < PATTERN_STEP;
}

/* A whole number of at least least and at most most, as the token that is there. */
static bool
take_number(pattern_parser *p, int32_t least, int32_t most, enum pattern_error error, int32_t *value)
{
	int64_t		number = 0;

	for (size_t i = 0; i < p->now.length; i++)
	{
		if (p->now.kind != TOKEN_NUMBER || !ascii_is_digit(p->now.s[i]) || (number = number * 10 + (p->now.s[i] - '0')) > most)
			return deny_token(p, error);
	}
	if (p->now.length == 0 || number < least)
		return deny_token(p, error);
	*value = (int32_t) number;
	advance(p);
	return true;
}

/* "30 days" */
static bool
take_days(pattern_parser *p, int32_t *days)
{
	pattern_token number = p->now;

	if (p->now.kind != TOKEN_NUMBER)
		return deny_token(p, PATTERN_NO_DAYS);
	if (!take_number(p, 0, PATTERN_MAX_DAYS, PATTERN_BAD_DAYS, days))
		return false;
	if (take_word(p, "day") || take_word(p, "days"))
		return true;
	if (!take_word(p, "week") && !take_word(p, "weeks"))
		return deny_token(p, PATTERN_NO_DAYS);
	if (*days > PATTERN_MAX_DAYS / 7)
		return deny(p, PATTERN_BAD_DAYS, number.s, number.length);
	*days *= 7;
	return true;
}

static int16_t parse_choice(pattern_parser *p);
static int16_t parse_disjunction(pattern_parser *p);

/* Those below come back with a condition, or, from parentheses, with a part. */
static bool
need_condition(pattern_parser *p, int16_t node, const char *at)
{
	if (node == PATTERN_NONE || is_condition(p, node))
		return node != PATTERN_NONE;
	return deny(p, PATTERN_NOT_A_CONDITION, at, (size_t) (p->behind - at));
}

static int16_t
parse_code(pattern_parser *p)
{
	int16_t		node = new_node(p, PATTERN_CODE, p->now.s);
	event_code	code;

	if (node == PATTERN_NONE)
		return PATTERN_NONE;
	if (event_code_parse(p->now.s, p->now.length, &code) != EVENT_CODE_OK)
		return refuse_token(p, PATTERN_BAD_CODE);
	node_at(p, node)->code = code;
	advance(p);
	return node;
}

static int16_t
parse_power(pattern_parser *p, int16_t node)
{
	static const char *const signs[] = {">=", ">", "<=", "<"};
	int			sign;

	advance(p);
	sign = p->now.kind == TOKEN_SYMBOL ? keyword_index(signs, 4, p->now.s, p->now.length) : -1;
	if (sign < 0)
		return refuse_token(p, PATTERN_NO_COMPARISON);
	node_at(p, node)->compare = (enum pattern_compare) sign;
	advance(p);
	if (p->now.kind != TOKEN_NUMBER || power_degree_parse(p->now.s, p->now.length, &node_at(p, node)->degree) != POWER_OK)
		return refuse_token(p, PATTERN_BAD_DEGREE);
	advance(p);
	return node;
}

/* The name of an event of PLOVER, in whatever case, as the table of codes has it. */
static const char *
plover_by_name(const char *lower_name)
{
	size_t		count;
	const event_code *codes = event_code_list(&count);

	for (size_t i = 0; i < count; i++)
	{
		const char *name = event_code_plover_event(codes[i]);
		size_t		k = 0;

		while (name != NULL && name[k] != '\0' && ascii_lower(name[k]) == lower_name[k])
			k++;
		if (name != NULL && name[k] == '\0' && lower_name[k] == '\0')
			return name;
	}
	return NULL;
}

static int16_t
parse_name(pattern_parser *p)
{
	char		word[LONGEST_WORD];
	int16_t		node = new_node(p, PATTERN_ANY, p->now.s);
	pattern_node *n;
	int			quad;

	if (node == PATTERN_NONE)
		return PATTERN_NONE;
	n = node_at(p, node);
	lower_word(p, word);
	n->powers = pattern_powers_by_name(word, strlen(word));
	if (n->powers != 0)
	{
		n->kind = PATTERN_POWER;
		return parse_power(p, node);
	}
	quad = keyword_index(pattern_quad_names, 5, word, strlen(word));
	n->plover = plover_by_name(word);
	if (quad > 0)
	{
		n->kind = PATTERN_QUAD;
		n->quad = (int16_t) quad;
	}
	else if (n->plover != NULL)
		n->kind = PATTERN_PLOVER;
	else if (strcmp(word, "any") != 0)
		return refuse_token(p, PATTERN_UNKNOWN_WORD);
	advance(p);
	return node;
}

static int16_t
parse_parentheses(pattern_parser *p)
{
	pattern_token open = p->now;
	int16_t		node;

	advance(p);
	node = parse_choice(p);
	if (node == PATTERN_NONE)
		return PATTERN_NONE;
	if (!take_symbol(p, ")"))
		return p->now.kind == TOKEN_END ? refuse(p, PATTERN_NO_CLOSE, open.s, open.length) : refuse_token(p, PATTERN_NO_LINK);
	/* in parentheses alone, a condition is one again, and no step yet */
	if (node_at(p, node)->kind == PATTERN_STEP && node_at(p, node)->said.link == LINK_NONE &&
		node_at(p, node)->said.within == PATTERN_NONE && node_at(p, node)->said.without == PATTERN_NONE)
	{
		p->pattern->conditions--;
		return node_at(p, node)->inner;
	}
	return node;
}

static bool
begins_condition(const pattern_parser *p)
{
	return p->now.kind == TOKEN_NUMBER || (p->now.kind == TOKEN_WORD && !at_reserved(p)) || at_symbol(p, "!") || at_symbol(p, "(");
}

static int16_t
parse_unary(pattern_parser *p)
{
	const char *at = p->now.s;
	enum pattern_kind kind = at_symbol(p, "!") ? PATTERN_NOT : at_word(p, "this") ? PATTERN_THIS : PATTERN_OTHER;
	bool		nests = kind != PATTERN_OTHER || at_symbol(p, "(") || at_word(p, "other");
	int16_t		node;

	if (nests && p->depth == PATTERN_MAX_DEPTH)
		return refuse_token(p, PATTERN_TOO_DEEP);
	if (at_symbol(p, "("))
	{
		p->depth++;
		node = parse_parentheses(p);
		p->depth--;
		return node;
	}
	if (nests)
	{
		advance(p);
		p->pattern->asks_other |= kind == PATTERN_OTHER;
		if (kind != PATTERN_NOT && !begins_condition(p))
			return new_node(p, kind, at);
		p->depth++;
		node = parse_unary(p);
		p->depth--;
		return need_condition(p, node, at) ? wrap(p, kind, at, node) : PATTERN_NONE;
	}
	if (p->now.kind == TOKEN_NUMBER)
		return parse_code(p);
	if (p->now.kind == TOKEN_WORD && !at_reserved(p))
		return parse_name(p);
	return refuse_token(p, p->now.kind == TOKEN_SYMBOL && strchr("&|)+*?{},", *p->now.s) == NULL ? PATTERN_BAD_CHARACTER : PATTERN_NO_STEP);
}

/* One or more of what a rule gives, joined by a symbol. */
static int16_t
parse_joined(pattern_parser *p, const char *symbol, enum pattern_kind kind, int16_t (*rule) (pattern_parser *))
{
	const char *at = p->now.s;
	int16_t		first = rule(p);
	int16_t		last = first;

	if (first == PATTERN_NONE || !at_symbol(p, symbol))
		return first;
	if (!need_condition(p, first, at))
		return PATTERN_NONE;
	while (take_symbol(p, symbol))
	{
		const char *next_at = p->now.s;
		int16_t		next = rule(p);

		if (!need_condition(p, next, next_at))
			return PATTERN_NONE;
		node_at(p, last)->next = next;
		last = next;
	}
	return wrap(p, kind, at, first);
}

static int16_t
parse_conjunction(pattern_parser *p)
{
	return parse_joined(p, "&", PATTERN_AND, parse_unary);
}

static int16_t
parse_disjunction(pattern_parser *p)
{
	return parse_joined(p, "|", PATTERN_OR, parse_conjunction);
}

/* A condition that has a bit of its own in what is known of a day. */
static bool
count_condition(pattern_parser *p, const char *at)
{
	if (p->pattern->conditions == PATTERN_MAX_CONDITIONS)
		return deny(p, PATTERN_TOO_MANY_CONDITIONS, at, (size_t) (p->behind - at));
	p->pattern->conditions++;
	return true;
}

/* The condition behind "no". */
static int16_t
parse_negated(pattern_parser *p)
{
	const char *at = p->now.s;
	int16_t		condition;

	if (!begins_condition(p))
		return refuse_token(p, PATTERN_NO_CONDITION);
	condition = parse_disjunction(p);
	return need_condition(p, condition, at) && count_condition(p, at) ? condition : PATTERN_NONE;
}

/* "{n,m}" and the like, behind which the reluctant "?" may stand. */
static bool
take_counts(pattern_parser *p, int16_t *least, int16_t *most)
{
	int32_t		low;
	int32_t		high;
	pattern_token first;

	if (take_symbol(p, "*") || take_symbol(p, "+") || take_symbol(p, "?"))
		return true;
	first = p->now;
	if (!take_symbol(p, "{"))
		return false;
	first = p->now;
	if (!take_number(p, 0, PATTERN_MAX_STEPS, PATTERN_BAD_COUNT, &low))
		return false;
	high = low;
	if (take_symbol(p, ","))
	{
		high = PATTERN_NONE;
		first = p->now;
		if (!at_symbol(p, "}") && !take_number(p, 0, PATTERN_MAX_STEPS, PATTERN_BAD_COUNT, &high))
			return false;
	}
	if (!take_symbol(p, "}"))
		return deny_token(p, PATTERN_BAD_REPETITION);
	if (high == 0 || (high != PATTERN_NONE && high < low))
		return deny(p, PATTERN_BAD_COUNT, first.s, first.length);
	*least = (int16_t) low;
	*most = (int16_t) high;
	return true;
}

static int16_t
parse_repetition(pattern_parser *p, const char *at, int16_t unit)
{
	int16_t		least = at_symbol(p, "+") ? 1 : 0;
	int16_t		most = at_symbol(p, "?") ? 1 : PATTERN_NONE;
	int16_t		node;

	if (!take_counts(p, &least, &most))
		return failed(p) ? PATTERN_NONE : unit;
	node = unit == PATTERN_NONE ? unit : wrap(p, PATTERN_REPEAT, at, unit);

	if (node == PATTERN_NONE)
		return PATTERN_NONE;
	node_at(p, node)->least = least;
	node_at(p, node)->most = most;
	node_at(p, node)->reluctant = take_symbol(p, "?");
	if (at_symbol(p, "*") || at_symbol(p, "+") || at_symbol(p, "?") || at_symbol(p, "{"))
		return refuse_token(p, PATTERN_BAD_REPETITION);
	return node;
}

static int16_t
parse_unit(pattern_parser *p)
{
	const char *at = p->now.s;
	int16_t		node = parse_disjunction(p);
	int32_t		within;

	if (node == PATTERN_NONE)
		return PATTERN_NONE;
	if (is_condition(p, node))
	{
		if (!count_condition(p, at))
			return PATTERN_NONE;
		node = wrap(p, PATTERN_STEP, at, node);
	}
	node = parse_repetition(p, at, node);
	if (node == PATTERN_NONE || !take_word(p, "within"))
		return node;
	if (!take_days(p, &within))
		return PATTERN_NONE;
	if (node_at(p, node)->said.within == PATTERN_NONE)
		node_at(p, node)->said.within = within;
	return node;
}

/* What was said before a unit, as far as the unit does not say otherwise: (next 13) is on the next day in any case. */
static int16_t
place_unit(pattern_parser *p, int16_t unit, enum pattern_link link, int16_t without)
{
	pattern_place *said;

	if (unit == PATTERN_NONE)
		return PATTERN_NONE;
	said = &node_at(p, unit)->said;
	said->link = said->link == LINK_NONE ? link : said->link;
	said->without = said->without == PATTERN_NONE ? without : said->without;
	/* there are no days in between */
	if (said->link == LINK_NEXT || said->link == LINK_WITH)
		said->without = PATTERN_NONE;
	return unit;
}

/* "then or with" needs both words behind then, for "or" alone begins an alternative. */
static enum pattern_link
take_link(pattern_parser *p)
{
	if (take_word(p, "next"))
		return LINK_NEXT;
	if (take_word(p, "with"))
		return LINK_WITH;
	if (!take_word(p, "then"))
		return LINK_NONE;
	if (!take_word(p, "or"))
		return LINK_THEN;
	if (!take_word(p, "with"))
		refuse_token(p, PATTERN_NO_STEP);
	return LINK_THEN_OR_WITH;
}

static int16_t
parse_item(pattern_parser *p, bool first, bool whole)
{
	pattern_token begin = p->now;
	enum pattern_link link = take_link(p);
	pattern_token negation = p->now;
	int16_t		without = PATTERN_NONE;

	if (first && whole && (link != LINK_NONE || at_word(p, "no")))
		return refuse(p, PATTERN_NOTHING_BEFORE, begin.s, begin.length);
	if (!first && link == LINK_NONE)
		return refuse_token(p, PATTERN_NO_LINK);
	if (take_word(p, "no"))
	{
		if (link != LINK_NONE && link != LINK_THEN)
			return refuse(p, PATTERN_NO_END_OF_SILENCE, begin.s, begin.length);
		without = parse_negated(p);
		if (without == PATTERN_NONE)
			return PATTERN_NONE;
		if (take_word(p, "for"))
		{
			int16_t		node = wrap(p, PATTERN_SILENCE, negation.s, without);

			if (node == PATTERN_NONE || !take_days(p, &node_at(p, node)->days))
				return PATTERN_NONE;
			node_at(p, node)->said.link = link;
			return node;
		}
		link = at_word(p, "then") ? take_link(p) : LINK_NONE;
		if (link == LINK_NONE || at_word(p, "no"))
			return refuse(p, PATTERN_NO_END_OF_SILENCE, negation.s, negation.length);
	}
	return failed(p) ? PATTERN_NONE : place_unit(p, parse_unit(p), link, without);
}

static int16_t
parse_sequence(pattern_parser *p)
{
	const char *at = p->now.s;
	bool		whole = p->depth == 0;
	int16_t		first = parse_item(p, true, whole);
	int16_t		last = first;

	if (first == PATTERN_NONE || !(at_word(p, "then") || at_word(p, "next") || at_word(p, "with")))
		return first;
	while (at_word(p, "then") || at_word(p, "next") || at_word(p, "with"))
	{
		int16_t		next = parse_item(p, false, whole);

		if (next == PATTERN_NONE)
			return PATTERN_NONE;
		node_at(p, last)->next = next;
		last = next;
	}
	return wrap(p, PATTERN_SEQUENCE, at, first);
}

static int16_t
parse_choice(pattern_parser *p)
{
	const char *at = p->now.s;
	int16_t		first = parse_sequence(p);
	int16_t		last = first;

	if (first == PATTERN_NONE || !at_word(p, "or"))
		return first;
	while (take_word(p, "or"))
	{
		int16_t		next = parse_sequence(p);

		if (next == PATTERN_NONE)
			return PATTERN_NONE;
		node_at(p, last)->next = next;
		last = next;
	}
	return wrap(p, PATTERN_CHOICE, at, first);
}

static bool
parse_whole(pattern_parser *p)
{
	p->pattern->root = parse_choice(p);
	if (p->pattern->root == PATTERN_NONE)
		return false;
	if (at_symbol(p, ",") || at_word(p, "all"))
	{
		take_symbol(p, ",");
		if (!take_word(p, "all") || !take_word(p, "within"))
			return deny_token(p, PATTERN_NO_WITHIN);
		if (!take_days(p, &p->pattern->within))
			return false;
	}
	if (p->now.kind != TOKEN_END)
		return deny_token(p, at_symbol(p, "+") || at_symbol(p, "*") || at_symbol(p, "?") || at_symbol(p, "{") ? PATTERN_BAD_REPETITION :
						  PATTERN_NO_LINK);
	event_pattern_settle(p->pattern, p->fault);
	return !failed(p);
}

bool
event_pattern_parse(const char *s, size_t length, event_pattern *pattern, pattern_fault *fault)
{
	pattern_parser p = {s, s + length, {TOKEN_END, s, 0}, s, 0, pattern, fault};

	pattern->nodes = pattern->steps = pattern->conditions = 0;
	pattern->within = PATTERN_NONE;
	pattern->asks_other = false;
	*fault = (pattern_fault) {PATTERN_OK, 0, 0};
	if (length > PATTERN_MAX_TEXT)
		return deny(&p, PATTERN_TOO_LONG, s, 0);
	advance(&p);
	if (p.now.kind == TOKEN_END)
		return deny_token(&p, PATTERN_EMPTY);
	return parse_whole(&p);
}
