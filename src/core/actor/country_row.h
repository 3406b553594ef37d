/* The rows of the generated tables of countries: nobody's but country.c's. */
#ifndef SMARTDIP_CORE_COUNTRY_ROW_H
#define SMARTDIP_CORE_COUNTRY_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/actor/country.h"

struct country_row
{
	const char *key;
	const char *name_en;
	const char *name_ar;
	char		codes[COUNTRY_SCHEMES][4];
	char		region[3];		/* what ICU knows it by, empty where ICU does not */
	int32_t		first;			/* the life of what no longer exists */
	int32_t		last;
	uint16_t	extra;			/* its extras that can be written, in country_extras */
	uint16_t	extras;
};

struct country_code_row
{
	char		code[4];
	uint8_t		scheme;
	bool		extra;
	int16_t		country;
	int32_t		first;
	int32_t		last;
};

struct country_cameo_row
{
	char		third;
	int16_t		country;
};

#endif
