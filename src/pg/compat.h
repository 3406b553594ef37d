/*
 * All differences between the server versions that smartdip compiles on (15 to 18) stand here.
 *
 * What 19 changes, seen with its first release candidate and gcc 16; with this done it compiles and loads:
 * - copyObject() uses typeof_unqual, which -std=gnu11 does not know: -std=gnu23 for src/pg;
 * - utils/tuplestore.h no longer comes with others and has to be included for tuplestore_putvalues();
 * - ExecInsertIndexTuples(result, estate, flags, slot, arbiters, conflict) has another order and flags for booleans;
 * - a TupleDesc made by hand (event_batch.c) needs TupleDescFinalize(), or the server crashes when it is used;
 * - pushJsonbValue() takes a JsonbInState and returns nothing: what is complete is its field result;
 * - numeric_div_opt_error() is numeric_div_safe().
 * And in the tests: the HINT for an unknown function or operator is a DETAIL and a HINT (actor_code, power_aggregate), plans
 * have index-only scans (event_code), standard_conforming_strings cannot be off (030_load), and the server's English
 * stemmer has further rules (210_english_stem).
 */
#ifndef SMARTDIP_PG_COMPAT_H
#define SMARTDIP_PG_COMPAT_H

#include "postgres.h"
#include "fmgr.h"

#if PG_VERSION_NUM < 150000
#error "smartdip needs PostgreSQL 15 or later"
#endif

/* 18 writes it before a declaration, and no longer has the attribute behind it. */
#ifndef pg_noreturn
#define pg_noreturn pg_attribute_noreturn()
#endif

/*
 * Soft errors came with 16: an input function reports through escontext, so that pg_input_is_valid() and
 * COPY ... ON_ERROR can go on. Before, the same call raises the error.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#define ESCONTEXT(fcinfo) ((fcinfo)->context)
#else
#define ESCONTEXT(fcinfo) NULL
#define ereturn(escontext, dummy, ...) \
	do { (void) (escontext); ereport(ERROR, __VA_ARGS__); return dummy; } while (0)
#endif

/* 16 added an argument for updates of BRIN columns alone. */
#if PG_VERSION_NUM >= 160000
#define INSERT_INDEX_TUPLES(result, slot, estate) ExecInsertIndexTuples(result, slot, estate, false, false, NULL, NIL, false)
#else
#define INSERT_INDEX_TUPLES(result, slot, estate) ExecInsertIndexTuples(result, slot, estate, false, false, NULL, NIL)
#endif

/* 18 added a row that is no conflict of its own; there is none before it was inserted. */
#if PG_VERSION_NUM >= 180000
#define CHECK_INDEX_CONSTRAINTS(result, slot, estate, conflict, none) \
	ExecCheckIndexConstraints(result, slot, estate, conflict, none, NIL)
#else
#define CHECK_INDEX_CONSTRAINTS(result, slot, estate, conflict, none) ExecCheckIndexConstraints(result, slot, estate, conflict, NIL)
#endif

/* 18 dropped an argument that was the same always. */
#if PG_VERSION_NUM >= 180000
#define EXECUTOR_RUN(query) ExecutorRun(query, ForwardScanDirection, 0)
#else
#define EXECUTOR_RUN(query) ExecutorRun(query, ForwardScanDirection, 0, true)
#endif

/* 16 added soft errors to the reading of qualified names. */
#if PG_VERSION_NUM >= 160000
#define QUALIFIED_NAME_LIST(name) stringToQualifiedNameList(name, NULL)
#else
#define QUALIFIED_NAME_LIST(name) stringToQualifiedNameList(name)
#endif

/* 16 added soft errors to the reading of numbers: the last argument of float8in_internal(). */
#if PG_VERSION_NUM >= 160000
#define FLOAT8IN_CONTEXT , NULL
#else
#define FLOAT8IN_CONTEXT
#endif

/*
 * The library hides its symbols, so that the core's names never meet another extension's. The functions that SQL
 * calls are shown; PG_FUNCTION_INFO_V1 does that by itself from 16 on only.
 */
#define SMARTDIP_FUNCTION(name) \
	extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
	PG_FUNCTION_INFO_V1(name)

#endif
