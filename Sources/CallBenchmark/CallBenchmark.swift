internal import ArgumentParser

/// The command: calls a model over HTTP beside a bare loop of requests.
@main
struct CallBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time calls of a model over HTTP beside a bare loop of the same requests.",
    discussion: """
      A server in a process of its own answers every request after a fixed time. In each round the bare loop \
      and the client that Regoal uses make the same number of calls, with the same number in flight. Prints one \
      JSON object a round.

      EXAMPLE
        CallBenchmark measure --calls 20000 --in-flight 256 --latency 250
      """,
    subcommands: [MeasureCommand.self, BareCommand.self, ServeCommand.self],
    defaultSubcommand: MeasureCommand.self)
}
