-- One claim, its id in the variable id: a line as those of data.sql. A table that lacks what this one reads costs no other claim its answer.
SELECT :'id' LIKE 'H%' AS is_hypothesis \gset
\if :is_hypothesis
	SELECT 'claim_' || c.id, jsonb_build_array(c.id, c.claim, c.verdict, c.estimate, c.low, c.high, c.p_value, c.n, c.sentence)
		FROM :own.hypothesis(:'id', nullif(:'events', '')::regclass, nullif(:'texts', '')::regclass, nullif(:'accounts', '')::regclass, NULL, :'locale') c;
\else
	SELECT 'claim_' || c.id, jsonb_build_array(c.id, c.claim, c.verdict, c.estimate, c.low, c.high, c.p_value, c.n, c.sentence)
		FROM :own.claim(:'id', nullif(:'events', '')::regclass, nullif(:'mentions', '')::regclass, :'locale',
			CASE WHEN :'turn' <> '' AND :own.claim_options(:'id') ? 'turn' THEN jsonb_build_object('turn', :'turn') ELSE '{}' END) c;
\endif
\if :ERROR
	SELECT 'claim_' || t.id, jsonb_build_array(t.id, t.text, 'too little data', NULL, NULL, NULL, NULL, 0, :'LAST_ERROR_MESSAGE'::text)
		FROM :own.claim_texts(:'locale') t WHERE t.id = :'id' AND t.part = 'claim';
\endif
