/* libFuzzer target: the parser of actor codes, and everything that trusts what it let through. */

#include "core/actor/actor_code.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *) data;
	enum actor_code_error error = actor_code_check(s, size);
	char		out[ACTOR_CODE_MAX_LENGTH];
	char		label[ACTOR_LABEL_MAX];
	size_t		len;

	require(actor_code_error_text(error) != NULL);
	if (error != ACTOR_CODE_OK)
		return 0;

	require(size > 0 && size <= ACTOR_CODE_MAX_LENGTH && size % ACTOR_GROUP_LENGTH == 0);
	len = actor_code_canonical(s, size, out);
	require(actor_code_check(out, len) == ACTOR_CODE_OK);
	require(actor_code_contains(out, len, s, size) && actor_code_contains(s, size, out, len));
	require(actor_code_kind(s, size) == actor_code_kind(out, len));
	require(actor_kind_name(actor_code_kind(s, size)) != NULL);
	len = actor_code_last(s, size, out);
	require(actor_code_starts_with(out, len, s, size) && actor_code_compare(s, size, out, len) <= 0);
	require(actor_code_label(s, size, LABEL_EN, label, sizeof(label)) > 0);
	require(actor_code_label(s, size, LABEL_AR, label, size) <= size);
	return 0;
}
