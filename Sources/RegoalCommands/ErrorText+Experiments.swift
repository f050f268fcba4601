internal import Experiments

/// Arms, policies and splits.
extension ErrorText {
  static func annotation(_ error: AnnotationError) -> (String, fix: String?) {
    switch error {
    case .otherPlan(let name):
      (
        "the frame '\(name)' is there, and was planned in another way",
        "a frame never changes: give the new one another name"
      )
    case .nothingToDraw:
      (
        "the policy accepts no pair that could be drawn",
        "'regoal run' makes and decides pairs; 'regoal sweep' shows what a threshold accepts"
      )
    case .fewerThanStrata(let count, let strata):
      (
        "\(count) pairs cannot be drawn from \(strata.count) strata: \(strata.joined(separator: ", "))",
        "--count \(strata.count) or more"
      )
    case .unknownFrame(let name, let known):
      (
        "there is no frame '\(name)'",
        known.isEmpty
          ? "'regoal annotate plan \(name) --count N' draws one"
          : Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .ambiguousFrame(let name, let candidates):
      (
        "'\(name)' means several frames: \(candidates.joined(separator: ", "))",
        "name one of them by its digest"
      )
    case .withoutPairs(let name):
      (
        "the frame '\(name)' came without a list of its pairs",
        "'regoal annotate plan NAME --count N' draws one that has it"
      )
    case .notAssigned(let annotator, let known):
      (
        "'\(annotator)' is none of the frame's annotators",
        Suggestion.fix(
          annotator, among: known, all: "they are: " + known.joined(separator: ", "))
      )
    }
  }

  static func split(_ error: SplitError) -> (String, fix: String?) {
    switch error {
    case .otherRule(let name):
      (
        "the split '\(name)' is there, and was made by another rule",
        "a split is frozen: leave the options out to extend it, or give the new one another name"
      )
    case .unknownPart(let name, let known):
      (
        "--held-out names the part '\(name)'",
        Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .unreadable(let name):
      ("the rule of split '\(name)' cannot be read", "look with 'regoal db check --deep'")
    case .unknown(let name?, let known):
      (
        "there is no split '\(name)'",
        known.isEmpty
          ? "'regoal split make \(name)' makes it"
          : Suggestion.fix(name, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .unknown(nil, let known):
      (
        "no split is named",
        known.isEmpty
          ? "'regoal split make' makes one" : "there are: " + known.joined(separator: ", ")
      )
    }
  }

  static func notation(_ error: PolicyNotationError) -> (String, fix: String?) {
    let settings = PolicyNotation.Setting.allCases.map(\.rawValue)
    switch error {
    case .notASetting(let text, let part):
      return (
        "'\(part)' in '\(text)' is no setting",
        "a policy is a name, then settings: paper,theta=0.6,judges=j1+j2"
      )
    case .unknownSetting(let text, let name):
      return (
        "'\(text)' has an unknown setting '\(name)'",
        Suggestion.fix(
          name, among: settings, all: "there are: " + settings.joined(separator: ", "))
      )
    case .repeated(let text, let setting):
      return ("'\(text)' names \(setting.rawValue) twice", "give it once")
    case .badValue(let setting, let text, let expected):
      return ("\(setting.rawValue) is '\(text)'", "it takes \(expected)")
    }
  }

  static func arms(_ error: ArmFileError) -> (String, fix: String?) {
    func place(_ file: String, _ line: Int?, _ arm: String?) -> String {
      file + (line.map { ":\($0)" } ?? "") + ": " + (arm.map { "arm '\($0)': " } ?? "")
    }
    switch error {
    case .cannotRead(let file, let reason):
      return ("'\(file)' cannot be read: \(reason)", "check the name")
    case .unknownFile(let name, let known):
      return (
        "there is no file '\(name)', and no shipped one of that name",
        Suggestion.fix(
          name, among: known, all: "these ship with the program: " + known.joined(separator: ", "))
      )
    case .notYAML(let file, let line, let reason):
      return (place(file, line, nil) + "this is not YAML: \(reason)", nil)
    case .notAMapping(let file, let arm, let line):
      return (
        place(file, line, arm) + "'key: value' lines are expected here",
        "a file of arms begins with 'arms:', and below it, indented, 'name:' and its settings"
      )
    case .noArms(let file):
      return (
        "\(file): it lists no arms", "put them below 'arms:'; 'regoal ablate --help' shows how"
      )
    case .unknownKey(let file, let arm, let line, let key, let known):
      return (
        place(file, line, arm) + "there is no key '\(key)'",
        Suggestion.fix(key, among: known, all: "it takes: " + known.joined(separator: ", "))
      )
    case .badValue(let file, let arm, let line, let key, let text, let expected, let known):
      return (
        place(file, line, arm) + "'\(key)' is '\(text)'",
        Suggestion.fix(
          text, among: known,
          all: "it takes \(expected)"
            + (known.isEmpty || expected.contains(known[0])
              ? "" : ": " + known.joined(separator: ", ")))
      )
    case .unknownParent(let file, let arm, let line, let parent, let known):
      return (
        place(file, line, arm) + "'from' names '\(parent)', which is no arm of this file",
        Suggestion.fix(parent, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .cycle(let file, let arms):
      return (
        "\(file): 'from' goes round in a circle: " + arms.joined(separator: " → "),
        "one of them must not inherit"
      )
    case .unknownArm(let file, let arm, let known):
      return (
        "\(file) has no arm '\(arm)'",
        Suggestion.fix(arm, among: known, all: "there are: " + known.joined(separator: ", "))
      )
    case .unknownStoredArm(let name, let known):
      return (
        "no arm '\(name)' is stored",
        Suggestion.fix(
          name, among: known,
          all: (known.isEmpty ? "none is" : "there are: " + known.joined(separator: ", "))
            + "; an arm of a file is named FILE:ARM, such as table-2:single_judge")
      )
    case .ambiguousArm(let name, let candidates):
      return (
        "'\(name)' means several arms: \(candidates.joined(separator: ", "))", "name one of them"
      )
    case .nothingStored:
      return ("no arm is stored here", "'regoal ablate FILE --save' stores those of a file")
    case .notGated(let arm):
      return (
        "no gate decides on arm '\(arm)': it does not train on hindsight pairs",
        "name an arm whose 'takes' is hindsight_pairs"
      )
    }
  }
}
