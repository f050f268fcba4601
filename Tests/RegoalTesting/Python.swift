public import Foundation

/// The machine's Python, as a second opinion on what Python does.
public enum Python {
  public static let isPresent = (try? run("print(1)", input: Data())) == Data("1\n".utf8)

  /// Runs a program and returns what it prints.
  /// - Throws: an error of the system, or `Failure`.
  public static func run(_ program: String, input: Data) throws -> Data {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: neither side then waits for the other to read.
    let (source, target) = (folder.appending(path: "in"), folder.appending(path: "out"))
    try input.write(to: source)
    try Data().write(to: target)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-X", "utf8", "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: target)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return try Data(contentsOf: target)
  }

  public struct Failure: Error {
    public let status: Int32
  }
}
