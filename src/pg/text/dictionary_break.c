/* Words of scripts without spaces, by the dictionaries of ICU. */
#include "pg/text/dictionary_break.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "mb/pg_wchar.h"
#include "utils/memutils.h"

/*
 * ICU cuts a run whole before it gives the first word. Longer runs are given to it in pieces, so that its memory stays
 * small and queries can be cancelled; no text of a language has this many letters without a stop.
 */
#define PIECE_MAX 4096

struct dictionary_break
{
	UBreakIterator *iterator;
	UText		text;			/* must be set up once by UTEXT_INITIALIZER, then reopened */
	const char *run;
	size_t		len;
	size_t		piece;			/* where ICU's piece begins */
	size_t		piece_end;
	size_t		pos;
	MemoryContextCallback callback;
};

/* The backend's iterator: opening one loads rules and dictionaries, which a clone shares. */
static UBreakIterator *shared;
static bool shared_is_busy;

static void
check(UErrorCode status)
{
	if (U_FAILURE(status))
		ereport(ERROR,
				(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
				 errmsg("ICU could not cut text into words: %s", u_errorName(status))));
}

static UBreakIterator *
take_iterator(void)
{
	UErrorCode	status = U_ZERO_ERROR;
	UBreakIterator *clone;

	if (shared == NULL)
	{
		UBreakIterator *opened = ubrk_open(UBRK_WORD, "root", NULL, 0, &status);

		check(status);
		shared = opened;
	}
	if (!shared_is_busy)
	{
		shared_is_busy = true;
		return shared;
	}
#if U_ICU_VERSION_MAJOR_NUM >= 69
	clone = ubrk_clone(shared, &status);
#else
	clone = ubrk_safeClone(shared, NULL, NULL, &status);
#endif
	check(status);
	return clone;
}

static void
release(void *arg)
{
	dictionary_break *b = arg;

	if (b->iterator == NULL)
		return;
	if (b->iterator == shared)
		shared_is_busy = false;
	else
		ubrk_close(b->iterator);
	b->iterator = NULL;
	utext_close(&b->text);
}

dictionary_break *
dictionary_break_open(void)
{
	static const UText closed = UTEXT_INITIALIZER;
	dictionary_break *b = palloc0(sizeof(dictionary_break));

	b->text = closed;
	b->callback.func = release;
	b->callback.arg = b;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &b->callback);
	b->iterator = take_iterator();
	return b;
}

void
dictionary_break_close(dictionary_break *b)
{
	release(b);
}

static void
start_piece(dictionary_break *b)
{
	UErrorCode	status = U_ZERO_ERROR;

	b->piece = b->pos;
	b->piece_end = b->piece + pg_encoding_mbcliplen(PG_UTF8, b->run + b->piece, (int) Min(b->len - b->piece, PIECE_MAX), PIECE_MAX);
	utext_openUTF8(&b->text, b->run + b->piece, (int64_t) (b->piece_end - b->piece), &status);
	check(status);
	ubrk_setUText(b->iterator, &b->text, &status);
	check(status);
	(void) ubrk_first(b->iterator);
}

void
dictionary_break_run(dictionary_break *b, const char *utf8, size_t len)
{
	b->run = utf8;
	b->len = len;
	b->pos = b->piece_end = 0;
}

bool
dictionary_break_next(dictionary_break *b, size_t *start, size_t *len)
{
	int32_t		end;

	if (b->pos >= b->len)
		return false;
	if (b->pos >= b->piece_end)
		start_piece(b);
	end = ubrk_next(b->iterator);
	*start = b->pos;
	/* ICU always moves on before it reaches the end of the text; were it not to, the rest is one word. */
	b->pos = end == UBRK_DONE || b->piece + (size_t) end <= b->pos ? b->piece_end : b->piece + (size_t) end;
	*len = b->pos - *start;
	return true;
}
