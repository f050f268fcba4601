internal import Foundation

/// Text files that commands read and write.
enum TextFile {
  /// - Throws: `CommandError`.
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CommandError(
        what: "'\(path)' cannot be written: \(reason(error))",
        fix: "name a file in a folder that exists and may be written")
    }
  }

  /// The file's text, its line ends made `\n`, without a byte order mark.
  /// - Throws: `CommandError`.
  static func read(_ path: String) throws -> String {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw CommandError(what: "'\(path)' is a folder", fix: "name a file in it")
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw CommandError(what: "'\(path)' cannot be read: \(reason(error))")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw CommandError(what: "'\(path)' is not UTF-8 text", fix: "save it as UTF-8")
    }
    let plain =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    return plain.replacing("\r\n", with: "\n")
  }

  /// The system's words, where there are some.
  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError,
      cause.domain == NSPOSIXErrorDomain
    {
      return String(cString: strerror(Int32(cause.code)))
    }
    switch error.code {
    case CocoaError.fileReadNoSuchFile.rawValue, CocoaError.fileNoSuchFile.rawValue:
      return String(cString: strerror(ENOENT))
    default: return error.localizedDescription
    }
  }
}
