public import ArgumentParser

/// The program.
public struct RegoalCommand: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "regoal",
    abstract: "Turn failed agent runs into training data, and know how noisy it is.",
    discussion: """
      One SQLite file holds every run, every stage's answer and every judge's vote. What a policy accepts
      follows from these facts, with no model call.

      EXAMPLE
        regoal ingest failed-runs.jsonl
        regoal run
        regoal export --out training
      """,
    version: "0.1.0",
    subcommands: [
      IngestCommand.self, AuditCommand.self, FormatsCommand.self, RunCommand.self,
      RerunCommand.self, SweepCommand.self, AblateCommand.self, DiffCommand.self,
      RoundsCommand.self, GoalsCommand.self, AnnotateCommand.self, NoiseCommand.self,
      AgreementCommand.self, CalibrationCommand.self, CertifyCommand.self, BoundCommand.self,
      SimulateCommand.self, SplitCommand.self, ExportCommand.self, VerifyCommand.self,
      BatchCommand.self, CostCommand.self, QueryCommand.self, NotebookCommand.self,
      ShowCommand.self, PromptCommand.self, ModelsCommand.self, DatabaseCommand.self,
    ])

  public init() {}
}
