public import Trajectories

/// What can go wrong between the program and a database file.
public enum StoreError: Error, Equatable {
  case notFound(path: String)
  case notADatabase(path: String)
  case isFolder(path: String)
  /// A file of ours, or of nobody, that holds no schema yet.
  case nothingStored(path: String)
  case notOurs(path: String)
  case newerThanProgram(path: String, version: Int, known: Int)
  case needsMigration(path: String, version: Int, known: Int)
  case modifiedMigration(name: String)
  case missingMigration(version: Int, name: String)
  case migrationFailed(name: String, reason: String)
  case locked(path: String)
  /// `reason` is what the file system says, else SQLite's words.
  case cannotOpen(path: String, reason: String)
  case readOnly(path: String)
  case diskFull(path: String)
  /// The disk refused to read or write; `message` is SQLite's.
  case diskFailed(path: String, message: String)
  /// The file's content is not what SQLite wrote; `message` is SQLite's.
  case damaged(path: String, message: String)
  case sqlite(code: Int, message: String)
  case unknownQuery(name: String, known: [String])
  case unknownParameter(query: String, name: String, known: [String])
  case badParameter(query: String, name: String, text: String, expected: String)
  /// Ad hoc SQL that is refused or wrong.
  case badSQL(message: String)
  case interrupted(seconds: Int)
  /// The work was ended between two accesses, on request.
  case cancelled
  case alreadyExists(path: String)
  /// A row that has to be there is not: a defect of ours or a damaged file.
  case missingRow(query: String)
  /// A database is to be merged into itself.
  case mergedWithItself(path: String)
  /// A stored value that no writer of ours stores.
  case unreadable(what: String, text: String)
  /// A run was forgotten between reading facts and writing what follows from them.
  case forgottenMeanwhile
  /// A name that means several configs.
  case ambiguousName(parameter: String, name: String, candidates: [String])
  /// No name given, and several configs are present.
  case severalPresent(parameter: String, candidates: [String])
  case unknownName(parameter: String, name: String, known: [String])
  case unknownTrajectory(name: String)
  /// A fact names a model call that is not stored.
  case unknownCall(digest: String)
  /// A record that is about something forgotten.
  case forgotten(Tombstone)
  /// What was deleted cannot be wiped yet: another program still reads the old pages.
  case stillRead(path: String)
}
