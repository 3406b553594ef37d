/* libFuzzer target: the parser of event codes, from text and from numbers, and the facts looked up by a code. */
#include <string.h>

#include "core/event/event_code.h"
#include "fuzz.h"

static void
look_up(event_code code)
{
	char		buf[EVENT_CODE_MAX_LENGTH];
	event_code	again = 0;
	size_t		len = event_code_format(code, buf);

	require(event_code_is_valid(code));
	require(event_code_parse(buf, len, &again) == EVENT_CODE_OK && again == code);
	require(event_code_under(code, event_code_root(code)) && event_code_last(code) <= EVENT_CODE_LAST);
	for (int scheme = 0; scheme < EVENT_SCHEME_COUNT; scheme++)
	{
		(void) event_code_goldstein_score(code, (enum event_code_scheme) scheme);
		(void) event_quad_label(event_code_quad_class(code, (enum event_code_scheme) scheme), LABEL_AR);
	}
	require(event_code_last(code) >= code && event_code_is_valid(event_code_plover(code)) == (event_code_plover(code) != 0));
	(void) event_code_label(code, LABEL_EN);
	(void) event_code_plover_event(code);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	event_code	code = 0;
	int32_t		number = 0;
	enum event_code_error error = event_code_parse((const char *) data, size, &code);

	require(event_code_error_text(error) != NULL);
	(void) event_code_error_hint(error, (const char *) data, size);
	if (error == EVENT_CODE_OK)
		look_up(code);
	memcpy(&number, data, size < sizeof(number) ? size : sizeof(number));
	if (event_code_from_number(number, size % 2 == 0, &code) == EVENT_CODE_OK)
		look_up(code);
	return 0;
}
