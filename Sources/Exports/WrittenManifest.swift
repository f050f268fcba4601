internal import Foundation
internal import SourceJSON
internal import Store
internal import Trajectories

/// A manifest as it stands in a folder.
struct WrittenManifest {
  struct File: Decodable {
    let name: String
    let format: String
    let lines: Int
    let digest: String
  }

  struct Beside: Decodable {
    let name: String
    let digest: String
  }

  private struct Body: Decodable {
    struct Examples: Decodable {
      let takes: String
      let successes: String
      let round: Int?
      let failedRuns: Int?
    }

    let examples: Examples
    let formats: [String]
    let files: [File]
    let beside: [Beside]
    /// Absent where there is none.
    let recipes: [Beside]?
    let itemsDigest: String
  }

  /// Without the last newline.
  let text: String
  /// Of the text: what the database knows the export by.
  let digest: String
  let files: [File]
  /// Other files that belong to the folder.
  let beside: [Beside]
  let itemsDigest: String
  let policyDigest: String
  let policyJSON: String
  let takes: ArmTraining.Takes
  let round: Int?
  let hasDraw: Bool
  let outputs: [FormatOutput]
  let hasDropped: Bool
  /// Name and parts of the split; nil: all were written.
  let split: (name: String, parts: [String])?

  /// - Throws: `ExportError.cannotRead`.
  init(folder: String) throws {
    let path = folder + "/" + ExportManifest.name
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ExportError.cannotRead(path: path, reason: "there is no such file")
    }
    var text = String(decoding: data, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    try self.init(text: text, path: path)
  }

  /// - Throws: `ExportError.cannotRead`.
  init(text: String, path: String) throws {
    self.text = text
    digest = Digest.of(text)
    let body: Body
    do {
      body = try JSONDecoder.snakeCase.decode(Body.self, from: Data(text.utf8))
      (policyDigest, policyJSON, split, hasDropped) = try JSONReader().read(text) { root in
        let policy = root["policy"]
        let split = root["split"].flatMap { split in
          split["name"]?.string.map { name in
            (name, split["parts"]?.elements.compactMap { $0.string } ?? [])
          }
        }
        return (
          policy?["digest"]?.string ?? "", policy?["parameters"]?.sourceText ?? "", split,
          root["split"]?["check"]?["left_out"] != nil
        )
      }
    } catch {
      throw ExportError.cannotRead(path: path, reason: "it is no manifest of an export")
    }
    files = body.files
    beside = body.beside + (body.recipes ?? [])
    itemsDigest = body.itemsDigest
    takes = ArmTraining.Takes(rawValue: body.examples.takes) ?? .nothing
    round = body.examples.round
    hasDraw = body.examples.failedRuns != nil
    let known = Set(body.formats)
    outputs = FormatOutput.all(
      of: ExportFormats.all.filter { known.contains($0.name) },
      kind: ExampleSelection(takes: takes).kind,
      successes: ExampleSelection.Successes(rawValue: body.examples.successes) ?? .none)
  }

  /// All that it lists.
  var names: [String] { files.map(\.name) + beside.map(\.name) }

  /// Names of an output's files, in the order of their lines.
  func names(of output: FormatOutput) -> [String] {
    files.map(\.name).filter { output.owns($0) }
  }
}
