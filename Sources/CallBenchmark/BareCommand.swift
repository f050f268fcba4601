internal import ArgumentParser
internal import Foundation

/// The bare loop as a process of its own, against a server that runs already.
struct BareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bare", abstract: "Send bodies from a file, and read the answers.")

  @Argument(help: "Address of the server's chat completions.")
  var url: String
  @Option(help: "File with a body a line; sent again from the first when all were.")
  var bodies: String
  @Option(help: "Calls.")
  var calls = 20_000
  @Option(help: "Calls in flight.")
  var inFlight = 256

  func run() async throws {
    let text = try String(contentsOfFile: bodies, encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    guard !lines.isEmpty else { throw ValidationError("There is no body in '\(bodies)'.") }
    let client = BareClient(url: url)
    _ = try await Timing(calls: calls, inFlight: inFlight) { number in
      try await client.send(lines[number % lines.count])
    }
    try await client.shutdown()
  }
}
