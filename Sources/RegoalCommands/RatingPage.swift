internal import Tables

/// A pair on the page of an annotator, in the order in which he needs it: what is asked, the run, its answer.
struct RatingPage {
  static let question =
    "Does the run below do all of what this goal asks for, and rightly?"

  let text: String

  init(_ sight: RatingSession.Sight, on page: TextPage) {
    var page = page
    page.heading("Goal")
    page.paragraph(sight.goal, style: .bold)
    page.blank()
    page.paragraph(RatingPage.question, style: .faint)
    let isPart = sight.shown.count < sight.steps.rows.count
    page.heading(
      "Steps",
      note: isPart
        ? "\(sight.shown.lowerBound) to \(sight.shown.upperBound - 1) of \(sight.steps.rows.count):"
          + " the goal is about these" : "\(sight.shown.count)")
    if sight.shown.isEmpty { page.paragraph("none") }
    for row in sight.shown {
      if row > sight.shown.lowerBound { page.blank() }
      page.paragraph("[\(row)]", indent: 0, style: .bold)
      if let thought = sight.steps.value(row, "thought").text, !thought.isEmpty {
        page.field("thought", thought, indent: 2)
      }
      let action = [
        sight.steps.value(row, "action_name").text,
        sight.steps.value(row, "action_input_json").text,
      ].compactMap { $0 }
      if !action.isEmpty { page.field("action", action.joined(separator: " "), indent: 2) }
      if let observation = sight.steps.value(row, "observation").text {
        page.field("observation", observation, indent: 2)
      }
    }
    page.heading("Final answer")
    page.paragraph(sight.finalAnswer.flatMap { $0.isEmpty ? nil : $0 } ?? "(none)")
    text = page.text
  }
}
