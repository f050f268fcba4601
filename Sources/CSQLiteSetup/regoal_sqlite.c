#include "regoal_sqlite.h"

#include <sqlite3.h>

int regoal_sqlite_setup(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
