public import Trajectories

/// Verdicts as people give them, one behind the other.
extension FactWriter {
  /// What an annotator said last of an attempt, taken back or not; nil: nothing yet.
  public func lastAnnotation(
    by annotator: String, on attempt: Stored
  ) throws -> (annotation: Annotation, frame: Int64?)? {
    let last = try statement("last_annotation")
    last.bind(0, attempt.id)
    last.bind(1, annotator)
    return try last.first { row in
      (
        Annotation(
          annotator: annotator, seq: row.int(0) ?? 0,
          verdict: row.text(1).flatMap(Annotation.Verdict.init(rawValue:)) ?? .unsure,
          category: row.text(2), note: row.text(3)), row.integer(4)
      )
    }
  }

  /// Stores a verdict behind those that its annotator gave on the attempt before: its `seq` is the next.
  /// - Returns: the verdict as it is stored.
  public func append(
    _ annotation: Annotation, on attempt: Stored, frame: Stored?
  ) throws -> Annotation {
    var annotation = annotation
    annotation.seq =
      (try lastAnnotation(by: annotation.annotator, on: attempt)?.annotation.seq ?? 0) + 1
    _ = try add(annotation, about: .attempt(attempt), frame: frame)
    return annotation
  }
}
