/* What Citus, if it is there, says of tables and nodes: on each of its nodes it has catalogues beside the server's. */
#ifndef SMARTDIP_PG_DISTRIBUTED_H
#define SMARTDIP_PG_DISTRIBUTED_H

#include "pg/compat.h"

#include "utils/relcache.h"

/* Are the rows of the table somewhere else, under other names? What is written into the table itself would be lost. */
extern bool relation_is_distributed(Relation table);

/* Are there other nodes, which have objects of their own? */
extern bool has_other_nodes(void);

#endif
