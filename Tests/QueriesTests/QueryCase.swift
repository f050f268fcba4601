import Foundation
import SQLFiles
import Tables
import Testing

/// One folder `Tests/Cases/<query>/<case>`: what a query answers on given rows.
///
/// `given.sql` fills a fresh database, and its first lines say what the case shows; `params.json`,
/// if there is one, is an object of the parameters; `expected.txt` is the answer as CSV, or
/// `error: ` and words that the error's message holds.
struct QueryCase: Sendable {
  static let root = PackageFolder.url.appending(path: "Tests/Cases")
  /// In order of query and name.
  static let all: [QueryCase] = folders(in: root).flatMap { query in
    folders(in: root.appending(path: query)).map { QueryCase(query: query, name: $0) }
  }
  /// Whether the answers are written down instead of compared; the tests fail all the same.
  static let isRecording = ProcessInfo.processInfo.environment["REGOAL_RECORD"] == "1"
  static let errorMark = "error: "

  let query: String
  let name: String

  private var folder: URL { Self.root.appending(path: query).appending(path: name) }

  func given() throws -> String { try text("given.sql") }

  func expected() throws -> String { try text("expected.txt") }

  func record(_ answer: String) throws {
    try answer.write(
      to: folder.appending(path: "expected.txt"), atomically: true, encoding: .utf8)
  }

  /// Values by name, typed as the query's header says.
  func parameters(of query: NamedQuery) throws -> [String: Table.Value] {
    guard FileManager.default.fileExists(atPath: folder.appending(path: "params.json").path)
    else { return [:] }
    let given = try JSONDecoder().decode(
      [String: GivenValue].self, from: Data(try text("params.json").utf8))
    let types = Dictionary(uniqueKeysWithValues: query.parameters.map { ($0.name, $0.type) })
    return try given.reduce(into: [:]) { values, pair in
      values[pair.key] = try pair.value.value(as: types[pair.key])
    }
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8)
  }

  private static func folders(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}

extension QueryCase: CustomTestStringConvertible {
  var testDescription: String { "\(query)/\(name)" }
}

/// A value in `params.json`: a text, a number, or an array of texts for a JSON parameter.
private enum GivenValue: Decodable {
  case number(Double)
  case text(String)
  case texts([String])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .texts(try container.decode([String].self))
    }
  }

  func value(as type: QueryParameter.ValueType?) throws -> Table.Value {
    switch self {
    case .number(let number): type == .integer ? .integer(Int64(number)) : .real(number)
    case .text(let text): .text(text)
    case .texts(let texts):
      .text(String(decoding: try JSONEncoder().encode(texts), as: UTF8.self))
    }
  }
}
