import Foundation
import LanguageModels
import SourceJSON
import Testing

@Suite("The schema of an answer")
struct AnswerSchemaTests {
  static let all: [AnswerSchema] = [.detection, .outcome, .attempt, .vote]

  @Test("is canonical JSON, closed, and asks for every field", arguments: all)
  func canonical(_ schema: AnswerSchema) throws {
    #expect(try JSONReader().read(schema.json) { $0.canonicalText } == schema.json)
    let value = try #require(
      try JSONSerialization.jsonObject(with: Data(schema.json.utf8)) as? [String: Any])
    let fields = try #require(value["properties"] as? [String: [String: Any]])
    #expect(value["additionalProperties"] as? Bool == false)
    #expect(value["required"] as? [String] == fields.keys.sorted())
    for field in fields.values {
      #expect(field["description"] != nil)
      #expect(field["minimum"] == nil && field["maximum"] == nil)
    }
    #expect(schema.name.allSatisfy { $0.isLetter || $0 == "_" })
  }

  @Test("has a model reason before it judges")
  func order() throws {
    func place(_ name: String, in schema: AnswerSchema) throws -> String.Index {
      try #require(schema.json.firstRange(of: "\"\(name)\":{")).lowerBound
    }
    #expect(try place("analysis", in: .detection) < place("is_failure", in: .detection))
    #expect(try place("hindsight_goal", in: .attempt) < place("rationale", in: .attempt))
    #expect(try place("rationale", in: .attempt) < place("valid", in: .attempt))
    #expect(try place("valid", in: .attempt) < place("valid_probability", in: .attempt))
    #expect(try place("reason", in: .vote) < place("valid", in: .vote))
  }

  @Test("is known by its digest")
  func digest() {
    #expect(Set(AnswerSchemaTests.all.map(\.digest)).count == 4)
    #expect(
      AnswerSchema(name: "a", json: "{}").digest != AnswerSchema(name: "b", json: "{}").digest)
  }
}
