/// What is wrong with a file in `Migrations/` or `Queries/`. These are mistakes of ours, found by tests.
public enum SQLFileError: Error, Equatable, CustomStringConvertible {
  case misnamedMigration(path: String)
  case migrationsNotContiguous(expected: Int, path: String)
  case badHeader(path: String, line: String, why: String)
  case nameDiffers(path: String, name: String)

  public var description: String {
    switch self {
    case .misnamedMigration(let path):
      "\(path) is not named like 0001_verb_noun.sql"
    case .migrationsNotContiguous(let expected, let path):
      "\(path): migration \(expected) was expected here"
    case .badHeader(let path, let line, let why):
      "\(path): \(why): \(line)"
    case .nameDiffers(let path, let name):
      "\(path): the header names the query '\(name)'"
    }
  }
}
