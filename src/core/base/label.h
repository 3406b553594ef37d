/* The languages that smartdip's own labels are written in. */
#ifndef SMARTDIP_CORE_LABEL_H
#define SMARTDIP_CORE_LABEL_H

enum label_language
{
	LABEL_EN,
	LABEL_AR,
	LABEL_LANGUAGES
};

#endif
