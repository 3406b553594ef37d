/* Rank correlation. Kendall's tau counts exchanges of a merge sort (Knight, 1966), so it needs no pairs of pairs. */
#include "core/statistics/correlation.h"

#include <math.h>
#include <string.h>

int
ranked_by_x(const void *a, const void *b)
{
	const ranked_pair *p = a;
	const ranked_pair *q = b;

	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return (p->y > q->y) - (p->y < q->y);
}

int
ranked_by_y(const void *a, const void *b)
{
	const ranked_pair *p = a;
	const ranked_pair *q = b;

	if (p->y != q->y)
		return p->y < q->y ? -1 : 1;
	return (p->x > q->x) - (p->x < q->x);
}

void
rank_x(ranked_pair *pairs, size_t count)
{
	for (size_t start = 0, end; start < count; start = end)
	{
		for (end = start; end < count && pairs[end].x == pairs[start].x;)
			end++;
		for (size_t i = start; i < end; i++)
			pairs[i].x_rank = 0.5 * (double) (start + end + 1);
	}
}

void
rank_y(ranked_pair *pairs, size_t count)
{
	for (size_t start = 0, end; start < count; start = end)
	{
		for (end = start; end < count && pairs[end].y == pairs[start].y;)
			end++;
		for (size_t i = start; i < end; i++)
			pairs[i].y_rank = 0.5 * (double) (start + end + 1);
	}
}

double
spearman_of(const ranked_pair *pairs, size_t count)
{
	double		middle = 0.5 * ((double) count + 1.0);
	double		xx = 0.0;
	double		yy = 0.0;
	double		xy = 0.0;

	for (size_t i = 0; i < count; i++)
	{
		double		x = pairs[i].x_rank - middle;
		double		y = pairs[i].y_rank - middle;

		xx += x * x;
		yy += y * y;
		xy += x * y;
	}
	return xx > 0.0 && yy > 0.0 ? xy / sqrt(xx * yy) : NAN;
}

/* Sorts, and gives the number of pairs that stood in the wrong order. */
static double
sort_counting(double *numbers, double *scratch, size_t count)
{
	double		exchanges = 0.0;

	for (size_t width = 1; width < count; width *= 2)
	{
		for (size_t start = 0; start < count; start += 2 * width)
		{
			size_t		middle = start + width < count ? start + width : count;
			size_t		end = start + 2 * width < count ? start + 2 * width : count;
			size_t		left = start;
			size_t		right = middle;

			for (size_t i = start; i < end; i++)
			{
				if (left < middle && (right == end || numbers[left] <= numbers[right]))
					scratch[i] = numbers[left++];
				else
				{
					exchanges += (double) (middle - left);
					scratch[i] = numbers[right++];
				}
			}
		}
		memcpy(numbers, scratch, sizeof(double) * count);
	}
	return exchanges;
}

static double
pairs_of(size_t count)
{
	return 0.5 * (double) count * ((double) count - 1.0);
}

double
kendall_of(const ranked_pair *pairs, size_t count, double *scratch)
{
	double		all = pairs_of(count);
	double		x_ties = 0.0;
	double		y_ties = 0.0;
	double		both_ties = 0.0;
	double		discordant;

	for (size_t start = 0, end; start < count; start = end)
	{
		size_t		same = start;

		for (end = start; end < count && pairs[end].x == pairs[start].x; end++)
			if (pairs[end].y != pairs[same].y)
			{
				both_ties += pairs_of(end - same);
				same = end;
			}
		both_ties += pairs_of(end - same);
		x_ties += pairs_of(end - start);
	}
	for (size_t i = 0; i < count; i++)
		scratch[i] = pairs[i].y;
	discordant = sort_counting(scratch, scratch + count, count);
	for (size_t start = 0, end; start < count; start = end)
	{
		for (end = start; end < count && scratch[end] == scratch[start];)
			end++;
		y_ties += pairs_of(end - start);
	}
	if (x_ties == all || y_ties == all)
		return NAN;
	return (all - x_ties - y_ties + both_ties - 2.0 * discordant) / (sqrt(all - x_ties) * sqrt(all - y_ties));
}
