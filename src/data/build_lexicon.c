/*
 * Compiles a lexicon of src/data into a constant of the library, at make time: the terms go through the very code
 * that analyses texts.
 *
 *	build_lexicon [OPTION...] NAME KEY TERMS FILE...	> lexicon_NAME.h
 *
 * KEY is the column whose value, between prefix and suffix, is an entry's lexeme; TERMS are the columns with its terms,
 * parted by commas and named after their languages; in them "; " parts the terms. The first term of the first column is the
 * head of its entry, and tells whether the entry is a name. The output declares lexicon_NAME[], to be opened by lexicon_open().
 *
 *	--prefix P		begins every lexeme
 *	--suffix S		ends it
 *	--optional		a column of terms may be empty
 *	--heads			every entry needs a head of its own, without the signs ? and ~
 *	--broader B		a column that may name a broader entry by its key; files may lack it. It becomes the entry's tag, plus one
 *	--company FILE	the words (language, word, place) in whose company a term with the sign ~ counts
 *	--takes FILE	instead of a lexicon: what takes the lines of the file, as lines of text, entry, term, and "whole" or "part". A
 *					line that is a stop word is taken by nothing
 *
 * All faults of all files are told with file and line; with one of them there is no output. Beside what cannot be
 * read, faults are: an empty column of terms, a term that the finished lexicon does not find in itself, a broader entry that
 * there is not, and entries in a circle.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/lexicon_build.h"
#include "core/lexicon/lexicon_term.h"
#include "core/lexicon/text_match.h"
#include "core/text/fold.h"
#include "core/text/word.h"

#define COLUMNS_MAX 32
#define FAULTS_SHOWN 500
#define LINE_SIZE 65536

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
	struct place place;
	uint32_t	parent;			/* plus one; 0: none */
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

static const char *prefix = "";
static const char *suffix = "";
static const char *broader_column;
static const char *company_file;
static const char *takes_file;
static bool optional;
static bool heads;

static const char *name;
static char **files;
static const char *key_column;
static char *term_columns[COLUMNS_MAX];
static int	term_column_count;

static struct lexicon_builder builder;
static struct list terms;
static struct list origins;
static struct list companies;
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
fault(struct place place, const char *format, ...)
{
	va_list		args;

	if (faults++ >= FAULTS_SHOWN)
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
		fault(place, "there is no column %s", column);
	return found < 0 ? 0 : found;
}

static void
read_header(struct layout *layout, char *line, struct place place)
{
	char	   *fields[COLUMNS_MAX];

	layout->count = cut_fields(line, fields);
	if (layout->count > COLUMNS_MAX)
		stop("a file has too many columns");
	layout->key = need_column(fields, layout->count, key_column, place);
	layout->broader = broader_column != NULL ? find_column(fields, layout->count, broader_column) : -1;
	for (int i = 0; i < term_column_count; i++)
		layout->terms[i] = need_column(fields, layout->count, term_columns[i], place);
}

static enum lexicon_error
add_phrase(const char *s, size_t len, const struct term *term, unsigned marks)
{
	static struct lexicon_term parsed;
	uint32_t	other = 0;
	enum lexicon_error error = lexicon_parse_term(s, len, term->kind, &parsed);

	if (error == LEXICON_OK)
		error = lexicon_build_add(&builder, term->entry, parsed.keys, parsed.count, parsed.marks | marks, &other);
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

	for (size_t i = 0; i < companies.used && error == LEXICON_OK; i++)
	{
		const struct company *company = (struct company *) companies.items + i;
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
	struct term *term = append(&terms, sizeof(struct term));
	enum lexicon_error error;

	*term = (struct term) {copy(s, len), place, entry, kind};
	lexicon_term_words(s, len, &signs);
	if (signs & LEXICON_SIGN_COMPANY)
		error = add_in_company(term, language, signs & LEXICON_SIGN_UNSURE ? LEXICON_UNSURE : 0);
	else
		error = add_phrase(s, len, term, 0);
	if (error != LEXICON_OK)
	{
		fault(place, "\"%.*s\": %s", (int) len, s, lexicon_error_text(error));
		terms.used--;
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
		fault(place, "there is nothing between two semicolons, or behind the last");
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
	origin->head = copy(term, lexicon_term_words(term, len, &signs));
	if (heads && signs & (LEXICON_SIGN_UNSURE | LEXICON_SIGN_COMPANY))
		fault(origin->place, "the first term of \"%s\" is its head, and has no ? and no ~", origin->lexeme);
	return lexicon_is_name(term, len) ? LEXICON_TERMS_NAMES : LEXICON_TERMS_WRITTEN;
}

/* The entry of a row, made; false with a fault. */
static bool
read_entry(const struct layout *layout, char *fields[], struct place place, uint32_t *entry)
{
	char		lexeme[2 * LEXICON_LEXEME_MAX];
	int			len = snprintf(lexeme, sizeof(lexeme), "%s%s%s", prefix, fields[layout->key], suffix);
	enum lexicon_error error = fields[layout->key][0] == '\0' ? LEXICON_NO_LEXEME :
		lexicon_build_entry(&builder, lexeme, (size_t) len, 0, entry);
	struct origin *origin;

	if (error != LEXICON_OK)
	{
		fault(place, "%s \"%s\": %s", key_column, fields[layout->key], lexicon_error_text(error));
		return false;
	}
	if (*entry < origins.used)
	{
		origin = (struct origin *) origins.items + *entry;
		fault(place, "%s \"%s\" stands in %s:%d already", key_column, fields[layout->key], origin->place.file, origin->place.line);
		return false;
	}
	origin = append(&origins, sizeof(struct origin));
	origin->lexeme = copy(lexeme, strlen(lexeme));
	origin->broader = copy(layout->broader < 0 ? "" : fields[layout->broader], layout->broader < 0 ? 0 : strlen(fields[layout->broader]));
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
		fault(place, "%d fields, not %d", count, layout->count);
		return;
	}
	if (!read_entry(layout, fields, place, &entry))
		return;
	kind = read_head(fields[layout->terms[0]], (struct origin *) origins.items + entry);
	for (int i = 0; i < term_column_count; i++)
	{
		const char *s = fields[layout->terms[i]];
		const char *term;
		size_t		len;

		if (*s == '\0' && !optional)
			fault(place, "%s \"%s\" has no term in column %s", key_column, fields[layout->key], term_columns[i]);
		while (next_term(&s, &term, &len, place))
			read_term(term, len, entry, kind, term_columns[i], place);
	}
}

/* Calls back for each line of a file that is no comment, cut of its end; the first one is the header. */
static void
read_lines(const char *file, void (*take_line) (void *arg, char *line, struct place place), void *arg)
{
	static char line[LINE_SIZE];
	struct place place = {file, 0};
	FILE	   *in = fopen(file, "rb");

	if (in == NULL)
	{
		fault(place, "cannot be read");
		return;
	}
	while (fgets(line, sizeof(line), in) != NULL)
	{
		size_t		len = strlen(line);

		place.line++;
		if (len + 1 == sizeof(line))
			stop("a line is too long");
		while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
			line[--len] = '\0';
		if (line[0] != '#')
			take_line(arg, line, place);
	}
	if (ferror(in))
		fault(place, "cannot be read");
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

static void
read_file(const char *file)
{
	struct layout layout = {0};

	read_lines(file, take_term_line, &layout);
	if (layout.count == 0)
		fault((struct place) {file, 0}, "there is no header");
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
		fault(place, "not a language, a word or three, a place and a source");
		return;
	}
	company = append(&companies, sizeof(struct company));
	company->language = copy(fields[0], strlen(fields[0]));
	company->word = copy(fields[1], strlen(fields[1]));
	company->after = strcmp(fields[2], "after") == 0;
}

/* --- What holds between entries --- */

static int
compare_lexemes(const void *a, const void *b)
{
	const struct origin *const *x = a;
	const struct origin *const *y = b;

	return strcmp((*x)->lexeme, (*y)->lexeme);
}

static int
compare_heads(const void *a, const void *b)
{
	const struct origin *const *x = a;
	const struct origin *const *y = b;

	return strcmp((*x)->head != NULL ? (*x)->head : "", (*y)->head != NULL ? (*y)->head : "");
}

static struct origin **
sorted_origins(int (*compare) (const void *, const void *))
{
	struct origin **sorted = malloc((origins.used + 1) * sizeof(*sorted));

	if (sorted == NULL)
		stop("out of memory");
	for (size_t i = 0; i < origins.used; i++)
		sorted[i] = (struct origin *) origins.items + i;
	qsort(sorted, origins.used, sizeof(*sorted), compare);
	return sorted;
}

static void
check_heads(void)
{
	struct origin **sorted = sorted_origins(compare_heads);

	for (size_t i = 1; i < origins.used; i++)
		if (sorted[i]->head != NULL && compare_heads(&sorted[i - 1], &sorted[i]) == 0)
			fault(sorted[i]->place, "\"%s\" is the head of %s, too (%s:%d)", sorted[i]->head, sorted[i - 1]->lexeme,
				  sorted[i - 1]->place.file, sorted[i - 1]->place.line);
	free(sorted);
}

/* Each entry to its broader one; following them has to end. */
static void
link_broader(void)
{
	struct origin **sorted = sorted_origins(compare_lexemes);
	struct origin *first = origins.items;

	for (size_t i = 0; i < origins.used; i++)
	{
		struct origin *origin = first + i;
		char		lexeme[LINE_SIZE];
		struct origin wanted = {.lexeme = lexeme};
		struct origin *key = &wanted;
		struct origin **found;

		if (origin->broader[0] == '\0')
			continue;
		snprintf(lexeme, sizeof(lexeme), "%s%s%s", prefix, origin->broader, suffix);
		found = bsearch(&key, sorted, origins.used, sizeof(*sorted), compare_lexemes);
		if (found == NULL)
			fault(origin->place, "%s is to be broader than %s, but there is none", lexeme, origin->lexeme);
		else
			origin->parent = (uint32_t) (*found - first) + 1;
		lexicon_build_tag(&builder, (uint32_t) i, origin->parent);
	}
	for (size_t i = 0; i < origins.used; i++)
	{
		size_t		steps = 0;

		for (uint32_t up = first[i].parent; up != 0 && steps <= origins.used; up = first[up - 1].parent)
			steps++;
		if (steps > origins.used)
			fault(first[i].place, "%s is broader than itself", first[i].lexeme);
	}
	free(sorted);
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

/* A term without its signs and quotes, as a text would have it. */
static char *
plain_text(const struct term *term, size_t *len)
{
	unsigned	signs;
	size_t		words = lexicon_term_words(term->text, strlen(term->text), &signs);
	char	   *plain = copy(term->text, words);

	*len = 0;
	for (size_t i = 0; i < words; i++)
		if (term->text[i] != '"')
			plain[(*len)++] = term->text[i];
	plain[*len] = '\0';
	return plain;
}

/* Every term has to be found in itself; those in company are not by themselves. */
static void
check_terms(const struct lexicon *lexicon)
{
	static struct lexicon_term parsed;

	for (size_t i = 0; i < terms.used; i++)
	{
		const struct term *term = (struct term *) terms.items + i;
		struct own_text text = {.entry = term->entry};
		size_t		len;
		char	   *plain = plain_text(term, &len);

		lexicon_parse_term(term->text, strlen(term->text), term->kind, &parsed);
		text.last = (uint32_t) parsed.count - 1;
		if (!parsed.company)
			text_match(lexicon, TEXT_MATCH_ALL, plain, len, note_match, &text);
		if (!text.found && !parsed.company)
			fault(term->place, "\"%s\" is not found in itself: it is cut or analysed otherwise in a text, or covered by another term", term->text);
		free(plain);
	}
}

/* --- What takes a text --- */

struct taken
{
	const struct lexicon *lexicon;
	const char *text;
	uint32_t	words;
};

/* The first of the terms of an entry; they follow each other as they were read. */
static size_t
first_term(uint32_t entry)
{
	size_t		low = 0;
	size_t		high = terms.used;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (((struct term *) terms.items + middle)->entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Does the term find itself in these words? */
static bool
takes(const struct term *term, const char *words, size_t len)
{
	static struct lexicon_term parsed;
	struct lexicon_builder alone;
	struct own_text text = {.entry = 0};
	struct lexicon lexicon;
	uint32_t	number;
	uint32_t   *blob;
	size_t		size;

	if (lexicon_parse_term(term->text, strlen(term->text), term->kind, &parsed) != LEXICON_OK)
		return false;
	lexicon_build_begin(&alone, &builder.memory);
	lexicon_build_entry(&alone, "term", 4, 0, &number);
	lexicon_build_add(&alone, number, parsed.keys, parsed.count, 0, &number);
	if (lexicon_build_finish(&alone, &size) != LEXICON_OK || (blob = malloc(size * sizeof(uint32_t))) == NULL)
		stop("out of memory");
	lexicon_build_write(&alone, blob);
	lexicon_build_end(&alone);
	lexicon_open(&lexicon, blob);
	text.last = (uint32_t) parsed.count - 1;
	text_match(&lexicon, TEXT_MATCH_ALL, words, len, note_match, &text);
	free(blob);
	return text.found;
}

static bool
print_taken(void *arg, const struct text_match *match)
{
	const struct taken *taken = arg;
	const char *by = "";

	if (match == NULL)
		return true;
	for (size_t i = first_term(match->entry); i < terms.used; i++)
	{
		const struct term *term = (struct term *) terms.items + i;

		if (term->entry != match->entry)
			break;
		if (takes(term, taken->text + match->start, match->end - match->start))
		{
			by = term->text;
			break;
		}
	}
	printf("%s\t%s\t%s\t%s\n", taken->text, ((struct origin *) origins.items + match->entry)->lexeme, by,
		   match->first == 0 && match->last + 1 == taken->words ? "whole" : "part");
	return true;
}

static void
take_text_line(void *arg, char *line, struct place place)
{
	static const struct word_options stops = {FOLD_ALL, true, true, WORD_AUTO};
	struct taken taken = {arg, line, 0};
	struct segmenter segmenter;
	struct token token;
	char		lexeme[WORD_MAX];

	(void) place;
	if (word_analyse(&stops, line, strlen(line), lexeme, sizeof(lexeme)).stop)
		return;
	segment_begin(&segmenter, line, strlen(line));
	while (segment_next(&segmenter, &token))
		taken.words += token_role(line, &token) == TOKEN_IS_WORD;
	text_match(taken.lexicon, TEXT_MATCH_ALL, line, strlen(line), print_taken, &taken);
}

static void
write_blob(const uint32_t *blob, size_t words)
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
	static const struct
	{
		const char *option;
		const char **value;
	}			valued[] = {{"--prefix", &prefix}, {"--suffix", &suffix}, {"--broader", &broader_column}, {"--company", &company_file},
							{"--takes", &takes_file}};
	int			i = 1;

	for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++)
	{
		size_t		known = 0;

		while (known < sizeof(valued) / sizeof(valued[0]) && strcmp(argv[i], valued[known].option) != 0)
			known++;
		if (known < sizeof(valued) / sizeof(valued[0]) && i + 1 < argc)
			*valued[known].value = argv[++i];
		else if (strcmp(argv[i], "--optional") == 0)
			optional = true;
		else if (strcmp(argv[i], "--heads") == 0)
			heads = true;
		else
			stop("unknown option");
	}
	if (argc - i < 4)
		stop("usage: build_lexicon [OPTION...] NAME KEY TERMS FILE...");
	return i;
}

static void
read_arguments(int argc, char **argv)
{
	int			first = read_options(argc, argv);
	bool		header = true;

	name = argv[first];
	key_column = argv[first + 1];
	files = argv + first + 3;
	for (char *column = strtok(argv[first + 2], ","); column != NULL; column = strtok(NULL, ","))
	{
		if (term_column_count == COLUMNS_MAX)
			stop("too many columns of terms");
		term_columns[term_column_count++] = column;
	}
	if (company_file != NULL)
		read_lines(company_file, take_company_line, &header);
}

int
main(int argc, char **argv)
{
	static const struct lexicon_memory memory = {take, give, NULL};
	struct lexicon lexicon;
	size_t		words;
	uint32_t   *blob;

	read_arguments(argc, argv);
	lexicon_build_begin(&builder, &memory);
	for (int i = 0; files[i] != NULL; i++)
		read_file(files[i]);
	link_broader();
	if (heads)
		check_heads();
	if (lexicon_build_finish(&builder, &words) != LEXICON_OK || (blob = malloc(words * sizeof(uint32_t))) == NULL)
		stop("out of memory");
	lexicon_build_write(&builder, blob);
	if (!lexicon_check(blob, words))
		stop("the blob that was built is no good");
	lexicon_open(&lexicon, blob);
	check_terms(&lexicon);
	if (faults > 0)
	{
		fprintf(stderr, "build_lexicon: %d faults%s\n", faults, faults > FAULTS_SHOWN ? ", the first of them shown" : "");
		return 1;
	}
	if (takes_file != NULL)
		read_lines(takes_file, take_text_line, &lexicon);
	else
		write_blob(blob, words);
	return ferror(stdout) || fflush(stdout) != 0 ? 1 : 0;
}
