public import Foundation

/// Public files that tests read where they are present; none of them belongs to the package.
///
/// The folder is named by `REGOAL_SHARED_DATA`, else it is `shared/data` beside the package.
public enum SharedData {
  private static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["REGOAL_SHARED_DATA"], !named.isEmpty {
      return URL(filePath: named)
    }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")
  }()

  public static func path(_ file: String) -> String { folder.appending(path: file).path }

  public static func has(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: path(file))
  }
}
