internal import Store
internal import Trajectories

/// Lines of some examples, for each output.
struct RenderedExamples: Sendable {
  struct Lines: Sendable {
    var bytes: [UInt8] = []
    /// Behind each line's newline.
    var ends: [Int] = []
    /// Of each line's sample.
    var tokens: [Int32] = []
    /// Examples by the reason why they have no line.
    var left: [String: Int] = [:]
  }

  var lines: [Lines]
  /// As `ExportItem.append` writes them.
  var items: [UInt8] = []
  var count = 0

  init(outputs: Int) { lines = Array(repeating: Lines(), count: outputs) }

  /// Adds an example to the outputs that are for its kind.
  mutating func add(_ pair: ExportPair, to outputs: [FormatOutput], by exporters: [any Exporter]) {
    for place in outputs.indices where outputs[place].kinds.contains(pair.kind) {
      let format = outputs[place].format
      if let reason = format.objective.reason(against: pair.kind) {
        lines[place].left[reason, default: 0] += 1
        continue
      }
      let copies = format.weight.isIgnored ? pair.copies : 1
      guard copies > 0 else {
        lines[place].left[RenderedExamples.notDrawn, default: 0] += 1
        continue
      }
      do {
        let samples = try exporters[place].samples(of: pair)
        for _ in 0..<copies {
          for sample in samples { lines[place].add(sample) }
        }
      } catch {
        lines[place].left[error.reason, default: 0] += 1
      }
    }
    count += 1
  }

  static let notDrawn = "its weight was drawn to no copy"
}

extension RenderedExamples.Lines {
  fileprivate mutating func add(_ sample: Sample) {
    bytes += sample.bytes
    bytes.append(0x0A)
    ends.append(bytes.count)
    tokens.append(Int32(clamping: sample.tokens))
  }
}
