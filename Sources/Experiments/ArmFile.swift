internal import Foundation
public import Trajectories
internal import Yams

/// Arms of an experiment, read from YAML, in the order of the file.
///
/// `arms` maps names to settings: `from` inherits those of another arm, `policy` puts a preset in place of
/// all that the gate inherited, and single settings change one thing. The first arm is what the others are
/// compared with.
/// - Source: METHOD.md §6.
public struct ArmFile: Sendable {
  /// As it was asked for.
  public let name: String
  public let title: String?
  /// At least one.
  public let arms: [ArmDefinition]

  /// The words that `takes` and `objective` can be, for people.
  public static let choices = (
    takes: ArmTraining.Takes.allCases.map(\.rawValue).joined(separator: ", "),
    objective: ArmTraining.Objective.allCases.map(\.rawValue).joined(separator: ", ")
  )

  static let rootKeys = ["arms", "title"]
  static let keys = [
    "about", "attempts", "confidence", "confidence_above", "delta", "detect_config", "detection",
    "extract_config", "failed_runs", "fallback", "from", "judges", "objective", "on_error",
    "policy", "relabel_config", "round", "series", "success_share", "takes", "theta", "vote_valid",
    "weighting",
  ]

  /// - Parameters:
  ///   - name: of the file, for messages.
  ///   - presets: policies by name.
  ///   - base: what arms do not say.
  /// - Throws: `ArmFileError`.
  public init(
    text: String, name: String, presets: [String: GatePolicy], base: GateRequest = GateRequest()
  ) throws(ArmFileError) {
    self.name = name
    let root = try ArmFile.composed(text, name)
    var title: String?
    var entries: [ArmReader.Entry] = []
    for (key, value) in root {
      let word = key.string ?? ""
      switch word {
      case "title":
        guard let text = value.scalar?.string else {
          throw .badValue(
            file: name, arm: nil, line: key.mark?.line, key: word,
            text: value.mapping != nil ? "a mapping" : "a list", expected: "a text", known: [])
        }
        title = text
      case "arms":
        guard let arms = value.mapping else {
          throw .notAMapping(file: name, arm: "arms", line: value.mark?.line)
        }
        for (key, value) in arms {
          guard let arm = key.scalar?.string, !arm.isEmpty else {
            throw .notAMapping(file: name, arm: "arms", line: key.mark?.line)
          }
          // A name with nothing behind it takes every default.
          let isEmpty = value.scalar?.string == "" || value.null != nil
          guard let mapping = value.mapping ?? (isEmpty ? Node.Mapping([]) : nil) else {
            throw .notAMapping(file: name, arm: arm, line: key.mark?.line)
          }
          entries.append(ArmReader.Entry(name: arm, line: key.mark?.line, settings: mapping))
        }
      default:
        throw .unknownKey(
          file: name, arm: nil, line: key.mark?.line, key: word, known: ArmFile.rootKeys)
      }
    }
    guard !entries.isEmpty else { throw .noArms(file: name) }
    self.title = title
    arms = try ArmReader(file: name, entries: entries, presets: presets, base: base).definitions()
  }

  private static func composed(_ text: String, _ name: String) throws(ArmFileError) -> Node.Mapping
  {
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw .notYAML(file: name, line: mark.line, reason: problem)
      case .duplicatedKeysInMapping(let duplicates, let context):
        throw .notYAML(
          file: name, line: context.mark.line,
          reason: "'\(duplicates.sorted().joined(separator: "', '"))' stands twice")
      default: throw .notYAML(file: name, line: nil, reason: "\(error)")
      }
    } catch {
      throw .notYAML(file: name, line: nil, reason: "\(error)")
    }
    guard let mapping = node?.mapping else {
      throw .notAMapping(file: name, arm: nil, line: node?.mark?.line)
    }
    return mapping
  }
}
