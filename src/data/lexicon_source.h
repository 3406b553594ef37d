/*
 * Tables of terms, read for build_lexicon.c: every row an entry of the builder, every term its phrases. Faults are told with
 * file and line as they come.
 */
#ifndef SMARTDIP_DATA_LEXICON_SOURCE_H
#define SMARTDIP_DATA_LEXICON_SOURCE_H

#include "core/lexicon/lexicon_build.h"
#include "core/lexicon/lexicon_term.h"

#define COLUMNS_MAX 32

/* More faults are counted, and not told. */
#define FAULTS_SHOWN 500

/* Where something stands. */
struct place
{
	const char *file;
	int			line;
};

struct term
{
	char	   *text;
	struct place place;
	uint32_t	entry;
	enum lexicon_terms kind;
};

/* An entry as it was read; its number is that of the builder. */
struct origin
{
	char	   *lexeme;
	char	   *head;
	char	   *broader;		/* a key; empty: none */
	char	   *keeps;			/* keys, parted by blanks; empty: none */
	char	   *domains;		/* likewise */
	bool		asks_company;	/* a term of it does */
	struct place place;
	uint32_t	parent;			/* plus one; 0: none */
	uint32_t   *kept;			/* entries, by number */
	size_t		kept_count;
};

/* A word in whose company terms count. */
struct company
{
	char	   *language;
	char	   *word;
	bool		after;
};

struct list
{
	void	   *items;
	size_t		used;
	size_t		size;
};

/* What the command line says, and what the tables hold. */
struct lexicon_source
{
	const char *prefix;
	const char *suffix;
	const char *broader_column;
	const char *keeps_column;
	const char *domains_column;
	const char *key_column;
	char	   *term_columns[COLUMNS_MAX];
	int			term_column_count;
	bool		optional;		/* a column of terms may be empty */
	bool		heads;			/* every entry has a head of its own */
	struct lexicon_builder builder;
	struct list terms;
	struct list origins;
	struct list companies;
	int			faults;
};

extern struct lexicon_source source;

extern void source_read_table(const char *file);
extern void source_read_company(const char *file);

/* Calls back for each line of a file that is no comment, cut of its end; a file that cannot be read is a fault. */
extern void source_read_lines(const char *file, void (*take_line) (void *arg, char *line, struct place place), void *arg);

extern void source_fault(struct place place, const char *format, ...);

/* Ends the program: what went wrong is no fault of the tables. */
extern _Noreturn void source_stop(const char *message);
extern char *source_copy(const char *s, size_t len);

static inline struct term *
source_term(size_t i)
{
	return (struct term *) source.terms.items + i;
}

static inline struct origin *
source_origin(size_t i)
{
	return (struct origin *) source.origins.items + i;
}

#endif
