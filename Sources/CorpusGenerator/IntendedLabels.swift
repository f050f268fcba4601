internal import Foundation

/// What each failed run was meant to get wrong, in the form in which people's labels come: a detection of its own
/// and a rating of it with the failure type as category.
struct IntendedLabels {
  private static let config = "intended-type"
  private static let series = "intended"

  /// Lines of the log format, for the runs of a log whose metadata tell an intended failure type.
  /// - Throws: Foundation's error for a line that is not JSON.
  func lines(for log: Data) throws -> Data {
    var text = [
      #"{"type":"config","name":"\#(IntendedLabels.config)","stage":"detect","#
        + #""body":{"dataset":"regoal-sample","engine":"simulated"}}"#
    ]
    for line in log.split(separator: UInt8(ascii: "\n")) {
      let run = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
      let metadata = run["metadata"] as? [String: Any]
      guard let id = run["id"] as? String,
        let type = metadata?["intended_failure_type"] as? String
      else { continue }
      let place =
        #""trajectory":"\#(id)","config":"\#(IntendedLabels.config)","series":"\#(IntendedLabels.series)""#
      text += [
        #"{"type":"detection",\#(place),"is_failure":true,"failure_type":"\#(type)"}"#,
        #"{"type":"annotation",\#(place),"annotator":"generator","verdict":"valid","#
          + #""category":"\#(type)","failure_type":"\#(type)"}"#,
      ]
    }
    return Data((text.joined(separator: "\n") + "\n").utf8)
  }
}
