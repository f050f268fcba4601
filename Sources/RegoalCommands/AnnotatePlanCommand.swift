public import ArgumentParser
public import Experiments
internal import Store
internal import Tables
internal import Trajectories

extension FrameDraw.Rule: ExpressibleByArgument {}
extension FrameDraw.Strata: ExpressibleByArgument {}

struct AnnotatePlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Draw the pairs that people are to rate.",
    discussion: """
      Drawn are pairs of a run and its accepted attempt, fallbacks included, of the policy that was applied last or that \
      flags name. A frame stores policy, number of pairs that could be drawn, rule, seed, and for each drawn pair how \
      likely it was to be drawn. It never changes: the same plan again finds it, another one of its name is refused.

      RULES
        uniform       every pair is as likely as any other
        stratified    the same number from each tenth of confidence, or each failure type (--by)
        theta_grid    uniform, of the pairs accepted at any of --thetas: what 'certify' needs
        informative   the attempts whose confidence m_k (the least of relabeler and judges) lies closest to θ, on both \
      sides: for deciding where θ should lie. No sample: no rate follows from it

      Draws are by a hash of seed and attempt: neither order nor number of other runs has a part in it, and a larger \
      draw holds a smaller one of the same seed. With --overlap k each pair is rated by k of the annotators, in turn; \
      without it by all of them; without --annotators by whoever likes to.

      EXAMPLE
        regoal annotate plan noise-1 --count 200 --annotators a1,a2,a3
        regoal annotate plan rare --count 120 --rule stratified --by failure_type
        regoal annotate plan grid --count 300 --rule theta_grid --thetas 0.9,0.7,0.5 --overlap 2 --annotators a,b,c
        regoal annotate plan near --count 50 --rule informative --theta 0.6
      """)

  @Argument(help: "Name of the frame.")
  var name: String
  @Option(help: ArgumentHelp("Pairs to draw, from 1.", valueName: "n"))
  var count: Int
  @Option(help: "How they are drawn (default uniform; theta_grid with --thetas).")
  var rule: FrameDraw.Rule?
  @Option(help: "What strata are made by.")
  var by: FrameDraw.Strata?
  @Option(help: ArgumentHelp("Thresholds of a grid, comma-separated, 0...1.", valueName: "thetas"))
  var thetas: String?
  @Option(help: ArgumentHelp("Seed of the hash, from 0.", valueName: "n"))
  var seed = 42
  @Option(help: ArgumentHelp("Annotators that rate each pair.", valueName: "k"))
  var overlap: Int?
  @Option(help: ArgumentHelp("Who rates, comma-separated.", valueName: "names"))
  var annotators: String?
  @OptionGroup var gate: GateOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if name.isEmpty { throw ValidationError("a frame needs a name") }
    if count < 1 { throw ValidationError("--count counts from 1, is \(count)") }
    if seed < 0 { throw ValidationError("--seed counts from 0, is \(seed)") }
    let grid = try grid()
    let rule = effectiveRule
    if rule == .thetaGrid, grid.isEmpty {
      throw ValidationError("the rule theta_grid needs --thetas, such as 0.9,0.7,0.5")
    }
    if rule != .thetaGrid, thetas != nil {
      throw ValidationError("--thetas belongs to the rule theta_grid")
    }
    if rule == .thetaGrid, gate.theta != nil {
      throw ValidationError("a grid has its thresholds in --thetas, not in --theta")
    }
    if (rule == .stratified) != (by != nil) {
      throw ValidationError(
        "the rule stratified and --by belong together: --by confidence, or --by failure_type")
    }
    let names = self.names
    guard Set(names).count == names.count else {
      throw ValidationError("--annotators names somebody twice")
    }
    if annotators != nil, names.isEmpty { throw ValidationError("--annotators names nobody") }
    if let overlap {
      guard !names.isEmpty else {
        throw ValidationError("--overlap needs the names of all --annotators")
      }
      guard (1...names.count).contains(overlap) else {
        throw ValidationError(
          "--overlap lies in 1...\(names.count), the number of annotators, is \(overlap)")
      }
    }
  }

  private var effectiveRule: FrameDraw.Rule {
    rule ?? (thetas != nil ? .thetaGrid : by != nil ? .stratified : .uniform)
  }

  private var names: [String] {
    (annotators ?? "").split(separator: ",").map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  private func grid() throws -> [Double] {
    try (thetas ?? "").split(separator: ",").map { word in
      guard let theta = Double(word), (0...1).contains(theta) else {
        throw ValidationError(
          "--thetas takes numbers from 0 to 1, separated by commas, not '\(word)'")
      }
      return theta
    }
  }

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.write)
      let base = try GateRequest.last(in: store, keepsPanel: true) ?? GateRequest()
      let wish = AnnotationPlanner.Wish(
        count: count, rule: effectiveRule, strataBy: by, thetas: try grid(), seed: seed,
        overlap: overlap, annotators: names)
      let report = try AnnotationPlanner(store: store).plan(
        name, wish, try gate.request(in: store, base: base))
      for warning in report.warnings { Console.warning(warning) }
      var table = AnnotatePlanCommand.table(report)
      table.note = try EngineMark.note(of: report.configs, in: store)
      output.show(table)
      tell(report)
    }
  }

  private func tell(_ report: AnnotationPlanner.Report) {
    Console.note(
      report.isNew
        ? "frame '\(name)' is stored: 'regoal annotate next \(name) --as \(names.first ?? "NAME")'"
        : "frame '\(name)' is as it was planned before")
    if report.draw.items.count < count {
      Console.note(
        "\(count) were asked for, and \(report.draw.items.count) could be drawn: all there are")
    }
    if let population = report.frame.population, population != report.population {
      Console.note(
        "when it was drawn there were \(population) pairs, now there are \(report.population): "
          + "a frame of another name draws from these")
    }
    if report.undetermined > 0 {
      Console.note(
        "\(report.undetermined) runs are undetermined and not drawn from: "
          + "'regoal rerun gate --list-missing' lists what they lack")
    }
    if effectiveRule == .informative {
      Console.note("chosen, not drawn by chance: no noise rate follows from these ratings")
    }
  }

  /// A row for each stratum; one, where there are none.
  private static func table(_ report: AnnotationPlanner.Report) -> Table {
    let draw = report.draw
    let rule = report.frame.rule ?? ""
    let items = draw.items.count
    func row(_ stratum: String?, _ population: Int?, _ drawn: Int) -> [Table.Value] {
      [
        .text(report.frame.name), .text(rule), .init(stratum), .init(population), .init(drawn),
        rule == FrameDraw.Rule.informative.rawValue
          ? .null
          : .init(population.flatMap { $0 > 0 ? Double(drawn) / Double($0) : nil }),
        .init(draw.overlap),
      ]
    }
    return Table(
      columns: [
        "frame", "rule", "stratum", "population", "drawn", "probability", "raters_per_pair",
      ],
      rows: draw.strata?.map { row($0.name, $0.population, $0.drawn) }
        ?? [row(nil, report.frame.population, items)])
  }
}
