-- cluster: shares and changes of shares over clusters, chance meetings, and p-values of several tests.

CREATE TYPE clustered_share_result AS (share double precision, low double precision, high double precision, p double precision, clusters bigint,
	effective double precision);
COMMENT ON TYPE clustered_share_result IS 'the share of all parts in all wholes, 0 to 1, with its 95 % interval; the two-sided p against the reference; how many clusters there are, and how many independent observations would tell as much. Interval and p are NULL for a single cluster and for numbers whose squares are out of range, p also where the reference is not between 0 and 1';
CREATE FUNCTION clustered_share_add(double precision[], double precision, double precision, double precision) RETURNS double precision[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_clustered_share_add';
COMMENT ON FUNCTION clustered_share_add(double precision[], double precision, double precision, double precision) IS 'adds a cluster to the state of clustered_share()';
CREATE FUNCTION clustered_share_combine(double precision[], double precision[]) RETURNS double precision[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_clustered_share_combine';
COMMENT ON FUNCTION clustered_share_combine(double precision[], double precision[]) IS 'joins two states of clustered_share()';
CREATE FUNCTION clustered_share_final(double precision[]) RETURNS clustered_share_result
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_clustered_share_final';
COMMENT ON FUNCTION clustered_share_final(double precision[]) IS 'result of clustered_share()';
CREATE AGGREGATE clustered_share(part double precision, whole double precision, reference double precision) (SFUNC = clustered_share_add,
	STYPE = double precision[], INITCOND = '{0,0,0,0,0,0,0}', FINALFUNC = clustered_share_final, COMBINEFUNC = clustered_share_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE clustered_share(double precision, double precision, double precision) IS 'the share of parts in wholes where a row is a cluster of what is not independent, such as the tags of a text: the interval of Wilson for as many observations as would be as telling (share times the rest over the linearised variance of the ratio), with the quantile of t for the clusters. The reference, a constant, is what p tests against. Rows with a NULL, and those whose whole is 0, do not count; an error (22023) where a part is negative or greater than its whole';

CREATE TYPE clustered_change_result AS (before double precision, after double precision, difference double precision, low double precision,
	high double precision, p double precision, clusters_before bigint, clusters_after bigint);
COMMENT ON TYPE clustered_change_result IS 'the ratio of parts to wholes before and after, their difference with its 95 % interval, the two-sided p against no difference, and how many clusters have a whole on either side. NULL where a side has no whole; interval and p are NULL where a side has a single cluster, clusters that are all alike and no share, or numbers whose squares are out of range';
CREATE FUNCTION clustered_change_add(double precision[], double precision, double precision, double precision, double precision) RETURNS double precision[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_clustered_change_add';
COMMENT ON FUNCTION clustered_change_add(double precision[], double precision, double precision, double precision, double precision) IS 'adds a cluster to the state of clustered_change()';
CREATE FUNCTION clustered_change_combine(double precision[], double precision[]) RETURNS double precision[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_clustered_change_combine';
COMMENT ON FUNCTION clustered_change_combine(double precision[], double precision[]) IS 'joins two states of clustered_change()';
CREATE FUNCTION clustered_change_final(double precision[]) RETURNS clustered_change_result
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_clustered_change_final';
COMMENT ON FUNCTION clustered_change_final(double precision[]) IS 'result of clustered_change()';
CREATE AGGREGATE clustered_change(part_before double precision, whole_before double precision, part_after double precision, whole_after double precision) (
	SFUNC = clustered_change_add, STYPE = double precision[], INITCOND = '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', FINALFUNC = clustered_change_final,
	COMBINEFUNC = clustered_change_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE clustered_change(double precision, double precision, double precision, double precision) IS 'how a ratio of parts to wholes differs between two sides, such as before and after a day, where a row is a cluster: a dyad with all its acts on either side. The interval is that of the linearised difference, which knows that the same cluster stands on both sides, with the quantile of t for the clusters of the side that has fewer; a side whose clusters are all alike, such as none of any, has the uncertainty of a share with one observation for each cluster. A side of a cluster whose whole is 0 does not count, nor do rows with a NULL; an error (22023) where a whole is negative or a number not finite';

CREATE FUNCTION chance_of_both(drawn bigint, marked bigint, total bigint) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_chance_of_both';
COMMENT ON FUNCTION chance_of_both(bigint, bigint, bigint) IS 'the probability that what is drawn of a total, without putting back, holds both marked and unmarked ones: of a dyad with `total` acts, `marked` of them hard, in how many periods of `drawn` acts both kinds would meet by chance. Error 22023 where a number is negative or greater than the total';

CREATE FUNCTION chance_of_any(drawn bigint, marked bigint, total bigint) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_chance_of_any';
COMMENT ON FUNCTION chance_of_any(bigint, bigint, bigint) IS 'the probability that what is drawn of a total, without putting back, holds a marked one at least: that a side which acts on `marked` of `total` days does so by chance within `drawn` days of an act of the other. Error 22023 where a number is negative or greater than the total';

CREATE FUNCTION p_adjust(p double precision[], method text DEFAULT 'holm') RETURNS double precision[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_p_adjust';
COMMENT ON FUNCTION p_adjust(double precision[], text) IS 'p-values of several tests, each raised for the number of them, in their places: holm (Holm 1979) and bonferroni keep the chance of any false alarm, bh (Benjamini and Hochberg 1995, also called fdr) the share of false ones among the alarms; none leaves them. NULLs stay NULL and do not count as tests. Errors: 22023 for another method and for what is no probability, 2202E for an array of more than one dimension';
