import RegoalTesting
import SQLFiles
import Tables
import Testing
import Trajectories

@testable import Store

@Suite("Model calls in the store")
struct ModelCallTests {
  @Test("are logged and written once, whatever the order of the lines")
  func once() throws {
    let store = try memory()
    let log = oneOfEach + oneOfEachCall
    #expect(
      try ingest(log, into: store).suffix(5) == [
        .added(.modelCall), .added(.modelCall), .added(.vote), .added(.prompt), .added(.price),
      ])
    #expect(
      try ingest(log, into: store).suffix(5) == [
        .present(.modelCall), .present(.modelCall), .present(.vote), .present(.prompt),
        .present(.price),
      ])
    let backwards = try memory()
    #expect(
      try ingest(log.reversed(), into: backwards).allSatisfy {
        if case .added = $0 { true } else { false }
      })
    #expect(try backwards.digests() == store.digests())
    #expect(try backwards.check(deep: true).allSatisfy(\.isFine))
  }

  @Test("enter the digest of a fact only where there is one")
  func digests() {
    let without = Vote(valid: true, confidence: 0.5)
    var with = without
    with.call = testCall.digest
    // As computed before there were calls.
    #expect(
      without.digest(attempt: "sha256:a", judge: "sha256:j", series: "main")
        == Digest.of(
          #"{"attempt":"sha256:a","confidence":0.5,"judge":"sha256:j","series":"main","#
            + #""status":"ok","type":"vote","valid":true}"#))
    #expect(
      with.digest(attempt: "sha256:a", judge: "sha256:j", series: "main")
        == Digest.of(
          #"{"attempt":"sha256:a","call":"\#(testCall.digest)","confidence":0.5,"#
            + #""judge":"sha256:j","series":"main","status":"ok","type":"vote","valid":true}"#))
  }

  @Test("with another answer to the same request are refused, and the first one stays")
  func conflict() throws {
    let store = try memory()
    try ingest(oneOfEach + oneOfEachCall, into: store)
    var other = testCall
    other.text = "another"
    let outcome = try ingest([.modelCall(other, at: [runPlace("t1")])], into: store)[0]
    #expect(outcome.reason?.contains("another answer to the same request is stored") == true)
    #expect(try store.texts("SELECT answer_text FROM model_call WHERE id = 1") == ["no JSON"])
  }

  @Test("that nothing stored explains are refused: a fact of an unknown call, a repair of one")
  func unknown() throws {
    let store = try memory()
    try ingest(oneOfEach, into: store)
    let vote = oneOfEachCall[2]
    let repair = oneOfEachCall[1]
    for record in [vote, repair] {
      let reason = try ingest([record], into: store)[0].reason
      #expect(reason?.hasPrefix("no model call has the digest sha256:") == true)
    }
    let stranger = LogRecord.modelCall(testCall, at: [runPlace("t7")])
    #expect(try ingest([stranger], into: store)[0].reason?.contains("'t7'") == true)
    #expect(try store.texts("SELECT count(*) FROM model_call") == ["0"])
  }

  @Test("list each run that has a fact of theirs, and the call that they repaired with it")
  func runs() throws {
    let store = try memory()
    try ingest(oneOfEach + oneOfEachCall, into: store)
    let second = Trajectory(sourceLabel: "test", id: "t2", goal: "g2", steps: [])
    try ingest(
      [
        .trajectory(second),
        .detection(Detection(call: testRepair.digest), at: at("t2", "d1")),
      ], into: store, file: "b.jsonl")
    #expect(
      try store.texts(
        "SELECT call_id || ' ' || trajectory_id FROM model_call_run ORDER BY call_id, trajectory_id"
      )
        == ["1 1", "1 2", "2 1", "2 2"])
  }

  @Test("cost what was set last for a day, and what stood there before is kept")
  func prices() throws {
    let store = try memory()
    func set(_ usd: Double) throws -> (isNew: Bool, seq: Int) {
      try store.writeFacts { facts in
        let (insertion, price) = try facts.set(
          Price(
            model: "m", validFrom: "2026-01-01", promptUSDPerMillion: usd,
            completionUSDPerMillion: 1))
        return (insertion.isNew, price.seq)
      }
    }
    #expect(try set(1) == (true, 1))
    #expect(try set(1) == (false, 1))
    #expect(try set(2) == (true, 2))
    #expect(try set(1) == (true, 3))
    #expect(
      try store.texts("SELECT seq || ' ' || prompt_usd_per_million FROM price ORDER BY seq")
        == ["1 1.0", "2 2.0", "3 1.0"])
    #expect(try store.run("prices").rows.map { $0[3] } == [.real(1)])
  }

  @Test(
    "have days of the calendar",
    arguments: [
      ("2026-03-22", true), ("2024-02-29", true), ("2026-02-29", false), ("1900-02-29", false),
      ("2000-02-29", true), ("2026-13-01", false), ("2026-00-01", false), ("2026-04-31", false),
      ("2026-3-22", false), ("20260322", false), ("2026-03-2x", false), ("", false),
    ])
  func days(text: String, isDay: Bool) {
    #expect(Price.isDay(text) == isDay)
  }
}
