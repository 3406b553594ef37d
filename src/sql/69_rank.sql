-- rank: BM25, which weighs words by how rare they are in a corpus, and the statistics of a corpus that it needs.

CREATE TYPE corpus_statistics;

CREATE FUNCTION corpus_statistics_in(cstring) RETURNS corpus_statistics
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_statistics_in';
COMMENT ON FUNCTION corpus_statistics_in(cstring) IS 'input of corpus_statistics: the text form that the type''s comment shows; error 22P02 for anything else';
CREATE FUNCTION corpus_statistics_out(corpus_statistics) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_statistics_out';
COMMENT ON FUNCTION corpus_statistics_out(corpus_statistics) IS 'output of corpus_statistics: lexemes in byte order. Error 0A000 for a value of a later version';
CREATE FUNCTION corpus_statistics_recv(internal) RETURNS corpus_statistics
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_statistics_recv';
COMMENT ON FUNCTION corpus_statistics_recv(internal) IS 'binary input of corpus_statistics: a version byte, documents and length (eight bytes each), minimum and number of lexemes (four), and for each lexeme its documents (four), its bytes and a NUL; error 08P01 where it ends too soon, 22021 for bytes that are no text, 22P03 for anything else';
CREATE FUNCTION corpus_statistics_send(corpus_statistics) RETURNS bytea
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_statistics_send';
COMMENT ON FUNCTION corpus_statistics_send(corpus_statistics) IS 'binary output of corpus_statistics, in network byte order';

CREATE TYPE corpus_statistics (
	INPUT = corpus_statistics_in, OUTPUT = corpus_statistics_out, RECEIVE = corpus_statistics_recv, SEND = corpus_statistics_send,
	INTERNALLENGTH = variable, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE corpus_statistics IS
	'what ranking has to know of a corpus: the number of documents, their length in positions of words, and in how many of them each lexeme stands. Made by the aggregate corpus_stats(tsvector) or the function corpus_stats(query). Text form: v1 documents=2 length=7 minimum=1 ''peac'':2 ''treati'':1, lexemes in any order, quotes and backslashes in them doubled';

CREATE TYPE corpus_state;
CREATE FUNCTION corpus_state_in(cstring) RETURNS corpus_state
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_state_in';
COMMENT ON FUNCTION corpus_state_in(cstring) IS 'input of corpus_state: its binary form in hexadecimal digits; error 22023 for other signs, else as corpus_state_recv()';
CREATE FUNCTION corpus_state_out(corpus_state) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_state_out';
COMMENT ON FUNCTION corpus_state_out(corpus_state) IS 'output of corpus_state: its binary form in hexadecimal digits';
CREATE FUNCTION corpus_state_recv(internal) RETURNS corpus_state
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_state_recv';
COMMENT ON FUNCTION corpus_state_recv(internal) IS 'binary input of corpus_state: a version byte, documents and length (eight bytes each), minimum and number of lexemes (four), and for each lexeme its documents (four), the number of its bytes (two) and these; errors as of corpus_statistics_recv()';
CREATE FUNCTION corpus_state_send(corpus_state) RETURNS bytea
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_state_send';
COMMENT ON FUNCTION corpus_state_send(corpus_state) IS 'binary output of corpus_state, lexemes in byte order, in network byte order';
CREATE TYPE corpus_state (
	INPUT = corpus_state_in, OUTPUT = corpus_state_out, RECEIVE = corpus_state_recv, SEND = corpus_state_send,
	INTERNALLENGTH = variable, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE corpus_state IS 'the state of corpus_stats(): in how many of the documents so far each lexeme stands, all lexemes whatever the minimum';

CREATE FUNCTION corpus_stats_add(corpus_state, tsvector) RETURNS corpus_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_add_corpus_state_tsvector';
COMMENT ON FUNCTION corpus_stats_add(corpus_state, tsvector) IS 'transition of corpus_stats(tsvector): adds a document';
CREATE FUNCTION corpus_stats_add(corpus_state, tsvector, integer) RETURNS corpus_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_add_corpus_state_tsvector_int4';
COMMENT ON FUNCTION corpus_stats_add(corpus_state, tsvector, integer) IS 'transition of corpus_stats(tsvector, integer): adds a document';
CREATE FUNCTION corpus_stats_combine(corpus_state, corpus_state) RETURNS corpus_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_combine_corpus_state_corpus_state';
COMMENT ON FUNCTION corpus_stats_combine(corpus_state, corpus_state) IS 'combines two states of corpus_stats()';
CREATE FUNCTION corpus_stats_combine(corpus_state, corpus_state, integer) RETURNS corpus_state
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_combine_corpus_state_corpus_state_int4';
COMMENT ON FUNCTION corpus_stats_combine(corpus_state, corpus_state, integer) IS 'transition of corpus_stats(corpus_state, integer): combines two states';
CREATE FUNCTION corpus_stats_final(corpus_state) RETURNS corpus_statistics
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_final';
COMMENT ON FUNCTION corpus_stats_final(corpus_state) IS 'result of corpus_stats()';

CREATE AGGREGATE corpus_stats(tsvector) (
	SFUNC = corpus_stats_add, STYPE = corpus_state, SSPACE = 1000000, FINALFUNC = corpus_stats_final, COMBINEFUNC = corpus_stats_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE corpus_stats(tsvector) IS
	'statistics of the documents given, for rank_bm25(). A document''s length is the number of positions of its words as stored (255 of a lexeme at most; concepts and keys of names, which stand beside a word, are not counted); a lexeme without positions counts as one. NULLs are no documents; over no rows the statistics of no documents. Memory grows with the number of different lexemes, some 50 bytes each, not with the documents. Errors: 54000 for more than 4294967295 documents or a value of more than 1 GB';

CREATE AGGREGATE corpus_stats(tsvector, integer) (
	SFUNC = corpus_stats_add, STYPE = corpus_state, SSPACE = 1000000, FINALFUNC = corpus_stats_final, COMBINEFUNC = corpus_stats_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE corpus_stats(tsvector, integer) IS
	'as corpus_stats(tsvector), keeping only lexemes that stand in so many documents or more: 2 makes the value much smaller. Ranking takes a lexeme that is not listed as one of (the minimum - 1) documents. Should the numbers differ the greatest counts; NULL is 1. Errors: 22023 for less than 1';

CREATE AGGREGATE corpus_stats_state(tsvector) (
	SFUNC = corpus_stats_add, STYPE = corpus_state, SSPACE = 1000000, COMBINEFUNC = corpus_stats_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE corpus_stats_state(tsvector) IS
	'the state of corpus_stats() over these documents, to be stored: corpus_stats() over states gives the statistics. NULLs are no documents; NULL over no rows at all';

CREATE AGGREGATE corpus_stats_state(tsvector, integer) (
	SFUNC = corpus_stats_add, STYPE = corpus_state, SSPACE = 1000000, COMBINEFUNC = corpus_stats_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE corpus_stats_state(tsvector, integer) IS
	'the same for corpus_stats(tsvector, integer): the state has all lexemes, and what is made of it leaves out those of fewer documents';

CREATE AGGREGATE corpus_stats(corpus_state) (
	SFUNC = corpus_stats_combine, STYPE = corpus_state, SSPACE = 1000000, FINALFUNC = corpus_stats_final, COMBINEFUNC = corpus_stats_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE corpus_stats(corpus_state) IS
	'corpus_stats() of all documents that went into the states; NULLs do not count';

CREATE AGGREGATE corpus_stats(corpus_state, integer) (
	SFUNC = corpus_stats_combine, STYPE = corpus_state, SSPACE = 1000000, FINALFUNC = corpus_stats_final, COMBINEFUNC = corpus_stats_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE corpus_stats(corpus_state, integer) IS
	'the same, keeping only lexemes that stand in so many documents or more, as in corpus_stats(tsvector, integer)';

CREATE AGGREGATE merge(corpus_state) (
	SFUNC = corpus_stats_combine, STYPE = corpus_state, SSPACE = 1000000, COMBINEFUNC = corpus_stats_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE merge(corpus_state) IS
	'several states in one; NULLs do not count; NULL over no states';

CREATE FUNCTION corpus_stats(query text, minimum integer DEFAULT 1) RETURNS corpus_statistics
	LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE COST 10000 AS 'MODULE_PATHNAME', 'smartdip_corpus_stats';
COMMENT ON FUNCTION corpus_stats(text, integer) IS
	'statistics of the documents that a query returns, one column of type tsvector, as ts_stat() reads them: it runs with the rights of the caller, row by row through a cursor. minimum: keep only lexemes that stand in so many documents. NULL for a NULL argument. Errors: 22023 for a query that returns something else, or a minimum below 1';

CREATE FUNCTION documents(corpus_statistics) RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_documents';
COMMENT ON FUNCTION documents(corpus_statistics) IS 'the number of documents that the statistics were made from';

CREATE FUNCTION average_length(corpus_statistics) RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_average_length';
COMMENT ON FUNCTION average_length(corpus_statistics) IS 'mean length of a document, in positions of words; 0 for no documents';

CREATE FUNCTION document_frequency(corpus_statistics, lexeme text) RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_document_frequency';
COMMENT ON FUNCTION document_frequency(corpus_statistics, text) IS
	'in how many documents the lexeme stands; 0 for one that is not listed. A lexeme, not a word: peac, not peace';

CREATE FUNCTION document_frequencies(corpus_statistics, OUT lexeme text, OUT documents bigint) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 10000 AS 'MODULE_PATHNAME', 'smartdip_document_frequencies';
COMMENT ON FUNCTION document_frequencies(corpus_statistics) IS 'every lexeme listed with the number of documents that it stands in, in byte order';

CREATE FUNCTION rank_bm25(document tsvector, query tsquery, stats corpus_statistics, k1 double precision DEFAULT 1.2,
	b double precision DEFAULT 0.75, weights real[] DEFAULT '{1,1,1,1}') RETURNS double precision
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'smartdip_rank_bm25';
COMMENT ON FUNCTION rank_bm25(tsvector, tsquery, corpus_statistics, double precision, double precision, real[]) IS
	'BM25 of a document for a query, 0 or greater: the sum over the query''s words of idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average length)), idf = ln(1 + (N - df + 0.5) / (df + 0.5)). It ranks and does not match: use it with @@. Every word counts once; &, | and <-> all add; what is negated counts nothing; a prefix is one word, its matches summed. Concepts (=...) and skeletons of names (~...) are alternatives for the word that they are joined to by |: the best of them counts, and a concept of several words against all of these together. k1 (0 or greater): how slowly repetition loses its weight; b (0 to 1): how much length counts; weights: what a position labelled D, C, B or A counts. NULL for a NULL argument. Errors: 22023 for k1, b or weights out of range. Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009; idf as in Lucene';
