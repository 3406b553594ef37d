/* Columns of a table, found in a file, and their values. */
#include "pg/table/text_lines.h"

#include "pg/base/argument.h"
#include "pg/base/encoding.h"
#include "pg/base/report.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "core/actor/actor_code.h"
#include "core/base/ascii.h"
#include "core/base/blank.h"
#include "core/table/table_value.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/rel.h"
#include "utils/syscache.h"
#include "utils/timestamp.h"

/* Columns in which people write, and those that name an account. */
static const char *const words_columns[] = {"title", "body"};
static const char *const handle_columns[] = {"account", "source", "target"};

static bool
is_one_of(const char *name, const char *const *names, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* False for a type that no text is read as. */
static bool
column_kind(Form_pg_attribute attribute, Oid actor_code, enum text_column_kind *kind)
{
	const char *name = NameStr(attribute->attname);

	switch (attribute->atttypid)
	{
		case TEXTOID:
		case VARCHAROID:
			*kind = is_one_of(name, words_columns, lengthof(words_columns)) ? TEXT_COLUMN_WORDS
				: is_one_of(name, handle_columns, lengthof(handle_columns)) ? TEXT_COLUMN_HANDLE : TEXT_COLUMN_WORD;
			return true;
		case TIMESTAMPTZOID:
			*kind = TEXT_COLUMN_TIME;
			return true;
		case DATEOID:
			*kind = TEXT_COLUMN_DAY;
			return true;
		case INT8OID:
			*kind = TEXT_COLUMN_COUNT;
			return true;
		default:
			*kind = TEXT_COLUMN_ACTOR;
			return attribute->atttypid == actor_code;
	}
}

static Oid
actor_code_type(Oid schema)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("actor_code"), ObjectIdGetDatum(schema));
}

/* What the caller says of some columns. */
typedef struct asked_columns
{
	Datum	   *names;
	Datum	   *sources;
	bool	   *no_source;
	Datum	   *constants;
	bool	   *no_constant;
	bool	   *met;
	int			count;
} asked_columns;

static asked_columns
read_asked(ArrayType *names, ArrayType *sources, ArrayType *constants)
{
	asked_columns asked;
	bool	   *no_name;
	int			source_count;
	int			constant_count;

	deconstruct_array(names, TEXTOID, -1, false, TYPALIGN_INT, &asked.names, &no_name, &asked.count);
	deconstruct_array(sources, TEXTOID, -1, false, TYPALIGN_INT, &asked.sources, &asked.no_source, &source_count);
	deconstruct_array(constants, TEXTOID, -1, false, TYPALIGN_INT, &asked.constants, &asked.no_constant, &constant_count);
	for (int i = 0; i < asked.count; i++)
		if (no_name[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("the name of a column must not be null")));
	if (source_count != asked.count || constant_count != asked.count)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("the lists have different lengths"),
				 errdetail("There are %d columns, %d sources and %d constants.", asked.count, source_count, constant_count),
				 errhint("Name for each column of the table the one of the file that fills it, or a constant, or NULL in both.")));
	asked.met = palloc0(sizeof(bool) * (asked.count + 1));
	return asked;
}

/* Their place in the lists, -1 where nothing is said of the column. */
static int
place_in(const asked_columns *asked, const char *name)
{
	for (int i = 0; i < asked->count; i++)
		if (text_is(DatumGetTextPP(asked->names[i]), name))
		{
			asked->met[i] = true;
			return i;
		}
	return -1;
}

static void
check_all_met(const asked_columns *asked, Relation table)
{
	for (int i = 0; i < asked->count; i++)
		if (!asked->met[i])
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("table \"%s\" has no column \"%s\" that a file could fill", RelationGetRelationName(table),
							quoted_text(DatumGetTextPP(asked->names[i]))),
					 errhint("Columns that are read are of type text, timestamptz, date, bigint and actor_code, and are not generated.")));
}

static table_slice
utf8_slice(Datum value)
{
	utf8_span	span = text_to_utf8(DatumGetTextPP(value));

	return (table_slice) {span.s, span.len};
}

text_columns
text_columns_of(Relation table, Oid schema, ArrayType *names, ArrayType *sources, ArrayType *constants)
{
	TupleDesc	attributes = RelationGetDescr(table);
	Oid			actor_code = actor_code_type(schema);
	asked_columns asked = read_asked(names, sources, constants);
	text_columns columns = {.natts = attributes->natts, .column = palloc(sizeof(text_column) * (attributes->natts + 1))};

	for (int i = 0; i < attributes->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(attributes, i);
		text_column *column = &columns.column[columns.count];
		int			place;

		if (attribute->attisdropped || attribute->attgenerated != '\0' || attribute->attidentity != '\0' ||
			!column_kind(attribute, actor_code, &column->kind))
			continue;
		place = place_in(&asked, NameStr(attribute->attname));
		if (place >= 0 && asked.no_source[place] && asked.no_constant[place])
			continue;
		column->number = i;
		column->asked = place >= 0;
		column->needed = attribute->attnotnull && !attribute->atthasdef;
		column->place = -1;
		column->constant = place >= 0 && !asked.no_constant[place] ? utf8_slice(asked.constants[place]) : (table_slice) {NULL, 0};
		column->found = column->constant.s != NULL;
		column->source = place >= 0 && !asked.no_source[place] ? utf8_slice(asked.sources[place])
			: (table_slice) {NameStr(attribute->attname), strlen(NameStr(attribute->attname))};
		columns.count++;
	}
	check_all_met(&asked, table);
	return columns;
}

/* Names are the same whatever their case, and whether blanks, hyphens or low lines part their words. */
static bool
same_name(table_slice a, table_slice b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
	{
		char		x = a.s[i] == ' ' || a.s[i] == '-' ? '_' : ascii_lower(a.s[i]);
		char		y = b.s[i] == ' ' || b.s[i] == '-' ? '_' : ascii_lower(b.s[i]);

		if (x != y)
			return false;
	}
	return true;
}

static table_slice
trimmed(table_slice value)
{
	blank_trim(&value.s, &value.len);
	return value;
}

/* The names of a header, for a message. */
static const char *
header_names(const table_slice *header, int count)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < count && list.len < 300; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", quoted_bytes(header[i].s, header[i].len));
	return list.data;
}

static void
report_no_column(const text_column *column, const table_slice *header, int count)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("the file has no column \"%s\"", quoted_bytes(column->source.s, column->source.len)),
			 errdetail("Its columns are %s.", header_names(header, count)),
			 errhint("Say which of them stands for which column of the table (smartdip-load: --map COLUMN=NAME), or give one value for all rows (--set COLUMN=VALUE).")));
}

void
text_columns_find(text_columns *columns, const table_slice *header, int count)
{
	for (int i = 0; i < columns->count; i++)
	{
		text_column *column = &columns->column[i];

		if (column->constant.s != NULL)
			continue;
		for (int j = 0; j < count; j++)
		{
			if (!same_name(trimmed(header[j]), column->source))
				continue;
			if (column->place >= 0)
				ereport(ERROR,
						(errcode(ERRCODE_DUPLICATE_COLUMN),
						 errmsg("the file has two columns \"%s\"", quoted_bytes(column->source.s, column->source.len)),
						 errhint("Give one of them another name in the header of the file.")));
			column->place = j;
			column->found = true;
		}
		if (column->place < 0 && (column->asked || column->needed))
			report_no_column(column, header, count);
	}
}

void
text_columns_number(text_columns *columns, int count)
{
	char		digits[12];
	table_slice *header = palloc(sizeof(table_slice) * (count + 1));

	for (int i = 0; i < count; i++)
	{
		int			len = snprintf(digits, sizeof(digits), "%d", i + 1);

		header[i] = (table_slice) {pnstrdup(digits, len), (size_t) len};
	}
	text_columns_find(columns, header, count);
}

/* What stands for the value in the table, by the server's own way to write moments and days. */
static enum table_error
read_value(enum text_column_kind kind, table_slice value, text **result, const char **detail)
{
	int64		number;
	int32		day;
	enum table_error error;
	enum actor_code_error actor;

	switch (kind)
	{
		case TEXT_COLUMN_TIME:
			if ((error = table_time(value, &number)) == TABLE_OK)
				*result = cstring_to_text(DatumGetCString(DirectFunctionCall1(timestamptz_out, TimestampTzGetDatum(number))));
			return error;
		case TEXT_COLUMN_DAY:
			if ((error = table_day(value, &day)) == TABLE_OK)
				*result = cstring_to_text(DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(day))));
			return error;
		case TEXT_COLUMN_COUNT:
			if ((error = table_count(value, &number)) == TABLE_OK)
				*result = cstring_to_text(psprintf("%lld", (long long) number));
			return error;
		case TEXT_COLUMN_ACTOR:
			if ((actor = actor_code_check_read(value.s, value.len)) != ACTOR_CODE_OK)
			{
				*detail = actor_code_error_text(actor);
				return TABLE_NOT_ACTOR;
			}
			/* FALLTHROUGH */
		default:
			*result = utf8_to_text_or_null(value.s, value.len);
			return *result != NULL ? TABLE_OK : TABLE_FOREIGN;
	}
}

enum table_error
text_column_read(const text_column *column, table_slice value, text **result, const char **detail)
{
	bool		missing;

	*result = NULL;
	*detail = NULL;
	if (column->kind == TEXT_COLUMN_WORDS)
		missing = value.s == NULL || trimmed(value).len == 0;
	else
	{
		value = trimmed(value);
		missing = table_is_missing(value);
	}
	if (missing)
		return column->needed ? TABLE_MISSING : TABLE_OK;
	if (column->kind == TEXT_COLUMN_HANDLE && value.s[0] == '@' && value.len > 1)
		value = (table_slice) {value.s + 1, value.len - 1};
	return read_value(column->kind, value, result, detail);
}
