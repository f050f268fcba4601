/// A checkable piece of a text: a number, a quoted string, or a capitalised name.
public struct Claim: Equatable, Hashable, Sendable {
  public enum Kind: String, Sendable { case number, quoted, name }

  public let kind: Kind
  /// As it stands in the text; quotes left out.
  public let text: String

  /// Finds the claims of a text, each once, in the order of their first place.
  ///
  /// - A number is a run of digits with thousands commas and a decimal point, not inside a word.
  /// - A quoted string stands in straight or typographic double quotes.
  /// - A name is a run of capitalised words, or a word with a capital or a digit inside (`MicroMetals`,
  ///   `HAT136`). A plain capitalised word that opens a sentence is not one.
  public static func scan(_ text: String) -> [Claim] {
    var scanner = Scanner(text)
    return scanner.claims()
  }

  private struct Scanner {
    let scalars: [Unicode.Scalar]
    var at = 0
    var isSentenceStart = true
    var found: [Claim] = []
    var seen: Set<Claim> = []

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func claims() -> [Claim] {
      while at < scalars.count {
        let scalar = scalars[at]
        if let closing = closingQuote(scalar), let end = end(of: closing) {
          add(.quoted, at + 1, end)
          at = end + 1
          isSentenceStart = false
        } else if isWordScalar(scalar) {
          takeWord()
        } else {
          switch scalar {
          case ".", "!", "?", ":", ";", "\n", "•": isSentenceStart = true
          default: break
          }
          at += 1
        }
      }
      return found
    }

    private mutating func takeWord() {
      let start = at
      if isDigit(at) {
        while at < scalars.count, isDigit(at) || isInnerMark(at) { at += 1 }
        if at == scalars.count || !scalars[at].isLetter || isUnit(at) {
          add(.number, start, at)
          skipWord()
          isSentenceStart = false
          return
        }
        at = start
      }
      skipWord()
      guard isName(start, at) else {
        isSentenceStart = false
        return
      }
      var end = at
      // Further capitalised words, one space apart, belong to the name.
      while at < scalars.count, scalars[at] == " ", at + 1 < scalars.count,
        scalars[at + 1].isCapital
      {
        at += 1
        skipWord()
        end = at
      }
      isSentenceStart = false
      add(.name, start, end)
    }

    private mutating func skipWord() {
      while at < scalars.count, isWordScalar(scalars[at]) { at += 1 }
    }

    private func isName(_ start: Int, _ end: Int) -> Bool {
      let rest = scalars[(start + 1)..<end]
      let isMixed =
        rest.contains(where: \.isCapital)
        || (rest.contains(where: \.isNumeric)
          && scalars[start..<end].contains(where: \.isLetter))
      if isMixed { return true }
      return scalars[start].isCapital && !isSentenceStart && !rest.isEmpty
    }

    /// Letters behind a number that are a unit (`10kg`), not a code (`7B3X`).
    private func isUnit(_ index: Int) -> Bool {
      var end = index
      while end < scalars.count, isWordScalar(scalars[end]) {
        guard scalars[end].isSmall else { return false }
        end += 1
      }
      return end - index <= 3
    }

    private func isDigit(_ index: Int) -> Bool {
      index < scalars.count && ("0"..."9").contains(scalars[index])
    }

    /// A comma or point between two digits.
    private func isInnerMark(_ index: Int) -> Bool {
      (scalars[index] == "," || scalars[index] == ".") && isDigit(index + 1)
    }

    private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isLetter || scalar.isNumeric || scalar == "_"
    }

    private func closingQuote(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
      switch scalar {
      case "\"": "\""
      case "“": "”"
      case "„": "“"
      case "«": "»"
      default: nil
      }
    }

    private func end(of closing: Unicode.Scalar) -> Int? {
      let limit = min(scalars.count, at + 202)
      return scalars[(at + 1)..<limit].firstIndex(of: closing).flatMap { $0 > at + 1 ? $0 : nil }
    }

    private mutating func add(_ kind: Kind, _ start: Int, _ end: Int) {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[start..<end])
      let claim = Claim(kind: kind, text: String(text))
      if seen.insert(claim).inserted { found.append(claim) }
    }
  }
}

/// Unicode's properties, answered at once for ASCII.
extension Unicode.Scalar {
  fileprivate var isLetter: Bool {
    value < 0x80 ? isCapital || isSmall : properties.isAlphabetic
  }

  fileprivate var isCapital: Bool {
    value < 0x80 ? (0x41...0x5A).contains(value) : properties.isUppercase
  }

  fileprivate var isSmall: Bool {
    value < 0x80 ? (0x61...0x7A).contains(value) : properties.isLowercase
  }

  fileprivate var isNumeric: Bool {
    value < 0x80 ? (0x30...0x39).contains(value) : properties.numericType != nil
  }
}
