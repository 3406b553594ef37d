/* Running parses, and the list of them. */
#include "pg/compat.h"
#include "pg/text/text_parse.h"

#include "mb/pg_wchar.h"
#include "utils/memutils.h"

static text_parse *running = NULL;

/* Called when the parse's memory goes, at its end or after an error. */
static void
leave_list(void *arg)
{
	text_parse *parse = arg;

	*parse->link = parse->next;
	if (parse->next != NULL)
		parse->next->link = parse->link;
}

static void
enter_list(text_parse *parse)
{
	parse->next = running;
	parse->link = &running;
	if (running != NULL)
		running->link = &parse->next;
	running = parse;
	parse->callback.func = leave_list;
	parse->callback.arg = parse;
	MemoryContextRegisterResetCallback(parse->context, &parse->callback);
}

/* The text in UTF-8. An SQL_ASCII database does not say what its bytes are; they are read as UTF-8, bad ones as blanks. */
static void
copy_text(text_parse *parse, const char *text, size_t len)
{
	int			encoding = GetDatabaseEncoding();
	char	   *copy;

	parse->converted = encoding != PG_UTF8 && encoding != PG_SQL_ASCII;
	if (parse->converted)
	{
		char	   *utf8 = pg_server_to_any(text, (int) len, PG_UTF8);

		if (utf8 != text)
		{
			parse->text = utf8;
			parse->len = (uint32) strlen(utf8);
			return;
		}
	}
	copy = MemoryContextAllocHuge(parse->context, len + 1);
	memcpy(copy, text, len);
	copy[len] = '\0';
	parse->text = copy;
	parse->len = (uint32) len;
}

text_parse *
text_parse_begin(const char *text, size_t len)
{
	static uint64 serial = 0;
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "smartdip text parse", ALLOCSET_SMALL_SIZES);
	MemoryContext outer = MemoryContextSwitchTo(context);
	text_parse *parse = palloc(sizeof(text_parse));

	memset(parse, 0, offsetof(text_parse, ahead));
	parse->context = context;
	parse->serial = ++serial;
	parse->merged = TEXT_NOWHERE;
	copy_text(parse, text, len);
	segment_begin(&parse->segmenter, parse->text, parse->len);
	enter_list(parse);
	MemoryContextSwitchTo(outer);
	return parse;
}

void
text_parse_end(text_parse *parse)
{
	MemoryContextDelete(parse->context);
}

/* The length of the first piece of a long blank, at a character's start. */
static uint32
blank_piece(const char *s)
{
	uint32		len = TEXT_BLANK_MAX;

	while (len > TEXT_BLANK_MAX - 4 && ((unsigned char) s[len] & 0xc0) == 0x80)
		len--;
	return len;
}

const char *
text_parse_to_server(text_parse *parse, const char *utf8, uint32 *len)
{
	MemoryContext outer = MemoryContextSwitchTo(parse->context);
	const char *converted = pg_any_to_server(utf8, (int) *len, PG_UTF8);

	MemoryContextSwitchTo(outer);
	if (converted != utf8)
		*len = (uint32) strlen(converted);
	return converted;
}

/* The next word of a run that a dictionary cuts, which is a token as the run was. */
static bool
cut_run(text_parse *parse, struct token *token)
{
	size_t		start;
	size_t		len;

	if (!dictionary_break_next(parse->cutter, &start, &len))
	{
		parse->run.len = 0;
		return false;
	}
	*token = parse->run;
	token->start += (uint32) start;
	token->len = (uint32) len;
	return true;
}

static void
start_run(text_parse *parse, const struct token *run)
{
	if (parse->cutter == NULL)
	{
		MemoryContext outer = MemoryContextSwitchTo(parse->context);

		parse->cutter = dictionary_break_open();
		MemoryContextSwitchTo(outer);
	}
	parse->run = *run;
	dictionary_break_run(parse->cutter, parse->text + run->start, run->len);
}

static bool
cut_token(text_parse *parse, struct token *token, bool given)
{
	if (parse->run.len > 0 && cut_run(parse, token))
		return true;
	if (!given && !segment_next(&parse->segmenter, token))
		return false;
	if (!(token->flags & TOKEN_DICTIONARY) || token->type != TOKEN_WORD)
		return true;
	start_run(parse, token);
	return cut_run(parse, token);
}

/*
 * The next token while parts are given. The segmenter leaves out what lies between the parts of a whole; here that
 * becomes blank parts, so that a headline can print the parts instead of the whole.
 */
static bool
pull_part(text_parse *parse, struct token *token, bool found)
{
	uint32		gap_end;

	if (found && token->flags & TOKEN_PART)
	{
		if (parse->parts_end == 0)
		{
			parse->parts_at = parse->whole.start;
			parse->parts_end = parse->whole.start + parse->whole.len;
		}
		gap_end = token->start;
	}
	else
		gap_end = parse->parts_end;
	parse->has_pending = parse->parts_at < gap_end && found;
	if (parse->parts_at < gap_end)
	{
		if (found)
			parse->pending = *token;
		*token = (struct token) {parse->parts_at, gap_end - parse->parts_at, TOKEN_BLANK, TOKEN_PART};
		parse->parts_at = gap_end;
		return true;
	}
	if (!found)
		return false;
	if (token->flags & TOKEN_PART)
		parse->parts_at = token->start + token->len;
	else
	{
		parse->whole = *token;
		parse->parts_at = parse->parts_end = 0;
	}
	return true;
}

/* The next token of all; given: the segmenter has put it there already. */
static bool
pull_token(text_parse *parse, struct token *token, bool given)
{
	bool		found = true;

	if (parse->has_pending)
		*token = parse->pending;
	else
		found = cut_token(parse, token, given);
	if (found && !(token->flags & TOKEN_PART) && parse->parts_end == 0)
	{
		if (token->type >= TOKEN_URL && token->type <= TOKEN_COMPOUND)
			parse->whole = *token;
		return true;
	}
	return pull_part(parse, token, found);
}

bool
text_parse_next_special(text_parse *parse, bool given)
{
	struct token *current = &parse->current;

	if (parse->count > 0)
	{
		*current = parse->ahead[parse->first];
		parse->first = (parse->first + 1) % TEXT_AHEAD;
		parse->count--;
	}
	else if (!pull_token(parse, current, given))
		return false;
	if (current->type == TOKEN_BLANK && current->len > TEXT_BLANK_MAX)
	{
		uint32		piece = blank_piece(parse->text + current->start);

		parse->first = (parse->first + TEXT_AHEAD - 1) % TEXT_AHEAD;
		parse->ahead[parse->first] = *current;
		parse->ahead[parse->first].start += piece;
		parse->ahead[parse->first].len -= piece;
		parse->count++;
		current->len = piece;
	}
	if (current->flags & TOKEN_PART)
		parse->parts_given += current->type != TOKEN_BLANK;
	else if (current->type >= TOKEN_URL && current->type <= TOKEN_COMPOUND)
	{
		parse->whole_of_part = *current;
		parse->parts_given = 0;
	}
	text_parse_set_current(parse);
	return true;
}

/* Reads one token more into the ring. One place of it is left free, for the rest of a blank. */
static bool
read_ahead(text_parse *parse)
{
	struct token *token = &parse->ahead[(parse->first + parse->count) % TEXT_AHEAD];
	bool		given = false;

	if (parse->count == TEXT_AHEAD - 1)
		return false;
	if ((parse->run.len | parse->parts_end | parse->has_pending) == 0)
	{
		if (!segment_next(&parse->segmenter, token))
			return false;
		given = true;
	}
	if (!(given && text_parse_is_plain(token)) && !pull_token(parse, token, given))
		return false;
	parse->count++;
	return true;
}

const struct token *
text_parse_read_ahead(text_parse *parse, uint32 n)
{
	while (parse->count <= n)
		if (!read_ahead(parse))
			return NULL;
	return &parse->ahead[(parse->first + n) % TEXT_AHEAD];
}

text_parse *
text_parse_current(const char *token, size_t len)
{
	for (text_parse *parse = running; parse != NULL; parse = parse->next)
		if (parse->current_text == token && parse->current_len == len)
			return parse;
	return NULL;
}

/* There are as many as dictionaries in the configuration that want it. */
struct text_attachment
{
	struct text_attachment *next;
	const void *owner;
	char		memory[FLEXIBLE_ARRAY_MEMBER];
};

void *
text_parse_attach(text_parse *parse, const void *owner, Size size)
{
	struct text_attachment *attachment;

	for (attachment = parse->attachments; attachment != NULL; attachment = attachment->next)
		if (attachment->owner == owner)
			return attachment->memory;
	attachment = MemoryContextAllocZero(parse->context, offsetof(struct text_attachment, memory) + size);
	attachment->owner = owner;
	attachment->next = parse->attachments;
	parse->attachments = attachment;
	return attachment->memory;
}

/* What a part is to the server, by its type. */
const uint8 text_part_type[TOKEN_TYPES] = {
	[TOKEN_LATIN] = TEXT_LATIN_PART,
	[TOKEN_ARABIC] = TEXT_ARABIC_PART,
	[TOKEN_WORD] = TEXT_WORD_PART,
	[TOKEN_NUMWORD] = TEXT_NUMWORD_PART,
	[TOKEN_INTEGER] = TEXT_NUMWORD_PART,
	[TOKEN_DECIMAL] = TEXT_NUMWORD_PART,
	[TOKEN_VERSION] = TEXT_NUMWORD_PART,
	[TOKEN_DATE] = TEXT_NUMWORD_PART,
	[TOKEN_URL] = TEXT_WORD_PART,
	[TOKEN_HOST] = TEXT_HOST_PART,
	[TOKEN_URLPATH] = TOKEN_URLPATH,
	[TOKEN_EMAIL] = TEXT_WORD_PART,
	[TOKEN_HASHTAG] = TEXT_WORD_PART,
	[TOKEN_MENTION] = TEXT_WORD_PART,
	[TOKEN_EMOJI] = TEXT_WORD_PART,
	[TOKEN_COMPOUND] = TEXT_WORD_PART,
	[TOKEN_BLANK] = TEXT_BLANK_PART,
};
