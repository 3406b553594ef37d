/* Tables of terms: lines to rows, rows to entries and terms. */
#include "lexicon_source.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE 65536

struct lexicon_source source = {.prefix = "", .suffix = ""};

void
source_stop(const char *message)
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
			source_stop("out of memory");
	}
	made = (char *) list->items + list->used++ * item;
	memset(made, 0, item);
	return made;
}

char *
source_copy(const char *s, size_t len)
{
	char	   *made = malloc(len + 1);

	if (made == NULL)
		source_stop("out of memory");
	memcpy(made, s, len);
	made[len] = '\0';
	return made;
}

void
source_fault(struct place place, const char *format, ...)
{
	va_list		args;

	if (source.faults++ >= FAULTS_SHOWN)
		return;
	fprintf(stderr, "%s:%d: ", place.file, place.line);
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
	int			broader;		/* -1: there is none */
	int			keeps;			/* likewise */
	int			domains;
	int			terms[COLUMNS_MAX];
};

static int
find_column(char *fields[], int count, const char *column)
{
	for (int i = 0; i < count; i++)
		if (strcmp(fields[i], column) == 0)
			return i;
	return -1;
}

static int
need_column(char *fields[], int count, const char *column, struct place place)
{
	int			found = find_column(fields, count, column);

	if (found < 0)
		source_fault(place, "there is no column %s", column);
	return found < 0 ? 0 : found;
}

static void
read_header(struct layout *layout, char *line, struct place place)
{
	char	   *fields[COLUMNS_MAX];

	layout->count = cut_fields(line, fields);
	if (layout->count > COLUMNS_MAX)
		source_stop("a file has too many columns");
	layout->key = need_column(fields, layout->count, source.key_column, place);
	layout->broader = source.broader_column != NULL ? find_column(fields, layout->count, source.broader_column) : -1;
	layout->keeps = source.keeps_column != NULL ? find_column(fields, layout->count, source.keeps_column) : -1;
	layout->domains = source.domains_column != NULL ? find_column(fields, layout->count, source.domains_column) : -1;
	for (int i = 0; i < source.term_column_count; i++)
		layout->terms[i] = need_column(fields, layout->count, source.term_columns[i], place);
}

static enum lexicon_error
add_phrase(const char *s, size_t len, const struct term *term, unsigned marks)
{
	static struct lexicon_term parsed;
	uint32_t	other = 0;
	enum lexicon_error error = lexicon_parse_term(s, len, term->kind, &parsed);

	if (error == LEXICON_OK)
		error = lexicon_build_add(&source.builder, term->entry, parsed.keys, parsed.count, parsed.marks | marks, &other);
	return error == LEXICON_AGAIN || error == LEXICON_SHARED ? LEXICON_OK : error;
}

/* The words of a title, so that it can be told from the name behind it. */
static unsigned
count_words(const char *s)
{
	unsigned	count = 1;

	for (; *s != '\0'; s++)
		count += *s == ' ';
	return count;
}

/* The term with each of the words beside it that are its company. */
static enum lexicon_error
add_in_company(const struct term *term, const char *language, unsigned marks)
{
	unsigned	signs;
	int			len = (int) lexicon_term_words(term->text, strlen(term->text), &signs);
	enum lexicon_error error = LEXICON_OK;

	for (size_t i = 0; i < source.companies.used && error == LEXICON_OK; i++)
	{
		const struct company *company = (struct company *) source.companies.items + i;
		char		phrase[LINE_SIZE];
		unsigned	title = company->after ? 0 : count_words(company->word);

		if (strcmp(company->language, language) != 0)
			continue;
		if (company->after)
			snprintf(phrase, sizeof(phrase), "%.*s %s", len, term->text, company->word);
		else
			snprintf(phrase, sizeof(phrase), "%s %.*s", company->word, len, term->text);
		error = add_phrase(phrase, strlen(phrase), term, marks | LEXICON_COVERS | title * LEXICON_TITLE);
	}
	return error;
}

static void
read_term(const char *s, size_t len, uint32_t entry, enum lexicon_terms kind, const char *language, struct place place)
{
	unsigned	signs;
	struct term *term = append(&source.terms, sizeof(struct term));
	enum lexicon_error error;

	*term = (struct term) {source_copy(s, len), place, entry, kind};
	lexicon_term_words(s, len, &signs);
	if (signs & LEXICON_SIGN_COMPANY && source.domains_column != NULL)
	{
		source_origin(entry)->asks_company = true;
		error = add_phrase(s, len, term, LEXICON_IN_COMPANY);
	}
	else if (signs & LEXICON_SIGN_COMPANY)
		error = add_in_company(term, language, signs & LEXICON_SIGN_UNSURE ? LEXICON_UNSURE : 0);
	else
		error = add_phrase(s, len, term, 0);
	if (error != LEXICON_OK)
	{
		source_fault(place, "\"%.*s\": %s", (int) len, s, lexicon_error_text(error));
		source.terms.used--;
	}
}

/* The next term of a column, trimmed; *s goes on behind it. False at the end. */
static bool
next_term(const char **s, const char **term, size_t *len, struct place place)
{
	while (**s != '\0')
	{
		*term = *s;
		*len = strcspn(*s, ";");
		*s += *len + ((*s)[*len] == ';');
		for (; *len > 0 && **term == ' '; (*len)--)
			(*term)++;
		for (; *len > 0 && (*term)[*len - 1] == ' '; (*len)--)
			;
		if (*len > 0)
			return true;
		source_fault(place, "there is nothing between two semicolons, or behind the last");
	}
	return false;
}

/* The head of an entry, which says whether it is a name. */
static enum lexicon_terms
read_head(const char *s, struct origin *origin)
{
	const char *term;
	size_t		len;
	unsigned	signs;

	if (!next_term(&s, &term, &len, origin->place))
		return LEXICON_TERMS_WRITTEN;
	origin->head = source_copy(term, lexicon_term_words(term, len, &signs));
	if (source.heads && signs & (LEXICON_SIGN_UNSURE | LEXICON_SIGN_COMPANY))
		source_fault(origin->place, "the first term of \"%s\" is its head, and has no ? and no ~", origin->lexeme);
	return lexicon_is_name(term, len) ? LEXICON_TERMS_NAMES : LEXICON_TERMS_WRITTEN;
}

static char *
copy_field(char *fields[], int column)
{
	return column < 0 ? source_copy("", 0) : source_copy(fields[column], strlen(fields[column]));
}

/* The entry of a row, made; false with a fault. */
static bool
read_entry(const struct layout *layout, char *fields[], struct place place, uint32_t *entry)
{
	char		lexeme[2 * LEXICON_LEXEME_MAX];
	int			len = snprintf(lexeme, sizeof(lexeme), "%s%s%s", source.prefix, fields[layout->key], source.suffix);
	enum lexicon_error error = fields[layout->key][0] == '\0' ? LEXICON_NO_LEXEME :
		lexicon_build_entry(&source.builder, lexeme, (size_t) len, 0, entry);
	struct origin *origin;

	if (error != LEXICON_OK)
	{
		source_fault(place, "%s \"%s\": %s", source.key_column, fields[layout->key], lexicon_error_text(error));
		return false;
	}
	if (*entry < source.origins.used)
	{
		origin = source_origin(*entry);
		source_fault(place, "%s \"%s\" stands in %s:%d already", source.key_column, fields[layout->key], origin->place.file, origin->place.line);
		return false;
	}
	origin = append(&source.origins, sizeof(struct origin));
	origin->lexeme = source_copy(lexeme, strlen(lexeme));
	origin->broader = copy_field(fields, layout->broader);
	origin->keeps = copy_field(fields, layout->keeps);
	origin->domains = copy_field(fields, layout->domains);
	origin->place = place;
	return true;
}

static void
read_row(const struct layout *layout, char *line, struct place place)
{
	char	   *fields[COLUMNS_MAX];
	uint32_t	entry;
	enum lexicon_terms kind;
	int			count = cut_fields(line, fields);

	if (count != layout->count)
	{
		source_fault(place, "%d fields, not %d", count, layout->count);
		return;
	}
	if (!read_entry(layout, fields, place, &entry))
		return;
	kind = read_head(fields[layout->terms[0]], source_origin(entry));
	for (int i = 0; i < source.term_column_count; i++)
	{
		const char *s = fields[layout->terms[i]];
		const char *term;
		size_t		len;

		if (*s == '\0' && !source.optional)
			source_fault(place, "%s \"%s\" has no term in column %s", source.key_column, fields[layout->key], source.term_columns[i]);
		while (next_term(&s, &term, &len, place))
			read_term(term, len, entry, kind, source.term_columns[i], place);
	}
}

void
source_read_lines(const char *file, void (*take_line) (void *arg, char *line, struct place place), void *arg)
{
	static char line[LINE_SIZE];
	struct place place = {file, 0};
	FILE	   *in = fopen(file, "rb");

	if (in == NULL)
	{
		source_fault(place, "cannot be read");
		return;
	}
	while (fgets(line, sizeof(line), in) != NULL)
	{
		size_t		len = strlen(line);

		place.line++;
		if (len + 1 == sizeof(line))
			source_stop("a line is too long");
		while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
			line[--len] = '\0';
		if (line[0] != '#')
			take_line(arg, line, place);
	}
	if (ferror(in))
		source_fault(place, "cannot be read");
	fclose(in);
}

static void
take_term_line(void *arg, char *line, struct place place)
{
	struct layout *layout = arg;

	if (layout->count == 0)
		read_header(layout, line, place);
	else
		read_row(layout, line, place);
}

void
source_read_table(const char *file)
{
	struct layout layout = {0};

	source_read_lines(file, take_term_line, &layout);
	if (layout.count == 0)
		source_fault((struct place) {file, 0}, "there is no header");
}

static void
take_company_line(void *arg, char *line, struct place place)
{
	bool	   *header = arg;
	char	   *fields[COLUMNS_MAX];
	int			count = cut_fields(line, fields);
	struct company *company;

	if (*header)
	{
		*header = false;
		return;
	}
	if (count != 4 || count_words(fields[1]) > LEXICON_TITLE_MAX)
	{
		source_fault(place, "not a language, a word or three, a place and a source");
		return;
	}
	company = append(&source.companies, sizeof(struct company));
	company->language = source_copy(fields[0], strlen(fields[0]));
	company->word = source_copy(fields[1], strlen(fields[1]));
	company->after = strcmp(fields[2], "after") == 0;
}

void
source_read_company(const char *file)
{
	bool		header = true;

	source_read_lines(file, take_company_line, &header);
}
