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
    /// Samples that wait behind the others of these examples: second halves of pairs, third ones and so on.
    fileprivate var waiting: [[Sample]] = []
  }

  /// How many examples are rendered together: it shapes the order of lines.
  static let size = 64

  var lines: [Lines]
  /// As `ExportItem.append` writes them.
  var items: [UInt8] = []
  var count = 0
  /// Runs that are trained on, by source label.
  var labels: [String: Int] = [:]

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
        let all = Array(repeatElement(samples, count: copies).joined())
        if format.objective == .label {
          lines[place].wait(all)
        } else {
          for sample in all { lines[place].add(sample) }
        }
      } catch {
        lines[place].left[error.reason, default: 0] += 1
      }
    }
    count += 1
    labels[pair.trajectory.sourceLabel, default: 0] += 1
  }

  /// Adds what waits. Lines of one run stand apart where each is desired or not: trainers take the run of a line's
  /// neighbour for a mismatched answer.
  /// - Source: trl 1.16.0, `trainer/kto_trainer.py` (`add_kl_completion_ids`); llamafactory 0.9.5,
  ///   `data/processor/feedback.py`.
  mutating func finish() {
    for place in lines.indices { lines[place].release() }
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

  fileprivate mutating func wait(_ samples: [Sample]) {
    for (place, sample) in samples.enumerated() {
      if place == waiting.count { waiting.append([]) }
      waiting[place].append(sample)
    }
  }

  fileprivate mutating func release() {
    for sample in waiting.joined() { add(sample) }
    waiting = []
  }
}
