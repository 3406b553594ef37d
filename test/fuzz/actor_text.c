/* libFuzzer target: actors in any bytes, on any day. The first bytes choose the day and the options. */
#include <string.h>

#include "core/lexicon/actor_text.h"
#include "fuzz.h"

struct bounds
{
	size_t		len;
	uint32_t	last_end;
};

static bool
see(void *arg, const struct actor_in_text *actor)
{
	struct bounds *bounds = arg;

	if (actor == NULL)
		return true;
	require(actor->start >= bounds->last_end && actor->start < actor->end && actor->end <= bounds->len);
	require(actor_code_check(actor->code, actor->code_len) == ACTOR_CODE_OK);
	bounds->last_end = actor->end;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct actor_text_options options = {.on_date = CALENDAR_ANY_DAY};
	struct bounds bounds = {0};
	char	   *text;

	if (size < 3)
		return 0;
	options.roles = data[0] & 1;
	if (data[0] & 2)
		options.on_date = (int32_t) (data[1] << 8 | data[2]) - 20000;
	bounds.len = size - 3;
	text = malloc(bounds.len + 1);	/* exactly as long as the text, for the sanitizer */
	memcpy(text, data + 3, bounds.len);
	actor_text(&options, text, bounds.len, see, &bounds);
	free(text);
	return 0;
}
