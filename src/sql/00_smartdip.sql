-- smartdip: what belongs to the extension as a whole.

CREATE FUNCTION smartdip_version() RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_version';
COMMENT ON FUNCTION smartdip_version() IS 'version of the loaded smartdip library, as in META.json';
