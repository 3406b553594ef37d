/*
 * Long loops of the core stop by now and then and call this, so that whoever waits for them can be let go: it may
 * leave by longjmp(), for the core holds nothing. NULL: nobody asks.
 */
#ifndef SMARTDIP_CORE_PAUSE_H
#define SMARTDIP_CORE_PAUSE_H

typedef void (*core_pause) (void);

#endif
