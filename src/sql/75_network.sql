-- Measures of networks, each over the rows of a query: source, target and, if edges have one, weight.

CREATE FUNCTION pagerank(query text, damping double precision DEFAULT 0.85) RETURNS TABLE (node text, rank double precision)
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE ROWS 200 AS 'MODULE_PATHNAME', 'smartdip_pagerank';
COMMENT ON FUNCTION pagerank(text, double precision) IS 'PageRank of the nodes of a network. The query gives source, target and, if edges have one, a weight from 0 on; it runs with the rights of the caller. Ranks sum to 1; nodes without a way out spread theirs evenly. Rows with a NULL are no edges; errors (22023) for another number of columns, a negative weight, a damping outside 0 to 1';

CREATE FUNCTION network_strength(query text)
	RETURNS TABLE (node text, out_strength double precision, in_strength double precision, out_degree bigint, in_degree bigint)
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE ROWS 200 AS 'MODULE_PATHNAME', 'smartdip_network_strength';
COMMENT ON FUNCTION network_strength(text) IS 'strength (sum of weights) and degree (number of other nodes) of the nodes of a network, out and in. The query is that of pagerank()';

CREATE FUNCTION network_reciprocity(query text) RETURNS double precision
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE AS 'MODULE_PATHNAME', 'smartdip_network_reciprocity';
COMMENT ON FUNCTION network_reciprocity(text) IS 'weighted reciprocity of a network, from 0 to 1: the share of all weight that comes back (Squartini and others 2013). Edges of a node to itself do not count; NULL without any edge. The query is that of pagerank()';
