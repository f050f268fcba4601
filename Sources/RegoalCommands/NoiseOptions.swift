public import ArgumentParser
public import Experiments
internal import Store

extension LabelNoise.Axis: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(rawValue: argument.split(separator: "-").joined(separator: "_"))
  }
}

/// Which pairs count.
struct NoiseOptions: ParsableArguments {
  @Option(help: "Only runs of this round of redeployment.")
  var round: Int?
  @Option(help: ArgumentHelp("Only runs of this failure type.", valueName: "type"))
  var failureType: String?

  /// The options that were typed.
  var given: [String] {
    [("round", round != nil), ("failure-type", failureType != nil)].filter(\.1).map(\.0)
  }

  var wish: LabelNoise.Wish {
    var wish = LabelNoise.Wish()
    wish.round = round
    wish.failureType = failureType
    return wish
  }
}
