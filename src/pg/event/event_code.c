/*
 * The event_code type: I/O, the tree's operators and their index support, accessors and schemes.
 *
 * Comparison, hashing and sort support are the server's own int2 functions: see src/sql/10_event_code.sql.
 */
#include "pg/base/argument.h"
#include "pg/base/encoding.h"
#include "pg/base/report.h"
#include "pg/base/subtree.h"

#include <math.h>

#include "core/base/blank.h"
#include "core/event/event_code.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#define PG_GETARG_EVENT_CODE(n) ((event_code) PG_GETARG_INT16(n))
#define PG_RETURN_EVENT_CODE(x) PG_RETURN_INT16(x)

SMARTDIP_FUNCTION(smartdip_event_code_in);
SMARTDIP_FUNCTION(smartdip_event_code_out);
SMARTDIP_FUNCTION(smartdip_event_code_recv);
SMARTDIP_FUNCTION(smartdip_event_code_send);
SMARTDIP_FUNCTION(smartdip_event_code);
SMARTDIP_FUNCTION(smartdip_event_code_from_int);
SMARTDIP_FUNCTION(smartdip_event_code_under);
SMARTDIP_FUNCTION(smartdip_event_code_over);
SMARTDIP_FUNCTION(smartdip_event_code_under_support);
SMARTDIP_FUNCTION(smartdip_event_code_over_support);
SMARTDIP_FUNCTION(smartdip_event_code_last);
SMARTDIP_FUNCTION(smartdip_root);
SMARTDIP_FUNCTION(smartdip_base);
SMARTDIP_FUNCTION(smartdip_parent);
SMARTDIP_FUNCTION(smartdip_level);
SMARTDIP_FUNCTION(smartdip_known_event_code);
SMARTDIP_FUNCTION(smartdip_known_event_code_text);
SMARTDIP_FUNCTION(smartdip_label_event_code_text);
SMARTDIP_FUNCTION(smartdip_goldstein_event_code);
SMARTDIP_FUNCTION(smartdip_goldstein_event_code_text);
SMARTDIP_FUNCTION(smartdip_quad_class_event_code);
SMARTDIP_FUNCTION(smartdip_quad_class_event_code_text);
SMARTDIP_FUNCTION(smartdip_penta_class);
SMARTDIP_FUNCTION(smartdip_plover);
SMARTDIP_FUNCTION(smartdip_plover_event);
SMARTDIP_FUNCTION(smartdip_plover_mode);
SMARTDIP_FUNCTION(smartdip_plover_context);
SMARTDIP_FUNCTION(smartdip_quad_class_label);
SMARTDIP_FUNCTION(smartdip_plover_label);
SMARTDIP_FUNCTION(smartdip_event_codes);
SMARTDIP_FUNCTION(smartdip_event_code_schemes);

static event_code
parse_or_report(const char *s, size_t len, Node *escontext)
{
	event_code	code = 0;
	enum event_code_error error = event_code_parse(s, len, &code);
	const char *hint = event_code_error_hint(error, s, len);

	if (error != EVENT_CODE_OK)
		ereturn(escontext, 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "event_code", quoted_value(s, len)),
				 error_detail(event_code_error_text(error)),
				 hint ? errhint("%s", hint) : 0));
	return code;
}

Datum
smartdip_event_code_in(PG_FUNCTION_ARGS)
{
	const char *s = PG_GETARG_CSTRING(0);
	size_t		len = strlen(s);

	blank_trim(&s, &len);
	PG_RETURN_EVENT_CODE(parse_or_report(s, len, ESCONTEXT(fcinfo)));
}

Datum
smartdip_event_code_out(PG_FUNCTION_ARGS)
{
	char	   *result = palloc(EVENT_CODE_MAX_LENGTH + 1);

	result[event_code_format(PG_GETARG_EVENT_CODE(0), result)] = '\0';
	PG_RETURN_CSTRING(result);
}

/* The binary form is the text: it does not depend on how a server stores a code. */
Datum
smartdip_event_code_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			len = buf->len - buf->cursor;
	const char *s = pq_getmsgbytes(buf, len);
	event_code	code;
	enum event_code_error error = event_code_parse(s, len, &code);

	if (error != EVENT_CODE_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s: \"%s\"", "event_code", quoted_bytes(s, len)),
				 error_detail(event_code_error_text(error))));
	PG_RETURN_EVENT_CODE(code);
}

Datum
smartdip_event_code_send(PG_FUNCTION_ARGS)
{
	char text[	EVENT_CODE_MAX_LENGTH];
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbytes(&buf, text, (int) event_code_format(PG_GETARG_EVENT_CODE(0), text));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static Datum
code_from_number(int32 n, bool roots)
{
	event_code	code = 0;
	enum event_code_error error = event_code_from_number(n, roots, &code);
	const char *hint = event_code_error_hint(error, NULL, 0);

	if (error != EVENT_CODE_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot make an event code from the number %d", n),
				 error_detail(event_code_error_text(error)),
				 hint ? errhint("%s", hint) : 0));
	PG_RETURN_EVENT_CODE(code);
}

Datum
smartdip_event_code(PG_FUNCTION_ARGS)
{
	return code_from_number(PG_GETARG_INT32(0), true);
}

Datum
smartdip_event_code_from_int(PG_FUNCTION_ARGS)
{
	return code_from_number(PG_GETARG_INT32(0), PG_GETARG_BOOL(1));
}

/* code <@ top */
Datum
smartdip_event_code_under(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(event_code_under(PG_GETARG_EVENT_CODE(0), PG_GETARG_EVENT_CODE(1)));
}

/* top @> code */
Datum
smartdip_event_code_over(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(event_code_under(PG_GETARG_EVENT_CODE(1), PG_GETARG_EVENT_CODE(0)));
}

Datum
smartdip_event_code_under_support(PG_FUNCTION_ARGS)
{
	return subtree_support(fcinfo, 0, "event_code_last");
}

Datum
smartdip_event_code_over_support(PG_FUNCTION_ARGS)
{
	return subtree_support(fcinfo, 1, "event_code_last");
}

Datum
smartdip_event_code_last(PG_FUNCTION_ARGS)
{
	PG_RETURN_EVENT_CODE(event_code_last(PG_GETARG_EVENT_CODE(0)));
}

Datum
smartdip_root(PG_FUNCTION_ARGS)
{
	PG_RETURN_EVENT_CODE(event_code_root(PG_GETARG_EVENT_CODE(0)));
}

Datum
smartdip_base(PG_FUNCTION_ARGS)
{
	PG_RETURN_EVENT_CODE(event_code_base(PG_GETARG_EVENT_CODE(0)));
}

Datum
smartdip_parent(PG_FUNCTION_ARGS)
{
	event_code	code = PG_GETARG_EVENT_CODE(0);

	if (event_code_level(code) == 1)
		PG_RETURN_NULL();
	PG_RETURN_EVENT_CODE(event_code_parent(code));
}

Datum
smartdip_level(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(event_code_level(PG_GETARG_EVENT_CODE(0)));
}

/* Listed by an ontology that is in use; codes of older coders alone do not count. */
Datum
smartdip_known_event_code(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL((event_code_ontologies(PG_GETARG_EVENT_CODE(0)) & ~EVENT_CODE_LEGACY) != 0);
}

static int
ontology_arg(FunctionCallInfo fcinfo, int arg)
{
	text	   *name = PG_GETARG_TEXT_PP(arg);
	int			ontology = cached_name(fcinfo->flinfo, name, event_code_ontology_by_name);

	if (ontology == 0)
		report_unrecognized("event ontology", VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), event_code_ontology_names,
							EVENT_CODE_ONTOLOGIES, "; see event_code_schemes()");
	return ontology;
}

Datum
smartdip_known_event_code_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL((event_code_ontologies(PG_GETARG_EVENT_CODE(0)) & ontology_arg(fcinfo, 1)) != 0);
}

Datum
smartdip_label_event_code_text(PG_FUNCTION_ARGS)
{
	const char *label = event_code_label(PG_GETARG_EVENT_CODE(0), label_language(PG_GETARG_TEXT_PP(1)));

	if (label == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(utf8_to_text(label));
}

static enum event_code_scheme
scheme_arg(FunctionCallInfo fcinfo)
{
	text	   *name = PG_GETARG_TEXT_PP(1);
	int			scheme = cached_name(fcinfo->flinfo, name, event_code_scheme_by_name);

	if (scheme < 0)
		report_unrecognized("event scheme", VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), event_code_scheme_names,
							EVENT_SCHEME_COUNT, "; see event_code_schemes()");
	return (enum event_code_scheme) scheme;
}

static Datum
goldstein_datum(FunctionCallInfo fcinfo, enum event_code_scheme scheme)
{
	double		score = event_code_goldstein_score(PG_GETARG_EVENT_CODE(0), scheme);

	if (isnan(score))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(score);
}

Datum
smartdip_goldstein_event_code(PG_FUNCTION_ARGS)
{
	return goldstein_datum(fcinfo, EVENT_SCHEME_GDELT);
}

Datum
smartdip_goldstein_event_code_text(PG_FUNCTION_ARGS)
{
	return goldstein_datum(fcinfo, scheme_arg(fcinfo));
}

static Datum
quad_datum(FunctionCallInfo fcinfo, enum event_code_scheme scheme)
{
	int			quad = event_code_quad_class(PG_GETARG_EVENT_CODE(0), scheme);

	if (quad == EVENT_CLASS_NONE)
		PG_RETURN_NULL();
	PG_RETURN_INT16((int16) quad);
}

Datum
smartdip_quad_class_event_code(PG_FUNCTION_ARGS)
{
	return quad_datum(fcinfo, EVENT_SCHEME_GDELT);
}

Datum
smartdip_quad_class_event_code_text(PG_FUNCTION_ARGS)
{
	return quad_datum(fcinfo, scheme_arg(fcinfo));
}

/* Five classes: Phoenix's, which keep statements and appeals (01, 02) apart as neutral. */
Datum
smartdip_penta_class(PG_FUNCTION_ARGS)
{
	return quad_datum(fcinfo, EVENT_SCHEME_PHOENIX);
}

static Datum
name_datum(FunctionCallInfo fcinfo, const char *name)
{
	if (name == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

/* A CAMEO code in PLOVER, a PLOVER code as it is. */
Datum
smartdip_plover(PG_FUNCTION_ARGS)
{
	event_code	plover = event_code_plover(PG_GETARG_EVENT_CODE(0));

	if (plover == 0)
		PG_RETURN_NULL();
	PG_RETURN_EVENT_CODE(plover);
}

Datum
smartdip_plover_event(PG_FUNCTION_ARGS)
{
	return name_datum(fcinfo, event_code_plover_event(PG_GETARG_EVENT_CODE(0)));
}

Datum
smartdip_plover_mode(PG_FUNCTION_ARGS)
{
	return name_datum(fcinfo, event_code_plover_mode(PG_GETARG_EVENT_CODE(0)));
}

Datum
smartdip_plover_context(PG_FUNCTION_ARGS)
{
	return name_datum(fcinfo, event_code_plover_context(PG_GETARG_EVENT_CODE(0)));
}

Datum
smartdip_quad_class_label(PG_FUNCTION_ARGS)
{
	const char *label = event_quad_label(PG_GETARG_INT16(0), label_language(PG_GETARG_TEXT_PP(1)));

	if (label == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(utf8_to_text(label));
}

Datum
smartdip_plover_label(PG_FUNCTION_ARGS)
{
	text	   *name = PG_GETARG_TEXT_PP(0);
	const char *label = event_plover_label(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name),
										   label_language(PG_GETARG_TEXT_PP(1)));

	if (label == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(utf8_to_text(label));
}

/* The codes of a list that some of the ontologies have, in order. */
static void
put_codes(FunctionCallInfo fcinfo, const event_code *codes, size_t count, int ontologies)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	for (size_t i = 0; i < count; i++)
	{
		Datum		value = Int16GetDatum(codes[i]);
		bool		null = false;

		if (event_code_ontologies(codes[i]) & ontologies)
			tuplestore_putvalues(result->setResult, result->setDesc, &value, &null);
	}
}

Datum
smartdip_event_codes(PG_FUNCTION_ARGS)
{
	int			ontology = PG_ARGISNULL(0) ? ~EVENT_CODE_PLOVER : ontology_arg(fcinfo, 0);
	size_t		count;
	const event_code *codes = ontology == EVENT_CODE_PLOVER ? event_code_plover_list(&count) : event_code_list(&count);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	put_codes(fcinfo, codes, count, ontology);
	return (Datum) 0;
}

Datum
smartdip_event_code_schemes(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result;
	const event_scheme_info *schemes;
	size_t		count;

	InitMaterializedSRF(fcinfo, 0);
	result = (ReturnSetInfo *) fcinfo->resultinfo;
	schemes = event_code_scheme_list(&count);
	for (size_t i = 0; i < count; i++)
	{
		const char *columns[] = {schemes[i].measure, schemes[i].scheme, schemes[i].version,
		schemes[i].description, schemes[i].source};

		put_text_row(result, columns, lengthof(columns));
	}
	return (Datum) 0;
}
