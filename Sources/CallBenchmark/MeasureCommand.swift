internal import ArgumentParser
internal import Foundation
internal import LanguageModels

/// The rounds: bare loop and client one after the other, against one server.
struct MeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Print calls a second of both, and their ratio.")

  @Option(help: "Calls of each, in a round.")
  var calls = 20_000
  @Option(help: "Calls in flight.")
  var inFlight = 256
  @Option(help: "Milliseconds from a request to its answer.")
  var latency = 250
  @Option(help: "Rounds.")
  var rounds = 3
  @Option(help: "Bytes of a prompt.")
  var promptBytes = 4_000

  private struct Report: Encodable {
    let round: Int
    let calls: Int
    let inFlight: Int
    let latencyMs: Int
    let bareCallsPerSecond: Double
    let regoalCallsPerSecond: Double
    let ratio: Double
    /// Processor time of a call, user and system, all threads.
    let bareCpuMicroseconds: Double
    let regoalCpuMicroseconds: Double
    let residentMegabytes: Double
  }

  func run() async throws {
    let server = Process()
    server.executableURL = URL(filePath: CommandLine.arguments[0])
    server.arguments = ["serve", "--latency", String(latency)]
    let output = Pipe()
    let input = Pipe()
    server.standardOutput = output
    server.standardInput = input
    try server.run()
    defer { try? input.fileHandleForWriting.close() }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw ValidationError("The server did not say its port.")
    }
    let base = "http://127.0.0.1:\(port)/v1"
    let request = ChatRequest(
      endpoint: "m", model: "m",
      messages: [
        ChatMessage(.user, String(repeating: "0123456789 word ", count: promptBytes / 16))
      ],
      temperature: 0)
    let bare = BareClient(url: base + "/chat/completions")
    let body = ChatCompletion.body(of: request)
    let model = try HTTPChatModel(
      ChatEndpoint(parsing: "m@\(base),parallel=\(inFlight)"), environment: [:])
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys]
    // Connections are made before the clock starts.
    _ = try await Timing(calls: inFlight, inFlight: inFlight) { _ in try await bare.send(body) }
    _ = try await Timing(calls: inFlight, inFlight: inFlight) { _ in
      _ = try await model.answer(request)
    }
    for round in 1...max(1, rounds) {
      let one = try await Timing(calls: calls, inFlight: inFlight) { _ in
        try await bare.send(body)
      }
      let two = try await Timing(calls: calls, inFlight: inFlight) { _ in
        _ = try await model.answer(request)
      }
      let report = Report(
        round: round, calls: calls, inFlight: inFlight, latencyMs: latency,
        bareCallsPerSecond: Double(calls) / one.seconds,
        regoalCallsPerSecond: Double(calls) / two.seconds, ratio: one.seconds / two.seconds,
        bareCpuMicroseconds: one.processorSeconds / Double(calls) * 1e6,
        regoalCpuMicroseconds: two.processorSeconds / Double(calls) * 1e6,
        residentMegabytes: resident())
      print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
    try await bare.shutdown()
  }

  /// Megabytes of memory that the process holds now.
  private func resident() -> Double {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
  }
}
