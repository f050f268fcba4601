internal import Trajectories

/// Text of a run as a prompt shows it: a JSON text on one line, which nothing in it can leave.
///
/// Escapes that JSON does not ask for are added where a text could be taken for something else than text:
/// line ends beyond ASCII, the words with which chat formats steer a model, and the prompts' own marks. Read as
/// JSON it is the same text.
enum EvidenceText {
  /// A JSON string.
  static func quoted(_ text: String) -> String { harmless(JSONText.quoted(text)) }

  /// The same JSON text with those escapes, on one line.
  /// - Parameter json: valid JSON; line ends stand between values only.
  static func harmless(_ json: String) -> String {
    let bytes = Array(json.utf8)
    var out: [UInt8] = []
    var plain = 0
    var at = 0
    while at < bytes.count {
      if isSuspect(bytes[at]), let (escape, count) = escape(bytes, at) {
        out.append(contentsOf: bytes[plain..<at])
        out.append(contentsOf: escape.utf8)
        at += count
        plain = at
      } else {
        at += 1
      }
    }
    guard plain > 0 else { return json }
    out.append(contentsOf: bytes[plain...])
    return String(decoding: out, as: UTF8.self)
  }

  /// What takes the place of the bytes there, and of how many; nil: they stay.
  private static func escape(_ bytes: [UInt8], _ at: Int) -> (escape: String, count: Int)? {
    switch bytes[at] {
    case 0x0A, 0x0D: (" ", 1)
    case 0xC2, 0xE2: lineEnd(bytes, at)
    case 0x3C: beginsControlWord(bytes, at) ? ("\\u003c", 1) : nil
    case 0x5B: beginsControlWord(bytes, at) ? ("\\u005b", 1) : nil
    default: beginsControlWord(bytes, at) ? ("\\u0052", 1) : nil
    }
  }

  private static func isSuspect(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x0A, 0x0D, 0x3C, 0x52, 0x5B, 0xC2, 0xE2: true
    default: false
    }
  }

  /// U+0085, U+2028, U+2029.
  private static func lineEnd(_ bytes: [UInt8], _ at: Int) -> (escape: String, count: Int)? {
    if bytes[at] == 0xC2, at + 1 < bytes.count, bytes[at + 1] == 0x85 { return ("\\u0085", 2) }
    guard bytes[at] == 0xE2, at + 2 < bytes.count, bytes[at + 1] == 0x80 else { return nil }
    return switch bytes[at + 2] {
    case 0xA8: ("\\u2028", 3)
    case 0xA9: ("\\u2029", 3)
    default: nil
    }
  }

  /// Beginnings of the words that chat templates of current model families give a meaning to, and our marks.
  /// `[` and `<` stand in strings only: a JSON text has no such array.
  private static let controlWords: [[UInt8]] = [
    "<|", "<｜", "<s>", "</s>", "<<SYS>>", "<</SYS>>", "<bos>", "<eos>", "<pad>", "<unk>",
    "<start_of_", "<end_of_", "<think>", "</think>", "<tool_call>", "</tool_call>",
    "<tool_response>", "</tool_response>", "[INST]", "[/INST]", "[TOOL_", "[/TOOL_",
    "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "<<<RECORD",
    "RECORD>>>",
  ].map { Array($0.utf8) }

  private static func beginsControlWord(_ bytes: [UInt8], _ at: Int) -> Bool {
    controlWords.contains { word in
      at + word.count <= bytes.count
        && word.indices.allSatisfy { bytes[at + $0] == word[$0] }
    }
  }
}
