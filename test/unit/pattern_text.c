/* The text of patterns: what is read, how it is written, what is refused and where. */
#include <string.h>

#include "core/history/event_pattern.h"
#include "tap.h"

static event_pattern pattern;

/* The canonical text; what is wrong, with its place, for what is refused. */
static const char *
read_text(const char *text)
{
	static char buf[PATTERN_MAX_TEXT + 200];
	pattern_fault fault;

	if (event_pattern_parse(text, strlen(text), &pattern, &fault))
		buf[event_pattern_format(&pattern, buf)] = '\0';
	else
		snprintf(buf, sizeof(buf), "%zu+%zu %s", fault.at, fault.length, pattern_error_text(fault.error));
	return buf;
}

static void
test_text(void)
{
	static const char *const forms[][2] = {
		{"19", "19"},
		{"  this 13   then other 042 ", "this 13 then other 042"},
		{"THIS (13|17) Then Or With OTHER threaten", "this (13 | 17) then or with other THREATEN"},
		{"((19))", "19"},
		{"((19)|(18)) & !(04 & 05)", "(19 | 18) & !(04 & 05)"},
		{"19 | 18 & 17", "19 | 18 & 17"},
		{"!this 19", "!this 19"},
		{"19 | 18 then 17 & this then no 04 | 05 then 19 | 18", "(19 | 18) then (17 & this) then no (04 | 05) then (19 | 18)"},
		{"(19 | 18) or ((17 & this))*", "(19 | 18) or (17 & this)*"},
		{"this !19 then this then other*", "this !19 then this then other*"},
		{"(13 | 14)+ then 04{2,}? next 05{3} next 06{0,1}?? next any{2,5}", NULL},
		{"(13 | 14)+ then 04{2,}? next 05{3} next 06{0,1}? next any{2,5}",
		"(13 | 14)+ then 04{2,}? next 05{3} next 06?? next any{2,5}"},
		{"04{0,} then 05{1,} then 06{7,7}", "04* then 05+ then 06{7}"},
		{"hard >= 0.50 then threat>0 then soft.power<=1 then economic < .5", NULL},
		{"hard >= 0.50 then threat>0 then power.soft<=1.00 then economic < 0.05",
		"hard >= 0.5 then threat > 0 then soft.power <= 1 then economic < 0.05"},
		{"verbal-conflict then Material-Cooperation", "verbal-conflict then material-cooperation"},
		{"13 then 14 within 2 weeks then 15 within 1 days, all within 90 days", "13 then 14 within 14 days then 15 within 1 day, all within 90 days"},
		{"13 all within 0 days", "13, all within 0 days"},
		{"02{3} then no other for 30 days", NULL},
		{"(this 02 then no other then this 02) then no other for 30 days", "(this 02 then no other then this 02) then no other for 30 days"},
		{"(next 13 then 14) or (then no 04 then (with 15))", "13 then 14 or 15"},
		{"(then 13 then 14)+", "(then 13 then 14)+"},
		{"(next 19)+ then (no 04 then 19){2}", "(next 19)+ then (no 04 then 19){2}"},
		{"(then no 04 then 19){2}", "(no 04 then 19){2}"},
		{"13 then (next 14) then (15 within 3 days) within 5 days", "13 next 14 then 15 within 3 days"},
		{"13 then no 04 then (with 14) then no 04 then (then or with 15)", "13 with 14 then no 04 then or with 15"},
		{"13 then 14 or 15 then 16 or (17 or 18)", "13 then 14 or 15 then 16 or 17 or 18"},
		{"(13 or 14) then 15", "(13 or 14) then 15"},
		{"(13 or 14) within 3 days", "(13 or 14) within 3 days"},
		{"((13 then 14) within 3 days)+", "((13 then 14) within 3 days)+"},
		{"((13+)*)?", "((13+)*)?"},
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
	{
		char		first[PATTERN_MAX_TEXT + 1];

		if (forms[i][1] == NULL)
			continue;
		snprintf(first, sizeof(first), "%s", read_text(forms[i][0]));
		CHECK(strcmp(first, forms[i][1]) == 0, "\"%s\" is %s", forms[i][0], first);
		CHECK(strcmp(first, read_text(first)) == 0, "and stays so: %s", read_text(first));
	}
}

static void
test_faults(void)
{
	static const struct
	{
		const char *text;
		size_t		at;
		size_t		length;
		enum pattern_error error;
	}			faults[] = {
		{"", 0, 0, PATTERN_EMPTY},
		{"  ", 2, 0, PATTERN_EMPTY},
		{"13 then", 7, 0, PATTERN_NO_STEP},
		{"13 14", 3, 2, PATTERN_NO_LINK},
		{"13 then (14", 8, 1, PATTERN_NO_CLOSE},
		{"13)", 2, 1, PATTERN_NO_LINK},
		{"(13 14)", 4, 2, PATTERN_NO_LINK},
		{"13 $ 14", 3, 1, PATTERN_NO_LINK},
		{"13 then $", 8, 1, PATTERN_BAD_CHARACTER},
		{"13 then \xd9\xa1", 8, 2, PATTERN_BAD_CHARACTER},
		{"13 then no", 10, 0, PATTERN_NO_CONDITION},
		{"13 then no 04", 8, 2, PATTERN_NO_END_OF_SILENCE},
		{"13 then no 04 next 05", 8, 2, PATTERN_NO_END_OF_SILENCE},
		{"13 with no 04 then 05", 3, 4, PATTERN_NO_END_OF_SILENCE},
		{"no 04 then 05", 0, 2, PATTERN_NOTHING_BEFORE},
		{"no 04 for 3 days", 0, 2, PATTERN_NOTHING_BEFORE},
		{"next 13", 0, 4, PATTERN_NOTHING_BEFORE},
		{"13? then no 04 for 3 days", 9, 2, PATTERN_NOTHING_BEFORE},
		{"(13 or no 04 for 3 days) then 05", 7, 2, PATTERN_NOTHING_BEFORE},
		{"(13 then 14) & 15", 0, 12, PATTERN_NOT_A_CONDITION},
		{"13 | (14+)", 5, 5, PATTERN_NOT_A_CONDITION},
		{"!(13 or 14)", 0, 11, PATTERN_NOT_A_CONDITION},
		{"13 then no (14 then 15) then 16", 11, 12, PATTERN_NOT_A_CONDITION},
		{"hard", 4, 0, PATTERN_NO_COMPARISON},
		{"hard = 0.5", 5, 1, PATTERN_NO_COMPARISON},
		{"hard > high", 7, 4, PATTERN_BAD_DEGREE},
		{"hard > 1.5", 7, 3, PATTERN_BAD_DEGREE},
		{"hard > 0.555", 7, 5, PATTERN_BAD_DEGREE},
		{"peace", 0, 5, PATTERN_UNKNOWN_WORD},
		{"21", 0, 2, PATTERN_BAD_CODE},
		{"13 then 04.1", 8, 4, PATTERN_BAD_CODE},
		{"13 within", 9, 0, PATTERN_NO_DAYS},
		{"13 within 3", 11, 0, PATTERN_NO_DAYS},
		{"13 within 3 months", 12, 6, PATTERN_NO_DAYS},
		{"13 within 3.5 days", 10, 3, PATTERN_BAD_DAYS},
		{"13 within 1000001 days", 10, 7, PATTERN_BAD_DAYS},
		{"13 within 200000 weeks", 10, 6, PATTERN_BAD_DAYS},
		{"13, all", 7, 0, PATTERN_NO_WITHIN},
		{"13, 14", 4, 2, PATTERN_NO_WITHIN},
		{"13, all within 3 days then 14", 22, 4, PATTERN_NO_LINK},
		{"13++", 3, 1, PATTERN_BAD_REPETITION},
		{"13{2", 4, 0, PATTERN_BAD_REPETITION},
		{"13{}", 3, 1, PATTERN_BAD_COUNT},
		{"13{3,2}", 5, 1, PATTERN_BAD_COUNT},
		{"13{0}", 3, 1, PATTERN_BAD_COUNT},
		{"13{1001}", 3, 4, PATTERN_BAD_COUNT},
		{"13{99999999999999999999}", 3, 20, PATTERN_BAD_COUNT},
		{"(13{40}){40}", 0, 0, PATTERN_TOO_MANY_STEPS},
		{"13 then then 14", 8, 4, PATTERN_NO_STEP},
		{"13 then or 14", 11, 2, PATTERN_NO_STEP},
		{"13 or", 5, 0, PATTERN_NO_STEP},
		{"*", 0, 1, PATTERN_NO_STEP},
	};
	char		deep[400];
	pattern_fault fault;

	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
	{
		bool		ok = event_pattern_parse(faults[i].text, strlen(faults[i].text), &pattern, &fault);

		CHECK(!ok && fault.error == faults[i].error && fault.at == faults[i].at && fault.length == faults[i].length,
			  "\"%s\" is refused at %zu+%zu: %s", faults[i].text, fault.at, fault.length, pattern_error_text(fault.error));
	}
	for (int i = 0; i < 100; i++)
	{
		deep[i] = '(';
		deep[102 + i] = ')';
	}
	memcpy(deep + 100, "13", 2);
	CHECK(!event_pattern_parse(deep, 202, &pattern, &fault) && fault.error == PATTERN_TOO_DEEP && fault.at == 50, "a hundred parentheses");
	CHECK(event_pattern_parse(deep + 50, 102, &pattern, &fault), "fifty");
}

int
main(void)
{
	test_text();
	test_faults();
	return tap_done();
}
