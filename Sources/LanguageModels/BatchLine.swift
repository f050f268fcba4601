internal import SourceJSON
internal import Trajectories

/// Lines of OpenAI's batch files, which `vllm run-batch` reads and writes as well.
public enum BatchLine {
  /// A request as a line, without its end: `custom_id` is the 64 digits of its digest.
  public static func text(of request: ChatRequest) -> String {
    var json = CanonicalJSON(reservingCapacity: 4_096)
    json.beginObject()
    json.member("body", raw: ChatCompletion.body(of: request))
    json.member("custom_id", String(request.digest.dropFirst(Digest.prefix.count)))
    json.member("method", "POST")
    json.member("url", "/v1/chat/completions")
    json.endObject()
    return json.text
  }

  /// What a service wrote about a request.
  public enum Result: Equatable, Sendable {
    /// Its latency is not known, and 0; it came over no connection of ours.
    case answer(digest: String, ChatAnswer)
    /// - Parameter problem: the service's words.
    case failure(digest: String, problem: String)
  }

  /// Why a line is no result.
  public struct Problem: Error, Equatable {
    public let message: String
  }

  /// Reads a line of an output or error file.
  /// - Throws: `Problem`.
  public static func result(in line: String) throws(Problem) -> Result {
    let read: Swift.Result<Result, Problem>
    do {
      read = try JSONReader().read(line) { root in
        Swift.Result { () throws(Problem) in try result(root) }
      }
    } catch {
      let reason = (error as? JSONSyntaxError)?.message ?? "\(error)"
      throw Problem(message: "it is no JSON: \(reason)")
    }
    return try read.get()
  }

  private static func result(_ root: JSONValue) throws(Problem) -> Result {
    guard root.kind == .object else { throw Problem(message: "it is no JSON object") }
    guard let id = root["custom_id"]?.string else {
      throw Problem(message: "it has no 'custom_id'")
    }
    guard id.utf8.count == 64, id.utf8.allSatisfy({ isHexadecimal($0) }) else {
      throw Problem(message: "'custom_id' is '\(id)', which Regoal does not write")
    }
    let digest = Digest.prefix + id
    if let error = root["error"], !error.isNull {
      return .failure(digest: digest, problem: words(error))
    }
    guard let response = root["response"], response.kind == .object, let body = response["body"]
    else { throw Problem(message: "it has neither 'response' with a 'body' nor 'error'") }
    let text = body.kind == .string ? body.string ?? "" : body.sourceText
    let status = response["status_code"]?.int
    guard status.map({ (200..<300).contains($0) }) ?? true else {
      return .failure(
        digest: digest, problem: "HTTP \(status ?? 0): \(ChatCompletion.problem(in: text))")
    }
    do {
      return .answer(digest: digest, try ChatCompletion.answer(from: text, endpoint: ""))
    } catch {
      guard case .badAnswer(_, let reason) = error else {
        return .failure(digest: digest, problem: "no chat completion")
      }
      return .failure(digest: digest, problem: "no chat completion: \(reason)")
    }
  }

  private static func words(_ error: JSONValue) -> String {
    let parts = [error["code"], error["message"]].compactMap { value -> String? in
      guard let value, !value.isNull else { return nil }
      return value.string ?? value.sourceText
    }
    let text = parts.isEmpty ? error.string ?? error.sourceText : parts.joined(separator: ": ")
    return String(text.prefix(400))
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
