internal import ArgumentParser
internal import Store

struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Have models answer by batch files: cheaper, and without a connection.",
    discussion: """
      The same work as 'regoal run' with models, in rounds: write files, have a batch service or 'vllm run-batch' \
      answer them, read the answers, and write again, until nothing is left to be asked. Detection, extraction, \
      attempts and votes are a round each, a question that mends an answer one more. All ends in the same facts as \
      'regoal run' with the same engines, which then decides without a call.

      EXAMPLE
        regoal batch write --relabeler gpt-4o-mini --judge gpt-4o --structured schema --out batch
        vllm run-batch -i batch/gpt-4o-mini-1.jsonl -o answers.jsonl --model gpt-4o-mini
        regoal batch read answers.jsonl
        regoal batch status
      """,
    subcommands: [BatchWriteCommand.self, BatchReadCommand.self, BatchStatusCommand.self])
}

struct BatchStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "See what became of the requests in batch files.",
    discussion: """
      failed: the service gave an error in place of an answer; 'regoal batch write' writes these again. open: it \
      said nothing yet; 'regoal batch write --again' writes these again, if a file is lost. As SQL: \
      'regoal query batch_status'.

      EXAMPLE
        regoal batch status
        regoal batch status --json
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told { output.show(try database.store(.read).run("batch_status")) }
  }
}
