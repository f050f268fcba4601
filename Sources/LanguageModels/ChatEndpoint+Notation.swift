internal import Foundation

extension ChatEndpoint {
  /// What may follow a comma.
  public enum Setting: String, CaseIterable, Sendable {
    case key, parallel, rpm, tpm, timeout, tries
  }

  /// Reads what people type: `[NAME=]MODEL[@ADDRESS][,SETTING=VALUE…]`.
  ///
  /// Without an address it is OpenAI's, or the one in `OPENAI_BASE_URL`. The key is taken from
  /// `OPENAI_API_KEY` for these; any other address gets none, lest a key goes where it does not belong:
  /// `key=VARIABLE` names one. Without a name the model's is taken.
  ///
  /// - Parameter environment: read for `OPENAI_BASE_URL` alone.
  /// - Throws: `ChatEndpointError`.
  public init(
    parsing text: String, environment: [String: String] = [:]
  ) throws(ChatEndpointError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let (name, typed) = try ChatEndpoint.nameAndAddress(parts.first ?? "")
    let halves = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let model = halves.last.map(String.init), !model.isEmpty, !model.contains("://"),
      model.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
    else { throw .noModel(text: typed == nil ? text : name) }
    let label = String(halves[0])
    if halves.count == 2 { try ChatEndpoint.check(label: label) }
    let fromEnvironment = environment[ChatEndpoint.baseURLVariable].flatMap {
      $0.isEmpty ? nil : $0
    }
    let base = try ChatEndpoint.checkedAddress(
      typed ?? fromEnvironment ?? ChatEndpoint.openAI, model: model)
    self.init(
      label: label, model: model, baseURL: base,
      keyVariable: typed == nil || (base + "/").hasPrefix("https://api.openai.com/")
        ? ChatEndpoint.openAIKeyVariable : nil)
    if typed == nil, ChatEndpoint.isLoopback(base) { keyVariable = nil }
    try read(settings: Array(parts.dropFirst()), text: text)
  }

  /// Splits at the last `@http://` or `@https://`: models may have an `@` of their own.
  private static func nameAndAddress(
    _ text: String
  ) throws(ChatEndpointError) -> (name: String, address: String?) {
    let found = ["@http://", "@https://"].compactMap {
      text.range(of: $0, options: [.backwards, .caseInsensitive])?.lowerBound
    }
    if let at = found.max() {
      return (String(text[..<at]), String(text[text.index(after: at)...]))
    }
    guard let at = text.lastIndex(of: "@"), at > text.startIndex else { return (text, nil) }
    let rest = String(text[text.index(after: at)...])
    let host = rest.prefix { $0 != ":" && $0 != "/" }
    if host == "localhost" || host.hasPrefix("127.") || rest.hasSuffix("/v1")
      || rest.hasPrefix("[")
    {
      throw .noScheme(address: rest)
    }
    return (text, nil)
  }

  private static func check(label: String) throws(ChatEndpointError) {
    let isFine =
      !label.isEmpty
      && label.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-_.:/".utf8.contains(byte)
        }
      }
    if !isFine { throw .badLabel(label: label) }
  }

  private static func checkedAddress(
    _ text: String, model: String
  ) throws(ChatEndpointError) -> String {
    if text.contains("@") { throw .addressWithSecret(model: model) }
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      let host = parts.host, !host.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw .badAddress(address: text, reason: "it is no address") }
    guard scheme == "http" || scheme == "https" else { throw .noScheme(address: text) }
    if parts.query != nil || parts.fragment != nil {
      throw .addressWithSecret(model: model)
    }
    if let port = parts.port, !(1...65_535).contains(port) {
      throw .badAddress(address: text, reason: "a port lies between 1 and 65535")
    }
    var base = scheme + text.dropFirst(scheme.count)
    while base.hasSuffix("/") { base.removeLast() }
    if base.hasSuffix("/chat/completions") { base.removeLast("/chat/completions".count) }
    return base
  }

  private static func isLoopback(_ base: String) -> Bool {
    let host = URLComponents(string: base)?.host?.lowercased() ?? ""
    return host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]"
  }

  private mutating func read(settings: [String], text: String) throws(ChatEndpointError) {
    var seen: Set<Setting> = []
    let known = Setting.allCases.map(\.rawValue)
    for part in settings {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = halves.first.map(String.init) ?? ""
      guard let setting = Setting(rawValue: name) else {
        throw .unknownSetting(text: label, name: name, known: known)
      }
      guard seen.insert(setting).inserted else { throw .repeatedSetting(name: name) }
      let value = halves.count == 2 ? String(halves[1]) : ""
      func count(_ range: ClosedRange<Int>) throws(ChatEndpointError) -> Int {
        guard let number = Int(value), range.contains(number) else {
          throw .badValue(
            name: name, text: value,
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
      }
      switch setting {
      case .key: keyVariable = try ChatEndpoint.variable(value, label: label)
      case .parallel: limits.inFlight = try count(1...4_096)
      case .rpm: limits.requestsPerMinute = try count(1...10_000_000)
      case .tpm: limits.tokensPerMinute = try count(1...10_000_000_000)
      case .tries: limits.tries = try count(1...100)
      case .timeout:
        guard let seconds = Double(value), seconds > 0, seconds <= 86_400 else {
          throw .badValue(
            name: name, text: value, expected: "seconds of one try, above 0, at most 86400")
        }
        limits.trySeconds = seconds
        limits.totalSeconds = max(limits.totalSeconds, 2 * seconds)
      }
    }
  }

  /// Upper case alone: a key that is typed here by mistake is refused, and not repeated.
  private static func variable(
    _ text: String, label: String
  ) throws(ChatEndpointError) -> String? {
    if text == "none" { return nil }
    let isName =
      text.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      } && !(text.first?.isNumber ?? true)
    guard isName else { throw .notAVariable(label: label) }
    return text
  }
}
