internal import GRDB
internal import GRDBSQLite
func sqliteVersion() -> String { String(cString: sqlite3_libversion()) }
