public import Foundation

/// Files of expected text. `REGOAL_RECORD=1` rewrites them, and the test then fails all the same, so that a
/// recorded run never passes for a tested one.
public enum Golden {
  public static let isRecording = ProcessInfo.processInfo.environment["REGOAL_RECORD"] == "1"

  /// The expected text, nil where there is none yet or where it has just been recorded.
  /// - Parameter file: below `Tests/Cases`.
  public static func expected(_ file: String, for text: String) throws -> String? {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Cases").appending(path: file)
    guard isRecording else { return try? String(contentsOf: url, encoding: .utf8) }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return nil
  }
}
