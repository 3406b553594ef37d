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

CREATE FUNCTION corpus_stats_add(internal, tsvector) RETURNS internal
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_add_internal_tsvector';
COMMENT ON FUNCTION corpus_stats_add(internal, tsvector) IS 'transition of corpus_stats(tsvector): adds a document';
CREATE FUNCTION corpus_stats_add(internal, tsvector, integer) RETURNS internal
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_add_internal_tsvector_int4';
COMMENT ON FUNCTION corpus_stats_add(internal, tsvector, integer) IS 'transition of corpus_stats(tsvector, integer): adds a document';
CREATE FUNCTION corpus_stats_combine(internal, internal) RETURNS internal
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_combine';
COMMENT ON FUNCTION corpus_stats_combine(internal, internal) IS 'combines two states of corpus_stats()';
CREATE FUNCTION corpus_stats_serial(internal) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_serial';
COMMENT ON FUNCTION corpus_stats_serial(internal) IS 'state of corpus_stats() as bytes';
CREATE FUNCTION corpus_stats_deserial(bytea, internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_deserial';
COMMENT ON FUNCTION corpus_stats_deserial(bytea, internal) IS 'state of corpus_stats() from bytes';
CREATE FUNCTION corpus_stats_final(internal) RETURNS corpus_statistics
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_corpus_stats_final';
COMMENT ON FUNCTION corpus_stats_final(internal) IS 'result of corpus_stats()';

CREATE AGGREGATE corpus_stats(tsvector) (
	SFUNC = corpus_stats_add, STYPE = internal, SSPACE = 1000000, FINALFUNC = corpus_stats_final,
	COMBINEFUNC = corpus_stats_combine, SERIALFUNC = corpus_stats_serial, DESERIALFUNC = corpus_stats_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE corpus_stats(tsvector) IS
	'statistics of the documents given, for rank_bm25(). A document''s length is the number of positions of its words as stored (255 of a lexeme at most; concepts and keys of names, which stand beside a word, are not counted); a lexeme without positions counts as one. NULLs are no documents; over no rows the statistics of no documents. Memory grows with the number of different lexemes, some 100 bytes each, not with the documents. Errors: 54000 for more than 4294967295 documents or a value of more than 1 GB';

CREATE AGGREGATE corpus_stats(tsvector, integer) (
	SFUNC = corpus_stats_add, STYPE = internal, SSPACE = 1000000, FINALFUNC = corpus_stats_final,
	COMBINEFUNC = corpus_stats_combine, SERIALFUNC = corpus_stats_serial, DESERIALFUNC = corpus_stats_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE corpus_stats(tsvector, integer) IS
	'as corpus_stats(tsvector), keeping only lexemes that stand in so many documents or more: 2 makes the value much smaller. Ranking takes a lexeme that is not listed as one of (the minimum - 1) documents. Should the numbers differ the greatest counts; NULL is 1. Errors: 22023 for less than 1';

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
