internal import ArgumentParser
internal import Experiments
internal import Exports
internal import Foundation
internal import Ingest
internal import LanguageModels
internal import Notebooks
internal import Store
internal import Tables
internal import Trajectories

/// Errors as people read them: what is wrong, where, and how to mend it. The only place with such words.
enum ErrorText {
  /// Runs a command's work; an error is told on stderr and becomes exit code 1.
  static func told<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw try end(with: error)
    }
  }

  /// As `told`, for work that waits for something.
  static func awaited<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch {
      throw try end(with: error)
    }
  }

  private static func end(with error: any Error) throws -> any Error {
    if error is ExitCode || error is ValidationError { return error }
    try Interruption.end()
    Console.error(of(error))
    return ExitCode.failure
  }

  static func of(_ error: any Error) -> String {
    let (what, fix) = words(error)
    return "error: \(Console.safe(what))" + (fix.map { "\n  fix: \(Console.safe($0))" } ?? "")
  }

  /// What is wrong, and the remedy, on one line.
  static func line(_ error: any Error) -> String {
    let (what, fix) = words(error)
    return Console.safe(what + (fix.map { ": \($0)" } ?? ""))
  }

  /// What is wrong, without the remedy.
  static func what(_ error: any Error) -> String { words(error).0 }

  private static func words(_ error: any Error) -> (String, fix: String?) {
    switch error {
    case let error as StoreError: store(error)
    case let error as InputError: input(error)
    case let error as ExportError: export(error)
    case let error as ArmFileError: arms(error)
    case let error as CommandError: (error.what, error.fix)
    case SweepError.badValue(let axis, let text, let expected):
      ("--over \(axis.rawValue) is '\(text)'", "it takes \(expected)")
    case let error as PolicyNotationError: notation(error)
    case let error as PromptError: prompt(error)
    case let error as ChartError: chart(error)
    case let error as ChatError: chat(error)
    case let error as FillError: fill(error)
    case let error as SplitError: split(error)
    case let error as AnnotationError: annotation(error)
    case let error as NoiseError: noise(error)
    case let error as ChatEndpointError: endpoint(error)
    default: (String(describing: error), nil)
    }
  }

  private static func store(_ error: StoreError) -> (String, fix: String?) {
    switch error {
    case .notFound(let path):
      ("there is no database at '\(path)'", "'regoal ingest FILE' makes one; --db names another")
    case .notADatabase(let path):
      ("'\(path)' is not an SQLite database", "name a Regoal database with --db")
    case .isFolder(let path):
      ("'\(path)' is a folder, not a database", "name a file with --db, such as \(path)/regoal.db")
    case .nothingStored(let path):
      (
        "'\(path)' is empty: nothing was ever stored in it",
        "'regoal ingest FILE --db \(path)' fills it; --db names another"
      )
    case .notOurs(let path):
      ("'\(path)' is an SQLite database, but not one of Regoal's", "name another file with --db")
    case .newerThanProgram(let path, let version, let known):
      (
        "'\(path)' has version \(version); this program knows versions up to \(known)",
        "use a newer regoal; the file was not touched"
      )
    case .needsMigration(let path, let version, let known):
      ("'\(path)' has version \(version), older than \(known)", "regoal db migrate --db \(path)")
    case .modifiedMigration(let name):
      (
        "the database was made by another text of migration \(name)",
        "use the regoal that made it, or ingest into a new file"
      )
    case .missingMigration(let version, let name):
      ("migration \(version) (\(name)) is not recorded in the database", "restore a backup")
    case .migrationFailed(let name, let reason):
      ("migration \(name) failed and was undone: \(reason)", nil)
    case .locked(let path):
      (
        "'\(path)' is being written by another program",
        "try again when it has ended, or wait longer with --wait SECONDS"
      )
    case .cannotOpen(let path, let reason):
      (
        "'\(path)' cannot be opened: \(reason)",
        "allow it, or name a file elsewhere with --db"
      )
    case .readOnly(let path):
      (
        "'\(path)' may not be written",
        "allow writing to the file and its folder, or work on a copy: "
          + "'regoal db backup COPY --db \(path)'"
      )
    case .diskFull(let path):
      (
        "the disk of '\(path)' is full; what was committed stays",
        "make room, and give the same command again: it continues"
      )
    case .diskFailed(let path, let message):
      (
        "the disk failed on '\(path)': \(message); what was committed stays",
        "look for quotas, file size limits and faults of the disk, and give the command again"
      )
    case .damaged(let path, let message):
      (
        "'\(path)' is damaged: \(message)",
        "restore a backup; 'sqlite3 \(path) .recover' saves what can still be read"
      )
    case .sqlite(let code, let message): ("the database says: \(message) (SQLite \(code))", nil)
    case .unknownQuery(let name, let known):
      (
        "there is no query '\(name)'",
        Suggestion.fix(name, among: known, all: "'regoal query' lists them")
      )
    case .unknownParameter(let query, let name, let known):
      (
        "query '\(query)' has no parameter '\(name)'",
        Suggestion.fix(
          name, among: known,
          all: known.isEmpty ? "it takes none" : "it takes: " + known.joined(separator: ", "))
      )
    case .badParameter(let query, let name, let text, let expected):
      ("query '\(query)': parameter '\(name)' is '\(text)'", "it takes \(expected)")
    case .badSQL(let message): ("the SQL was refused: \(message)", nil)
    case .interrupted(let seconds):
      ("the query was stopped after \(seconds) s", "ask for less, or allow more with --seconds")
    case .cancelled: ("interrupted", nil)
    case .alreadyExists(let path): ("'\(path)' exists already", "name another file")
    case .forgottenMeanwhile:
      ("another program forgot a run while this one decided", "run the same command again")
    case .missingRow(let query):
      ("a row that has to exist is missing (\(query))", "'regoal db check' examines the file")
    case .ambiguousName(let parameter, let name, let candidates):
      (
        "\(parameter): '\(name)' means several configs: \(candidates.joined(separator: ", "))",
        "name one of them, or its digest"
      )
    case .severalPresent(let parameter, let candidates):
      (
        "\(parameter) is not given, and several are present: \(candidates.joined(separator: ", "))",
        "name one of them"
      )
    case .unknownName(let parameter, let name, let known):
      (
        "\(parameter): there is no '\(name)'",
        Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .mergedWithItself(let path):
      (
        "'\(path)' is the database that is merged into",
        "leave it out: what it holds is there already"
      )
    case .unreadable(let what, let text):
      (
        "the database has '\(text)' as \(what), which no Regoal wrote",
        "'regoal db check --deep' says what is damaged; restore a backup"
      )
    case .unknownCall(let digest): ("no model call has the digest \(digest)", nil)
    case .unknownTrajectory(let name): ("there is no trajectory '\(name)'", nil)
    case .forgotten(let stone):
      (
        "forgotten on \(Console.safe(stone.forgottenAt)), reason: \(Console.safe(stone.reason))",
        "'regoal query tombstones' lists what was forgotten"
      )
    case .stillRead(let path):
      (
        "the rows are removed, but their bytes are not yet wiped: another program still reads '\(path)'",
        "end it, and type the same command again"
      )
    }
  }

  private static func input(_ error: InputError) -> (String, fix: String?) {
    switch error {
    case .cannotOpen(let file, let reason):
      (
        "'\(file)' cannot be opened: \(reason)",
        "check the name, and that it may be read; - stands for standard input"
      )
    case .cannotRead(let file, let reason):
      (
        "'\(file)' cannot be read to its end: \(reason)",
        "get the file again whole; what is stored already is not stored twice"
      )
    case .unrecognised(let file, let start, let formats):
      (
        "'\(file)' is of no format that is known here; it begins with: \(start)",
        "name one with --format: \(formats.joined(separator: ", "))"
      )
    case .binary(let file, let content):
      (
        "'\(file)' is \(content), and of no format that is known here",
        "unpack or convert it to JSON or JSONL, plain or gzip"
      )
    case .belongs(let file, let owner):
      (
        "'\(file)' continues the run of another file",
        "name that file, with which it is read: \(owner)"
      )
    case .nothingFound(let folder, let files):
      (
        files == 0
          ? "'\(folder)' has no files in it"
          : "of the \(files) files in '\(folder)' none is of a format that is known here",
        "name the folder or the file that holds the runs"
      )
    case .empty(let file, let content):
      (
        "'\(file)' holds no records: "
          + (content == .nothing
            ? "it is empty, or white space only"
            : content == .array ? "it is an empty array" : "it is an array that never closes"),
        "write the runs to it again, or leave it out"
      )
    case .unknownFormat(let name, let formats):
      (
        "there is no format '\(name)'",
        Suggestion.fix(name, among: formats, all: "there are: " + formats.joined(separator: ", "))
      )
    }
  }

  /// A notebook's problems, each with its place.
  static func of(_ error: NotebookError, in file: String) -> String {
    error.problems.map { problem in
      let own = problem.cause.map(words)
      let fix =
        problem.name.map { name in
          Suggestion.fix(
            name, among: problem.known,
            all: problem.fix ?? "there are: " + problem.known.joined(separator: ", "))
        } ?? problem.fix ?? own?.fix
      return "error: \(Console.safe("\(file):\(problem.line): \(own?.0 ?? problem.what)"))"
        + (fix.map { "\n  fix: \(Console.safe($0))" } ?? "")
    }.joined(separator: "\n")
  }

  private static func chart(_ error: ChartError) -> (String, fix: String?) {
    switch error {
    case .unknownColumn(let name, let known):
      (
        "the chart names a column '\(name)' that the table has not",
        Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .notANumber(let column, let text):
      ("the chart cannot draw '\(text)' in column '\(column)'", "it draws numbers")
    }
  }

  /// For the parser's own messages, which have no line for the fix.
  static func inOneLine(_ error: ExportError) -> String {
    let (text, fix) = export(error)
    guard let fix else { return text }
    if case .unknownFormat = error { return "\(text): \(fix)" }
    return "\(text); \(fix)"
  }

  private static func export(_ error: ExportError) -> (String, fix: String?) {
    switch error {
    case .unknownFormat(let name, let known):
      (
        "there is no export format '\(name)'",
        Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .noExactForm(let name, let reason, let instead):
      ("there is no exact '\(name)' of these examples: \(reason)", instead)
    case .standsAlone(let name):
      (
        "'\(name)' has one run for each goal, other formats have all",
        "export it alone: --format \(name)"
      )
    case .noGzip(let reasons):
      (
        "no gzip for "
          + reasons.sorted { $0.key < $1.key }.map { "'\($0.key)': \($0.value)" }
          .joined(separator: "; "),
        "leave --gz out, or export \(reasons.count == 1 ? "it" : "these") apart"
      )
    case .cannotWrite(let path, let reason): ("'\(path)' cannot be written: \(reason)", nil)
    case .cannotRead(let path, let reason): ("'\(path)' cannot be read: \(reason)", nil)
    case .noPolicy: ("no policy was applied yet", "regoal run")
    case .badDigest(let text):
      ("the database holds '\(text)' where a digest belongs", "regoal db check --deep")
    case .noExamples(let takes):
      ("there is nothing to train on: '\(takes)'", "--takes hindsight_pairs, or another arm")
    case .unknownExport(let path, let digest):
      (
        "no export in this database has the manifest '\(path)' (\(digest)): it was changed, or written from "
          + "another database",
        "--db FILE names the one that it was written from"
      )
    }
  }
}

/// An error of a command itself.
struct CommandError: Error {
  let what: String
  var fix: String?
}
