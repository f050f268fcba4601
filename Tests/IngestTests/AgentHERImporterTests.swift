import Testing
import Trajectories

@testable import Ingest

private let full = """
  {"trajectory_id":"p1","original_prompt":"Weigh it","steps":[{"thought":"t","action_name":"weigh",\
  "action_input":{"kg": 1.0,"a":[1e5, "\\u00e9"]},"observation":"7 kg"}],"final_answer":"7",\
  "failure_reason":"too heavy","metadata":{"b": 1.0,  "a":1e5}}
  """

@Suite("An AgentHER file")
struct AgentHERImporterTests {
  private let expected = Trajectory(
    sourceLabel: "agenther", id: "p1", goal: "Weigh it",
    steps: [
      Step(
        thought: "t", actionName: "weigh",
        actionInputJSON: "{\"kg\": 1.0,\"a\":[1e5, \"\\u00e9\"]}", observation: "7 kg")
    ],
    finalAnswer: "7", failureReason: "too heavy", success: false,
    metadataJSON: "{\"b\": 1.0,  \"a\":1e5}")

  @Test(
    "is an array or lines, with the same runs",
    arguments: ["[\(full)]", full, "[\n\(full)\n]\n", "\(full)\n"])
  func framing(text: String) throws {
    let reading = try read(text)
    #expect(reading.format == "agenther")
    #expect(reading.trajectories == [expected])
    #expect(reading.bad.isEmpty)
  }

  @Test("holds runs that are failed, whose other fields may be absent")
  func sparse() throws {
    let reading = try read(
      "{\"trajectory_id\":7,\"original_prompt\":\"g\",\"steps\":[{}],\"final_answer\":null}",
      label: "mine")
    #expect(
      reading.trajectories == [
        Trajectory(sourceLabel: "mine", id: "7", goal: "g", steps: [Step()], success: false)
      ])
  }

  @Test("keeps fields that nobody knows in the metadata")
  func unknownFields() throws {
    let reading = try read(
      """
      {"trajectory_id":"p1","original_prompt":"g","cost": 1.50,"steps":[{},{"score":1.0,"tags": ["a"]}],\
      "metadata":{"z": 1,"a" :2},"success":true}
      """)
    #expect(
      reading.trajectories.first?.metadataJSON
        == "{\"z\":1,\"a\":2,\"step_fields\":{\"1\":{\"score\":1.0,\"tags\":[\"a\"]}},"
        + "\"cost\":1.50,\"success\":true}")
    #expect(reading.trajectories.first?.success == false)
  }

  @Test("keeps metadata that is no object")
  func oddMetadata() throws {
    func metadata(_ fields: String) throws -> String? {
      try read("{\"trajectory_id\":\"p\",\"original_prompt\":\"g\",\"steps\":[],\(fields)}")
        .trajectories.first?.metadataJSON
    }
    #expect(try metadata("\"metadata\":[1, 2]") == "[1, 2]")
    #expect(try metadata("\"metadata\":\"x\",\"more\":1") == "{\"metadata\":\"x\",\"more\":1}")
    #expect(try metadata("\"metadata\":{},\"more\":1") == "{\"more\":1}")
    #expect(try metadata("\"metadata\":{ }") == "{ }")
    #expect(try metadata("\"metadata\":null") == nil)
  }

  @Test(
    "has bad records, each with its line and a reason",
    arguments: [
      ("{\"trajectory_id\":\"p\",\"original_prompt\":\"g\"}", "'steps' is missing"),
      (
        "{\"trajectory_id\":null,\"original_prompt\":\"g\",\"steps\":[]}",
        "'trajectory_id' is missing"
      ),
      ("{\"trajectory_id\":\"p\",\"steps\":[]}", "'original_prompt' is missing"),
      (
        "{\"trajectory_id\":true,\"original_prompt\":\"g\",\"steps\":[]}",
        "'trajectory_id' should be a string or a number, is true or false"
      ),
      (
        "{\"trajectory_id\":\"p\",\"original_prompt\":5,\"steps\":[]}",
        "'original_prompt' should be a string, is a number"
      ),
      (
        "{\"trajectory_id\":\"p\",\"original_prompt\":\"g\",\"steps\":{}}",
        "'steps' should be an array, is an object"
      ),
      (
        "{\"trajectory_id\":\"p\",\"original_prompt\":\"g\",\"steps\":[{},7]}",
        "'steps[1]' should be an object, is a number"
      ),
      (
        "{\"trajectory_id\":\"p\",\"original_prompt\":\"g\",\"steps\":[{\"thought\":[]}]}",
        "'steps[0].thought' should be a string, is an array"
      ),
      ("[]", "the record should be an object, is an array"),
      ("null", "the record should be an object, is null"),
    ])
  func bad(record: String, reason: String) throws {
    let reading = try read("\(full)\n\(record)\n\(full)\n")
    #expect(reading.bad == ["2: \(reason)"])
    #expect(reading.lines == [1, 3])
  }

  @Test("takes null for an absent step field, of a repeated key the last value")
  func repeated() throws {
    let reading = try read(
      """
      {"trajectory_id":"p","original_prompt":"g","steps":[{"thought":"a","thought":"b","action_input":null}]}
      """)
    #expect(reading.trajectories.first?.steps == [Step(thought: "b")])
  }
}
