/// JSON string escapes, shared by everything that writes JSON.
public enum JSONText {
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// Appends the text with the least escapes that JSON allows: quotes, backslashes, control characters.
  public static func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for (at, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
        bytes.append(contentsOf: utf8[start..<at])
        start = at + 1
        bytes.append(0x5C)
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
          bytes.append(contentsOf: "u00".utf8)
          bytes.append(hexadecimal[Int(byte >> 4)])
          bytes.append(hexadecimal[Int(byte & 15)])
        }
      }
      bytes.append(contentsOf: utf8[start...])
    }
  }

  /// The text as a JSON string, quotes included.
  public static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [0x22]
    escape(text, into: &bytes)
    bytes.append(0x22)
    return String(decoding: bytes, as: UTF8.self)
  }
}
