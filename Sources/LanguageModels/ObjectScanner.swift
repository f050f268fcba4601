internal import SourceJSON

/// Finds the outermost complete JSON objects in a text, in order.
///
/// Takes at most a constant number of looks at each byte: an opening brace that leads nowhere is given up where
/// braces stand deeper than an answer's ever do.
struct ObjectScanner {
  /// Braces and brackets within each other.
  static let deepest = 32

  private let bytes: [UInt8]
  private let length: Int
  private let reader = JSONReader()
  /// Whether an object begins and has no end, and no answer came behind its beginning.
  private(set) var hasOpenEnd = false
  /// What the JSON parser said of the last stretch between braces that is no JSON; nil: nothing.
  private(set) var syntaxProblem: String?

  init(_ text: String) {
    var bytes = Array(text.utf8)
    length = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: JSONReader.padding))
    self.bytes = bytes
  }

  /// Hands on each object; it is valid within the call.
  /// - Parameter body: returns whether it is an answer.
  mutating func forEachObject(_ body: (JSONValue) -> Bool) {
    var isOpen = false
    var problem: String?
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      var at = 0
      while at < length {
        guard bytes[at] == 0x7B, opensObject(bytes, at) else {
          at += 1
          continue
        }
        switch end(bytes, from: at) {
        case .at(let end):
          switch read(base + at, end - at, body) {
          case .success(let isAnswer):
            if isAnswer { isOpen = false }
            at = end
          case .failure(let error):
            problem = error.message
            at += 1
          }
        case .open:
          isOpen = true
          at += 1
        case .none: at += 1
        }
      }
    }
    hasOpenEnd = isOpen
    syntaxProblem = problem
  }

  /// - Returns: what `body` says.
  private func read(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ body: (JSONValue) -> Bool
  ) -> Result<Bool, JSONSyntaxError> {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do {
      return .success(try reader.read(text) { $0.kind == .object && body($0) })
    } catch let error as JSONSyntaxError {
      return .failure(error)
    } catch {
      return .success(false)
    }
  }

  /// Whether a name or the object's end follows the brace; at the very end of the text it may.
  private func opensObject(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    var next = at + 1
    while next < length, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[next]) { next += 1 }
    return next == length || bytes[next] == 0x22 || bytes[next] == 0x7D
  }

  private enum End {
    /// Behind the closing brace.
    case at(Int)
    /// The text ends first.
    case open
    /// It is no object.
    case none
  }

  private func end(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> End {
    /// Whether each open bracket is a brace, the outermost first.
    var isBrace: [Bool] = []
    var at = start
    var isText = false
    while at < length {
      let byte = bytes[at]
      at += 1
      if isText {
        switch byte {
        case 0x22: isText = false
        case 0x5C: at += 1
        case 0..<0x20: return .none
        default: break
        }
        continue
      }
      switch byte {
      case 0x22: isText = true
      case 0x7B, 0x5B:
        guard isBrace.count < ObjectScanner.deepest else { return .none }
        isBrace.append(byte == 0x7B)
      case 0x7D, 0x5D:
        guard isBrace.popLast() == (byte == 0x7D) else { return .none }
        if isBrace.isEmpty { return .at(at) }
      case 0x5C: return .none
      default: break
      }
    }
    return .open
  }
}
