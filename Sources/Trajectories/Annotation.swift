/// A person's verdict on an attempt or on a detection.
/// - Source: METHOD.md §5, DESIGN.md §2.
public struct Annotation: Equatable, Sendable {
  public enum Verdict: String, Sendable, CaseIterable {
    /// The run correctly and completely demonstrates the hindsight goal; the detection is right.
    case valid
    case invalid
    /// Counts as no verdict.
    case unsure
    /// Takes back what the annotator said before: the target is as if he had never rated it.
    case retracted
  }

  /// What is rated, under the config and series that the line names.
  public enum Target: Equatable, Sendable {
    /// `k` from 1.
    case attempt(k: Int, goalIndex: Int)
    case detection
  }

  public var annotator: String
  /// From 1; of an annotator's verdicts on a target the highest is current.
  public var seq: Int
  public var verdict: Verdict
  /// Kind of fault; for a detection the failure type that is right.
  public var category: String?
  public var note: String?
  public var extraJSON: String?

  public init(
    annotator: String, seq: Int = 1, verdict: Verdict, category: String? = nil,
    note: String? = nil, extraJSON: String? = nil
  ) {
    self.annotator = annotator
    self.seq = seq
    self.verdict = verdict
    self.category = category
    self.note = note
    self.extraJSON = extraJSON
  }

  /// Identity of the fact: its content, what it is about and the frame, by digests.
  public func digest(target: String, frame: String?) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("annotator", annotator)
    json.member("category", category)
    json.member("extra", raw: extraJSON)
    json.member("frame", frame)
    json.member("note", note)
    json.member("seq", seq)
    json.member("target", target)
    json.member("type", "annotation")
    json.member("verdict", verdict.rawValue)
    json.endObject()
    return json.digest
  }
}
