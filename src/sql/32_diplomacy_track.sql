-- Which diplomacy a contact is, by who stands on which side.

CREATE FUNCTION diplomacy_track(source actor_code, target actor_code) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_diplomacy_track';
COMMENT ON FUNCTION diplomacy_track(actor_code, actor_code) IS
	'the track of a contact between two actors: traditional (government and government), open (nation and nation: people, civil society, business, media, faith) or public (a government and a nation, whoever begins). The strongest group of a code tells the side, as in kind(); a country alone is its government, and so are the organs of a state (GOV MIL COP JUD LEG SPY) and organisations of governments (IGO, UNO). NULL within one country, which is no diplomacy, and where one of them stands on neither side: armed groups, criminals, movements, regions, what names nobody; NULL for NULL. Source: the three periods of diplomacy in the smart paper, section 1';
