internal import Trajectories

/// What a person who rates can ask for.
enum RatingKey: Equatable {
  case verdict(Annotation.Verdict)
  case skip
  /// nil: it is to be asked for.
  case note(String?)
  case undo
  case help
  /// A page on or back; a line on or back; to the begin or the end.
  case page(Int)
  case line(Int)
  case edge(isEnd: Bool)
  case quit
  /// Ctrl-C.
  case interrupt

  static let summary =
    "v valid  i invalid  u unsure  s skip  n note  b undo  q quit  ? help"

  static let explanation = """
    v  valid: the run does what the goal asks for, all of it, and rightly
    i  invalid: something that the goal asks for is missing or wrong
    u  unsure: counts for neither side
    s  skip: the pair comes again behind the others
    n  note: a line that is stored with the verdict on this pair
    b  undo (or z): takes back the last verdict, and asks again; again and again, back to the first
    q  quit: every verdict is stored already; the same command goes on
    space, PgDn, PgUp, arrows, g, G: to read a long pair
    """

  /// A key of a terminal; nil: it means nothing.
  init?(byte: UInt8) {
    switch Character(Unicode.Scalar(byte)) {
    case "v", "V": self = .verdict(.valid)
    case "i", "I": self = .verdict(.invalid)
    case "u", "U": self = .verdict(.unsure)
    case "s", "S": self = .skip
    case "n", "N": self = .note(nil)
    case "b", "z", "B", "Z": self = .undo
    case "?", "h": self = .help
    case " ", "f": self = .page(1)
    case "-": self = .page(-1)
    case "j", "\r", "\n": self = .line(1)
    case "k": self = .line(-1)
    case "g": self = .edge(isEnd: false)
    case "G": self = .edge(isEnd: true)
    case "q", "Q", "\u{4}": self = .quit
    case "\u{3}": self = .interrupt
    default: return nil
    }
  }

  /// What follows ESC: `[` or `O`, and the rest.
  init?(sequence: [UInt8]) {
    switch String(decoding: sequence, as: UTF8.self) {
    case "[6~": self = .page(1)
    case "[5~": self = .page(-1)
    case "[B", "OB": self = .line(1)
    case "[A", "OA": self = .line(-1)
    case "[H", "OH", "[1~": self = .edge(isEnd: false)
    case "[F", "OF", "[4~": self = .edge(isEnd: true)
    default: return nil
    }
  }

  /// A line of a pipe: a key or its word, behind `n` the note.
  init?(line: String) {
    let line = line.drop { $0 == " " }
    let word = line.prefix { $0 != " " }
    let rest = String(line.dropFirst(word.count).drop { $0 == " " })
    switch word {
    case "valid", "invalid", "unsure":
      guard let verdict = Annotation.Verdict(rawValue: String(word)) else { return nil }
      self = .verdict(verdict)
    case "skip": self = .skip
    case "undo": self = .undo
    case "quit": self = .quit
    case "help": self = .help
    case "n", "note": self = .note(rest)
    default:
      guard word.utf8.count == 1, rest.isEmpty, let byte = word.utf8.first,
        let key = RatingKey(byte: byte)
      else { return nil }
      self = key
    }
  }
}
