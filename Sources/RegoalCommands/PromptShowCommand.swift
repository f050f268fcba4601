internal import ArgumentParser
internal import LanguageModels
internal import Store
internal import Tables
internal import Trajectories

struct PromptShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "List the prompts, print one, or render it for a stored run; no model is called.",
    discussion: """
      Alone: all prompts with digest, length and the parts that they show. With a stage: the template as it is \
      written, so that 'regoal prompt show judge > my-judge.md' begins one of your own. With --run: the messages \
      that a model would get. relabel needs an outcome of the run, judge an attempt.

      What does not fit --budget-tokens is cut by a fixed rule: first long texts in their middle, then steps and \
      items in the middle of the run; the prompt says where and how much. Tokens are estimated: one \
      a digit, a third of the other bytes, and eight a message.

      EXAMPLE
        regoal prompt show
        regoal prompt show relabel
        regoal prompt show detect --run run-17 --budget-tokens 2000
        regoal prompt show judge --run run-17 --k 2 --json
        regoal prompt show judge --file my-judge.md --run run-17
      """)

  @Argument(
    help: "detect, extract, relabel, judge or repair; or a digest, its first 8 digits at least.")
  var stage: String?
  @Option(
    help: ArgumentHelp("A prompt of your own for the stage, in place of ours.", valueName: "file"))
  var file: String?
  @Option(help: ArgumentHelp("Render for this run: id, label/id or digest.", valueName: "run"))
  var run: String?
  @Option(
    help: ArgumentHelp("Of the outcomes, that of this config.", valueName: "name"))
  var extractConfig: String?
  @Option(
    help: ArgumentHelp("Of the attempts, that of this config.", valueName: "name"))
  var relabelConfig: String?
  @Option(help: ArgumentHelp("Attempt, from 1.", valueName: "k"))
  var k = 1
  @Option(help: "Series of outcomes and attempts.")
  var series = StageConfig.mainSeries
  @Option(help: ArgumentHelp("Most tokens of a request, as estimated.", valueName: "tokens"))
  var budgetTokens = TruncationRule().budget
  @Option(help: "How the endpoint is told of the answer's shape.")
  var structured: AnswerSchema.Delivery = .schema
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if k < 1 { throw ValidationError("--k takes an integer from 1, not \(k)") }
    if budgetTokens < 1 {
      throw ValidationError("--budget-tokens takes an integer from 1, not \(budgetTokens)")
    }
    if stage == nil, let option = run != nil ? "--run" : file != nil ? "--file" : nil {
      throw ValidationError("\(option) needs a stage: detect, extract, relabel or judge")
    }
  }

  func run() async throws {
    try ErrorText.told {
      guard let stage else { return output.show(try list()) }
      var template = try PromptLibrary.template(named: stage)
      if let file {
        template = try PromptTemplate(template.kind, text: try TextFile.read(file), name: file)
      }
      if let run {
        try show(template, run: run)
      } else {
        show(template)
      }
    }
  }

  // MARK: The templates

  /// For reading, digests are shortened to what names them here.
  private func list() throws -> Table {
    var table = Table(columns: ["prompt", "digest", "tokens", "shows"])
    for template in try PromptLibrary.all() {
      table.rows.append([
        .text(template.kind.rawValue),
        .text(
          output.isData
            ? template.digest : String(template.digest.dropFirst(Digest.prefix.count).prefix(12))),
        .integer(Int64(TokenEstimate.tokens(of: template.text))),
        .text(PromptShowCommand.shown(template)),
      ])
    }
    table.note = "(tokens: as estimated, without what is put in)"
    return table
  }

  /// What the prompt puts in, in the order of its text.
  private static func shown(_ template: PromptTemplate) -> String {
    template.parts.filter { $0 != .answer }.map(\.rawValue).joined(separator: ", ")
  }

  private func show(_ template: PromptTemplate) {
    guard output.format == nil else {
      output.show(
        Table(
          columns: ["prompt", "digest", "text"],
          rows: [[.text(template.kind.rawValue), .text(template.digest), .text(template.text)]]))
      return
    }
    Console.answer(template.text)
    Console.note("\(template.kind.rawValue): \(template.digest)")
  }

  // MARK: For a run

  private func show(_ template: PromptTemplate, run name: String) throws {
    let store = try database.store(.read)
    let named = try NamedRun.required(name, in: store)
    let settings = ModelSettings(
      endpoint: "endpoint", model: "model", delivery: structured,
      truncation: TruncationRule(budget: budgetTokens), prompt: template)
    let facts = PromptFacts(
      run: named, store: store, extractConfig: extractConfig, relabelConfig: relabelConfig,
      series: series)
    let rendered = try facts.call(template.kind, settings, k: k)
    var table = Table(columns: ["place", "role", "tokens", "content"])
    for (place, message) in rendered.call.request.messages.enumerated() {
      table.rows.append([
        .integer(Int64(place + 1)), .text(message.role.rawValue),
        .integer(Int64(TokenEstimate.tokens(of: [message]))), .text(message.content),
      ])
    }
    var notes = [
      "\(template.kind.rawValue): \(template.digest)",
      PromptShowCommand.words(rendered.call.fit, budget: budgetTokens),
    ]
    if let mark = rendered.mark { notes.append("made from answers of \(mark)") }
    guard output.format == nil else {
      table.note = "(" + notes.joined(separator: "; ") + ")"
      output.show(table)
      return
    }
    let blocks = rendered.call.request.messages.map { message in
      "── \(message.role.rawValue) (\(TokenEstimate.tokens(of: [message])) tokens)\n\(message.content)\n"
    }
    Console.answer(blocks.joined(separator: "\n"))
    for note in notes { Console.note(note) }
  }

  /// What had to be left out.
  private static func words(_ fit: PromptFit, budget: Int) -> String {
    let tokens = "\(fit.tokens) of \(budget) tokens"
    guard !fit.isWhole else { return "\(tokens), nothing is left out" }
    var parts: [String] = []
    if fit.cutTexts > 0 {
      let limit = fit.textLimit.map { " to \($0) bytes" } ?? ""
      parts.append("\(fit.cutTexts) \(fit.cutTexts == 1 ? "text" : "texts") cut\(limit)")
    }
    if fit.leftOutSteps > 0 {
      parts.append("\(fit.leftOutSteps) \(fit.leftOutSteps == 1 ? "step" : "steps") left out")
    }
    if fit.leftOutItems > 0 {
      parts.append("\(fit.leftOutItems) \(fit.leftOutItems == 1 ? "item" : "items") left out")
    }
    return "\(tokens), with " + parts.joined(separator: ", ")
  }
}
