internal import Trajectories

/// Names of series that merges open: `main~2` has the second answers to what `main` answers, `main~3` the
/// third.
enum Series {
  /// The name without the number of a merge.
  static func base(_ name: String) -> String {
    guard let mark = name.lastIndex(of: "~"), mark != name.startIndex else { return name }
    let digits = name[name.index(after: mark)...]
    guard let number = Int(digits), number > 1, String(number) == digits else { return name }
    return String(name[..<mark])
  }

  /// - Parameter number: 1: the name itself.
  static func numbered(_ name: String, _ number: Int) -> String {
    number == 1 ? name : "\(name)~\(number)"
  }
}
