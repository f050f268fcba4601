internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Ingest
internal import Store
internal import Tables

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "See what a corpus holds and lacks, and what relabeling it would give and take.",
    discussion: """
      The first command on a new corpus: runs, tasks, lengths, failure types, actions, repetitions, missing fields, bad \
      records, what people said; then pairs, calls, tokens, dollars and hours of a relabeling run, with what they rest \
      on. Nothing is written and no model is asked.

      Files and folders are read into a temporary database, as 'regoal ingest' would, where rules say what went wrong; \
      --db then only names where prices are stored. Without any, the database itself is audited.

      The estimate is that of 'regoal run --estimate', with the same options. Where no engine is named, one model \
      (--model) is assumed to extract, relabel and judge, as in the paper's main arm. Dollars need a price, stored \
      ('regoal cost price set') or given. The yield is that of the decisions that are stored; else it is not known, and \
      the paper's, on its own corpora, stands beside it.

      For reading, lines that count nothing are left out. As SQL: 'regoal query corpus_runs', 'corpus_tasks', \
      'corpus_lengths', 'corpus_failure_types', 'corpus_actions', 'corpus_duplicates', 'corpus_gaps', \
      'corpus_quarantine', 'corpus_labels', 'corpus_yield'.

      EXAMPLE
        regoal audit new-runs/
        regoal audit
        regoal audit --part gaps --csv
        regoal audit runs.jsonl --model gpt-4o --prompt-usd-per-million 2.5 \\
          --completion-usd-per-million 10 --calls-in-parallel 16 --seconds-per-call 4
      """)

  @Argument(help: "Files, folders, or - for standard input; without, the database.")
  var files: [String] = []
  @Option(help: "auto, or one of: \(InputFormats.names.joined(separator: ", ")).")
  var format = "auto"
  @Option(
    help: ArgumentHelp(
      "Only this table: \(AuditCommand.parts.joined(separator: ", ")).", valueName: "name"))
  var part: String?
  @Option(help: ArgumentHelp("Actions that have a line of their own, from 1.", valueName: "n"))
  var limit = 12
  @OptionGroup var forecast: ForecastOptions
  @OptionGroup var stages: StageOptions
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private static let main = "runs"
  private static let forecastParts = ["estimate", "calls", "assumptions"]
  private static let parts = CorpusAudit.allCases.map(\.rawValue) + forecastParts

  func validate() throws {
    try IngestCommand.check(format: format)
    if limit < 1 { throw ValidationError("--limit counts from 1, is \(limit)") }
    if let part, !AuditCommand.parts.contains(part) {
      throw ValidationError(
        "there is no part '\(part)': "
          + Suggestion.fix(
            part, among: AuditCommand.parts,
            all: "there are: " + AuditCommand.parts.joined(separator: ", ")))
    }
    if forecast.model != nil, stages.isAnyEngineTyped {
      throw ValidationError(
        "--model stands for extractor, relabeler and judge: give it alone, or name these")
    }
  }

  func run() async throws {
    try await ErrorText.awaited {
      let corpus =
        try files.isEmpty
        ? AuditedCorpus(database: database)
        : AuditedCorpus(
          files: files, format: format == "auto" ? nil : format, rules: stages.ruleSet(),
          database: database)
      try check(gate.detectConfig, in: corpus.store)
      var report = TableReport(main: AuditCommand.main)
      try addCorpus(corpus, to: &report)
      if AuditCommand.forecastParts.contains(where: isWanted) {
        try await addForecast(corpus, to: &report)
      }
      try report.show(output, part: part)
      if corpus.isIncomplete { throw ExitCode.failure }
    }
  }

  /// CSV holds one table.
  private func isWanted(_ name: String) -> Bool {
    name == part ?? (output.format == .csv ? AuditCommand.main : name)
  }

  private func check(_ config: String?, in store: Store) throws {
    guard let config else { return }
    let known = try store.run("config_names").rows.filter { $0[0].text == "detect" }
    guard known.contains(where: { [$0[1].text, $0[2].text].contains(config) }) else {
      throw StoreError.unknownName(
        parameter: "--detect-config", name: config, known: known.compactMap { $0[1].text })
    }
  }

  private func addCorpus(_ corpus: AuditedCorpus, to report: inout TableReport) throws {
    let store = corpus.store
    let progress = TerminalProgress()
    progress.begin("audit", total: CorpusAudit.allCases.count)
    defer { progress.end() }
    for (done, one) in CorpusAudit.allCases.enumerated() where isWanted(one.rawValue) {
      progress.advance(to: done)
      let table = try one.table(in: store, actions: limit, detectConfig: gate.detectConfig)
      report.add(
        one.rawValue, AuditPage.title(one), output.isData ? table : AuditPage.table(one, table))
      report.notes += AuditPage.notes(one, table, isTemporary: corpus.isTemporary)
    }
    if isWanted(CorpusAudit.types.rawValue),
      let mark = try EngineMark.text(
        of: EngineMark.configs(readingFrom: ["detection"], in: store), in: store)
    {
      report.notes.append(mark)
    }
  }

  private func addForecast(_ corpus: AuditedCorpus, to report: inout TableReport) async throws {
    let answer = try await AuditForecast(forecast, stages, gate, of: corpus)
    let total = answer.forecast.total
    for (name, title, table) in [
      (
        "estimate", "What a relabeling run would give and take",
        output.isData ? total : AuditPage.page(total: total)
      ),
      (
        "calls", "Its calls, by stage",
        output.isData ? answer.forecast.calls : AuditPage.page(calls: answer.forecast.calls)
      ),
      ("assumptions", "What that rests on", answer.assumptions),
    ] where isWanted(name) {
      report.add(name, title, table)
    }
    report.notes += answer.notes
    report.notes.append("paper: the paper's own figures, on its own corpora")
  }
}
