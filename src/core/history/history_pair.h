/*
 * Two histories beside each other: what one side does to the other, and what comes back.
 *
 * An act that was not answered before the data end is censored: nothing is known but that the answer takes longer. The
 * events of one day have no order, so an answer comes on a later day, or, where the caller says so, on the same.
 */
#ifndef SMARTDIP_CORE_HISTORY_PAIR_H
#define SMARTDIP_CORE_HISTORY_PAIR_H

#include "core/history/history_panel.h"

/* Acts of one side and answers of the other; both readers are opened up to the day on which the data end. */
typedef struct history_replies
{
	event_series_reader *acts;
	event_series_reader *answers;
	const uint8_t *act_set;		/* what counts as an act, and as an answer; NULL: everything */
	const uint8_t *answer_set;
	bool		same_day;
	int32_t		until;			/* the day on which the data end */
	int32_t		answer;			/* the day of the next answer, if there is one */
	bool		more;
} history_replies;

/* The acts of a day. */
typedef struct history_reply
{
	event_day	day;			/* codes that are no acts included */
	int64_t		acts;
	int32_t		waited;			/* days to the first answer, or to the end of the data */
	bool		answered;
} history_reply;

extern void history_replies_open(history_replies *replies);
extern bool history_replies_next(history_replies *replies, history_reply *reply);

/* In a tally of waits, the number is the days waited, and the code one of these. */
enum history_wait
{
	WAIT_ANSWERED,
	WAIT_CENSORED
};

/* Kaplan and Meier's (1958) estimate of the days that pass until half of the acts, and nine tenths, are answered. */
typedef struct history_survival
{
	int64_t		acts;
	int64_t		answered;
	double		median;			/* NAN where the curve does not get so far */
	double		p90;
} history_survival;

extern history_survival history_survival_of(const uint64_t *words, size_t count);

/*
 * The correlation of one side's net cooperation in a period with the other's lag periods before, over the periods from
 * first to last; NAN where one of the two does not vary.
 */
typedef struct history_couple
{
	const event_weight *weights;
	enum calendar_unit unit;
	int32_t		first;			/* numbers of periods */
	int32_t		last;
	int32_t		lag;
} history_couple;

/* The readers are of the days that count: without the last lag periods of the first side, the first ones of the other. */
extern double history_reciprocity(const history_couple *couple, const event_series_reader *first_side,
								  const event_series_reader *other_side);

/* In how many periods each of two histories, or of two parts of one, has events: the table of two by two. */
typedef struct history_together
{
	int64_t		both;
	int64_t		only_first;
	int64_t		only_second;
} history_together;

extern history_together history_count_together(event_series_reader *first, const uint8_t *first_set,
											   event_series_reader *second, const uint8_t *second_set,
											   enum calendar_unit unit);

#endif
