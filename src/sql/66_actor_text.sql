-- actor_text: the actors that a text names, in English and Arabic.

CREATE FUNCTION actors_in(value text, on_date date DEFAULT NULL, roles boolean DEFAULT false,
	OUT actor actor_code, OUT start integer, OUT "end" integer, OUT words text) RETURNS SETOF record
	LANGUAGE c IMMUTABLE PARALLEL SAFE ROWS 5 AS 'MODULE_PATHNAME', 'smartdip_actors_in';
COMMENT ON FUNCTION actors_in(text, date, boolean) IS
	'the actors that a text in English or Arabic names, in its order, with their CAMEO codes: a country or people (IRN), with the role beside it in either order (the foreign minister of Iran: IRNGOV); a capital as its government (Tehran said: IRNGOV), but behind a preposition of place (in Tehran) and like every other city as the country (IRN); an organisation (UN envoy: IGOUNO); a person by office (Angela Merkel: DEUGOV). With on_date a person counts as ELI (DEUELI) outside the days of office, without it as in the last office held; who is called former is ELI. Countries joined by "and" share a role. A role without a country is left out; roles => true gives it with its code alone (GOV). start counts characters from 1, "end" is the character behind, words are those of the text from start to "end". Found is what the lexicon knows: all countries, their peoples, capitals and large cities, over a hundred organisations, over three hundred people in office since 2000. No rows for NULL or where nothing is named. Source: own word lists, codes of the CAMEO code book';

CREATE FUNCTION actor_of(value text, on_date date DEFAULT NULL) RETURNS actor_code
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'smartdip_actor_of';
COMMENT ON FUNCTION actor_of(text, date) IS
	'the code of a phrase that names one actor, as actors_in() finds it (''Iran''''s army'': IRNMIL). Of several actors the one with the longest code, among those the first. NULL if the phrase names none, or for NULL. on_date decides about the offices of people, see actors_in(). Source: own word lists, codes of the CAMEO code book';
