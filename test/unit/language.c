/* The language of short texts of our own, and what holds of any text. */
#include <string.h>

#include "core/text/language.h"
#include "tap.h"

static const char *
language(const char *text)
{
	return language_name(language_of(text, strlen(text)).language);
}

int
main(void)
{
	static const char *const known[][2] = {
		{"en", "The talks were held in Geneva"}, {"en", "NATO"}, {"ar", "عقدت المحادثات في جنيف"}, {"ar", "السلام"}, {"fa", "مذاکرات در ژنو برگزار شد"},
		{"fa", "چرا"}, {"ur", "مذاکرات جنیوا میں ہوئے"}, {"ur", "ٹھیک"}, {"other", "Die Gespräche fanden in Genf statt und nicht in Wien"},
		{"other", "Les pourparlers ont eu lieu à Genève"}, {"other", "Görüşmeler Cenevre'de yapıldı"}, {"other", "Переговоры"}, {"other", "დიპლომატია"},
		{"other", "وتووێژەکان"}, {"other", ""}, {"other", "42 %"}, {"other", "\xff\xfe"}, {"ar", "مُحَمَّد"}, {"ar", "\xef\xba\x8d\xef\xbb\x9f"}
	};
	char		text[3] = "a";

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		CHECK(strcmp(language(known[i][1]), known[i][0]) == 0, "%s is %s: %s", known[i][1], known[i][0], language(known[i][1]));
	CHECK(language_of("", 0).confidence == 0 && language_of("1 2", 3).confidence == 0, "nothing to tell by");
	for (int c = 1; c < 256; c++)
	{
		language_guess guess;

		text[1] = (char) c;
		guess = language_of(text, 2);
		if (guess.confidence < 0 || guess.confidence > 1)
			CHECK(false, "confidence %f", guess.confidence);
	}
	CHECK(language_of("the", 3).confidence > language_of("thx", 3).confidence, "a telling word makes it surer");
	CHECK(language_of("the talks", 9).confidence > language_of("the talks محادثات", strlen("the talks محادثات")).confidence, "a second script makes it less sure");
	return tap_done();
}
