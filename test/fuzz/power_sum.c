/*
 * libFuzzer target: the states of averages of power: bytes as a client could send them, and rows that are added, taken away and merged. What is
 * valid gives a valid profile; what is taken away again leaves what was there.
 */
#include <string.h>

#include "core/power/power_sum.h"
#include "fuzz.h"

/* A profile from bytes, its degrees cut to what there is. */
static power_profile
profile_of(const uint8_t *data)
{
	power_profile p;

	for (int i = 0; i < POWER_DIMENSIONS; i++)
		p.degree[i] = (uint8_t) (data[i] % (POWER_FULL + 1));
	return p;
}

static void
check_states(const uint8_t *data, size_t size)
{
	power_sum	sum;
	power_sum	twice;
	power_wsum	weighted;
	power_wsum	both;
	power_profile average;

	memset(&sum, 0, sizeof(sum));
	memset(&weighted, 0, sizeof(weighted));
	memcpy(&sum, data, size < sizeof(int64_t) * (1 + POWER_DIMENSIONS) ? size : sizeof(int64_t) * (1 + POWER_DIMENSIONS));
	memcpy(&weighted, data, size < sizeof(weighted.weight) + sizeof(weighted.total) ? size : sizeof(weighted.weight) + sizeof(weighted.total));
	if (power_sum_is_valid(&sum))
	{
		twice = sum;
		if (power_sum_average(&sum, &average))
			require(power_profile_is_valid(average.degree));
		if (power_sum_merge(&twice, &sum))
			require(power_sum_is_valid(&twice));
	}
	if (power_wsum_is_valid(&weighted))
	{
		both = weighted;
		if (power_wsum_average(&weighted, &average))
			require(power_profile_is_valid(average.degree));
		if (power_wsum_merge(&both, &weighted))
			require(power_wsum_is_valid(&both));
	}
}

static void
check_rows(const uint8_t *data, size_t size)
{
	power_sum	sum = {0};
	power_wsum	weighted = {0};
	static power_count count;
	power_profile profile;
	uint32_t	limb[POWER_LIMBS];
	size_t		rows = size / POWER_DIMENSIONS;

	power_count_init(&count);
	for (int back = 0; back < 2; back++)
		for (size_t i = 0; i < rows; i++)
		{
			power_profile p = profile_of(data + i * POWER_DIMENSIONS);
			double		weight = data[i * POWER_DIMENSIONS] / 7.0;

			require(power_weight_limbs(weight, limb));
			if (back == 0)
			{
				power_sum_add(&sum, &p);
				power_wsum_add(&weighted, &p, limb);
				require(power_count_add(&count, &p));
				require(power_count_union(&count, &profile) && power_profile_is_valid(profile.degree));
				require(power_count_intersection(&count, &profile) && power_profile_is_valid(profile.degree));
			}
			else
			{
				power_sum_remove(&sum, &p);
				power_wsum_remove(&weighted, &p, limb);
				require(power_count_remove(&count, &p));
			}
		}
	power_sum_flush(&sum);
	power_wsum_carry(&weighted);
	require(sum.count == 0 && count.rows == 0);
	for (int i = 0; i < POWER_DIMENSIONS; i++)
		require(sum.total[i] == 0 && weighted.total[0][i] == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	double		weight;

	check_states(data, size);
	check_rows(data, size);
	if (size >= sizeof(weight))
	{
		uint32_t	limb[POWER_LIMBS];

		memcpy(&weight, data, sizeof(weight));
		power_weight_limbs(weight, limb);
	}
	return 0;
}
