-- text_table: tables for texts (posts, statements, speeches), the accounts that wrote them, and who follows whom.

CREATE TYPE text_row AS (
	id text,
	published timestamp with time zone,
	author actor_code,
	account text,
	platform text,
	language text,
	title text,
	body text,
	reply_to text,
	repost_of text,
	likes bigint,
	reposts bigint,
	replies bigint,
	views bigint,
	url text
);
COMMENT ON TYPE text_row IS 'a text as a table of create_text_table() holds it: a post, a statement, an article, a speech';
COMMENT ON COLUMN text_row.id IS 'id of the text in its source; unique in the table, so that texts of several sources need a mark of the source in it';
COMMENT ON COLUMN text_row.published IS 'when it was published';
COMMENT ON COLUMN text_row.author IS 'who speaks in it, as an actor code; NULL where nobody knows';
COMMENT ON COLUMN text_row.account IS 'the account that published it, as in the account table; NULL for texts of no account';
COMMENT ON COLUMN text_row.platform IS 'where it was published: twitter, facebook, press, website, speech, ...; the account is one of this platform';
COMMENT ON COLUMN text_row.language IS 'language of the text: en, ar, ...; what is loaded without one has that of language_of(), if it knows it';
COMMENT ON COLUMN text_row.title IS 'headline; NULL for texts without one, as posts are';
COMMENT ON COLUMN text_row.body IS 'the text itself';
COMMENT ON COLUMN text_row.reply_to IS 'id of the text that this one answers; NULL: it answers none';
COMMENT ON COLUMN text_row.repost_of IS 'id of the text that this one passes on; NULL: it is an own one';
COMMENT ON COLUMN text_row.likes IS 'how many liked it when it was collected; NULL: nobody knows';
COMMENT ON COLUMN text_row.reposts IS 'how many passed it on';
COMMENT ON COLUMN text_row.replies IS 'how many answered it';
COMMENT ON COLUMN text_row.views IS 'how often it was seen';
COMMENT ON COLUMN text_row.url IS 'where it is read';

CREATE TYPE account_row AS (
	account text,
	platform text,
	actor actor_code,
	name text,
	opened date,
	closed date,
	language text,
	followers bigint,
	following bigint,
	url text
);
COMMENT ON TYPE account_row IS 'an account as a table of create_account_table() holds it';
COMMENT ON COLUMN account_row.account IS 'name of the account on its platform, without an @';
COMMENT ON COLUMN account_row.platform IS 'the platform: twitter, facebook, ...';
COMMENT ON COLUMN account_row.actor IS 'whose account it is, as an actor code';
COMMENT ON COLUMN account_row.name IS 'name that it shows';
COMMENT ON COLUMN account_row.opened IS 'day on which it was opened: the adoption of the platform; NULL where nobody knows';
COMMENT ON COLUMN account_row.closed IS 'day on which it was closed; NULL: it is open';
COMMENT ON COLUMN account_row.language IS 'language that it mostly writes in';
COMMENT ON COLUMN account_row.followers IS 'how many follow it';
COMMENT ON COLUMN account_row.following IS 'how many it follows';
COMMENT ON COLUMN account_row.url IS 'where it is seen';

CREATE TYPE follow_row AS (
	platform text,
	source text,
	target text,
	day date
);
COMMENT ON TYPE follow_row IS 'a follow as a table of create_follow_table() holds it: one account follows another one of its platform';
COMMENT ON COLUMN follow_row.platform IS 'the platform of both accounts';
COMMENT ON COLUMN follow_row.source IS 'the account that follows';
COMMENT ON COLUMN follow_row.target IS 'the account that is followed';
COMMENT ON COLUMN follow_row.day IS 'since when, or the day on which it was seen; NULL where nobody knows';

CREATE FUNCTION create_text_table(
	name text, search regconfig DEFAULT NULL, themes boolean DEFAULT true,
	partition text DEFAULT 'none', indexes boolean DEFAULT true, in_schema name DEFAULT current_schema()
) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made regclass;
	vector record;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	IF search IS NOT NULL AND NOT EXISTS (SELECT FROM pg_ts_config c WHERE c.oid = search) THEN
		RAISE EXCEPTION 'text search configuration with OID % does not exist', search::oid
			USING ERRCODE = 'undefined_object', HINT = 'Give the name of a configuration, such as ''smartdip'' or ''smartdip_wide''.';
	END IF;
	EXECUTE format('SELECT %s.create_row_table($1, $2, $3, $4, $5, $6, $7, false, $8)', own) INTO made USING name, 'text_row'::text,
		'{}'::text[], '{id,published}'::text[], '{id}'::text[] || CASE WHEN partition = 'none' THEN '{}' ELSE '{published}'::text[] END,
		'texts: posts, statements, articles, speeches; see load_text_lines()'::text, partition, in_schema;

	-- A title ends as a sentence does, so that no phrase begins in it and ends in the body.
	FOR vector IN
		SELECT 'search' AS name, search::text AS config, 'the words of title and body, for full-text search' AS comment WHERE search IS NOT NULL
		UNION ALL SELECT 'themes', format('%s.smartdip_themes', own), 'the themes of title and body: their codes are its lexemes, see the view theme' WHERE themes
	LOOP
		EXECUTE format($sql$
			ALTER TABLE %1$s ADD COLUMN %2$I tsvector
				GENERATED ALWAYS AS (to_tsvector(%3$L::regconfig, coalesce(title || E'.\n', '') || coalesce(body, ''))) STORED;
			COMMENT ON COLUMN %1$s.%2$I IS %4$L;
		$sql$, made, vector.name, vector.config, vector.comment);
	END LOOP;
	IF indexes THEN
		EXECUTE format('SELECT %s.add_event_indexes($1)', own) USING made;
	END IF;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_text_table(text, regconfig, boolean, text, boolean, name) IS
	'makes a table for texts (columns as in text_row) with the primary key id, and beside it <name>_reject. search: a text search configuration, by which title and body are indexed in a generated column search; NULL for none. themes: with a generated column themes, by the configuration smartdip_themes. partition is none, or year or month of published in UTC, which then is part of the key. indexes: those of add_event_indexes(), which large loads are faster without. Errors: 42704 for the OID of no configuration, and those of create_event_table()';

CREATE FUNCTION create_account_table(name text, indexes boolean DEFAULT true, in_schema name DEFAULT current_schema()) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made regclass;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.create_row_table($1, $2, $3, $4, $5, $6, $7, $8, $9)', own) INTO made USING name, 'account_row'::text,
		'{}'::text[], '{account,platform}'::text[], '{platform,account}'::text[],
		'accounts on platforms, one row for each; see load_text_lines()'::text, 'none'::text, indexes, in_schema;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_account_table(text, boolean, name) IS
	'makes a table for the accounts that texts are published by (columns as in account_row) with the primary key (platform, account), and beside it <name>_reject; indexes: that of the actor. Errors as those of create_event_table()';

CREATE FUNCTION create_follow_table(name text, indexes boolean DEFAULT true, in_schema name DEFAULT current_schema()) RETURNS regclass
	LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
	own regnamespace;
	made regclass;
BEGIN
	SELECT e.extnamespace INTO STRICT own FROM pg_extension e WHERE e.extname = 'smartdip';
	EXECUTE format('SELECT %s.create_row_table($1, $2, $3, $4, $5, $6, $7, $8, $9)', own) INTO made USING name, 'follow_row'::text,
		'{}'::text[], '{platform,source,target}'::text[], '{platform,source,target}'::text[],
		'follows, one row for each account and each that it follows; see load_text_lines()'::text, 'none'::text, indexes, in_schema;
	RETURN made;
END
$function$;
COMMENT ON FUNCTION create_follow_table(text, boolean, name) IS
	'makes a table for who follows whom on a platform (columns as in follow_row) with the primary key (platform, source, target), and beside it <name>_reject; indexes: (platform, target), for who follows an account. Errors as those of create_event_table()';
