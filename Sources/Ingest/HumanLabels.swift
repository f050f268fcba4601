internal import SourceJSON
internal import Trajectories

/// What people said went wrong in a run, as a detection of theirs and a rating of it for each label.
///
/// The detection stands under the detect config `human-label` of the source's label, whose engine is `human`,
/// in the series `human`: no question about the main series reads it, and it never makes a detector's config
/// ambiguous. Its failure type is the counterpart, in `LabelCategories`, of the decisive label's category, its
/// explanation that label's words; severity, weight and recoverability are not known. Each label is an
/// annotation of that detection with its own category, its words as note, and as `extra` the counterpart of its
/// category (`failure_type`) and what else it says; `seq` counts in the source's order, the decisive label
/// last, so that it is the current one.
struct HumanLabels {
  static let config = "human-label"
  static let series = "human"

  struct Label {
    var category: String?
    var note: String?
    /// What else the label says, a JSON object.
    var extraJSON: String?
  }

  let label: String
  /// The data set whose people labelled.
  let dataset: String
  /// nil: the labels tell of faults, not of the outcome.
  let isFailure: Bool?

  private var body: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("dataset", dataset)
    json.member("engine", "human")
    json.member("mapping", LabelCategories.version)
    json.endObject()
    return json.text
  }

  /// An object of what several say; nil: they say nothing.
  static func extra(_ members: String?...) -> String? {
    let members = members.compactMap { $0 }.filter { !$0.isEmpty }
    return members.isEmpty ? nil : "{" + members.joined(separator: ",") + "}"
  }

  /// - Parameters:
  ///   - run: the run's id under this label.
  ///   - labels: the decisive one last.
  func records(run: String, _ labels: [Label]) -> [LogRecord] {
    guard let decisive = labels.last else { return [] }
    let place = FactPlace(
      label: label, isLabelStated: true, trajectory: .name(run),
      config: .name(HumanLabels.config), series: HumanLabels.series)
    let detection = Detection(
      isFailure: isFailure,
      failureType: decisive.category.flatMap(LabelCategories.failureType)?.rawValue,
      explanation: decisive.note)
    let config = StageConfig(
      stage: .detect, label: label, name: HumanLabels.config, bodyJSON: body)
    var records: [LogRecord] = [.config(config), .detection(detection, at: place)]
    for (index, one) in labels.enumerated() {
      let counterpart = one.category.flatMap(LabelCategories.failureType)
      let annotation = Annotation(
        annotator: dataset, seq: index + 1, verdict: .valid, category: one.category,
        note: one.note,
        extraJSON: HumanLabels.extra(
          counterpart.map { "\"failure_type\":\"\($0.rawValue)\"" },
          one.extraJSON.map { String($0.dropFirst().dropLast()) }))
      records.append(.annotation(annotation, target: .detection, frame: nil, at: place))
    }
    return records
  }
}
