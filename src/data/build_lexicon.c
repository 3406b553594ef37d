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
 *	--no-stops		a term of stop words alone is a fault: who reads texts leaves them out
 *	--broader B		a column that may name a broader entry by its key; files may lack it. It becomes the entry's tag, plus one
 *	--keeps K		a column that may name entries, keys parted by blanks: they count inside the phrases of this one that cover their
 *					words; files may lack it
 *	--company FILE	the words (language, word, place) in whose company a term with the sign ~ counts
 *	--domains D		instead: the column with the domains, keys parted by blanks, of which the entry's terms with the sign ~ ask for one;
 *					those joined by + they ask for all together, and an entry may have one such group.
 *					An entry whose key begins with ~ is a domain, its terms are what speaks of it, and it comes behind all other
 *					entries; the one of them whose key is ~ alone is none: its phrases are there to cover their words (!)
 *	--takes FILE	instead of a lexicon: what takes the lines of the file, as lines of text, entry, term, and "whole" or "part". A
 *					line that is a stop word is taken by nothing
 *
 * All faults of all files are told with file and line; with one of them there is no output. Beside what cannot be
 * read, faults are: an empty column of terms, a term that the finished lexicon does not find in itself, a broader or kept entry
 * that there is not, entries in a circle, and one that is kept where it is not hidden.
 */
#include "lexicon_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lexicon/text_match.h"
#include "core/base/array.h"
#include "core/text/fold.h"
#include "core/text/word.h"

static const char *name;
static const char *company_file;
static const char *takes_file;
static bool no_stops;
static char **files;

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
	struct origin **sorted = malloc((source.origins.used + 1) * sizeof(*sorted));

	if (sorted == NULL)
		source_stop("out of memory");
	for (size_t i = 0; i < source.origins.used; i++)
		sorted[i] = source_origin(i);
	qsort(sorted, source.origins.used, sizeof(*sorted), compare);
	return sorted;
}

static void
check_heads(void)
{
	struct origin **sorted = sorted_origins(compare_heads);

	for (size_t i = 1; i < source.origins.used; i++)
		if (sorted[i]->head != NULL && compare_heads(&sorted[i - 1], &sorted[i]) == 0)
			source_fault(sorted[i]->place, "\"%s\" is the head of %s, too (%s:%d)", sorted[i]->head, sorted[i - 1]->lexeme,
				  sorted[i - 1]->place.file, sorted[i - 1]->place.line);
	free(sorted);
}

/* The number of the entry with the key, plus one; 0: there is none. sorted is by lexeme. */
static uint32_t
entry_of(struct origin **sorted, const char *key, size_t len)
{
	char		lexeme[2 * LEXICON_LEXEME_MAX];
	struct origin wanted = {.lexeme = lexeme};
	struct origin *sought = &wanted;
	struct origin **found;

	snprintf(lexeme, sizeof(lexeme), "%s%.*s%s", source.prefix, (int) len, key, source.suffix);
	found = bsearch(&sought, sorted, source.origins.used, sizeof(*sorted), compare_lexemes);
	return found == NULL ? 0 : (uint32_t) (*found - (struct origin *) source.origins.items) + 1;
}

/* Each entry to its broader one; following them has to end. */
static void
link_broader(void)
{
	struct origin **sorted = sorted_origins(compare_lexemes);
	struct origin *first = source.origins.items;

	for (size_t i = 0; i < source.origins.used; i++)
	{
		struct origin *origin = first + i;

		if (origin->broader[0] == '\0')
			continue;
		origin->parent = entry_of(sorted, origin->broader, strlen(origin->broader));
		if (origin->parent == 0)
			source_fault(origin->place, "%s%s%s is to be broader than %s, but there is none",
						 source.prefix, origin->broader, source.suffix, origin->lexeme);
		lexicon_build_tag(&source.builder, (uint32_t) i, origin->parent);
	}
	for (size_t i = 0; i < source.origins.used; i++)
	{
		size_t		steps = 0;

		for (uint32_t up = first[i].parent; up != 0 && steps <= source.origins.used; up = first[up - 1].parent)
			steps++;
		if (steps > source.origins.used)
			source_fault(first[i].place, "%s is broader than itself", first[i].lexeme);
	}
	free(sorted);
}

/* The first of the terms of an entry; they follow each other as they were read. */
static size_t
first_term(uint32_t entry)
{
	size_t		low = 0;
	size_t		high = source.terms.used;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (source_term(middle)->entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The term's phrase, if it covers its words; it stays until the next is asked for. */
static const struct lexicon_term *
covering_phrase(const struct term *term)
{
	static struct lexicon_term parsed;

	return lexicon_parse_term(term->text, strlen(term->text), term->kind, &parsed) == LEXICON_OK && parsed.marks & LEXICON_COVERS ? &parsed : NULL;
}

/* What the terms of the entry cover hides the kept one no more. A phrase of both stays the match that it is. */
static void
keep(uint32_t entry, uint32_t kept)
{
	const unsigned marks = LEXICON_KEPT | LEXICON_UNSURE | LEXICON_IN_COMPANY;

	for (size_t i = first_term(entry); i < source.terms.used && source_term(i)->entry == entry; i++)
	{
		const struct term *term = source_term(i);
		const struct lexicon_term *phrase = covering_phrase(term);
		uint32_t	other;
		enum lexicon_error error;

		if (phrase == NULL)
			continue;
		error = lexicon_build_add(&source.builder, kept, phrase->keys, phrase->count, marks, &other);
		if (error != LEXICON_OK && error != LEXICON_AGAIN && error != LEXICON_SHARED)
			source_fault(term->place, "\"%s\": %s", term->text, lexicon_error_text(error));
	}
}

/* Does the entry lie below the other, or is it that? */
static bool
is_below(uint32_t entry, uint32_t other)
{
	uint32_t	up = entry + 1;

	while (up != 0 && up != other + 1)
		up = source_origin(up - 1)->parent;
	return up != 0;
}

/* To each entry those that it keeps; nothing keeps what is there anyway. */
static void
link_keeps(void)
{
	struct origin **sorted = sorted_origins(compare_lexemes);

	for (uint32_t i = 0; i < source.origins.used; i++)
	{
		struct origin *origin = source_origin(i);
		size_t		len;

		if ((origin->kept = malloc((strlen(origin->keeps) + 1) * sizeof(*origin->kept))) == NULL)
			source_stop("out of memory");
		for (const char *s = origin->keeps; *s != '\0'; s += len + (s[len] != '\0'))
		{
			uint32_t	kept;

			len = strcspn(s, " ");
			kept = entry_of(sorted, s, len);
			if (kept == 0)
				source_fault(origin->place, "%s is to keep %.*s, but there is none", origin->lexeme, (int) len, s);
			else if (is_below(i, kept - 1))
				source_fault(origin->place, "%s keeps %.*s, which it is", origin->lexeme, (int) len, s);
			else
				keep(i, origin->kept[origin->kept_count++] = kept - 1);
		}
	}
	free(sorted);
}

/* The bit of a domain; 0: there is no such, or it is none. */
static uint32_t
domain_bit(const char *key, size_t len)
{
	uint32_t	bit = 1;

	for (size_t i = 0; i < source.origins.used; i++)
	{
		const char *lexeme = source_origin(i)->lexeme;

		if (lexeme[0] != '~' || lexeme[1] == '\0')
			continue;
		if (strlen(lexeme) == len && memcmp(lexeme, key, len) == 0)
			return bit;
		bit <<= 1;
	}
	return 0;
}

/* The bits of an entry's domains: those of which one is enough, and above them those joined by +. */
static uint32_t
asked_domains(const struct origin *origin)
{
	uint32_t	any = 0;
	uint32_t	all = 0;

	for (const char *s = origin->domains; *s != '\0';)
	{
		bool		joined = s > origin->domains && s[-1] == '+';
		size_t		len = strcspn(s, " +");
		uint32_t	bit = domain_bit(s, len);

		if (bit == 0)
			source_fault(origin->place, "there is no domain %.*s", (int) len, s);
		if (joined || s[len] == '+')
			all |= bit;
		else
			any |= bit;
		s += len + (s[len] != '\0');
	}
	return any | all << COMPANY_DOMAINS;
}

/* The tags of entries: of a domain its bit, of others those of the domains that their terms ask for. */
static void
link_domains(void)
{
	bool		behind = false;

	for (size_t i = 0; i < source.origins.used; i++)
	{
		const struct origin *origin = source_origin(i);
		uint32_t	tag = origin->lexeme[0] == '~' ? domain_bit(origin->lexeme, strlen(origin->lexeme)) : 0;

		if (tag >= 1u << COMPANY_DOMAINS)
			source_fault(origin->place, "there are more than %d domains", COMPANY_DOMAINS);
		if (behind && origin->lexeme[0] != '~')
			source_fault(origin->place, "%s comes behind a domain", origin->lexeme);
		behind |= origin->lexeme[0] == '~';
		tag |= asked_domains(origin);
		if (origin->asks_company && tag == 0)
			source_fault(origin->place, "%s has a term that asks for company (~), and no domain", origin->lexeme);
		lexicon_build_tag(&source.builder, (uint32_t) i, tag);
	}
}

/* An entry that is looked for in the text of a term. */
struct sought
{
	uint32_t	entry;
	bool		anywhere;		/* or as the whole text, up to the last word */
	uint32_t	last;
	bool		found;
};

static bool
note_match(void *arg, const struct text_match *match)
{
	struct sought *sought = arg;

	sought->found |= match != NULL && match->entry == sought->entry &&
		(sought->anywhere || (match->first == 0 && match->last == sought->last));
	return !sought->found;
}

/* A term without its signs and quotes, as a text would have it. */
static char *
plain_text(const struct term *term, size_t *len)
{
	unsigned	signs;
	size_t		words = lexicon_term_words(term->text, strlen(term->text), &signs);
	char	   *plain = source_copy(term->text, words);

	*len = 0;
	for (size_t i = 0; i < words; i++)
		if (term->text[i] != '"')
			plain[(*len)++] = term->text[i];
	plain[*len] = '\0';
	return plain;
}

/* Stop words alone have no lexeme that a concept could stand beside. */
static bool
is_stop_term(const char *s, size_t len)
{
	static const struct word_options stops = {FOLD_ALL, true, true, WORD_AUTO};
	struct segmenter segmenter;
	struct token token;
	char		lexeme[WORD_MAX];

	segment_begin(&segmenter, s, len);
	while (segment_next(&segmenter, &token))
		if (token.type != TOKEN_BLANK && !word_analyse(&stops, s + token.start, token.len, lexeme, sizeof(lexeme)).stop)
			return false;
	return true;
}

/* Every term has to be found in itself; those that the lexicon has with their company only are not by themselves. */
static void
check_terms(const struct lexicon *lexicon)
{
	static struct lexicon_term parsed;

	for (size_t i = 0; i < source.terms.used; i++)
	{
		const struct term *term = source_term(i);
		struct sought text = {.entry = term->entry};
		size_t		len;
		char	   *plain = plain_text(term, &len);

		if (no_stops && is_stop_term(plain, len))
			source_fault(term->place, "\"%s\" has nothing but stop words", term->text);
		lexicon_parse_term(term->text, strlen(term->text), term->kind, &parsed);
		text.last = (uint32_t) parsed.count - 1;
		text.found = parsed.company && source.domains_column == NULL;
		if (!text.found)
			text_match(lexicon, TEXT_MATCH_ALL, plain, len, note_match, &text);
		if (!text.found)
			source_fault(term->place, "\"%s\" is not found in itself: it is cut or analysed otherwise in a text, or covered by another term", term->text);
		free(plain);
	}
}

/* Has a term of the entry that covers its words the kept one among them? */
static bool
has_kept(const struct lexicon *lexicon, uint32_t entry, uint32_t kept)
{
	struct sought text = {.entry = kept, .anywhere = true};

	for (size_t i = first_term(entry); i < source.terms.used && source_term(i)->entry == entry && !text.found; i++)
	{
		size_t		len;
		char	   *plain;

		if (covering_phrase(source_term(i)) == NULL)
			continue;
		plain = plain_text(source_term(i), &len);
		text_match(lexicon, TEXT_MATCH_ALL, plain, len, note_match, &text);
		free(plain);
	}
	return text.found;
}

/* What is kept has to be there: terms change. */
static void
check_keeps(const struct lexicon *lexicon)
{
	for (uint32_t i = 0; i < source.origins.used; i++)
	{
		const struct origin *origin = source_origin(i);

		for (size_t j = 0; j < origin->kept_count; j++)
			if (!has_kept(lexicon, i, origin->kept[j]))
				source_fault(origin->place, "%s keeps %s, which no term of it covers", origin->lexeme, source_origin(origin->kept[j])->lexeme);
	}
}

/* --- What takes a text --- */

struct taken
{
	const struct lexicon *lexicon;
	const char *text;
	uint32_t	words;
};

/* Does the term find itself in these words? */
static bool
takes(const struct term *term, const char *words, size_t len)
{
	static struct lexicon_term parsed;
	struct lexicon_builder alone;
	struct sought text = {.entry = 0};
	struct lexicon lexicon;
	uint32_t	number;
	uint32_t   *blob;
	size_t		size;

	if (lexicon_parse_term(term->text, strlen(term->text), term->kind, &parsed) != LEXICON_OK)
		return false;
	lexicon_build_begin(&alone, &source.builder.memory);
	lexicon_build_entry(&alone, "term", 4, 0, &number);
	lexicon_build_add(&alone, number, parsed.keys, parsed.count, 0, &number);
	if (lexicon_build_finish(&alone, &size) != LEXICON_OK || (blob = malloc(size * sizeof(uint32_t))) == NULL)
		source_stop("out of memory");
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
	for (size_t i = first_term(match->entry); i < source.terms.used; i++)
	{
		const struct term *term = source_term(i);

		if (term->entry != match->entry)
			break;
		if (takes(term, taken->text + match->start, match->end - match->start))
		{
			by = term->text;
			break;
		}
	}
	printf("%s\t%s\t%s\t%s\n", taken->text, source_origin(match->entry)->lexeme, by,
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
	printf(". Do not edit: change the TSV. */\n/* %zu entries, %zu terms, %zu bytes */\n\n", source.origins.used, source.terms.used,
		   words * sizeof(uint32_t));
	printf("#include <stdint.h>\n\nstatic const uint32_t lexicon_%s[%zu] = {", name, words);
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
	}			valued[] = {{"--prefix", &source.prefix}, {"--suffix", &source.suffix}, {"--broader", &source.broader_column}, {"--keeps", &source.keeps_column},
							{"--domains", &source.domains_column},
							{"--company", &company_file}, {"--takes", &takes_file}};
	int			i = 1;

	for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++)
	{
		size_t		known = 0;

		while (known < lengthof(valued) && strcmp(argv[i], valued[known].option) != 0)
			known++;
		if (known < lengthof(valued) && i + 1 < argc)
			*valued[known].value = argv[++i];
		else if (strcmp(argv[i], "--optional") == 0)
			source.optional = true;
		else if (strcmp(argv[i], "--heads") == 0)
			source.heads = true;
		else if (strcmp(argv[i], "--no-stops") == 0)
			no_stops = true;
		else
			source_stop("unknown option");
	}
	if (argc - i < 4)
		source_stop("usage: build_lexicon [OPTION...] NAME KEY TERMS FILE...");
	return i;
}

static void
read_arguments(int argc, char **argv)
{
	int			first = read_options(argc, argv);

	name = argv[first];
	source.key_column = argv[first + 1];
	files = argv + first + 3;
	for (char *column = strtok(argv[first + 2], ","); column != NULL; column = strtok(NULL, ","))
	{
		if (source.term_column_count == COLUMNS_MAX)
			source_stop("too many columns of terms");
		source.term_columns[source.term_column_count++] = column;
	}
	if (company_file != NULL)
		source_read_company(company_file);
}

int
main(int argc, char **argv)
{
	static const struct lexicon_memory memory = {take, give, NULL};
	struct lexicon lexicon;
	size_t		words;
	uint32_t   *blob;

	read_arguments(argc, argv);
	lexicon_build_begin(&source.builder, &memory);
	for (int i = 0; files[i] != NULL; i++)
		source_read_table(files[i]);
	if (source.domains_column != NULL)
		link_domains();
	else
	{
		link_broader();
		link_keeps();
	}
	if (source.heads)
		check_heads();
	if (lexicon_build_finish(&source.builder, &words) != LEXICON_OK || (blob = malloc(words * sizeof(uint32_t))) == NULL)
		source_stop("out of memory");
	lexicon_build_write(&source.builder, blob);
	if (!lexicon_check(blob, words))
		source_stop("the blob that was built is no good");
	lexicon_open(&lexicon, blob);
	check_terms(&lexicon);
	check_keeps(&lexicon);
	if (source.faults > 0)
	{
		fprintf(stderr, "build_lexicon: %d faults%s\n", source.faults, source.faults > FAULTS_SHOWN ? ", the first of them shown" : "");
		return 1;
	}
	if (takes_file != NULL)
		source_read_lines(takes_file, take_text_line, &lexicon);
	else
		write_blob(blob, words);
	return ferror(stdout) || fflush(stdout) != 0 ? 1 : 0;
}
