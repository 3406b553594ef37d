/* Sentences of evidence for points of effectiveness in SQL. */
#include "pg/compat.h"
#include "pg/base/argument.h"
#include "pg/base/encoding.h"

#include "core/lexicon/effectiveness.h"
#include "utils/builtins.h"

SMARTDIP_FUNCTION(smartdip_effectiveness_sentence);

Datum
smartdip_effectiveness_sentence(PG_FUNCTION_ARGS)
{
	text	   *point = PG_GETARG_TEXT_PP(0);
	enum label_language language = label_language(PG_GETARG_TEXT_PP(3));
	const effectiveness_evidence *evidence = effectiveness_evidence_of(VARDATA_ANY(point), VARSIZE_ANY_EXHDR(point));
	char		sentence[EFFECTIVENESS_SENTENCE_MAX];

	if (evidence == NULL)
		PG_RETURN_NULL();
	effectiveness_sentence(evidence, PG_GETARG_FLOAT8(1), PG_GETARG_INT64(2), language, sentence);
	PG_RETURN_TEXT_P(utf8_to_text(sentence));
}
