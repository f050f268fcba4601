// Settings of the SQLite library as a whole; sqlite3_config takes a variable number of arguments, which
// Swift cannot call.
#ifndef REGOAL_SQLITE_H
#define REGOAL_SQLITE_H

// Switches off the statistics of memory, which cost every thread a lock for each allocation. To be called
// before the first connection is opened; later it does nothing. Returns SQLite's code.
int regoal_sqlite_setup(void);

#endif
