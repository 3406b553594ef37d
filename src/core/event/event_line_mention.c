/*
 * GDELT's mentions: a line for each document that tells of an event.
 *
 * There is no id in them. A mention is the event, the moment, the document and the place in it: these make the id, so that
 * the same mention is the same one from every copy of the file.
 */
#include "core/event/event_line_format.h"

#include "core/base/array.h"

/* GDELT writes -1 for an actor or action that stands nowhere in the text. */
static enum event_line_error
parse_offset(event_line_state *state, int kind, unsigned bit, int32_t *offset)
{
	enum event_line_error error = event_line_keep_count(state, kind, bit, -1, INT32_MAX, offset);

	if (error == EVENT_LINE_OK && state->row->has & bit && *offset < 0)
		state->row->has &= ~bit;
	return error;
}

/* The event of the mention, and when both were. */
static enum event_line_error
parse_event(event_line_state *state)
{
	event_line_row *row = state->row;
	event_mention *mention = &row->mention;
	event_slice value;
	enum event_line_error error;

	event_line_kept(state, COLUMN_ID, &value);
	if ((error = event_line_parse_integer(value, 0, INT64_MAX, &mention->event_id)) != EVENT_LINE_OK)
		return event_line_refuse(state, COLUMN_ID, value, error);
	event_line_kept(state, COLUMN_DAY, &value);
	if ((error = event_line_parse_added(value, &row->added)) != EVENT_LINE_OK)
		return event_line_refuse(state, COLUMN_DAY, value, error);
	row->has |= EVENT_HAS_ADDED;
	if (!event_line_kept(state, COLUMN_EVENT_TIME, &value))
		return EVENT_LINE_OK;
	if ((error = event_line_parse_added(value, &mention->event_time)) != EVENT_LINE_OK)
		return event_line_refuse(state, COLUMN_EVENT_TIME, value, error);
	row->has |= EVENT_HAS_EVENT_TIME;
	return EVENT_LINE_OK;
}

static enum event_line_error
parse_numbers(event_line_state *state)
{
	event_line_row *row = state->row;
	event_mention *mention = &row->mention;
	int32_t		flag = 0;
	enum event_line_error error;

	if ((error = event_line_keep_count(state, COLUMN_MENTION_TYPE, EVENT_HAS_KIND, 1, 9, &mention->kind)) != EVENT_LINE_OK ||
		(error = event_line_keep_count(state, COLUMN_SENTENCE, EVENT_HAS_SENTENCE, 0, INT32_MAX, &mention->sentence)) != EVENT_LINE_OK ||
		(error = parse_offset(state, COLUMN_SOURCE_OFFSET, EVENT_HAS_SOURCE_OFFSET, &mention->source_offset)) != EVENT_LINE_OK ||
		(error = parse_offset(state, COLUMN_TARGET_OFFSET, EVENT_HAS_TARGET_OFFSET, &mention->target_offset)) != EVENT_LINE_OK ||
		(error = parse_offset(state, COLUMN_ACTION_OFFSET, EVENT_HAS_ACTION_OFFSET, &mention->action_offset)) != EVENT_LINE_OK ||
		(error = event_line_keep_count(state, COLUMN_IN_RAW_TEXT, EVENT_HAS_IN_RAW_TEXT, 0, 1, &flag)) != EVENT_LINE_OK ||
		(error = event_line_keep_count(state, COLUMN_CONFIDENCE, EVENT_HAS_CONFIDENCE, 0, 100, &mention->confidence)) != EVENT_LINE_OK ||
		(error = event_line_keep_count(state, COLUMN_DOC_LENGTH, EVENT_HAS_DOC_LENGTH, 0, INT32_MAX, &mention->doc_length)) != EVENT_LINE_OK)
		return error;
	mention->in_raw_text = flag != 0;
	return event_line_keep_real(state, COLUMN_TONE, EVENT_HAS_TONE, 1e300, &row->tone);
}

static void
make_id(event_line_state *state)
{
	event_line_row *row = state->row;
	const event_mention *mention = &row->mention;
	int64_t		numbers[] = {
		mention->event_id, row->added, row->has & EVENT_HAS_SENTENCE ? mention->sentence : -1,
		row->has & EVENT_HAS_SOURCE_OFFSET ? mention->source_offset : -1,
		row->has & EVENT_HAS_TARGET_OFFSET ? mention->target_offset : -1,
		row->has & EVENT_HAS_ACTION_OFFSET ? mention->action_offset : -1
	};
	uint64_t	hash = EVENT_HASH_BEGIN;

	for (size_t i = 0; i < lengthof(numbers); i++)
		hash = event_hash_add_number(hash, numbers[i]);
	row->id = event_hash_id(event_hash_add(hash, row->url.s, row->url.len));
}

enum event_line_error
event_line_parse_mention(event_line_state *state)
{
	event_line_row *row = state->row;
	enum event_line_error error;

	if ((error = parse_event(state)) != EVENT_LINE_OK || (error = parse_numbers(state)) != EVENT_LINE_OK)
		return error;
	event_line_kept(state, COLUMN_SOURCE_NAME, &row->source_name);
	event_line_kept(state, COLUMN_URL, &row->url);
	event_line_kept(state, COLUMN_TRANSLATION, &row->mention.translation);
	event_line_kept(state, COLUMN_EXTRAS, &row->mention.extras);
	make_id(state);
	return EVENT_LINE_OK;
}
