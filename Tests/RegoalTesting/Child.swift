public import Foundation

/// The built `regoal` as a process of its own that can be watched and killed.
///
/// It never outlives its test: whoever waits for it kills it after `limit`.
public final class Child {
  public enum End: Equatable, Sendable {
    case exited(Int32)
    case killed(Int32)
  }

  public static let limit: TimeInterval = 300
  private let process = Process()
  private let errorFile: URL
  private let outputFile: URL
  private let began = Date()
  /// Bytes that it had given to the system to write when it was looked at last.
  public private(set) var written = 0

  /// - Parameters:
  ///   - temporary: the process's folder for temporary files.
  ///   - input: a file for standard input.
  public init(
    _ arguments: [String], in folder: URL, temporary: URL? = nil, input: URL? = nil,
    executable: URL = Program.built
  ) throws {
    // A shell that started the tests in the background may have these ignored.
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    let scratch = FileManager.default.temporaryDirectory
    outputFile = scratch.appending(path: UUID().uuidString + "out")
    errorFile = scratch.appending(path: UUID().uuidString + "err")
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("REGOAL_") }
    if let temporary { environment["TMPDIR"] = temporary.path }
    process.environment = environment
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: $0) }
      ?? FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) }
  }

  public var seconds: TimeInterval { Date().timeIntervalSince(began) }
  public var isRunning: Bool { process.isRunning }

  public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Watches it until it ends or a condition holds.
  public func watch(until condition: (Child) -> Bool) {
    while process.isRunning, seconds < Child.limit {
      look()
      if condition(self) { return }
      usleep(1_000)
    }
  }

  /// Reads the second field of `/proc/PID/io`: `wchar: COUNT`.
  private func look() {
    let descriptor = open("/proc/\(process.processIdentifier)/io", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return }
    let line = buffer[..<count].split(separator: 0x0A).dropFirst().first ?? []
    let number = line.drop { $0 < 0x30 || $0 > 0x39 }
    written = number.isEmpty ? written : number.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Waits for its end.
  @discardableResult
  public func wait() -> End {
    watch { _ in false }
    if process.isRunning { send(SIGKILL) }
    process.waitUntilExit()
    return process.terminationReason == .exit
      ? .exited(process.terminationStatus) : .killed(process.terminationStatus)
  }

  public var output: String { (try? String(contentsOf: outputFile, encoding: .utf8)) ?? "" }
  public var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }
}
