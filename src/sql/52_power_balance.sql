-- power_balance: power compared, with a baseline or with other actors. A mix alone says little: nearly every actor's is
-- softer than it is hard.

CREATE FUNCTION power_balance(mix power_profile, baseline power_profile,
	OUT hard double precision, OUT semihard double precision, OUT soft double precision,
	OUT baseline_hard double precision, OUT baseline_semihard double precision, OUT baseline_soft double precision,
	OUT hard_ratio double precision, OUT semihard_ratio double precision, OUT soft_ratio double precision,
	OUT hard_log_ratio double precision, OUT semihard_log_ratio double precision, OUT soft_log_ratio double precision) RETURNS record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_power_balance';
COMMENT ON FUNCTION power_balance(power_profile, power_profile) IS
	'how hard, semi-hard and soft a mix of power is beside a baseline: hard(), semihard() and soft() of both, 0 to 1; the ratios mix over baseline; their natural logarithms, 0 where the two are equal. NULL for 0 over 0; Infinity for more than 0 over 0; the logarithm of 0 is -Infinity';

CREATE FUNCTION smart_rank(hard_rank double precision, soft_rank double precision, tnorm text DEFAULT 'minimum') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_smart_rank';
COMMENT ON FUNCTION smart_rank(double precision, double precision, text) IS
	'smart power among others, 0 to 1: the t-norm of the ranks in hard and in soft power, each the share of the others that lie below, as percent_rank() gives it; t-norms as in smart(power_profile, text); errors: 22003 for a rank outside 0 to 1, 22023 for another t-norm';
