internal import Crypto

/// One file of `Migrations/`: forward only, and never changed once it has landed.
public struct Migration: Equatable, Sendable {
  /// From 1, contiguous; a database's `user_version` is the last one applied.
  public let version: Int
  /// The file's name without `.sql`, such as `0001_create_corpus`.
  public let name: String
  public let sql: String

  /// `sha256:` and 64 hexadecimal digits over the file's bytes.
  public var digest: String {
    "sha256:"
      + SHA256.hash(data: [UInt8](sql.utf8)).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }

  /// - Throws: `SQLFileError` if the file's name is not `NNNN_verb_noun.sql`.
  init(path: String, sql: String) throws(SQLFileError) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.hasSuffix(".sql") ? String(file.dropLast(4)) : file
    let words = name.split(separator: "_")
    guard file.hasSuffix(".sql"), let number = words.first, number.count == 4,
      let version = Int(number), words.count >= 3
    else { throw .misnamedMigration(path: path) }
    self.version = version
    self.name = name
    self.sql = sql
  }
}
