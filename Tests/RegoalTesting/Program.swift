public import Foundation

/// The built `regoal`, run as people run it.
public struct Program {
  public struct Result: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
  }

  public let executable: URL
  public let folder: URL

  /// The executable beside the running tests, or `REGOAL_EXECUTABLE`: one built for speed, say.
  public static var built: URL {
    if let other = ProcessInfo.processInfo.environment["REGOAL_EXECUTABLE"] {
      return URL(filePath: other)
    }
    return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
      path: "regoal")
  }

  /// The package that the tests belong to.
  public static var package: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// - Parameter folder: where it runs.
  public init(in folder: URL, executable: URL = Program.built) {
    self.folder = folder
    self.executable = executable
  }

  /// Runs it to its end. Settings of the environment do not reach it.
  @discardableResult
  public func callAsFunction(_ arguments: String..., input: String? = nil) throws -> Result {
    try run(arguments, input: input)
  }

  public func run(_ arguments: [String], input: String? = nil) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("REGOAL_")
    }
    let files = try ["out", "err", "in"].map { name -> URL in
      let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + name)
      try Data((name == "in" ? input ?? "" : "").utf8).write(to: file)
      return file
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = try FileHandle(forReadingFrom: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: files[0], encoding: .utf8),
      errors: try String(contentsOf: files[1], encoding: .utf8))
  }
}

/// A folder for one test, removed with it.
public final class TemporaryFolder {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "regoal-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and returns its name.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return name
  }

  public func data(_ name: String) throws -> Data {
    try Data(contentsOf: url.appending(path: name))
  }
}
