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
    guard bytes.contains(where: isSuspect) else { return json }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x0A || byte == 0x0D {
        out.append(0x20)
      } else if let (escape, count) = lineEnd(bytes, at) {
        out.append(contentsOf: escape.utf8)
        at += count
        continue
      } else if (byte == 0x3C || byte == 0x5B || byte == 0x52), beginsControlWord(bytes, at) {
        out.append(
          contentsOf: (byte == 0x3C ? "\\u003c" : byte == 0x5B ? "\\u005b" : "\\u0052").utf8)
      } else {
        out.append(byte)
      }
      at += 1
    }
    return String(decoding: out, as: UTF8.self)
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
