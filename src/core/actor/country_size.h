/* How large states are, by population, area, GDP and armed forces; and which of them are small. */
#ifndef SMARTDIP_CORE_COUNTRY_SIZE_H
#define SMARTDIP_CORE_COUNTRY_SIZE_H

#include <stddef.h>
#include <stdint.h>

/* Two significant digits; value -1, and no source, where it is not known. */
typedef struct size_figure
{
	double		value;
	int16_t		year;			/* 0: of no year (areas) */
	const char *source;
} size_figure;

typedef struct country_size
{
	int16_t		country;		/* index of core/actor/country.h */
	size_figure population;
	size_figure area;			/* square kilometres */
	size_figure gdp;			/* current US dollars */
	size_figure military;		/* active members of the armed forces */
	const char *note;			/* NULL mostly */
} country_size;

/* What is small: a figure below its limit. A limit that is NaN is no criterion. */
typedef struct small_state_limits
{
	double		population;
	double		area;
	double		gdp;
	double		military;
	int			criteria;		/* how many of them have to be met */
} small_state_limits;

enum small_state
{
	SMALL_STATE_NO,
	SMALL_STATE_YES,
	SMALL_STATE_UNKNOWN			/* the figures that are missing would decide */
};

extern const country_size *country_size_list(size_t *count);

/* NULL for what is no state of today. */
extern const country_size *country_size_of(int country);

extern enum small_state small_state_judge(const country_size *size, const small_state_limits *limits);

#endif
