internal import Foundation

/// The name of an input, and what lies beside it.
struct InputPlace: Equatable, Sendable {
  /// A path, or `-` for standard input.
  let file: String

  /// Files beside an input that are read at most; larger ones count as absent.
  private static let sizeLimit = 1 << 28

  /// The file's name without folders and without the endings `.gz`, `.json`, `.jsonl`, `.traj`.
  /// nil: standard input.
  let baseName: String?

  init(file: String) {
    self.file = file
    baseName = InputPlace.baseName(of: file)
  }

  private static func baseName(of file: String) -> String? {
    guard file != "-" else { return nil }
    let bytes = file.utf8
    var name = bytes.lastIndex(of: 0x2F).map { String(file[bytes.index(after: $0)...]) } ?? file
    for ending in [".gz", ".json", ".jsonl", ".traj"] where name.hasSuffix(ending) {
      name = String(name.dropLast(ending.count))
    }
    return name.isEmpty ? nil : name
  }

  /// The folder that is so many levels above the file.
  func folder(up levels: Int = 0) -> String? {
    guard file != "-" else { return nil }
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    return levels == 0 ? folder : folder + String(repeating: "/..", count: levels)
  }

  /// A name that a source gives, if it is one of a file, not of a way out of its folder.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && !name.contains("/") && !name.contains("\0")
  }

  /// The bytes of a regular file; nil: there is none, or it is too large to be one that belongs here.
  static func bytes(_ path: String) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= sizeLimit, let data = FileManager.default.contents(atPath: path)
    else { return nil }
    return Array(data)
  }
}
