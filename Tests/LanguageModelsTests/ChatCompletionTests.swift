import LanguageModels
import Testing

@Suite("Chat completions")
struct ChatCompletionTests {
  private let request = ChatRequest(
    endpoint: "local", model: "m",
    messages: [ChatMessage(.system, "be \"brief\""), ChatMessage(.user, "hello")], temperature: 0.3,
    maxTokens: 9, schema: AnswerSchema(name: "answer", json: #"{"type":"object"}"#), k: 2)

  @Test(
    "ask for the shape as the endpoint takes it",
    arguments: [
      (
        AnswerSchema.Delivery.schema,
        #","response_format":{"json_schema":{"name":"answer","schema":{"type":"object"},"strict":true},"type":"json_schema"}"#
      ),
      (.object, #","response_format":{"type":"json_object"}"#), (.none, ""),
    ])
  func body(_ delivery: AnswerSchema.Delivery, _ format: String) {
    var request = request
    request.delivery = delivery
    #expect(
      ChatCompletion.body(of: request)
        == #"{"max_tokens":9,"messages":[{"content":"be \"brief\"","role":"system"},"#
        + #"{"content":"hello","role":"user"}],"model":"m""# + format + #","temperature":0.3}"#)
  }

  @Test("leave out what the request does not say")
  func least() {
    let least = ChatRequest(
      endpoint: "e", model: "m", messages: [ChatMessage(.user, "")], temperature: 0,
      delivery: .schema)
    #expect(
      ChatCompletion.body(of: least, tokenLimitName: .maxCompletionTokens)
        == #"{"messages":[{"content":"","role":"user"}],"model":"m","temperature":0.0}"#)
  }

  private func answer(_ body: String) throws -> ChatAnswer {
    try ChatCompletion.answer(from: body, endpoint: "e")
  }

  @Test("have text, reason of the end, refusal and tokens")
  func full() throws {
    let body = #"""
      {"choices":[{"finish_reason":"length","message":{"content":"a\nb","refusal":null}}],
      "usage":{"prompt_tokens":12,"completion_tokens":0}}
      """#
    let answer = try answer(body)
    #expect(answer.text == "a\nb")
    #expect(answer.finishReason == "length")
    #expect(answer.refusal == nil)
    #expect(answer.promptTokens == 12)
    #expect(answer.completionTokens == 0)
    #expect(answer.rawJSON == body)
  }

  @Test("have no text where they refuse, and unknown tokens where they count none")
  func refusal() throws {
    let answer = try answer(
      #"{"choices":[{"message":{"content":null,"refusal":"no"}}],"usage":{"prompt_tokens":-1,"completion_tokens":"7"}}"#
    )
    #expect(answer.text == nil)
    #expect(answer.refusal == "no")
    #expect(answer.finishReason == nil)
    #expect(answer.promptTokens == nil)
    #expect(answer.completionTokens == nil)
  }

  @Test("may have their text in parts, and repeated keys, of which the last counts")
  func odd() throws {
    #expect(
      try answer(
        #"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}}]}"#
      ).text == "ab")
    #expect(
      try answer(
        #"{"choices":[],"choices":[{"message":{"content":"a","content":"b"}}],"usage":null}"#
      ).text == "b")
  }

  @Test(
    "that are none say what came in their place",
    arguments: [
      ("", "no JSON, but nothing"),
      (
        "<!DOCTYPE html>\n<h1>Hello</h1>",
        "no JSON, but HTML or XML: Hello"
      ),
      (
        "<html><head><style>b{}</style><TITLE lang=en>\n502 Bad\nGateway </TITLE></head><h1>x</h1>",
        "no JSON, but HTML: 502 Bad Gateway"
      ),
      ("<br/>", "no JSON, but HTML or XML"), ("<title> </title>", "no JSON, but HTML or XML"),
      ("upstream\n down", "no JSON, but text: upstream down"),
      ("[]", "JSON of kind array, not object"),
      ("{}", "no 'choices' in it"),
      (#"{"error":{"message":"overloaded"}}"#, "an error in place of an answer: overloaded"),
      (#"{"choices":[]}"#, "'choices' is empty"),
      (#"{"choices":{}}"#, "'choices' is of kind object, not array"),
      (#"{"choices":[{"text":"old"}]}"#, "the first choice has no 'message'"),
      (#"{"choices":[{"message":{"content":3}}]}"#, "'content' is of kind number, not string"),
      (
        #"{"choices":[{"message":{"content":NaN}}]}"#,
        "no JSON, but text: {\"choices\":[{\"message\":{\"content\":NaN}}]}"
      ),
    ])
  func bad(_ body: String, _ reason: String) {
    #expect(throws: ChatError.badAnswer(endpoint: "e", reason: reason)) { try answer(body) }
  }
}
