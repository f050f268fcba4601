import Foundation
import RegoalTesting
import SourceJSON
import Testing
import Trajectories

@testable import Ingest

@Suite("What every importer does")
struct ImporterConformanceTests {
  @Test("each format has an input here")
  func complete() {
    #expect(Set(FormatFixture.all.map(\.format)) == Set(InputFormats.names))
  }

  @Test("its example is of this format", arguments: InputFormats.names)
  func example(format: String) throws {
    let described = try #require(InputFormats.descriptions.first { $0.name == format })
    let text = described.example.replacing("{…}", with: "{}").replacing("[…]", with: "[]")
      .replacing(",…}", with: "}")
    for one in text.split(separator: ", or ") {
      #expect(try read(String(one)).format == format)
    }
  }

  @Test("it is recognised by its content, and by no other importer", arguments: FormatFixture.all)
  func recognition(fixture: FormatFixture) throws {
    #expect(try read(file: fixture.path).format == fixture.format)
    let framer = try RecordFramer(input: try ByteInput(file: fixture.path))
    let frame = try #require(try framer.next())
    let json = JSONReader()
    let root = try json.read(padded: frame.bytes, length: frame.count)
    let takers = InputFormats.all.filter { $0.recognises(root, framing: framer.framing) }
    #expect(takers.map { $0.name } == [fixture.format])
  }

  @Test("runs have an id, a goal and steps; calls their observations", arguments: FormatFixture.all)
  func content(fixture: FormatFixture) throws {
    let reading = try read(file: fixture.path)
    #expect(reading.bad.isEmpty)
    #expect(reading.trajectories.count == fixture.runs)
    for run in reading.trajectories {
      #expect(!run.id.isEmpty)
      #expect(!run.goal.isEmpty)
      #expect(!run.steps.isEmpty)
      #expect(run.sourceLabel == fixture.format)
      for step in run.steps where step.kind == StepKind.tool {
        #expect(step.observation != nil, "\(step)")
      }
    }
  }

  @Test("an outcome is what the source states, never a guess", arguments: FormatFixture.all)
  func outcome(fixture: FormatFixture) throws {
    #expect(try read(file: fixture.path).trajectories.map(\.success) == fixture.success)
  }

  @Test("fields that nobody knows survive", arguments: FormatFixture.all)
  func unknownFields(fixture: FormatFixture) throws {
    let text = try String(contentsOfFile: fixture.path, encoding: .utf8)
    guard text.contains("x_unknown") else { return }
    let kept = try read(file: fixture.path).records.contains { record in
      switch record {
      case .trajectory(let run): run.metadataJSON?.contains("x_unknown") ?? false
      case .annotation(let annotation, _, _, _):
        annotation.extraJSON?.contains("x_unknown") ?? false
      default: false
      }
    }
    #expect(kept)
  }

  @Test("a bad record is told with line and reason; the rest goes on", arguments: FormatFixture.all)
  func broken(fixture: FormatFixture) throws {
    let reading = try read(file: fixture.brokenPath)
    #expect(reading.bad == [fixture.reason])
    #expect(reading.records.count == fixture.goodBesideBroken)
  }

  @Test("ids differ, and reading again gives the same digests", arguments: FormatFixture.all)
  func identity(fixture: FormatFixture) throws {
    let reading = try read(file: fixture.path)
    let ids = reading.trajectories.map(\.id)
    #expect(Set(ids).count == ids.count)
    let again = try read(file: fixture.path)
    #expect(again.records == reading.records)
    #expect(again.trajectories.map(\.digest) == reading.trajectories.map(\.digest))
  }

  @Test("with gzip it is the same", arguments: FormatFixture.all)
  func compressed(fixture: FormatFixture) throws {
    let plain = try read(file: fixture.path)
    let bytes = try gzipped(try Data(contentsOf: URL(filePath: fixture.path)))
    let reading = try read(bytes: bytes)
    #expect(reading.format == fixture.format)
    #expect(reading.trajectories.map(\.goal) == plain.trajectories.map(\.goal))
    #expect(reading.lines == plain.lines)
  }

  @Test("all of it is as written down", arguments: FormatFixture.all)
  func golden(fixture: FormatFixture) throws {
    let text = RecordText(try read(file: fixture.path).records).description
    let file = "format-\(fixture.format)-\(fixture.file.replacing("/", with: "-")).txt"
    #expect(try Golden.expected(file, for: text) == text)
  }

  @Test("JSON it stores is JSON", arguments: FormatFixture.all)
  func json(fixture: FormatFixture) throws {
    for run in try read(file: fixture.path).trajectories {
      let texts = [run.metadataJSON, run.toolsJSON] + run.steps.map(\.actionInputJSON)
      for text in texts.compactMap({ $0 }) {
        #expect(throws: Never.self) { try JSONReader().read(text) { _ in } }
      }
    }
  }

  @Test("labels of people are ratings of a detection of theirs", arguments: FormatFixture.all)
  func labels(fixture: FormatFixture) throws {
    let records = try read(file: fixture.path).records
    let ratings = records.compactMap { record -> (Annotation, FactPlace)? in
      guard case .annotation(let annotation, .detection, nil, let place) = record else {
        return nil
      }
      return (annotation, place)
    }
    #expect(ratings.count == fixture.labels)
    #expect(ratings.map(\.0.seq) == Array(1..<(fixture.labels + 1)))
    for (rating, place) in ratings {
      #expect(place.series == HumanLabels.series)
      #expect(place.config == .name(HumanLabels.config))
      #expect(place.label == fixture.format)
      #expect(!(rating.note ?? "").isEmpty)
    }
  }
}
