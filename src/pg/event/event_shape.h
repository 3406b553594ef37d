/*
 * Two kinds of tables that lines are loaded into: of events and of mentions.
 *
 * The composite types of their rows, event_row and mention_row, have as many columns; the id and the day come first, what has to
 * be there third, and the reason last. So the way from a line to its table is one for both.
 */
#ifndef SMARTDIP_PG_EVENT_SHAPE_H
#define SMARTDIP_PG_EVENT_SHAPE_H

#include "pg/event/event_line.h"

#include "utils/relcache.h"

enum event_shape
{
	EVENT_SHAPE_EVENTS,
	EVENT_SHAPE_MENTIONS
};

/* Which kind the table is, by its columns. */
extern enum event_shape event_shape_of(Relation target);

/* The name of the composite type. */
extern const char *event_shape_row_type(enum event_shape shape);

/*
 * Which of the row's columns the table has, and is to get; error 42703 where one is missing that has to be there. Url and names
 * say whether to keep URLs and actors' names.
 */
extern void event_shape_columns(enum event_shape shape, Relation target, TupleDesc row, bool url, bool names, bool wanted[EVENT_ROW_REASON]);

/* Error 42809 where lines of the format do not go into such a table, whose name is for the message. */
extern void event_shape_check_format(enum event_shape shape, enum event_format format, const bool wanted[EVENT_ROW_REASON], const char *table);

#endif
