internal import Trajectories

/// A run of files of one format: all of its examples, or the successes that stand apart.
struct FormatOutput: Sendable {
  let format: any Exporter.Type
  /// Name of the files without what packing adds.
  let stem: String
  let kinds: Set<ExampleKind>

  /// Whether a file of that name is one of these, however they are packed.
  func owns(_ name: String) -> Bool { FormatOutput.isFile(name, of: stem) }

  /// Whether it holds the successes that stand apart from these.
  func ownsSuccesses(_ name: String) -> Bool {
    FormatOutput.isFile(name, of: stem + FormatOutput.successes)
  }

  private static func isFile(_ name: String, of stem: String) -> Bool {
    guard name.hasPrefix(stem) else { return false }
    var rest = name.dropFirst(stem.count)
    if rest.hasPrefix("-") {
      let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard digits.count >= 5 else { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    return rest == ".jsonl" || rest == ".jsonl.gz"
  }

  /// Ending of the names of files that hold the successes alone.
  static let successes = "-successes"

  /// - Parameters:
  ///   - kind: what the examples are, successes apart.
  static func all(
    of formats: [any Exporter.Type], kind: ExampleKind?, successes: ExampleSelection.Successes
  ) -> [FormatOutput] {
    formats.flatMap { format in
      let main = Set([kind, successes == .mixed ? .success : nil].compactMap { $0 })
      var outputs = [FormatOutput(format: format, stem: format.name, kinds: main)]
      if successes == .apart, format.objective.takes(.success) {
        outputs.append(
          FormatOutput(
            format: format, stem: format.name + FormatOutput.successes, kinds: [.success])
        )
      }
      return outputs
    }
  }
}
