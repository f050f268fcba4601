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
  @Option(
    help: ArgumentHelp(
      "Stored calibration ('regoal calibration --save') whose confidences the policy reads.",
      valueName: "name"))
  var calibrated: String?

  var wish: LabelNoise.Wish {
    var wish = LabelNoise.Wish()
    wish.round = round
    wish.failureType = failureType
    wish.calibration = calibrated
    return wish
  }
}
