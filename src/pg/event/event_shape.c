#include "pg/event/event_shape.h"

#include "pg/base/own_statement.h"

#include "utils/rel.h"

StaticAssertDecl((int) EVENT_ROW_COLUMNS == (int) MENTION_ROW_COLUMNS && (int) EVENT_ROW_ID == (int) MENTION_ROW_ID &&
				 (int) EVENT_ROW_DAY == (int) MENTION_ROW_DAY, "rows of events and mentions go the same way");

/* The last of the columns that a table cannot do without. */
static const int last_needed[] = {[EVENT_SHAPE_EVENTS] = EVENT_ROW_TARGET, [EVENT_SHAPE_MENTIONS] = MENTION_ROW_EVENT_ID};

enum event_shape
event_shape_of(Relation target)
{
	return OidIsValid(relation_column_type(target, "event_id")) && !OidIsValid(relation_column_type(target, "code"))
		? EVENT_SHAPE_MENTIONS : EVENT_SHAPE_EVENTS;
}

const char *
event_shape_row_type(enum event_shape shape)
{
	return shape == EVENT_SHAPE_MENTIONS ? "mention_row" : "event_row";
}

static bool
is_kept(enum event_shape shape, int column, bool url, bool names)
{
	if (shape == EVENT_SHAPE_MENTIONS)
		return url || column != MENTION_ROW_URL;
	return (url || column != EVENT_ROW_URL) &&
		(names || (column != EVENT_ROW_SOURCE_NAME && column != EVENT_ROW_TARGET_NAME));
}

void
event_shape_columns(enum event_shape shape, Relation target, TupleDesc row, bool url, bool names, bool wanted[EVENT_ROW_REASON])
{
	for (int i = 0; i < EVENT_ROW_REASON; i++)
	{
		const char *name = NameStr(TupleDescAttr(row, i)->attname);
		bool		there = OidIsValid(relation_column_type(target, name));

		if (!there && i <= last_needed[shape])
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("table \"%s\" has no column \"%s\"", RelationGetRelationName(target), name),
					 errhint("create_event_table() makes tables that events can be loaded into, create_mention_table() those for mentions.")));
		wanted[i] = there && is_kept(shape, i, url, names);
	}
}

void
event_shape_check_format(enum event_shape shape, enum event_format format, const bool wanted[EVENT_ROW_REASON], const char *table)
{
	bool		mention = event_format_is_mention(format);

	if (mention != (shape == EVENT_SHAPE_MENTIONS))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("lines of format %s do not go into table \"%s\"", event_format_name(format), table),
				 mention ? errdetail("They are mentions, the table is for events.") : errdetail("They are events, the table is for mentions."),
				 errhint("create_event_table() makes tables for events, create_mention_table() those for mentions.")));
	if (format == EVENT_FORMAT_POLECAT && !wanted[EVENT_ROW_PART])
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("lines of format %s do not go into table \"%s\"", event_format_name(format), table),
				 errdetail("A line may tell several events, and the table has no column \"part\" to tell them apart."),
				 errhint("Make it by create_event_table(name, parts => true).")));
}
