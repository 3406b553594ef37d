/* Actors named in a text: matches of the lexicon are gathered into runs, and runs read by the rules of the header. */
#include "core/lexicon/actor_text.h"

#include <string.h>

#include "core/base/array.h"
#include "core/lexicon/actor_item.h"
#include "core/lexicon/text_match.h"

#include "core/generated/lexicon_actor.h"

/* A run that is longer is read in pieces. */
#define RUN_MAX 32

typedef struct actor_reader
{
	const struct actor_text_options *options;
	const char *text;
	struct lexicon lexicon;
	actor_text_callback callback;
	void	   *arg;
	bool		enough;			/* the caller wants no more */
	char		last_role[ACTOR_GROUP_LENGTH];
	int			placed_end;		/* the item behind the last place of the run */
	int			told_first;		/* the last actor told of the run, and the item behind it */
	int			told_end;
	int			count;
	actor_item	items[RUN_MAX];
} actor_reader;

void
actor_lexicon(struct lexicon *lexicon)
{
	lexicon_open(lexicon, lexicon_actor);
}

/* ---- What an item is ---- */

static inline enum actor_item_kind
kind_at(const actor_reader *r, int i)
{
	return i >= 0 && i < r->count ? (enum actor_item_kind) r->items[i].kind : ITEM_NONE;
}

static inline bool
is_geographic(enum actor_item_kind kind)
{
	return kind <= ITEM_CITY;
}

static inline bool
is_role(enum actor_item_kind kind)
{
	return kind == ITEM_ROLE || kind == ITEM_SAME;
}

/* A role in Latin letters: it may follow its country. */
static inline bool
is_latin_role(const actor_reader *r, int i)
{
	return is_role(kind_at(r, i)) && !r->items[i].arabic;
}

static inline bool
same_country(const actor_item *a, const actor_item *b)
{
	return a->code_len >= ACTOR_GROUP_LENGTH && b->code_len >= ACTOR_GROUP_LENGTH && actor_group_is(a->code, b->code);
}

/* Roles that serve abroad: one of them in a country need not be of it. */
static bool
serves_abroad(const char *role)
{
	return actor_group_is(role, "GOV") || actor_group_is(role, "MIL") || actor_group_is(role, "SPY");
}

static bool
is_office(const char *role)
{
	return serves_abroad(role) || actor_group_is(role, "LEG") || actor_group_is(role, "JUD") || actor_group_is(role, "COP");
}

/* ---- Reading on over small words ---- */

/* Behind the small words at i; a former among them is noted. */
static int
behind_fillers(const actor_reader *r, int i, bool *former)
{
	for (;; i++)
	{
		if (kind_at(r, i) == ITEM_FORMER)
			*former = true;
		else if (kind_at(r, i) != ITEM_SKIP)
			return i;
	}
}

static int
behind_skips(const actor_reader *r, int i)
{
	while (kind_at(r, i) == ITEM_SKIP)
		i++;
	return i;
}

/* Behind "and", a comma, or both; i itself where there is none. */
static int
behind_and(const actor_reader *r, int i, bool *is_and)
{
	*is_and = false;
	if (kind_at(r, i) == ITEM_COMMA)
		i++;
	if (kind_at(r, i) == ITEM_AND)
	{
		*is_and = true;
		i++;
	}
	return i;
}

/* The kind of the last item before i that is no small word. */
static enum actor_item_kind
kind_before(const actor_reader *r, int i)
{
	do
		i--;
	while (kind_at(r, i) == ITEM_SKIP);
	return kind_at(r, i);
}

/* Is there a former (in Latin letters, for in Arabic it stands behind) before i? */
static bool
former_before(const actor_reader *r, int i)
{
	do
		i--;
	while (kind_at(r, i) == ITEM_SKIP);
	return kind_at(r, i) == ITEM_FORMER && !r->items[i].arabic;
}

/* Is the country or capital at i where something happens, and nobody who acts? */
static bool
is_placed(const actor_reader *r, int i)
{
	enum actor_item_kind before = kind_before(r, i);

	if (before == ITEM_PLACE || before == ITEM_IN || before == ITEM_OF || before == ITEM_FROM || before == ITEM_SEAT ||
		r->items[i].with_in)
		return true;
	/* زار وزير الخارجية الإيراني بيروت: the verb, who, and where */
	if (r->told_end > 0 && behind_skips(r, r->told_end) == i && kind_before(r, r->told_first) == ITEM_PLACE &&
		!r->items[i].with_and)
		return true;
	if (r->placed_end == 0)
		return false;
	return before == ITEM_AND ? r->placed_end == i - 1 : r->items[i].with_and && r->placed_end == i;
}

/* ---- Telling ---- */

static void
tell(actor_reader *r, int first, int last, const char *code, uint8_t code_len)
{
	struct actor_in_text actor = {.start = r->items[first].start, .end = r->items[last].end, .code_len = code_len};

	r->told_first = first;
	r->told_end = last + 1;
	if (r->enough)
		return;
	memcpy(actor.code, code, code_len);
	r->enough = !r->callback(r->arg, &actor);
}

/* A country and a role; the role of ITEM_SAME is the last one. */
static void
tell_role(actor_reader *r, int first, int last, const actor_item *country, const actor_item *role, bool former)
{
	char		code[2 * ACTOR_GROUP_LENGTH];

	if (role->kind == ITEM_ROLE)
		memcpy(r->last_role, role->code, ACTOR_GROUP_LENGTH);
	memcpy(code, country->code, ACTOR_GROUP_LENGTH);
	memcpy(code + ACTOR_GROUP_LENGTH, former && is_office(r->last_role) ? "ELI" : r->last_role, ACTOR_GROUP_LENGTH);
	tell(r, first, last, code, sizeof(code));
}

static void
tell_leader(actor_reader *r, int first, int last, const actor_item *leader, bool former)
{
	char		code[ACTOR_CODE_MAX_LENGTH];
	uint8_t		len = leader->code_len;

	memcpy(code, leader->code, len);
	if (len == 2 * ACTOR_GROUP_LENGTH && !actor_group_is(code, "IGO") && !actor_group_is(code + ACTOR_GROUP_LENGTH, "ELI"))
		memcpy(r->last_role, code + ACTOR_GROUP_LENGTH, ACTOR_GROUP_LENGTH);
	if (former && !(len >= 2 * ACTOR_GROUP_LENGTH && actor_group_is(code + len - ACTOR_GROUP_LENGTH, "ELI")))
		len = actor_former_code(code, len);
	tell(r, first, last, code, len);
}

/* ---- The rules: each begins at an item and gives the one to go on at ---- */

/* Further roles behind one in Latin letters: army chief spokesman. */
static int
behind_latin_roles(const actor_reader *r, int i)
{
	for (;;)
	{
		int			next = behind_skips(r, i);

		if (!is_latin_role(r, next))
			return i;
		i = next + 1;
	}
}

/* Behind the name of the person whose title ends at i, if the person is of the country. */
static int
behind_leader(const actor_reader *r, int i, const actor_item *country, bool *former)
{
	bool		seen = *former;
	int			next = behind_fillers(r, i, &seen);

	if (kind_at(r, next) == ITEM_LEADER && same_country(&r->items[next], country) && !r->items[next].with_and)
	{
		*former = seen;
		return next + 1;
	}
	/* in Arabic "former" ends the title whether or not a name follows */
	for (int at = i; at < next; at++)
		if (r->items[at].kind == ITEM_FORMER && r->items[at].arabic)
		{
			*former = true;
			i = at + 1;
		}
	return i;
}

static inline bool
begins_with(const actor_item *a, const actor_item *b)
{
	return actor_code_starts_with(a->code, a->code_len, b->code, b->code_len);
}

/* Is the person one of the organisation: of the same country, or of the same body beyond countries? */
static bool
is_of(const actor_item *leader, const actor_item *organisation)
{
	static const char generic[][ACTOR_GROUP_LENGTH] = {{'I', 'G', 'O'}, {'I', 'M', 'G'}, {'N', 'G', 'O'}, {'M', 'N', 'C'}};

	for (size_t i = 0; i < lengthof(generic); i++)
		if (actor_group_is(organisation->code, generic[i]))
			return begins_with(leader, organisation);
	return same_country(leader, organisation);
}

static int
read_organisation(actor_reader *r, int first, int i)
{
	const actor_item *organisation = &r->items[i];
	bool		former = false;

	for (i++;;)
	{
		int			next = behind_fillers(r, i, &former);
		const actor_item *item = &r->items[next];

		if (is_latin_role(r, next))
			i = behind_latin_roles(r, next + 1);
		else if (kind_at(r, next) == ITEM_LEADER && is_of(item, organisation) && !item->with_and)
			i = next + 1;
		else if (kind_at(r, next) == ITEM_ORGANISATION && begins_with(item, organisation) && !item->with_and)
		{
			organisation = item;
			i = next + 1;
		}
		else if (is_geographic(kind_at(r, next)) && item->arabic && same_country(item, organisation) && !item->with_and)
			i = next + 1;
		else
			break;
	}
	tell(r, first, i - 1, organisation->code, organisation->code_len);
	return i;
}

static int
read_leader(actor_reader *r, int first, int i, bool former)
{
	const actor_item *leader = &r->items[i];
	int			next = behind_skips(r, i + 1);

	if (is_latin_role(r, next) && !actor_group_is(leader->code, "IGO") && !actor_group_is(leader->code, "IMG"))
	{
		int			end = behind_latin_roles(r, next + 1);

		tell_role(r, first, end - 1, leader, &r->items[next], false);
		return end;
	}
	if (kind_at(r, next) == ITEM_OF)
		next = behind_skips(r, next + 1);
	if (is_geographic(kind_at(r, next)) && same_country(&r->items[next], leader) && !r->items[next].with_and &&
		(kind_at(r, next - 1) == ITEM_OF || r->items[next].arabic))
		i = next;
	i = behind_leader(r, i + 1, leader, &former);
	tell_leader(r, first, i - 1, leader, former);
	return i;
}

/*
 * Countries that share the role behind the last of them (Russian, Turkish and Chinese presidents): tells all but the
 * last, and gives the last; 0 where it is not so.
 */
static int
read_shared_role(actor_reader *r, int i)
{
	int			heads[RUN_MAX];
	int			count = 0;
	bool		is_and = false;
	bool		former = former_before(r, i);
	int			role;

	while (is_geographic(kind_at(r, i)) && !r->items[i].arabic)
	{
		int			next;

		heads[count++] = i;
		role = behind_fillers(r, i + 1, &former);
		if (is_latin_role(r, role))
		{
			if (count == 1 || !is_and || r->items[role].kind != ITEM_ROLE)
				return 0;
			for (int head = 0; head < count - 1; head++)
				tell_role(r, heads[head], heads[head], &r->items[heads[head]], &r->items[role], former);
			return i;
		}
		if (!r->items[i].adjective)
			return 0;
		next = behind_and(r, i + 1, &is_and);
		if (next == i + 1)
			return 0;
		i = behind_skips(r, next);
	}
	return 0;
}

/* The role behind the country at i, if it has one: through small words, and through one unknown word if it is an adjective. */
static int
role_behind(const actor_reader *r, int i, bool *former)
{
	int			role = behind_fillers(r, i + 1, former);

	if (kind_at(r, role) == ITEM_UNKNOWN && r->items[i].kind == ITEM_PEOPLE && r->items[i].adjective)
		role = behind_fillers(r, role + 1, former);
	return is_latin_role(r, role) ? role : -1;
}

static int
read_country(actor_reader *r, int i)
{
	const actor_item *country = &r->items[i];
	bool		placed = is_placed(r, i) || kind_at(r, behind_skips(r, i + 1)) == ITEM_EVENT;
	bool		former = former_before(r, i);
	int			next;

	if (country->kind == ITEM_WEAK && !placed && !country->with_and && kind_before(r, i) != ITEM_AND &&
		kind_before(r, i) != ITEM_BESIDE)
		return i + 1;
	if (!country->arabic && kind_at(r, i - 1) != ITEM_APART)
	{
		int			role = role_behind(r, i, &former);
		int			last = role >= 0 ? 0 : read_shared_role(r, i);

		if (last > 0)
			return last;
		if (role >= 0)
		{
			next = behind_leader(r, behind_latin_roles(r, role + 1), country, &former);
			tell_role(r, i, next - 1, country, &r->items[role], former);
			return next;
		}
	}
	next = behind_fillers(r, i + 1, &former);
	if (kind_at(r, next) == ITEM_LEADER && same_country(&r->items[next], country) && !r->items[next].with_and)
		return read_leader(r, i, next, former);
	if (kind_at(r, next) == ITEM_ORGANISATION && same_country(&r->items[next], country) && !r->items[next].with_and)
		return read_organisation(r, i, next);
	if (kind_at(r, next) == ITEM_SEAT)
		next = behind_skips(r, next + 1);
	if ((kind_at(r, next) == ITEM_CAPITAL || kind_at(r, next) == ITEM_CITY) && same_country(&r->items[next], country) &&
		!r->items[next].with_and)
		placed = true;
	else
		next = i;
	if (placed)
		r->placed_end = next + 1;
	if (country->kind == ITEM_CAPITAL && !placed)
	{
		static const actor_item government = {.kind = ITEM_ROLE, .code = "GOV"};

		tell_role(r, i, next, country, &government, false);
	}
	else
		tell(r, i, next, country->code, ACTOR_GROUP_LENGTH);
	return next + 1;
}

/*
 * وزير النقل التركي, صحيفة لوموند الفرنسية: one word that the lexicon does not have between a role without article and an
 * adjective with it. Grammar leaves no other reading than that the three are one.
 */
static bool
is_field(const actor_reader *r, int role, int unknown)
{
	return kind_at(r, unknown) == ITEM_UNKNOWN && r->items[role].arabic && !actor_item_has_article(&r->items[role], r->text) &&
		kind_at(r, unknown + 1) == ITEM_NAME && r->items[unknown + 1].arabic &&
		actor_item_has_article(&r->items[unknown + 1], r->text) && !r->items[unknown + 1].with_and;
}

/* The countries that share the role at the front: وزراء خارجية مصر والأردن, the presidents of Egypt, Jordan and Iraq. */
static int
read_sharing(actor_reader *r, int i, const actor_item *role, bool former)
{
	int			heads[RUN_MAX];
	int			count = 0;
	bool		joined = false;

	for (int next = i;;)
	{
		bool		is_and;
		bool		ignored = false;
		int			at = behind_skips(r, behind_and(r, next, &is_and));
		const actor_item *item = &r->items[at];

		if (!(kind_at(r, at) == ITEM_NAME || (kind_at(r, at) == ITEM_PEOPLE && item->arabic)) || (at == next && !item->with_and))
			break;
		if (!item->arabic && (role_behind(r, at, &ignored) >= 0 || kind_at(r, at + 1) == ITEM_LEADER))
			break;
		heads[count++] = at;
		joined |= is_and || item->with_and;
		next = at + 1;
		if (is_and)
			break;
	}
	if (!joined)
		return i;
	for (int head = 0; head < count; head++)
		tell_role(r, heads[head], heads[head], &r->items[heads[head]], role, former);
	return heads[count - 1] + 1;
}

/* A role at the front of its country at at; first is where the actor begins. */
static int
read_role_of(actor_reader *r, int first, const actor_item *role, int at, bool former)
{
	const actor_item *country = &r->items[at];
	int			next = at + 1;
	int			nearer = country->arabic ? -1 : role_behind(r, at, &former);

	if (nearer >= 0)
	{
		role = &r->items[nearer];
		next = behind_latin_roles(r, nearer + 1);
	}
	next = behind_leader(r, next, country, &former);
	if (is_geographic(kind_at(r, next)) && r->items[next].arabic && same_country(&r->items[next], country) &&
		!r->items[next].with_and)
		next = behind_leader(r, next + 1, country, &former);
	tell_role(r, first, next - 1, country, role, former);
	return read_sharing(r, next, role, former);
}

/* How a role is joined to what stands at *at: ITEM_OF, ITEM_IN, or ITEM_NONE if there is nothing between them. */
static enum actor_item_kind
read_link(const actor_reader *r, int *at, bool *former)
{
	enum actor_item_kind link = kind_at(r, *at);

	if (link == ITEM_OF || link == ITEM_FROM || link == ITEM_IN)
		*at = behind_fillers(r, *at + 1, former);
	else
		link = ITEM_NONE;
	if (*at < r->count && r->items[*at].with_in)
		return ITEM_IN;
	if (link == ITEM_FROM)
		return kind_at(r, *at) == ITEM_CAPITAL || kind_at(r, *at) == ITEM_CITY ? ITEM_IN : ITEM_OF;
	return link;
}

/* Does a role have the country at at behind it? */
static bool
has_country(const actor_reader *r, const actor_item *role, enum actor_item_kind link, int at)
{
	bool		ignored = false;

	if (link == ITEM_OF)
		return true;
	if (link == ITEM_IN)
		return !serves_abroad(role->kind == ITEM_SAME ? r->last_role : role->code) ||
			(!r->items[at].arabic && role_behind(r, at, &ignored) >= 0);
	return r->items[at].arabic;
}

static int
read_role(actor_reader *r, int i)
{
	const actor_item *role = &r->items[i];
	bool		former = former_before(r, i);
	int			next = i + 1;

	for (;;)
	{
		int			at = behind_fillers(r, next, &former);
		enum actor_item_kind link;
		const actor_item *item;

		if (is_field(r, next - 1, at))
			at++;
		link = read_link(r, &at, &former);
		if (at >= r->count || r->items[at].with_and)
			break;
		item = &r->items[at];
		if (is_role((enum actor_item_kind) item->kind))
		{
			if (link != ITEM_NONE || item->arabic)
				role = item;
			next = at + 1;
			continue;
		}
		if (item->kind == ITEM_LEADER && link == ITEM_NONE)
			return read_leader(r, i, at, former);
		if (item->kind == ITEM_ORGANISATION && (link != ITEM_NONE || item->arabic))
			return read_organisation(r, i, at);
		if (is_geographic((enum actor_item_kind) item->kind) && has_country(r, role, link, at))
			return read_role_of(r, i, role, at, former);
		break;
	}
	if (r->options->roles && role->kind == ITEM_ROLE)
		tell(r, i, next - 1, role->code, ACTOR_GROUP_LENGTH);
	return next;
}

static void
read_run(actor_reader *r)
{
	r->placed_end = 0;
	r->told_end = 0;
	for (int i = 0; i < r->count && !r->enough;)
	{
		enum actor_item_kind kind = kind_at(r, i);

		if (is_geographic(kind))
			i = read_country(r, i);
		else if (is_role(kind))
			i = read_role(r, i);
		else if (kind == ITEM_ORGANISATION)
			i = read_organisation(r, i, i);
		else if (kind == ITEM_LEADER)
			i = read_leader(r, i, i, former_before(r, i));
		else
			i++;
	}
	r->count = 0;
}

/* ---- From matches to runs ---- */

static bool
is_comma(const char *s, size_t len)
{
	bool		comma = false;

	for (size_t i = 0; i < len; i++)
	{
		if (s[i] == ',')
			comma = true;
		else if (i + 1 < len && memcmp(s + i, "\xd8\x8c", 2) == 0)
		{
			comma = true;
			i++;
		}
		else if (s[i] != ' ')
			return false;
	}
	return comma;
}

static void
add_between(actor_reader *r, enum actor_item_kind kind, uint32_t start, uint32_t end)
{
	while (start < end && r->text[start] == ' ')
		start++;
	r->items[r->count++] = (actor_item) {.kind = (uint8_t) kind, .start = start, .end = end};
}

/* What lies between the run and a match: it goes on, with a comma or an unknown word, or is over. */
static void
read_between(actor_reader *r, const struct text_match *match)
{
	const actor_item *last = &r->items[r->count - 1];
	uint32_t	start = last->end;
	uint32_t	words = match->first - last->last_word - 1;

	if (r->count > RUN_MAX - 2 || words > 1)
		read_run(r);
	else if (!blank_breaks(r->text, start, match->start - start))
	{
		if (words == 1)
			add_between(r, ITEM_UNKNOWN, start, match->start);
	}
	else if (words == 0 && is_comma(r->text + start, match->start - start))
		add_between(r, ITEM_COMMA, start, match->start);
	else
		read_run(r);
}

static bool
take_match(void *arg, const struct text_match *match)
{
	actor_reader *r = arg;

	if (!r->callback(r->arg, NULL))
		r->enough = true;
	else if (match == NULL)
		return true;
	else if (r->count > 0 && match->start < r->items[r->count - 1].end)
		return true;			/* told twice, by stem and by form */
	else
	{
		if (r->count > 0)
			read_between(r, match);
		actor_item_make(&r->items[r->count++], &r->lexicon, r->text, match, r->options->on_date);
	}
	return !r->enough;
}

void
actor_text(const struct actor_text_options *options, const char *text, size_t len, actor_text_callback callback, void *arg)
{
	actor_reader r = {.options = options, .text = text, .callback = callback, .arg = arg, .last_role = {'G', 'O', 'V'}};

	actor_lexicon(&r.lexicon);
	text_match(&r.lexicon, TEXT_MATCH_LONGEST, text, len, take_match, &r);
	if (!r.enough)
		read_run(&r);
}
