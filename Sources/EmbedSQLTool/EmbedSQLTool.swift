import Foundation

/// `EmbedSQLTool ROOT OUTPUT NAME SUFFIX FOLDER…`: writes every file of that suffix below the folders of
/// ROOT into `enum NAME`, as one array of (path relative to ROOT, text), in the order of folders and paths.
@main
struct EmbedSQLTool {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 6 else {
      FileHandle.standardError.write(
        Data("usage: EmbedSQLTool ROOT OUTPUT NAME SUFFIX FOLDER…\n".utf8))
      exit(64)
    }
    let root = URL(fileURLWithPath: arguments[1])
    var lines = [
      "enum \(arguments[3]) {", "  static let files: [(path: String, text: String)] = [",
    ]
    for folder in arguments[5...] {
      let paths =
        FileManager.default.enumerator(atPath: root.appending(path: folder).path)?
        .compactMap { $0 as? String } ?? []
      for path in paths.filter({ $0.hasSuffix("." + arguments[4]) }).sorted() {
        let text = try String(
          contentsOf: root.appending(path: folder).appending(path: path), encoding: .utf8)
        lines.append("    (path: \"\(folder)/\(path)\", text: ##\"\"\"")
        lines.append(text)
        lines.append("\"\"\"##),")
      }
    }
    lines += ["  ]", "}", ""]
    try lines.joined(separator: "\n").write(
      to: URL(fileURLWithPath: arguments[2]), atomically: true, encoding: .utf8)
  }
}
