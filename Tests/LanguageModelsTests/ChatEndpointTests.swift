import LanguageModels
import Testing

@Suite("An endpoint as people type it")
struct ChatEndpointTests {
  @Test(
    "has name, model, address and the variable of the key",
    arguments: [
      ("gpt-4o-mini", "gpt-4o-mini gpt-4o-mini https://api.openai.com/v1 OPENAI_API_KEY"),
      ("cheap=gpt-4o-mini", "cheap gpt-4o-mini https://api.openai.com/v1 OPENAI_API_KEY"),
      (
        "qwen=Qwen2.5-72B-Instruct@http://localhost:8000/v1",
        "qwen Qwen2.5-72B-Instruct http://localhost:8000/v1 -"
      ),
      (
        "Qwen/Qwen2.5@http://127.0.0.1:8000/v1/",
        "Qwen/Qwen2.5 Qwen/Qwen2.5 http://127.0.0.1:8000/v1 -"
      ),
      ("m@HTTPS://api.openai.com/v1", "m m https://api.openai.com/v1 OPENAI_API_KEY"),
      ("m@https://api.openai.com", "m m https://api.openai.com OPENAI_API_KEY"),
      ("m@https://api.openai.com.example.org/v1", "m m https://api.openai.com.example.org/v1 -"),
      ("m@http://[::1]:8000/v1/chat/completions", "m m http://[::1]:8000/v1 -"),
      ("m@https://models.example.org/v1,key=A_KEY", "m m https://models.example.org/v1 A_KEY"),
      ("gpt-4o-mini,key=none", "gpt-4o-mini gpt-4o-mini https://api.openai.com/v1 -"),
      (
        "cf=@cf/meta/llama-3@https://example.org/ai/v1",
        "cf @cf/meta/llama-3 https://example.org/ai/v1 -"
      ),
      ("model@20240620", "model@20240620 model@20240620 https://api.openai.com/v1 OPENAI_API_KEY"),
      ("qwen2.5:7b", "qwen2.5:7b qwen2.5:7b https://api.openai.com/v1 OPENAI_API_KEY"),
    ])
  func parsed(_ text: String, _ expected: String) throws {
    let endpoint = try ChatEndpoint(parsing: text)
    #expect(
      "\(endpoint.label) \(endpoint.model) \(endpoint.baseURL) \(endpoint.keyVariable ?? "-")"
        == expected)
  }

  @Test("has limits behind commas")
  func limits() throws {
    let limits = try ChatEndpoint(
      parsing: "m@http://localhost/v1, parallel=256,rpm=60, tpm=1000,timeout=1.5,tries=2"
    ).limits
    #expect(limits.inFlight == 256)
    #expect(limits.requestsPerMinute == 60)
    #expect(limits.tokensPerMinute == 1000)
    #expect(limits.trySeconds == 1.5)
    #expect(limits.tries == 2)
    let plain = try ChatEndpoint(parsing: "m").limits
    #expect(plain.requestsPerMinute == nil)
    #expect(plain.tokensPerMinute == nil)
    #expect(try ChatEndpoint(parsing: "m,timeout=900").limits.totalSeconds == 1_800)
  }

  @Test(
    "takes the address of the environment where it names none, and its key only off this machine")
  func environment() throws {
    let elsewhere = ["OPENAI_BASE_URL": "https://gateway.example.org/v1/"]
    let one = try ChatEndpoint(parsing: "m", environment: elsewhere)
    #expect(one.baseURL == "https://gateway.example.org/v1")
    #expect(one.keyVariable == "OPENAI_API_KEY")
    let here = try ChatEndpoint(
      parsing: "m", environment: ["OPENAI_BASE_URL": "http://localhost:8000/v1"])
    #expect(here.keyVariable == nil)
    let typed = try ChatEndpoint(parsing: "m@http://localhost:1/v1", environment: elsewhere)
    #expect(typed.baseURL == "http://localhost:1/v1")
    #expect(
      try ChatEndpoint(parsing: "m", environment: ["OPENAI_BASE_URL": ""]).baseURL
        == ChatEndpoint.openAI)
  }

  private static let settings = ["key", "parallel", "rpm", "tpm", "timeout", "tries"]

  @Test(
    "is refused with what is wrong",
    arguments: [
      ("", ChatEndpointError.noModel(text: "")),
      ("=m", .badLabel(label: "")),
      ("a=", .noModel(text: "a=")),
      ("@http://localhost/v1", .noModel(text: "")),
      ("http://localhost:8000/v1", .noModel(text: "http://localhost:8000/v1")),
      ("a b=m", .badLabel(label: "a b")),
      ("a+b=m", .badLabel(label: "a+b")),
      ("my model", .noModel(text: "my model")),
      ("m@localhost:8000/v1", .noScheme(address: "localhost:8000/v1")),
      ("m@models.example.org/v1", .noScheme(address: "models.example.org/v1")),
      ("m@http://", .badAddress(address: "http://", reason: "it is no address")),
      ("m@http://a b/v1", .badAddress(address: "http://a b/v1", reason: "it is no address")),
      (
        "m@http://localhost:0/v1",
        .badAddress(address: "http://localhost:0/v1", reason: "a port lies between 1 and 65535")
      ),
      ("m@http://u:secret@example.org/v1", .addressWithSecret(model: "m")),
      ("m@https://example.org/v1?api-key=secret", .addressWithSecret(model: "m")),
      ("m,rmp=60", .unknownSetting(text: "m", name: "rmp", known: settings)),
      ("m,", .unknownSetting(text: "m", name: "", known: settings)),
      ("m,rpm=1,rpm=2", .repeatedSetting(name: "rpm")),
      (
        "m,rpm=0",
        .badValue(name: "rpm", text: "0", expected: "a whole number from 1 to 10000000")
      ),
      (
        "m,timeout=nan",
        .badValue(
          name: "timeout", text: "nan", expected: "seconds of one try, above 0, at most 86400")
      ),
      ("m,key=sk-abc123", .notAVariable(label: "m")),
      ("m,key=gsk_abc123", .notAVariable(label: "m")),
      ("m,key=", .notAVariable(label: "m")),
    ])
  func refused(_ text: String, _ expected: ChatEndpointError) {
    #expect(throws: expected) { try ChatEndpoint(parsing: text) }
  }

  @Test("with a key that no header takes says which variable has it, and not what it is")
  func badKey() throws {
    let endpoint = try ChatEndpoint(parsing: "m")
    for text in ["two words", "line\nbreak", "schlüssel"] {
      #expect(throws: ChatEndpointError.badKey(endpoint: "m", variable: "OPENAI_API_KEY")) {
        try HTTPChatModel(endpoint, environment: ["OPENAI_API_KEY": text])
      }
    }
  }
}
