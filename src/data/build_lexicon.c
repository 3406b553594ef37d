/*
 * Compiles a lexicon of src/data into a constant of the library, at make time: the terms go through the very code
 * that analyses texts.
 *
 *	build_lexicon [OPTION...] NAME KEY TERMS FILE...	> lexicon_NAME.h
 *
 * KEY is the column whose value, behind the prefix, is an entry's lexeme; TERMS are the columns with its terms, parted
 * by commas; in them "; " parts the terms. The output declares lexicon_NAME[], to be opened by lexicon_open().
 *
 *	--prefix P		begins every lexeme
 *	--optional		a column of terms may be empty
 *
 * All faults of all files are told with file and line; with one of them there is no output. Beside what cannot be
 * read, faults are: an empty column of terms, a term of two entries (seen by its keys, as a text meets it), and a term
 * that the finished lexicon does not find in itself.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/lexicon_build.h"
#include "core/lexicon/lexicon_term.h"
#include "core/lexicon/text_match.h"

#define COLUMNS_MAX 32
#define FAULTS_SHOWN 500
#define LINE_SIZE 65536

struct term
{
	char	   *text;
	const char *file;
	int			line;
	uint32_t	entry;
};

/* Where an entry was made. */
struct origin
{
	char	   *lexeme;
	const char *file;
	int			line;
};

struct list
{
	void	   *items;
	size_t		used;
	size_t		size;
};

static const char *prefix = "";
static bool optional;

static const char *name;
static const char *key_column;
static char *term_columns[COLUMNS_MAX];
static int	term_column_count;

static struct lexicon_builder builder;
static struct list terms;
static struct list origins;
static int	faults;

static void
stop(const char *message)
{
	fprintf(stderr, "build_lexicon: %s\n", message);
	exit(2);
}

/* One more item, filled with zeros. */
static void *
append(struct list *list, size_t item)
{
	char	   *made;

	if (list->used == list->size)
	{
		list->size = list->size == 0 ? 1024 : 2 * list->size;
		if ((list->items = realloc(list->items, list->size * item)) == NULL)
			stop("out of memory");
	}
	made = (char *) list->items + list->used++ * item;
	memset(made, 0, item);
	return made;
}

static char *
copy(const char *s, size_t len)
{
	char	   *made = malloc(len + 1);

	if (made == NULL)
		stop("out of memory");
	memcpy(made, s, len);
	made[len] = '\0';
	return made;
}

static void
fault(const char *file, int line, const char *format, ...)
{
	va_list		args;

	if (faults++ >= FAULTS_SHOWN)
		return;
	fprintf(stderr, "%s:%d: ", file, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

/* The fields of a line, cut in place. */
static int
cut_fields(char *line, char *fields[COLUMNS_MAX])
{
	int			count = 0;

	for (;;)
	{
		char	   *tab = strchr(line, '\t');

		if (count == COLUMNS_MAX)
			return COLUMNS_MAX + 1;
		fields[count++] = line;
		if (tab == NULL)
			return count;
		*tab = '\0';
		line = tab + 1;
	}
}

/* How the columns of a file lie. */
struct layout
{
	int			count;
	int			key;
	int			terms[COLUMNS_MAX];
};

static int
find_column(char *fields[], int count, const char *column, const char *file, int line)
{
	for (int i = 0; i < count; i++)
		if (strcmp(fields[i], column) == 0)
			return i;
	fault(file, line, "there is no column %s", column);
	return 0;
}

static void
read_header(struct layout *layout, char *line, const char *file, int number)
{
	char	   *fields[COLUMNS_MAX];

	layout->count = cut_fields(line, fields);
	if (layout->count > COLUMNS_MAX)
		stop("a file has too many columns");
	layout->key = find_column(fields, layout->count, key_column, file, number);
	for (int i = 0; i < term_column_count; i++)
		layout->terms[i] = find_column(fields, layout->count, term_columns[i], file, number);
}

static void
read_term(const char *s, size_t len, uint32_t entry, const char *file, int line)
{
	static struct lexicon_term parsed;
	struct term *term;
	uint32_t	other = 0;
	enum lexicon_error error = lexicon_parse_term(s, len, &parsed);

	if (error == LEXICON_OK)
		error = lexicon_build_add(&builder, entry, parsed.keys, parsed.count, &other);
	if (error == LEXICON_SHARED)
	{
		const struct origin *origin = (struct origin *) origins.items + other;

		fault(file, line, "\"%.*s\" is a term of %s, too (%s:%d)", (int) len, s, origin->lexeme, origin->file, origin->line);
		return;
	}
	if (error != LEXICON_OK && error != LEXICON_AGAIN)
	{
		fault(file, line, "\"%.*s\": %s", (int) len, s, lexicon_error_text(error));
		return;
	}
	term = append(&terms, sizeof(struct term));
	term->text = copy(s, len);
	term->file = file;
	term->line = line;
	term->entry = entry;
}

/* The terms of one column; gives their number. */
static int
read_terms(const char *s, uint32_t entry, const char *file, int line)
{
	int			count = 0;

	while (*s != '\0')
	{
		size_t		len = strcspn(s, ";");
		const char *next = s + len + (s[len] == ';');

		for (; len > 0 && *s == ' '; len--)
			s++;
		for (; len > 0 && s[len - 1] == ' '; len--)
			;
		if (len == 0)
			fault(file, line, "there is nothing between two semicolons, or behind the last");
		else
			read_term(s, len, entry, file, line);
		count++;
		s = next;
	}
	return count;
}

static void
read_row(const struct layout *layout, char *line, const char *file, int number)
{
	char	   *fields[COLUMNS_MAX];
	char		lexeme[LEXICON_LEXEME_MAX + 2];
	uint32_t	entry;
	enum lexicon_error error;
	int			count = cut_fields(line, fields);
	int			len;

	if (count != layout->count)
	{
		fault(file, number, "%d fields, not %d", count, layout->count);
		return;
	}
	len = snprintf(lexeme, sizeof(lexeme), "%s%s", prefix, fields[layout->key]);
	error = fields[layout->key][0] == '\0' ? LEXICON_NO_LEXEME :
		lexicon_build_entry(&builder, lexeme, len < 0 ? 0 : (size_t) len, 0, &entry);
	if (error != LEXICON_OK)
	{
		fault(file, number, "%s \"%s\": %s", key_column, fields[layout->key], lexicon_error_text(error));
		return;
	}
	if (entry == origins.used)
	{
		struct origin *origin = append(&origins, sizeof(struct origin));

		origin->lexeme = copy(lexeme, strlen(lexeme));
		origin->file = file;
		origin->line = number;
	}
	else
	{
		const struct origin *origin = (struct origin *) origins.items + entry;

		fault(file, number, "%s \"%s\" stands in %s:%d already", key_column, fields[layout->key], origin->file, origin->line);
	}
	for (int i = 0; i < term_column_count; i++)
		if (read_terms(fields[layout->terms[i]], entry, file, number) == 0 && !optional)
			fault(file, number, "%s \"%s\" has no term in column %s", key_column, fields[layout->key], term_columns[i]);
}

static void
read_file(const char *file)
{
	static char line[LINE_SIZE];
	struct layout layout = {0};
	FILE	   *in = fopen(file, "rb");
	int			number = 0;

	if (in == NULL)
	{
		fault(file, 0, "cannot be read");
		return;
	}
	while (fgets(line, sizeof(line), in) != NULL)
	{
		size_t		len = strlen(line);

		number++;
		if (len + 1 == sizeof(line))
			stop("a line is too long");
		while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
			line[--len] = '\0';
		if (line[0] == '#')
			continue;
		if (layout.count == 0)
			read_header(&layout, line, file, number);
		else
			read_row(&layout, line, file, number);
	}
	if (ferror(in) || layout.count == 0)
		fault(file, number, "there is no header");
	fclose(in);
}

/* A term's own text, as the lexicon reads it. */
struct own_text
{
	uint32_t	entry;
	uint32_t	last;
	bool		found;
};

static bool
note_match(void *arg, const struct text_match *match)
{
	struct own_text *text = arg;

	text->found |= match != NULL && match->entry == text->entry && match->first == 0 && match->last == text->last;
	return !text->found;
}

/* Every term has to be found in itself, without its quotes. */
static void
check_terms(const uint32_t *blob)
{
	static struct lexicon_term parsed;
	struct lexicon lexicon;

	lexicon_open(&lexicon, blob);
	for (size_t i = 0; i < terms.used; i++)
	{
		const struct term *term = (struct term *) terms.items + i;
		char	   *plain = copy(term->text, strlen(term->text));
		struct own_text text = {.entry = term->entry};
		size_t		len = 0;

		for (const char *s = term->text; *s != '\0'; s++)
			if (*s != '"')
				plain[len++] = *s;
		lexicon_parse_term(term->text, strlen(term->text), &parsed);
		text.last = (uint32_t) parsed.count - 1;
		text_match(&lexicon, TEXT_MATCH_ALL, plain, len, note_match, &text);
		if (!text.found)
			fault(term->file, term->line, "\"%s\" is not found in itself: it is cut or analysed otherwise in a text", term->text);
		free(plain);
	}
}

static void
write_blob(const uint32_t *blob, size_t words, char *files[])
{
	printf("/* Made by src/data/build_lexicon.c from");
	for (int i = 0; files[i] != NULL; i++)
		printf(" %s", files[i]);
	printf(". Do not edit: change the TSV. */\n/* %zu entries, %zu terms, %zu bytes */\n\n", origins.used, terms.used,
		   words * sizeof(uint32_t));
	printf("static const uint32_t lexicon_%s[%zu] = {", name, words);
	for (size_t i = 0; i < words; i++)
		printf(blob[i] < 10 ? "%s%u," : "%s0x%x,", i % 16 == 0 ? "\n" : "", blob[i]);
	puts("\n};");
}

static void *
take(void *arg, size_t size)
{
	(void) arg;
	return malloc(size);
}

static void
give(void *arg, void *memory)
{
	(void) arg;
	free(memory);
}

static int
read_options(int argc, char **argv)
{
	int			i = 1;

	for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++)
	{
		if (strcmp(argv[i], "--optional") == 0)
			optional = true;
		else if (strcmp(argv[i], "--prefix") == 0 && i + 1 < argc)
			prefix = argv[++i];
		else
			stop("unknown option");
	}
	if (argc - i < 4)
		stop("usage: build_lexicon [--prefix P] [--optional] NAME KEY TERMS FILE...");
	return i;
}

int
main(int argc, char **argv)
{
	static const struct lexicon_memory memory = {take, give, NULL};
	int			first = read_options(argc, argv);
	size_t		words;
	uint32_t   *blob;

	name = argv[first];
	key_column = argv[first + 1];
	for (char *column = strtok(argv[first + 2], ","); column != NULL; column = strtok(NULL, ","))
	{
		if (term_column_count == COLUMNS_MAX)
			stop("too many columns of terms");
		term_columns[term_column_count++] = column;
	}
	lexicon_build_begin(&builder, &memory);
	for (int i = first + 3; i < argc; i++)
		read_file(argv[i]);
	if (lexicon_build_finish(&builder, &words) != LEXICON_OK || (blob = malloc(words * sizeof(uint32_t))) == NULL)
		stop("out of memory");
	lexicon_build_write(&builder, blob);
	if (!lexicon_check(blob, words))
		stop("the blob that was built is no good");
	check_terms(blob);
	if (faults > 0)
	{
		fprintf(stderr, "build_lexicon: %d faults%s\n", faults, faults > FAULTS_SHOWN ? ", the first of them shown" : "");
		return 1;
	}
	write_blob(blob, words, argv + first + 3);
	return ferror(stdout) || fflush(stdout) != 0 ? 1 : 0;
}
