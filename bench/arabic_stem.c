/* Reads words, one a line; writes each with its stem, tab between: for bench/arabic_stem.pl. */
#include <stdio.h>
#include <string.h>

#include "core/text/arabic.h"
#include "core/text/fold.h"

int
main(void)
{
	char		line[1024], folded[4096], stem[4104];

	while (fgets(line, sizeof(line), stdin) != NULL)
	{
		size_t		len = strcspn(line, "\n");
		size_t		n = fold_utf8(line, len, FOLD_ALL, folded, sizeof(folded));

		if (n > sizeof(folded))
			return 1;
		printf("%.*s\t%.*s\n", (int) len, line, (int) arabic_stem(folded, n, stem), stem);
	}
	return 0;
}
