internal import ArgumentParser

struct AnnotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Draw accepted pairs, and have people rate them, blind.",
    discussion: """
      Label noise is the share of accepted pairs (hindsight goal, run) that people find wrong. 'plan' draws the pairs, \
      with the chance that each had; 'next' shows them one after the other; 'export' and 'import' carry verdicts \
      between files and databases.

      EXAMPLE
        regoal annotate plan noise-1 --count 200 --annotators a1,a2,a3
        regoal annotate next noise-1 --as a1
        regoal annotate status
        regoal annotate export noise-1 > noise-1.jsonl
      """,
    subcommands: [
      AnnotatePlanCommand.self, AnnotateNextCommand.self, AnnotateStatusCommand.self,
      AnnotateExportCommand.self, AnnotateImportCommand.self,
    ])
}
