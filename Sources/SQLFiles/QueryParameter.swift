/// A parameter of a named query, as its header declares it.
public struct QueryParameter: Equatable, Sendable {
  public enum ValueType: String, Sendable, CaseIterable {
    case text = "TEXT"
    case integer = "INTEGER"
    case real = "REAL"
    /// A JSON text, such as an array of names.
    case json = "JSON"
  }

  /// What a parameter may be.
  public enum Domain: Equatable, Sendable {
    case any
    /// One of these words.
    case words([String])
    /// Both ends included.
    case range(low: Double, high: Double)
  }

  public let name: String
  public let type: ValueType
  /// What NULL or an absent parameter means; nil if the query says so in its own words.
  public let defaultText: String?
  public let domain: Domain
  public let summary: String

  /// Reads `theta REAL = 0.5 in 0...1 - confidence threshold`.
  init?(declaration: String) {
    let halves = declaration.split(separator: " - ", maxSplits: 1)
    var words = halves.first?.split(separator: " ").map(String.init) ?? []
    guard halves.count == 2, words.count >= 2, let type = ValueType(rawValue: words[1]) else {
      return nil
    }
    name = words[0]
    self.type = type
    summary = String(halves[1])
    words.removeFirst(2)
    if words.count >= 2, words[0] == "=" {
      defaultText = words[1]
      words.removeFirst(2)
    } else {
      defaultText = nil
    }
    if words.isEmpty {
      domain = .any
    } else if words.count == 2, words[0] == "in" {
      let ends = words[1].split(separator: ".", omittingEmptySubsequences: true)
      if words[1].contains("..."), let low = words[1].components(before: "..."),
        let high = words[1].components(after: "..."), let low = Double(low), let high = Double(high)
      {
        domain = .range(low: low, high: high)
      } else if !ends.isEmpty {
        domain = .words(words[1].split(separator: "|").map(String.init))
      } else {
        return nil
      }
    } else {
      return nil
    }
  }
}

extension String {
  fileprivate func components(before mark: String) -> String? {
    range(of: mark).map { String(self[..<$0.lowerBound]) }
  }

  fileprivate func components(after mark: String) -> String? {
    range(of: mark).map { String(self[$0.upperBound...]) }
  }

  private func range(of mark: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(mark) { return start..<index(start, offsetBy: mark.count) }
      start = index(after: start)
    }
    return nil
  }
}
