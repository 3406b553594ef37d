-- Shares and changes over clusters against plain SQL, chance meetings, p-values of several tests.
\pset format unaligned
\pset tuples_only on
SET extra_float_digits = -3;

-- where each row is a cluster of one, the interval is Wilson's, a trifle wider for the quantile of t
SELECT share, clusters, effective, round(t.low::numeric, 3), round(t.high::numeric, 3), round(w.low::numeric, 3), round(w.high::numeric, 3)
FROM (SELECT (clustered_share((i <= 140)::integer, 1, 0.5)).* FROM generate_series(1, 1000) i) t, wilson_interval(140, 1000) w;

-- the linearised variance in plain SQL; many workers, one answer
CREATE TEMP TABLE dyad AS SELECT i, (i * 7919 % 13)::double precision AS a, (13 + i * 31 % 7)::double precision AS b,
	(i * 104729 % 11)::double precision AS c, CASE WHEN i % 3 = 0 THEN 0 ELSE 11 + i % 5 END::double precision AS d FROM generate_series(1, 500) i;
SELECT abs(share - r) < 1e-12 AS same_share, abs(effective - r * (1 - r) / v) < 1e-6 AS same_effective, clusters, p < 0.05 AS differs
FROM (SELECT (clustered_share(a, b, 0.5)).* FROM dyad) t,
	(SELECT r, sum((a - r * b) ^ 2) / sum(b) ^ 2 AS v FROM dyad, (SELECT sum(a) / sum(b) AS r FROM dyad) q GROUP BY r) twin;
UPDATE dyad SET c = 0 WHERE d = 0;
SELECT abs(difference - (r1 - r0)) < 1e-12 AS same_difference, clusters_before, clusters_after,
	abs(high - low - 2 * 1.967 * sqrt(v)) < 0.001 AS same_interval
FROM (SELECT (clustered_change(a, b, c, d)).* FROM dyad) t,
	(SELECT r0, r1, sum((sqrt(n1 / (n1 - 1.0)) * (c - r1 * d) / w1 - sqrt(n0 / (n0 - 1.0)) * (a - r0 * b) / w0) ^ 2) AS v
	FROM dyad, (SELECT sum(a) / sum(b) AS r0, sum(c) / sum(d) AS r1, sum(b) AS w0, sum(d) AS w1, count(*) FILTER (WHERE b > 0) AS n0, count(*) FILTER (WHERE d > 0) AS n1 FROM dyad) q
	GROUP BY r0, r1) twin;

-- NULLs and wholes of 0 do not count; nothing, one cluster, all alike
SELECT clustered_share(a, b, 0.5) FROM (VALUES (1, 2), (NULL, 3), (0, 0), (2, 3)) v(a, b);
SELECT clustered_share(1, 1, 0.5) FROM generate_series(1, 0);
SELECT clustered_share(1, 3, 0.5);
SELECT clusters, effective, share, round(low::numeric, 3), high FROM (SELECT (clustered_share(2, 2, 0.5)).* FROM generate_series(1, 10)) t;
SELECT clusters, effective, share FROM (SELECT (clustered_share(1, 2, 0.5)).* FROM generate_series(1, 10)) t;
SELECT (clustered_share(1, 2, 1)).p FROM generate_series(1, 10);
SELECT clustered_change(1, 2, 0, 0);
SELECT clustered_change(a, 1, 2 * a, 1) FROM (VALUES (1), (2), (3)) v(a);
SELECT clustered_change(a, 1, a, 1) FROM (VALUES (1), (2), (3)) v(a);

-- none in any of seven dyads is not none; and dyads of which each has the double are no dyads that vary
SELECT difference, round(low::numeric, 3), round(high::numeric, 3), p > 0.05 AS undecided FROM (SELECT (clustered_change(0, 1, i % 5 / 4, 1)).* FROM generate_series(1, 7) i) t;
SELECT clustered_change(2, 1, 4, 1) FROM generate_series(1, 7);

-- what is no share
SELECT clustered_share(3, 2, 0.5);
SELECT clustered_share(-1, 2, 0.5);
SELECT clustered_share('NaN', 2, 0.5);
SELECT clustered_share(1, 'Infinity', 0.5);
SELECT clustered_change(1, -2, 1, 1);
SELECT clustered_change('NaN', 2, 1, 1);
SELECT clustered_share_add('{1,2}', 1, 2, 0.5);
SELECT clustered_share_combine('{0,0,0,0,0,0,0}', '{1,1,1,1,1,1,0.5}'), clustered_share_final('{0,0,0,0,0,0,0}');
SELECT clustered_change_add('{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', 1, 2, 3, 4), clustered_change_final('{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}');
SELECT clustered_change_combine('{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}', '{1}');

-- two cards of both colours: 26 / 51
SELECT chance_of_both(2, 26, 52) * 51, chance_of_both(1, 26, 52), chance_of_both(0, 0, 0), chance_of_both(NULL, 1, 1);
SELECT chance_of_any(30, 1, 365) * 365, chance_of_any(2, 3, 5), chance_of_any(2, 0, 5), chance_of_any(NULL, 1, 1);
SELECT chance_of_both(3, 1, 2);
SELECT chance_of_any(1, 3, 2);

-- worked by hand, and with what does not count as a test; names of the methods
SELECT p_adjust('{0.01,0.02,0.03,0.04,0.05}'), p_adjust('{0.01,0.02,0.03,0.04,0.05}', 'bonferroni'), p_adjust('{0.01,0.02,0.03,0.04,0.05}', 'bh');
SELECT m, p_adjust('{0.04,NULL,0.01,0.5,0.03}', m) FROM unnest('{holm,bonferroni,bh,fdr,none}'::text[]) m;
-- Benjamini and Hochberg 1995: their fifteen tests; four stay below 5 %
SELECT count(*) FILTER (WHERE p <= 0.05) FROM unnest(p_adjust('{0.0001,0.0004,0.0019,0.0095,0.0201,0.0278,0.0298,0.0344,0.0459,0.3240,0.4262,0.5719,0.6528,0.7590,1}', 'bh')) p;
SELECT p_adjust('{}'), p_adjust('{NULL}'), p_adjust(NULL), p_adjust('[3:4]={0.5,0.01}');
SELECT p_adjust('{0.1}', 'sidak');
SELECT p_adjust('{1.1}');
SELECT p_adjust('{NaN}');
SELECT p_adjust('{{0.1},{0.2}}');

-- In two steps: what is stored by third gives what all rows give.
SELECT clustered_share(s) = (SELECT clustered_share(i, 3 * i, 0.5) FROM generate_series(1, 30) i) AS share, clustered_change(c) = (SELECT clustered_change(i, 2 * i, i % 5, 8) FROM generate_series(1, 30) i) AS change
FROM (SELECT clustered_share_state(i, 3 * i, 0.5) AS s, clustered_change_state(i, 2 * i, i % 5, 8) AS c FROM generate_series(1, 30) i GROUP BY i % 3) x;
SELECT clustered_share(NULL::double precision[]), clustered_change(NULL::double precision[]);
